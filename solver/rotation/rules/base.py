"""What every rule is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class Rule:
    """One hard rule; ``name`` is its name in the problem file and in every finding."""

    name: ClassVar[str]

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out what the rule forbids a visit by itself, whatever else is planned."""

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the rows that hold visits against each other."""

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write what follows from the rule if only the weeks of visits are known, not the slots.

        Every plan that keeps the rule must keep these rows; what is left out is given away.
        """
