"""Companies in a database, small enough to work out by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.services.programmes import ProgrammeService
from app.services.staff import StaffService

if TYPE_CHECKING:
    from app.db.session import Database

MONDAY = dt.date(2027, 3, 1)


def make_company(database: Database) -> dict[str, int]:
    """Make Marketing and Sales and return keys by name.

    Each has four people ("Sales 1" …) and two roles ("Sales role 1" and 2, by level) with one host
    each: the person of the same number.
    """
    staff = StaffService(database)
    keys = {}
    for department in ("Marketing", "Sales"):
        keys[department], _changes = staff.add_department(name=department)
        for number in range(1, 5):
            keys[f"{department} {number}"], _changes = staff.add_employee(
                name=f"{department} {number}", department_id=keys[department], level=2
            )
        for level in (1, 2):
            keys[f"{department} role {level}"], _changes = staff.add_role(
                department_id=keys[department],
                title=f"{department} role {level}",
                level=level,
                host_ids=[keys[f"{department} {level}"]],
            )
    return keys


def make_programme(database: Database, *, weeks: int = 4, name: str = "Spring", **fields) -> int:
    """Make a programme of whole weeks from 1 March 2027, everybody signed up for two visits."""
    service = ProgrammeService(database)
    last = MONDAY + dt.timedelta(weeks=weeks, days=-3)
    key, _changes = service.create(name=name, from_date=MONDAY, to_date=last, **fields)
    service.sign_up(programme_id=key)
    return key
