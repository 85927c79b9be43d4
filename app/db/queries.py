"""Frozen rows for tables and boards: columns are read, not objects."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.db.models import Absence, Department, Employee, Role, RoleHost
from app.domain.names import fold

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department with its counts."""

    id: int
    version: int
    name: str
    short_name: str
    hue: int
    location: str
    what_we_do: str
    whom_we_serve: str
    how_measured: str
    what_we_refuse: str
    our_day: str
    our_words: str
    reception_capacity: int | None
    headcount: int | None
    people: int
    roles: int
    hosts: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with those hosts who still work here; ``host_ids`` and ``host_names`` go together."""

    id: int
    version: int
    department_id: int
    department: str
    title: str
    level: int
    capacity: int | None
    host_capacity: int | None
    what_you_do: str
    what_to_bring: str
    meeting_place: str
    open_half_days: int
    proposed: bool
    host_ids: tuple[int, ...]
    host_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the staff list."""

    id: int
    version: int
    personnel_number: str | None
    name: str
    email: str | None
    department_id: int
    department: str
    job_title: str
    level: int | None
    manager: str
    hire_date: dt.date | None
    active: bool


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Half-days on which a person is away, both ends included."""

    id: int
    version: int
    employee_id: int
    from_date: dt.date
    from_half: str
    to_date: dt.date
    to_half: str


def columns_of(kind: type[Any], *names: str) -> list[Any]:
    """Return the columns called ``names`` of a mapped class."""
    return [getattr(kind, name) for name in names]


def department_rows(session: Session) -> list[DepartmentRow]:
    """Return all departments by name; people count if they are active."""
    people = _counts(session, Employee.department_id, Employee.active.is_(True))
    roles = _counts(session, Role.department_id)
    hosts: dict[int, int] = {
        key: count
        for key, count in session.execute(
            select(Role.department_id, func.count(func.distinct(RoleHost.employee_id)))
            .join(RoleHost, RoleHost.role_id == Role.id)
            .group_by(Role.department_id)
        )
    }
    own = [name for name in DepartmentRow.__slots__ if name not in ("people", "roles", "hosts")]
    rows = [
        DepartmentRow(
            **values,
            people=people.get(values["id"], 0),
            roles=roles.get(values["id"], 0),
            hosts=hosts.get(values["id"], 0),
        )
        for values in session.execute(select(*columns_of(Department, *own))).mappings()
    ]
    return sorted(rows, key=lambda row: (fold(row.name), row.id))


def _counts(session: Session, column: Any, *conditions: Any) -> dict[int, int]:
    counted = select(column, func.count()).where(*conditions).group_by(column)
    return {key: count for key, count in session.execute(counted)}


def role_rows(session: Session, department_id: int | None = None) -> list[RoleRow]:
    """Return roles by department, level and title."""
    hosts: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for role_id, employee_id, name in session.execute(
        select(RoleHost.role_id, Employee.id, Employee.name)
        .join(Employee, Employee.id == RoleHost.employee_id)
        .where(Employee.active.is_(True))
    ):
        hosts[role_id].append((name, employee_id))
    own = columns_of(
        Role,
        "title",
        "level",
        "capacity",
        "host_capacity",
        "what_you_do",
        "what_to_bring",
        "meeting_place",
        "open_half_days",
        "proposed",
    )
    wanted = select(
        Role.id, Role.version, Role.department_id, Department.name.label("department"), *own
    ).join(Department, Department.id == Role.department_id)
    if department_id is not None:
        wanted = wanted.where(Role.department_id == department_id)
    rows = []
    for values in session.execute(wanted).mappings():
        receiving = sorted(hosts[values["id"]], key=lambda host: (fold(host[0]), host[1]))
        rows.append(
            RoleRow(
                **values,
                host_ids=tuple(key for _, key in receiving),
                host_names=tuple(name for name, _ in receiving),
            )
        )
    return sorted(rows, key=lambda row: (fold(row.department), row.level, fold(row.title)))


def person_rows(
    session: Session,
    *,
    search: str = "",
    department_id: int | None = None,
    active_only: bool = True,
    employee_id: int | None = None,
) -> list[PersonRow]:
    """Return people by name; ``search`` is looked for in names, numbers, mails and titles."""
    own = columns_of(Employee, "id", "version", "personnel_number", "name", "email")
    more = columns_of(Employee, "job_title", "level", "manager", "hire_date", "active")
    wanted = select(*own, Employee.department_id, Department.name.label("department"), *more).join(
        Department, Department.id == Employee.department_id
    )
    if department_id is not None:
        wanted = wanted.where(Employee.department_id == department_id)
    if active_only:
        wanted = wanted.where(Employee.active.is_(True))
    if employee_id is not None:
        wanted = wanted.where(Employee.id == employee_id)
    rows = [PersonRow(**values) for values in session.execute(wanted).mappings()]
    if words := fold(search).split():
        # Databases fold and sort ASCII only, and not alike.
        rows = [row for row in rows if all(word in _searchable(row) for word in words)]
    return sorted(rows, key=lambda row: (fold(row.name), row.id))


def _searchable(row: PersonRow) -> str:
    parts = (row.name, row.personnel_number, row.email, row.department, row.job_title)
    return fold(" ".join(part for part in parts if part))


def absence_rows(session: Session, employee_id: int | None = None) -> list[AbsenceRow]:
    """Return absences in time order."""
    wanted = select(*columns_of(Absence, *AbsenceRow.__slots__)).order_by(
        Absence.from_date, Absence.from_half, Absence.id
    )
    if employee_id is not None:
        wanted = wanted.where(Absence.employee_id == employee_id)
    return [AbsenceRow(**values) for values in session.execute(wanted).mappings()]
