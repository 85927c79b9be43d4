r"""Who visits which role in which week: a linear programme over whole plans of people.

Every person has one plan out of very many, a chain of (week, role). The programme chooses a share
of each so that seats, hosts and the earlier tiers are kept, at the least comfort:

.. math:: \min \sum_j c_j \lambda_j + \ldots \quad\text{with}\quad \sum_{j \in J_p} \lambda_j = 1

============== ============================================================ ==================
row            holds                                                        slack, at a price
============== ============================================================ ==================
person         one plan
seat           week, role: guests ≤ what hosts give to the role
capacity       week, role: guests ≤ Σ slots min(capacity, hosts there)
department     week, department: guests ≤ the largest flow to its hosts
load           week, kind of host: given to all roles ≤ load                (only with two roles)
fair           kind of host: given ≤ fair hosting                           ``host_overload``
crowded        week: guests ≤ fair share                                    ``crowded_week``
pair, short    pair: guests ≥ minimum; Σ weight × shortfall ≤ its tier      the shortfall
balance        two departments tied by a pair: there − back = 0             ``one_way``
missing        missing visits ≤ their tier
============== ============================================================ ==================

Hosts of the same roles count as one kind. Half-days within a week, home cover and gaps are
left out, so that no plan of the problem is better. Plans are made as they are needed (column
generation): the cheapest chain of each person at the duals of the rows, see ``kernels.priced``.
Duals are averaged with those of the best bound so far (Wentges, 1997), and limited by slacks.

The bound does not trust the solver of the programme: for any duals of the right sign the cheapest
chains of all people and the worth of all rows add up to a bound. Duals are whole 1/1024, so that
these sums are exact in floating point and the bound is proven, not only computed.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from solver.rotation.kernels.priced import price_people
from solver.rotation.supply import GRAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from solver.rotation.supply import Supply

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

SMOOTH = 0.5
CLOSE = 1e-6
GAP = 0.004
"""The choice of whole plans ends within this share of the best."""


MANY_ROWS = 2_000
"""With more rows and long plans the simplex stalls; the interior point method does not, and its
duals are better."""
NARROW = 0.01
"""A share of its value to which the programme is solved by the interior point method."""
LATE = 0.8
"""Once fewer people than this share find a better plan in a turn, they look for their best."""
SHORT, LONG = 100_000, 2_000_000
"""Places at which the search for one person's plan may look."""
SETTLED, SMALL = 0.99, 0.01
"""Shares of a plan that is as good as chosen, and as good as none."""
NEAR = 3.0
"""Plans that cost the programme more than this are not looked at in the choice of whole plans."""


class Quiet(highspy.Highs):
    """A solver that does not greet on the standard output, which may be a document."""

    def enableCallbacks(self) -> Any:  # noqa: N802 - the first thing it does
        """Be silent, then listen."""
        self.silent()
        return super().enableCallbacks()  # type: ignore[no-untyped-call]


