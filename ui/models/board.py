"""The board by person: a line a person, a column a half-day, chips for visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.names import fold
from app.i18n import _, ngettext
from ui.dates import long_slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A half-day of the programme; a closed one says why."""

    date: date
    half: str
    open: bool = True
    reason: str = ""

    @property
    def week(self) -> tuple[int, int]:
        """ISO year and week."""
        year, week, _day = self.date.isocalendar()
        return year, week


@dataclass(frozen=True, slots=True)
class Chip:
    """A visit as the board shows it; ``troubles`` are sentences about rules it breaks."""

    visit_id: int
    version: int
    employee_id: int
    role_id: int
    department_id: int
    department: str
    short_name: str
    hue: int
    role: str
    level: int
    host_id: int | None
    host: str | None
    pinned: bool
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """What a visit that is being moved would do in a half-day.

    Attributes
    ----------
    kind
        ``"fits"``, ``"costs"`` or ``"breaks"``.
    word
        Two or three words for the cell.
    sentences
        The whole story.
    """

    kind: str
    word: str
    sentences: tuple[str, ...]
    host_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the board."""

    employee_id: int
    name: str
    department_id: int
    department: str
    short_name: str
    hue: int
    visits: int
    target: int

    @property
    def missing(self) -> int:
        """How many visits the person still lacks."""
        return max(0, self.target - self.visits)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board shows of one plan."""

    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    chips: Mapping[tuple[int, date, str], tuple[Chip, ...]] = field(default_factory=dict)

    def chips_of(self, employee_id: int) -> list[Chip]:
        """Return the visits of a person in time order."""
        return [
            chip
            for column in self.columns
            for chip in self.chips.get((employee_id, column.date, column.half), ())
        ]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which lines are shown."""

    text: str = ""
    department_id: int | None = None
    missing: bool = False
    troubled: bool = False
    pinned: bool = False

    @property
    def active(self) -> bool:
        """Tell whether anything may be hidden."""
        return self != BoardFilter()

    def admits(self, line: Line, words: str, chips: Iterable[Chip]) -> bool:
        """Tell whether a line is shown; ``words`` is what can be found on it, folded."""
        if self.department_id is not None and line.department_id != self.department_id:
            return False
        if self.missing and not line.missing:
            return False
        if self.troubled and not any(chip.troubles for chip in chips):
            return False
        if self.pinned and not any(chip.pinned for chip in chips):
            return False
        return all(part in words for part in fold(self.text).split())


class BoardModel(QAbstractTableModel):
    """Lines and cells as plain lists, which painting reads without asking ``data()``.

    Attributes
    ----------
    lines
        The people shown, after filtering.
    cells
        A list a line shown, with a tuple of chips or None a column.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.filter = BoardFilter()
        self.lines: list[Line] = []
        self.columns: Sequence[Column] = ()
        self.cells: list[list[tuple[Chip, ...] | None]] = []
        self._words: dict[int, str] = {}

    def show(self, board: Board) -> None:
        """Show ``board``; the place of the cursor survives if people and half-days are the same."""
        self.board = board
        by_person: dict[int, set[str]] = {}
        for (employee_id, _date, _half), chips in board.chips.items():
            words = by_person.setdefault(employee_id, set())
            for chip in chips:
                words.update((chip.department, chip.short_name, chip.role))
        self._words = {
            line.employee_id: fold(
                " ".join((line.name, line.department, *by_person.get(line.employee_id, ())))
            )
            for line in board.lines
        }
        self._fill()

    def narrow(self, chosen: BoardFilter) -> None:
        """Show only the lines that ``chosen`` admits."""
        self.filter = chosen
        self._fill()

    def row_of(self, employee_id: int) -> int | None:
        """Return the row of a person, None if filtered away."""
        rows = (row for row, line in enumerate(self.lines) if line.employee_id == employee_id)
        return next(rows, None)

    def column_of(self, day: date, half: str) -> int | None:
        """Return the column of a half-day."""
        columns = (at for at, it in enumerate(self.columns) if it.date == day and it.half == half)
        return next(columns, None)

    def chips_at(self, index: Index) -> tuple[Chip, ...]:
        """Return the visits in a cell."""
        if not index.isValid():
            return ()
        return self.cells[index.row()][index.column()] or ()

    def _fill(self) -> None:
        board = self.board
        grid: dict[int, list[tuple[Chip, ...] | None]] = {}
        places = {(it.date, it.half): at for at, it in enumerate(board.columns)}
        for (employee_id, day, half), chips in board.chips.items():
            column = places.get((day, half))
            if column is not None:
                cells = grid.get(employee_id)
                if cells is None:
                    cells = grid[employee_id] = list(repeat(None, len(board.columns)))
                cells[column] = chips
        # Lines without a visit share one row of nothing: the cells are only ever read.
        nothing: list[tuple[Chip, ...] | None] = list(repeat(None, len(board.columns)))
        lines = list(board.lines)
        if self.filter.active:
            lines = [
                line
                for line in lines
                if self.filter.admits(
                    line,
                    self._words[line.employee_id],
                    (chip for cell in grid.get(line.employee_id, ()) for chip in cell or ()),
                )
            ]
        same = board.columns == self.columns and [it.employee_id for it in lines] == [
            it.employee_id for it in self.lines
        ]
        if not same:
            self.beginResetModel()
        self.lines = lines
        self.columns = board.columns
        self.cells = [grid.get(line.employee_id, nothing) for line in lines]
        if not same:
            self.endResetModel()
        elif lines and self.columns:
            last = self.index(len(lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of people shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of half-days."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer screen readers, tooltips and copying; painting reads ``cells``."""
        if not index.isValid():
            return None
        chips = self.chips_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(f"{chip.short_name} · {chip.role}" for chip in chips)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(sentence for chip in chips for sentence in chip.troubles)
        if role == Qt.ItemDataRole.ToolTipRole:
            column = self.columns[index.column()]
            return spoken_chip(chips[0]) if chips else column.reason
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the person of a line or the half-day of a column, spelled out."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            if not 0 <= section < len(self.lines):
                return None
            return self.lines[section].name
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        return long_slot(column.date, column.half)

    def spoken(self, index: Index) -> str:
        """Return a cell as a screen reader says it."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        place = _("{person}, {half_day}").format(
            person=line.name, half_day=long_slot(column.date, column.half)
        )
        chips = self.chips_at(index)
        if chips:
            what = " ".join(spoken_chip(chip) for chip in chips)
        elif column.open:
            what = _("no visit")
        else:
            what = _("closed: {reason}").format(reason=column.reason)
        return f"{place}: {what}"


def spoken_chip(chip: Chip) -> str:
    """Return a visit in words: where, as what, with whom, and what is the matter."""
    if chip.host:
        text = _("{department}, {role}, level {level}, host {host}.").format(
            department=chip.department, role=chip.role, level=chip.level, host=chip.host
        )
    else:
        text = _("{department}, {role}, level {level}, no host yet.").format(
            department=chip.department, role=chip.role, level=chip.level
        )
    if chip.pinned:
        text = f"{text} {_('Pinned.')}"
    if chip.troubles:
        count = len(chip.troubles)
        text = f"{text} " + ngettext("{count} conflict.", "{count} conflicts.", count).format(
            count=count
        )
    return text
