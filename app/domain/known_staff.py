"""The staff as the database holds it now, against which a list is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    """A department; fields named as in lists."""

    id: int
    department: str
    short_name: str
    location: str
    what_we_do: str
    whom_we_serve: str
    how_measured: str
    what_we_refuse: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person; fields named as in lists.

    Attributes
    ----------
    level_by_hand
        Somebody has set the level; no import changes it.
    """

    id: int
    employee_id: str | None
    name: str
    email: str | None
    department_id: int
    department: str
    job_title: str
    level: int | None
    level_by_hand: bool
    manager: str
    hire_date: dt.date | None
    active: bool


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role; ``proposed`` as long as nobody has changed what an import proposed."""

    id: int
    department_id: int
    title: str
    level: int
    proposed: bool
    hosts: frozenset[int]


@dataclass(frozen=True, slots=True)
class KnownStaff:
    """Everybody and everything that a list is compared with."""

    departments: tuple[KnownDepartment, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    roles: tuple[KnownRole, ...] = ()
