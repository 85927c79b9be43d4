"""Records of published visits: their codes, how they turned out, who owes a reflection."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.db.after_visit import Reflection, VisitRecord
from app.db.models import Department, Employee, PlanVersion, Programme, Role, Visit
from app.domain.names import fold
from app.domain.reflections import Outcome, clean_code, new_code
from app.errors import InputError
from app.i18n import _
from app.services.editing import change_row, existing, required, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database

REMIND_AFTER_DAYS = 7
"""Days that pass at least between two reminders of the same visit, unless set otherwise."""

_NOON = dt.time(12)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A published visit and what came of it; department and hue are those visited.

    Attributes
    ----------
    language
        That of messages to the guest; None leaves it to whoever writes them.
    edition
        Number of the newest reflection; 0 if none was sent.
    planned
        Whether the visit stands in the published plan as it is now.
    """

    id: int
    version: int
    code: str
    programme_id: int
    programme: str
    employee_id: int
    employee: str
    email: str
    language: str | None
    home: str
    department_id: int
    department: str
    hue: int
    role_id: int
    role: str
    level: int
    host_id: int | None
    host: str
    date: dt.date
    half: str
    outcome: str
    missed_reason: str
    reminded_at: dt.datetime | None
    host_did: str
    host_noticed: str
    host_rating: int
    edition: int
    planned: bool


