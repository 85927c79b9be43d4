"""The solver's whole input: frozen, self-checking, the same as the problem file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from solver.rotation.faults import Fault, ProblemError

Half = Literal["am", "pm"]
Week = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day slot. The order of ``Problem.slots`` is time order."""

    id: str
    date: dt.date
    half: Half

    @property
    def week(self) -> Week:
        """ISO year and week of the date."""
        year, week, _ = self.date.isocalendar()
        return year, week

    @property
    def moment(self) -> tuple[dt.date, int]:
        """Sort key in time."""
        return self.date, int(self.half == "pm")


@dataclass(frozen=True, slots=True)
class Department:
    """A department; ``headcount`` None counts people, ``reception_capacity`` None is no limit."""

    id: str
    name: str = ""
    headcount: int | None = None
    reception_capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a department that a guest can fill for a half-day.

    Attributes
    ----------
    level
        Step of the ladder, 1 junior assistant … 5 head of department.
    capacity, host_capacity
        Guests in one slot, in the role and with one host; None is no limit, 0 is none.
    hosts
        Ids of people of the same department who may receive.
    closed
        Ids of slots in which the role receives nobody.
    """

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

    def wish(self, role: Role) -> int:
        """Return the wish for the role, else for its department, else 0."""
        wished = self.role_wishes.get(role.id)
        return self.department_wishes.get(role.department, 0) if wished is None else wished


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


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule without parameters."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class HomeCover:
    """At most max(1, floor(share × headcount)) guests away in a slot; share None is no limit."""

    on: bool = True
    share: float | None = 0.2


@dataclass(frozen=True, slots=True)
class OncePerDepartment:
    """No department twice within this problem; off unless asked for."""

    on: bool = False


@dataclass(frozen=True, slots=True)
class Spacing:
    """Visits a week, and half-days that must lie between two visits; None is no limit."""

    on: bool = True
    visits_per_week: int | None = 1
    gap_half_days: int | None = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """A later visit has no lower level, a strictly higher one if ``strict``."""

    on: bool = True
    strict: bool = False


@dataclass(frozen=True, slots=True)
class LevelWindow:
    """Role levels from own level − ``below`` to own level + ``above``; None is no limit."""

    on: bool = False
    below: int | None = 2
    above: int | None = 2


@dataclass(frozen=True, slots=True)
class HostLoad:
    """Visits that a host receives in one week; None is no limit."""

    on: bool = True
    per_week: int | None = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """Every hard rule by its name; each can be switched off."""

    other_department: Switch = Switch()
    target: Switch = Switch()
    one_place: Switch = Switch()
    available: Switch = Switch()
    host_of_role: Switch = Switch()
    role_capacity: Switch = Switch()
    department_capacity: Switch = Switch()
    home_cover: HomeCover = HomeCover()
    once_per_role: Switch = Switch()
    once_per_department: OncePerDepartment = OncePerDepartment()
    spacing: Spacing = Spacing()
    ladder: Ladder = Ladder()
    level_window: LevelWindow = LevelWindow()
    no_go: Switch = Switch()
    together: Switch = Switch()
    apart: Switch = Switch()
    host_load: HostLoad = HostLoad()
    pin: Switch = Switch()
    frozen: Switch = Switch()


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the comfort terms, whole numbers from 0."""

    wishes: int = 3
    repeat_department: int = 2
    seen_before: int = 2
    one_way: int = 2
    host_overload: int = 1
    flat_ladder: int = 1
    crowded_week: int = 1


