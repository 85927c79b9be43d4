"""Priority pairs of departments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
FROM, TO, MINIMUM, WEIGHT = range(4)


@dataclass(frozen=True, slots=True)
class PairLine:
    """At least ``minimum`` visits from one department into another; each one short weighs."""

    from_id: int
    to_id: int
    from_name: str
    to_name: str
    minimum: int
    weight: int


class PairModel(QAbstractTableModel):
    """A row a pair; figures can be changed in place.

    Signals
    -------
    pair_wanted(int, int, int, int)
        From, to, minimum, weight.
    """

    pair_wanted = Signal(int, int, int, int)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines: list[PairLine] = []

    def show(self, lines: Sequence[PairLine]) -> None:
        """Show these pairs."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of pairs."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return from, to, minimum, weight."""
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the figures be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= MINIMUM else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        value = (line.from_name, line.to_name, line.minimum, line.weight)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(value)
        return value if role == Qt.ItemDataRole.EditRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the table shows it once it has been written."""
        line = self.lines[index.row()]
        minimum = int(value) if index.column() == MINIMUM else line.minimum
        weight = int(value) if index.column() == WEIGHT else line.weight
        if role != Qt.ItemDataRole.EditRole or (minimum, weight) == (line.minimum, line.weight):
            return False
        self.pair_wanted.emit(line.from_id, line.to_id, minimum, weight)
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                _("Department that visits"),
                _("Department visited"),
                _("Visits, at least"),
                _("Weight"),
            )[section]
        return None
