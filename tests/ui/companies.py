"""Companies in a real file, small enough to read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

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
