"""What waits for the heads of departments: answers they owe, and what is new for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.db.after_visit import Idea
from app.db.models import Department, Employee, History
from app.domain.ideas import UNANSWERED
from app.domain.names import fold
from app.services.idea_writing import head_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.session import Database
    from app.services.ideas import IdeaRow, IdeaService
    from app.services.reflections import ReflectionRow, ReflectionService


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who owes answers, or would; ``unanswered`` counts what is owed now."""

    employee_id: int
    name: str
    department_id: int
    department: str
    unanswered: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before a head.

    Attributes
    ----------
    needs_answer
        Ideas that wait for this person, the oldest date first.
    new_ideas, new_reflections
        What came about the department since this person last looked, the newest first.
    """

    needs_answer: tuple[IdeaRow, ...]
    new_ideas: tuple[IdeaRow, ...]
    new_reflections: tuple[ReflectionRow, ...]


class HeadService:
    """What heads of departments look at."""

    def __init__(
        self, database: Database, ideas: IdeaService, reflections: ReflectionService
    ) -> None:
        self._database = database
        self._ideas = ideas
        self._reflections = reflections

    def heads(self) -> list[Head]:
        """Return the head of each department and whoever owns an idea, by department and name."""
        with self._database.read() as session:
            owed = {
                key: count
                for key, count in session.execute(
                    select(Idea.owner_id, func.count(Idea.id))
                    .where(
                        Idea.owner_id.is_not(None),
                        Idea.merged_into_id.is_(None),
                        Idea.status.in_([state.value for state in UNANSWERED]),
                    )
                    .group_by(Idea.owner_id)
                )
            }
            departments = session.scalars(select(Department.id))
            wanted = {head_of(session, key) for key in departments} | set(
                session.scalars(select(Idea.owner_id).distinct())
            )
            rows = session.execute(
                select(Employee.id, Employee.name, Department.id, Department.name)
                .join(Department, Department.id == Employee.department_id)
                .where(Employee.id.in_(wanted - {None}))
            )
            found = [Head(*row, unanswered=owed.get(row[0], 0)) for row in rows]
        return sorted(found, key=lambda head: (fold(head.department), fold(head.name)))

    def desk(self, employee_id: int, *, today: dt.date, since: dt.datetime | None = None) -> Desk:
        """Return what lies before a head.

        Parameters
        ----------
        since
            When this person last looked, in UTC; None if never, then everything is new.
        """
        ideas = self._ideas.ideas(today=today, owner_id=employee_id)
        with self._database.read() as session:
            person = session.get(Employee, employee_id)
            department_id = None if person is None else person.department_id
            came = _came(session)
        since = since or dt.datetime.min
        about = (
            []
            if department_id is None
            else self._ideas.ideas(today=today, department_id=department_id)
        )
        told = (
            []
            if department_id is None
            else self._reflections.reflections(department_id=department_id)
        )
        new = [row for row in about if came.get(row.id, row.moved_at) > since]
        new.sort(key=lambda row: (came.get(row.id, row.moved_at), row.id), reverse=True)
        return Desk(
            needs_answer=tuple(row for row in ideas if row.status in UNANSWERED),
            new_ideas=tuple(new),
            new_reflections=tuple(
                sorted(
                    (row for row in told if row.sent_at > since),
                    key=lambda row: (row.sent_at, row.id),
                    reverse=True,
                )
            ),
        )


def _came(session: Session) -> dict[int, dt.datetime]:
    """Return when each idea came into being, by history."""
    rows = session.execute(
        select(History.row_id, func.min(History.at))
        .where(History.table_name == Idea.__tablename__)
        .group_by(History.row_id)
    )
    return {key: at for key, at in rows}
