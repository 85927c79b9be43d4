"""Ideas by effort and effect: five steps each, and those that nobody has rated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.i18n import _, ngettext
from app.wording.ideas import RATINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
STEPS = 5
_SHOWN = 3

_LITTLE, _MUCH = 2, 4


def advice(effort: int, effect: int) -> str:
    """Return what one usually does with ideas in a corner, "" in the middle."""
    if effect >= _MUCH:
        return _("Do at once") if effort <= _LITTLE else _("Plan well") if effort >= _MUCH else ""
    if effect <= _LITTLE:
        if effort <= _LITTLE:
            return _("When there is time")
        return _("Better not") if effort >= _MUCH else ""
    return ""


class IdeaMatrix(QAbstractTableModel):
    """Rows from great effect to little, columns from little effort to much."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: dict[tuple[int, int], list[IdeaRow]] = {}
        self.unrated: list[IdeaRow] = []

    def show(self, rows: Sequence[IdeaRow]) -> None:
        """Show these ideas."""
        self.beginResetModel()
        self._cells, self.unrated = {}, []
        for row in rows:
            if row.effort and row.effect:
                self._cells.setdefault((row.effort, row.effect), []).append(row)
            else:
                self.unrated.append(row)
        self.endResetModel()

    def ideas(self, index: Index) -> list[IdeaRow]:
        """Return the ideas of a cell."""
        return self._cells.get(self._place(index), []) if index.isValid() else []

    def retranslate(self) -> None:
        """Set all texts anew."""
        for way in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            self.headerDataChanged.emit(way, 0, STEPS - 1)
        self.dataChanged.emit(self.index(0, 0), self.index(STEPS - 1, STEPS - 1))

    # What Qt asks for

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the steps of effect."""
        return 0 if parent.isValid() else STEPS

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the steps of effort."""
        return 0 if parent.isValid() else STEPS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of a cell, and what a screen reader says of it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.FontRole and not self.ideas(index):
            return self._theme.font("small")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a step of effort above, of effect at the left."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        return _(RATINGS[section + 1 if across else STEPS - section])

    # Internal functions

    @staticmethod
    def _place(index: Index) -> tuple[int, int]:
        return index.column() + 1, STEPS - index.row()

    def _text(self, index: Index) -> str:
        rows = self.ideas(index)
        if not rows:
            return advice(*self._place(index))
        lines = [f"• {row.title}" for row in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            lines.append(_("and {count} more").format(count=len(rows) - _SHOWN))
        return "\n".join(lines)

    def _spoken(self, index: Index) -> str:
        effort, effect = self._place(index)
        rows = self.ideas(index)
        count = ngettext("{count} idea", "{count} ideas", len(rows)).format(count=len(rows))
        titles = "; ".join(row.title for row in rows)
        where = _("Effort {effort}, effect {effect}").format(
            effort=_(RATINGS[effort]), effect=_(RATINGS[effect])
        )
        return ". ".join(part for part in (where, count, titles, advice(effort, effect)) if part)
