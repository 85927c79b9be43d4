"""What a company can offer whatever is planned: seats by week, reachable roles, visits alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import LEVELS, UNLIMITED
from solver.rotation.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.compiled import Arrays, BoolArray, IntArray

GRAIN = 1024
"""Costs are whole 1/1024, so that sums in floating point are exact."""


class Supply:
    """Counts over one problem, each the most that any plan could use.

    Attributes
    ----------
    done
        Rows of the frozen part: visits that have happened.
    done_by_department
        Those visits by person and department.
    wanted
        Visits that each person still wants.
    busy, allowed, cost
        Those of the arrays, but shared by people who visit together.
    """

    def __init__(self, arrays: Arrays) -> None:
        a = self.arrays = arrays
        self.busy: BoolArray = a.busy.copy()
        self.allowed: BoolArray = a.allowed.copy()
        self.cost: NDArray[np.float64] = a.cost.astype(np.float64)
        self._share_groups()
        self.done: IntArray = a.fixed[a.fixed[:, 2] < a.frozen_slots]
        self.done_by_department = np.zeros((len(a.target), len(a.away)), np.int64)
        into = a.role_department[self.done[:, 1]]
        np.add.at(self.done_by_department, (self.done[:, 0], into), 1)
        self.visits_done: NDArray[np.int64] = self.done_by_department.sum(axis=1)
        self.wanted: NDArray[np.int64] = np.maximum(a.target - self.visits_done, 0)

    def _share_groups(self) -> None:
        """Let people who visit together share half-days, departments and cost.

        They make the same visits by department, so that the cost of their cheapest roles there
        may be spread evenly over them: the sum over the group stays what it is.
        """
        a = self.arrays
        for group in range(len(a.members.starts) - 1):
            members = a.members.of(group)
            self.busy[:, members] = a.busy[:, members].any(axis=1, keepdims=True)
            for d in range(len(a.away)):
                roles = np.flatnonzero(a.role_department == d)
                inside = a.allowed[np.ix_(members, roles)]
                if not inside.any(axis=1).all():
                    self.allowed[np.ix_(members, roles)] = False
                    continue
                cheapest = np.where(inside, a.cost[np.ix_(members, roles)], UNLIMITED).min(axis=1)
                shared = np.floor(cheapest.mean() * GRAIN) / GRAIN
                self.cost[np.ix_(members, roles)] += (shared - cheapest)[:, None]

    @cached_property
    def host_slots(self) -> BoolArray:
        """By slot and person: could receive somebody."""
        a = self.arrays
        able: BoolArray = ~a.busy & (a.host_capacity > 0) & (a.host_per_week > 0)
        return able

    @cached_property
    def role_slots(self) -> BoolArray:
        """By slot and role: open, and some host could receive."""
        a = self.arrays
        some = np.ones(a.open.shape, np.bool_)
        for r in range(len(a.role_level) if a.host_of_role else 0):
            some[:, r] = self.host_slots[:, a.hosts.of(r)].any(axis=1)
        some &= a.open & (a.role_capacity > 0) & (a.reception[a.role_department] > 0)
        return some

    @cached_property
    def reach(self) -> BoolArray:
        """By person and role: allowed, and some half-day suits both."""
        meetings = (~self.busy).T.astype(np.float32) @ self.role_slots.astype(np.float32)
        return self.allowed & (meetings > 0)

    @cached_property
    def reach_department(self) -> BoolArray:
        """By person and department: some role can be reached."""
        return self._reach_by(self.arrays.role_department, len(self.arrays.away))

    @cached_property
    def reach_level(self) -> BoolArray:
        """By person and level 0–5: some role can be reached."""
        return self._reach_by(self.arrays.role_level, LEVELS + 1)

    def _reach_by(self, kind: IntArray, kinds: int) -> BoolArray:
        found = np.zeros((len(self.arrays.target), kinds), np.bool_)
        for r, number in enumerate(kind.tolist()):
            found[:, number] |= self.reach[:, r]
        return found

    @cached_property
    def present(self) -> NDArray[np.int64]:
        """By week and person: visits that the person could make with the company to themselves."""
        a = self.arrays
        offers = self.role_slots.astype(np.float32) @ self.allowed.T.astype(np.float32)
        free = ~self.busy & (offers > 0)
        present = np.zeros((a.weeks, len(a.target)), np.int64)
        for week in range(a.weeks):
            inside = a.slot_week == week
            spread = -(-int(inside.sum()) // (a.gap + 1))
            slots = free[inside].sum(axis=0)
            present[week] = np.minimum(slots, min(a.visits_per_week, spread))
            if not a.one_place:
                present[week] = np.where(slots > 0, a.visits_per_week, 0)
        return present

    @cached_property
    def alone(self) -> NDArray[np.int64]:
        """By person: further visits with the company to themselves."""
        a = self.arrays
        most: NDArray[np.int64] = self.present.sum(axis=0)
        if a.once_per_role:
            most = np.minimum(most, self.reach.sum(axis=1))
        if a.once_per_department:
            most = np.minimum(most, self.reach_department.sum(axis=1))
        if a.ladder == 2:
            most = np.minimum(most, self.reach_level.sum(axis=1))
        for group in range(len(a.members.starts) - 1):
            members = a.members.of(group)
            # Visits in the frozen part are common too, so that the further ones are as many.
            left = np.minimum(most[members], np.maximum(a.most - self.visits_done, 0)[members])
            most[members] = left.min()
        return most

    @cached_property
    def seats(self) -> NDArray[np.int64]:
        """Seats by week and department."""
        return self.seats_of(np.ones(len(self.arrays.role_level), np.bool_))

    def seats_of(self, roles: BoolArray) -> NDArray[np.int64]:
        """Seats by week and department if only these roles were in use.

        Departments and weeks share nothing here, so that the largest flow is largest in each.
        """
        a = self.arrays
        net = Network()
        doors = net.block(len(a.slot_week) * len(a.away)).reshape(-1, len(a.away))
        arcs = net.join(net.source, doors, a.reception[None, :])
        seats = net.block(a.open.size).reshape(a.open.shape)
        net.join(doors[:, a.role_department], seats, UNLIMITED)
        self.join_hosts(net, seats, roles)
        _, flow = net.most()
        found = np.zeros((a.weeks, len(a.away)), np.int64)
        np.add.at(found, a.slot_week, flow[arcs].reshape(-1, len(a.away)))
        return found

    def join_hosts(self, net: Network, seats: NDArray[np.int64], roles: BoolArray) -> None:
        """Join nodes by slot and role through (slot, host) and (week, host) to the sink."""
        a = self.arrays
        slots, people = a.busy.shape
        use = self.role_slots & roles
        taken = net.block(seats.size).reshape(seats.shape)
        net.join(seats[use], taken[use], np.broadcast_to(a.role_capacity, use.shape)[use])
        if not a.host_of_role:
            net.join(taken[use], net.sink, UNLIMITED)
            return
        role_of = np.repeat(np.arange(len(a.role_level)), np.diff(a.hosts.starts))
        host_of = a.hosts.items
        by_slot = net.block(slots * people).reshape(slots, people)
        by_week = net.block(a.weeks * people).reshape(a.weeks, people)
        meet = use[:, role_of] & self.host_slots[:, host_of]
        net.join(taken[:, role_of][meet], by_slot[:, host_of][meet], UNLIMITED)
        t, h = np.nonzero(self.host_slots)
        net.join(by_slot[t, h], by_week[a.slot_week[t], h], a.host_capacity[h])
        net.join(by_week[:, np.unique(host_of)], net.sink, a.host_per_week)
