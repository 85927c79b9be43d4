"""The rows of the programme, and their slacks: the columns that are no plans.

Every row and slack is a count over the weeks that are still open; what the frozen part uses up is
taken off the limits.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from solver.rotation.week_plans.linear import Columns, Entries

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.supply import Supply
    from solver.rotation.week_plans.linear import Floats

    Numbers = NDArray[np.int64]


class Master:
    """Rows and slacks of one problem.

    Attributes
    ----------
    person, seat, capacity, department, fair, crowded, pair, short, balance, missing
        Numbers of the rows of each kind; ``seat`` and ``capacity`` by week × roles + role,
        ``department`` by week × departments + department.
    tied
        Two departments for each row of ``balance``.
    count
        Number of rows.
    least, most
        Limits by row.
    slacks
        Columns that a plan may use.
    penalties
        Columns that let rows be broken, dearly, so that the programme always has a solution.
    constant
        Comfort of the frozen part.
    """

    def __init__(self, supply: Supply) -> None:
        a, self.supply = supply.arrays, supply
        self._arrays = a
        self._weeks, self._roles = a.weeks, len(a.role_level)
        self.count = 0
        self._limits: list[tuple[Floats, Floats]] = []
        self._cost: list[Floats] = []
        self._upper: list[Floats] = []
        self._entries = Entries()
        self._make_rows()
        # No slack is ever larger.
        self._total = float(supply.wanted.sum() + len(supply.done) + a.pairs[:, 2].sum() + 1)
        self.fair = self._let_hosts_give()
        self._make_slacks()
        self.slacks = self._take_columns()
        self._make_penalties()
        self.penalties = self._take_columns()
        self.least, self.most = (np.concatenate(one) for one in zip(*self._limits, strict=True))
        self.constant = self._past_comfort()

    def _make_rows(self) -> None:
        a, supply, departments = self._arrays, self.supply, len(self._arrays.away)
        people = len(a.target)
        self.person = self._rows(np.ones(people), np.ones(people))
        self.seat = self._rows(most=np.zeros(self._weeks * self._roles))
        self.capacity = self._rows(most=self._seats().ravel())
        self.department = self._rows(most=supply.seats.ravel())
        in_week = np.bincount(a.slot_week[supply.done[:, 2]], minlength=self._weeks)
        self.crowded = self._rows(most=a.fair_week - in_week)
        between = np.zeros((departments, departments))
        np.add.at(between, a.department, supply.done_by_department)
        already = between[a.pairs[:, 0], a.pairs[:, 1]]
        self.pair = self._rows(least=a.pairs[:, 2] - already)
        self.tied = np.argwhere(np.triu(a.one_way))
        balance = -(between - between.T)[self.tied[:, 0], self.tied[:, 1]]
        self.balance = self._rows(balance, balance)
        self.missing = self._rows(most=[0.0])
        self.short = self._rows(most=[0.0])

    def _make_slacks(self) -> None:
        a, w = self._arrays, self._arrays.weighting
        self._slack(self.crowded, -1, w.crowded_week, self._total)
        few = self._slack(self.pair, 1, 0, self._total)
        self._entries.put(self.short, few, a.pairs[:, 3])
        self._slack(self.balance, 1, w.one_way, self._total)
        self._slack(self.balance, -1, w.one_way, self._total)

    def _make_penalties(self) -> None:
        price = self._arrays.weighting.visit
        for rows, sign, prices in (
            (self.seat, -1, 1),
            (self.capacity, -1, 1),
            (self.department, -1, 1),
            (self.short, -1, 2),
            (self.missing, -1, 4),
            (self.person, 1, 400),
        ):
            self._slack(rows, sign, prices * price, math.inf)

    def _past_comfort(self) -> float:
        """Return what cannot be undone of the frozen part; crowded weeks count in their rows."""
        a, w, supply, done = self._arrays, self._arrays.weighting, self.supply, self.supply.done
        over = int(np.maximum(self._received() - a.fair_hosting, 0).sum())
        repeats = int(np.maximum(supply.done_by_department - 1, 0).sum())
        static = float(a.cost[done[:, 0], done[:, 1]].sum())
        return static + w.repeat_department * repeats + w.host_overload * over

    def _received(self) -> Numbers:
        """Return by person how many visitors of the frozen part there were."""
        done = self.supply.done
        return np.bincount(done[done[:, 3] >= 0, 3], minlength=len(self._arrays.target))

    def _rows(self, least: Any = None, most: Any = None) -> Numbers:
        """Make rows and return their numbers; None is no limit."""
        size = len(most if least is None else least)
        self._limits.append(
            (
                np.full(size, -np.inf) if least is None else np.asarray(least, float),
                np.full(size, np.inf) if most is None else np.asarray(most, float),
            )
        )
        self.count += size
        return np.arange(self.count - size, self.count)

    def _slack(self, rows: Numbers, sign: int, cost: float, most: Any) -> Numbers:
        """Make a column for each row, and return their numbers."""
        columns = sum(len(one) for one in self._cost) + np.arange(len(rows))
        self._entries.put(rows, columns, sign)
        self._cost.append(np.full(len(rows), float(cost)))
        self._upper.append(np.array(np.broadcast_to(most, len(rows)), float))
        return columns

    def _take_columns(self) -> Columns:
        """Return the columns made since the last call, numbered from 0."""
        cost, upper = np.concatenate(self._cost), np.concatenate(self._upper)
        found = self._entries.columns(self.count, cost, upper)
        self._cost, self._upper, self._entries = [], [], Entries()
        return found

    def _by_week(self) -> Floats:
        """Return by week and slot 1 for the slots that are still open in the week."""
        a = self._arrays
        slots = np.arange(len(a.slot_week))
        found = np.zeros((a.weeks, len(slots)))
        found[a.slot_week, slots] = slots >= a.frozen_slots
        return found

    def _seats(self) -> Floats:
        """Return the most guests by week and role."""
        a, supply = self._arrays, self.supply
        seats = np.broadcast_to(a.role_capacity.astype(float), a.open.shape).copy()
        if a.host_of_role:
            able = supply.host_slots * a.host_capacity.astype(float)
            for r in range(self._roles):
                seats[:, r] = np.minimum(seats[:, r], able[:, a.hosts.of(r)].sum(axis=1))
        found: Floats = self._by_week() @ (seats * supply.role_slots)
        return found

    def _let_hosts_give(self) -> Numbers:
        """Let each kind of host give visits to its roles, in each week; return the fair rows."""
        a, supply = self._arrays, self.supply
        if not a.host_of_role:
            # Anybody may receive anywhere, as many as the capacities allow.
            self._slack(self.seat, -1, 0, self._total)
            return np.zeros(0, np.int64)
        fair_rows = []
        load = np.minimum(
            (self._by_week() @ supply.host_slots.astype(float)) * a.host_capacity, a.host_per_week
        )
        fair = np.minimum(np.maximum(a.fair_hosting - self._received(), 0), load.sum(axis=0))
        kinds: dict[tuple[int, ...], list[int]] = {}
        for h in np.unique(a.hosts.items).tolist():
            kinds.setdefault(tuple(a.host_roles.of(h).tolist()), []).append(h)
        each_week = np.arange(self._weeks) * self._roles
        for roles, hosts in kinds.items():
            most = load[:, hosts].sum(axis=1)
            fairly = self._rows(most=[fair[hosts].sum()])
            fair_rows.append(int(fairly[0]))
            self._slack(fairly, -1, a.weighting.host_overload, self._total)
            loads = self._rows(most=most) if len(roles) > 1 else None
            for r in roles:
                given = self._slack(self.seat[each_week + r], -1, 0, most)
                self._entries.put(fairly, given, 1)
                if loads is not None:
                    self._entries.put(loads, given, 1)
        return np.array(fair_rows, np.int64)
