"""Writes where visits are from now on; a strict board first asks whether that breaks a rule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.i18n import _, ngettext
from app.services.moving import Carried, Placing
from app.wording import sentence
from ui.dates import short_slot
from ui.models.board_hints import Carry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.services.findings import Finding
    from app.services.moving import PlanTable
    from ui.context import Context
    from ui.models.board import Chip
    from ui.pages.board.table import BoardTable


class PlacingVisits(QObject):
    """Puts a visit into a place, onto somebody's seat, or lets two visits change places.

    Signals
    -------
    begun()
        Nothing is carried any more: the write is under way.
    refused(str)
        A strict board does not take it; why, and what to do next.
    told(str)
        What has happened, for a screen reader.
    going_on(object)
        Who had to give way (``Carry``) is to be carried next.
    """

    begun = Signal()
    refused = Signal(str)
    told = Signal(str)
    going_on = Signal(object)

    def __init__(self, context: Context, table: BoardTable, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._plan: PlanTable | None = None
        self._moved_last: int | None = None
        self._next: Carry | None = None

    def use(self, plan: PlanTable | None) -> None:
        """Judge by this plan from now on."""
        self._plan = plan

    def place(self, carry: Carry, role_id: int, day: date, half: str, host_id: int | None) -> None:
        """Write where a visit is from now on."""
        planning, where = self._context.services.planning, _where(role_id, day, half, host_id)
        if carry.chip is not None:
            write = partial(
                planning.move_visit,
                visit_id=carry.chip.visit_id,
                shown_version=carry.chip.version,
                **where,
            )
            then = partial(self._note, carry.chip.visit_id)
        elif self._plan is not None:
            write = partial(
                planning.add_visit,
                plan_id=self._plan.plan_id,
                employee_id=carry.employee_id,
                **where,
            )
            then = self._note
        else:
            return
        after = partial(_alone, Placing(carry.employee_id, role_id, day, half, host_id))
        self._write(after, _ids(carry.chip), write, then)

    def swap(self, carry: Carry, other: Chip, _checked: bool = False) -> None:
        """Let what is carried and another visit change places."""
        mine = carry.chip
        assert mine is not None, "only a visit that has a place can swap it"
        write = partial(
            self._context.services.moving.exchange,
            visit_id=mine.visit_id,
            other_id=other.visit_id,
            shown_versions=(mine.version, other.version),
            table=self._plan,
        )
        after = partial(_exchanged, self._plan, mine, other)
        self._write(after, _ids(mine, other), write, partial(self._note, mine.visit_id))

    def take_seat(self, carry: Carry, seat: Chip, _checked: bool = False) -> None:
        """Put what is carried where another visit is, and carry that one on."""
        write = partial(
            self._context.services.moving.take_seat,
            carried=Carried(carry.employee_id, carry.visit_id),
            seat_id=seat.visit_id,
            shown_version=seat.version,
        )
        after = partial(_on_seat, carry.employee_id, seat)
        self._write(after, _ids(carry.chip, seat), write, partial(self._go_on, seat))

    def settled(self) -> None:
        """Tell what the last move has come to, now that conflicts are known, and go on."""
        moved, self._moved_last = self._moved_last, None
        waiting, self._next = self._next, None
        chips = self._table.board.board.all_chips() if moved is not None else ()
        chip = next((it for it in chips if it.visit_id == moved), None)
        if chip is not None:
            text = _("Moved to {half_day}.").format(half_day=short_slot(chip.date, chip.half))
            count = len(chip.troubles)
            if count:
                told = ngettext("{count} conflict.", "{count} conflicts.", count)
                text = f"{text} {told.format(count=count)}"
            self.told.emit(text)
        if waiting is not None:
            self.going_on.emit(waiting)

    # Internal

    def _write(
        self,
        after: Callable[[], list[Placing]],
        gone: Sequence[int],
        write: Callable[[], Any],
        then: Callable[..., None],
    ) -> None:
        if not self._table.strict or self._plan is None:
            self._begin(write, then)
            return
        self._context.operations.query(
            self,
            partial(_broken, self._plan, after, gone),
            partial(self._judged, self._table.carried, write, then),
            key="strict",
        )

    def _judged(
        self,
        carried: Carry | None,
        write: Callable[[], Any],
        then: Callable[..., None],
        findings: Sequence[Finding],
    ) -> None:
        if self._table.carried is not carried:
            # It was given up while the rules were asked.
            return
        if findings:
            self.refused.emit(_refusal(findings))
        else:
            self._begin(write, then)

    def _begin(self, write: Callable[[], Any], then: Callable[..., None]) -> None:
        self.begun.emit()
        self._context.operations.command(self, write, then)

    def _note(self, visit_id: int, _done: object = None) -> None:
        self._moved_last = visit_id

    def _go_on(self, seat: Chip, visit_id: int) -> None:
        self._moved_last = visit_id
        self._next = Carry(seat.employee_id, seat.guest)


def _refusal(findings: Sequence[Finding]) -> str:
    """Say which rules stand against a place, and what can be done."""
    rules = dict.fromkeys(sentence(it.code, it.parameters) for it in findings)
    return " ".join(
        [
            _("It was not placed, because it would break a rule."),
            *rules,
            _(
                "Choose a place marked “fits”, or switch “Refuse what breaks a rule” off in the "
                "menu of the board."
            ),
        ]
    )


def _where(role_id: int, day: date, half: str, host_id: int | None) -> dict[str, Any]:
    return {"role_id": role_id, "date": day, "half": half, "host_id": host_id}


def _broken(
    plan: PlanTable, after: Callable[[], list[Placing]], gone: Sequence[int]
) -> Sequence[Finding]:
    return plan.broken_by(after(), gone)


def _alone(placing: Placing) -> list[Placing]:
    return [placing]


def _on_seat(employee_id: int, seat: Chip) -> list[Placing]:
    return [Placing(employee_id, seat.role_id, seat.date, seat.half, seat.host_id)]


def _exchanged(plan: PlanTable | None, mine: Chip, other: Chip) -> list[Placing]:
    """Return where two visits are after a swap, as the service does it."""
    if mine.employee_id != other.employee_id:
        return [*_on_seat(mine.employee_id, other), *_on_seat(other.employee_id, mine)]
    hosts = (mine.host_id, other.host_id)
    if plan is not None:
        hosts = plan.hosts_exchanged(mine.visit_id, other.visit_id)
    return [
        Placing(mine.employee_id, mine.role_id, other.date, other.half, hosts[0]),
        Placing(mine.employee_id, other.role_id, mine.date, mine.half, hosts[1]),
    ]


def _ids(*chips: Chip | None) -> list[int]:
    return [chip.visit_id for chip in chips if chip is not None]
