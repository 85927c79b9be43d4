"""Companies in a real file, small enough to read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from app.bootstrap import Services

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 26)


def add_company(services: Services) -> dict[str, int]:
    """Two departments of four people; in each a role at level 1 and one at level 2 with hosts."""
    keys = {}
    for department in ("Marketing", "Sales"):
        keys[department], _changes = services.staff.add_department(name=department)
        for number in range(1, 5):
            name = f"{department} {number}"
            keys[name], _changes = services.staff.add_employee(
                name=name, department_id=keys[department], level=2
            )
        for level in (1, 2):
            title = f"{department} role {level}"
            keys[title], _changes = services.staff.add_role(
                department_id=keys[department],
                title=title,
                level=level,
                host_ids=[keys[f"{department} {level}"]],
            )
    return keys


def add_programme(services: Services, name: str = "Spring") -> int:
    """Four weeks of March 2027, two visits a person, everybody signed up."""
    programme_id, _changes = services.programmes.create(
        name=name, from_date=FIRST, to_date=LAST, visits=2
    )
    services.programmes.sign_up(programme_id=programme_id)
    return programme_id


def add_draft(services: Services, programme_id: int, keys: dict[str, int]) -> int:
    """Marketing 3 has both visits, Marketing 4 one of two; everybody else none."""

    def visit(guest: str, role: str, slot: str, host: str) -> Visit:
        return Visit(f"p{keys[guest]}", f"r{keys[role]}", slot, f"p{keys[host]}")

    visits = (
        visit("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1"),
        visit("Marketing 3", "Sales role 2", "2027-03-11pm", "Sales 2"),
        visit("Marketing 4", "Sales role 1", "2027-03-04am", "Sales 1"),
    )
    plan_id, _changes = services.planning.store_draft(
        programme_id=programme_id, plan=Plan(Status.FEASIBLE, tuple(sorted(visits)))
    )
    return plan_id
