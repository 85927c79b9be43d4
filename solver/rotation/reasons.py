"""Why a visit is missing: every place a person could take, counted under each rule against it.

A *candidate* is a role and a slot of the programme, whatever department the role is of. It is
counted under every rule that rules out one visit more of the person there, beside the rest of the
plan. Rules of hosts rule it out only if no host of the role may receive; then it is counted under
every rule that keeps one of them from it. A role without hosts is counted under *host-of-role*.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from solver.check.board import Board
    from solver.check.ground import Slots


@dataclass(frozen=True, slots=True)
class Reasons:
    """Counts of candidates; they add up.

    ``candidates = free + Σ alone + several``, and ``Σ blocked`` counts each candidate once for
    every rule against it, so that ``blocked[rule] ≥ alone[rule]``.

    Attributes
    ----------
    count
        Visits missing.
    roles
        Roles that no rule keeps from the person in every slot and whatever is planned.
    candidates
        Roles × slots of the programme.
    free
        Candidates that nothing rules out.
    blocked
        Candidates that a rule rules out, by rule, the most first.
    alone
        Candidates that this rule alone rules out: they would be free without it (without
        *host-of-role*, if a colleague in the department is free).
    """

    person: str
    count: int
    roles: int
    candidates: int
    free: int
    blocked: dict[str, int] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)

    @property
    def several(self) -> int:
        """Candidates that two rules or more rule out."""
        return self.candidates - self.free - sum(self.alone.values())


@dataclass(frozen=True, slots=True)
class Against:
    """What is against one visit more of a person in a role: slots by rule.

    ``guest`` holds whoever receives; ``hosts`` only has slots in which no host may receive.
    """

    guest: dict[str, Slots]
    hosts: dict[str, Slots]

    def by_rule(self) -> dict[str, Slots]:
        """Return the slots that each rule rules out."""
        found = dict(self.guest)
        for rule, slots in self.hosts.items():
            found[rule] = found.get(rule, 0) | slots
        return found


def against(board: Board, person: str, role: str) -> Against:
    """Return what rules out one visit more of the person in the role."""
    nothing = board.ground.all
    hosts = board.problem.receivers(role)
    if not hosts:
        return Against(board.ruled_out(person, role), {"host-of-role": nothing})
    each, nobody = [], nothing
    for host in hosts:
        found = board.host_ruled_out(person, role, host)
        closed = 0
        for slots in found.values():
            closed |= slots
        nobody &= closed
        if not nobody:
            break
        each.append(found)
    by_rule: dict[str, Slots] = {}
    if nobody:
        for found in each:
            for rule, slots in found.items():
                by_rule[rule] = by_rule.get(rule, 0) | slots & nobody
    return Against(board.ruled_out(person, role), {k: v for k, v in by_rule.items() if v})


def counted(board: Board, person: str, roles: Collection[str] | None = None) -> Reasons:
    """Count the candidates of a person, in all roles or in some."""
    among = [it for it in board.problem.roles if roles is None or it.id in roles]
    blocked: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    free = 0
    for role in among:
        found = against(board, person, role.id).by_rule()
        once, twice = overlap(found.values())
        for rule, slots in found.items():
            blocked[rule] += slots.bit_count()
            alone[rule] += (slots & ~twice).bit_count()
        free += (board.ground.all & ~once).bit_count()
    return Reasons(
        person=person,
        count=board.lacking(person),
        roles=sum(not board.ground.never(person, role.id) for role in among),
        candidates=len(among) * len(board.problem.slots),
        free=free,
        blocked=_ranked(blocked),
        alone=_ranked(alone),
    )


def overlap(sets: Iterable[Slots]) -> tuple[Slots, Slots]:
    """Return the slots that are in some of the sets, and those in two of them or more."""
    once = twice = 0
    for slots in sets:
        twice |= once & slots
        once |= slots
    return once, twice


def _ranked(counts: Counter[str]) -> dict[str, int]:
    found = [(rule, count) for rule, count in counts.items() if count]
    return dict(sorted(found, key=lambda entry: (-entry[1], entry[0])))
