"""Asks why somebody is not in a department or role, and shows how it could be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.i18n import _
from ui.widgets.boxes import fill_box
from ui.widgets.notes import NoteList
from ui.widgets.parts import button, column, label, name_control, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.theme import Theme
    from ui.widgets.notes import Note

    Places = tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...]


class WishCard(QWidget):
    """Two boxes, a button, and the answer.

    Signals
    -------
    asked(int, object)
        Why not this department, and this role of it; None is any role.
    """

    asked = Signal(int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._places: Places = ()
        self.title = label(theme, "strong")
        self.department, self.role = QComboBox(), QComboBox()
        for box in (self.department, self.role):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        self.ask = button()
        self.text = label(theme)
        self.ways = NoteList(theme, "card")
        layout = column(self, theme, gap=2)
        for part in (
            rule(),
            self.title,
            self.department,
            self.role,
            self.ask,
            self.text,
            self.ways,
        ):
            layout.addWidget(part)
        self.department.activated.connect(self._fill_roles)
        self.ask.clicked.connect(self._ask)

    def offer(self, places: Places) -> None:
        """Let one of these places be asked about."""
        self._places = places
        chosen = self.department.currentData()
        fill_box(self.department, [(key, name) for key, name, _roles in places], chosen)
        self._fill_roles()

    def clear(self) -> None:
        """Forget the answer."""
        self.text.hide()
        self.ways.show_notes(())

    def say(self, text: str, ways: Iterable[Note] = ()) -> None:
        """Show the answer, and the ways it could be had."""
        self.text.setText(text)
        self.text.show()
        self.ways.show_notes(ways)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Why not there?"))
        self.department.setAccessibleName(_("Department asked about"))
        self.role.setAccessibleName(_("Role asked about"))
        name_control(self.ask, _("Ask"))
        self._fill_roles()

    def _fill_roles(self) -> None:
        key = self.department.currentData()
        roles = next((roles for known, _name, roles in self._places if known == key), ())
        fill_box(self.role, [(None, _("Any role")), *roles], self.role.currentData())

    def _ask(self) -> None:
        if self.department.currentData() is not None:
            self.asked.emit(self.department.currentData(), self.role.currentData())
