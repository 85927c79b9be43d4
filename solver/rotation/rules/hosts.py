"""Who receives, and how much a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class HostOfRole(Rule):
    """Only the named hosts of a role receive in it."""

    name = "host_of_role"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out all others of the department."""
        named = grid.hosts & False
        for index, role in enumerate(problem.roles):
            named[index, grid.people_of(role.hosts)] = True
        grid.hosts &= named


class HostLoad(Rule):
    """A host receives so many guests a week."""

    name = "host_load"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the guests of each host in each week."""
        limit = problem.rules.host_load.per_week
        if limit is None:
            return
        for host in x.hosts():
            for week in problem.weeks:
                receives = x.receives_in_week(host, week)
                if len(receives):
                    rows.add(receives, most=limit)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the same: slots play no part."""
        self.build(problem, rows, x)
