"""Search: the best plan there is time for, tier by tier, with a proven bound for each.

A greedy plan comes first, as the full hint of the model. Then each tier is minimised in turn and
held for the next, from the best plan so far, so that no plan is ever worse than the greedy one.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from solver.rotation.conflict import base_plan, contradiction
from solver.rotation.greedy import PinsLeaveNoStartError, greedy
from solver.rotation.model import Model
from solver.rotation.progress import Best, Clock, Progress, Stopped
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.rotation.problem import Problem

POLL_SECONDS = 0.05


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    seed: int = 1,
    workers: int = 2,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """Return the best plan found; proven optimal if there was time.

    Parameters
    ----------
    problem
        What to plan.
    time_limit
        Seconds, building the model included; None is until everything is proven.
    seed
        The same problem, seed and workers give the same plan when the search ends by itself.
    workers
        Threads of the exact search.
    on_progress
        Called, from any thread, with each better plan and bound.
    should_stop
        Asked about twenty times a second; True ends the search with the best plan so far.
    """
    clock = Clock(time_limit, should_stop)
    best = Best(problem, clock, on_progress)
    base = base_plan(problem)
    if base is None:
        return Plan(
            status=Status.INFEASIBLE,
            visits=(),
            seconds=round(clock.seconds, 3),
            seed=seed,
            conflict=tuple(item.document() for item in contradiction(problem)),
        )
    best.offer(base)
    with contextlib.suppress(PinsLeaveNoStartError):
        best.offer(greedy(problem, seed))
    with contextlib.suppress(Stopped):
        _prove(problem, best, clock, seed, workers)
    return best.plan(seed)


def _prove(problem: Problem, best: Best, clock: Clock, seed: int, workers: int) -> None:
    """Minimise the tiers in turn over the whole model.

    Rows hold the earlier tiers at the values of the best plan. If one of them is not proven, the
    best of all plans may be better there and worse in the tier after it. A bound is therefore
    noted only while all tiers but the last one held are proven.
    """
    best.enter("build")
    model = Model(problem, pause=clock.check)
    proven, proven_but_last = True, True
    for name in best.order:
        clock.check()
        best.enter(name)
        if not best.proven(name):
            run = Run(model, name, best, clock)
            run.solve(seed, workers, note_bounds=proven_but_last)
        proven_but_last, proven = proven, proven and best.proven(name)
        model.hold(name, best.values[name])


class Run:
    """One CP-SAT run that minimises one tier from the best plan so far."""

    def __init__(self, model: Model, tier: str, best: Best, clock: Clock) -> None:
        self._model = model
        self._tier = tier
        self._best = best
        self._clock = clock
        self._solver = cp_model.CpSolver()
        self._done = threading.Event()

    def solve(self, seed: int, workers: int, *, note_bounds: bool) -> None:
        """Search until the tier is proven, the time is over or the search is stopped."""
        model, best, solver = self._model, self._best, self._solver
        model.rows.minimise(model.tier(self._tier))
        model.hint(best.visits)
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.random_seed = seed
        parameters.cp_model_probing_level = 0
        parameters.max_presolve_iterations = 1
        if self._clock.left is not None:
            parameters.max_time_in_seconds = self._clock.left
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            status = solver.solve(model.proto, _Offer(model, best))
        finally:
            self._done.set()
            watch.join()
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            best.offer(model.plan(np.array(solver.response_proto.solution, np.int64)))
        if note_bounds:
            bound = solver.response_proto.best_objective_bound
            best.raise_bound(self._tier, int(np.ceil(bound - 1e-6)))
        if status == cp_model.FEASIBLE and self._clock.over():
            raise Stopped

    def _watch(self) -> None:
        """Ask until the run is done whether it should stop; a single call may come too early."""
        while not self._done.wait(POLL_SECONDS):
            if self._clock.over():
                self._solver.stop_search()


class _Offer(cp_model.CpSolverSolutionCallback):
    """Offers each plan that CP-SAT finds."""

    def __init__(self, model: Model, best: Best) -> None:
        super().__init__()
        self._model = model
        self._best = best

    def on_solution_callback(self) -> None:
        """Read the plan and offer it."""
        values = np.array(self.response_proto.solution, np.int64)
        self._best.offer(self._model.plan(values))
