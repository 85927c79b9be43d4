"""Guests and hosts with their visits, and what of it is new for whom."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.db.models import CalendarEntry, Department, Employee, PlanVersion, Role, Told
from app.domain.names import fold
from app.domain.plans import PUBLISHED
from app.exchange.calendar_feed import is_address
from app.services.calendar_entries import GUEST, HOST, entries_of
from app.services.planning import plan_rows
from app.services.problem_building import newest_plan, visits_of
from app.services.visit_records import visit_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from app.services.planning import PlanRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A visit in the calendar of its guest or its host, with all names.

    Attributes
    ----------
    part
        "guest" or "host"; ``other`` is the person on the other side, ``home`` the guest's own
        department.
    news
        "new", "changed", "cancelled", or "same" for what the person was told already.
    code
        By which a guest writes about the visit; empty for hosts, and until it is published.
    """

    employee_id: int
    part: str
    uid: str
    sequence: int
    date: dt.date
    half: str
    department: str
    role: str
    level: int
    place: str
    what_you_do: str
    what_to_bring: str
    other: str
    home: str
    news: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A guest or host of the published plan, or of one they were told of.

    Attributes
    ----------
    language
        Of the person's messages; None leaves it to whoever writes them.
    told
        Number of the version that the person was told of last, None if never.
    """

    employee_id: int
    name: str
    email: str
    has_address: bool
    language: str | None
    told: int | None
    told_at: dt.datetime | None
    entries: tuple[Entry, ...]

    @property
    def needs_telling(self) -> bool:
        """Tell whether anything has changed since the person was told."""
        return any(entry.news != "same" for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Recipients:
    """Everybody concerned by the published plan, by name; ``version`` is None if there is none."""

    version: PlanRow | None
    people: tuple[Recipient, ...] = ()


def recipients_of(session: Session, programme_id: int) -> Recipients:
    """Return who is concerned by the published plan, and what is new for whom."""
    published = newest_plan(session, programme_id, PUBLISHED)
    if published is None:
        return Recipients(None)
    version = next(it for it in plan_rows(session, programme_id) if it.id == published.id)
    told = _told(session, programme_id)
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    describe = _Describer(session)
    for row in entries_of(session, programme_id):
        news = _news(row, told.get(row.employee_id, (0, None))[0])
        if news is not None:
            entries[row.employee_id].append(describe.entry(row, news))
    people = people_of(session)
    found = []
    for key, own in entries.items():
        number, at = told.get(key, (None, None))
        person = people[key]
        found.append(
            Recipient(
                employee_id=key,
                name=person.name,
                email=person.email or "",
                has_address=is_address(person.email),
                language=person.language,
                told=number,
                told_at=at,
                entries=tuple(own),
            )
        )
    found.sort(key=lambda it: (fold(it.name), it.employee_id))
    return Recipients(version, tuple(found))


def _news(row: CalendarEntry, told: int) -> str | None:
    """Return what an entry is for somebody who knows version ``told``, None if it never was."""
    if row.cancelled:
        return "cancelled" if row.since <= told < row.changed_in else None
    if row.since > told:
        return "new"
    return "changed" if row.changed_in > told else "same"


def _told(session: Session, programme_id: int) -> dict[int, tuple[int, dt.datetime]]:
    """Return by person the number of the version told last, and when."""
    wanted = (
        select(Told.employee_id, func.max(PlanVersion.number), func.max(Told.at))
        .join(PlanVersion, PlanVersion.id == Told.plan_id)
        .where(PlanVersion.programme_id == programme_id)
        .group_by(Told.employee_id)
    )
    return {key: (number, at.replace(tzinfo=dt.UTC)) for key, number, at in session.execute(wanted)}


def entries_of_plan(session: Session, plan: PlanVersion, *, cancelled: bool) -> list[Entry]:
    """Return the entries of a plan: the kept ones if it is published, else passing ones."""
    describe = _Describer(session)
    if plan.status == PUBLISHED:
        rows = entries_of(session, plan.programme_id)
        return [
            describe.entry(row, "cancelled" if row.cancelled else "same")
            for row in rows
            if cancelled or not row.cancelled
        ]
    return [describe.entry(row, "new") for row in _passing(session, plan)]


def _passing(session: Session, plan: PlanVersion) -> Iterator[CalendarEntry]:
    for visit in visits_of(session, plan.id):
        for part, who, other in (
            (GUEST, visit.employee_id, visit.host_id),
            (HOST, visit.host_id, visit.employee_id),
        ):
            if who is not None:
                yield CalendarEntry(
                    employee_id=who,
                    part=part,
                    other_id=other,
                    role_id=visit.role_id,
                    date=visit.date,
                    half=visit.half,
                    uid=f"draft-{plan.id}-{visit.id}-{part}@gemba",
                    sequence=0,
                )


def people_of(session: Session) -> Mapping[int, Any]:
    """Return id, name, e-mail and language of everybody, by id."""
    wanted = select(Employee.id, Employee.name, Employee.email, Employee.language)
    return {row.id: row for row in session.execute(wanted)}


class _Describer:
    """Puts names to the ids of calendar entries."""

    def __init__(self, session: Session) -> None:
        self._roles = {
            row.Role.id: row
            for row in session.execute(
                select(Role, Department.name.label("department"), Department.location).join(
                    Department, Department.id == Role.department_id
                )
            )
        }
        self._people = {
            row.id: row
            for row in session.execute(
                select(Employee.id, Employee.name, Department.name.label("department")).join(
                    Department, Department.id == Employee.department_id
                )
            )
        }

        self._codes = visit_codes(session)

    def entry(self, row: CalendarEntry, news: str) -> Entry:
        """Return ``row`` with names; ``news`` is what it is for its person."""
        found = self._roles[row.role_id]
        role = found.Role
        other = self._people.get(row.other_id or 0)
        guest = row.other_id if row.part == HOST else row.employee_id
        return Entry(
            employee_id=row.employee_id,
            part=row.part,
            uid=row.uid,
            sequence=row.sequence,
            date=row.date,
            half=row.half,
            department=found.department,
            role=role.title,
            level=role.level,
            place=role.meeting_place or found.location,
            what_you_do=role.what_you_do,
            what_to_bring=role.what_to_bring,
            other=other.name if other else "",
            home=self._people[guest or row.employee_id].department,
            news=news,
            code=self._code(row) if row.part == GUEST else "",
        )

    def _code(self, row: CalendarEntry) -> str:
        return self._codes.get((row.employee_id, row.role_id, row.date, row.half), "")