class Entries:
    """Coefficients by row and column, collected in blocks."""

    def __init__(self) -> None:
        self._blocks: list[tuple[NDArray[np.int64], ...]] = []

    def put(self, rows: Any, columns: Any, values: Any) -> None:
        """Add coefficients; the arguments are broadcast against each other."""
        arrays = np.broadcast_arrays(
            *(np.asarray(one, np.int64) for one in (rows, columns, values))
        )
        self._blocks.append(tuple(one.ravel() for one in arrays))

    def merged(self, rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Return columns, rows and values ordered by column and row, each place once."""
        row, column, value = (np.concatenate(one) for one in zip(*self._blocks, strict=True))
        places, inverse = np.unique(column * rows + row, return_inverse=True)
        total = np.bincount(inverse, value.astype(float), len(places)).astype(float)
        return places // rows, places % rows, total


class WeekPlans:
    """The linear programme, its plans so far, and the best bound it has proven.

    Parameters
    ----------
    supply
        What the company offers.
    workers
        Threads that look for plans.
    over
        Asked often; True ends what is running.

    Attributes
    ----------
    exact, bound
        The best bound for the values held, before and after rounding up.
    value
        What the programme costs with the plans so far.
    """

    def __init__(self, supply: Supply, workers: int, over: Callable[[], bool]) -> None:
        a = self.arrays = supply.arrays
        self._supply = supply
        self._over = over
        self._weeks, self._roles = a.weeks, len(a.role_level)
        self.exact, self.value = -math.inf, math.inf
        self._rules = np.array([a.ladder, a.once_per_role, a.once_per_department, 0, 0], np.int32)
        self._prepare_people(max(1, workers))
        self._prepare_rows()
        self._chains = np.zeros((0, self._longest), np.int32)
        self._owners = np.zeros(0, np.int32)
        self._known: set[bytes] = set()
        self._centre = np.zeros(self._count)
        self._late = False
        self._rough = self._count > MANY_ROWS and self._longest > 2
        self._highs = self._start()

    @property
    def bound(self) -> int:
        """No plan that attains the values held has less comfort."""
        return max(0, math.ceil(self.exact - CLOSE)) if math.isfinite(self.exact) else 0

    @property
    def _gap(self) -> float:
        """By which share of its value the programme may still be wrong."""
        return (self.value - self.exact) / max(1.0, abs(self.value))

    def _prepare_people(self, workers: int) -> None:
        """Cut people into parts, one for each thread, and lay out what pricing reads."""
        a, supply = self.arrays, self._supply
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
        self._longest = max(1, int(np.minimum(able, limits.sum(axis=0)).max(initial=0)))
        parts = np.array_split(np.arange(people), workers)
        self._parts = [
            (
                part,
                *(np.ascontiguousarray(one) for one in (table[:, part], limits[:, part])),
                supply.cost[part],
                np.ascontiguousarray(reach[:, part]),
            )
            for part in parts
            if len(part)
        ]
        self._shape = np.stack([a.role_department, a.role_level, np.arange(self._roles)])
        self._shape = self._shape.astype(np.int32)

    def _prepare_rows(self) -> None:
        """Make the rows, and the columns that are no plans."""
        a, w, supply = self.arrays, self.arrays.weighting, self._supply
        weeks, roles, departments = self._weeks, self._roles, len(a.away)
        self._count = 0
        self._least: list[Floats] = []
        self._most: list[Floats] = []
        people = len(a.target)
        self._person = self._rows(np.ones(people), np.ones(people))
        seats = self._seats()
        self._seat = self._rows(most=np.zeros(weeks * roles))
        self._capacity = self._rows(most=seats.ravel())
        self._department = self._rows(most=supply.seats.ravel())
        done = supply.done
        in_week = np.bincount(a.slot_week[done[:, 2]], minlength=weeks)
        self._crowded = self._rows(most=a.fair_week - in_week)
        between = np.zeros((departments, departments))
        np.add.at(between, a.department, supply.done_by_department)
        already = between[a.pairs[:, 0], a.pairs[:, 1]]
        self._pair = self._rows(least=a.pairs[:, 2] - already)
        self._tied = np.argwhere(np.triu(a.one_way))
        balance = -(between - between.T)[self._tied[:, 0], self._tied[:, 1]]
        self._balance = self._rows(balance, balance)
        self._missing = self._rows(most=[0.0])
        self._short = self._rows(most=[0.0])
        self._static_cost: list[Floats] = []
        self._static_most: list[Floats] = []
        self._entries = Entries()
        total = float(supply.wanted.sum() + len(done) + a.pairs[:, 2].sum() + 1)
        self._host_columns(total)
        self._slack(self._crowded, -1, w.crowded_week, total)
        few = self._slack(self._pair, 1, 0, total)
        self._entries.put(self._short, few, a.pairs[:, 3])
        self._slack(self._balance, 1, w.one_way, total)
        self._slack(self._balance, -1, w.one_way, total)
        self._true = self._columns  # what follows lets rows be broken, dearly
        price = w.visit
        self._slack(self._seat, -1, price, math.inf)
        self._slack(self._capacity, -1, price, math.inf)
        self._slack(self._department, -1, price, math.inf)
        self._slack(self._short, -1, 2 * price, math.inf)
        self._slack(self._missing, -1, 4 * price, math.inf)
        self._slack(self._person, 1, 400 * price, math.inf)
        received = np.bincount(done[done[:, 3] >= 0, 3], minlength=people)
        over = int(np.maximum(received - a.fair_hosting, 0).sum())
        repeats = int(np.maximum(supply.done_by_department - 1, 0).sum())
        # Overload and repetitions of the frozen part cannot be undone; crowded weeks count once.
        self._constant = float(a.cost[done[:, 0], done[:, 1]].sum())
        self._constant += w.repeat_department * repeats + w.host_overload * over

    def _rows(self, least: Any = None, most: Any = None) -> NDArray[np.int64]:
        """Make rows and return their numbers."""
        size = len(most if least is None else least)
        self._least.append(np.full(size, -np.inf) if least is None else np.asarray(least, float))
        self._most.append(np.full(size, np.inf) if most is None else np.asarray(most, float))
        self._count += size
        return np.arange(self._count - size, self._count)

    @property
    def _columns(self) -> int:
        return sum(len(one) for one in self._static_cost)

    def _slack(
        self, rows: NDArray[np.int64], sign: int, cost: float, most: float
    ) -> NDArray[np.int64]:
        """Make a column for each row, and return their numbers."""
        columns = self._columns + np.arange(len(rows))
        self._entries.put(rows, columns, sign)
        self._static_cost.append(np.full(len(rows), float(cost)))
        self._static_most.append(np.full(len(rows), most))
        return columns

    def _by_week(self) -> Floats:
        """Return which slots that are still open belong to which week."""
        a = self.arrays
        slots = np.arange(len(a.slot_week))
        found = np.zeros((a.weeks, len(slots)))
        found[a.slot_week, slots] = slots >= a.frozen_slots
        return found

    def _seats(self) -> Floats:
        """Return the most guests by week and role."""
        a, supply = self.arrays, self._supply
        seats = np.broadcast_to(a.role_capacity.astype(float), a.open.shape).copy()
        if a.host_of_role:
            able = supply.host_slots * a.host_capacity.astype(float)
            for r in range(self._roles):
                seats[:, r] = np.minimum(seats[:, r], able[:, a.hosts.of(r)].sum(axis=1))
        found: Floats = self._by_week() @ (seats * supply.role_slots)
        return found

    def _host_columns(self, total: float) -> None:
        """Let each kind of host give visits to its roles, in each week."""
        a, supply, weeks = self.arrays, self._supply, self._weeks
        if not a.host_of_role:
            # Anybody may receive anywhere, as many as the capacities allow.
            self._slack(self._seat, -1, 0, total)
            self._fair = np.zeros(0, np.int64)
            return
        fair_rows = []
        load = np.minimum(
            (self._by_week() @ supply.host_slots.astype(float)) * a.host_capacity, a.host_per_week
        )
        done = supply.done
        received = np.bincount(done[done[:, 3] >= 0, 3], minlength=len(a.target))
        fair = np.minimum(np.maximum(a.fair_hosting - received, 0), load.sum(axis=0))
        kinds: dict[tuple[int, ...], list[int]] = {}
        for h in np.unique(a.hosts.items).tolist():
            kinds.setdefault(tuple(a.host_roles.of(h).tolist()), []).append(h)
        each_week = np.arange(weeks) * self._roles
        for roles, hosts in kinds.items():
            most = load[:, hosts].sum(axis=1)
            fairly = self._rows(most=[fair[hosts].sum()])
            fair_rows.append(int(fairly[0]))
            self._slack(fairly, -1, a.weighting.host_overload, total)
            loads = self._rows(most=most) if len(roles) > 1 else None
            for r in roles:
                given = self._slack(self._seat[each_week + r], -1, 0, 0.0)
                self._static_most[-1] = most
                self._entries.put(fairly, given, 1)
                if loads is not None:
                    self._entries.put(loads, given, 1)
        self._fair = np.array(fair_rows, np.int64)

    def _start(self) -> Any:
        """Hand rows and fixed columns to the solver of linear programmes."""
        least, most = np.concatenate(self._least), np.concatenate(self._most)
        column, row, value = self._entries.merged(self._count)
        cost, upper = np.concatenate(self._static_cost), np.concatenate(self._static_most)
        # Weak duality reads the columns that a plan may use; penalties are not among them.
        inside = column < self._true
        self._static = column[inside], row[inside], value[inside]
        self._static_cost, self._static_most = [cost[: self._true]], [upper[: self._true]]
        self._row_least, self._row_most = least, most
        highs = self._solver()
        # New columns leave the basis feasible: the primal simplex goes on from there.
        highs.setOptionValue("simplex_strategy", 4)
        highs.setOptionValue("presolve", "off")
        if self._rough:
            highs.setOptionValue("solver", "ipm")
            highs.setOptionValue("run_crossover", "off")
            highs.setOptionValue("presolve", "on")
        empty = np.zeros(0, np.int32)
        highs.addRows(self._count, least, most, 0, empty, empty, np.zeros(0))
        self._fixed_columns = len(cost)
        self._add(highs, cost, upper, column, row, value)
        return highs

    def _solver(self) -> Any:
        """Return a solver that works in one thread and stops when it should."""
        highs: Any = Quiet()  # type: ignore[no-untyped-call]
        highs.setOptionValue("threads", 1)
        highs.cbSimplexInterrupt += self._obey
        highs.cbMipInterrupt += self._obey
        return highs

    def _obey(self, event: Any) -> None:
        if self._over():
            event.interrupt()

    @staticmethod
    def _add(  # noqa: PLR0917 - a sparse matrix by columns
        highs: Any,
        cost: Floats,
        most: Floats,
        column: NDArray[np.int64],
        row: NDArray[np.int64],
        value: Floats,
    ) -> None:
        starts = np.searchsorted(column, np.arange(len(cost))).astype(np.int32)
        zero = np.zeros(len(cost))
        highs.addCols(len(cost), cost, zero, most, len(row), starts, row.astype(np.int32), value)

    def hold(self, values: Mapping[str, int]) -> None:
        """Ask for plans that attain these values of the earlier tiers; the bound begins anew."""
        if self._rules[3] != values["worst_missing"]:
            self._rules[3] = values["worst_missing"]
            self._bar_lacking()
        for rows, name in ((self._missing, "missing_visits"), (self._short, "pair_shortfall")):
            self._row_most[rows] = values[name]
            self._highs.changeRowBounds(int(rows[0]), -highspy.kHighsInf, float(values[name]))
        self.exact, self.value = -math.inf, math.inf

    def _bar_lacking(self) -> None:
        """Close the plans that lack more visits than anybody may."""
        if len(self._owners):
            closed = self._lack(self._owners, self._chains) > self._rules[3]
            numbers = self._fixed_columns + np.arange(len(closed), dtype=np.int32)
            upper = np.where(closed, 0.0, np.inf)
            self._highs.changeColsBounds(len(closed), numbers, np.zeros(len(closed)), upper)

    def _lack(self, owners: Ints, chains: Ints) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.maximum(
            self._supply.wanted[owners] - (chains >= 0).sum(axis=1), 0
        )
        return found

    def take(self, rows: Iterable[tuple[int, int, int, int]] | Ints) -> None:
        """Take the plans of people in a plan at hand; rows of person, role, slot, host."""
        a = self.arrays
        chains = np.full((len(a.target), self._longest), -1, np.int32)
        filled = np.zeros(len(a.target), np.int64)
        for p, r, t, _ in sorted(np.asarray(rows).tolist(), key=lambda row: row[2]):
            if t >= a.frozen_slots and filled[p] < self._longest:
                chains[p, filled[p]] = a.slot_week[t] * self._roles + r
                filled[p] += 1
        self._add_chains(np.arange(len(chains), dtype=np.int32), chains)

    def improve(self, rounds: int, note: Callable[[int], None]) -> bool:
        """Solve and make plans by turns; tell whether the programme is solved to the end.

        Parameters
        ----------
        rounds
            Turns at most.
        note
            Gets each better bound.
        """
        trust = 0.0
        for _ in range(rounds):
            # The first turn needs no programme: people are free to choose, or as free as before.
            duals = self._centre if math.isinf(self.value) else self._solve()
            if duals is None:
                return False
            # As long as most people find a better plan, it need not be their best.
            self._rules[4] = LONG if self._late else SHORT
            point = trust * self._centre + (1 - trust) * duals
            exact, chains = self._evaluate(self._clipped(point))
            if exact > self.exact:
                before = self.bound
                self.exact, self._centre = exact, point
                if self.bound > before:
                    note(self.bound)
            if self.value < 1e17 and (
                self.bound >= math.ceil(self.value - CLOSE) or (self._rough and self._gap < NARROW)
            ):
                return True
            fresh = self._add_chains(np.arange(len(chains), dtype=np.int32), chains)
            if math.isinf(self.value):
                self.value = 1e18
                continue
            if not fresh and trust == 0 and self._rules[4] == LONG:
                return True
            self._late = self._late or fresh < LATE * len(chains)
            trust = SMOOTH if fresh else 0.0
        return False

    def _solve(self) -> Floats | None:
        """Solve the programme for the plans so far; None if there was no time."""
        highs = self._highs
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self.value = float(highs.getInfo().objective_function_value) + self._constant
        return np.array(highs.getSolution().row_dual, np.float64)

    def _clipped(self, duals: Floats) -> Floats:
        """Return whole 1/1024 of the right sign that leave no slack a negative cost."""
        a, w = self.arrays, self.arrays.weighting
        y = np.rint(duals * GRAIN) / GRAIN
        y[np.isinf(self._row_least) & (y > 0)] = 0
        y[np.isinf(self._row_most) & (y < 0)] = 0
        y[self._crowded] = np.maximum(y[self._crowded], -w.crowded_week)
        y[self._balance] = np.clip(y[self._balance], -w.one_way, w.one_way)
        y[self._pair] = np.minimum(y[self._pair], -y[self._short] * a.pairs[:, 3])
        y[self._fair] = np.maximum(y[self._fair], -w.host_overload)
        return y

    def _evaluate(self, y: Floats) -> tuple[float, Ints]:
        """Return the bound at some duals, and the cheapest chain of each person."""
        a, weights = self.arrays, self.arrays.weighting
        weeks, roles = self._weeks, self._roles
        seat = -(y[self._seat] + y[self._capacity]).reshape(weeks, roles)
        seat -= y[self._department].reshape(weeks, -1)[:, a.role_department]
        seat -= y[self._crowded][:, None]
        toll = np.zeros((len(a.away), len(a.away)))
        np.subtract.at(toll, (a.pairs[:, 0], a.pairs[:, 1]), y[self._pair])
        np.subtract.at(toll, (self._tied[:, 0], self._tied[:, 1]), y[self._balance])
        np.add.at(toll, (self._tied[:, 1], self._tied[:, 0]), y[self._balance])
        flat = weights.flat_ladder if a.ladder == 1 else 0
        charge = np.array([weights.repeat_department, flat, -y[self._missing][0]], np.float64)
        values = np.zeros(len(a.target))
        chains = np.full((len(a.target), self._longest), -1, np.int32)
        seat = np.ascontiguousarray(seat)

        def price(part: Any) -> None:
            people, table, limits, cost, reach = part
            value, chain = np.zeros(len(people)), chains[people].copy()
            price_people(
                table,
                limits,
                cost,
                reach,
                self._shape,
                self._rules,
                charge,
                seat,
                toll,
                value,
                chain,
            )
            values[people], chains[people] = value, chain

        if len(self._parts) > 1:
            with ThreadPoolExecutor(len(self._parts)) as pool:
                list(pool.map(price, self._parts))
        else:
            price(self._parts[0])
        limit = np.where(y > 0, self._row_least, self._row_most)
        limit[self._person] = 0
        worth = float((y * np.where(y == 0, 0, limit)).sum())
        column, row, value = self._static
        cost, most = self._static_cost[0].copy(), self._static_most[0]
        np.subtract.at(cost, column, value * y[row])
        slack = float((np.minimum(cost, 0) * most).sum())
        return float(values.sum()) + worth + slack + self._constant, chains

    def _add_chains(self, owners: Ints, chains: Ints) -> int:
        """Make columns of the plans that are new; return how many there are."""
        a = self.arrays
        keys = np.concatenate([owners[:, None], chains], axis=1).astype(np.int32)
        raw, size = keys.tobytes(), keys.shape[1] * 4
        names = [raw[k : k + size] for k in range(0, len(raw), size)]
        fresh = np.array([name not in self._known for name in names], np.bool_)
        fresh &= self._lack(owners, chains) <= self._rules[3]
        if not fresh.any():
            return 0
        self._known.update(name for name, new in zip(names, fresh.tolist(), strict=True) if new)
        owners, chains = owners[fresh], chains[fresh]
        entries = Entries()
        number = np.arange(len(owners))
        entries.put(self._person[owners], number, 1)
        lack = self._lack(owners, chains)
        entries.put(self._missing[0], number[lack > 0], lack[lack > 0])
        column, place = np.nonzero(chains >= 0)
        visit = chains[column, place]
        week, r = visit // self._roles, visit % self._roles
        home, into = a.department[owners[column]], a.role_department[r]
        for rows, at in (
            (self._seat, visit),
            (self._capacity, visit),
            (self._department, week * len(a.away) + into),
            (self._crowded, week),
        ):
            entries.put(rows[at], column, 1)
        for row, (origin, goal) in zip(self._pair, a.pairs[:, :2], strict=True):
            entries.put(row, column[(home == origin) & (into == goal)], 1)
        for row, (one, other) in zip(self._balance, self._tied, strict=True):
            entries.put(row, column[(home == one) & (into == other)], 1)
            entries.put(row, column[(home == other) & (into == one)], -1)
        cost = self._cost(owners, chains)
        at, row, value = entries.merged(self._count)
        self._add(self._highs, cost, np.full(len(cost), np.inf), at, row, value)
        self._owners = np.concatenate([self._owners, owners])
        self._chains = np.concatenate([self._chains, chains])
        return len(owners)

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

    def choose(self, nodes: int) -> Ints | None:
        """Choose one whole plan for each person out of those made; None if there was no time.

        Parameters
        ----------
        nodes
            How far the tree of branchings may grow.

        Returns
        -------
        array of int
            By person the visits in order of time as week × roles + role, then −1.
        """
        solution, first = self._highs.getSolution(), self._fixed_columns
        shares = np.array(solution.col_value)[first:]
        if len(shares) != len(self._owners):
            return None
        # Whoever has one plan keeps it; the others choose among plans that cost hardly more.
        settled = np.zeros(len(self.arrays.target), np.bool_)
        settled[self._owners[shares > SETTLED]] = True
        dear = np.array(solution.col_dual)[first:] > NEAR
        dropped = np.where(settled[self._owners], shares <= SETTLED, dear & (shares < SMALL))
        highs: Any = self._solver()
        highs.passModel(self._highs.getLp())
        numbers = first + np.flatnonzero(dropped).astype(np.int32)
        highs.deleteCols(len(numbers), numbers)
        kept = np.flatnonzero(~dropped)
        numbers = first + np.arange(len(kept), dtype=np.int32)
        whole = np.full(len(kept), highspy.HighsVarType.kInteger)
        highs.changeColsIntegrality(len(kept), numbers, whole)
        highs.setOptionValue("mip_rel_gap", GAP)
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.run()
        found = highs.getInfo().primal_solution_status
        if found != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        chosen = np.zeros(len(shares))
        chosen[kept] = np.array(highs.getSolution().col_value)[first:]
        return self._read(chosen)

    def _read(self, shares: Floats) -> Ints:
        """Return the plan of each person that has the largest share."""
        order = np.argsort(shares, kind="stable")
        chains = np.full((len(self.arrays.target), self._longest), -1, np.int32)
        used = order[shares[order] > CLOSE]
        chains[self._owners[used]] = self._chains[used]
        return chains
