"""A problem as frozen numpy arrays: what the heuristics and the bounds read instead of names.

People, roles, departments, slots and weeks are numbered in the order of the problem. Hosts are
people, so that a host is named by the number of the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from solver.rotation.problem import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.rotation.problem import Problem

IntArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]

UNLIMITED = 1_000_000
"""Stands for no limit; larger than any count of visits."""
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers by owner: those of ``i`` are ``items[starts[i]:starts[i + 1]]``."""

    starts: IntArray
    items: IntArray

    def of(self, owner: int) -> IntArray:
        """Return the list of one owner."""
        return self.items[self.starts[owner] : self.starts[owner + 1]]


@dataclass(frozen=True, slots=True)
class Weighting:
    """Weights of the comfort terms as integers."""

    wishes: int
    repeat_department: int
    seen_before: int
    one_way: int
    host_overload: int
    flat_ladder: int
    crowded_week: int

    @property
    def visit(self) -> int:
        """More than one visit can cost."""
        cost = 4 * self.wishes + self.repeat_department + self.seen_before + 2 * self.one_way
        return cost + self.host_overload + 2 * self.flat_ladder + self.crowded_week + 1


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """One problem in numbers.

    Attributes
    ----------
    target, most
        Visits wanted by a person, and visits allowed (``UNLIMITED`` when the rule is off).
    cost
        Comfort of a visit of the person in the role that depends on nothing else: wishes and
        departments seen before.
    allowed
        Whether the person may take the role at all: other department, no-go, level window,
        roles visited before.
    open
        By slot and role: neither closed nor before ``frozen_before``.
    busy
        By slot and person: unavailable.
    host_capacity
        By person: visitors in one slot, the smallest over all roles of that host.
    away
        By department: guests away at once.
    fixed
        Pins and the frozen part of the published plan: rows of person, role, slot, host or −1.
    group
        By person: number of the set of people who visit together, or −1.
    """

    problem: Problem
    slot_week: IntArray
    weeks: int
    department: IntArray
    target: IntArray
    most: IntArray
    cost: IntArray
    allowed: BoolArray
    busy: BoolArray
    role_department: IntArray
    role_level: IntArray
    role_capacity: IntArray
    hosts: Lists
    host_roles: Lists
    host_capacity: IntArray
    open: BoolArray
    reception: IntArray
    away: IntArray
    host_per_week: int
    visits_per_week: int
    gap: int
    ladder: int
    once_per_role: bool
    once_per_department: bool
    one_place: bool
    host_of_role: bool
    pairs: IntArray
    one_way: BoolArray
    fair_hosting: int
    fair_week: int
    weighting: Weighting
    published: IntArray
    fixed: IntArray
    apart: Lists
    group: IntArray
    members: Lists
    frozen_slots: int
    changes_first: bool

    def visits(self, rows: NDArray[Any]) -> tuple[Visit, ...]:
        """Return rows of person, role, slot, host as visits, sorted."""
        people, roles, slots = self.problem.people, self.problem.roles, self.problem.slots
        return tuple(
            sorted(
                Visit(people[p].id, roles[r].id, slots[t].id, people[h].id)
                for p, r, t, h in rows.tolist()
            )
        )

    def rows(self, visits: Iterable[Visit]) -> IntArray:
        """Return visits as rows of person, role, slot, host or −1."""
        person = {one.id: i for i, one in enumerate(self.problem.people)}
        role = {one.id: i for i, one in enumerate(self.problem.roles)}
        slot = {one.id: i for i, one in enumerate(self.problem.slots)}
        rows = [
            (person[v.person], role[v.role], slot[v.slot], -1 if v.host is None else person[v.host])
            for v in visits
        ]
        return np.array(sorted(rows), np.int32).reshape(-1, 4)


