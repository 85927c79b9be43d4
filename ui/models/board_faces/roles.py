"""The board by department: a line a role."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.i18n import _, ngettext
from ui.dates import long_slot
from ui.models.board import Column, Place, RoleLine, spoken_ghost_guest, spoken_guest
from ui.models.board_faces.face import Cells, Ghosts, seats_text, with_ghosts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.models.board import Board, Chip
    from ui.models.board_filter import BoardFilter


class RolesFace:
    """A line a role, department by department, from the lowest level up."""

    name = "roles"

    def __init__(self) -> None:
        self.lines: Sequence[RoleLine] = ()
        self.columns: Sequence[Column] = ()
        self.cells: list[Cells] = []
        self.ghosts: Ghosts = {}
        self._all = 0
        self._rows: dict[int, int] = {}
        self._places: dict[tuple[date, str], int] = {}

    def arrange(self, board: Board, chosen: BoardFilter) -> None:
        """Arrange the roles that ``chosen`` admits, with those visits that it looks for."""
        self._all = len(board.roles)
        self.columns = board.columns
        self._places = {(it.date, it.half): at for at, it in enumerate(board.columns)}
        lacking = {line.employee_id for line in board.lines if line.missing}
        found: defaultdict[int, dict[int, list[Chip]]] = defaultdict(dict)
        for chip in board.all_chips():
            column = self._places.get((chip.date, chip.half))
            if column is None or not chosen.marks(chip):
                continue
            if not chosen.missing or chip.employee_id in lacking:
                found[chip.role_id].setdefault(column, []).append(chip)
        lines = []
        for line in board.roles:
            chips = [chip for there in found[line.role_id].values() for chip in there]
            if not chosen.suits(line.department_id, line.level):
                continue
            if (chosen.by_visit or chosen.missing) and not chips:
                continue
            words = (line.name, line.department, line.short_name, *(it.guest for it in chips))
            if chosen.finds(fold(" ".join(words))):
                lines.append(line)
        self.lines = lines
        self.cells = []
        for line in lines:
            cells: Cells = list(repeat(None, len(board.columns)))
            for column, there in found[line.role_id].items():
                cells[column] = tuple(there)
            self.cells.append(cells)
        self._rows = {line.role_id: row for row, line in enumerate(lines)}
        self.ghosts = {}
        for chip in board.ghosts():
            row, at = self._rows.get(chip.role_id), self._places.get((chip.date, chip.half))
            if row is not None and at is not None:
                self.ghosts[row, at] = (*self.ghosts.get((row, at), ()), chip)

    def half_day(self, row: int, column: int) -> Column | None:
        """Return the half-day of a column."""
        return self.columns[column]

    def closed(self, row: int, column: int) -> str | None:
        """Return why nobody is received."""
        there = self.columns[column]
        if not there.open:
            return there.reason
        return None if self.lines[row].is_open(there) else _("the role is not visited then")

    def place(self, row: int, column: int) -> Place:
        """Return a role's half-day."""
        there = self.columns[column]
        return Place(there.date, there.half, role_id=self.lines[row].role_id)

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return where a role's half-day is."""
        row = None if place.role_id is None else self._rows.get(place.role_id)
        if row is None or not self.columns:
            return None
        column = None if place.date is None else self._places.get((place.date, place.half))
        if column is None:
            column = next((at for at, chips in enumerate(self.cells[row]) if chips), 0)
        return row, column

    def spoken(self, row: int, column: int) -> str:
        """Return the role, when, how many seats are taken and by whom."""
        line, there, chips = self.lines[row], self.columns[column], self.cells[row][column] or ()
        where = _("{department}, {role}, {half_day}").format(
            department=line.department, role=line.name, half_day=long_slot(there.date, there.half)
        )
        ghosts = map(spoken_ghost_guest, self.ghosts.get((row, column), ()))
        reason = self.closed(row, column)
        if reason is not None and not chips:
            closed = _("closed: {reason}").format(reason=reason)
            return f"{where}: {with_ghosts(closed, ghosts)}"
        seats = _("seats taken: {seats}.").format(seats=seats_text(len(chips), line.capacity))
        guests = " ".join(spoken_guest(chip) for chip in chips)
        what = f"{seats} {guests}".rstrip()
        return f"{where}: {with_ghosts(what, ghosts)}"

    def count(self) -> str:
        """Return how many roles of how many."""
        shown = len(self.lines)
        if shown == self._all:
            return ngettext("{count} role", "{count} roles", shown).format(count=shown)
        return _("{shown} of {all} roles").format(shown=shown, all=self._all)
