"""Where one person would like to go: departments with their roles, a wish beside each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
PLACE, WISH = range(2)

# None is no wish of any strength: the person is never sent there.
WISHES: dict[int | None, str] = {
    2: N_("+2: very much"),
    1: N_("+1: gladly"),
    0: N_("0: no wish"),
    -1: N_("−1: rather not"),
    -2: N_("−2: not at all"),
    None: N_("Never: is not sent there"),
}


@dataclass(frozen=True, slots=True)
class TasteLine:
    """A department, or a role of one where ``role_id`` is set; ``value`` is a key of ``WISHES``."""

    department_id: int
    role_id: int | None
    name: str
    value: int | None


class TasteModel(QAbstractTableModel):
    """Two columns: where to, and the wish.

    Signals
    -------
    taste_wanted(object, object)
        ``TasteLine`` and the value that it is to have.
    """

    taste_wanted = Signal(object, object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines: list[TasteLine] = []

    def show(self, lines: Sequence[TasteLine]) -> None:
        """Show these; the place in the table is kept where the same places are shown."""
        same = [(it.department_id, it.role_id) for it in lines] == [
            (it.department_id, it.role_id) for it in self.lines
        ]
        if not same:
            self.beginResetModel()
        self.lines = list(lines)
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, WISH))

    # Qt

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of departments and roles."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return place and wish."""
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let wishes be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == WISH else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        wish = _(WISHES[line.value])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{place}: {wish}").format(place=line.name, wish=wish)
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == WISH:
                return wish
            return line.name if line.role_id is None else f"    {line.name}"
        if role == Qt.ItemDataRole.EditRole and index.column() == WISH:
            return line.value
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the table shows it once it has been written."""
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or value == line.value:
            return False
        self.taste_wanted.emit(line, value)
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Department or role"), _("Wish"))[section]
        return None