def compile_problem(problem: Problem) -> Arrays:
    """Turn a problem into arrays; takes about 0.3 s for 5,000 people and 300 roles."""
    rules, weights = problem.rules, problem.weights
    people, roles, departments = problem.people, problem.roles, problem.departments
    person = {one.id: i for i, one in enumerate(people)}
    role = {one.id: i for i, one in enumerate(roles)}
    dept = {one.id: i for i, one in enumerate(departments)}
    slot = {one.id: i for i, one in enumerate(problem.slots)}
    week = {one: i for i, one in enumerate(dict.fromkeys(s.week for s in problem.slots))}
    department = _ints(dept[one.department] for one in people)
    role_department = _ints(dept[one.department] for one in roles)
    role_level = _ints(one.level for one in roles)
    frozen = sum(problem.is_frozen(one) for one in problem.slots) if rules.frozen.on else 0

    busy = np.zeros((len(slot), len(people)), np.bool_)
    opened = np.ones((len(slot), len(roles)), np.bool_)
    if rules.available.on:
        for i, one in enumerate(people):
            busy[[slot[s] for s in one.unavailable], i] = True
        for i, kind in enumerate(roles):
            opened[[slot[s] for s in kind.closed], i] = False
    opened[:frozen] = False

    hosts, host_capacity = _hosts(problem, person)
    host_roles = _lists(
        len(people), [(h, r) for r in range(len(roles)) for h in hosts.of(r).tolist()]
    )
    target = _ints(one.target_visits for one in people)
    group, members = _groups(problem, person)
    apart = [(person[a], person[b]) for a, b in problem.apart] if rules.apart.on else []
    pairs = [
        (dept[one.from_department], dept[one.to_department], one.minimum, one.weight)
        for one in problem.pairs
    ]
    one_way = np.zeros((len(dept), len(dept)), np.bool_)
    for a, b, _, _ in pairs:
        one_way[a, b] = one_way[b, a] = a != b
    row_of = {"person": person, "role": role, "slot": slot}
    published = _visit_rows(problem.published, row_of)
    pinned = _visit_rows(problem.pins if rules.pin.on else (), row_of)
    weeks = len(week)
    return Arrays(
        problem=problem,
        slot_week=_ints(week[s.week] for s in problem.slots),
        weeks=weeks,
        department=department,
        target=target,
        most=target if rules.target.on else np.full(len(people), UNLIMITED, np.int32),
        cost=_costs(problem, role, dept, role_department),
        allowed=_allowed(problem, role, dept, role_department),
        busy=busy,
        role_department=role_department,
        role_level=role_level,
        role_capacity=_limits((one.capacity for one in roles), on=rules.role_capacity.on),
        hosts=hosts,
        host_roles=host_roles,
        host_capacity=host_capacity,
        open=opened,
        reception=_limits(
            (one.reception_capacity for one in departments), on=rules.department_capacity.on
        ),
        away=_limits((problem.away_limit(one.id) for one in departments), on=True),
        host_per_week=_limit(rules.host_load.per_week, on=rules.host_load.on),
        visits_per_week=_limit(rules.spacing.visits_per_week, on=rules.spacing.on),
        gap=min(rules.spacing.gap_half_days or 0, len(slot)) if rules.spacing.on else 0,
        ladder=(2 if rules.ladder.strict else 1) if rules.ladder.on else 0,
        once_per_role=rules.once_per_role.on,
        once_per_department=rules.once_per_department.on,
        one_place=rules.one_place.on,
        host_of_role=rules.host_of_role.on,
        pairs=np.array(pairs, np.int32).reshape(-1, 4),
        one_way=one_way,
        fair_hosting=_limit(problem.fair_hosting_value(), on=True),
        fair_week=-(-int(target.sum()) // max(1, weeks)),
        weighting=Weighting(
            **{name: int(getattr(weights, name)) for name in Weighting.__dataclass_fields__}
        ),
        published=published,
        fixed=_fixed(published, pinned, frozen),
        apart=_lists(len(people), apart + [(b, a) for a, b in apart]),
        group=group,
        members=members,
        frozen_slots=frozen,
        changes_first=problem.keep_published_first,
    )


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, np.int32)


def _limit(value: int | None, *, on: bool) -> int:
    return UNLIMITED if value is None or not on else min(value, UNLIMITED)


def _limits(values: Iterable[int | None], *, on: bool) -> IntArray:
    return _ints(_limit(value, on=on) for value in values)


