"""Who takes part in a programme, and who could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.names import fold
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
NAME, DEPARTMENT, LEVEL, VISITS = range(4)


@dataclass(frozen=True, slots=True)
class SignUpLine:
    """A person; ``target`` is the number of visits agreed, None if not signed up."""

    employee_id: int
    name: str
    department_id: int
    department: str
    level: int | None
    target: int | None


class SignUpModel(QAbstractTableModel):
    """People with a tick for taking part and the number of visits.

    Signals
    -------
    ticked(int, bool)
        A person is to be signed up or off.
    target_wanted(int, int)
        A person is to have so many visits.
    """

    ticked = Signal(int, bool)
    target_wanted = Signal(int, int)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.everybody: Sequence[SignUpLine] = ()
        self.lines: list[SignUpLine] = []
        self._text = ""
        self._department: int | None = None
        self._words: dict[int, str] = {}

    def show(self, everybody: Sequence[SignUpLine]) -> None:
        """Show these people."""
        self.everybody = everybody
        self._words = {
            line.employee_id: fold(f"{line.name} {line.department}") for line in everybody
        }
        self._fill()

    def narrow(self, text: str, department_id: int | None) -> None:
        """Show only those who match."""
        self._text, self._department = text, department_id
        self._fill()

    def signed_up(self) -> int:
        """Return how many people take part."""
        return sum(line.target is not None for line in self.everybody)

    def visits(self) -> int:
        """Return how many visits were agreed in all."""
        return sum(line.target or 0 for line in self.everybody)

    def _fill(self) -> None:
        parts = fold(self._text).split()
        lines = [
            line
            for line in self.everybody
            if self._department in (None, line.department_id)
            and all(part in self._words[line.employee_id] for part in parts)
        ]
        if [line.employee_id for line in lines] == [line.employee_id for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, VISITS))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of people shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return name, department, level, visits."""
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be ticked, and the visits of those who take part be changed."""
        flags = super().flags(index)
        if index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == VISITS and self.lines[index.row()].target is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            level = "" if line.level is None else str(line.level)
            target = "–" if line.target is None else str(line.target)
            return (line.name, line.department, level, target)[column]
        if role == Qt.ItemDataRole.EditRole and column == VISITS:
            return line.target
        return self._about_name(line, role) if column == NAME else None

    @staticmethod
    def _about_name(line: SignUpLine, role: int) -> Any:
        signed = line.target is not None
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if signed else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = _("{person}: takes part") if signed else _("{person}: does not take part")
            return text.format(person=line.name)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the table shows it once it has been written."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(line.employee_id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and value != line.target:
            self.target_wanted.emit(line.employee_id, int(value))
            return True
        return False

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Name"), _("Department"), _("Level"), _("Visits"))[section]
        return None
