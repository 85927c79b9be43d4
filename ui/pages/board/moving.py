"""A visit on its way to another half-day: picked up, hinted at, put down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from ui.dates import short_slot
from ui.models.board_of_plan import hints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ui.context import Context
    from ui.models.board import Chip, Hint
    from ui.pages.board.table import BoardTable


class Moving(QObject):
    """Carries one visit at a time over the table.

    Signals
    -------
    told(str)
        What has happened, for a screen reader.
    """

    told = Signal(str)

    def __init__(self, context: Context, table: BoardTable, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        table.carry_asked.connect(self.pick_up)
        table.carry_ended.connect(self.leave)
        table.drop_asked.connect(self.put_down)

    def pick_up(self) -> None:
        """Carry the visit of the current cell, and say where it could go."""
        chips = self._table.board.chips_at(self._table.currentIndex())
        if not chips:
            return
        chip = chips[0]
        self._table.carry(chip)
        self.told.emit(_("Picked up. Choose a half-day in this row; Escape leaves it."))
        self._context.operations.query(
            self,
            partial(hints, self._context.services, chip.visit_id),
            partial(self._hinted, chip),
            key="hints",
        )

    def leave(self) -> None:
        """Leave the visit where it is."""
        chip = self._table.carried
        if chip is not None:
            self._table.carry(None)
            self._table.cursor_moved.emit()
            self.told.emit(_("It stays where it was."))

    def put_down(self) -> None:
        """Move the visit to the current cell, whatever it breaks there: the board will say."""
        chip, index = self._table.carried, self._table.currentIndex()
        if chip is None or not index.isValid():
            return
        column = self._table.board.columns[index.column()]
        line = self._table.board.lines[index.row()]
        here = any(it.visit_id == chip.visit_id for it in self._table.board.chips_at(index))
        if line.employee_id != chip.employee_id or here:
            self.leave()
            return
        if not column.open:
            self._context.error(
                _("{half_day} is closed: {reason}. Open it on the programme page first.").format(
                    half_day=short_slot(column.date, column.half), reason=column.reason
                )
            )
            self.leave()
            return
        hint = self._table.hint()
        self._table.carry(None)
        self._context.operations.command(
            self,
            partial(
                self._context.services.planning.move_visit,
                visit_id=chip.visit_id,
                shown_version=chip.version,
                role_id=chip.role_id,
                date=column.date,
                half=column.half,
                host_id=hint.host_id if hint else chip.host_id,
            ),
            partial(self._moved, column.date, column.half),
        )

    def _hinted(self, chip: Chip, found: Mapping[tuple[date, str], Hint]) -> None:
        if self._table.carried is chip:
            self._table.show_hints(found)

    def _moved(self, day: date, half: str, _changes: object) -> None:
        self.told.emit(_("Moved to {half_day}.").format(half_day=short_slot(day, half)))
