"""Proven bounds by counting and by flows, each the optimum of a problem with fewer rules.

A bound on a tier holds for every plan that attains the given values in the tiers before it (a
plan that is better there is better anyway). Each is a sum of optima of relaxations that share
no term, and the minimum of a sum is no less than the sum of minima:

``missing_visits``
    Largest flow person → week → (kind of guest, half-day) → (department, half-day) → (role,
    half-day) → (host, half-day) → (host, week). It knows availability, targets, visits per week,
    home cover, capacities of role, department and host, and host load. It forgets ladder, gaps,
    variety, and that a host may be away as a guest.
``worst_missing``
    The smallest w for which everybody can have target − w visits in that flow. Augmenting a flow
    never takes from a person, so the same people can still be served by a largest flow.
``pair_shortfall``, ``comfort``
    Cheapest flow person → department → seats over the horizon → hosts: a person's first visit to
    a department at the cheapest role, a further one at the second cheapest plus the weight of a
    repetition; shortfalls of pairs at a price that no comfort outweighs; hosts above
    ``fair_hosting`` at the weight of overload. ``one_way`` |x − y| is the largest μ (x − y) with
    |μ| ≤ weight, so that every μ gives a bound; subgradient steps look for a good one.
    ``crowded_week`` and ``flat_ladder`` have flows of their own.
``changes``
    Published visits that no plan can hold, and those beyond the capacity of their role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import LEVELS, UNLIMITED, Arrays, compile_problem
from solver.rotation.network import Network
from solver.rotation.problem import Problem
from solver.rotation.supply import Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

FINE = 16
"""Costs are whole sixteenths inside the flow, so that the multipliers μ can be fractions."""
STEPS = 24
"""Subgradient steps for one price of shortfalls."""
FORBIDDEN = 1_000_000
"""The cost of a role that may not be; no sum of comfort comes near."""


def bounds(
    problem: Problem | Arrays,
    values: Mapping[str, int] | None = None,
    *,
    with_comfort: bool = True,
    should_stop: Callable[[], bool] | None = None,
) -> dict[str, int]:
    """Return a proven lower bound of each tier.

    Parameters
    ----------
    problem
        The problem or its arrays.
    values
        Tier values of the plan in hand: bounds of later tiers hold for all plans that attain
        those before. Without values, for plans that attain the bounds themselves.
    with_comfort
        Whether to bound comfort, which takes most of the time, as well.
    should_stop
        Asked between the steps; what is proven so far is returned.
    """
    arrays = compile_problem(problem) if isinstance(problem, Problem) else problem
    supply = Supply(arrays)
    found = {"missing_visits": missing_visits(supply)}
    missing = (values or found)["missing_visits"]
    found["worst_missing"] = max(worst_missing(supply), -(-missing // max(1, len(arrays.target))))
    worst = (values or found)["worst_missing"]
    flow = ComfortFlow(supply, missing, worst)
    found["pair_shortfall"] = flow.shortfall()
    shortfall = (values or found)["pair_shortfall"]
    if with_comfort:
        found["comfort"] = (
            flow.comfort(shortfall, should_stop)
            + crowded_week(supply, missing)
            + flat_ladder(supply, missing)
        )
    found["changes"] = lost_promises(supply)
    return found


def missing_visits(supply: Supply) -> int:
    """Return how many visits must be missing."""
    wanted = supply.wanted
    return int(wanted.sum()) - _guests(supply, wanted).most()[0]


def worst_missing(supply: Supply) -> int:
    """Return how many visits somebody must miss."""
    wanted = supply.wanted
    lowest = int((wanted - np.minimum(wanted, supply.alone)).max(initial=0))
    for worst in range(lowest, int(wanted.max(initial=0))):
        least = np.maximum(wanted - worst, 0)
        if _guests(supply, least).most()[0] == least.sum():
            return worst
    return int(wanted.max(initial=0))


def _guests(supply: Supply, wanted: NDArray[np.int64]) -> Network:
    """Join people through weeks and half-days, by kind of guest, to the seats."""
    a = supply.arrays
    slots, people = a.busy.shape
    departments, roles = len(a.away), len(a.role_level)
    net = Network()
    person, week = net.block(people), net.block(a.weeks * people).reshape(a.weeks, people)
    net.join(net.source, person, np.minimum(wanted, supply.alone))
    net.join(person, week, supply.present)
    kinds = _kinds(supply)
    home = np.array([a.department[one[0]] for one in kinds], np.int64)
    kind_of = np.zeros(people, np.int64)
    for number, members in enumerate(kinds):
        kind_of[members] = number
    leaving = net.block(slots * len(kinds)).reshape(slots, len(kinds))
    gone = net.block(slots * len(kinds)).reshape(slots, len(kinds))
    t, p = np.nonzero(~supply.busy & (np.arange(slots)[:, None] >= a.frozen_slots))
    net.join(week[a.slot_week[t], p], leaving[t, kind_of[p]], 1 if a.one_place else UNLIMITED)
    net.join(leaving, gone, a.away[home])
    doors = net.block(slots * departments).reshape(slots, departments)
    entered = net.block(slots * departments).reshape(slots, departments)
    seats = net.block(slots * roles).reshape(slots, roles)
    net.join(doors, entered, a.reception)
    net.join(entered[:, a.role_department], seats, UNLIMITED)
    for number, members in enumerate(kinds):
        allowed = supply.allowed[members].any(axis=0)
        if len(kinds) == len(np.unique(home)):
            into = np.unique(a.role_department[allowed])
            net.join(gone[:, number, None], doors[:, into], UNLIMITED)
        else:
            net.join(gone[:, number, None], seats[:, allowed], UNLIMITED)
    supply.join_hosts(net, seats, np.ones(roles, np.bool_))
    return net


def _kinds(supply: Supply) -> list[NDArray[np.int64]]:
    """Guests told apart: by department, and by own level where the level window is in force."""
    a = supply.arrays
    window = a.problem.rules.level_window.on
    level = np.array([one.level or 0 if window else 0 for one in a.problem.people])
    key = a.department * (LEVELS + 1) + level
    return [np.flatnonzero(key == one) for one in np.unique(key)]


class ComfortFlow:
    """The flow person → department → seats → hosts for given missing visits."""

    def __init__(self, supply: Supply, missing: int, worst: int) -> None:
        a, self.supply = supply.arrays, supply
        self.arrays = a
        people, departments = len(a.target), len(a.away)
        net = self.net = Network()
        person, skipped = net.block(people), int(net.block(1)[0])
        spare = np.maximum(a.most - a.target, 0)
        self.spare = int(np.minimum(spare, supply.alone).sum())
        net.join(net.source, person, supply.wanted + np.minimum(spare, supply.alone))
        net.join(net.source, net.sink, self.spare)
        net.join(person, skipped, min(worst, UNLIMITED))
        net.join(skipped, net.sink, missing)
        self.amount = int(supply.wanted.sum()) + self.spare
        # Unserved people beyond what the values allow would be a plan that is not asked about.
        between = net.block(departments * departments).reshape(departments, departments)
        self._join_visits(person, between)
        inside = net.block(departments)
        self.flows = net.join(between, inside, UNLIMITED)
        self.reward_pairs: list[tuple[int, int]] = []
        self.rewards = self._join_pairs(between, inside)
        self._join_hosts(inside)
        self.constant = self._constant()

    def _join_visits(self, person: NDArray[np.int64], between: NDArray[np.int64]) -> None:
        a, repeat = self.arrays, self.arrays.weighting.repeat_department
        for d in range(len(a.away)):
            roles = np.flatnonzero(a.role_department == d)
            if not len(roles):
                continue
            fine = np.floor(self.supply.cost[:, roles] * FINE).astype(np.int64)
            cost = np.where(self.supply.reach[:, roles], fine, FORBIDDEN)
            two = np.sort(np.pad(cost, ((0, 0), (0, 1)), constant_values=FORBIDDEN), axis=1)[:, :2]
            again = two[:, 1 if a.once_per_role else 0]
            done = self.supply.done_by_department[:, d]
            first = two[:, 0] < FORBIDDEN
            if a.once_per_department:
                first &= done == 0
            node = between[a.department, d]
            price = two[:, 0] + FINE * repeat * (done > 0)
            self.net.join(person[first], node[first], 1, price[first])
            more = first & (again < FORBIDDEN) & (not a.once_per_department)
            self.net.join(person[more], node[more], UNLIMITED, again[more] + FINE * repeat)

    def _join_pairs(
        self, between: NDArray[np.int64], inside: NDArray[np.int64]
    ) -> list[tuple[slice, int]]:
        """Join arcs that fill each pair's minimum; the flow is paid for using them."""
        a, rewards = self.arrays, []
        self.short_of = 0
        done = np.zeros((len(a.away), len(a.away)), np.int64)
        np.add.at(done, a.department, self.supply.done_by_department)
        minima: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for origin, into, minimum, weight in a.pairs.tolist():
            left = minimum - int(done[origin, into])
            if left > 0 and weight > 0:
                minima.setdefault((origin, into), []).append((left, weight))
                self.short_of += left * weight
        for (origin, into), several in minima.items():
            before = 0
            for left in sorted({left for left, _ in several}):
                weight = sum(w for other, w in several if other >= left)
                arc = self.net.join(between[origin, into], inside[into], left - before)
                rewards.append((arc, weight))
                self.reward_pairs.append((origin, into))
                before = left
        return rewards

    def _join_hosts(self, inside: NDArray[np.int64]) -> None:
        a, net = self.arrays, self.net
        seats, overload = self.supply.seats.sum(axis=0), a.weighting.host_overload * FINE
        if not a.host_of_role:
            net.join(inside, net.sink, seats)
            return
        full = net.block(len(inside))
        net.join(inside, full, seats)
        hosts = np.unique(a.hosts.items)
        able = (
            self.supply.host_slots[:, hosts]
            & (np.arange(len(a.slot_week)) >= a.frozen_slots)[:, None]
        )
        most = np.zeros(len(hosts), np.int64)
        for week in range(a.weeks):
            slots = able[a.slot_week == week].sum(axis=0)
            most += np.minimum(slots * a.host_capacity[hosts].astype(np.int64), a.host_per_week)
        received = np.bincount(
            self.supply.done[self.supply.done[:, 3] >= 0, 3], minlength=len(a.target)
        )
        fair = np.minimum(most, np.maximum(a.fair_hosting - received[hosts], 0))
        home = a.department[hosts]
        served = net.block(len(hosts))
        net.join(full[home], served, most)
        net.join(served, net.sink, fair)
        net.join(served, net.sink, most - fair, overload)

    def _constant(self) -> int:
        """Comfort of the frozen part that the flow does not see."""
        a, done = self.arrays, self.supply.done
        static = int(a.cost[done[:, 0], done[:, 1]].sum())
        repeats = int(np.maximum(self.supply.done_by_department - 1, 0).sum())
        received = np.bincount(done[done[:, 3] >= 0, 3], minlength=1)
        overload = int(np.maximum(received - a.fair_hosting, 0).sum())
        w = a.weighting
        return static + repeats * w.repeat_department + overload * w.host_overload

    def shortfall(self) -> int:
        """Return the least shortfall of the pairs."""
        if not self.rewards:
            return 0
        price = np.zeros(self.net.arcs, np.int64)
        for arc, weight in self.rewards:
            price[arc] = -weight * FORBIDDEN * FINE
        found = self.net.cheapest(self.amount, price)
        if found is None:
            return 0
        filled = sum(weight * int(found[1][arc].sum()) for arc, weight in self.rewards)
        return self.short_of - filled

    def comfort(self, shortfall: int, should_stop: Callable[[], bool] | None) -> int:
        """Return the least comfort at no more than this shortfall.

        The price of a shortfall is a multiplier too: any price gives a bound, one that no
        comfort outweighs gives the best one when the shortfall is the least possible.
        """
        best = 0
        prices = [FORBIDDEN // 8, 64, 8, 0] if self.rewards else [0]
        for price in prices:
            for value in self._ascend(price, shortfall, should_stop):
                best = max(best, value)
            if should_stop is not None and should_stop():
                break
        return best + self.constant if best else self.constant

    def _ascend(
        self, price: int, shortfall: int, should_stop: Callable[[], bool] | None
    ) -> list[int]:
        """Try multipliers μ of ``one_way`` for one price of shortfalls."""
        a = self.arrays
        departments = len(a.away)
        done = np.zeros((departments, departments), np.int64)
        np.add.at(done, a.department, self.supply.done_by_department)
        limit = a.weighting.one_way * FINE
        tied = np.triu(a.one_way)
        multiplier = np.zeros((departments, departments), np.int64)
        values: list[int] = []
        step = float(limit)
        for _ in range(STEPS if tied.any() and limit else 1):
            if should_stop is not None and should_stop():
                break
            extra = np.zeros(self.net.arcs, np.int64)
            both = multiplier - multiplier.T
            extra[self.flows] = both.ravel()
            for arc, weight in self.rewards:
                extra[arc] = -weight * price * FINE
            self._charge_rewards(extra, both)
            found = self.net.cheapest(self.amount, extra)
            if found is None:
                return [0]
            cost, flow = found
            offset = int((both * done)[tied].sum())
            total = cost + offset + (self.short_of - shortfall) * price * FINE
            values.append(-(-total // FINE))
            sent = self._sent(flow)
            gap = (sent + done) - (sent + done).T
            move = np.rint(step * np.sign(gap) * np.minimum(1, np.abs(gap) / 4)).astype(np.int64)
            fresh = np.clip(multiplier + move, -limit, limit) * tied
            step *= 0.85
            if (fresh == multiplier).all():
                break
            multiplier = fresh
        return values

    def _charge_rewards(self, extra: NDArray[np.int64], both: NDArray[np.int64]) -> None:
        """Arcs that fill a pair's minimum carry the multiplier of their departments as well."""
        for (arc, _), (origin, into) in zip(self.rewards, self.reward_pairs, strict=True):
            extra[arc] += both[origin, into]

    def _sent(self, flow: NDArray[np.int64]) -> NDArray[np.int64]:
        departments = len(self.arrays.away)
        sent = flow[self.flows].reshape(departments, departments).copy()
        for (arc, _), (origin, into) in zip(self.rewards, self.reward_pairs, strict=True):
            sent[origin, into] += int(flow[arc].sum())
        return sent


def crowded_week(supply: Supply, missing: int) -> int:
    """Return the weighted visits beyond the fair share of their week."""
    a = supply.arrays
    done = np.bincount(a.slot_week[supply.done[:, 2]], minlength=a.weeks)
    net = Network()
    person, week = net.block(len(a.target)), net.block(a.weeks)
    net.join(net.source, person, np.minimum(supply.wanted, supply.alone))
    net.join(person[None, :], week[:, None], supply.present)
    fair = np.maximum(a.fair_week - done, 0)
    seats = supply.seats.sum(axis=1)
    net.join(week, net.sink, np.minimum(fair, seats))
    net.join(week, net.sink, np.maximum(seats - fair, 0), 1)
    found = net.cheapest(max(0, int(supply.wanted.sum()) - missing))
    before = int(np.maximum(done - a.fair_week, 0).sum())
    return a.weighting.crowded_week * (before + (found[0] if found else 0))


def flat_ladder(supply: Supply, missing: int) -> int:
    """Return the weighted visits at a level that the person has had before.

    With the ladder in force a person's levels rise, so that successive visits of equal level are
    all visits of a level but the first. The frozen part is left out, and so are its targets.
    """
    a = supply.arrays
    if a.ladder != 1 or not a.weighting.flat_ladder:
        return 0
    seats = [int(supply.seats_of(a.role_level == one).sum()) for one in range(LEVELS + 1)]
    net = Network()
    person, level = net.block(len(a.target)), net.block(LEVELS + 1)
    net.join(net.source, person, np.minimum(supply.wanted, supply.alone))
    p, one = np.nonzero(supply.reach_level)
    net.join(person[p], level[one], 1)
    net.join(person[p], level[one], UNLIMITED, 1)
    net.join(level, net.sink, seats)
    found = net.cheapest(max(0, int(supply.wanted.sum()) - missing))
    return a.weighting.flat_ladder * (found[0] if found else 0)


def lost_promises(supply: Supply) -> int:
    """Return the changes that the rules force upon the published plan."""
    a = supply.arrays
    changes = 0
    kept: dict[tuple[int, int], int] = {}
    for p, r, t, h in a.published.tolist():
        if t < a.frozen_slots:
            continue
        if a.busy[t, p] or not a.allowed[p, r] or not supply.role_slots[t, r]:
            changes += 2
        elif a.host_of_role and (h < 0 or h not in a.hosts.of(r) or not supply.host_slots[t, h]):
            changes += 1
        else:
            kept[t, r] = kept.get((t, r), 0) + 1
    beyond = [max(0, count - int(a.role_capacity[r])) for (_, r), count in kept.items()]
    return changes + 2 * sum(beyond)