@dataclass(frozen=True)
class Problem:
    """A rotation problem; it refuses to be wrong.

    Parameters
    ----------
    slots
        Half-days in time order.
    together, apart
        Pairs of ids of people.
    fair_hosting
        Visits a host receives before overload counts; None counts Σ targets ÷ hosts, rounded up.
    pins, published
        Visits that must be in the plan, and those promised by the published plan.
    frozen_before
        Before this date or slot the plan equals ``published``; None freezes nothing.
    keep_published_first
        Put the tier of changes right behind ``worst_missing``.

    Raises
    ------
    ProblemError
        With every wrong reference and value at once.
    """

    slots: tuple[Slot, ...]
    departments: tuple[Department, ...]
    roles: tuple[Role, ...]
    people: tuple[Person, ...]
    pairs: tuple[Pair, ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    rules: Rules = Rules()
    weights: Weights = Weights()
    fair_hosting: int | None = None
    pins: tuple[Visit, ...] = ()
    published: tuple[Visit, ...] = ()
    frozen_before: str | None = None
    keep_published_first: bool = False

    def __post_init__(self) -> None:
        from solver.rotation.references import faults_of  # noqa: PLC0415 - it needs this module

        faults: list[Fault] = faults_of(self)
        if faults:
            raise ProblemError(faults)

    @cached_property
    def slot_index(self) -> dict[str, int]:
        """Position of a slot in time, by id."""
        return {slot.id: index for index, slot in enumerate(self.slots)}

    @cached_property
    def slot(self) -> dict[str, Slot]:
        """Slots by id."""
        return {slot.id: slot for slot in self.slots}

    @cached_property
    def department(self) -> dict[str, Department]:
        """Departments by id."""
        return {department.id: department for department in self.departments}

    @cached_property
    def role(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """ISO weeks that have a slot, in time order."""
        return tuple(dict.fromkeys(slot.week for slot in self.slots))

    @cached_property
    def week_of(self) -> dict[str, Week]:
        """ISO week of a slot, by id."""
        return {slot.id: slot.week for slot in self.slots}

    @cached_property
    def total_target(self) -> int:
        """Σ of the visits wanted by all people."""
        return sum(person.target_visits for person in self.people)

    @cached_property
    def _staff(self) -> dict[str, tuple[str, ...]]:
        staff: dict[str, list[str]] = {department: [] for department in self.department}
        for person in self.people:
            staff[person.department].append(person.id)
        return {department: tuple(members) for department, members in staff.items()}

    @cached_property
    def host_limit(self) -> dict[str, int | None]:
        """Guests of one host in one slot: the smallest ``host_capacity`` over the host's roles."""
        limits: dict[str, int | None] = {}
        for role in self.roles:
            for host in role.hosts:
                known = limits.get(host)
                if role.host_capacity is None:
                    limits.setdefault(host, None)
                elif known is None or role.host_capacity < known:
                    limits[host] = role.host_capacity
        return limits

    def receivers(self, role: str) -> tuple[str, ...]:
        """Return who may receive in a role: its hosts, or all colleagues if that rule is off."""
        given = self.role[role]
        return given.hosts if self.rules.host_of_role.on else self._staff[given.department]

    def headcount(self, department: str) -> int:
        """Return the headcount given, else the number of people listed."""
        given = self.department[department].headcount
        return len(self._staff[department]) if given is None else given

    def away_limit(self, department: str) -> int | None:
        """Return how many guests may be away in a slot under home-cover; None is no limit."""
        rule = self.rules.home_cover
        if not rule.on or rule.share is None:
            return None
        # 0.29 × 100 is 28.999… in floating point; the share means its decimal digits.
        return max(1, int(Fraction(str(rule.share)) * self.headcount(department)))

    def fair_hosting_value(self) -> int | None:
        """Return visits a host receives before overload counts; None if nobody hosts."""
        if self.fair_hosting is not None:
            return self.fair_hosting
        hosts = len(self.host_limit)
        return -(-self.total_target // hosts) if hosts else None

    def is_frozen(self, slot: Slot) -> bool:
        """Tell whether ``slot`` lies before ``frozen_before``."""
        if self.frozen_before is None:
            return False
        if self.frozen_before in self.slot_index:
            return self.slot_index[slot.id] < self.slot_index[self.frozen_before]
        return slot.date < dt.date.fromisoformat(self.frozen_before)

    @classmethod
    def from_json(cls, text: str) -> Problem:
        """Read a problem file.

        Raises
        ------
        ProblemError
            With every fault of the file at once.
        """
        from solver.rotation.problem_file import read_problem  # noqa: PLC0415 - it needs this module

        return read_problem(text)

    @classmethod
    def from_dict(cls, document: Any) -> Problem:
        """Read a problem from the parsed document of a problem file."""
        from solver.rotation.problem_file import problem_of  # noqa: PLC0415

        return problem_of(document)

    def to_dict(self) -> dict[str, Any]:
        """Return the document of the problem file."""
        from solver.rotation.problem_file import document_of  # noqa: PLC0415

        return document_of(self)

    def to_json(self) -> str:
        """Return the text of the problem file."""
        from solver.rotation.problem_file import write_problem  # noqa: PLC0415

        return write_problem(self)
