"""CP-SAT runs: one tier of one model, from a plan in hand, obedient to the clock."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from solver.rotation.model import Model
    from solver.rotation.problem import Visit
    from solver.rotation.progress import Clock

    Ints = NDArray[np.int64]

POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found.

    Parameters
    ----------
    values
        The best values of all variables, or None.
    value
        The objective of those values.
    bound
        No values of the model have a smaller objective.
    """

    values: Ints | None
    value: int | None
    bound: int | None

    def below(self, value: int) -> Ints | None:
        """Return the values if they are better than a value known before."""
        return self.values if self.value is not None and self.value < value else None


def minimise(
    model: Model,
    tier: str,
    start: tuple[Visit, ...],
    clock: Clock,
    *,
    seed: int,
    effort: float | None = None,
    on_values: Callable[[Ints], object] | None = None,
) -> Outcome:
    """Minimise one tier of a model.

    One thread with a strong linear relaxation proves these models sooner than CP-SAT's portfolio of
    threads, and does the same on every machine.

    Parameters
    ----------
    model
        Holds the tiers before this one already.
    start
        The plan whose values are the hint.
    clock
        Ends the run.
    seed
        Of the search.
    effort
        Deterministic seconds, the same work on every machine; None is no limit.
    on_values
        Called with each better solution.
    """
    model.rows.minimise(model.tier(tier))
    model.hint(start)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.linearization_level = 2
    # Probing took 12 of the first 13 seconds on 60,000 variables and gained nothing.
    parameters.cp_model_probing_level = 0
    parameters.max_presolve_iterations = 1
    if effort is not None:
        parameters.max_deterministic_time = effort
    if clock.left is not None:
        parameters.max_time_in_seconds = max(0.01, clock.left)
    with _Watch(solver, clock):
        status = solver.solve(model.proto, _Report(on_values) if on_values else None)
    response = solver.response_proto
    if status == cp_model.INFEASIBLE:
        return Outcome(None, None, None)
    bound = int(np.ceil(response.best_objective_bound - 1e-6))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Outcome(None, None, bound if np.isfinite(response.best_objective_bound) else None)
    values = np.array(response.solution, np.int64)
    return Outcome(values, round(response.objective_value), bound)


class _Watch:
    """Stops a solver when the clock says so, again and again: one call may be too early."""

    def __init__(self, solver: cp_model.CpSolver, clock: Clock) -> None:
        self._solver = solver
        self._clock = clock
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(POLL_SECONDS):
            if self._clock.over():
                self._solver.stop_search()


class _Report(cp_model.CpSolverSolutionCallback):
    """Hands each solution on."""

    def __init__(self, on_values: Callable[[Ints], object]) -> None:
        super().__init__()
        self._on_values = on_values

    def on_solution_callback(self) -> None:
        """Read all values."""
        self._on_values(np.array(self.response_proto.solution, np.int64))
