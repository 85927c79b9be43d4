r"""The linear relaxation of a model: a proven bound, and what each variable would cost it.

The bound does not trust the LP solver. Whatever duals it returns, weak duality makes a bound of
them: with multipliers ``y_i ≥ 0`` for rows ``a_i x ≥ b_i`` and ``y_i ≤ 0`` for ``a_i x ≤ b_i``,

.. math:: c x \ge y b + \sum_j \min_{0 \le x_j \le u_j} (c_j - y A_j) x_j

holds for every plan. The same sum says what a variable costs: a plan with ``x_j ≥ 1`` is no better
than the bound plus ``c_j − y A_j``, so that a variable dearer than the gap is in no better plan.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.linear_solver.python import model_builder_helper as mbh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.progress import Clock
    from solver.rotation.rows import Rows, Sum

    Floats = NDArray[np.float64]

POLL_SECONDS = 0.05
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What the linear relaxation proves.

    Parameters
    ----------
    exact
        No plan has a smaller objective; the bound before rounding up.
    costs
        For each variable, what a plan that holds it adds to ``exact`` at least.
    """

    exact: float
    costs: Floats

    @property
    def bound(self) -> int:
        """The bound as a whole number, as every objective is."""
        return int(np.ceil(self.exact - TOLERANCE))


def relax(rows: Rows, objective: Sum, clock: Clock, *, solver: str = "glop") -> Relaxation | None:
    """Solve the linear relaxation; None if there was no time.

    Parameters
    ----------
    rows
        The model.
    objective
        What is minimised.
    clock
        Ends the search.
    solver
        ``glop``, exact, or ``pdlp``, rough and faster on large models.
    """
    helper: Any = mbh.ModelBuilderHelper()
    uppers = rows.uppers.astype(np.float64)
    zeros = np.zeros(rows.count)
    helper.add_var_array_with_bounds(zeros, uppers, np.zeros(rows.count, bool), "")
    variables = [mbh.Variable(helper, k) for k in range(rows.count)]
    least = np.full(len(rows.written), -np.inf)
    most = np.full(len(rows.written), np.inf)
    for k, row in enumerate(rows.written):
        number = helper.add_linear_constraint()
        if row.least is not None:
            least[k] = row.least - row.total.constant
            helper.set_constraint_lower_bound(number, least[k])
        if row.most is not None:
            most[k] = row.most - row.total.constant
            helper.set_constraint_upper_bound(number, most[k])
        helper.add_terms_to_constraint(
            number,
            [variables[j] for j in row.total.variables.tolist()],
            row.total.coefs.astype(np.float64).tolist(),
        )
    objective = objective.merged()
    helper.set_objective_coefficients(
        objective.variables.tolist(), objective.coefs.astype(np.float64).tolist()
    )
    duals = _solve(helper, solver, clock)
    if duals is None:
        return None
    costs = zeros.copy()
    costs[objective.variables] = objective.coefs
    duals = np.where((duals > 0) & np.isinf(least) | (duals < 0) & np.isinf(most), 0.0, duals)
    rights = np.where(duals > 0, least, most)[duals != 0] @ duals[duals != 0]
    _subtract(costs, rows, duals)
    exact = float(rights + np.minimum(costs, 0) @ uppers) + objective.constant
    return Relaxation(exact, costs)


def _subtract(costs: Floats, rows: Rows, duals: Floats) -> None:
    """Take from the cost of each variable what the rows pay for it."""
    totals = [row.total for row in rows.written]
    columns = np.concatenate([np.empty(0, np.int64), *(total.variables for total in totals)])
    entries = np.concatenate([np.empty(0, np.int64), *(total.coefs for total in totals)])
    np.subtract.at(costs, columns, entries * np.repeat(duals, [len(total) for total in totals]))


def _solve(model: Any, name: str, clock: Clock) -> Floats | None:
    """Return the duals, or None if the solver was stopped or failed."""
    solver = mbh.ModelSolverHelper(name)
    if clock.left is not None:
        solver.set_time_limit_in_seconds(max(0.01, clock.left))
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            if clock.over():
                solver.interrupt_solve()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        solver.solve(model)
    finally:
        done.set()
        thread.join()
    if solver.status() != mbh.SolveStatus.OPTIMAL:
        return None
    return np.asarray(solver.dual_values(), np.float64)
