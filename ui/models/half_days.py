"""Half-days in rows: a week of the calendar, or the week of a role's open hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.i18n import _
from ui.dates import long_slot, period, weekday_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HalfDayCell:
    """A half-day that can be open or closed.

    Attributes
    ----------
    date
        None in a grid of weekdays without dates.
    weekday
        0 is Monday.
    reason
        Why it is closed, in words.
    """

    date: date | None
    weekday: int
    half: str
    open: bool
    reason: str = ""

    def spoken(self) -> str:
        """Return the half-day and its state in words."""
        if self.date is not None:
            name = long_slot(self.date, self.half)
        elif self.half == "am":
            name = _("{weekday}, morning").format(weekday=weekday_name(self.weekday))
        else:
            name = _("{weekday}, afternoon").format(weekday=weekday_name(self.weekday))
        if self.open:
            return _("{half_day}: open").format(half_day=name)
        if self.reason:
            return _("{half_day}: closed, {reason}").format(half_day=name, reason=self.reason)
        return _("{half_day}: closed").format(half_day=name)


class HalfDayModel(QAbstractTableModel):
    """Rows of weeks; two columns a weekday.

    Attributes
    ----------
    rows
        For each week, the cells by column; None outside the period.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[list[HalfDayCell | None]] = []
        self.titles: list[str] = []
        self.weekdays: list[int] = []

    def show(self, cells: Sequence[HalfDayCell]) -> None:
        """Show ``cells``, which come in time order; weekdays without any get no room."""
        weekdays = sorted({cell.weekday for cell in cells})
        weeks: dict[tuple[int, ...], list[HalfDayCell | None]] = {}
        for cell in cells:
            week = tuple(cell.date.isocalendar()[:2]) if cell.date else ()
            row = weeks.setdefault(week, [None] * (2 * len(weekdays)))
            row[2 * weekdays.index(cell.weekday) + (cell.half == "pm")] = cell
        rows = list(weeks.values())
        titles = [_week_title(row) for row in rows]
        same = weekdays == self.weekdays and len(rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.rows, self.titles, self.weekdays = rows, titles, weekdays
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(rows[0]) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)

    def cell(self, index: Index) -> HalfDayCell | None:
        """Return the half-day at ``index``."""
        return self.rows[index.row()][index.column()] if index.isValid() else None

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of weeks."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of halves in a week."""
        return 0 if parent.isValid() else 2 * len(self.weekdays)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer screen readers and tooltips; painting reads ``rows``."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken()
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the week of a row, the weekday of a column."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.titles[section] if section < len(self.titles) else None
        if section >= 2 * len(self.weekdays):
            return None
        name = weekday_name(self.weekdays[section // 2])
        pattern = _("{weekday}, afternoon") if section % 2 else _("{weekday}, morning")
        return pattern.format(weekday=name)


def _week_title(row: list[HalfDayCell | None]) -> str:
    days = [cell.date for cell in row if cell is not None and cell.date is not None]
    return period(days[0], days[-1]) if days else ""
