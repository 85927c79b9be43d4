"""The rows of a staff list, and what an import would make of each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.staff_list import DEPARTMENT_FIELDS, PEOPLE_FIELDS, ListKind, Status
from app.i18n import N_, _
from app.wording.staff_import import field_title, problem_text
from ui.dates import short_date

if TYPE_CHECKING:
    from app.domain.staff_list import ImportPlan, ImportRow, Value
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

# The sign tells the kind of row also to who sees no colours.
_STATUS = {
    Status.NEW: N_("+ new"),
    Status.CHANGE: N_("✎ changes"),
    Status.SAME: N_("= same"),
    Status.PROBLEM: N_("✖ problem"),
    Status.LEFT_OUT: N_("– left out"),
}
ROW, STATUS = range(2)
_LEADING = 2


class ImportModel(QAbstractTableModel):
    """Rows with number, kind, the fields that were found, and what is wrong or changes.

    Signals
    -------
    retyped
        Number of a row, a field, and the new text of the cell.
    """

    retyped = Signal(int, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[ImportRow] = []
        self._shown: list[ImportRow] = []
        self._status: Status | None = None
        self._fields: list[str] = []

    # Filling and filtering

    def set_plan(self, plan: ImportPlan | None) -> None:
        """Show the rows of ``plan``."""
        self.beginResetModel()
        self._rows = list(plan.rows) if plan is not None else []
        known = PEOPLE_FIELDS
        if plan is not None and plan.kind is ListKind.DEPARTMENTS:
            known = DEPARTMENT_FIELDS
        present = {field for row in self._rows for field in row.values}
        self._fields = [field for field in known if field in present]
        self._filter()
        self.endResetModel()

    def show_only(self, status: Status | None) -> None:
        """Show the rows of one kind, or all."""
        self.beginResetModel()
        self._status = status
        self._filter()
        self.endResetModel()

    def import_row(self, row: int) -> ImportRow:
        """Return what stands in ``row`` of the table."""
        return self._shown[row]

    def row_of(self, number: int) -> int | None:
        """Return where the row with ``number`` in the sheet stands, None if it is not shown."""
        rows = (row for row, shown in enumerate(self._shown) if shown.number == number)
        return next(rows, None)

    def column_of(self, field: str) -> int | None:
        """Return the column of a field, None if the list does not have it."""
        return _LEADING + self._fields.index(field) if field in self._fields else None

    def retranslate(self) -> None:
        """Set headings and words anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    # What Qt asks for

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return number, kind, fields and remark."""
        return 0 if parent.isValid() else _LEADING + len(self._fields) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what a screen reader says of it."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._heading(column)}: {self._text(row, column) or _('empty')}"
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(row, column)
            case Qt.ItemDataRole.BackgroundRole if self._is_wrong(row, column):
                return self._theme.colours.bad_soft
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what came from the list be typed anew."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if _LEADING <= index.column() < self._remark:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on what was typed; the list is then checked anew."""
        row, column = self._shown[index.row()], index.column()
        if role != Qt.ItemDataRole.EditRole or value == self._text(row, column):
            return False
        self.retyped.emit(row.number, self._fields[column - _LEADING], str(value))
        return True

    # Internal functions

    @property
    def _remark(self) -> int:
        return _LEADING + len(self._fields)

    def _filter(self) -> None:
        self._shown = [row for row in self._rows if self._status in (None, row.status)]

    def _heading(self, column: int) -> str:
        if column == ROW:
            return _("Row")
        if column == STATUS:
            return _("What happens")
        if column == self._remark:
            return _("Remarks")
        return field_title(self._fields[column - _LEADING])

    def _text(self, row: ImportRow, column: int) -> str:
        if column == ROW:
            return str(row.number)
        if column == STATUS:
            return _(_STATUS[row.status])
        if column == self._remark:
            return remarks(row)
        return self._value(row, self._fields[column - _LEADING])

    @staticmethod
    def _value(row: ImportRow, field: str) -> str:
        wrong = next((problem for problem in row.problems if problem.field == field), None)
        value = row.values.get(field)
        return wrong.value if wrong is not None and value is None else text_of(value)

    def _is_wrong(self, row: ImportRow, column: int) -> bool:
        if not _LEADING <= column < self._remark:
            return False
        field = self._fields[column - _LEADING]
        return any(problem.field == field for problem in row.problems)

    def _colour(self, row: ImportRow, column: int) -> Any:
        colours = self._theme.colours
        if column == STATUS:
            return {
                Status.NEW: colours.good,
                Status.CHANGE: colours.accent,
                Status.PROBLEM: colours.bad,
            }.get(row.status, colours.muted)
        return colours.muted if row.status in (Status.SAME, Status.LEFT_OUT) else None


def remarks(row: ImportRow) -> str:
    """Return what is wrong with a row, else what would change in it."""
    if row.problems:
        return " ".join(problem_text(problem) for problem in row.problems)
    return "; ".join(
        f"{field_title(field)}: {text_of(old) or _('empty')} → {text_of(new) or _('empty')}"
        for field, (old, new) in row.changes.items()
    )


def text_of(value: Value) -> str:
    """Return a value as the language of now writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return short_date(value) if isinstance(value, dt.date) else str(value)
