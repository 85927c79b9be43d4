"""A first plan in one pass: promises and pins, then groups, then person by person, visit by visit.

Each visit goes to the cheapest seat that every hard rule leaves open. Numpy alone, so that a plan
is there before any kernel is compiled: about 0.1 s for 500 people, 5 s for 5,000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import LEVELS, UNLIMITED, Arrays, compile_problem
from solver.rotation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from solver.rotation.compiled import BoolArray, IntArray
    from solver.rotation.problem import Visit

Row = tuple[int, int, int, int]


class PinsLeaveNoStartError(Exception):
    """The greedy pass could not hold all pins together; an exact search may still do."""


def greedy(
    problem: Problem | Arrays, seed: int = 0, *, should_stop: Callable[[], bool] | None = None
) -> tuple[Visit, ...]:
    """Return a plan that keeps every hard rule, pins and the frozen part included.

    Parameters
    ----------
    problem
        The problem or its arrays.
    seed
        Decides the order of the people and between equal seats.
    should_stop
        Asked between people; the plan so far is returned.

    Raises
    ------
    PinsLeaveNoStartError
        When a pin finds no host, or no place for those who must come along.
    """
    arrays = compile_problem(problem) if isinstance(problem, Problem) else problem
    draft = Draft(arrays, seed)
    draft.place_fixed()
    draft.place_published()
    draft.place_groups(should_stop)
    draft.place_people(should_stop)
    return arrays.visits(draft.rows())


class Draft:
    """A growing plan and what it leaves open."""

    def __init__(self, arrays: Arrays, seed: int) -> None:
        a = self.arrays = arrays
        slots, people = a.busy.shape
        roles, departments = len(a.role_level), len(a.away)
        self.random = np.random.default_rng(seed)
        self.of: list[list[Row]] = [[] for _ in range(people)]
        self.guest = np.zeros((slots, people), np.bool_)
        self.role_count = np.zeros((slots, roles), np.int32)
        self.into = np.zeros((slots, departments), np.int32)
        self.away = np.zeros((slots, departments), np.int32)
        self.receiving = np.zeros((slots, people), np.int32)
        self.in_week = np.zeros((a.weeks, people), np.int32)
        self.received = np.zeros(people, np.int32)
        self.between = np.zeros((departments, departments), np.int32)
        self.week_count = np.zeros(a.weeks, np.int32)
        self.wanted = np.zeros((departments, departments), np.int32)
        for origin, into, minimum, _ in a.pairs.tolist():
            self.wanted[origin, into] = max(self.wanted[origin, into], minimum)
        self.host_free = ~a.busy & (a.host_capacity > 0) & (a.host_per_week > 0)
        self.hosts_left = np.zeros((slots, roles), np.int32)
        for r in range(roles):
            self.hosts_left[:, r] = self.host_free[:, a.hosts.of(r)].sum(axis=1)
        self.seat = a.open & (self.hosts_left > 0) & (a.role_capacity > 0)
        self.seat &= a.reception[a.role_department] > 0

    def rows(self) -> IntArray:
        """Return the visits as rows of person, role, slot, host."""
        return np.array([row for rows in self.of for row in rows], np.int32).reshape(-1, 4)

    def place_fixed(self) -> None:
        """Place pins and the frozen part, hosts that are free to choose last."""
        rows = self.arrays.fixed.tolist()
        for p, _, t, _ in rows:
            self.guest[t, p] = True
            self._refresh_host(t, p)
        for row in sorted(rows, key=lambda row: row[3] < 0):
            p, r, t, h = row
            host = h if h >= 0 else self.choose_host(p, r, t)
            if host < 0:
                raise PinsLeaveNoStartError
            self.add((p, r, t, host))
        for group in range(len(self.arrays.members.starts) - 1):
            self._complete(self.arrays.members.of(group).tolist())

    def _complete(self, members: list[int]) -> None:
        """Bring the others of a group where one of them is pinned."""
        of_role = self.arrays.role_department
        places = {(int(of_role[r]), t) for p in members for _, r, t, _ in self.of[p]}
        for d, t in sorted(places):
            here = {p for p in members for _, r, s, _ in self.of[p] if (of_role[r], s) == (d, t)}
            if not self._place_together([p for p in members if p not in here], d, t):
                raise PinsLeaveNoStartError

    def place_published(self) -> None:
        """Keep the promises that the rules still allow, with their hosts where possible."""
        known = {row[:3] for rows in self.of for row in rows}
        for p, r, t, h in self.arrays.published.tolist():
            if (p, r, t) in known or self.arrays.group[p] >= 0:
                continue
            if len(self.of[p]) < min(self.arrays.most[p], self.arrays.target[p]):
                slots, seats = self.seats(p)
                if t in slots and seats[np.searchsorted(slots, t), r]:
                    keeps = h >= 0 and self.host_free[t, h] and h in self.arrays.hosts.of(r)
                    host = h if keeps and h != p else self.choose_host(p, r, t)
                    if host >= 0:
                        self.add((p, r, t, host))

    def place_groups(self, should_stop: Callable[[], bool] | None) -> None:
        """Give each group common half-days, as many as its smallest target."""
        a = self.arrays
        for group in range(len(a.members.starts) - 1):
            members = a.members.of(group).tolist()
            wanted = min(int(min(a.target[p], a.most[p])) - len(self.of[p]) for p in members)
            places = [(d, t) for t in range(len(a.slot_week)) for d in range(len(a.away))]
            for k in self.random.permutation(len(places)).tolist():
                if wanted <= 0 or (should_stop is not None and should_stop()):
                    break
                wanted -= self._place_together(members, *places[k])

    def _place_together(self, members: list[int], d: int, t: int) -> bool:
        """Place all members in one department and slot, or none of them."""
        placed: list[Row] = []
        for p in members:
            slots, seats = self.seats(p)
            row = seats[np.searchsorted(slots, t)] if t in slots else np.zeros(0, np.bool_)
            inside = np.flatnonzero(row & (self.arrays.role_department == d)) if len(row) else row
            for r in sorted(inside.tolist(), key=lambda r: int(self.arrays.cost[p, r])):
                host = self.choose_host(p, r, t)
                if host >= 0:
                    placed.append((p, r, t, host))
                    self.add(placed[-1])
                    break
            else:
                for one in placed:
                    self.remove(one)
                return False
        return True

    def place_people(self, should_stop: Callable[[], bool] | None) -> None:
        """Give everybody a first visit, those with the least choice first, then a second."""
        a = self.arrays
        choice = a.allowed.sum(axis=1) * (~a.busy).sum(axis=0)
        order = np.lexsort((self.random.random(len(choice)), choice))
        alone = order[a.group[order] < 0]
        for visit in range(int(a.target.max(initial=0))):
            for p in alone[a.target[alone] > visit].tolist():
                if should_stop is not None and should_stop():
                    return
                if len(self.of[p]) <= visit:
                    self._place_one(p)

    def _place_one(self, p: int) -> None:
        """Add the cheapest visit of a person, if there is one."""
        slots, seats = self.seats(p)
        if not seats.any():
            return
        cost = self._costs(p, slots)
        cost[~seats] = np.inf
        for _ in range(3):
            row, r = divmod(int(cost.argmin()), seats.shape[1])
            if np.isinf(cost[row, r]):
                return
            host = self.choose_host(p, r, int(slots[row]))
            if host >= 0:
                self.add((p, r, int(slots[row]), host))
                return
            cost[row, r] = np.inf

    def _costs(self, p: int, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cost of a visit by slot and role, with a lean towards rising in time."""
        a, w = self.arrays, self.arrays.weighting
        home = a.department[p]
        by_role = a.cost[p] + self.random.random(a.cost.shape[1]) * 0.5
        visited = a.role_department[[row[1] for row in self.of[p]]]
        by_department = np.where(np.isin(np.arange(len(a.away)), visited), w.repeat_department, 0)
        balance = self.between[home] - self.between[:, home]
        by_department = by_department + np.where(
            a.one_way[home], w.one_way * np.where(balance >= 0, 1, -1), 0
        )
        by_department -= 1000 * (self.between[home] < self.wanted[home])
        by_role += by_department[a.role_department]
        weeks = a.slot_week[slots]
        crowded = w.crowded_week * (self.week_count[weeks] >= a.fair_week)
        by_slot = crowded + self.random.random(len(slots)) * 0.5
        cost: NDArray[np.float64] = by_slot[:, None] + by_role
        for _, r, _, _ in self.of[p]:
            cost += w.flat_ladder * (a.role_level == a.role_level[r])
        rise = slots[:, None] / len(a.slot_week) - (a.role_level - 1) / (LEVELS - 1)
        if a.target[p] > 1 and a.ladder:
            cost += 2 * rise * rise
        return cost

    def seats(self, p: int) -> tuple[NDArray[np.int64], BoolArray]:
        """Return the slots open to a person, and for each the roles that could take the person."""
        a = self.arrays
        if len(self.of[p]) >= a.most[p] or a.visits_per_week == 0:
            return np.zeros(0, np.int64), np.zeros((0, len(a.role_level)), np.bool_)
        free = ~a.busy[:, p] & ~self.guest[:, p] & (self.receiving[:, p] == 0)
        free &= self.away[:, a.department[p]] < a.away[a.department[p]]
        weeks: dict[int, int] = {}
        for _, _, t, _ in self.of[p]:
            free[max(0, t - a.gap) : t + a.gap + 1] = False
            weeks[int(a.slot_week[t])] = weeks.get(int(a.slot_week[t]), 0) + 1
        for week, count in weeks.items():
            if count >= a.visits_per_week:
                free &= a.slot_week != week
        slots = np.flatnonzero(free)
        seats = self.seat[slots] & a.allowed[p]
        strict = a.ladder == 2
        for _, r, t, _ in self.of[p]:
            if a.ladder:
                level = a.role_level[r]
                above = a.role_level >= level + strict
                below = a.role_level <= level - strict
                seats &= np.where(slots[:, None] > t, above, below)
            if a.once_per_role:
                seats[:, r] = False
            if a.once_per_department:
                seats[:, a.role_department == a.role_department[r]] = False
        for other in a.apart.of(p).tolist():
            for _, r, t, _ in self.of[other]:
                row = np.searchsorted(slots, t)
                if row < len(slots) and slots[row] == t:
                    seats[row, a.role_department == a.role_department[r]] = False
        return slots, seats

    def choose_host(self, p: int, r: int, t: int) -> int:
        """Return the free host who has received least, −1 if nobody is free."""
        hosts = self.arrays.hosts.of(r)
        hosts = hosts[self.host_free[t, hosts] & (hosts != p)]
        return -1 if not len(hosts) else int(hosts[self.received[hosts].argmin()])

    def add(self, row: Row) -> None:
        """Enter a visit."""
        self.of[row[0]].append(row)
        self._count(row, 1)

    def remove(self, row: Row) -> None:
        """Take a visit out."""
        self.of[row[0]].remove(row)
        self._count(row, -1)

    def _count(self, row: Row, one: int) -> None:
        p, r, t, h = row
        a = self.arrays
        home, into, week = a.department[p], a.role_department[r], a.slot_week[t]
        self.guest[t, p] = one > 0
        self.role_count[t, r] += one
        self.into[t, into] += one
        self.away[t, home] += one
        self.between[home, into] += one
        self.week_count[week] += one
        self.receiving[t, h] += one
        self.in_week[week, h] += one
        self.received[h] += one
        self._refresh_host(t, p)
        touched = [t]
        if a.host_per_week < UNLIMITED:
            touched = np.flatnonzero(a.slot_week == week).tolist()
        for s in touched:
            self._refresh_host(s, h)
        roles = [r]
        if a.reception[into] < UNLIMITED:
            roles = np.flatnonzero(a.role_department == into).tolist()
        for kind in roles:
            self._refresh_seat(t, kind)

    def _refresh_host(self, t: int, h: int) -> None:
        a = self.arrays
        free = (
            not a.busy[t, h]
            and not self.guest[t, h]
            and self.receiving[t, h] < a.host_capacity[h]
            and self.in_week[a.slot_week[t], h] < a.host_per_week
        )
        if free != self.host_free[t, h]:
            self.host_free[t, h] = free
            for r in a.host_roles.of(h).tolist():
                self.hosts_left[t, r] += 1 if free else -1
                self._refresh_seat(t, r)

    def _refresh_seat(self, t: int, r: int) -> None:
        a = self.arrays
        into = a.role_department[r]
        self.seat[t, r] = (
            a.open[t, r]
            and self.hosts_left[t, r] > 0
            and self.role_count[t, r] < a.role_capacity[r]
            and self.into[t, into] < a.reception[into]
        )
