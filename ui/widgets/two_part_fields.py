"""Fields of two controls: from and until, a path and the button that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTimeEdit, QWidget

from app.i18n import _
from ui.dates import locale
from ui.widgets.parts import button, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme

_TIME = "HH:mm"


class TimesField(QWidget):
    """Two times of a day, as "09:00-13:00"; the second one is later, or the value does not change.

    Signals
    -------
    left()
        One of them was changed.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.last = QTimeEdit(), QTimeEdit()
        self._between = label(theme)
        self._between.setText("–")
        across = row(self, theme)
        for part in (self.first, self.last):
            part.setDisplayFormat(_TIME)
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            part.editingFinished.connect(self._edited)
        across.addWidget(self.first, stretch=1)
        across.addWidget(self._between)
        across.addWidget(self.last, stretch=1)

    def value(self) -> str:
        """Return both times."""
        return "-".join(part.time().toString(_TIME) for part in (self.first, self.last))

    def set_value(self, value: str) -> None:
        """Show both times."""
        first, _dash, last = value.partition("-")
        self.first.setTime(QTime.fromString(first, _TIME))
        self.last.setTime(QTime.fromString(last, _TIME))

    def retranslate(self, title: str) -> None:
        """Name both for screen readers."""
        for part, text in (
            (self.first, _("{field}, from")),
            (self.last, _("{field}, until")),
        ):
            part.setLocale(locale())
            part.setAccessibleName(text.format(field=title))

    def _edited(self) -> None:
        if self.first.time() < self.last.time():
            self.left.emit()


class PathField(QWidget):
    """The path of a file or folder, or none.

    Signals
    -------
    left()
        Another path, or none, was typed.
    asked()
        The path is to be chosen in a dialog.
    """

    left = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.choose = button()
        across = row(self, theme)
        across.addWidget(self.line, stretch=1)
        across.addWidget(self.choose)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self.left)
        self.choose.clicked.connect(self.asked)

    def value(self) -> str:
        """Return the path, "" for none."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show a path."""
        self.line.setText(value)

    def retranslate(self, title: str) -> None:
        """Name both parts."""
        self.line.setAccessibleName(title)
        name_control(self.choose, _("Choose…"))
        self.choose.setAccessibleName(_("Choose: {field}").format(field=title))
