"""Three faces of one plan: people, roles of departments, or weeks down; half-days across."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from app.domain.names import fold
from app.i18n import _, ngettext
from ui.dates import long_slot
from ui.models.board import (
    Column,
    Line,
    Place,
    RoleLine,
    WeekdayColumn,
    WeekLine,
    spoken_chip,
    spoken_ghost,
    spoken_guest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ui.models.board import AnyColumn, AnyLine, Board, Chip
    from ui.models.board_filter import BoardFilter

Cells = list["tuple[Chip, ...] | None"]


class Face(Protocol):
    """Arranges a board in lines and columns, and finds places in it.

    Attributes
    ----------
    name
        Key of the face.
    lines, columns, cells
        As arranged last; a list a line, with a tuple of visits or None a column.
    """

    name: str
    lines: Sequence[AnyLine]
    columns: Sequence[AnyColumn]
    cells: list[Cells]

    def arrange(self, board: Board, chosen: BoardFilter) -> None:
        """Arrange what ``chosen`` leaves of ``board``."""

    def half_day(self, row: int, column: int) -> Column | None:
        """Return the half-day of a cell, None where the programme has none."""

    def closed(self, row: int, column: int) -> str | None:
        """Return why a cell takes no visit, None if it does."""

    def place(self, row: int, column: int) -> Place:
        """Return what a cell stands for."""

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return row and column of a place."""

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as a screen reader says it."""

    def count(self) -> str:
        """Return how much is shown of how much."""


class PeopleFace:
    """A line a person."""

    name = "people"

    def __init__(self) -> None:
        self.lines: Sequence[Line] = ()
        self.columns: Sequence[Column] = ()
        self.cells: list[Cells] = []
        self._everybody = 0
        self._board: Board | None = None
        self._words: dict[int, str] = {}
        self._rows: dict[int, int] = {}
        self._places: dict[tuple[date, str], int] = {}

    def arrange(self, board: Board, chosen: BoardFilter) -> None:
        """Arrange the people whom ``chosen`` admits, with all their visits."""
        if board is not self._board:
            self._board = board
            self._words = _words_of_people(board)
        self._everybody = len(board.lines)
        self.columns = board.columns
        self._places = {(it.date, it.half): at for at, it in enumerate(board.columns)}
        grid: dict[int, Cells] = {}
        for (employee_id, day, half), chips in board.chips.items():
            column = self._places.get((day, half))
            if column is not None:
                cells = grid.get(employee_id)
                if cells is None:
                    cells = grid[employee_id] = list(repeat(None, len(board.columns)))
                cells[column] = chips
        self.lines = board.lines
        if chosen.active:
            self.lines = [
                line
                for line in board.lines
                if chosen.admits(
                    line,
                    self._words[line.employee_id],
                    (chip for cell in grid.get(line.employee_id, ()) for chip in cell or ()),
                )
            ]
        # Lines without a visit share one row of nothing: the cells are only ever read.
        nothing: Cells = list(repeat(None, len(board.columns)))
        self.cells = [grid.get(line.employee_id, nothing) for line in self.lines]
        self._rows = {line.employee_id: row for row, line in enumerate(self.lines)}

    def half_day(self, row: int, column: int) -> Column | None:
        """Return the half-day of a column."""
        return self.columns[column]

    def closed(self, row: int, column: int) -> str | None:
        """Return why a half-day is closed."""
        there = self.columns[column]
        return None if there.open else there.reason

    def place(self, row: int, column: int) -> Place:
        """Return a person's half-day."""
        there = self.columns[column]
        return Place(there.date, there.half, employee_id=self.lines[row].employee_id)

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return where a person's half-day is; without a half-day the first visit or half-day."""
        row = None if place.employee_id is None else self._rows.get(place.employee_id)
        if row is None or not self.columns:
            return None
        column = None if place.date is None else self._places.get((place.date, place.half))
        if column is None:
            column = next((at for at, chips in enumerate(self.cells[row]) if chips), 0)
        return row, column

    def spoken(self, row: int, column: int) -> str:
        """Return who, when and what."""
        line, there, chips = self.lines[row], self.columns[column], self.cells[row][column]
        where = _("{person}, {half_day}").format(
            person=line.name, half_day=long_slot(there.date, there.half)
        )
        what = " ".join(spoken_chip(chip) for chip in chips or ()) or _nothing_in(there)
        elsewhere = " ".join(map(spoken_ghost, self.ghosts_at(row, column)))
        if elsewhere:
            what = f"{what} {elsewhere}" if chips else f"{what}. {elsewhere}"
        return f"{where}: {what}"

    def ghosts_at(self, row: int, column: int) -> tuple[Chip, ...]:
        """Return where a guest is in the plan compared with, and is not in this one."""
        other = self._board.other if self._board is not None else None
        if other is None:
            return ()
        there = self.columns[column]
        return other.ghosts.get((self.lines[row].employee_id, there.date, there.half), ())

    def count(self) -> str:
        """Return how many people of how many."""
        return _people(len(self.lines), self._everybody)


class RolesFace:
    """A line a role, department by department, from the lowest level up."""

    name = "roles"

    def __init__(self) -> None:
        self.lines: Sequence[RoleLine] = ()
        self.columns: Sequence[Column] = ()
        self.cells: list[Cells] = []
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
        reason = self.closed(row, column)
        if reason is not None and not chips:
            closed = _("closed: {reason}").format(reason=reason)
            return f"{where}: {closed}"
        seats = _("seats taken: {seats}.").format(seats=seats_text(len(chips), line.capacity))
        guests = " ".join(spoken_guest(chip) for chip in chips)
        return f"{where}: {seats} {guests}".rstrip()

    def count(self) -> str:
        """Return how many roles of how many."""
        shown = len(self.lines)
        if shown == self._all:
            return ngettext("{count} role", "{count} roles", shown).format(count=shown)
        return _("{shown} of {all} roles").format(shown=shown, all=self._all)


