"""Half-days and hosts for people whose weeks and roles are known, as one cheapest flow.

Units run person and visit → (half-day, role) → (half-day, host) → (week, host) → host. The flow
knows availability, capacities, host load and fair hosting. It cannot know that a host may be a
guest in the same half-day, nor how many of a department are away: further flows keep the half-days
of those whom that concerns. Reception capacities, gaps and groups are left to the search that comes
after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import UNLIMITED
from solver.rotation.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.compiled import Arrays

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

TURNS = 5
"""Flows at most, each with the conflicts of the last one settled."""
NOWHERE = 1000
"""Price of a visit without a half-day, in units of comfort."""


class HalfDays:
    """Finds half-days beside visits that stay.

    Parameters
    ----------
    arrays
        The problem.
    kept
        Visits that stay: rows of person, role, slot, host.
    """

    def __init__(self, arrays: Arrays, kept: Numbers) -> None:
        a = self.arrays = arrays
        slots, people = a.busy.shape
        self._role_of = np.repeat(np.arange(len(a.role_level)), np.diff(a.hosts.starts))
        self._host_of = a.hosts.items.astype(np.int64)
        self._hosts = np.unique(self._host_of)
        person, role, slot, host = kept.T
        taken = np.zeros((slots, len(a.role_level)), np.int64)
        np.add.at(taken, (slot, role), 1)
        self._seats = np.where(a.open, np.maximum(a.role_capacity - taken, 0), 0)
        receiving = np.zeros((slots, people), np.int64)
        np.add.at(receiving, (slot, host), 1)
        self._guest_free = ~a.busy & (receiving == 0)
        self._guest_free[slot, person] = False
        free = ~a.busy
        free[slot, person] = False
        self._load = np.where(free, np.maximum(a.host_capacity - receiving, 0), 0)
        in_week = np.zeros((a.weeks, people), np.int64)
        np.add.at(in_week, (a.slot_week[slot], host), 1)
        self._week_load = np.maximum(a.host_per_week - in_week, 0)
        self._away = np.zeros((slots, len(a.away)), np.int64)
        np.add.at(self._away, (slot, a.department[person]), 1)
        self._fair = np.maximum(a.fair_hosting - np.bincount(host, minlength=people), 0)

    def place(self, people: Numbers, roles: Numbers, weeks: Numbers) -> Numbers:
        """Return rows of person, role, slot and host; −1 where there is no half-day.

        Parameters
        ----------
        people, roles, weeks
            One entry for each visit.
        """
        rows = np.full((len(people), 4), -1, np.int64)
        rows[:, 0], rows[:, 1] = people, roles
        if not len(rows) or not len(self._hosts):
            return rows
        a = self.arrays
        where = self._guest_free[:, people] & self._open(roles)
        where &= a.slot_week[:, None] == weeks
        load = self._load.copy()
        hosting = np.isin(people, self._hosts)
        for _ in range(TURNS):
            self._assign(rows, where, load)
            placed = rows[:, 2] >= 0
            away, crowded = self._crowded(rows)
            # Who is a host stays a guest here and receives nobody; so do the colleagues of those
            # who must go elsewhere because too many of a department are away.
            cramped = np.isin(a.department[people], a.department[people[crowded]])
            fixed = placed & (hosting | cramped) & ~crowded
            conflicts = (load[rows[fixed, 2], people[fixed]] > 0) & hosting[fixed]
            if not crowded.any() and not conflicts.any():
                break
            load[rows[fixed, 2], people[fixed]] = 0
            where[:, fixed] = False
            where[rows[fixed, 2], np.flatnonzero(fixed)] = True
            loose = np.flatnonzero(crowded)
            where[:, loose] &= (away < a.away)[:, a.department[people[loose]]]
        return rows

    def _crowded(self, rows: Numbers) -> tuple[Numbers, Mask]:
        """Return guests by slot and home, and which rows are too many there."""
        a = self.arrays
        away = self._away.copy()
        placed = np.flatnonzero(rows[:, 2] >= 0)
        slot, home = rows[placed, 2], a.department[rows[placed, 0]]
        np.add.at(away, (slot, home), 1)
        cell = slot * len(a.away) + home
        order = np.argsort(cell, kind="stable")
        rank = np.arange(len(order)) - np.searchsorted(cell[order], cell[order])
        room = (a.away - self._away).ravel()[cell[order]]
        crowded = np.zeros(len(rows), np.bool_)
        crowded[placed[order[rank >= room]]] = True
        return away, crowded

    def _open(self, roles: Numbers) -> Mask:
        return np.asarray(self._seats[:, roles] > 0)

    def _assign(self, rows: Numbers, where: Mask, load: Numbers) -> None:
        """Fill slots and hosts of the rows by the cheapest flow.

        ``where`` tells by slot and row what is possible, ``load`` by slot and host.
        """
        a = self.arrays
        slots = len(a.slot_week)
        net = Network()
        visit = net.block(len(rows))
        net.join(net.source, visit, 1)
        net.join(visit, net.sink, 1, NOWHERE)
        seat = net.block(slots * len(a.role_level)).reshape(slots, -1)
        full = net.block(seat.size).reshape(seat.shape)
        t, k = np.nonzero(where)
        arcs = net.join(visit[k], seat[t, rows[k, 1]], 1)
        open_t, open_r = np.nonzero(self._seats > 0)
        net.join(seat[open_t, open_r], full[open_t, open_r], self._seats[open_t, open_r])
        by_slot = net.block(load.size).reshape(load.shape)
        s, i = np.nonzero((load[:, self._host_of] > 0) & (self._seats[:, self._role_of] > 0))
        meet = net.join(full[s, self._role_of[i]], by_slot[s, self._host_of[i]], UNLIMITED)
        by_week = net.block(a.weeks * len(a.target)).reshape(a.weeks, -1)
        s_h, h = np.nonzero(load[:, self._hosts] > 0)
        h = self._hosts[h]
        net.join(by_slot[s_h, h], by_week[a.slot_week[s_h], h], load[s_h, h])
        host = net.block(len(a.target))
        week = np.arange(a.weeks)[:, None]
        net.join(by_week[week, self._hosts], host[self._hosts], self._week_load[:, self._hosts])
        net.join(host[self._hosts], net.sink, self._fair[self._hosts])
        net.join(host[self._hosts], net.sink, UNLIMITED, a.weighting.host_overload)
        found = net.cheapest(len(rows))
        assert found is not None, "every visit may stay without a half-day"
        flow = found[1]
        rows[:, 2:] = -1
        taken = flow[arcs] > 0
        rows[k[taken], 2] = t[taken]
        self._name_hosts(rows, s, i, flow[meet])

    def _name_hosts(self, rows: Numbers, slots: Numbers, entries: Numbers, flow: Numbers) -> None:
        """Share the hosts of a seat among its guests; all of one seat are alike."""
        roles = len(self.arrays.role_level)
        seats = np.repeat(slots * roles + self._role_of[entries], flow)
        hosts = np.repeat(self._host_of[entries], flow)
        placed = np.flatnonzero(rows[:, 2] >= 0)
        wanted = rows[placed, 2] * roles + rows[placed, 1]
        rows[placed[np.argsort(wanted, kind="stable")], 3] = hosts[np.argsort(seats, kind="stable")]
