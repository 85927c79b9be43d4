"""What a problem rules out whatever is planned: sets of slots, one bit a slot in time order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solver.rotation.problem import Problem

Slots = int
"""A set of slots: bit k stands for the slot at position k."""


class Ground:
    """Sets of slots that never change while visits come and go.

    Attributes
    ----------
    all
        Every slot.
    near
        By position: slots that spacing forbids beside a visit there, the slot itself included.
    week
        By position: slots of the same ISO week.
    away, closed
        By person and by role: slots ruled out by *available*.
    past
        Slots that are frozen.
    promised
        By person and role: frozen slots with a published visit, by host.
    partners, strangers
        By person: those to be together with, and to be kept apart from.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.at = problem.slot_index
        self.all: Slots = (1 << len(problem.slots)) - 1
        rules = problem.rules
        weeks: dict[tuple[int, int], Slots] = defaultdict(int)
        for position, slot in enumerate(problem.slots):
            weeks[slot.week] |= 1 << position
        self.week = [weeks[slot.week] for slot in problem.slots]
        self.near = [self._near(position) for position in range(len(problem.slots))]
        absent = rules.available.on
        self.away = {one.id: self.of(one.unavailable) if absent else 0 for one in problem.people}
        self.closed = {one.id: self.of(one.closed) if absent else 0 for one in problem.roles}
        frozen = rules.frozen.on and problem.frozen_before is not None
        self.past = (
            self.of(slot.id for slot in problem.slots if problem.is_frozen(slot)) if frozen else 0
        )
        self.promised: dict[tuple[str, str], dict[str | None, Slots]] = {}
        for visit in problem.published:
            if self.past >> self.at[visit.slot] & 1:
                hosts = self.promised.setdefault((visit.person, visit.role), {})
                hosts[visit.host] = hosts.get(visit.host, 0) | 1 << self.at[visit.slot]
        self.partners = _linked(problem.together if rules.together.on else ())
        self.strangers = _linked(problem.apart if rules.apart.on else ())
        self._never: dict[tuple[str, str], tuple[str, ...]] = {}

    def _near(self, position: int) -> Slots:
        rule = self.problem.rules.spacing
        if not rule.on or rule.gap_half_days is None:
            return 0
        first = max(0, position - rule.gap_half_days)
        return ((1 << (position + rule.gap_half_days + 1)) - (1 << first)) & self.all

    def of(self, slots: Iterable[str]) -> Slots:
        """Return the set of these slots."""
        found = 0
        for slot in slots:
            found |= 1 << self.at[slot]
        return found

    def positions(self, slots: Slots) -> Iterator[int]:
        """Yield the positions in a set, in time order."""
        while slots:
            lowest = slots & -slots
            yield lowest.bit_length() - 1
            slots ^= lowest

    def ids(self, slots: Slots) -> list[str]:
        """Return the ids in a set, in time order."""
        return [self.problem.slots[position].id for position in self.positions(slots)]

    def never(self, person: str, role: str) -> tuple[str, ...]:
        """Return the rules that keep a person out of a role in every slot, whatever is planned."""
        key = person, role
        if key not in self._never:
            self._never[key] = tuple(self._keep_out(person, role))
        return self._never[key]

    def _keep_out(self, person: str, role: str) -> Iterator[str]:
        rules = self.problem.rules
        guest, visited = self.problem.person[person], self.problem.role[role]
        if rules.other_department.on and visited.department == guest.department:
            yield "other-department"
        if rules.once_per_role.on and role in guest.visited_roles:
            yield "once-per-role"
        window = rules.level_window
        if window.on and guest.level is not None:
            step = visited.level - guest.level
            if (window.below is not None and -step > window.below) or (
                window.above is not None and step > window.above
            ):
                yield "level-window"
        if rules.no_go.on and (
            role in guest.no_go_roles or visited.department in guest.no_go_departments
        ):
            yield "no-go"


def _linked(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one, other in pairs:
        found[one][other] = None
        found[other][one] = None
    return {person: tuple(others) for person, others in found.items()}
