"""One column of the board of ideas: the cards that stand in one state."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.wording.ideas import spoken_card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class IdeaCards(QAbstractListModel):
    """Ideas in one state, what is due first first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[IdeaRow] = []
        self.today = dt.date.today()

    def show(self, rows: Sequence[IdeaRow], today: dt.date) -> None:
        """Show these ideas; a column that stays as it is keeps its place."""
        if list(rows) == self.rows and today == self.today:
            return
        self.beginResetModel()
        self.rows, self.today = list(rows), today
        self.endResetModel()

    def row_of(self, idea_id: int | None) -> int | None:
        """Return the row of an idea, None if it is not here."""
        return next((at for at, row in enumerate(self.rows) if row.id == idea_id), None)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, and for screen readers all that the card shows."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_card(row, self.today)
        return None
