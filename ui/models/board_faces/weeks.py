"""The board as a calendar: a line a week."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.i18n import _
from ui.dates import long_slot
from ui.models.board import (
    Column,
    Line,
    Place,
    WeekdayColumn,
    WeekLine,
    spoken_ghost_guest,
    spoken_guest,
)
from ui.models.board_faces.face import Cells, Ghosts, nothing_in, people_text, with_ghosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ui.models.board import Board, Chip
    from ui.models.board_filter import BoardFilter


class WeeksFace:
    """A line a week, a column a half of a weekday."""

    name = "weeks"

    def __init__(self) -> None:
        self.lines: Sequence[WeekLine] = ()
        self.columns: Sequence[WeekdayColumn] = ()
        self.cells: list[Cells] = []
        self.ghosts: Ghosts = {}
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
        self.ghosts = {}
        for chip in board.ghosts():
            cell = self._at.get((chip.date, chip.half))
            guest = people.get(chip.employee_id)
            if cell is not None and (everything or _is_about(chip, guest, chosen)):
                self.ghosts[cell] = (*self.ghosts.get(cell, ()), chip)
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
        what = " ".join(spoken_guest(chip, into=True) for chip in chips) or nothing_in(there)
        ghosts = (spoken_ghost_guest(it, into=True) for it in self.ghosts.get((row, column), ()))
        return f"{long_slot(there.date, there.half)}: {with_ghosts(what, ghosts)}"

    def count(self) -> str:
        """Return how many people of those with visits."""
        return people_text(*self._count)


def _looked_for(chip: Chip, guest: Line | None, chosen: BoardFilter) -> bool:
    """Tell whether a visit of or to what is looked for is shown in the calendar."""
    return (
        chosen.marks(chip)
        and (not chosen.missing or (guest is not None and guest.missing > 0))
        and _is_about(chip, guest, chosen)
    )


def _is_about(chip: Chip, guest: Line | None, chosen: BoardFilter) -> bool:
    """Tell whether a visit has to do with what is looked for, whatever marks it has."""
    homes: Iterable[tuple[int, int | None]] = [(chip.department_id, chip.level)]
    if guest is not None:
        homes = [*homes, (guest.department_id, guest.level)]
    words = fold(" ".join((chip.guest, chip.department, chip.short_name, chip.role)))
    return any(chosen.suits(*home) for home in homes) and chosen.finds(words)
