"""Colours, fonts and icons of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import fontpkg_noto_sans
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QIcon
from PySide6.QtWidgets import QWidget

from ui import colours as palettes
from ui.icons import Icons
from ui.style import faded, palette, stylesheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Scheme = Literal["system", "light", "dark", "contrast"]
FontKind = Literal["title", "heading", "strong", "body", "small"]

# Size relative to the body, and weight on the font's own axis.
_FONTS: dict[FontKind, tuple[float, int]] = {
    "title": (1.7, 600),
    "heading": (1.25, 600),
    "strong": (1.0, 600),
    "body": (1.0, 400),
    "small": (0.9, 400),
}
_SMALLEST_BODY = 10.0
# Under this property a widget keeps which font it has, to get it anew in another size.
FONT_KIND = "font_kind"


class _TakesIcon(Protocol):
    def setIcon(self, icon: QIcon) -> None: ...


class Theme(QObject):
    """What everything looks like.

    Signals
    -------
    changed
        Colours or icons are new: repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._scheme: Scheme = "system"
        self._text_size = 100
        self._icons = Icons()
        self._iconed: list[tuple[_TakesIcon, str, str]] = []
        self._dressed: dict[QWidget, bool] = {}
        application.setStyle("Fusion")
        self._load_font()
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    # Colours

    @property
    def scheme(self) -> Scheme:
        """What the user chose."""
        return self._scheme

    @property
    def dark(self) -> bool:
        """Tell whether the dark colours are shown."""
        if self._scheme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme != "light"

    @property
    def high_contrast(self) -> bool:
        """Tell whether the colours of high contrast are shown, which are dark ones too."""
        return self._scheme == "contrast"

    @property
    def colours(self) -> palettes.Colours:
        """The colours shown now."""
        if self.high_contrast:
            return palettes.CONTRAST
        return palettes.DARK if self.dark else palettes.LIGHT

    def set_scheme(self, scheme: Scheme) -> None:
        """Show the light or dark colours, those of high contrast, or follow the system."""
        self._scheme = scheme
        # The system's own parts, title bar and file dialogs, follow where the platform can.
        hints = QGuiApplication.styleHints()
        hints.setColorScheme(
            {
                "light": Qt.ColorScheme.Light,
                "dark": Qt.ColorScheme.Dark,
                "contrast": Qt.ColorScheme.Dark,
                "system": Qt.ColorScheme.Unknown,
            }[scheme]
        )
        self._apply()

    def department_colours(self, hue: int) -> palettes.DepartmentColours:
        """Return ground, text and stripe of the department with ``hue`` in this theme."""
        return palettes.department_colours(hue, self.dark, self.high_contrast)

    @staticmethod
    def contrast(first: QColor, second: QColor) -> float:
        """Return the contrast ratio of two colours, 1 to 21."""
        return palettes.contrast(first, second)

    # Looks

    def dress(self, part: QWidget) -> None:
        """Give a finished ``part`` and all in it the looks, now and after every change.

        Dress what holds as much as is shown or hidden together: a page, the side bar, a dialog.
        A sheet for the whole program would style every part of a page again each time that it is
        put into a larger one, which takes longer than all the rest of building the page; and it
        would make everything hidden follow at once where the colours change.
        """
        self._put_on(part)
        part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Let a part follow the changes of the time it was hidden."""
        shown = event.type() == QEvent.Type.Show and isinstance(part, QWidget)
        if shown and not self._dressed.get(part, True):
            self._put_on(part)
        return False

    # Fonts and sizes

    def font(self, kind: FontKind) -> QFont:
        """Return the font for ``kind`` of text."""
        size, weight = _FONTS[kind]
        font = QFont(self._application.font())
        font.setPointSizeF(round(self._body_size * size, 1))
        # The packaged font carries its weights on an axis; setWeight would not reach them.
        font.setVariableAxis(QFont.Tag("wght"), weight)
        # Fonts that differ in the axis alone count as equal, and a widget would keep the old one.
        font.setWeight(QFont.Weight(weight))
        return font

    def set_text_size(self, percent: int) -> None:
        """Show all text in ``percent`` of the usual size; distances follow in what comes later."""
        if percent == self._text_size:
            return
        self._text_size = percent
        self._measure()
        self._apply()

    @property
    def text_size(self) -> int:
        """Size of text in per cent of the usual one."""
        return self._text_size

    def space(self, units: float = 1) -> int:
        """Return ``units`` quarters of a line's height, the measure of all distances."""
        return round(self._unit * units)

    # Icons

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """Return the icon ``name``; empty until the icons are loaded, see ``apply_icon``."""
        return self._icons.icon(name, colour or self.colours.text, faded(self.colours))

    def apply_icon(self, target: _TakesIcon, name: str, colour: str = "text") -> None:
        """Give ``target`` the icon ``name`` in the named colour, now and after every change."""
        self._iconed = [
            entry
            for entry in self._iconed
            if entry[0] is not target and shiboken6.isValid(entry[0])
        ]
        self._iconed.append((target, name, colour))
        if self._icons.loaded:
            target.setIcon(self.icon(name, getattr(self.colours, colour)))

    def load_icons(self) -> None:
        """Load the icon font and hand out all icons asked for so far."""
        self._icons.load()
        self._renew_icons()
        self.changed.emit()

    # Internal functions

    def _load_font(self) -> None:
        folder = Path(fontpkg_noto_sans.ROOT) / "files"
        # The italic file bears the same family name and is not needed.
        for file in folder.glob("NotoSans[[]*.ttf"):
            QFontDatabase.addApplicationFont(str(file))
        self._usual_size = max(self._application.font().pointSizeF(), _SMALLEST_BODY)
        self._measure()

    def _measure(self) -> None:
        font = QFont(fontpkg_noto_sans.FAMILY)
        self._body_size = self._usual_size * self._text_size / 100
        font.setPointSizeF(self._body_size)
        self._application.setFont(font)
        self._unit = QFontMetricsF(font).height() / 4

    def _apply(self) -> None:
        self._application.setPalette(palette(self.colours))
        self._sheet = stylesheet(self.colours, round(self._unit))
        self._dressed = {part: False for part in self._dressed if shiboken6.isValid(part)}
        for part in self._dressed:
            if part.isVisible():
                self._put_on(part)
        self._renew_icons()
        self.changed.emit()

    def _put_on(self, part: QWidget) -> None:
        self._dressed[part] = True
        part.setStyleSheet(self._sheet)
        for widget in (part, *part.findChildren(QWidget)):
            # A new stylesheet brings back the font that a widget had at first.
            kind = widget.property(FONT_KIND)
            if kind is not None:
                widget.setFont(self.font(kind))

    def _renew_icons(self) -> None:
        if not self._icons.loaded:
            return
        self._iconed = [entry for entry in self._iconed if shiboken6.isValid(entry[0])]
        for target, name, colour in self._iconed:
            target.setIcon(self.icon(name, getattr(self.colours, colour)))

    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._apply()
