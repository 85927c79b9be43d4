"""The solver's whole input: frozen, self-checking, the same as the problem file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Half = Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day slot. The order of ``Problem.slots`` is time order."""

    id: str
    date: date
    half: Half

    @property
    def week(self) -> tuple[int, int]:
        """ISO year and week of the date."""
        return self.date.isocalendar()[:2]


@dataclass(frozen=True, slots=True)
class Department:
    """A department; ``headcount`` None counts the people listed, ``reception_capacity`` None is no limit."""

    id: str
    name: str = ""
    headcount: int | None = None
    reception_capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a department that a guest can fill for a half-day; ``level`` is 1–5."""

    id: str
    department: str
    title: str = ""
    level: int = 1
    capacity: int | None = 1
    hosts: tuple[str, ...] = ()
    host_capacity: int | None = 1
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """A person: possible guest, possible host. Wishes are −2..+2 by department and by role."""

    id: str
    department: str
    level: int | None = None
    target_visits: int = 0
    unavailable: frozenset[str] = frozenset()
    department_wishes: dict[str, int] = field(default_factory=dict)
    role_wishes: dict[str, int] = field(default_factory=dict)
    no_go_departments: frozenset[str] = frozenset()
    no_go_roles: frozenset[str] = frozenset()
    visited_departments: frozenset[str] = frozenset()
    visited_roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A priority pair: at least ``minimum`` visits from one department into another."""

    from_department: str
    to_department: str
    minimum: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A guest in a role in a slot, received by a host; only a pin may leave the host open."""

    person: str
    role: str
    slot: str
    host: str | None
