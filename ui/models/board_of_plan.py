"""From rows of services to the board: run in a worker, so that the window only shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.wording import sentence
from app.wording.rules import COMFORTS, rule_title
from ui.dates import short_date
from ui.models.board import Board, Chip, Column, Hint, Line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.bootstrap import Services
    from app.services.planning import MoveHint

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """Programmes, plans of the chosen one, and the board of the chosen plan."""

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    plans: tuple[tuple[int, str], ...] = ()
    plan_id: int | None = None
    departments: tuple[tuple[int, str], ...] = ()
    board: Board | None = None


def load(services: Services, programme_id: int | None, plan_id: int | None) -> Loaded:
    """Return what was asked for, else the newest plan of the newest programme."""
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
    departments = tuple((row.id, row.name) for row in services.staff.departments())
    return Loaded(
        programmes=names,
        programme_id=programme_id,
        plans=tuple((row.id, _plan_name(row)) for row in reversed(plans)),
        plan_id=plan_id,
        departments=departments,
        board=None if plan_id is None else _board(services, programme_id, plan_id),
    )


def troubles(services: Services, plan_id: int) -> dict[int, tuple[str, ...]]:
    """Return, by visit, sentences about the rules that it breaks."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for finding in services.planning.check(plan_id):
        for visit_id in finding.visit_ids:
            found[visit_id].append(sentence(finding.code, finding.parameters))
    return {key: tuple(sentences) for key, sentences in found.items()}


def marked(board: Board, found: Mapping[int, tuple[str, ...]]) -> Board:
    """Return ``board`` with the troubles of its visits."""
    chips = {
        place: tuple(replace(chip, troubles=found.get(chip.visit_id, ())) for chip in there)
        for place, there in board.chips.items()
    }
    return replace(board, chips=chips)


def hints(services: Services, visit_id: int) -> dict[tuple[date, str], Hint]:
    """Return, by half-day, what moving a visit there would do."""
    return {(it.date, it.half): _hint(it) for it in services.planning.move_hints(visit_id)}


def _hint(hint: MoveHint) -> Hint:
    if hint.kind == "fits":
        return Hint("fits", _("fits"), (_("It fits here."),), hint.host_id)
    if hint.kind == "costs":
        title = _(next(it.title for it in COMFORTS if it.name == hint.term))
        text = _("It breaks no rule here, but it costs comfort: {comfort}.").format(comfort=title)
        return Hint("costs", title, (text,), hint.host_id)
    sentences = tuple(sentence(it.code, it.parameters) for it in hint.findings)
    return Hint("breaks", rule_title(hint.rules[0]), sentences, hint.host_id)


def _board(services: Services, programme_id: int, plan_id: int) -> Board:
    data = services.planning.board(plan_id)
    chips: defaultdict[tuple[int, date, str], tuple[Chip, ...]] = defaultdict(tuple)
    for visit in data.visits:
        chips[visit.employee_id, visit.date, visit.half] += (_chip(visit),)
    made = Counter(visit.employee_id for visit in data.visits)
    used = {(visit.date, visit.half) for visit in data.visits}
    columns = tuple(
        Column(it.date, it.half, it.open, it.reason or "")
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
        )
        for it in data.people
    )
    return Board(lines, columns, dict(chips))


def _chip(visit: Any) -> Chip:
    return Chip(
        visit_id=visit.id,
        version=visit.version,
        employee_id=visit.employee_id,
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
    )


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
