"""How close the visits of a person may lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rows import Sum
from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class Spacing(Rule):
    """So many visits a week, and so many half-days between two visits."""

    name = "spacing"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person in each week and in each window of half-days."""
        per_week, gap = problem.rules.spacing.visits_per_week, problem.rules.spacing.gap_half_days
        for person in problem.people:
            if per_week is not None:
                for week in problem.weeks:
                    visits = x.in_week(person.id, week)
                    if len(visits) > per_week:
                        rows.add(visits, most=per_week)
            if gap is not None:
                self._keep_apart(problem, rows, x, person.id, gap)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person in each week."""
        per_week = problem.rules.spacing.visits_per_week
        if per_week is None:
            return
        for person in problem.people:
            for week in problem.weeks:
                visits = x.in_week(person.id, week)
                if x.most(visits) > per_week:
                    rows.add(visits, most=per_week)

    def _keep_apart(
        self, problem: Problem, rows: Rows, x: Variables, person: str, gap: int
    ) -> None:
        """Allow one visit in each run of ``gap + 1`` slots."""
        slots = problem.slots
        length = min(gap + 1, len(slots))
        for first in range(len(slots) - length + 1):
            run = Sum.total(x.guest(person, slot.id) for slot in slots[first : first + length])
            if len(run) > 1:
                rows.add(run, most=1)
