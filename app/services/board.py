"""What the board shows of a plan: people, visits, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.db.models import Department, Employee, Role, SignUp, Visit
from app.domain.names import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from app.db.models import PlanVersion


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """A line of the board; ``hue`` is the colour of the person's own department."""

    employee_id: int
    employee: str
    department_id: int
    department: str
    short_name: str
    hue: int
    level: int | None
    target_visits: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit; department, short name and hue are those of the role visited."""

    id: int
    version: int
    employee_id: int
    employee: str
    role_id: int
    role: str
    level: int
    department_id: int
    department: str
    short_name: str
    hue: int
    date: dt.date
    half: str
    host_id: int | None
    host: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class BoardData:
    """A plan as the board shows it; people by name, visits in time order.

    Attributes
    ----------
    missing
        Employee, name, visits missing and visits wanted; who lacks most comes first.
    """

    plan_id: int
    programme_id: int
    people: tuple[BoardPerson, ...]
    visits: tuple[VisitRow, ...]
    missing: tuple[tuple[int, str, int, int], ...]


def board_data(session: Session, plan: PlanVersion) -> BoardData:
    """Read the board of ``plan``: participants, and whoever else has a visit in it."""
    visits = visit_rows(session, plan.id)
    people = _people(session, plan, {visit.employee_id for visit in visits})
    made = Counter(visit.employee_id for visit in visits)
    missing = [
        (it.employee_id, it.employee, it.target_visits - made[it.employee_id], it.target_visits)
        for it in people
        if it.target_visits > made[it.employee_id]
    ]
    return BoardData(
        plan.id,
        plan.programme_id,
        tuple(people),
        tuple(visits),
        tuple(sorted(missing, key=lambda line: (-line[2], fold(line[1])))),
    )


def visit_rows(
    session: Session, plan_id: int, among: Collection[int] | None = None
) -> list[VisitRow]:
    """Return the visits of a plan with all names, in time order; those ``among`` some keys only."""
    host = aliased(Employee)
    wanted = [Visit.plan_id == plan_id]
    if among is not None:
        wanted.append(Visit.id.in_(among))
    rows = session.execute(
        select(
            Visit.id,
            Visit.version,
            Visit.employee_id,
            Employee.name.label("employee"),
            Visit.role_id,
            Role.title.label("role"),
            Role.level,
            Role.department_id,
            Department.name.label("department"),
            Department.short_name,
            Department.hue,
            Visit.date,
            Visit.half,
            Visit.host_id,
            host.name.label("host"),
            Visit.pinned,
        )
        .join(Employee, Employee.id == Visit.employee_id)
        .join(Role, Role.id == Visit.role_id)
        .join(Department, Department.id == Role.department_id)
        .outerjoin(host, host.id == Visit.host_id)
        .where(*wanted)
        .order_by(Visit.date, Visit.half, Visit.id)
    ).mappings()
    return [VisitRow(**{**row, "host": row["host"] or ""}) for row in rows]


def _people(session: Session, plan: PlanVersion, guests: set[int]) -> list[BoardPerson]:
    rows = session.execute(
        select(
            Employee.id.label("employee_id"),
            Employee.name.label("employee"),
            Employee.department_id,
            Department.name.label("department"),
            Department.short_name,
            Department.hue,
            Employee.level,
            SignUp.target_visits,
        )
        .join(Department, Department.id == Employee.department_id)
        .outerjoin(
            SignUp,
            (SignUp.employee_id == Employee.id) & (SignUp.programme_id == plan.programme_id),
        )
        .where(or_(SignUp.id.is_not(None), Employee.id.in_(guests)))
    ).mappings()
    people = [BoardPerson(**{**row, "target_visits": row["target_visits"] or 0}) for row in rows]
    return sorted(people, key=lambda person: (fold(person.employee), person.employee_id))
