"""What is settled: pinned visits, and the part of the published plan that is past."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem, Visit
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


def _hold(visits: Iterable[Visit], rows: Rows, x: Variables) -> None:
    """Demand each visit, with its host if it names one."""
    for visit in visits:
        rows.add(x.visits(visit.person, visit.role, visit.slot), least=1)
        if visit.host is not None:
            rows.add(x.with_host(visit), least=1)


def _hold_weeks(visits: Iterable[Visit], problem: Problem, rows: Rows, x: Variables) -> None:
    """Demand as many visits of each person in each role and week."""
    held = Counter((v.person, v.role, v.slot) for v in {replace(v, host=None) for v in visits})
    weeks = Counter((person, role, problem.week_of[slot]) for person, role, slot in held)
    for (person, role, week), count in sorted(weeks.items()):
        rows.add(x.visits(person, role, week), least=count)


class Pin(Rule):
    """Pinned visits are in the plan."""

    name = "pin"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Demand them."""
        _hold(problem.pins, rows, x)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Demand them in their weeks."""
        _hold_weeks(problem.pins, problem, rows, x)


class Frozen(Rule):
    """Before a date the plan is what was published."""

    name = "frozen"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out everything else before the date."""
        past = [index for index, slot in enumerate(problem.slots) if problem.is_frozen(slot)]
        ids = {problem.slots[index].id for index in past}
        grid.promised += [v for v in problem.published if v.slot in ids and grid.allows(v)]
        grid.guest_free[:, past] = False

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Demand what was published."""
        _hold(self._promises(problem), rows, x)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Demand in its weeks what was published."""
        _hold_weeks(self._promises(problem), problem, rows, x)

    @staticmethod
    def _promises(problem: Problem) -> list[Visit]:
        past = {slot.id for slot in problem.slots if problem.is_frozen(slot)}
        return [visit for visit in problem.published if visit.slot in past]
