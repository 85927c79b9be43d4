"""How an idea comes into being: with an owner and a date for the answer from the first minute."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.db.after_visit import Idea
from app.db.models import Employee, Programme, Role
from app.domain.ideas import answer_by
from app.domain.names import fold
from app.services.calendars import public_days
from app.services.editing import existing, required

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.after_visit import VisitRecord
    from app.domain.reflections import IdeaText

_LONGEST_HOLIDAYS = dt.timedelta(days=60)


def utc_now() -> dt.datetime:
    """Return the time as the database keeps it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def add_idea(
    session: Session,
    *,
    record: VisitRecord,
    reflection_id: int | None,
    idea: IdeaText,
    today: dt.date | None = None,
) -> Idea:
    """Add an idea that a visit brought, for the department visited."""
    role = existing(session, Role, record.role_id)
    return new_idea(
        session,
        title=idea.title,
        text=idea.text,
        department_id=role.department_id,
        role_id=role.id,
        record_id=record.id,
        reflection_id=reflection_id,
        author_id=record.employee_id,
        country=existing(session, Programme, record.programme_id).country,
        today=today,
    )


def new_idea(
    session: Session,
    *,
    title: str,
    text: str,
    department_id: int,
    country: str | None,
    today: dt.date | None = None,
    role_id: int | None = None,
    record_id: int | None = None,
    reflection_id: int | None = None,
    author_id: int | None = None,
) -> Idea:
    """Add an idea; the head of its department owes the answer."""
    day = today or dt.date.today()
    row = Idea(
        title=required(title, "title"),
        text=text.strip(),
        folded=fold(f"{title} {text}"),
        department_id=department_id,
        role_id=role_id,
        record_id=record_id,
        reflection_id=reflection_id,
        author_id=author_id,
        owner_id=head_of(session, department_id),
        created_on=day,
        moved_at=utc_now(),
        answer_by=due_date(day, country),
    )
    session.add(row)
    session.flush()
    return row


def due_date(day: dt.date, country: str | None) -> dt.date:
    """Return by when an idea of ``day`` is to be answered, public holidays left out."""
    calendar = public_days(country, day, day + _LONGEST_HOLIDAYS)
    return answer_by(day, holidays=calendar.holidays, worked=calendar.working_weekends)


def head_of(session: Session, department_id: int) -> int | None:
    """Return the person on the highest rung of a department's ladder; None if it has nobody."""
    return session.scalar(
        select(Employee.id)
        .where(Employee.department_id == department_id, Employee.active.is_(True))
        .order_by(func.coalesce(Employee.level, 0).desc(), Employee.id)
        .limit(1)
    )
