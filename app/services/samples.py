"""The sample company: departments that quarrel, and a programme to make them see each other.

A first, small programme lies behind it, so that no page is empty.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.db.models import (
    EVERY_HALF_DAY,
    Absence,
    ClosedDay,
    Department,
    Employee,
    NoGo,
    Pair,
    PersonPair,
    Programme,
    Role,
    RoleHost,
    SignUp,
    Wish,
)
from app.domain.names import fold
from app.errors import InputError
from app.exchange.sample_company import read_sample
from app.exchange.sample_history import read_history
from app.i18n import _, current_language
from app.services.sample_history import add_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.base import Base
    from app.db.session import Database
    from app.exchange.sample_company import Moment, SampleCompany, SampleRole

# Time enough to tell everybody.
_NOTICE = dt.timedelta(weeks=2)
_FRIDAY = 4


class SampleService:
    """Makes the sample company in a database that is still empty."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, *, today: dt.date | None = None) -> tuple[int, Changes]:
        """Make the company in the current language; return its programme.

        The programme begins on the first Monday that is at least two weeks after ``today``.

        Raises
        ------
        InputError
            If the database holds a company already.
        """
        company = read_sample(current_language())
        start = first_monday((today or dt.date.today()) + _NOTICE)
        with self._database.unit_of_work(_("sample company")) as unit:
            if unit.session.scalar(select(Department.id).limit(1)) is not None:
                raise InputError("sample-needs-empty-file", file=self._database.place)
            builder = _Builder(unit.session, company, start)
            programme_id = builder.build()
            add_history(
                unit.session,
                read_history(current_language()),
                start=start,
                employees=builder.employees,
                roles=builder.roles,
            )
        return programme_id, unit.changes


def first_monday(day: dt.date) -> dt.date:
    """Return ``day`` if it is a Monday, else the next one."""
    return day + dt.timedelta(days=-day.weekday() % 7)


class _Builder:
    """Turns the sample into rows; what is built later finds the numbers of what came before."""

    def __init__(self, session: Session, company: SampleCompany, start: dt.date) -> None:
        self._session = session
        self._company = company
        self._start = start
        self._departments: dict[str, int] = {}
        self.employees: dict[str, int] = {}
        self.roles: dict[str, int] = {}

    def build(self) -> int:
        """Add all rows; return the programme's key."""
        self._departments = self._add_departments()
        self.employees = self._add_employees()
        self.roles = self._add_roles()
        programme_id = self._add_programme()
        self._session.add_all(self._rows_of_staff())
        self._session.add_all(self._rows_of_programme(programme_id))
        return programme_id

    def _keyed(self, rows: dict[str, Any]) -> dict[str, int]:
        self._session.add_all(rows.values())
        self._session.flush()
        return {key: row.id for key, row in rows.items()}

    def _add_departments(self) -> dict[str, int]:
        rows = {}
        for line in self._company.departments:
            fields = {name: value for name, value in asdict(line).items() if name != "key"}
            rows[line.key] = Department(**fields, folded=fold(line.name))
        return self._keyed(rows)

    def _add_employees(self) -> dict[str, int]:
        managers = {
            person.department: person.name for person in self._company.people if person.level == 5
        }
        return self._keyed(
            {
                person.number: Employee(
                    personnel_number=person.number,
                    name=person.name,
                    folded=fold(person.name),
                    email=person.email,
                    department_id=self._departments[person.department],
                    job_title=person.job_title,
                    level=person.level,
                    manager="" if person.level == 5 else managers[person.department],
                )
                for person in self._company.people
            }
        )

    def _add_roles(self) -> dict[str, int]:
        return self._keyed(
            {
                role.key: Role(
                    department_id=self._departments[role.department],
                    title=role.title,
                    folded=fold(role.title),
                    level=role.level,
                    capacity=role.capacity,
                    host_capacity=role.host_capacity,
                    what_you_do=role.what_you_do,
                    what_to_bring=role.what_to_bring,
                    meeting_place=role.meeting_place,
                    open_half_days=_open_half_days(role),
                )
                for role in self._company.roles
            }
        )

    def _add_programme(self) -> int:
        last = self._start + dt.timedelta(days=7 * (self._company.weeks - 1) + _FRIDAY)
        programme = Programme(
            name=self._company.programme,
            folded=fold(self._company.programme),
            from_date=self._start,
            to_date=last,
            country=self._company.country,
        )
        self._session.add(programme)
        self._session.flush()
        return programme.id

    def _rows_of_staff(self) -> Iterator[Base]:
        for role in self._company.roles:
            for number in role.hosts:
                yield RoleHost(role_id=self.roles[role.key], employee_id=self.employees[number])
        for absence in self._company.absences:
            yield Absence(
                employee_id=self.employees[absence.person],
                from_date=self._date(absence.first),
                from_half=absence.first.half,
                to_date=self._date(absence.last),
                to_half=absence.last.half,
            )

    def _rows_of_programme(self, programme_id: int) -> Iterator[Base]:
        for moment in self._company.closed:
            yield ClosedDay(programme_id=programme_id, date=self._date(moment), half=moment.half)
        for person in self._company.people:
            yield SignUp(
                programme_id=programme_id,
                employee_id=self.employees[person.number],
                target_visits=person.visits,
            )
        for pair in self._company.pairs:
            yield Pair(
                programme_id=programme_id,
                from_department_id=self._departments[pair.first],
                to_department_id=self._departments[pair.second],
                minimum=pair.minimum,
                weight=pair.weight,
            )
        for taste in self._company.tastes:
            goal = {
                "programme_id": programme_id,
                "employee_id": self.employees[taste.person],
                "department_id": self._departments.get(taste.department or ""),
                "role_id": self.roles.get(taste.role or ""),
            }
            yield NoGo(**goal) if taste.value is None else Wish(**goal, value=taste.value)
        for kind in ("together", "apart"):
            for first, second in getattr(self._company, kind):
                yield PersonPair(
                    programme_id=programme_id,
                    kind=kind,
                    first_id=self.employees[first],
                    second_id=self.employees[second],
                )

    def _date(self, moment: Moment) -> dt.date:
        return self._start + dt.timedelta(days=moment.day)


def _open_half_days(role: SampleRole) -> int:
    closed = sum(1 << (2 * weekday + (half == "pm")) for weekday, half in role.closed)
    return EVERY_HALF_DAY & ~closed
