"""What a cure does to the data: one function a kind of change, and the moves of its visits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Absence, Department, Role, RoleHost, Visit
from app.domain.half_days import HALVES, Half, HalfDay, as_half
from app.errors import ConflictError
from app.services.editing import existing
from app.services.problem_building import bit_of, key_of, visit_of, visits_of
from app.services.programme_rules import put_rule
from solver.rotation.changes import (
    AnotherHost,
    Change,
    FreeHalfDay,
    MoreGuests,
    MoreReception,
    MoreSeats,
    OneMoreAway,
    OpenHalfDay,
    Rearrange,
    RelaxRule,
)
from solver.rotation.comparison import changes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.models import PlanVersion, Programme
    from solver.rotation.chains import Moves
    from solver.rotation.problem import Problem
    from solver.rotation.problem import Visit as Planned


def change_data(session: Session, programme: Programme, problem: Problem, change: Change) -> None:
    """Make a change of a problem in the data that the problem was built from."""
    match change:
        case FreeHalfDay():
            _cut_absences(session, key_of(change.person), change.slot)
        case AnotherHost():
            _add_host(session, change)
        case MoreSeats():
            existing(session, Role, key_of(change.role)).capacity = change.seats
        case MoreGuests():
            _raise_guests(session, problem, change)
        case OpenHalfDay():
            _open_half_day(session, change)
        case MoreReception():
            row = existing(session, Department, key_of(change.department))
            row.reception_capacity = change.visits
        case OneMoreAway():
            put_rule(programme, "home_cover", "share", change.share)
        case RelaxRule():
            put_rule(programme, change.rule.replace("-", "_"), change.parameter, change.value)
        case _:
            assert isinstance(change, Rearrange), f"nothing is known of {change.kind}"


def move_visits(session: Session, plan: PlanVersion, moves: Moves) -> None:
    """Move the visits of a plan; a visit that is moved stays the same row.

    Raises
    ------
    ConflictError
        If a visit that is to go is not in the plan any more.
    """
    rows = {visit_of(row): row for row in visits_of(session, plan.id)}
    for one in changes(moves.gone, moves.come):
        row = rows.get(one.before) if one.before else None
        if one.before is not None and row is None:
            raise ConflictError("cure-visit-gone", number=plan.number)
        if one.after is None:
            session.delete(row)
        elif row is None:
            session.add(Visit(plan_id=plan.id, **_fields(one.after)))
        else:
            for name, value in _fields(one.after).items():
                setattr(row, name, value)


def _fields(visit: Planned) -> dict[str, object]:
    day, half = _moment(visit.slot)
    return {
        "employee_id": key_of(visit.person),
        "role_id": key_of(visit.role),
        "date": day,
        "half": half,
        "host_id": None if visit.host is None else key_of(visit.host),
    }


def _moment(slot: str) -> tuple[dt.date, Half]:
    return dt.date.fromisoformat(slot[:-2]), as_half(slot[-2:])


def _cut_absences(session: Session, employee_id: int, slot: str) -> None:
    """Cut a half-day out of the absences it lies in."""
    day, half = _moment(slot)
    moment = (day, HALVES.index(half))
    found = select(Absence).where(
        Absence.employee_id == employee_id, Absence.from_date <= day, Absence.to_date >= day
    )
    for absence in list(session.scalars(found)):
        first = (absence.from_date, HALVES.index(as_half(absence.from_half)))
        last = (absence.to_date, HALVES.index(as_half(absence.to_half)))
        if not first <= moment <= last:
            continue
        if moment < last:
            date, half = _beside(moment, 1)
            session.add(
                Absence(
                    employee_id=employee_id,
                    from_date=date,
                    from_half=half,
                    to_date=absence.to_date,
                    to_half=absence.to_half,
                )
            )
        if first < moment:
            absence.to_date, absence.to_half = _beside(moment, -1)
        else:
            session.delete(absence)


def _beside(moment: tuple[dt.date, int], step: int) -> tuple[dt.date, Half]:
    """Return the half-day before or after another."""
    day, number = moment
    days, half = divmod(number + step, len(HALVES))
    return day + dt.timedelta(days=days), HALVES[half]


def _add_host(session: Session, change: AnotherHost) -> None:
    host = key_of(change.host)
    for role in map(key_of, change.roles):
        known = select(RoleHost).where(RoleHost.role_id == role, RoleHost.employee_id == host)
        if session.scalar(known) is None:
            session.add(RoleHost(role_id=role, employee_id=host))


def _raise_guests(session: Session, problem: Problem, change: MoreGuests) -> None:
    """Raise what all roles of the host allow: the least of them counts."""
    for role in problem.roles:
        if change.host in role.hosts and role.host_capacity is not None:
            row = existing(session, Role, key_of(role.id))
            row.host_capacity = max(role.host_capacity, change.guests)


def _open_half_day(session: Session, change: OpenHalfDay) -> None:
    """Open the role on that half-day of every week: roles have a week's pattern."""
    row = existing(session, Role, key_of(change.role))
    row.open_half_days |= 1 << bit_of(HalfDay(*_moment(change.slot)))
