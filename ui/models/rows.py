"""What every table of rows with a key answers alike: how many, under which headings, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()


class Keyed(Protocol):
    """A row that services hand out."""

    @property
    def id(self) -> int:
        """Its key."""


class RowsModel(QAbstractTableModel):
    """Rows that are shown in their order.

    Attributes
    ----------
    headings
        Of the columns, marked for translation.
    """

    headings: ClassVar[tuple[str, ...]]

    def shown(self) -> Sequence[Keyed]:
        """Return the rows in their order."""
        raise NotImplementedError

    def row_of(self, key: int) -> int | None:
        """Return the row with that key, None if it is not shown."""
        return next((at for at, row in enumerate(self.shown()) if row.id == key), None)

    def retranslate(self) -> None:
        """Set the headings anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.headings) - 1)

    # What Qt asks for

    def rowCount(self, parent: Index = TOP) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.shown())

    def columnCount(self, parent: Index = TOP) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section])
        return None
