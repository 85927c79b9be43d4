"""The variables of the model, behind questions: rules ask for sums and never index.

Two families say everything. ``x`` is 1 if a person is a guest in a role in a slot; it exists only
where the rules leave the visit possible. ``q`` counts the guests a host receives in a role in a
slot. Which host receives which guest of the same role and slot changes nothing, except for visits
that name their host (pins, published visits): those have a variable of their own, ``kept``.
Guests and hosts of a role and slot are equally many, and the visits kept with a host are no more
than the host receives there; so a full assignment of hosts can always be read off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from solver.rotation.problem import Visit
from solver.rotation.rows import Sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem, Week
    from solver.rotation.rows import Rows

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]
    Cell = str | Week


class Grouping:
    """Positions of variables that share a key, found without a search."""

    def __init__(self, keys: NDArray[np.int32] | Ints, size: int) -> None:
        self._order = np.argsort(keys, kind="stable").astype(np.int64)
        self._starts = np.searchsorted(keys[self._order], np.arange(size + 1))

    def __getitem__(self, key: int) -> Ints:
        return self._order[self._starts[key] : self._starts[key + 1]]


class Variables:
    """All variables of a problem.

    Time is cut into cells: slots, or, for the relaxation that asks in which week a visit lies and
    not when, whole weeks. Questions that name a slot then take a week instead.

    Parameters
    ----------
    problem
        What is to be planned.
    rows
        Where the variables are made.
    grid
        Which visits the rules leave possible.
    weekly
        Whether the cells are weeks.
    """

    def __init__(self, problem: Problem, rows: Rows, grid: Grid, *, weekly: bool = False) -> None:
        self.problem = problem
        self.grid = grid
        self.weekly = weekly
        self._rows = rows
        weeks = {week: index for index, week in enumerate(problem.weeks)}
        week_of = np.array([weeks[slot.week] for slot in problem.slots], np.int32)
        self._week_number = weeks
        self._cell: dict[Any, int] = weeks if weekly else grid.slot
        self.time: tuple[Cell, ...] = tuple(self._cell)
        self._week_of_slot = week_of
        self._cell_of = week_of if weekly else np.arange(len(problem.slots), dtype=np.int32)
        self._week = np.arange(len(weeks), dtype=np.int32) if weekly else week_of
        self._size = (len(problem.people), len(self._cell), len(problem.roles))
        self._departments = len(problem.departments)
        self._level = np.array([role.level for role in problem.roles], np.int32)
        self._groupings: dict[str, Grouping] = {}
        self._kept: dict[Visit, int] | None = None
        self._presence: dict[tuple[int, int, int], Sum] = {}
        self._make_guests()
        self._make_hosts()

    @property
    def one_at_a_time(self) -> bool:
        """Tell whether the rules leave each person one visit a cell at most."""
        if self.weekly:
            spacing = self.problem.rules.spacing
            return spacing.on and spacing.visits_per_week == 1
        return self.one_per_slot

    @property
    def one_per_slot(self) -> bool:
        """Tell whether the rules leave each person one visit a slot at most."""
        rules = self.problem.rules
        return rules.one_place.on or (rules.spacing.on and rules.spacing.gap_half_days is not None)

    @property
    def binary(self) -> bool:
        """Tell whether a person can be in a role once a cell at most."""
        return not self.weekly or self.one_at_a_time or self.problem.rules.once_per_role.on

    def _make_guests(self) -> None:
        """Make a variable for each person, cell and role with a possible visit."""
        persons, slots, roles = self.grid.triples()
        people, cells, all_roles = self._size
        self._guests_at = np.zeros((all_roles, len(self.problem.slots)), np.int64)
        np.add.at(self._guests_at, (roles, slots), 1)
        self._candidates = self._guests_at > 0
        self._leaving = np.zeros((people, len(self.problem.slots)), np.bool_)
        self._leaving[persons, slots] = True
        keys = (persons.astype(np.int64) * cells + self._cell_of[slots]) * all_roles + roles
        keys, choices = np.unique(keys, return_counts=True)
        self.persons = (keys // (cells * all_roles)).astype(np.int32)
        self.cells = (keys // all_roles % cells).astype(np.int32)
        self.roles = (keys % all_roles).astype(np.int32)
        self.count = len(keys)
        if self.binary:
            choices = np.ones(self.count, np.int64)
            self._rows.booleans(self.count)
        else:
            self._rows.integers(choices.tolist())
        self._uppers = choices.astype(np.int64)

    def _make_hosts(self) -> None:
        """Make a counter for each host in each role and cell that may have guests."""
        problem = self.problem
        self._receiving = np.zeros((len(problem.people), len(problem.slots)), np.bool_)
        people, cells, roles = self._size
        uppers: dict[tuple[int, int, int], int] = {}
        for role in range(roles):
            most = self._guests_at[role]
            for host in np.nonzero(self.grid.hosts[role])[0].tolist():
                limit = self._limit(host, role)
                free = np.nonzero(self.grid.host_free[host] & (most > 0))[0].tolist()
                self._receiving[host, free] = True
                for slot in free:
                    key = (host, role, int(self._cell_of[slot]))
                    here = int(most[slot]) if limit is None else min(limit, int(most[slot]))
                    uppers[key] = uppers.get(key, 0) + here
        self._host_uppers = np.array([*uppers.values()], np.int64)
        self._first_host = self._rows.count
        self._rows.integers([*uppers.values()])
        table = np.array([*uppers], np.int64).reshape(-1, 3)
        self.host_of, self.host_role, self.host_slot = table[:, 0], table[:, 1], table[:, 2]
        self._host_key = {triple: self._first_host + k for k, triple in enumerate(uppers)}
        received = Grouping(self.host_role * cells + self.host_slot, roles * cells)
        guests = self._group("role slot")
        for key in np.unique(self.roles.astype(np.int64) * cells + self.cells).tolist():
            self._rows.add(
                Sum(guests[key]) - Sum(received[key] + self._first_host), least=0, most=0
            )
        weeks = len(problem.weeks)
        self._received = {
            "slot": Grouping(self.host_of * cells + self.host_slot, people * cells),
            "week": Grouping(self.host_of * weeks + self._week[self.host_slot], people * weeks),
            "all": Grouping(self.host_of, people),
        }

    def _limit(self, host: int, role: int) -> int | None:
        """Return how many guests the host, by position, can have in the role in a slot."""
        if not self.problem.rules.role_capacity.on:
            return None
        limits = (self.host_limit(self.problem.people[host].id), self.problem.roles[role].capacity)
        return min((limit for limit in limits if limit is not None), default=None)

    def host_limit(self, host: str) -> int | None:
        """Return how many guests the host may have in a slot."""
        limited = self.problem.rules.role_capacity.on
        return self.problem.host_limit.get(host) if limited else None

    def _group(self, name: str) -> Grouping:
        """Group the visits by a key, on first use."""
        if name not in self._groupings:
            people, cells, roles = self._size
            parts = {
                "person": (self.persons, people),
                "home": (self.grid.home[self.persons], self._departments),
                "slot": (self.cells, cells),
                "week": (self._week[self.cells], len(self.problem.weeks)),
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

    def visits(self, person: str, role: str, slot: Cell) -> Sum:
        """Return 1 for the person being a guest in the role in the slot."""
        grid, (_, cells, _) = self.grid, self._size
        found = self._group("person slot")[grid.person[person] * cells + self._cell[slot]]
        return Sum(found[self.roles[found] == grid.role[role]])

    def of(self, person: str) -> Sum:
        """All visits of a person."""
        return Sum(self._group("person")[self.grid.person[person]])

    def guest(self, person: str, slot: Cell) -> Sum:
        """Visits of a person in a slot."""
        key = self.grid.person[person] * self._size[1] + self._cell[slot]
        return Sum(self._group("person slot")[key])

    def in_week(self, person: str, week: Week) -> Sum:
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

    def inside(self, person: str, department: str, slot: Cell) -> Sum:
        """Visits of a person into a department in a slot."""
        found = self.guest(person, slot).variables
        return Sum(found[self.grid.into[self.roles[found]] == self.grid.department[department]])

    def meets(self, person: str, department: str, slot: Cell) -> Sum:
        """Return 1 for the person being a guest in the department in the slot, 0 for not."""
        visits, grid = self.inside(person, department, slot), self.grid
        if self.one_at_a_time:
            return visits
        key = (grid.person[person], grid.department[department], self._cell[slot])
        if key not in self._presence:
            self._presence[key] = self._rows.presence(visits)
        return self._presence[key]

    def guests(self, role: str, slot: Cell) -> Sum:
        """Visits into a role in a slot."""
        key = self.grid.role[role] * self._size[1] + self._cell[slot]
        return Sum(self._group("role slot")[key])

    def received_in(self, department: str, slot: Cell) -> Sum:
        """Visits into a department in a slot."""
        key = self.grid.department[department] * self._size[1] + self._cell[slot]
        return Sum(self._group("department slot")[key])

    def away(self, department: str, slot: Cell) -> Sum:
        """How many people of a department are guests in a slot; of a week, their visits."""
        if self.weekly or self.one_at_a_time:
            key = self.grid.department[department] * self._size[1] + self._cell[slot]
            return Sum(self._group("home slot")[key])
        guests = []
        for person in self.problem.people:
            if person.department == department:
                where = (self.grid.person[person.id], -1, self._cell[slot])
                if where not in self._presence:
                    self._presence[where] = self._rows.presence(self.guest(person.id, slot))
                guests.append(self._presence[where])
        return Sum.total(guests)

    def between(self, home: str, department: str) -> Sum:
        """Visits from one department into another."""
        grid = self.grid
        key = grid.department[home] * self._departments + grid.department[department]
        return Sum(self._group("home department")[key])

    def all_in_week(self, week: Week) -> Sum:
        """All visits of a week."""
        return Sum(self._group("week")[self._week_number[week]])

    def all(self) -> Sum:
        """All visits."""
        return Sum(np.arange(self.count, dtype=np.int64))

    def level_of(self, total: Sum) -> NDArray[np.int32]:
        """Levels of the roles behind a sum of visits."""
        levels: NDArray[np.int32] = self._level[self.roles[total.variables]]
        return levels

    def cell_of(self, total: Sum) -> NDArray[np.int32]:
        """Positions of the cells behind a sum of visits."""
        cells: NDArray[np.int32] = self.cells[total.variables]
        return cells

    def week_of(self, total: Sum) -> NDArray[np.int32]:
        """Positions of the weeks behind a sum of visits."""
        weeks: NDArray[np.int32] = self._week[self.cells[total.variables]]
        return weeks

    def most(self, total: Sum) -> int:
        """Return the most that a sum of visits can be if each is possible by itself."""
        return int(self._uppers[total.variables].sum())

    # Questions about weeks, as the slots leave them

    def openings(self, role: str, week: Week) -> int:
        """Return in how many half-days of a week a role may have a guest."""
        return int((self._candidates[self.grid.role[role]] & self._during(week)).sum())

    def open_half_days(self, department: str, week: Week) -> int:
        """Return in how many half-days of a week a department may have a guest."""
        inside = self.grid.into == self.grid.department[department]
        return int((self._candidates[inside].any(axis=0) & self._during(week)).sum())

    def leaving_half_days(self, department: str, week: Week) -> int:
        """Return in how many half-days of a week somebody of a department may be a guest."""
        inside = self.grid.home == self.grid.department[department]
        return int((self._leaving[inside].any(axis=0) & self._during(week)).sum())

    def half_days(self, person: str, week: Week) -> tuple[int, int, int]:
        """Return in how many half-days of a week a person may be a guest, a host, or either."""
        one, during = self.grid.person[person], self._during(week)
        guest, host = self._leaving[one] & during, self._receiving[one] & during
        return int(guest.sum()), int(host.sum()), int((guest | host).sum())

    def _during(self, week: Week) -> Mask:
        during: Mask = self._week_of_slot == self._week_number[week]
        return during

    # Questions about hosts

    def receives(self, host: str, slot: Cell) -> tuple[Sum, int]:
        """Guests a host receives in a slot, and the most the variables allow."""
        key = self.grid.person[host] * self._size[1] + self._cell[slot]
        found = self._received["slot"][key]
        return Sum(found + self._first_host), int(self._host_uppers[found].sum())

    def receives_in_week(self, host: str, week: Week) -> Sum:
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

    def cell(self, visit: Visit) -> Cell:
        """Return the cell of a visit."""
        return self.problem.week_of[visit.slot] if self.weekly else visit.slot

    def _place_of(self, visit: Visit) -> tuple[int, int, int]:
        assert visit.host is not None
        grid = self.grid
        return grid.person[visit.host], grid.role[visit.role], self._cell[self.cell(visit)]

    def _make_kept(self) -> None:
        """Make the variables of all visits that name their host."""
        self._kept = {}
        places: dict[int, list[int]] = {}
        triples: dict[int, list[int]] = {}
        for visit in dict.fromkeys((*self.problem.pins, *self.problem.published)):
            if visit.host is None:
                continue
            guest = self.visits(visit.person, visit.role, self.cell(visit))
            counter = self._host_key.get(self._place_of(visit))
            if len(guest) and counter is not None:
                kept = self._rows.booleans(1)
                self._kept[visit] = int(kept[0])
                triples.setdefault(int(guest.variables[0]), []).append(int(kept[0]))
                places.setdefault(counter, []).append(int(kept[0]))
        for limit, kept_here in (*triples.items(), *places.items()):
            self._rows.add(Sum(np.array([limit])) - Sum(np.array(kept_here)), least=0)

    def where(self, chosen: NDArray[Any]) -> Mask:
        """Return (person, week, role) of some of the visits."""
        weeks = len(self.problem.weeks)
        result = np.zeros((self._size[0], weeks, self._size[2]), np.bool_)
        week = self._week[self.cells[chosen]]
        result[self.persons[chosen], week, self.roles[chosen]] = True
        return result

    # Plans in and out

    def values(self, visits: Iterable[Visit]) -> Ints:
        """Write a plan as values of the variables; the auxiliaries stay 0."""
        result = np.zeros(self._rows.count, np.int64)
        for visit in visits:
            result[self.visits(visit.person, visit.role, self.cell(visit)).variables] += 1
            if visit.host is not None:
                result[self._host_key[self._place_of(visit)]] += 1
            if self._kept is not None and visit in self._kept:
                result[self._kept[visit]] = 1
        return result

    def plan(self, values: Ints) -> tuple[Visit, ...]:
        """Read a plan off the values, hosts assigned in the order of the problem."""
        places: dict[tuple[int, int], list[int]] = {}
        for found in np.nonzero(values[: self.count])[0]:
            key = (int(self.roles[found]), int(self.cells[found]))
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
