"""Other ways to plan the same problem, for the benchmarks to compare with."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
from ortools.sat.python import cp_model

from solver.check.terms import measure
from solver.rotation.greedy import greedy
from solver.rotation.model import Model
from solver.rotation.rows import Sum
from solver.rotation.solution import Tier, tier_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solver.rotation.problem import Problem, Visit

    Tell = Callable[[str, Any], None]

WEIGHTS = {
    "missing_visits": 10_000,
    "worst_missing": 1_000,
    "pair_shortfall": 100,
    "comfort": 1,
    "changes": 0,
}
"""Tiers as one sum; a visit is worth no more than about 25 of comfort."""


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process and its children, 0 where it cannot be read."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total = int(line.split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    return total / 1000 + sum(memory_mb(int(child)) for child in children)


def processor_seconds(pid: int) -> float:
    """Return what a process has used of the processors, 0 where it cannot be read."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tiers_of(problem: Problem, visits: Iterable[Visit], bounds: dict[str, int]) -> Any:
    """Measure a plan by the judges."""
    values = measure(problem, tuple(visits)).tiers
    return tuple(Tier(name, values[name], bounds.get(name, 0)) for name in tier_order(problem))


def run_greedy(problem: Problem, limit: float, seed: int, tell: Tell) -> None:
    """Tell the greedy plan."""
    del limit
    tell("plan", tiers_of(problem, greedy(problem, seed), {}))
    tell("end", (0.0, "greedy"))


def run_cp_sat(problem: Problem, limit: float, seed: int, tell: Tell) -> None:
    """Minimise tier by tier with CP-SAT's own choice of everything, two threads."""
    start = time.perf_counter()
    model = Model(problem)
    built = time.perf_counter() - start
    bounds: dict[str, int] = {}
    hint: tuple[Visit, ...] = ()
    status = "no plan"
    for name in tier_order(problem):
        left = limit - (time.perf_counter() - start)
        if left <= 0:
            break
        model.rows.minimise(model.tier(name))
        if hint:
            model.hint(hint)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.random_seed = seed
        solver.parameters.max_time_in_seconds = left
        heard = _Heard(lambda values: tell("plan", tiers_of(problem, model.plan(values), bounds)))
        found = solver.solve(model.proto, heard)
        if found not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            break
        status = "feasible"
        hint = model.plan(np.array(solver.response_proto.solution, np.int64))
        bounds[name] = max(0, int(np.ceil(solver.best_objective_bound - 1e-6)))
        tell("plan", tiers_of(problem, hint, bounds))
        if found != cp_model.OPTIMAL:
            break
        model.hold(name, round(solver.objective_value))
    else:
        status = "optimal"
    tell("end", (built, status))


class _Heard(cp_model.CpSolverSolutionCallback):
    def __init__(self, take: Callable[[Any], None]) -> None:
        super().__init__()
        self._take = take

    def on_solution_callback(self) -> None:
        self._take(np.array(self.response_proto.solution, np.int64))


def run_highs(problem: Problem, limit: float, seed: int, tell: Tell) -> None:
    """Minimise the weighted sum of the tiers with HiGHS, two threads."""
    start = time.perf_counter()
    model = Model(problem)
    total = Sum.total(model.tier(name) * weight for name, weight in WEIGHTS.items()).merged()
    rows, count = model.rows.written, model.rows.count
    cost = np.zeros(count)
    cost[total.variables] = total.coefs
    inf = highspy.kHighsInf
    highs = highspy.Highs()
    highs.silent()
    for name, value in (("threads", 2), ("random_seed", seed)):
        highs.setOptionValue(name, value)
    none = np.zeros(0, np.int32)
    uppers = model.rows.uppers.astype(float)
    highs.addCols(count, cost, np.zeros(count), uppers, 0, none, none, np.zeros(0))
    integers = np.full(count, highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), integers)
    merged = [row.total.merged() for row in rows]
    least = np.array([-inf if r.least is None else r.least - r.total.constant for r in rows], float)
    most = np.array([inf if r.most is None else r.most - r.total.constant for r in rows], float)
    starts = np.cumsum([0, *(len(one) for one in merged[:-1])]).astype(np.int32)
    columns = np.concatenate([one.variables for one in merged]).astype(np.int32)
    values = np.concatenate([one.coefs for one in merged]).astype(float)
    highs.addRows(len(rows), least, most, len(columns), starts, columns, values)
    built = time.perf_counter() - start
    highs.setOptionValue("time_limit", max(0.1, limit - built))
    highs.run()
    info = highs.getInfo()
    status = "no plan"
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        found = np.rint(np.array(highs.getSolution().col_value)).astype(np.int64)
        tell("plan", tiers_of(problem, model.plan(found), {}))
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        status = "optimal" if optimal else "feasible"
    tell("end", (built, status))


RIVALS = {"greedy": run_greedy, "cp-sat": run_cp_sat, "highs": run_highs}
