"""A company in a real file, as large as a coordinator's desk must bear, with a plan for it."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from app.db.models import Absence, Department, Employee, Programme, Role, RoleHost, SignUp
from app.domain.names import fold
from solver.rotation.greedy import greedy
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from app.bootstrap import Services

FIRST_DAY = dt.date(2027, 3, 1)
DEPARTMENTS, ROLES_EACH, WEEKS_PER_VISIT = 12, 5, 4


def add_desk(services: Services, *, people: int, half_days: int) -> int:
    """Add a company of ``people`` with a programme of ``half_days`` and a plan; return the plan."""
    random = Random(1)
    last_day = FIRST_DAY + dt.timedelta(weeks=half_days // 10, days=-3)
    with services.database.unit_of_work("a desk to measure on") as unit:
        session = unit.session
        departments = [
            Department(name=f"Department {at}", folded=f"department {at}", hue=30 * at)
            for at in range(DEPARTMENTS)
        ]
        session.add_all(departments)
        session.flush()
        staff = [
            Employee(
                name=f"Person {at}",
                folded=fold(f"Person {at}"),
                department_id=departments[at % DEPARTMENTS].id,
                level=1 + at % 4,
            )
            for at in range(people)
        ]
        roles = [
            Role(
                department_id=department.id,
                title=f"Role {level}",
                folded=f"role {level}",
                level=level,
                capacity=2,
                host_capacity=1,
            )
            for department in departments
            for level in range(1, ROLES_EACH + 1)
        ]
        session.add_all([*staff, *roles])
        session.flush()
        own = {it.id: [one.id for one in staff if one.department_id == it.id] for it in departments}
        for role in roles:
            for host in random.sample(own[role.department_id], 4):
                session.add(RoleHost(role_id=role.id, employee_id=host))
        for person in random.sample(staff, people // 5):
            day = FIRST_DAY + dt.timedelta(days=random.randrange(7 * half_days // 10))
            session.add(
                Absence(employee_id=person.id, from_date=day, to_date=day + dt.timedelta(days=4))
            )
        programme = Programme(
            name="Desk", folded="desk", from_date=FIRST_DAY, to_date=last_day, visits=2
        )
        session.add(programme)
        session.flush()
        for person in staff:
            session.add(SignUp(programme_id=programme.id, employee_id=person.id, target_visits=2))
    problem = services.planning.problem(programme.id)
    plan = Plan(Status.FEASIBLE, tuple(sorted(greedy(problem))))
    plan_id, _changes = services.planning.store_draft(programme_id=programme.id, plan=plan)
    return plan_id
