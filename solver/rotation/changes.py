"""Changes of a problem that could help: each by its kind, with the parameters a button needs.

Every change only widens: what a plan kept before it still keeps after it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.rotation.problem import Person, Problem, Role


@dataclass(frozen=True, slots=True)
class Change:
    """Something a coordinator could do.

    Attributes
    ----------
    kind
        Name of what is done.
    effort
        How hard it is to get done, from 0: the least is proposed first.
    """

    kind: ClassVar[str] = ""
    effort: ClassVar[int] = 0

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the change made."""
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        """Return kind and parameters as the plan file has them."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Rearrange(Change):
    """Move visits; nothing else changes."""

    kind: ClassVar[str] = "move"
    effort: ClassVar[int] = 0

    def applied(self, problem: Problem) -> Problem:
        """Return the problem as it is."""
        return problem


@dataclass(frozen=True, slots=True)
class FreeHalfDay(Change):
    """Let a person, guest or host, be there in a half-day after all."""

    person: str
    slot: str
    kind: ClassVar[str] = "free"
    effort: ClassVar[int] = 1

    def applied(self, problem: Problem) -> Problem:
        """Take the half-day out of those the person is away."""
        return _with_person(
            problem, self.person, lambda it: replace(it, unavailable=it.unavailable - {self.slot})
        )


@dataclass(frozen=True, slots=True)
class AnotherHost(Change):
    """Let one more person of a department receive guests in some of its roles."""

    department: str
    host: str
    roles: tuple[str, ...]
    kind: ClassVar[str] = "host"
    effort: ClassVar[int] = 2

    def applied(self, problem: Problem) -> Problem:
        """Add the host to the roles."""

        def add(role: Role) -> Role:
            if role.id not in self.roles or self.host in role.hosts:
                return role
            return replace(role, hosts=(*role.hosts, self.host))

        return replace(problem, roles=tuple(map(add, problem.roles)))


@dataclass(frozen=True, slots=True)
class MoreSeats(Change):
    """Let a role have ``seats`` guests at a time."""

    role: str
    seats: int
    kind: ClassVar[str] = "seat"
    effort: ClassVar[int] = 2

    def applied(self, problem: Problem) -> Problem:
        """Raise the capacity of the role."""
        return _with_role(problem, self.role, lambda it: replace(it, capacity=self.seats))


@dataclass(frozen=True, slots=True)
class MoreGuests(Change):
    """Let a host receive ``guests`` at a time, in every role of that host."""

    host: str
    guests: int
    kind: ClassVar[str] = "guests"
    effort: ClassVar[int] = 2

    def applied(self, problem: Problem) -> Problem:
        """Raise the host's capacity where it is lower."""

        def raised(role: Role) -> Role:
            if self.host not in role.hosts or role.host_capacity is None:
                return role
            return replace(role, host_capacity=max(role.host_capacity, self.guests))

        return replace(problem, roles=tuple(map(raised, problem.roles)))


@dataclass(frozen=True, slots=True)
class OpenHalfDay(Change):
    """Open a role in a half-day in which it is closed."""

    role: str
    slot: str
    kind: ClassVar[str] = "open"
    effort: ClassVar[int] = 2

    def applied(self, problem: Problem) -> Problem:
        """Take the half-day out of those the role is closed."""
        return _with_role(
            problem, self.role, lambda it: replace(it, closed=it.closed - {self.slot})
        )


@dataclass(frozen=True, slots=True)
class MoreReception(Change):
    """Let a department receive ``visits`` guests at a time."""

    department: str
    visits: int
    kind: ClassVar[str] = "reception"
    effort: ClassVar[int] = 3

    def applied(self, problem: Problem) -> Problem:
        """Raise the department's reception."""
        return replace(
            problem,
            departments=tuple(
                replace(it, reception_capacity=self.visits) if it.id == self.department else it
                for it in problem.departments
            ),
        )


@dataclass(frozen=True, slots=True)
class OneMoreAway(Change):
    """Let one person more of a department be away at a time.

    ``share`` is the least whole per cent that lets them; it holds for every department.
    """

    department: str
    away: int
    share: float
    kind: ClassVar[str] = "away"
    effort: ClassVar[int] = 3

    def applied(self, problem: Problem) -> Problem:
        """Raise the share of home cover."""
        rule = replace(problem.rules.home_cover, share=self.share)
        return replace(problem, rules=replace(problem.rules, home_cover=rule))


@dataclass(frozen=True, slots=True)
class RelaxRule(Change):
    """Loosen a rule by one step: set ``parameter`` (``on`` to switch it off) to ``value``."""

    rule: str
    parameter: str
    value: int | bool
    kind: ClassVar[str] = "relax"
    effort: ClassVar[int] = 4

    def applied(self, problem: Problem) -> Problem:
        """Set the parameter."""
        name = self.rule.replace("-", "_")
        rule = replace(getattr(problem.rules, name), **{self.parameter: self.value})
        return replace(problem, rules=replace(problem.rules, **{name: rule}))


KINDS: dict[str, type[Change]] = {
    one.kind: one
    for one in (
        Rearrange,
        FreeHalfDay,
        AnotherHost,
        MoreSeats,
        MoreGuests,
        OpenHalfDay,
        MoreReception,
        OneMoreAway,
        RelaxRule,
    )
}


def one_more_away(problem: Problem, department: str) -> OneMoreAway | None:
    """Return the change that lets one person more of a department be away; None if all may be."""
    limit, heads = problem.away_limit(department), problem.headcount(department)
    if limit is None or limit >= heads:
        return None
    # The least whole per cent of the head count that makes one person more.
    per_cent = -(-100 * (limit + 1) // heads)
    return OneMoreAway(department, limit + 1, per_cent / 100)


def _with_person(problem: Problem, person: str, change: Callable[[Person], Person]) -> Problem:
    people = tuple(change(it) if it.id == person else it for it in problem.people)
    return replace(problem, people=people)


def _with_role(problem: Problem, role: str, change: Callable[[Role], Role]) -> Problem:
    roles = tuple(change(it) if it.id == role else it for it in problem.roles)
    return replace(problem, roles=roles)
