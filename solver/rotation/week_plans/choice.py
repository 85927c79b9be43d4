"""The choice of one whole plan for each person, where the programme may share several out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from solver.rotation.week_plans.linear import solver

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.rotation.week_plans.columns import Plans
    from solver.rotation.week_plans.linear import Floats, Ints

GAP = 0.004
"""The choice ends within this share of the best."""
SETTLED, SMALL = 0.99, 0.01
"""Shares of a plan that is as good as chosen, and as good as none."""
NEAR = 3.0
"""Plans that cost the programme more than this are not looked at."""
SOME = 1e-6


def choose(
    solved: Any, plans: Plans, first: int, nodes: int, over: Callable[[], bool]
) -> Ints | None:
    """Choose one whole plan for each person out of those made; None if there was no time.

    Parameters
    ----------
    solved
        The programme as HiGHS has solved it.
    plans, first
        Its plans, and the number of their first column.
    nodes
        How far the tree of branchings may grow.
    over
        Asked often; True ends the choice.

    Returns
    -------
    array of int
        By person the visits in order of time as week × roles + role, then −1.
    """
    solution = solved.getSolution()
    shares = np.array(solution.col_value)[first:]
    if len(shares) != len(plans.owners):
        return None
    # Whoever has one plan keeps it; the others choose among plans that cost hardly more.
    settled = np.zeros(len(plans.arrays.target), np.bool_)
    settled[plans.owners[shares > SETTLED]] = True
    dear = np.array(solution.col_dual)[first:] > NEAR
    dropped = np.where(settled[plans.owners], shares <= SETTLED, dear & (shares < SMALL))
    highs = solver(over)
    highs.passModel(solved.getLp())
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
    return _largest(chosen, plans)


def _largest(shares: Floats, plans: Plans) -> Ints:
    """Return the plan of each person that has the largest share."""
    order = np.argsort(shares, kind="stable")
    chains = np.full((len(plans.arrays.target), plans.chains.shape[1]), -1, np.int32)
    used = order[shares[order] > SOME]
    chains[plans.owners[used]] = plans.chains[used]
    return chains