class WeeksFace:
    """A line a week, a column a half of a weekday."""

    name = "weeks"

    def __init__(self) -> None:
        self.lines: Sequence[WeekLine] = ()
        self.columns: Sequence[WeekdayColumn] = ()
        self.cells: list[Cells] = []
        self._days: dict[tuple[int, int], Column] = {}
        self._at: dict[tuple[date, str], tuple[int, int]] = {}
        self._count = (0, 0)

    def arrange(self, board: Board, chosen: BoardFilter) -> None:
        """Arrange the visits that ``chosen`` looks for; every week stays."""
        weekdays = sorted({it.date.weekday() for it in board.columns})
        halves = [half for half in ("am", "pm") if any(it.half == half for it in board.columns)]
        self.columns = [WeekdayColumn(day, half) for day in weekdays for half in halves]
        across = {(it.weekday, it.half): at for at, it in enumerate(self.columns)}
        weeks: defaultdict[tuple[int, int], list[Column]] = defaultdict(list)
        for it in board.columns:
            week = it.week
            assert week is not None, "a dated half-day lies in a week"
            weeks[week].append(it)
        self._days, self._at = {}, {}
        for row, (_week, days) in enumerate(weeks.items()):
            for it in days:
                at = row, across[it.date.weekday(), it.half]
                self._days[at] = it
                self._at[it.date, it.half] = at
        people = {line.employee_id: line for line in board.lines}
        everything = not chosen.active
        shown: defaultdict[tuple[int, int], list[Chip]] = defaultdict(list)
        guests = set()
        for (employee_id, day, half), there in board.chips.items():
            cell = self._at.get((day, half))
            if cell is None:
                continue
            guest = people.get(employee_id)
            chips = there if everything else [it for it in there if _looked_for(it, guest, chosen)]
            if chips:
                shown[cell].extend(chips)
                guests.add(employee_id)
        self.cells = [
            [
                tuple(sorted(shown[row, at], key=lambda it: (it.guest, it.visit_id))) or None
                for at in range(len(self.columns))
            ]
            for row in range(len(weeks))
        ]
        self.lines = [
            WeekLine(
                week,
                days[0].date,
                days[-1].date,
                sum(len(chips or ()) for chips in cells),
            )
            for (week, days), cells in zip(weeks.items(), self.cells, strict=True)
        ]
        everybody = {employee_id for employee_id, _day, _half in board.chips}
        self._count = (len(guests), len(everybody))

    def half_day(self, row: int, column: int) -> Column | None:
        """Return the half-day of a cell."""
        return self._days.get((row, column))

    def closed(self, row: int, column: int) -> str | None:
        """Return why a half-day takes no visit."""
        there = self._days.get((row, column))
        if there is None:
            return _("not in the programme")
        return None if there.open else there.reason

    def place(self, row: int, column: int) -> Place:
        """Return a half-day."""
        there = self._days.get((row, column))
        return Place() if there is None else Place(there.date, there.half)

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return where a half-day is."""
        return None if place.date is None else self._at.get((place.date, place.half))

    def spoken(self, row: int, column: int) -> str:
        """Return when, and who goes where."""
        there = self._days.get((row, column))
        if there is None:
            return _("not in the programme")
        chips = self.cells[row][column] or ()
        what = " ".join(spoken_guest(chip, into=True) for chip in chips) or _nothing_in(there)
        return f"{long_slot(there.date, there.half)}: {what}"

    def count(self) -> str:
        """Return how many people of those with visits."""
        return _people(*self._count)


FACES: tuple[type[PeopleFace | RolesFace | WeeksFace], ...] = (PeopleFace, RolesFace, WeeksFace)


def seats_text(taken: int, capacity: int | None) -> str:
    """Return "2/3", or "2" where any number may come."""
    return str(taken) if capacity is None else f"{taken}/{capacity}"


def _people(shown: int, everybody: int) -> str:
    if shown == everybody:
        return ngettext("{count} person", "{count} people", shown).format(count=shown)
    return _("{shown} of {all} people").format(shown=shown, all=everybody)


def _nothing_in(column: Column) -> str:
    return _("no visit") if column.open else _("closed: {reason}").format(reason=column.reason)


def _words_of_people(board: Board) -> dict[int, str]:
    by_person: defaultdict[int, set[str]] = defaultdict(set)
    for chip in board.all_chips():
        by_person[chip.employee_id].update((chip.department, chip.short_name, chip.role))
    return {
        line.employee_id: fold(" ".join((line.name, line.department, *by_person[line.employee_id])))
        for line in board.lines
    }


def _looked_for(chip: Chip, guest: Line | None, chosen: BoardFilter) -> bool:
    """Tell whether a visit of or to what is looked for is shown in the calendar."""
    homes: Iterable[tuple[int, int | None]] = [(chip.department_id, chip.level)]
    if guest is not None:
        homes = [*homes, (guest.department_id, guest.level)]
    return (
        chosen.marks(chip)
        and (not chosen.missing or (guest is not None and guest.missing > 0))
        and any(chosen.suits(*home) for home in homes)
        and chosen.finds(fold(" ".join((chip.guest, chip.department, chip.short_name, chip.role))))
    )
