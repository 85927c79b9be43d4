"""From the database to the solver's frozen problem."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from app.db import models
from app.db.queries import absence_rows, role_rows
from app.domain.half_days import between
from app.services.programme_calendar import calendar_of
from solver.rotation.problem import Department, Pair, Person, Problem, Role, Slot, Visit
from solver.rotation.problem_file import rules_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.domain.half_days import HalfDay

TasteT = TypeVar("TasteT", models.Wish, models.NoGo)


def person_id(key: int) -> str:
    """Return the id of an employee in problem files."""
    return f"p{key}"


def role_id(key: int) -> str:
    """Return the id of a role in problem files."""
    return f"r{key}"


def department_id(key: int) -> str:
    """Return the id of a department in problem files."""
    return f"d{key}"


def key_of(problem_id: str) -> int:
    """Return the primary key behind an id of a person, role or department."""
    return int(problem_id[1:])


def visit_of(row: models.Visit) -> Visit:
    """Return a stored visit as the solver has it."""
    return Visit(
        person_id(row.employee_id),
        role_id(row.role_id),
        f"{row.date.isoformat()}{row.half}",
        None if row.host_id is None else person_id(row.host_id),
    )


def newest_plan(
    session: Session, programme_id: int, status: str | None = None
) -> models.PlanVersion | None:
    """Return the newest plan of a programme, of one status if given."""
    wanted = select(models.PlanVersion).where(models.PlanVersion.programme_id == programme_id)
    if status is not None:
        wanted = wanted.where(models.PlanVersion.status == status)
    return session.scalars(wanted.order_by(models.PlanVersion.number.desc())).first()


def visits_of(session: Session, plan_id: int) -> list[models.Visit]:
    """Return the stored visits of a plan in time order."""
    return list(
        session.scalars(
            select(models.Visit)
            .where(models.Visit.plan_id == plan_id)
            .order_by(models.Visit.date, models.Visit.half, models.Visit.id)
        )
    )


def copied(visit: models.Visit, plan_id: int) -> models.Visit:
    """Return the same visit for another plan."""
    return models.Visit(
        plan_id=plan_id,
        employee_id=visit.employee_id,
        role_id=visit.role_id,
        date=visit.date,
        half=visit.half,
        host_id=visit.host_id,
        pinned=visit.pinned,
    )


def build_problem(session: Session, programme: models.Programme) -> Problem:
    """Return the problem of ``programme`` as the database is now.

    Pins come from its newest plan, promises from its published one. People who have left neither
    visit nor receive; what a programme still says of them is passed over.
    """
    calendar = [day for day in calendar_of(session, programme) if day.open]
    people = list(
        session.scalars(
            select(models.Employee)
            .where(models.Employee.active.is_(True))
            .order_by(models.Employee.id)
        )
    )
    present = {person.id for person in people}
    newest = newest_plan(session, programme.id)
    published = newest_plan(session, programme.id, "published")
    problem = Problem(
        slots=tuple(Slot(day.id, day.date, day.half) for day in calendar),
        departments=tuple(
            Department(department_id(row.id), row.name, row.headcount, row.reception_capacity)
            for row in session.scalars(select(models.Department).order_by(models.Department.id))
        ),
        roles=_roles(session, calendar, present),
        people=_people(session, programme, people, calendar),
        pairs=tuple(
            Pair(
                department_id(row.from_department_id),
                department_id(row.to_department_id),
                row.minimum,
                row.weight,
            )
            for row in session.scalars(
                select(models.Pair)
                .where(models.Pair.programme_id == programme.id)
                .order_by(models.Pair.id)
            )
        ),
        together=_couples(session, programme.id, "together", present),
        apart=_couples(session, programme.id, "apart", present),
        rules=rules_of(programme.rules),
        weights=weights_of(programme.weights),
        fair_hosting=programme.fair_hosting,
        keep_published_first=programme.keep_published_first,
    )
    pins = [] if newest is None else [v for v in visits_of(session, newest.id) if v.pinned]
    promised = [] if published is None else visits_of(session, published.id)
    return _with_visits(problem, map(visit_of, pins), map(visit_of, promised))


def _with_visits(problem: Problem, pins: Iterable[Visit], promised: Iterable[Visit]) -> Problem:
    return replace(
        problem,
        pins=tuple(visit for visit in pins if is_known(problem, visit)),
        published=tuple(
            visit for visit in promised if visit.host is not None and is_known(problem, visit)
        ),
    )


def is_known(problem: Problem, visit: Visit) -> bool:
    """Tell whether all that ``visit`` names is in ``problem``."""
    return (
        visit.person in problem.person
        and visit.role in problem.role
        and visit.slot in problem.slot_index
        and (visit.host is None or visit.host in problem.person)
    )


def _roles(session: Session, calendar: list[HalfDay], present: set[int]) -> tuple[Role, ...]:
    return tuple(
        Role(
            id=role_id(row.id),
            department=department_id(row.department_id),
            title=row.title,
            level=row.level,
            capacity=row.capacity,
            hosts=tuple(person_id(key) for key in sorted(row.host_ids) if key in present),
            host_capacity=row.host_capacity,
            closed=frozenset(
                day.id for day in calendar if not row.open_half_days >> bit_of(day) & 1
            ),
        )
        for row in sorted(role_rows(session), key=lambda row: row.id)
    )


def bit_of(day: HalfDay) -> int:
    """Return the bit of a half-day in ``Role.open_half_days``."""
    return day.date.weekday() * 2 + (day.half == "pm")


def _people(
    session: Session,
    programme: models.Programme,
    people: list[models.Employee],
    calendar: list[HalfDay],
) -> tuple[Person, ...]:
    open_slots = {(day.date, day.half): day.id for day in calendar}
    away: defaultdict[int, set[str]] = defaultdict(set)
    for absence in absence_rows(session):
        first = max(absence.from_date, programme.from_date)
        last = min(absence.to_date, programme.to_date)
        from_half = absence.from_half if first == absence.from_date else "am"
        to_half = absence.to_half if last == absence.to_date else "pm"
        for half_day in between(first, from_half, last, to_half):
            if half_day in open_slots:
                away[absence.employee_id].add(open_slots[half_day])
    targets = {
        row.employee_id: row.target_visits
        for row in session.scalars(
            select(models.SignUp).where(models.SignUp.programme_id == programme.id)
        )
    }
    wishes = _by_person(session, models.Wish, programme.id)
    no_go = _by_person(session, models.NoGo, programme.id)
    visited = _visited(session, programme)
    return tuple(
        Person(
            id=person_id(person.id),
            department=department_id(person.department_id),
            level=person.level,
            target_visits=targets.get(person.id, 0),
            unavailable=frozenset(away[person.id]),
            department_wishes={
                department_id(wish.department_id): wish.value
                for wish in wishes[person.id]
                if wish.department_id is not None
            },
            role_wishes={
                role_id(wish.role_id): wish.value
                for wish in wishes[person.id]
                if wish.role_id is not None
            },
            no_go_departments=frozenset(
                department_id(row.department_id)
                for row in no_go[person.id]
                if row.department_id is not None
            ),
            no_go_roles=frozenset(
                role_id(row.role_id) for row in no_go[person.id] if row.role_id is not None
            ),
            visited_departments=frozenset(department_id(into) for _, into in visited[person.id]),
            visited_roles=frozenset(role_id(role) for role, _ in visited[person.id]),
        )
        for person in people
    )


def _by_person(
    session: Session, kind: type[TasteT], programme_id: int
) -> defaultdict[int, list[TasteT]]:
    rows: defaultdict[int, list[TasteT]] = defaultdict(list)
    for row in session.scalars(
        select(kind).where(kind.programme_id == programme_id).order_by(kind.id)
    ):
        rows[row.employee_id].append(row)
    return rows


def _visited(
    session: Session, programme: models.Programme
) -> defaultdict[int, set[tuple[int, int]]]:
    """Return role and department of what people saw in programmes that ended before this one."""
    earlier = (
        select(models.Visit.employee_id, models.Visit.role_id, models.Role.department_id)
        .join(models.PlanVersion, models.PlanVersion.id == models.Visit.plan_id)
        .join(models.Programme, models.Programme.id == models.PlanVersion.programme_id)
        .join(models.Role, models.Role.id == models.Visit.role_id)
        .where(
            models.PlanVersion.status == "published",
            models.Programme.to_date < programme.from_date,
        )
    )
    visited: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for employee_id, role, into in session.execute(earlier):
        visited[employee_id].add((role, into))
    return visited


def _couples(
    session: Session, programme_id: int, kind: str, present: set[int]
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (person_id(row.first_id), person_id(row.second_id))
        for row in session.scalars(
            select(models.PersonPair)
            .where(models.PersonPair.programme_id == programme_id, models.PersonPair.kind == kind)
            .order_by(models.PersonPair.id)
        )
        if {row.first_id, row.second_id} <= present
    )
