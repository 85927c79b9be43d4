"""A new programme, with everything filled in that can be guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QWidget

from app.i18n import _
from ui.pages.programme.fields import ProgrammeFields
from ui.widgets.parts import column, label, name_control

if TYPE_CHECKING:
    from ui.theme import Theme


class NewProgrammeDialog(QDialog):
    """Asks for name, dates, country and visits; the rest can be changed at any time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = ProgrammeFields(theme)
        self.everybody = QCheckBox()
        self.everybody.setChecked(True)
        self._heading = label(theme, "heading")
        self._note = label(theme, muted=True)
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.create_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.create_button.setProperty("kind", "primary")
        self.cancel_button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        layout = column(self, theme, margin=5, gap=3)
        for part in (
            self._heading,
            self.fields,
            self.everybody,
            self._note,
            self.problem,
            self.buttons,
        ):
            layout.addWidget(part)
        self.setMinimumWidth(theme.space(180))
        self.buttons.accepted.connect(self._check)
        self.buttons.rejected.connect(self.reject)
        self._retranslate()
        self.fields.name.setFocus()
        self.fields.name.selectAll()

    def _retranslate(self) -> None:
        self.setWindowTitle(_("New programme"))
        self.setAccessibleName(_("New programme"))
        self.fields.retranslate()
        self._heading.setText(_("New programme"))
        self._note.setText(_("Everything can be changed later, half-days and rules too."))
        name_control(self.everybody, _("Sign up everybody"))
        name_control(self.create_button, _("Create"))
        name_control(self.cancel_button, _("Cancel"))

    def _check(self) -> None:
        text = ""
        if not self.fields.name.text().strip():
            text = _("Give the programme a name.")
        elif self.fields.last.date() < self.fields.first.date():
            text = _("The last day lies before the first.")
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if not text:
            self.accept()
