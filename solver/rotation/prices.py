"""Bounds by prices: scarce things get a price, then everybody plans alone.

Let every rule that ties people together be paid for instead of kept (Lagrangean relaxation). For
any prices the cheapest plans of all people alone, less what the seats on offer are worth, cost no
more than any plan that keeps the rules: each term below is at most 0 for such a plan. Prices are
moved along the subgradient (used − offered) to make the bound as high as possible.

============== ================================================== ===========================
price          paid for                                           offered
============== ================================================== ===========================
host           week, role; a host is worth the dearest of the     half-days and load of the
               host's roles, which is dual to sharing the host    host in the week
role           week, role                                         Σ slots capacity
reception      week, department                                   Σ slots reception capacity
crowded        week, at most the weight of ``crowded_week``       fair share of the week
overload       role, at most the weight; the dearest role again   fair hosting of the host
pair           pair, negative                                     minimum
one_way        pair of departments, ± weight                      0
missing        visit not made                                     missing visits allowed
============== ================================================== ===========================

People alone obey availability by week, visits per week, ladder and variety between successive
visits, see ``kernels.priced``. Prices are whole 1/1024, so that sums are exact in floating point
and the bound is proven, not only computed.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import UNLIMITED
from solver.rotation.kernels.priced import price_people
from solver.rotation.supply import GRAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from solver.rotation.supply import Supply

PATIENCE = 20
"""Steps without a better bound before the step length is halved."""
BLOCKS = ("host", "role", "reception", "crowded", "overload", "pair", "one_way", "missing")


class PriceBound:
    """Prices under change and the best bound they have proven.

    Parameters
    ----------
    supply
        What the company offers.
    values
        Values of the tiers before: the bound on comfort holds for plans that attain them. None
        bounds the missing visits instead.
    """

    def __init__(self, supply: Supply, values: Mapping[str, int] | None = None) -> None:
        a = self.arrays = supply.arrays
        self.supply = supply
        self.comfort = values is not None
        self.values = values or {}
        w, roles, departments = a.weeks, len(a.role_level), len(a.away)
        tied = np.argwhere(np.triu(a.one_way))
        self._tied = tied[:, 0], tied[:, 1]
        sizes = {
            "host": (w, roles),
            "role": (w, roles),
            "reception": (w, departments),
            "crowded": (w,),
            "overload": (roles,),
            "pair": (len(a.pairs),),
            "one_way": (len(tied),),
            "missing": (1,),
        }
        self.prices = {name: np.zeros(shape) for name, shape in sizes.items()}
        self.best_prices = {name: one.copy() for name, one in self.prices.items()}
        self.bound = 0
        self.best = -math.inf
        self.steps = 0
        self._length = 0.1
        self._stale = 0
        self._mean: dict[str, NDArray[np.float64]] | None = None
        self._share = 0.1
        self._mark = -math.inf
        self._prepare()

    def _prepare(self) -> None:
        a, supply = self.arrays, self.supply
        weights, slots = a.weighting, len(a.slot_week)
        openings = np.arange(slots) >= a.frozen_slots
        roles = len(a.role_level)
        week_of = np.zeros((a.weeks, slots))
        week_of[a.slot_week, np.arange(slots)] = 1
        self._role_seats = week_of @ (supply.role_slots * a.role_capacity.astype(float))
        opened = week_of[:, openings].sum(axis=1)
        self._reception = opened[:, None] * a.reception
        self._use_reception = bool((a.reception < UNLIMITED).any())
        # Hosts with the same roles and the same half-days free count as one.
        self._hosts = np.unique(a.hosts.items) if a.host_of_role else np.zeros(0, np.int64)
        self._duty = np.zeros((len(self._hosts), roles), np.bool_)
        for row, h in enumerate(self._hosts.tolist()):
            self._duty[row, a.host_roles.of(h)] = True
        free = supply.host_slots[:, self._hosts] & openings[:, None]
        load = (week_of @ free) * a.host_capacity[self._hosts]
        self._host_load = np.minimum(load, a.host_per_week)
        done = supply.done
        received = np.bincount(done[done[:, 3] >= 0, 3], minlength=len(a.target))
        self._fair = np.maximum(a.fair_hosting - received[self._hosts], 0).astype(float)
        over = np.maximum(received - a.fair_hosting, 0).sum()
        in_week = np.bincount(a.slot_week[done[:, 2]], minlength=a.weeks)
        self._fair_week = (a.fair_week - in_week).astype(float)
        self._between = np.zeros((len(a.away), len(a.away)))
        np.add.at(self._between, a.department, supply.done_by_department)
        repeats = np.maximum(supply.done_by_department - 1, 0).sum()
        # Overload and repetitions of the frozen part cannot be undone; crowded weeks count once.
        self._constant = float(
            a.cost[done[:, 0], done[:, 1]].sum()
            + weights.repeat_department * repeats
            + weights.host_overload * over
        )
        by_person = supply.done_by_department.sum(axis=1)
        self._people = np.stack(
            [
                a.department,
                supply.wanted,
                np.minimum(np.maximum(a.most - by_person, 0), supply.alone),
                by_person,
            ]
        ).astype(np.int32)
        self._limits = np.minimum(supply.present, slots).astype(np.int32)
        self._reach = np.zeros((a.weeks, len(a.target), roles), np.uint8)
        for week in range(a.weeks):
            inside = a.slot_week == week
            meet = (~supply.busy[inside]).T.astype(np.float32) @ supply.role_slots[inside].astype(
                np.float32
            )
            self._reach[week] = supply.allowed & (meet > 0)
        self._shape = np.stack([a.role_department, a.role_level, np.arange(roles)]).astype(np.int32)
        self._cost = supply.cost * self.comfort
        worst = self.values.get("worst_missing", UNLIMITED)
        self._rules = np.array([a.ladder, a.once_per_role, a.once_per_department, worst], np.int32)

    def improve(
        self,
        upper: float,
        *,
        seconds: float = math.inf,
        steps: int = 1_000_000,
        should_stop: Callable[[], bool] | None = None,
    ) -> int:
        """Move the prices until a limit is reached or the bound meets ``upper``; return the bound.

        Parameters
        ----------
        upper
            Value of the tier in the best plan so far; it sets the length of the steps.
        """
        end = time.monotonic() + seconds
        for _ in range(steps):
            if self.bound >= upper or time.monotonic() >= end or self._length < 1e-4:
                break
            if should_stop is not None and should_stop():
                break
            self._step(upper)
        return self.bound

    def _step(self, upper: float) -> None:
        """Make one step of the volume algorithm (Barahona and Anbil, 2000).

        The slope is averaged over the plans seen, which tends to a fractional plan of least cost;
        steps start from the best prices.
        """
        if self._mean is None:
            self.best, self._mean = self._evaluate()
            self.bound = max(self.bound, math.ceil(self.best - 1e-9))
        free = {}
        norm = 0.0
        for name in BLOCKS:
            start, mean = self.best_prices[name], self._mean[name]
            # A price that its limit holds back must not shorten the steps of the others.
            free[name] = mean * (self._clip(name, start + np.sign(mean) / GRAIN) != start)
            norm += float((free[name] ** 2).sum())
        if norm < 1e-9:
            self._length = 0.0
            return
        target = min(upper, self.best + max(1.0, 0.05 * abs(self.best)))
        length = self._length * (target - self.best) / norm
        for name in BLOCKS:
            moved = self.best_prices[name] + length * free[name]
            self.prices[name] = np.rint(self._clip(name, moved) * GRAIN) / GRAIN
        value, slope = self._evaluate()
        self.steps += 1
        along = sum(float((slope[name] * free[name]).sum()) for name in BLOCKS)
        self._mix(slope)
        if value > self.best:
            self.best = value
            self.best_prices = {name: one.copy() for name, one in self.prices.items()}
            self.bound = max(self.bound, math.ceil(value - 1e-9))
            self._stale = 0
            if along > 0:
                self._length = min(2.0, 1.1 * self._length)
        else:
            self._stale += 1
            if self._stale >= PATIENCE:
                self._stale = 0
                self._length *= 0.66

    def _mix(self, slope: dict[str, NDArray[np.float64]]) -> None:
        """Take the latest slope into the mean, by as much as makes the mean shortest."""
        mean = self._mean
        assert mean is not None
        dot = square = 0.0
        for name in BLOCKS:
            apart = mean[name] - slope[name]
            dot += float((mean[name] * apart).sum())
            square += float((apart * apart).sum())
        if self.steps % 100 == 0:
            if self.best < self._mark + 0.002 * abs(self._mark):
                self._share = max(0.005, self._share / 2)
            self._mark = self.best
        share = min(self._share, max(self._share / 10, dot / square if square else self._share))
        for name in BLOCKS:
            mean[name] += share * (slope[name] - mean[name])

    def _clip(self, name: str, price: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = self.arrays.weighting
        if name == "one_way":
            return np.clip(price, -weights.one_way, weights.one_way) * self.comfort
        if name == "crowded":
            return np.clip(price, 0, weights.crowded_week) * self.comfort
        if name == "overload":
            return np.clip(price, 0, weights.host_overload) * self.comfort
        if name in {"pair", "missing"}:
            return np.maximum(price, 0) * self.comfort
        if name == "reception" and not self._use_reception:
            return np.zeros_like(price)
        return np.maximum(price, 0)

    def _evaluate(self) -> tuple[float, dict[str, NDArray[np.float64]]]:
        """Return the bound at the present prices and its slope."""
        a, at, weights = self.arrays, self.prices, self.arrays.weighting
        departments = len(a.away)
        seat = at["host"] + at["role"] + at["reception"][:, a.role_department]
        seat = np.ascontiguousarray(seat + at["crowded"][:, None] + at["overload"])
        toll = np.zeros((departments, departments))
        np.subtract.at(toll, (a.pairs[:, 0], a.pairs[:, 1]), at["pair"])
        toll[self._tied] += at["one_way"]
        toll.T[self._tied] -= at["one_way"]
        used = np.zeros((a.weeks + 1, len(a.role_level)), np.int32)
        sent = np.zeros((departments, departments), np.int32)
        unit = float(at["missing"][0]) if self.comfort else 1.0
        charge = (
            np.array([weights.repeat_department, weights.flat_ladder, 0], np.float64) * self.comfort
        )
        charge[2] = unit
        alone = price_people(
            self._people,
            self._limits,
            self._cost,
            self._reach,
            self._shape,
            self._rules,
            charge,
            seat,
            toll,
            used,
            sent,
        )
        return self._settle(alone, used, sent.astype(float) + self._between)

    def _settle(
        self, alone: float, used: NDArray[np.int32], between: NDArray[np.float64]
    ) -> tuple[float, dict[str, NDArray[np.float64]]]:
        """Take what is on offer from the cost of all people alone."""
        a, at = self.arrays, self.prices
        week_role = used[:-1].astype(float)
        by_department = np.zeros((a.weeks, len(a.away)))
        np.add.at(by_department.T, a.role_department, week_role.T)
        slope: dict[str, NDArray[np.float64]] = {}
        worth, offered = self._host_worth(at["host"], self._host_load)
        slope["host"] = week_role - offered
        value = alone - worth
        slope["role"] = week_role - self._role_seats
        value -= float((at["role"] * self._role_seats).sum())
        slope["reception"] = by_department - self._reception
        value -= float((at["reception"] * self._reception)[at["reception"] > 0].sum())
        slope["crowded"] = week_role.sum(axis=1) - self._fair_week
        value -= float((at["crowded"] * self._fair_week).sum())
        worth, offered = self._host_worth(at["overload"][None], self._fair[None])
        slope["overload"] = week_role.sum(axis=0) - offered[0]
        value -= worth
        visits = between[a.pairs[:, 0], a.pairs[:, 1]]
        already = self._between[a.pairs[:, 0], a.pairs[:, 1]]
        slope["pair"] = a.pairs[:, 2] - visits
        value += float((at["pair"] * (a.pairs[:, 2] - already)).sum()) - self._shortfall_worth()
        balance = (between - between.T)[self._tied]
        slope["one_way"] = balance
        value += float((at["one_way"] * (self._between - self._between.T)[self._tied]).sum())
        allowed = self.values.get("missing_visits", 0)
        slope["missing"] = np.array([float(used[-1, 0] - allowed)])
        value -= float(at["missing"][0]) * allowed
        return value + self._constant * self.comfort, slope

    def _host_worth(
        self, price: NDArray[np.float64], load: NDArray[np.float64]
    ) -> tuple[float, NDArray[np.float64]]:
        """Return what the hosts are worth at the dearest of their roles, and their offer by role.

        Roles of equal price share a host evenly.
        """
        offered = np.zeros_like(price)
        worth = 0.0
        for row in range(len(price)):
            of_host = np.where(self._duty, price[row], -1.0)
            top = of_host.max(axis=1, initial=-1.0)
            ties = (of_host == top[:, None]) & self._duty
            worth += float((np.maximum(top, 0) * load[row]).sum())
            offered[row] = (ties * (load[row] / np.maximum(ties.sum(axis=1), 1))[:, None]).sum(0)
        return worth, offered

    def _shortfall_worth(self) -> float:
        """Return what the allowed shortfall is worth at the dearest price per unit of weight."""
        allowed = self.values.get("pair_shortfall", 0)
        weight = np.maximum(self.arrays.pairs[:, 3], 1e-9)
        dearest = float((self.prices["pair"] / weight).max(initial=0))
        return allowed * math.ceil(dearest * GRAIN) / GRAIN
