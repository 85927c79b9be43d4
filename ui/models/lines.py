"""Rows of words under headings, with a tick where one may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Words:
    """A row; ``key`` tells what it stands for."""

    key: Hashable
    cells: tuple[str, ...]


class Lines(QAbstractTableModel):
    """The rows shown, of which some may be ticked.

    Signals
    -------
    ticks_changed
        A tick was set or taken away.
    """

    ticks_changed = Signal()

    def __init__(self, headings: Sequence[str], *, ticks: bool = False) -> None:
        super().__init__()
        self._headings = headings
        self._ticks = ticks
        self.rows: list[Words] = []
        self.ticked: set[Hashable] = set()

    def show(self, rows: Iterable[Words]) -> None:
        """Show these rows; ticks of those that are there no more go."""
        self.beginResetModel()
        self.rows = list(rows)
        self.ticked &= {row.key for row in self.rows}
        self.endResetModel()

    def replace(self, rows: Mapping[Hashable, Words]) -> None:
        """Show these rows in the place of those with their keys."""
        self.rows = [rows.get(row.key, row) for row in self.rows]
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_headings(self, headings: Sequence[str]) -> None:
        """Put other headings over the columns."""
        self._headings = headings
        self.retranslate()

    def tick(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these rows."""
        self.ticked = set(keys) & {row.key for row in self.rows}
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticks_changed.emit()

    def row_of(self, key: Hashable) -> int | None:
        """Return the row of ``key``, None if it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)

    def retranslate(self) -> None:
        """Set the headings anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    # What Qt asks for

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell that the first cell can be ticked."""
        flags = super().flags(index)
        if self._ticks and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what a screen reader says of it."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        shown: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = row.cells[column]
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = self._spoken(row, column)
            case Qt.ItemDataRole.CheckStateRole if self._ticks and column == 0:
                ticked = row.key in self.ticked
                shown = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return shown

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set or take away a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self.rows[index.row()].key
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.ticked.add(key)
        else:
            self.ticked.discard(key)
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self._headings[section]) if self._headings[section] else ""
        return None

    # Internal functions

    def _spoken(self, row: Words, column: int) -> str:
        words = row.cells[column] or _("empty")
        heading = self._headings[column]
        if heading:
            words = f"{_(heading)}: {words}"
        if self._ticks and column == 0:
            state = _("ticked") if row.key in self.ticked else _("not ticked")
            words = f"{words}, {state}"
        return words
