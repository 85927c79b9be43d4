"""The programme over week plans: solving and pricing by turns, until the bound meets the value.

Duals are averaged with those of the best bound so far (Wentges, 1997), and limited by slacks.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from solver.rotation.week_plans.choice import choose
from solver.rotation.week_plans.columns import Plans
from solver.rotation.week_plans.linear import add_columns, add_rows, solver
from solver.rotation.week_plans.master import Master
from solver.rotation.week_plans.pricing import Pricing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from solver.rotation.supply import Supply
    from solver.rotation.week_plans.linear import Floats, Ints

SMOOTH = 0.5
"""Weight of the duals of the best bound against those of the last turn."""
CLOSE = 1e-6
MANY_ROWS = 2_000
"""With more rows and long plans the simplex stalls; the interior point method does not, and its
duals are better."""
NARROW = 0.01
"""A share of its value to which the programme is solved by the interior point method."""
LATE = 0.8
"""Once fewer people than this share find a better plan in a turn, they look for their best."""
UNSOLVED = 1e18


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
        self._over = over
        self.exact, self.value = -math.inf, math.inf
        self._pricing = Pricing(supply, max(1, workers))
        self._master = Master(supply)
        self._plans = Plans(self._master, self._pricing.longest)
        self._first = len(self._master.slacks.cost) + len(self._master.penalties.cost)
        self._centre = np.zeros(self._master.count)
        self._late = False
        self._rough = self._master.count > MANY_ROWS and self._pricing.longest > 2
        self._highs = self._start()

    @property
    def bound(self) -> int:
        """No plan that attains the values held has less comfort."""
        return max(0, math.ceil(self.exact - CLOSE)) if math.isfinite(self.exact) else 0

    @property
    def _gap(self) -> float:
        """By which share of its value the programme may still be wrong."""
        return (self.value - self.exact) / max(1.0, abs(self.value))

    def _start(self) -> Any:
        """Hand rows and slacks to the solver of linear programmes."""
        highs = solver(self._over)
        # New columns leave the basis feasible: the primal simplex goes on from there.
        highs.setOptionValue("simplex_strategy", 4)
        highs.setOptionValue("presolve", "off")
        if self._rough:
            highs.setOptionValue("solver", "ipm")
            highs.setOptionValue("run_crossover", "off")
            highs.setOptionValue("presolve", "on")
        add_rows(highs, self._master.least, self._master.most)
        add_columns(highs, self._master.slacks)
        add_columns(highs, self._master.penalties)
        return highs

    def hold(self, values: Mapping[str, int]) -> None:
        """Ask for plans that attain these values of the earlier tiers; the bound begins anew."""
        master = self._master
        if self._pricing.worst != values["worst_missing"]:
            self._pricing.worst = values["worst_missing"]
            self._bar_lacking()
        for rows, name in ((master.missing, "missing_visits"), (master.short, "pair_shortfall")):
            master.most[rows] = values[name]
            self._highs.changeRowBounds(int(rows[0]), -highspy.kHighsInf, float(values[name]))
        self.exact, self.value = -math.inf, math.inf

    def _bar_lacking(self) -> None:
        """Close the plans that lack more visits than anybody may."""
        plans = self._plans
        if len(plans.owners):
            closed = plans.lack(plans.owners, plans.chains) > self._pricing.worst
            numbers = self._first + np.arange(len(closed), dtype=np.int32)
            upper = np.where(closed, 0.0, np.inf)
            self._highs.changeColsBounds(len(closed), numbers, np.zeros(len(closed)), upper)

    def take(self, rows: Iterable[tuple[int, int, int, int]] | Ints) -> None:
        """Take the plans of people in a plan at hand; rows of person, role, slot, host."""
        self._add(self._plans.read(rows))

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
            self._pricing.thorough = self._late
            point = trust * self._centre + (1 - trust) * duals
            exact, chains = self._pricing.evaluate(self._master, point)
            if exact > self.exact:
                before = self.bound
                self.exact, self._centre = exact, point
                if self.bound > before:
                    note(self.bound)
            if self.value < UNSOLVED and (
                self.bound >= math.ceil(self.value - CLOSE) or (self._rough and self._gap < NARROW)
            ):
                return True
            fresh = self._add(chains)
            if math.isinf(self.value):
                self.value = UNSOLVED
                continue
            if not fresh and trust == 0 and self._pricing.thorough:
                return True
            self._late = self._late or fresh < LATE * len(chains)
            trust = SMOOTH if fresh else 0.0
        return False

    def _solve(self) -> Floats | None:
        """Solve the programme for the plans so far and return duals; None if there was no time."""
        highs = self._highs
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        constant = self._master.constant
        self.value = float(highs.getInfo().objective_function_value) + constant
        return np.array(highs.getSolution().row_dual, np.float64)

    def _add(self, chains: Ints) -> int:
        """Make columns of the plans that are new, one by person; return how many there are."""
        columns = self._plans.add(chains, self._pricing.worst)
        if columns is None:
            return 0
        add_columns(self._highs, columns)
        return len(columns.cost)

    def choose(self, nodes: int) -> Ints | None:
        """Choose one whole plan for each person; see `solver.rotation.week_plans.choice`."""
        return choose(self._highs, self._plans, self._first, nodes, self._over)
