"""People and their wishes that bind: never there, always together, never together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class NoGo(Rule):
    """Departments and roles a person does not visit."""

    name = "no_go"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike them out."""
        for index, person in enumerate(problem.people):
            for role in person.no_go_roles:
                grid.fits[index, grid.role[role]] = False
            for department in person.no_go_departments:
                grid.fits[index, grid.into == grid.department[department]] = False


class Together(Rule):
    """Two people visit the same department in the same slot, or neither visits."""

    name = "together"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Hold the two alike in each department and slot."""
        for first, second in problem.together:
            for slot in problem.slots:
                for department in problem.departments:
                    one = x.meets(first, department.id, slot.id)
                    other = x.meets(second, department.id, slot.id)
                    if len(one) or len(other):
                        rows.add(one - other, least=0, most=0)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Hold the two alike in each department and week."""
        if not x.one_per_slot:
            return
        for first, second in problem.together:
            for week in problem.weeks:
                for department in problem.departments:
                    one = x.inside(first, department.id, week)
                    other = x.inside(second, department.id, week)
                    if len(one) or len(other):
                        rows.add(one - other, least=0, most=0)


class Apart(Rule):
    """Two people never meet in a department."""

    name = "apart"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Allow one of the two in each department and slot."""
        for first, second in problem.apart:
            for slot in problem.slots:
                for department in problem.departments:
                    one = x.meets(first, department.id, slot.id)
                    other = x.meets(second, department.id, slot.id)
                    if len(one) and len(other):
                        rows.add(one + other, most=1)
