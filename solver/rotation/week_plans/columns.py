"""Plans of people as columns of the programme: what each costs, and which rows it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.week_plans.linear import Entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from solver.rotation.week_plans.linear import Columns, Floats, Ints
    from solver.rotation.week_plans.master import Master


class Plans:
    """The plans made so far, in the order of their columns.

    A plan is a chain: visits in order of time as week × roles + role, then −1.

    Parameters
    ----------
    master
        The rows.
    longest
        Most visits of a plan.

    Attributes
    ----------
    owners
        By plan the person.
    chains
        By plan the visits.
    """

    def __init__(self, master: Master, longest: int) -> None:
        self._master = master
        self._supply = master.supply
        self.arrays = master.supply.arrays
        self._longest = longest
        self._roles = len(self.arrays.role_level)
        self.owners: Ints = np.zeros(0, np.int32)
        self.chains: Ints = np.zeros((0, longest), np.int32)
        self._known: set[bytes] = set()

    def lack(self, owners: Ints, chains: Ints) -> NDArray[np.int64]:
        """Return by plan how many visits its person misses."""
        found: NDArray[np.int64] = np.maximum(
            self._supply.wanted[owners] - (chains >= 0).sum(axis=1), 0
        )
        return found

    def read(self, rows: Iterable[tuple[int, int, int, int]] | Ints) -> Ints:
        """Return by person the chain of a plan at hand; rows of person, role, slot, host."""
        a = self.arrays
        chains = np.full((len(a.target), self._longest), -1, np.int32)
        filled = np.zeros(len(a.target), np.int64)
        for p, r, t, _ in sorted(np.asarray(rows).tolist(), key=lambda row: row[2]):
            if t >= a.frozen_slots and filled[p] < self._longest:
                chains[p, filled[p]] = a.slot_week[t] * self._roles + r
                filled[p] += 1
        return chains

    def add(self, chains: Ints, worst: int) -> Columns | None:
        """Keep the plans that are new, one by person; return their columns, None if none is.

        Parameters
        ----------
        worst
            Plans that miss more visits are passed over.
        """
        owners = np.arange(len(chains), dtype=np.int32)
        keys = np.concatenate([owners[:, None], chains], axis=1).astype(np.int32)
        raw, size = keys.tobytes(), keys.shape[1] * 4
        names = [raw[k : k + size] for k in range(0, len(raw), size)]
        fresh = np.array([name not in self._known for name in names], np.bool_)
        fresh &= self.lack(owners, chains) <= worst
        if not fresh.any():
            return None
        self._known.update(name for name, new in zip(names, fresh.tolist(), strict=True) if new)
        owners, chains = owners[fresh], chains[fresh]
        self.owners = np.concatenate([self.owners, owners])
        self.chains = np.concatenate([self.chains, chains])
        return self._columns(owners, chains)

    def _columns(self, owners: Ints, chains: Ints) -> Columns:
        a, master = self.arrays, self._master
        entries = Entries()
        number = np.arange(len(owners))
        entries.put(master.person[owners], number, 1)
        lack = self.lack(owners, chains)
        entries.put(master.missing[0], number[lack > 0], lack[lack > 0])
        column, place = np.nonzero(chains >= 0)
        visit = chains[column, place]
        week, r = visit // self._roles, visit % self._roles
        home, into = a.department[owners[column]], a.role_department[r]
        for rows, at in (
            (master.seat, visit),
            (master.capacity, visit),
            (master.department, week * len(a.away) + into),
            (master.crowded, week),
        ):
            entries.put(rows[at], column, 1)
        for row, (origin, goal) in zip(master.pair, a.pairs[:, :2], strict=True):
            entries.put(row, column[(home == origin) & (into == goal)], 1)
        for row, (one, other) in zip(master.balance, master.tied, strict=True):
            entries.put(row, column[(home == one) & (into == other)], 1)
            entries.put(row, column[(home == other) & (into == one)], -1)
        most = np.full(len(owners), np.inf)
        return entries.columns(master.count, self._cost(owners, chains), most)

    def _cost(self, owners: Ints, chains: Ints) -> Floats:
        """Return the comfort of chains."""
        a, w = self.arrays, self.arrays.weighting
        used = chains >= 0
        role = np.where(used, chains % self._roles, 0)
        cost: Floats = (self._supply.cost[owners[:, None], role] * used).sum(axis=1)
        flat = w.flat_ladder if a.ladder == 1 else 0
        department, level = a.role_department[role], a.role_level[role]
        for place in range(1, self._longest):
            last = used[:, place]
            cost += flat * (last & (level[:, place] == level[:, place - 1]))
            same = (department[:, :place] == department[:, place : place + 1]).any(axis=1)
            cost += w.repeat_department * (last & same)
        return cost
