"""The variables of the model, behind questions: rules ask for sums and never index.

Two families say everything. ``x`` is 1 if a person is a guest in a role in a slot; it exists only
where the rules leave the visit possible. ``q`` counts the guests a host receives in a role in a
slot. Which host receives which guest of the same role and slot changes nothing, except for visits
that name their host (pins, published visits): those have a variable of their own, ``kept``.
Guests and hosts of a role and slot are equally many, and the visits kept with a host are no more
than the host receives there; so a full assignment of hosts can always be read off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.problem import Visit
from solver.rotation.rows import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows

    Ints = NDArray[np.int64]


class Grouping:
    """Positions of variables that share a key, found without a search."""

    def __init__(self, keys: NDArray[np.int32] | Ints, size: int) -> None:
        self._order = np.argsort(keys, kind="stable").astype(np.int64)
        self._starts = np.searchsorted(keys[self._order], np.arange(size + 1))

    def __getitem__(self, key: int) -> Ints:
        return self._order[self._starts[key] : self._starts[key + 1]]


class Variables:
    """All variables of a problem.

    Parameters
    ----------
    problem
        What is to be planned.
    rows
        Where the variables are made.
    grid
        Which visits the rules leave possible.
    """

    def __init__(self, problem: Problem, rows: Rows, grid: Grid) -> None:
        self.problem = problem
        self.grid = grid
        self._rows = rows
        self.persons, self.slots, self.roles = grid.triples()
        self.count = len(self.persons)
        rows.booleans(self.count)
        week_number = {week: index for index, week in enumerate(problem.weeks)}
        self._week_number = week_number
        self._week = np.array([week_number[s.week] for s in problem.slots], np.int32)
        self._size = (len(problem.people), len(problem.slots), len(problem.roles))
        self._departments = len(problem.departments)
        self._level = np.array([role.level for role in problem.roles], np.int32)
        self._groupings: dict[str, Grouping] = {}
        self._make_hosts()
        self._kept: dict[Visit, int] | None = None
        self._presence: dict[tuple[int, int, int], Sum] = {}

    @property
    def one_at_a_time(self) -> bool:
        """Tell whether the rules leave each person one visit a slot at most."""
        rules = self.problem.rules
        return rules.one_place.on or (rules.spacing.on and rules.spacing.gap_half_days is not None)

    def _make_hosts(self) -> None:
        """Make a counter for each host in each role and slot that may have guests."""
        people, slots, roles = self._size
        guests = np.bincount(
            self.roles.astype(np.int64) * slots + self.slots, minlength=roles * slots
        )
        triples = []
        for role in range(roles):
            wanted = guests[role * slots : (role + 1) * slots] > 0
            for host in np.nonzero(self.grid.hosts[role])[0].tolist():
                free = np.nonzero(self.grid.host_free[host] & wanted)[0].tolist()
                triples += [(host, role, slot) for slot in free]
        uppers = []
        problem = self.problem
        limited = problem.rules.role_capacity.on
        for host, role, slot in triples:
            limits = [int(guests[role * slots + slot])]
            if limited:
                of_host = problem.host_limit.get(problem.people[host].id)
                limits += [c for c in (problem.roles[role].capacity, of_host) if c is not None]
            uppers.append(min(limits))
        self._host_uppers = np.array(uppers, np.int64)
        self._first_host = self._rows.count
        self._rows.integers(uppers)
        table = np.array(triples, np.int64).reshape(-1, 3)
        self.host_of, self.host_role, self.host_slot = table[:, 0], table[:, 1], table[:, 2]
        self._host_key = {triple: self._first_host + k for k, triple in enumerate(triples)}
        pair = self.host_role * slots + self.host_slot
        by_pair = Grouping(pair, roles * slots)
        guest_pairs = self._group("role slot")
        for key in np.nonzero(guests)[0].tolist():
            self._rows.add(
                Sum(guest_pairs[key]) - Sum(by_pair[key] + self._first_host), least=0, most=0
            )
        weeks = len(self.problem.weeks)
        self._received = {
            "slot": Grouping(self.host_of * slots + self.host_slot, people * slots),
            "week": Grouping(self.host_of * weeks + self._week[self.host_slot], people * weeks),
            "all": Grouping(self.host_of, people),
        }

    def _group(self, name: str) -> Grouping:
        """Group the visits by a key, on first use."""
        if name not in self._groupings:
            people, slots, roles = self._size
            parts = {
                "person": (self.persons, people),
                "home": (self.grid.home[self.persons], self._departments),
                "slot": (self.slots, slots),
                "week": (self._week[self.slots], len(self.problem.weeks)),
                "role": (self.roles, roles),
                "department": (self.grid.into[self.roles], self._departments),
            }
            keys, size = np.zeros(self.count, np.int64), 1
            for part in name.split():
                values, length = parts[part]
                keys, size = keys * length + values, size * length
            self._groupings[name] = Grouping(keys, size)
        return self._groupings[name]

    # Questions about guests

    def visits(self, person: str, role: str, slot: str) -> Sum:
        """Return 1 for the person being a guest in the role in the slot."""
        grid, (_, slots, _) = self.grid, self._size
        found = self._group("person slot")[grid.person[person] * slots + grid.slot[slot]]
        return Sum(found[self.roles[found] == grid.role[role]])

    def of(self, person: str) -> Sum:
        """All visits of a person."""
        return Sum(self._group("person")[self.grid.person[person]])

    def guest(self, person: str, slot: str) -> Sum:
        """Visits of a person in a slot."""
        key = self.grid.person[person] * self._size[1] + self.grid.slot[slot]
        return Sum(self._group("person slot")[key])

    def in_week(self, person: str, week: tuple[int, int]) -> Sum:
        """Visits of a person in a week."""
        key = self.grid.person[person] * len(self._week_number) + self._week_number[week]
        return Sum(self._group("person week")[key])

    def in_role(self, person: str, role: str) -> Sum:
        """Visits of a person in a role."""
        key = self.grid.person[person] * self._size[2] + self.grid.role[role]
        return Sum(self._group("person role")[key])

    def into(self, person: str, department: str) -> Sum:
        """Visits of a person into a department."""
        key = self.grid.person[person] * self._departments + self.grid.department[department]
        return Sum(self._group("person department")[key])

    def meets(self, person: str, department: str, slot: str) -> Sum:
        """Return 1 for the person being a guest in the department in the slot, 0 for not."""
        guest, grid = self.guest(person, slot), self.grid
        inside = guest.variables[
            grid.into[self.roles[guest.variables]] == grid.department[department]
        ]
        if self.one_at_a_time:
            return Sum(inside)
        key = (grid.person[person], grid.department[department], grid.slot[slot])
        if key not in self._presence:
            self._presence[key] = self._rows.presence(Sum(inside))
        return self._presence[key]

    def guests(self, role: str, slot: str) -> Sum:
        """Visits into a role in a slot."""
        key = self.grid.role[role] * self._size[1] + self.grid.slot[slot]
        return Sum(self._group("role slot")[key])

    def received_in(self, department: str, slot: str) -> Sum:
        """Visits into a department in a slot."""
        key = self.grid.department[department] * self._size[1] + self.grid.slot[slot]
        return Sum(self._group("department slot")[key])

    def away(self, department: str, slot: str) -> Sum:
        """How many people of a department are guests in a slot."""
        if self.one_at_a_time:
            key = self.grid.department[department] * self._size[1] + self.grid.slot[slot]
            return Sum(self._group("home slot")[key])
        guests = []
        for person in self.problem.people:
            if person.department == department:
                where = (self.grid.person[person.id], -1, self.grid.slot[slot])
                if where not in self._presence:
                    self._presence[where] = self._rows.presence(self.guest(person.id, slot))
                guests.append(self._presence[where])
        return Sum.total(guests)

    def between(self, home: str, department: str) -> Sum:
        """Visits from one department into another."""
        grid = self.grid
        key = grid.department[home] * self._departments + grid.department[department]
        return Sum(self._group("home department")[key])

    def all_in_week(self, week: tuple[int, int]) -> Sum:
        """All visits of a week."""
        return Sum(self._group("week")[self._week_number[week]])

    def all(self) -> Sum:
        """All visits."""
        return Sum(np.arange(self.count, dtype=np.int64))

    def level_of(self, total: Sum) -> NDArray[np.int32]:
        """Levels of the roles behind a sum of visits."""
        return self._level[self.roles[total.variables]]

    def slot_of(self, total: Sum) -> NDArray[np.int32]:
        """Positions of the slots behind a sum of visits."""
        return self.slots[total.variables]

    # Questions about hosts

    def receives(self, host: str, slot: str) -> tuple[Sum, int]:
        """Guests a host receives in a slot, and the most the variables allow."""
        key = self.grid.person[host] * self._size[1] + self.grid.slot[slot]
        found = self._received["slot"][key]
        return Sum(found + self._first_host), int(self._host_uppers[found].sum())

    def receives_in_week(self, host: str, week: tuple[int, int]) -> Sum:
        """Guests a host receives in a week."""
        key = self.grid.person[host] * len(self._week_number) + self._week_number[week]
        return Sum(self._received["week"][key] + self._first_host)

    def receives_in_all(self, host: str) -> tuple[Sum, int]:
        """Guests a host receives in the whole programme, and the most the variables allow."""
        found = self._received["all"][self.grid.person[host]]
        return Sum(found + self._first_host), int(self._host_uppers[found].sum())

    def hosts(self) -> list[str]:
        """Return everybody who may receive somebody, in the order of the problem."""
        return [self.problem.people[k].id for k in np.unique(self.host_of)]

    def with_host(self, visit: Visit) -> Sum:
        """Return 1 for the visit being in the plan and received by the host it names."""
        if self._kept is None:
            self._make_kept()
        assert self._kept is not None
        found = self._kept.get(visit)
        return Sum() if found is None else Sum(np.array([found]))

    def _make_kept(self) -> None:
        """Make the variables of all visits that name their host."""
        self._kept = {}
        places: dict[int, list[int]] = {}
        triples: dict[int, list[int]] = {}
        for visit in dict.fromkeys((*self.problem.pins, *self.problem.published)):
            if visit.host is None:
                continue
            guest = self.visits(visit.person, visit.role, visit.slot)
            grid = self.grid
            counter = self._host_key.get(
                (grid.person[visit.host], grid.role[visit.role], grid.slot[visit.slot])
            )
            if len(guest) and counter is not None:
                kept = self._rows.booleans(1)
                self._kept[visit] = int(kept[0])
                triples.setdefault(int(guest.variables[0]), []).append(int(kept[0]))
                places.setdefault(counter, []).append(int(kept[0]))
        for limit, kept_here in (*triples.items(), *places.items()):
            self._rows.add(Sum(np.array([limit])) - Sum(np.array(kept_here)), least=0)

    # Plans in and out

    def values(self, visits: Iterable[Visit]) -> Ints:
        """Write a plan as values of the variables; the auxiliaries stay 0."""
        result = np.zeros(self._rows.count, np.int64)
        for visit in visits:
            result[self.visits(visit.person, visit.role, visit.slot).variables] = 1
            if visit.host is not None:
                grid = self.grid
                key = (grid.person[visit.host], grid.role[visit.role], grid.slot[visit.slot])
                result[self._host_key[key]] += 1
            if self._kept is not None and visit in self._kept:
                result[self._kept[visit]] = 1
        return result

    def plan(self, values: Ints) -> tuple[Visit, ...]:
        """Read a plan off the values, hosts assigned in the order of the problem."""
        places: dict[tuple[int, int], list[int]] = {}
        for found in np.nonzero(values[: self.count])[0]:
            key = (int(self.roles[found]), int(self.slots[found]))
            places.setdefault(key, []).append(int(self.persons[found]))
        spare: dict[tuple[int, int], dict[int, int]] = {}
        counters = values[self._first_host : self._first_host + len(self.host_of)]
        for found in np.nonzero(counters)[0]:
            key = (int(self.host_role[found]), int(self.host_slot[found]))
            spare.setdefault(key, {})[int(self.host_of[found])] = int(counters[found])
        result = []
        for key, guests in sorted(places.items()):
            result += self._with_hosts(key, guests, spare.get(key, {}), values)
        return tuple(sorted(result))

    def _with_hosts(
        self, key: tuple[int, int], guests: Sequence[int], spare: dict[int, int], values: Ints
    ) -> list[Visit]:
        """Give each guest of a role and slot a host, first to those who keep theirs."""
        role, slot = self.problem.roles[key[0]].id, self.problem.slots[key[1]].id
        named = {
            (v.person, v.host): kept
            for v, kept in (self._kept or {}).items()
            if v.role == role and v.slot == slot and values[kept]
        }
        waiting, result = [], []
        for guest in guests:
            person = self.problem.people[guest].id
            host = next((h for p, h in named if p == person), None)
            if host is None:
                waiting.append(person)
            else:
                spare[self.grid.person[host]] -= 1
                result.append(Visit(person, role, slot, host))
        free = [self.problem.people[h].id for h, n in sorted(spare.items()) for _ in range(n)]
        result += [Visit(p, role, slot, h) for p, h in zip(waiting, free, strict=True)]
        return result
