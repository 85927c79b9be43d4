"""Where the user looks: the face, the filter, the current cell and its details."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.models.board import Place
from ui.models.board_faces import PeopleFace
from ui.pages.board.details import Selection

if TYPE_CHECKING:
    from datetime import date

    from ui.models.board import Chip
    from ui.pages.board.actions import BoardActions
    from ui.pages.board.reasons import Reasons
    from ui.pages.board.view import BoardView


class Looking(QObject):
    """Turns, narrows and walks over the board; what stands beside it follows."""

    def __init__(
        self, view: BoardView, actions: BoardActions, reasons: Reasons, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._actions = actions
        self._reasons = reasons
        view.table.cursor_moved.connect(self.show_selection)
        view.filters.changed.connect(self.narrow)
        view.filters.search.returnPressed.connect(view.table.setFocus)
        actions.find.triggered.connect(view.filters.search.setFocus)
        view.compact.toggled.connect(view.table.set_compact)
        view.compact.toggled.connect(actions.compact.setChecked)
        actions.compact.toggled.connect(view.compact.setChecked)
        for name, chip in view.faces.items():
            chip.clicked.connect(partial(self.turn, name))
            actions.faces[name].triggered.connect(partial(self.turn, name))
        view.details.visit_asked.connect(self.show_visit)
        view.tray.person_chosen.connect(self.show_person)

    def turn(self, face: str, _checked: bool = False) -> None:
        """Show another face of the plan."""
        view = self._view
        view.faces[face].setChecked(True)
        self._actions.faces[face].setChecked(True)
        view.table.turn(face)
        view.name_table()
        view.filters.tell(view.table.board.face.count())
        view.table.setFocus()
        self.show_selection()

    def narrow(self) -> None:
        """Show only what the filter looks for."""
        view = self._view
        view.table.board.narrow(view.filters.chosen())
        view.filters.tell(view.table.board.face.count())

    def show_person(self, employee_id: int, day: date | None = None, half: str = "am") -> None:
        """Go to a person; without a half-day to the first visit."""
        self.turn(PeopleFace.name)
        self._go(Place(day, half, employee_id=employee_id))

    def show_visit(self, chip: Chip) -> None:
        """Go to a visit on the face that is shown."""
        self._go(Place(chip.date, chip.half, chip.employee_id, chip.role_id, chip.visit_id))

    def show_selection(self) -> None:
        """Tell beside the board what the current cell holds, and offer what can be done there."""
        selection = self._selection()
        self._view.details.show_selection(selection)
        if self._view.details.isVisible():
            self._reasons.look_at(selection)
        has_chip = selection is not None and selection.chip is not None
        for action in self._actions.of_visit():
            action.setEnabled(has_chip)

    def _selection(self) -> Selection | None:
        table, model = self._view.table, self._view.table.board
        index = table.currentIndex()
        if not index.isValid() or index.row() >= len(model.lines):
            return None
        row, column = index.row(), index.column()
        chip, line = table.current_chip(), model.lines[row]
        person = chip.employee_id if chip else getattr(line, "employee_id", None)
        return Selection(
            line,
            model.face.half_day(row, column),
            chip,
            model.chips_at(index),
            tuple(model.board.chips_of(person)) if person is not None else (),
            table.carried,
            table.hint(),
            model.face.closed(row, column),
            model.board.editable,
            table.refuses(),
            model.ghosts_at(row, column),
        )

    def _go(self, place: Place) -> None:
        table = self._view.table
        if table.board.find(place) is None:
            self._view.filters.clear_all()
        table.go(place)
        table.setFocus()
        self.show_selection()
