"""The roles that an import proposes from job titles, with their levels to be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.staff_list import RoleProposal
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_HEADINGS = (N_("Department"), N_("Role"), N_("Level"), N_("Hosts"), N_("Remarks"))
DEPARTMENT, TITLE, LEVEL, HOSTS, REMARKS = range(len(_HEADINGS))


class RoleProposalsModel(QAbstractTableModel):
    """One row a role; its level can be typed anew.

    Signals
    -------
    level_set
        Department, title, and the level meant.
    """

    level_set = Signal(str, str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._roles: list[RoleProposal] = []

    def set_roles(self, roles: Sequence[RoleProposal]) -> None:
        """Show ``roles``, those first whose level has to be looked at."""
        self.beginResetModel()
        self._roles = sorted(roles, key=lambda role: (role.match is not None, role.guessed))
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of roles."""
        return 0 if parent.isValid() else len(self._roles)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what a screen reader says of it."""
        if not index.isValid():
            return None
        text = self._text(self._roles[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_(_HEADINGS[index.column()])}: {text or _('empty')}"
            case Qt.ItemDataRole.FontRole if index.column() == LEVEL:
                return self._theme.font("strong")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the level of a new role be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == LEVEL and self._roles[index.row()].match is None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a level from 1 to 5 on; anything else is no level."""
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text not in {"1", "2", "3", "4", "5"}:
            return False
        proposal = self._roles[index.row()]
        if int(text) != proposal.level:
            self.level_set.emit(proposal.department, proposal.title, int(text))
        return True

    @staticmethod
    def _text(role: RoleProposal, column: int) -> str:
        if column == REMARKS:
            if role.match is not None:
                return _("is there already; its level stays")
            return "" if role.guessed else _("the title tells no level: please look")
        return (role.department, role.title, str(role.level), str(len(role.hosts)))[column]
