"""Layout of the settings page, made from what is declared in ``app.settings``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.settings import GROUPS, SETTINGS
from ui.widgets.parts import column, frame, label
from ui.widgets.record_form import Choice, Field, RecordForm
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from app.settings import Setting, Settings
    from ui.theme import Theme

_KINDS = {"choice": "choice", "zone": "choice", "times": "times", "line": "line"}


class SettingsView(QWidget):
    """A card a group, a field a setting.

    Signals
    -------
    edited(object, object)
        ``Setting`` and the value wanted.
    path_asked(object)
        The ``Setting`` for which a file or folder is to be found.
    """

    edited = Signal(object, object)
    path_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title, self.hint = label(theme, "title"), label(theme, muted=True)
        self.forms: dict[str, RecordForm] = {}
        self._settings = {setting.key: setting for setting in SETTINGS if setting.group}
        self._headings: dict[str, QLabel] = {}
        self._zones: Sequence[tuple[str, str]] = ()
        inside = QWidget()
        scroll = Scrolled(inside, sideways=True)
        column(self, theme).addWidget(scroll)
        inside.setMaximumWidth(theme.space(170))
        page = column(inside, theme, margin=6, gap=4)
        page.addWidget(self.title)
        page.addWidget(self.hint)
        for group in GROUPS:
            card = frame("card")
            page.addWidget(card)
            layout = column(card, theme, margin=4, gap=2)
            heading = self._headings[group] = label(theme, "heading")
            layout.addWidget(heading)
            form = RecordForm(theme, _fields(group), card)
            layout.addWidget(form)
            form.edited.connect(self._edited)
            form.path_asked.connect(self._path_asked)
            self.forms[group] = form
        page.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        for group, form in self.forms.items():
            chosen = [it for it in self._settings.values() if it.group == group]
            form.show_values({setting.key: settings.get(setting) for setting in chosen})

    def offer_zones(self, zones: Sequence[tuple[str, str]]) -> None:
        """Offer the time zones, which come late the first time."""
        self._zones = zones
        self._offer()

    def enter(self, setting: Setting[Any], value: object) -> None:
        """Put ``value`` into the field of a setting as if it had been typed."""
        self.forms[setting.group].enter(setting.key, value)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        first = next(iter(self.forms.values()))
        next(iter(first.controls.values())).setFocus()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Settings"))
        self.hint.setText(_("Every change holds at once; nothing is to be saved."))
        for group, text in GROUPS.items():
            self._headings[group].setText(_(text))
            self.forms[group].retranslate()
        self._offer()

    # Internal functions

    def _offer(self) -> None:
        for setting in self._settings.values():
            if setting.kind == "choice":
                choices = [Choice(value, _text(setting, value)) for value in setting.allowed or ()]
                self.forms[setting.group].offer(setting.key, choices)
            elif setting.kind == "zone":
                choices = [Choice("", _text(setting, ""))]
                choices += [Choice(name, text) for name, text in self._zones]
                self.forms[setting.group].offer(setting.key, choices)

    def _edited(self, key: str, value: object) -> None:
        self.edited.emit(self._settings[key], value)

    def _path_asked(self, key: str) -> None:
        self.path_asked.emit(self._settings[key])


def _fields(group: str) -> list[Field]:
    return [
        Field(setting.key, setting.title, _KINDS.get(setting.kind, "path"), hint=setting.hint)
        for setting in SETTINGS
        if setting.group == group
    ]


def _text(setting: Setting[Any], value: object) -> str:
    return _(setting.texts[value]) if value in setting.texts else str(value)
