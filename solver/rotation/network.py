"""Flow networks built from arrays: ortools' solvers behind blocks of nodes and arcs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Network:
    """Arcs collected in blocks; a block of arcs is known by the slice that ``join`` returns."""

    def __init__(self) -> None:
        self.nodes = 2
        self.arcs = 0
        self.source, self.sink = 0, 1
        self._blocks: list[tuple[NDArray[np.int64], ...]] = []

    def block(self, count: int) -> NDArray[np.int64]:
        """Make ``count`` nodes and return their numbers."""
        self.nodes += count
        return np.arange(self.nodes - count, self.nodes)

    def join(self, tails: Any, heads: Any, capacity: Any, cost: Any = 0) -> slice:
        """Add arcs; the arguments are broadcast against each other."""
        arrays = (np.asarray(one, np.int64) for one in (tails, heads, capacity, cost))
        block = tuple(one.ravel() for one in np.broadcast_arrays(*arrays))
        self._blocks.append(block)
        self.arcs += block[0].size
        return slice(self.arcs - block[0].size, self.arcs)

    def most(self) -> tuple[int, NDArray[np.int64]]:
        """Return the largest flow from source to sink and the flow on each arc."""
        tails, heads, capacities, _ = self._columns()
        if not self.arcs or self.source not in tails or self.sink not in heads:
            return 0, np.zeros(self.arcs, np.int64)
        solver = max_flow.SimpleMaxFlow()
        arcs = solver.add_arcs_with_capacity(tails, heads, capacities)
        if solver.solve(self.source, self.sink) != solver.OPTIMAL:
            raise ArithmeticError("maximum flow failed")
        return int(solver.optimal_flow()), np.asarray(solver.flows(arcs), np.int64)

    def cheapest(
        self, amount: int, extra: NDArray[np.int64] | None = None
    ) -> tuple[int, NDArray[np.int64]] | None:
        """Return the least cost of ``amount`` from source to sink, None if it does not pass.

        Parameters
        ----------
        amount
            Units that have to pass.
        extra
            Added to the cost of each arc.
        """
        if amount == 0 and extra is None:
            return 0, np.zeros(self.arcs, np.int64)
        tails, heads, capacities, costs = self._columns()
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            tails, heads, capacities, costs if extra is None else costs + extra
        )
        solver.set_node_supply(self.source, amount)
        solver.set_node_supply(self.sink, -amount)
        status = solver.solve()
        if status == solver.INFEASIBLE:
            return None
        if status != solver.OPTIMAL:
            raise ArithmeticError(f"minimum cost flow failed: {status}")
        return int(solver.optimal_cost()), np.asarray(solver.flows(arcs), np.int64)

    def _columns(self) -> tuple[NDArray[np.int64], ...]:
        if not self._blocks:
            return tuple(np.zeros(0, np.int64) for _ in range(4))
        return tuple(np.concatenate(one) for one in zip(*self._blocks, strict=True))
