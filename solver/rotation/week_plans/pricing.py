"""The cheapest plans at given duals, and the bound on comfort that they prove.

The bound does not trust the solver of the programme: for any duals of the right sign the cheapest
chains of all people and the worth of all rows add up to a bound (weak duality). Duals are whole
1/1024, so that these sums are exact in floating point and the bound is proven, not only computed.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from solver.rotation.kernels.priced import price_people
from solver.rotation.supply import GRAIN

if TYPE_CHECKING:
    from solver.rotation.supply import Supply
    from solver.rotation.week_plans.linear import Floats, Ints
    from solver.rotation.week_plans.master import Master

SHORT, LONG = 100_000, 2_000_000
"""Places at which the search for one person's plan may look."""


class Pricing:
    """Looks for plans, people cut into parts, one for each thread.

    Parameters
    ----------
    supply, workers
        What the company offers; threads.

    Attributes
    ----------
    longest
        Most visits of a plan.
    worst
        Plans that miss more visits than this are not looked at.
    thorough
        Whether the cheapest plan of each person is wanted, or a good one will do.
    """

    def __init__(self, supply: Supply, workers: int) -> None:
        a = self._arrays = supply.arrays
        self._weeks, self._roles = a.weeks, len(a.role_level)
        self.worst = 0
        self.thorough = False
        slots, people = a.busy.shape
        able = np.minimum(np.maximum(a.most - supply.visits_done, 0), supply.alone)
        table = np.stack([a.department, supply.wanted, able]).astype(np.int32)
        limits = np.minimum(supply.present, slots).astype(np.int32)
        reach = np.zeros((a.weeks, people, self._roles), np.uint8)
        for week in range(a.weeks):
            inside = a.slot_week == week
            free = (~supply.busy[inside]).T.astype(np.float32)
            meet = free @ supply.role_slots[inside].astype(np.float32)
            reach[week] = supply.allowed & (meet > 0)
        self.longest = max(1, int(np.minimum(able, limits.sum(axis=0)).max(initial=0)))
        self._parts = [
            (
                part,
                *(np.ascontiguousarray(one) for one in (table[:, part], limits[:, part])),
                supply.cost[part],
                np.ascontiguousarray(reach[:, part]),
            )
            for part in np.array_split(np.arange(people), workers)
            if len(part)
        ]
        shape = np.stack([a.role_department, a.role_level, np.arange(self._roles)])
        self._shape = shape.astype(np.int32)

    def evaluate(self, master: Master, duals: Floats) -> tuple[float, Ints]:
        """Return the bound that some duals prove, and the cheapest chain of each person.

        Parameters
        ----------
        master
            The rows, with the limits that the values held give them.
        duals
            By row.
        """
        y = self._clipped(master, duals)
        values, chains = self._cheapest(master, y)
        limit = np.where(y > 0, master.least, master.most)
        limit[master.person] = 0
        worth = float((y * np.where(y == 0, 0, limit)).sum())
        # A plan may use slacks, but no penalties.
        slacks = master.slacks
        cost = slacks.cost.copy()
        np.subtract.at(cost, slacks.column, slacks.value * y[slacks.row])
        saved = float((np.minimum(cost, 0) * slacks.most).sum())
        return values + worth + saved + master.constant, chains

    def _clipped(self, master: Master, duals: Floats) -> Floats:
        """Return whole 1/1024 of the right sign that leave no slack a negative cost."""
        a, w = self._arrays, self._arrays.weighting
        y = np.rint(duals * GRAIN) / GRAIN
        y[np.isinf(master.least) & (y > 0)] = 0
        y[np.isinf(master.most) & (y < 0)] = 0
        y[master.crowded] = np.maximum(y[master.crowded], -w.crowded_week)
        y[master.balance] = np.clip(y[master.balance], -w.one_way, w.one_way)
        y[master.pair] = np.minimum(y[master.pair], -y[master.short] * a.pairs[:, 3])
        y[master.fair] = np.maximum(y[master.fair], -w.host_overload)
        return y

    def _cheapest(self, master: Master, y: Floats) -> tuple[float, Ints]:
        """Return what the cheapest chains of all people cost together, and these chains."""
        a, weights = self._arrays, self._arrays.weighting
        seat = -(y[master.seat] + y[master.capacity]).reshape(self._weeks, self._roles)
        seat -= y[master.department].reshape(self._weeks, -1)[:, a.role_department]
        seat -= y[master.crowded][:, None]
        seat = np.ascontiguousarray(seat)
        toll = np.zeros((len(a.away), len(a.away)))
        np.subtract.at(toll, (a.pairs[:, 0], a.pairs[:, 1]), y[master.pair])
        np.subtract.at(toll, (master.tied[:, 0], master.tied[:, 1]), y[master.balance])
        np.add.at(toll, (master.tied[:, 1], master.tied[:, 0]), y[master.balance])
        flat = weights.flat_ladder if a.ladder == 1 else 0
        charge = np.array([weights.repeat_department, flat, -y[master.missing][0]], np.float64)
        places = LONG if self.thorough else SHORT
        variety = (a.once_per_role, a.once_per_department)
        rules = np.array([a.ladder, *variety, self.worst, places], np.int32)
        values = np.zeros(len(a.target))
        chains = np.full((len(a.target), self.longest), -1, np.int32)

        def price(part: Any) -> None:
            people, table, limits, cost, reach = part
            value, chain = np.zeros(len(people)), chains[people].copy()
            # fmt: off
            price_people(
                table, limits, cost, reach, self._shape, rules, charge, seat, toll, value, chain
            )
            # fmt: on
            values[people], chains[people] = value, chain

        if len(self._parts) > 1:
            with ThreadPoolExecutor(len(self._parts)) as pool:
                list(pool.map(price, self._parts))
        else:
            price(self._parts[0])
        return float(values.sum()), chains
