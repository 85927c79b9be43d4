"""What stands in people's calendars: brought up to date whenever a plan is published."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import CalendarEntry, Role
from app.domain.plans import paired
from app.services.problem_building import visits_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from sqlalchemy.orm import Session

    from app.db.models import PlanVersion, Visit

GUEST, HOST = "guest", "host"


def keep_entries(session: Session, plan: PlanVersion) -> None:
    """Bring the entries of guests and hosts in step with ``plan``, which has just been published.

    An entry keeps its uid as long as the visit goes on: at another time or in another role of the
    same department for a guest, for the same guest and role for a host.
    """
    departments = {key: into for key, into in session.execute(select(Role.id, Role.department_id))}
    old = [entry for entry in entries_of(session, plan.programme_id) if not entry.cancelled]
    new = [entry for visit in visits_of(session, plan.id) for entry in _wanted(visit)]

    def same_department(entry: CalendarEntry) -> Hashable:
        # What a host prepares is for one guest and one role: anything else is another meeting.
        return (
            (*_who(entry), departments[entry.role_id])
            if entry.part == GUEST
            else (*_who(entry), entry.role_id, entry.other_id)
        )

    likenesses = (_content, _place, _role, same_department)
    for before, after in paired(old, new, likenesses):
        if before is None and after is not None:
            after.programme_id = plan.programme_id
            after.uid = f"{uuid.uuid4()}@gemba"
            after.since = after.changed_in = plan.number
            session.add(after)
        elif before is not None and after is None:
            before.cancelled = True
            _count(before, plan.number)
        elif before is not None and after is not None and _content(before) != _content(after):
            for name in ("role_id", "date", "half", "other_id"):
                setattr(before, name, getattr(after, name))
            _count(before, plan.number)


def entries_of(session: Session, programme_id: int) -> list[CalendarEntry]:
    """Return the entries of a programme in time order, cancelled ones among them."""
    return list(
        session.scalars(
            select(CalendarEntry)
            .where(CalendarEntry.programme_id == programme_id)
            .order_by(CalendarEntry.date, CalendarEntry.half, CalendarEntry.id)
        )
    )


def _wanted(visit: Visit) -> Iterator[CalendarEntry]:
    common = {"role_id": visit.role_id, "date": visit.date, "half": visit.half}
    yield CalendarEntry(employee_id=visit.employee_id, part=GUEST, other_id=visit.host_id, **common)
    if visit.host_id is not None:
        yield CalendarEntry(
            employee_id=visit.host_id, part=HOST, other_id=visit.employee_id, **common
        )


def _count(entry: CalendarEntry, number: int) -> None:
    entry.sequence += 1
    entry.changed_in = number


def _who(entry: CalendarEntry) -> tuple[int, str]:
    return entry.employee_id, entry.part


def _content(entry: CalendarEntry) -> Hashable:
    return (*_who(entry), entry.role_id, entry.date, entry.half, entry.other_id)


def _place(entry: CalendarEntry) -> Hashable:
    guest = entry.other_id if entry.part == HOST else None
    return (*_who(entry), entry.role_id, entry.date, entry.half, guest)


def _role(entry: CalendarEntry) -> Hashable:
    return (*_who(entry), entry.role_id, entry.other_id if entry.part == HOST else None)