def _lists(owners: int, entries: Sequence[tuple[int, int]]) -> Lists:
    table = np.array(sorted(entries), np.int32).reshape(-1, 2)
    starts = np.zeros(owners + 1, np.int32)
    np.cumsum(np.bincount(table[:, 0], minlength=owners), out=starts[1:])
    return Lists(starts, np.ascontiguousarray(table[:, 1]))


def _hosts(problem: Problem, person: dict[str, int]) -> tuple[Lists, IntArray]:
    """Who may receive by role, and how many visitors each may have in one slot."""
    entries = [
        (i, person[name])
        for i, role in enumerate(problem.roles)
        for name in problem.receivers(role.id)
    ]
    limited = problem.rules.role_capacity.on
    capacity = _limits((problem.host_limit.get(one.id) for one in problem.people), on=limited)
    return _lists(len(problem.roles), entries), capacity


def _costs(
    problem: Problem, role: dict[str, int], dept: dict[str, int], role_department: IntArray
) -> IntArray:
    wishes, seen = int(problem.weights.wishes), int(problem.weights.seen_before)
    cost = np.full((len(problem.people), len(role)), 2 * wishes, np.int32)
    for i, one in enumerate(problem.people):
        row = cost[i]
        for name, wish in one.department_wishes.items():
            row[role_department == dept[name]] = wishes * (2 - wish)
        for name, wish in one.role_wishes.items():
            row[role[name]] = wishes * (2 - wish)
        for name in one.visited_departments:
            row[role_department == dept[name]] += seen
    return cost


def _allowed(
    problem: Problem, role: dict[str, int], dept: dict[str, int], role_department: IntArray
) -> BoolArray:
    rules = problem.rules
    role_level = _ints(one.level for one in problem.roles)
    allowed = np.ones((len(problem.people), len(role)), np.bool_)
    for i, one in enumerate(problem.people):
        row = allowed[i]
        if rules.other_department.on:
            row[role_department == dept[one.department]] = False
        if rules.no_go.on:
            row[[role[name] for name in one.no_go_roles]] = False
            for name in one.no_go_departments:
                row[role_department == dept[name]] = False
        if rules.once_per_role.on:
            row[[role[name] for name in one.visited_roles]] = False
        if rules.level_window.on and one.level is not None:
            row &= role_level >= one.level - _limit(rules.level_window.below, on=True)
            row &= role_level <= one.level + _limit(rules.level_window.above, on=True)
    return allowed


def _groups(problem: Problem, person: dict[str, int]) -> tuple[IntArray, Lists]:
    """Find the sets of people who visit together: the pairs and what follows from them."""
    leader = list(range(len(problem.people)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for a, b in problem.together if problem.rules.together.on else ():
        leader[find(person[a])] = find(person[b])
    roots = [find(i) for i in range(len(leader))]
    sets: dict[int, list[int]] = {}
    for i, root in enumerate(roots):
        sets.setdefault(root, []).append(i)
    several = [one for one in sets.values() if len(one) > 1]
    group = np.full(len(leader), -1, np.int32)
    for number, one in enumerate(several):
        group[one] = number
    return group, _lists(len(several), [(g, i) for g, one in enumerate(several) for i in one])


def _visit_rows(visits: Iterable[Visit], row_of: dict[str, dict[str, int]]) -> IntArray:
    person, role, slot = row_of["person"], row_of["role"], row_of["slot"]
    rows = [
        (person[v.person], role[v.role], slot[v.slot], -1 if v.host is None else person[v.host])
        for v in visits
    ]
    return np.array(sorted(rows), np.int32).reshape(-1, 4)


def _fixed(published: IntArray, pinned: IntArray, frozen: int) -> IntArray:
    """Visits that every plan holds; a pin with a host names the visit before one without."""
    rows: dict[tuple[int, int, int], int] = {}
    for p, r, t, h in [*published[published[:, 2] < frozen].tolist(), *pinned.tolist()]:
        known = rows.get((p, r, t), -1)
        rows[p, r, t] = h if known < 0 else known
    return np.array([(*key, h) for key, h in sorted(rows.items())], np.int32).reshape(-1, 4)


def week_ranges(slot_week: IntArray) -> IntArray:
    """Return the first slot of each week, and the number of slots at the end."""
    starts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(slot_week.tolist())) if a != b)]
    return _ints([*starts, len(slot_week)])
