"""Planning one week anew for everybody at once, while the other weeks stay as they are.

With the other weeks given, what a role costs a person in this week is known, steps at equal level
and repeated departments included, and who takes which role is a transport problem: the cheapest
flow person → role → host. It finds the long chains of exchanges that scarce seats ask for, which
taking out some people cannot. Half-days within the week are chosen afterwards, visit by visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from solver.rotation.compiled import UNLIMITED
from solver.rotation.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.compiled import Arrays

FINE = 16
"""Costs are whole sixteenths inside the flow, so that noise may be a fraction."""
BARRED = 1 << 24
"""The cost of a role that may not be; no other cost comes near."""


class WeekFlow:
    """Plans weeks anew from the counts of a board."""

    def __init__(self, arrays: Arrays, fields: dict[str, Any]) -> None:
        a = self.arrays = arrays
        self._fields = fields
        self._reach = np.zeros((a.weeks, len(a.target), len(a.role_level)), np.bool_)
        self._inside = [np.flatnonzero(a.slot_week == week) for week in range(a.weeks)]
        opened = a.open & (a.role_capacity > 0) & (a.reception[a.role_department] > 0)
        for week, slots in enumerate(self._inside):
            free = (~a.busy[slots]).T.astype(np.float32)
            self._reach[week] = a.allowed & (free @ opened[slots].astype(np.float32) > 0)
        role = np.repeat(np.arange(len(a.role_level)), np.diff(a.hosts.starts))
        self._role_of, self._host_of = role, a.hosts.items
        self._able = ~a.busy & (a.host_capacity > 0)

    def assign(self, week: int, noise: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return rows of person, role, slot and host for those whose visit is planned anew.

        Role, slot or host are −1 where there is none.

        Parameters
        ----------
        noise
            Added to the cost by person and role, in units of comfort.
        """
        a, f = self.arrays, self._fields
        people, place = self._people(week)
        if not len(people):
            return np.zeros((0, 4), np.int64)
        cost = self._cost(week, people, place) + noise[people]
        net = Network()
        person = net.block(len(people))
        net.join(net.source, person, 1)
        net.join(person, net.sink, 1, int(f["price"][0]) * FINE)
        role = net.block(len(a.role_level))
        p, r = np.nonzero(cost < BARRED)
        arcs = net.join(person[p], role[r], 1, np.rint(cost[p, r] * FINE).astype(np.int64))
        self._join_hosts(net, role, week, people, place)
        found = net.cheapest(len(people))
        rows = np.full((len(people), 4), -1, np.int64)
        rows[:, 0] = people
        if found is not None:
            taken = found[1][arcs] > 0
            rows[p[taken], 1] = r[taken]
            self._choose_slots(week, rows, place)
        return rows

    def _choose_slots(self, week: int, rows: NDArray[np.int64], place: NDArray[np.int64]) -> None:
        """Choose half-days and hosts for roles: the largest flow person → (slot, role) → host."""
        a, f = self.arrays, self._fields
        slots = self._inside[week]
        some = np.flatnonzero(rows[:, 1] >= 0)
        net = Network()
        person = net.block(len(some))
        net.join(net.source, person, 1)
        seat = net.block(len(slots) * len(a.role_level)).reshape(len(slots), -1)
        free = ~a.busy[np.ix_(slots, rows[some, 0])]
        t, p = np.nonzero(free & a.open[np.ix_(slots, rows[some, 1])])
        arcs = net.join(person[p], seat[t, rows[some[p], 1]], 1)
        full = net.block(seat.size).reshape(seat.shape)
        moving = rows[place >= 0, 0]
        at = place[place >= 0]
        role, slot, host = (f[name][moving, at] for name in ("role_of", "slot_of", "host_of"))
        kept = f["taken"][slots].astype(np.int64)
        np.subtract.at(kept, (slot - slots[0], role), 1)
        net.join(seat, full, np.maximum(a.role_capacity - kept, 0))
        receiving = f["receiving"][slots].astype(np.int64)
        np.subtract.at(receiving, (slot - slots[0], host), 1)
        away = f["guest"][slots] >= 0
        away[slot - slots[0], moving] = False
        by_slot = net.block(away.size).reshape(away.shape)
        able = self._able[slots] & ~away
        load = np.maximum(np.where(able, a.host_capacity - receiving, 0), 0)
        s, k = np.nonzero(load[:, self._host_of] > 0)
        meet = net.join(full[s, self._role_of[k]], by_slot[s, self._host_of[k]], UNLIMITED)
        by_week = net.block(len(a.target))
        hosts = np.unique(self._host_of)
        net.join(by_slot[:, hosts], by_week[hosts], load[:, hosts])
        freed = np.bincount(host, minlength=len(a.target))
        week_load = np.minimum(a.host_per_week - (f["hosting"][week] - freed), UNLIMITED)
        net.join(by_week[hosts], net.sink, np.maximum(week_load, 0)[hosts])
        _, flow = net.most()
        taken = flow[arcs] > 0
        rows[some[p[taken]], 2] = slots[t[taken]]
        offers: dict[tuple[int, int], list[int]] = {}
        sent = flow[meet]
        for i in np.flatnonzero(sent).tolist():
            key = int(slots[s[i]]), int(self._role_of[k[i]])
            offers.setdefault(key, []).extend([int(self._host_of[k[i]])] * int(sent[i]))
        for row in some[p[taken]].tolist():
            rows[row, 3] = offers[int(rows[row, 2]), int(rows[row, 1])].pop()

    def _people(self, week: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Find who has one movable visit in the week, or none and lacks one; −1 for no visit."""
        a, f = self.arrays, self._fields
        used = np.arange(f["slot_of"].shape[1])[None, :] < f["count"][:, None]
        here = used & (a.slot_week[np.where(used, f["slot_of"], 0)] == week)
        visits = here.sum(axis=1)
        place = np.where(visits > 0, here.argmax(axis=1), -1)
        stuck = (here & (f["fixed"] > 0)).any(axis=1) | (a.group >= 0)
        lacks = (visits == 0) & (f["count"] < np.minimum(a.target, a.most))
        people = np.flatnonzero(((visits == 1) | lacks) & ~stuck)
        return people, place[people]

    def _cost(
        self, week: int, people: NDArray[np.int64], place: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return what each role would cost each person this week, ``BARRED`` if it may not be."""
        a, f, w = self.arrays, self._fields, self.arrays.weighting
        slot_of, role_of = f["slot_of"][people], f["role_of"][people]
        used = np.arange(slot_of.shape[1])[None, :] < f["count"][people][:, None]
        when = np.where(used, a.slot_week[slot_of], -1)
        earlier = (used & (when < week)).sum(axis=1)
        rows = np.arange(len(people))
        level = np.where(used, a.role_level[role_of], 0)
        later = earlier + (place >= 0)
        has_later = later < f["count"][people]
        low = np.where(earlier > 0, level[rows, np.maximum(earlier - 1, 0)], 0)
        high = np.where(has_later, level[rows, np.minimum(later, level.shape[1] - 1)], 99)
        cost = a.cost[people].astype(np.float64)
        at = a.role_level[None, :]
        cost += w.flat_ladder * ((at == low[:, None]).astype(int) + (at == high[:, None]))
        barred = ~self._reach[week][people]
        if a.ladder:
            strict = a.ladder == 2
            barred |= (at < low[:, None] + strict) | (at > high[:, None] - strict)
        home = a.department[people]
        balance = f["between"] - f["between"].T
        toll = np.where(a.one_way, w.one_way * np.sign(balance), 0).astype(np.float64)
        for origin, into, minimum, weight in a.pairs.tolist():
            if f["between"][origin, into] <= minimum:
                toll[origin, into] -= weight * f["price"][1]
        cost += toll[home][:, a.role_department]
        for column in range(role_of.shape[1]):
            other = np.flatnonzero(used[:, column] & (when[:, column] != week))
            roles = role_of[other, column]
            if a.once_per_role:
                barred[other, roles] = True
            same = a.role_department[None, :] == a.role_department[roles][:, None]
            if a.once_per_department:
                barred[other] |= same
            cost[other] += w.repeat_department * same
        cost[barred] = BARRED
        return cost

    def _join_hosts(
        self,
        net: Network,
        role: NDArray[np.int64],
        week: int,
        people: NDArray[np.int64],
        place: NDArray[np.int64],
    ) -> None:
        """Join roles through hosts to the sink, less what the visits that stay take."""
        a, f = self.arrays, self._fields
        slots = self._inside[week]
        moving = people[place >= 0]
        hosts = f["host_of"][moving, place[place >= 0]]
        freed = np.bincount(hosts, minlength=len(a.target))
        roles = np.bincount(f["role_of"][moving, place[place >= 0]], minlength=len(a.role_level))
        kept = f["taken"][slots].sum(axis=0) - roles
        room = a.open[slots].sum(axis=0) * a.role_capacity.astype(np.int64) - kept
        load = np.minimum(self._able[slots].sum(axis=0) * a.host_capacity, a.host_per_week)
        load = np.maximum(load - (f["hosting"][week] - freed), 0)
        fair = np.clip(a.fair_hosting - (f["received"] - freed), 0, load)
        ready = net.block(len(role))
        host = net.block(len(a.target))
        net.join(role, ready, np.maximum(room, 0))
        net.join(ready[self._role_of], host[self._host_of], UNLIMITED)
        some = np.unique(self._host_of)
        net.join(host[some], net.sink, fair[some])
        net.join(host[some], net.sink, (load - fair)[some], a.weighting.host_overload * FINE)