class VisitRecordService:
    """What can be done with visits once they are published."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def prepare(self, programme_id: int) -> Changes:
        """Give every published visit its code; codes once given stay for ever."""
        with self._database.unit_of_work(_("codes of visits"), undoable=False) as unit:
            add_records(unit.session, programme_id)
        return unit.changes

    def records(
        self, programme_id: int | None = None, *, department_id: int | None = None
    ) -> list[RecordRow]:
        """Return the records of a programme, or of all, in time order."""
        with self._database.read() as session:
            rows = record_rows(session, programme_id=programme_id)
        return [row for row in rows if department_id in (None, row.department_id)]

    def by_code(self, code: str) -> RecordRow:
        """Return the visit that ``code`` names, however it was typed.

        Raises
        ------
        InputError
            If no visit has that code.
        """
        with self._database.read() as session:
            return record_rows(session, record_id=find_record(session, code).id)[0]

    def to_write_about(self, code: str, *, today: dt.date | None = None) -> RecordRow:
        """Return the visit that ``code`` names, for its guest to write about.

        Raises
        ------
        InputError
            If no visit has that code, or its day is still to come.
        """
        row = self.by_code(code)
        if row.date > (today or dt.date.today()):
            raise InputError("visit-still-to-come", department=row.department, date=row.date)
        return row

    def record(self, record_id: int) -> RecordRow:
        """Return one visit as it stands now.

        Raises
        ------
        ConflictError
            If somebody has removed it.
        """
        with self._database.read() as session:
            existing(session, VisitRecord, record_id)
            return record_rows(session, record_id=record_id)[0]

    def of_guest(self, employee_id: int) -> list[RecordRow]:
        """Return the visits of one guest in all programmes, in time order."""
        return [row for row in self.records() if row.employee_id == employee_id]

    def owed(self, programme_id: int | None = None, *, now: dt.datetime) -> list[RecordRow]:
        """Return the visits that are over and still without a reflection, the oldest first.

        Parameters
        ----------
        now
            Local time; a morning is over at noon, an afternoon at the end of the day.
        """
        return [row for row in self.records(programme_id) if owes(row, now)]

    def to_remind(
        self, programme_id: int | None = None, *, now: dt.datetime, days: int = REMIND_AFTER_DAYS
    ) -> list[RecordRow]:
        """Return who owes a reflection and was not reminded within the last ``days``."""
        latest = now - dt.timedelta(days=days)
        return [
            row
            for row in self.owed(programme_id, now=now)
            if row.reminded_at is None or row.reminded_at <= latest
        ]

    def note_reminders(self, record_ids: Iterable[int], *, now: dt.datetime) -> Changes:
        """Note that drafts of reminders were made; they may be sent any moment."""
        with self._database.unit_of_work(_("reminders"), undoable=False) as unit:
            for key in record_ids:
                existing(unit.session, VisitRecord, key).reminded_at = now
        return unit.changes

    def set_missed(self, *, record_id: int, shown_version: int | None, reason: str) -> Changes:
        """Say that a visit did not take place, and why.

        Raises
        ------
        InputError
            If no reason is given.
        """
        values: dict[str, Any] = {
            "outcome": Outcome.MISSED.value,
            "missed_reason": required(reason, "reason"),
        }
        return self._change(record_id, shown_version, values)

    def set_expected(self, *, record_id: int, shown_version: int | None) -> Changes:
        """Take back that a visit did not take place."""
        values: dict[str, Any] = {"outcome": Outcome.EXPECTED.value, "missed_reason": ""}
        return self._change(record_id, shown_version, values)

    def set_host_view(
        self, *, record_id: int, shown_version: int | None, did: str, noticed: str, rating: int
    ) -> Changes:
        """Keep what the host says of the same half-day; ``rating`` is 1 to 5, 0 for none."""
        within(rating, "rating", 0, 5)
        values = {"host_did": did.strip(), "host_noticed": noticed.strip(), "host_rating": rating}
        return self._change(record_id, shown_version, values)

    def _change(self, record_id: int, shown_version: int | None, values: dict[str, Any]) -> Changes:
        with self._database.unit_of_work("") as unit:
            row = change_row(unit.session, VisitRecord, record_id, shown_version, values)
            name = existing(unit.session, Employee, row.employee_id).name
            unit.label = _("change how a visit of {name} turned out").format(name=name)
        return unit.changes


def owes(row: RecordRow, now: dt.datetime) -> bool:
    """Tell whether the guest of a visit owes a reflection at a local time."""
    if row.edition or row.outcome == Outcome.MISSED or not row.planned:
        return False
    return is_over(row, now)


def is_over(row: RecordRow, now: dt.datetime) -> bool:
    """Tell whether the half-day of a visit lies behind a local time."""
    if row.half == "am":
        return dt.datetime.combine(row.date, _NOON) <= now
    return row.date < now.date()


def visit_codes(session: Session) -> dict[tuple[int, int, dt.date, str], str]:
    """Return the code of each visit ever published, by guest, role, date and half."""
    visit = VisitRecord.employee_id, VisitRecord.role_id, VisitRecord.date, VisitRecord.half
    return {
        (guest, role, date, half): code
        for guest, role, date, half, code in session.execute(select(*visit, VisitRecord.code))
    }


def find_record(session: Session, code: str) -> VisitRecord:
    """Return the record that ``code`` names.

    Raises
    ------
    InputError
        If there is none.
    """
    row = session.scalar(select(VisitRecord).where(VisitRecord.code == clean_code(code)))
    if row is None:
        raise InputError("visit-code-unknown", given=code.strip())
    return row


def add_records(session: Session, programme_id: int) -> None:
    """Add a record for each published visit that has none, and bring hosts up to date."""
    known = {
        (row.employee_id, row.role_id, row.date, row.half): row
        for row in session.scalars(
            select(VisitRecord).where(VisitRecord.programme_id == programme_id)
        )
    }
    codes = set(session.scalars(select(VisitRecord.code)))
    chance = SystemRandom()
    for visit in published_visits(session, programme_id):
        place = visit.employee_id, visit.role_id, visit.date, visit.half
        if place in known:
            known[place].host_id = visit.host_id
            continue
        while (code := new_code(chance)) in codes:
            pass
        codes.add(code)
        session.add(
            VisitRecord(
                code=code,
                programme_id=programme_id,
                employee_id=visit.employee_id,
                role_id=visit.role_id,
                host_id=visit.host_id,
                date=visit.date,
                half=visit.half,
            )
        )
    session.flush()


def published_visits(session: Session, programme_id: int) -> list[Visit]:
    """Return the visits of the published plan of a programme; none if nothing is published."""
    plan = session.scalar(
        select(PlanVersion.id)
        .where(PlanVersion.programme_id == programme_id, PlanVersion.status == "published")
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )
    return list(session.scalars(select(Visit).where(Visit.plan_id == plan).order_by(Visit.id)))


def record_rows(
    session: Session, *, programme_id: int | None = None, record_id: int | None = None
) -> list[RecordRow]:
    """Return records in time order, then by name of the guest."""
    guest, host, home = aliased(Employee), aliased(Employee), aliased(Department)
    editions = (
        select(Reflection.record_id, func.max(Reflection.edition).label("edition"))
        .group_by(Reflection.record_id)
        .subquery()
    )
    planned = (
        select(Visit.id)
        .join(PlanVersion, PlanVersion.id == Visit.plan_id)
        .where(
            PlanVersion.status == "published",
            PlanVersion.programme_id == VisitRecord.programme_id,
            Visit.employee_id == VisitRecord.employee_id,
            Visit.role_id == VisitRecord.role_id,
            Visit.date == VisitRecord.date,
            Visit.half == VisitRecord.half,
        )
        .exists()
    )
    wanted = (
        select(
            *(
                getattr(VisitRecord, name)
                for name in RecordRow.__slots__
                if hasattr(VisitRecord, name)
            ),
            Programme.name.label("programme"),
            guest.name.label("employee"),
            func.coalesce(guest.email, "").label("email"),
            guest.language,
            home.name.label("home"),
            Role.department_id,
            Department.name.label("department"),
            Department.hue,
            Role.title.label("role"),
            Role.level,
            func.coalesce(host.name, "").label("host"),
            func.coalesce(editions.c.edition, 0).label("edition"),
            planned.label("planned"),
        )
        .join(Programme, Programme.id == VisitRecord.programme_id)
        .join(guest, guest.id == VisitRecord.employee_id)
        .join(home, home.id == guest.department_id)
        .join(Role, Role.id == VisitRecord.role_id)
        .join(Department, Department.id == Role.department_id)
        .outerjoin(host, host.id == VisitRecord.host_id)
        .outerjoin(editions, editions.c.record_id == VisitRecord.id)
    )
    if programme_id is not None:
        wanted = wanted.where(VisitRecord.programme_id == programme_id)
    if record_id is not None:
        wanted = wanted.where(VisitRecord.id == record_id)
    rows = [RecordRow(**values) for values in session.execute(wanted).mappings()]
    return sorted(rows, key=lambda row: (row.date, row.half, fold(row.employee), row.id))
