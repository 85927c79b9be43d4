"""The table behind the board, whichever face it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.dates import long_slot, short_half
from ui.models.board import (
    Board,
    Column,
    Place,
    spoken_chip,
    spoken_ghost,
    spoken_ghost_guest,
    spoken_guest,
)
from ui.models.board_faces import FACES, Cells, Face, PeopleFace
from ui.models.board_filter import BoardFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.models.board import AnyColumn, AnyLine, Chip

Index = QModelIndex | QPersistentModelIndex


class BoardModel(QAbstractTableModel):
    """Lines and cells as plain lists, which painting reads without asking ``data()``.

    Attributes
    ----------
    face
        How the plan is arranged.
    lines, columns, cells
        What the face shows, after filtering; a cell holds a tuple of visits or None.

    Signals
    -------
    about_to_fill()
        What is shown may change: whoever knows a place by row and column must note it now.
    """

    about_to_fill = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.filter = BoardFilter()
        self.faces: dict[str, Face] = {kind.name: kind() for kind in FACES}
        self.face: Face = self.faces[PeopleFace.name]
        self.lines: Sequence[AnyLine] = ()
        self.columns: Sequence[AnyColumn] = ()
        self.cells: list[Cells] = []

    def show(self, board: Board) -> None:
        """Show ``board``; the place of the cursor survives if lines and half-days are the same."""
        self.about_to_fill.emit()
        self.board = board
        self._fill()

    def narrow(self, chosen: BoardFilter) -> None:
        """Show only what ``chosen`` looks for."""
        self.about_to_fill.emit()
        self.filter = chosen
        self._fill()

    def turn(self, face: str) -> None:
        """Show the face ``face`` of the same plan."""
        self.about_to_fill.emit()
        self.face = self.faces[face]
        self._fill(anew=True)

    def row_of(self, employee_id: int) -> int | None:
        """Return the row of a person, None if filtered away or on another face."""
        found = self.faces[PeopleFace.name].find(Place(employee_id=employee_id))
        return found[0] if found and self.face.name == PeopleFace.name else None

    def find(self, place: Place) -> QModelIndex | None:
        """Return the cell of ``place``, None if it is not shown."""
        found = self.face.find(place)
        return None if found is None else self.index(*found)

    def chips_at(self, index: Index) -> tuple[Chip, ...]:
        """Return the visits in a cell."""
        if not index.isValid():
            return ()
        return self.cells[index.row()][index.column()] or ()

    def ghosts_at(self, row: int, column: int) -> tuple[Chip, ...]:
        """Return what the plan compared with has in a cell, and this one has not."""
        return self.face.ghosts.get((row, column), ())

    def _fill(self, *, anew: bool = False) -> None:
        before = [_key(line) for line in self.lines], self.columns
        face = self.face
        face.arrange(self.board, self.filter)
        same = not anew and before == ([_key(line) for line in face.lines], face.columns)
        if not same:
            self.beginResetModel()
        self.lines, self.columns, self.cells = face.lines, face.columns, face.cells
        if not same:
            self.endResetModel()
        elif self.lines and self.columns:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of half-days across."""
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
        return self._tip(index, chips) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a line's name or a half-day, spelled out."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            if not 0 <= section < len(self.lines):
                return None
            return self.lines[section].name
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if isinstance(column, Column):
            return long_slot(column.date, column.half)
        return f"{column.day_text()}, {short_half(column.half)}"

    def spoken(self, index: Index) -> str:
        """Return a cell as a screen reader says it."""
        return self.face.spoken(index.row(), index.column())

    def _tip(self, index: Index, chips: tuple[Chip, ...]) -> str | None:
        ghosts = self.ghosts_at(index.row(), index.column())
        if not chips and not ghosts:
            return self.face.closed(index.row(), index.column())
        if self.face.name == PeopleFace.name:
            return "\n".join([*map(spoken_chip, chips), *map(spoken_ghost, ghosts)])
        return "\n".join(
            [
                *(spoken_guest(chip, into=True) for chip in chips),
                *(spoken_ghost_guest(chip, into=True) for chip in ghosts),
            ]
        )


def _key(line: AnyLine) -> tuple[type, int | tuple[int, int]]:
    for name in ("employee_id", "role_id", "week"):
        if hasattr(line, name):
            return type(line), getattr(line, name)
    raise TypeError(f"no line of a board: {line!r}")
