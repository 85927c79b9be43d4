"""The board by person: a line a person."""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.i18n import _
from ui.dates import long_slot
from ui.models.board import Column, Line, Place, spoken_chip, spoken_ghost
from ui.models.board_faces.face import Cells, Ghosts, nothing_in, people_text, with_ghosts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.models.board import Board
    from ui.models.board_filter import BoardFilter


class PeopleFace:
    """A line a person."""

    name = "people"

    def __init__(self) -> None:
        self.lines: Sequence[Line] = ()
        self.columns: Sequence[Column] = ()
        self.cells: list[Cells] = []
        self.ghosts: Ghosts = {}
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
        elsewhere = board.other.ghosts if board.other is not None else {}
        self.ghosts = {
            (self._rows[employee_id], self._places[day, half]): chips
            for (employee_id, day, half), chips in elsewhere.items()
            if employee_id in self._rows and (day, half) in self._places
        }

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
        what = " ".join(spoken_chip(chip) for chip in chips or ()) or nothing_in(there)
        ghosts = map(spoken_ghost, self.ghosts.get((row, column), ()))
        return f"{where}: {with_ghosts(what, ghosts)}"

    def count(self) -> str:
        """Return how many people of how many."""
        return people_text(len(self.lines), self._everybody)


def _words_of_people(board: Board) -> dict[int, str]:
    by_person: defaultdict[int, set[str]] = defaultdict(set)
    for chip in board.all_chips():
        by_person[chip.employee_id].update((chip.department, chip.short_name, chip.role))
    return {
        line.employee_id: fold(" ".join((line.name, line.department, *by_person[line.employee_id])))
        for line in board.lines
    }
