"""Whom a person may visit, how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class OtherDepartment(Rule):
    """Nobody visits the own department."""

    name = "other_department"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out the roles at home."""
        grid.fits &= grid.home[:, None] != grid.into[None, :]


class Target(Rule):
    """Nobody has more visits than wanted."""

    name = "target"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out everybody who wants none."""
        for index, person in enumerate(problem.people):
            if person.target_visits == 0:
                grid.fits[index] = False

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person."""
        for person in problem.people:
            visits = x.of(person.id)
            if x.most(visits) > person.target_visits:
                rows.add(visits, most=person.target_visits)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the same: slots play no part."""
        self.build(problem, rows, x)


class OncePerRole(Rule):
    """Nobody visits a role twice, earlier programmes included."""

    name = "once_per_role"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out roles visited in earlier programmes."""
        for index, person in enumerate(problem.people):
            for role in person.visited_roles:
                grid.fits[index, grid.role[role]] = False

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person in each role."""
        if problem.rules.once_per_department.on:
            return
        for person in problem.people:
            if person.target_visits == 1 and problem.rules.target.on:
                continue
            for role in problem.roles:
                visits = x.in_role(person.id, role.id)
                if len(visits) > 1:
                    rows.add(visits, most=1)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the same: slots play no part."""
        self.build(problem, rows, x)


class OncePerDepartment(Rule):
    """Nobody visits a department twice."""

    name = "once_per_department"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person into each department."""
        for person in problem.people:
            for department in problem.departments:
                visits = x.into(person.id, department.id)
                if len(visits) > 1:
                    rows.add(visits, most=1)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the same: slots play no part."""
        self.build(problem, rows, x)
