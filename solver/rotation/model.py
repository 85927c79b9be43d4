"""The whole problem as a CP-SAT model: variables, rules, and one tier at a time to minimise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solver.rotation.grid import Grid
from solver.rotation.objective import TIERS
from solver.rotation.rows import Rows, Sum
from solver.rotation.rules import RULES
from solver.rotation.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from solver.rotation.problem import Problem, Visit
    from solver.rotation.rules.base import Rule

    Ints = NDArray[np.int64]


def active_rules(problem: Problem) -> list[Rule]:
    """Return the rules that are switched on."""
    return [rule for rule in RULES if getattr(problem.rules, rule.name).on]


def possible(problem: Problem) -> Grid:
    """Return which visits the rules leave possible, each taken by itself."""
    grid = Grid(problem)
    for rule in active_rules(problem):
        rule.strike(problem, grid)
    return grid


class Model:
    """Variables and rules of a problem; tiers are written when they are asked for.

    Parameters
    ----------
    problem
        What is to be planned.
    grid
        Which visits are possible; by default those that the rules leave possible.
    weekly
        Whether to ask only for the week of each visit, which relaxes the problem.
    pause
        Called between rules, so that building a large model can be stopped by an exception.
    """

    def __init__(
        self,
        problem: Problem,
        grid: Grid | None = None,
        *,
        weekly: bool = False,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.problem = problem
        self.rows = Rows()
        self.x = Variables(problem, self.rows, grid or possible(problem), weekly=weekly)
        self._tiers: dict[str, Sum] = {}
        for rule in active_rules(problem):
            pause()
            write = rule.relax if weekly else rule.build
            write(problem, self.rows, self.x)

    @property
    def proto(self) -> Any:
        """The model as CP-SAT takes it."""
        return self.rows.model

    def tier(self, name: str) -> Sum:
        """Return what a tier minimises, written on first use."""
        if name not in self._tiers:
            self._tiers[name] = TIERS[name].build(self.problem, self.rows, self.x)
        return self._tiers[name]

    def hold(self, name: str, value: int) -> None:
        """Demand that a tier stays at ``value`` or better."""
        problem = self.problem
        if name == "missing_visits" and value == 0:
            for person in problem.people:
                if person.target_visits:
                    self.rows.add(self.x.of(person.id), least=person.target_visits)
            return
        self.rows.add(self.tier(name), most=value)

    def hint(self, visits: Iterable[Visit]) -> None:
        """Start the search at a plan: every variable gets its value."""
        self.rows.hint(self.rows.completed(self.x.values(visits)))

    def plan(self, values: Ints) -> tuple[Visit, ...]:
        """Read a plan off the values of the variables."""
        return self.x.plan(values)
