"""From rows of services to the board: run in a worker, so that the window only shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.plans import DRAFT, PUBLISHED
from app.errors import ConflictError
from app.i18n import _
from app.wording import sentence
from ui.dates import short_date
from ui.models.board import Board, Chip, Chips, Column, Line, Other, RoleLine, only_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.bootstrap import Services
    from app.services.moving import PlanTable
    from app.services.planning import VisitRow

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """Programmes, plans of the chosen one, and the board of the chosen plan.

    ``official`` tells whether that plan is the published one; ``mine`` is the department of whoever
    sits before the window.
    """

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    plans: tuple[tuple[int, str], ...] = ()
    plan_id: int | None = None
    departments: tuple[tuple[int, str], ...] = ()
    board: Board | None = None
    official: bool = False
    mine: int | None = None


def load(
    services: Services,
    programme_id: int | None,
    plan_id: int | None,
    other_id: int | None = None,
    you: int | None = None,
) -> Loaded:
    """Return what was asked for, else the newest plan of the newest programme.

    ``other_id`` is the plan to compare with; one that is gone, or the plan itself, is left out.
    ``you`` is who sits before the window, if known.
    """
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return Loaded(programmes=names)
    plans = services.planning.plans(programme_id)
    numbers = [row.id for row in plans]
    if plan_id not in numbers:
        plan_id = max(numbers, default=None)
    departments = services.staff.departments()
    editable = any(row.id == plan_id and row.status == DRAFT for row in plans)
    board = None
    if plan_id is not None:
        board = _board(services, programme_id, plan_id, departments, editable=editable)
        for row in plans:
            if row.id == other_id != plan_id:
                ghosts = only_in(_chips(services.planning.visits(row.id)), board.chips)
                board = replace(board, other=Other(row.id, _plan_name(row), ghosts))
    return Loaded(
        programmes=names,
        programme_id=programme_id,
        plans=tuple((row.id, _plan_name(row)) for row in reversed(plans)),
        plan_id=plan_id,
        departments=tuple((row.id, row.name) for row in departments),
        board=board,
        official=any(row.id == plan_id and row.status == PUBLISHED for row in plans),
        mine=_department_of(services, you),
    )


def _department_of(services: Services, employee_id: int | None) -> int | None:
    if employee_id is None:
        return None
    try:
        return services.staff.person(employee_id).department_id
    except ConflictError:
        # Whoever said so has left; that is no reason to show nothing.
        return None


def judged(services: Services, plan_id: int, board: Board) -> tuple[PlanTable, Board]:
    """Return a plan on the table, and ``board`` with all signs: what breaks, what is changed."""
    table = services.moving.table(plan_id)
    return table, _marked(board, table)


def moved(services: Services, table: PlanTable, board: Board, visit_ids: Collection[int]) -> Board:
    """Return ``board`` with these visits as they are now; people, roles and half-days stay."""
    services.moving.follow(table, visit_ids)
    fresh = _chips(services.planning.visits(table.plan_id, visit_ids))
    chips = _instead(board.chips, visit_ids, fresh)
    other = board.other
    if other is not None:
        before = _chips(services.planning.visits(other.plan_id))
        other = replace(other, ghosts=only_in(before, chips))
    made = Counter(chip.employee_id for there in chips.values() for chip in there)
    received = Counter(chip.role_id for there in chips.values() for chip in there)
    changed = replace(
        board,
        chips=chips,
        other=other,
        lines=tuple(
            line
            if line.visits == made[line.employee_id]
            else replace(line, visits=made[line.employee_id])
            for line in board.lines
        ),
        roles=tuple(
            role
            if role.visits == received[role.role_id]
            else replace(role, visits=received[role.role_id])
            for role in board.roles
        ),
    )
    return _marked(changed, table)


def _instead(chips: Chips, visit_ids: Collection[int], fresh: Chips) -> Chips:
    """Return ``chips`` with ``fresh`` in the place of the visits with these keys."""
    made = dict(chips)
    for place, there in chips.items():
        if any(chip.visit_id in visit_ids for chip in there):
            made[place] = tuple(it for it in there if it.visit_id not in visit_ids)
    for place, there in fresh.items():
        made[place] = tuple(sorted((*made.get(place, ()), *there), key=lambda it: it.visit_id))
    return {place: there for place, there in made.items() if there}


def _marked(board: Board, table: PlanTable) -> Board:
    found = {
        key: tuple(sentence(it.code, it.parameters) for it in findings)
        for key, findings in table.troubles().items()
    }
    changed = table.changed()
    chips = {
        place: tuple(_signed(it, found, changed) for it in there)
        for place, there in board.chips.items()
    }
    return replace(board, chips=chips, published=bool(table.problem.published))


def _signed(chip: Chip, found: Mapping[int, tuple[str, ...]], changed: frozenset[int]) -> Chip:
    troubles, is_changed = found.get(chip.visit_id, ()), chip.visit_id in changed
    if troubles == chip.troubles and is_changed == chip.changed:
        return chip
    return replace(chip, troubles=troubles, changed=is_changed)


def _board(
    services: Services,
    programme_id: int,
    plan_id: int,
    departments: Iterable[Any],
    *,
    editable: bool,
) -> Board:
    data = services.planning.board(plan_id)
    # Only what is official takes place, and is reflected upon.
    records = [] if editable else services.visit_records.owed(programme_id, now=datetime.now())
    chips = _chips(data.visits, {(it.employee_id, it.role_id, it.date, it.half) for it in records})
    made = Counter(visit.employee_id for visit in data.visits)
    received = Counter(visit.role_id for visit in data.visits)
    used = {(visit.date, visit.half) for visit in data.visits}
    today = date.today()
    columns = tuple(
        Column(it.date, it.half, it.open, it.reason or "", past=it.date < today)
        for it in services.programmes.half_days(programme_id)
        # A closed weekend needs no room, unless somebody was sent there all the same.
        if it.open or it.date.weekday() < _SATURDAY or (it.date, it.half) in used
    )
    lines = tuple(
        Line(
            employee_id=it.employee_id,
            name=it.employee,
            department_id=it.department_id,
            department=it.department,
            short_name=it.short_name,
            hue=it.hue,
            visits=made[it.employee_id],
            target=it.target_visits,
            level=it.level,
        )
        for it in data.people
    )
    looks = {row.id: row for row in departments}
    roles = tuple(
        RoleLine(
            role_id=it.id,
            name=it.title,
            level=it.level,
            department_id=it.department_id,
            department=it.department,
            short_name=looks[it.department_id].short_name or it.department,
            hue=looks[it.department_id].hue,
            capacity=it.capacity,
            hosts=len(it.host_ids),
            open_half_days=it.open_half_days,
            visits=received[it.id],
        )
        for it in sorted(
            services.staff.roles(), key=lambda it: (it.department, it.level, it.title, it.id)
        )
    )
    return Board(lines, columns, chips, roles, editable=editable)


def _chips(
    visits: Iterable[VisitRow], owed: Collection[tuple[int, int, date, str]] = ()
) -> dict[tuple[int, date, str], tuple[Chip, ...]]:
    chips: defaultdict[tuple[int, date, str], tuple[Chip, ...]] = defaultdict(tuple)
    for visit in visits:
        chips[visit.employee_id, visit.date, visit.half] += (
            Chip(
                visit_id=visit.id,
                version=visit.version,
                employee_id=visit.employee_id,
                guest=visit.employee,
                date=visit.date,
                half=visit.half,
                role_id=visit.role_id,
                department_id=visit.department_id,
                department=visit.department,
                short_name=visit.short_name or visit.department,
                hue=visit.hue,
                role=visit.role,
                level=visit.level,
                host_id=visit.host_id,
                host=visit.host,
                pinned=visit.pinned,
                owed=(visit.employee_id, visit.role_id, visit.date, visit.half) in owed,
            ),
        )
    return dict(chips)


def _plan_name(plan: Any) -> str:
    texts = {
        "draft": _("Draft {number} of {date}"),
        "published": _("Published: version {number} of {date}"),
        "superseded": _("Earlier version {number} of {date}"),
    }
    made = plan.created_at
    if made.tzinfo is None:
        made = made.replace(tzinfo=UTC)
    made = made.astimezone()
    when = f"{short_date(made.date())}, {made:%H:%M}"
    return texts[plan.status].format(number=plan.number, date=when)
