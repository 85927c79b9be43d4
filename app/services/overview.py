"""How far a company is, from departments to a published plan: counted, never remembered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.db.after_visit import Idea
from app.db.kept_backups import newest_whole
from app.db.models import Department, Employee, PlanVersion, Programme, SignUp, Visit
from app.db.queries import role_rows
from app.domain.ideas import UNANSWERED
from app.domain.plans import PUBLISHED
from app.services.problem_building import newest_plan
from app.services.programme_calendar import calendar_of
from app.services.visit_records import owes, record_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.session import Database
    from app.domain.backups import Backup


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """The newest plan of a programme.

    Attributes
    ----------
    missing
        Visits that were agreed and are not in the plan, and how many people lack one.
    """

    plan_id: int
    number: int
    status: str
    visits: int
    missing: int
    people_missing: int


@dataclass(frozen=True, slots=True)
class ProgrammeOverview:
    """The newest programme; ``plan`` is None before the first, ``published`` the number shown."""

    programme_id: int
    name: str
    open_half_days: int
    signed_up: int
    agreed: int
    plan: PlanOverview | None
    published: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is in a company file; people count while they work here.

    Attributes
    ----------
    visits_published
        Visits that were ever published: without one, nobody can owe anything.
    owed, people_owing
        Reflections on visits that are over, and how many guests owe one.
    ideas, ideas_unanswered, ideas_late
        All there are, those that wait for an answer, and those whose day for it has passed.
    backup
        The newest safety copy that is whole, None if there is none.
    """

    departments: int
    roles: int
    roles_without_host: int
    people: int
    programme: ProgrammeOverview | None
    visits_published: int
    owed: int
    people_owing: int
    ideas: int
    ideas_unanswered: int
    ideas_late: int
    backup: Backup | None

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing yet that could be lost."""
        return not self.departments and self.programme is None


class OverviewService:
    """Counts what the home page tells."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, now: dt.datetime | None = None) -> Overview:
        """Return how far the company is; ``now`` is local time, by default that of the clock."""
        now = now or dt.datetime.now()
        with self._database.read() as session:
            roles = role_rows(session)
            newest = select(Programme).order_by(Programme.from_date.desc(), Programme.id.desc())
            programme = session.scalar(newest.limit(1))
            records = record_rows(session)
            owing = [row.employee_id for row in records if owes(row, now)]
            unanswered = Idea.status.in_([status.value for status in UNANSWERED])
            return Overview(
                departments=_count(session, Department.id),
                roles=len(roles),
                roles_without_host=sum(not role.host_ids for role in roles),
                people=_count(session, Employee.id, Employee.active.is_(True)),
                programme=None if programme is None else _programme(session, programme),
                visits_published=len(records),
                owed=len(owing),
                people_owing=len(set(owing)),
                ideas=_count(session, Idea.id),
                ideas_unanswered=_count(session, Idea.id, unanswered),
                ideas_late=_count(session, Idea.id, unanswered, Idea.answer_by < now.date()),
                backup=newest_whole(self._database.place),
            )


def _count(session: Session, column: object, *conditions: object) -> int:
    wanted = select(func.count(column)).where(*conditions)  # type: ignore[arg-type]
    return session.scalar(wanted) or 0


def _programme(session: Session, programme: Programme) -> ProgrammeOverview:
    wanted = (
        select(SignUp.employee_id, SignUp.target_visits)
        .join(Employee, Employee.id == SignUp.employee_id)
        .where(SignUp.programme_id == programme.id, Employee.active.is_(True))
    )
    targets = {key: target for key, target in session.execute(wanted)}
    plan = newest_plan(session, programme.id)
    published = newest_plan(session, programme.id, PUBLISHED)
    return ProgrammeOverview(
        programme_id=programme.id,
        name=programme.name,
        open_half_days=sum(day.open for day in calendar_of(session, programme)),
        signed_up=len(targets),
        agreed=sum(targets.values()),
        plan=None if plan is None else _plan(session, plan, targets),
        published=None if published is None else published.number,
    )


def _plan(session: Session, plan: PlanVersion, targets: dict[int, int]) -> PlanOverview:
    counted = (
        select(Visit.employee_id, func.count())
        .where(Visit.plan_id == plan.id)
        .group_by(Visit.employee_id)
    )
    made = {key: count for key, count in session.execute(counted)}
    lacking = [max(0, target - made.get(who, 0)) for who, target in targets.items()]
    return PlanOverview(
        plan_id=plan.id,
        number=plan.number,
        status=plan.status,
        visits=sum(made.values()),
        missing=sum(lacking),
        people_missing=sum(count > 0 for count in lacking),
    )
