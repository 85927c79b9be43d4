"""A visit on its way to another place: picked up, hinted at, put down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.services.moving import Carried
from ui.dates import short_slot
from ui.models.board_faces import PeopleFace, RolesFace
from ui.models.board_hints import Carry, Hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from app.services.moving import PlanTable, Target
    from ui.context import Context
    from ui.models.board import Chip
    from ui.pages.board.placing import PlacingVisits
    from ui.pages.board.table import BoardTable


class Moving(QObject):
    """Carries one visit at a time over the table.

    Signals
    -------
    told(str)
        What has happened, for a screen reader.
    carrying(bool)
        A visit that stands in the plan has been picked up, or is carried no more.
    """

    told = Signal(str)
    carrying = Signal(bool)

    def __init__(
        self, context: Context, table: BoardTable, placing: PlacingVisits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._placing = placing
        self._plan: PlanTable | None = None
        self._by_mouse = False
        self.may_change: Callable[[], bool] = bool
        table.carry_asked.connect(self.pick_up)
        table.carry_ended.connect(self.leave)
        table.drop_asked.connect(self.put_down)
        table.dropped.connect(self._drop)
        placing.begun.connect(self._end)
        placing.refused.connect(self._refused)
        placing.going_on.connect(self._carry)

    def use(self, plan: PlanTable | None) -> None:
        """Judge by this plan from now on."""
        self._plan = plan

    # Picking up

    def pick_up(self) -> None:
        """Carry the current visit, and say where it could go."""
        chip = self._table.current_chip()
        if chip is not None:
            self._carry(Carry(chip.employee_id, chip.guest, chip))

    def pick_up_missing(self, employee_id: int, name: str) -> None:
        """Carry a visit that somebody lacks."""
        self._carry(Carry(employee_id, name))

    def leave(self) -> None:
        """Leave the visit where it is."""
        if self._table.carried is not None:
            self._end()
            self._table.cursor_moved.emit()
            self.told.emit(_("It stays where it was."))

    def _carry(self, carry: Carry) -> None:
        if self._plan is None or not self.may_change():
            return
        self._table.carry(carry)
        self.carrying.emit(carry.chip is not None)
        self._table.cursor_moved.emit()
        self.told.emit(_("Picked up. Choose another place; Escape leaves it."))
        hints = Hints(carry, self._table.board.board.roles)
        self._ask(carry, hints, self._first_roles(carry))

    def _first_roles(self, carry: Carry) -> list[int] | None:
        """Return the roles whose hints are in sight, None for all of them."""
        model = self._table.board
        if model.face.name == RolesFace.name:
            return [model.lines[row].role_id for row in self._table.down.visible()]
        return None if carry.chip is None else [carry.chip.role_id]

    def _ask(
        self,
        carry: Carry,
        hints: Hints,
        role_ids: Sequence[int] | None,
        *,
        last: bool = False,
    ) -> None:
        assert self._plan is not None, "nothing is carried without a plan"
        self._context.operations.query(
            self,
            partial(self._plan.targets, Carried(carry.employee_id, carry.visit_id), role_ids),
            partial(self._hinted, carry, hints, None if last else role_ids),
            key="hints",
        )

    def _hinted(
        self,
        carry: Carry,
        hints: Hints,
        role_ids: Sequence[int] | None,
        targets: Iterable[Target],
    ) -> None:
        if self._table.carried is not carry:
            return
        hints.add(targets)
        self._table.show_hints(hints)
        if role_ids is not None:
            known = set(role_ids)
            others = [it.role_id for it in self._table.board.board.roles]
            self._ask(carry, hints, [key for key in others if key not in known], last=True)

    # Putting down

    def _drop(self) -> None:
        self.put_down(by_mouse=True)

    def put_down(self, *, by_mouse: bool = False) -> None:
        """Put what is carried into the current cell; the board says what it breaks there."""
        self._by_mouse = by_mouse
        table, index = self._table, self._table.currentIndex()
        carry = table.carried
        if carry is None or not table.takes(index):
            self.leave()
            return
        chips = table.board.chips_at(index)
        if carry.visit_id is not None and any(it.visit_id == carry.visit_id for it in chips):
            self.leave()
            return
        face = table.board.face
        half_day = face.half_day(index.row(), index.column())
        assert half_day is not None, "a cell that takes a visit has a half-day"
        if not half_day.open:
            self._context.error(
                _("{half_day} is closed: {reason}. Open it on the programme page first.").format(
                    half_day=short_slot(half_day.date, half_day.half), reason=half_day.reason
                )
            )
            self.leave()
            return
        in_the_way = self._in_the_way(carry, chips, index.row())
        if in_the_way:
            self._offer(carry, in_the_way)
        else:
            self.put_into(half_day.date, half_day.half)

    def put_into(self, day: date, half: str) -> None:
        """Put what is carried into a half-day, in the role of the current line if it has one."""
        table = self._table
        carry, hint, index = table.carried, table.hint(), table.currentIndex()
        if carry is None:
            return
        role_id = table.board.face.place(index.row(), index.column()).role_id
        if role_id is None:
            if carry.chip is not None:
                role_id = carry.chip.role_id
            elif hint is not None:
                role_id = hint.target.role_id
        if role_id is None:
            self.told.emit(_("Still looking for places. One moment."))
            return
        host_id = None
        if hint is not None and hint.target.role_id == role_id:
            host_id = hint.target.host_id
        elif carry.chip is not None and carry.chip.role_id == role_id:
            host_id = carry.chip.host_id
        self._placing.place(carry, role_id, day, half, host_id)

    def _in_the_way(self, carry: Carry, chips: Sequence[Chip], row: int) -> list[Chip]:
        """Return the visits of which one has to give way."""
        model = self._table.board
        if model.face.name == PeopleFace.name:
            return list(chips)
        if model.face.name == RolesFace.name:
            capacity = model.lines[row].capacity
            full = capacity is not None and len(chips) >= capacity
            return list(chips) if full else []
        return [it for it in chips if it.employee_id == carry.employee_id]

    def _offer(self, carry: Carry, in_the_way: Sequence[Chip]) -> None:
        """Let the user say what becomes of a visit that is there already."""
        table = self._table
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in in_the_way:
            other = f"{chip.department}, {chip.role}"
            if chip.employee_id != carry.employee_id:
                other = chip.guest
            if carry.chip is not None:
                swap = menu.addAction(
                    _("Swap: {one} ⇄ {other}").format(
                        one=carry.name
                        if chip.employee_id != carry.employee_id
                        else f"{carry.chip.department}, {carry.chip.role}",
                        other=other,
                    )
                )
                swap.triggered.connect(partial(self._placing.swap, carry, chip))
            go_on = menu.addAction(_("Place and continue with: {other}").format(other=other))
            go_on.triggered.connect(partial(self._placing.take_seat, carry, chip))
        if table.board.face.name == RolesFace.name and not table.strict:
            all_the_same = menu.addAction(_("Put it here all the same"))
            all_the_same.triggered.connect(self._put_all_the_same)
        menu.addSeparator()
        menu.addAction(_("Cancel")).triggered.connect(self.leave)
        menu.setActiveAction(menu.actions()[0])
        rect = table.visualRect(table.currentIndex())
        menu.popup(table.viewport().mapToGlobal(rect.bottomLeft() + QPoint(1, 1)))

    def _put_all_the_same(self, _checked: bool = False) -> None:
        table = self._table
        index = table.currentIndex()
        half_day = table.board.face.half_day(index.row(), index.column())
        if half_day is not None:
            self.put_into(half_day.date, half_day.half)

    def _refused(self, why: str) -> None:
        """Leave what was dragged where it was; what was picked up by key may go elsewhere."""
        self._context.error(why)
        if self._by_mouse:
            self.leave()

    def _end(self) -> None:
        self._table.carry(None)
        self.carrying.emit(False)
