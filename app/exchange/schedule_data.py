"""A plan as its workbook shows it: frozen lines, filled by services, in the order to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

PlanState = Literal["draft", "published", "superseded"]


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """A department; ``hue`` 0–359 is its colour."""

    id: int
    name: str
    short_name: str
    hue: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A guest, a host or both; ``target`` is None for those who did not sign up."""

    id: int
    name: str
    department_id: int
    number: str | None = None
    job_title: str | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role; ``capacity`` None is no limit."""

    id: int
    department_id: int
    title: str
    level: int
    capacity: int | None
    meeting_place: str = ""
    what_you_do: str = ""
    what_to_bring: str = ""


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A half-day of the calendar, open for visits or closed by a holiday."""

    date: date
    half: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A guest in a role in a half-day; ``code`` names it once it was published."""

    id: int
    person_id: int
    role_id: int
    date: date
    half: str
    host_id: int | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A priority pair and the visits wanted of it."""

    from_department_id: int
    to_department_id: int
    minimum: int


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier of the score; ``bound`` None if nothing is proven."""

    name: str
    value: int
    bound: int | None


@dataclass(frozen=True)
class ScheduleData:
    """Everything that the schedule workbook says.

    Attributes
    ----------
    people
        Everybody who signed up, visits or receives.
    findings
        What the check found, as sentences in the workbook's language; empty if all rules hold.
    reasons
        Sentences why visits are missing, by person.
    """

    programme: str
    first_day: date
    last_day: date
    number: int
    state: PlanState
    made_at: datetime
    written_on: date
    departments: tuple[DepartmentLine, ...]
    people: tuple[PersonLine, ...]
    roles: tuple[RoleLine, ...]
    slots: tuple[SlotLine, ...]
    visits: tuple[VisitLine, ...]
    pairs: tuple[PairLine, ...] = ()
    tiers: tuple[TierLine, ...] = ()
    findings: tuple[str, ...] = ()
    reasons: tuple[tuple[int, str], ...] = ()

    @cached_property
    def department(self) -> dict[int, DepartmentLine]:
        """Departments by id."""
        return {line.id: line for line in self.departments}

    @cached_property
    def person(self) -> dict[int, PersonLine]:
        """People by id."""
        return {line.id: line for line in self.people}

    @cached_property
    def role(self) -> dict[int, RoleLine]:
        """Roles by id."""
        return {line.id: line for line in self.roles}

    @cached_property
    def visits_of(self) -> dict[int, list[VisitLine]]:
        """Visits of each person as a guest, in time order."""
        found: dict[int, list[VisitLine]] = {line.id: [] for line in self.people}
        for visit in sorted(self.visits, key=when):
            found[visit.person_id].append(visit)
        return found

    @cached_property
    def guests(self) -> list[PersonLine]:
        """Everybody who signed up or visits."""
        return [p for p in self.people if p.target is not None or self.visits_of[p.id]]

    @cached_property
    def missing(self) -> dict[int, int]:
        """Visits that people lack, by person, without those who lack none."""
        lacks = {p.id: (p.target or 0) - len(self.visits_of[p.id]) for p in self.people}
        return {person: count for person, count in lacks.items() if count > 0}

    @cached_property
    def between(self) -> dict[tuple[int, int], int]:
        """Number of visits from the first department into the second."""
        counts: dict[tuple[int, int], int] = {}
        for visit in self.visits:
            key = (
                self.person[visit.person_id].department_id,
                self.role[visit.role_id].department_id,
            )
            counts[key] = counts.get(key, 0) + 1
        return counts


def when(visit: VisitLine) -> tuple[date, str]:
    """Return the key that puts visits in time order; "am" sorts before "pm"."""
    return visit.date, visit.half
