"""Why visits are missing, and what would help: counts that add up, and cures that were tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solver.check.board import Board
from solver.rotation.cures import Cure, cures_for, grouped
from solver.rotation.reasons import Reasons, counted
from solver.rotation.solution import Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solver.rotation.problem import Problem, Visit
    from solver.rotation.solution import Plan

SHARE = 0.05
"""Part of a search's time that explaining its plan may take."""
LEAST_SECONDS = 0.5
"""What explaining may take even behind a search that has used up all of its time."""
CURES_EACH = 3
"""Cures that the plan file tells for one person."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why visits are missing and what would help.

    Attributes
    ----------
    reasons
        Of everybody asked about who lacks a visit, who lacks most first.
    cures
        Grouped by what is changed: who places most first.
    """

    reasons: tuple[Reasons, ...]
    cures: tuple[Cure, ...]

    def missing(self) -> tuple[Missing, ...]:
        """Return what the plan file tells of each person."""
        of = grouped(self.cures)
        return tuple(
            Missing(
                one.person,
                one.count,
                one.blocked,
                tuple(cure.document() for cure in of.get(one.person, ())[:CURES_EACH]),
            )
            for one in self.reasons
        )


def explain(
    problem: Problem,
    visits: Iterable[Visit],
    persons: Iterable[str] | None = None,
    *,
    fewest: bool = False,
    tries: int = 400,
    should_stop: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Explain the missing visits of a plan.

    Parameters
    ----------
    visits
        The plan; its ids must exist.
    persons
        Whom to ask about; everybody by default.
    fewest
        Whether the missing visits are proven fewest, so that no move alone can help.
    tries
        How many changes are tried at most.
    should_stop
        Asked often; reasons and cures are told as far as they were found.
    """
    board = Board(problem, visits)
    asked = [it.id for it in problem.people] if persons is None else list(persons)
    lacking = sorted((it for it in asked if board.lacking(it)), key=lambda it: -board.lacking(it))
    reasons: list[Reasons] = []
    for person in lacking:
        if reasons and should_stop():
            break
        reasons.append(counted(board, person))
    cures = cures_for(board, lacking, rearrange=not fewest, tries=tries, should_stop=should_stop)
    return Explanation(tuple(reasons), cures)


def explained(problem: Problem, plan: Plan, should_stop: Callable[[], bool]) -> Plan:
    """Return a plan that tells of its missing visits why they are missing and what would help.

    Where the search was stopped there is no time: the plan stays as it is.
    """
    if not plan.missing or should_stop():
        return plan
    tier = plan.tier("missing_visits")
    found = explain(problem, plan.visits, fewest=tier.value == tier.bound, should_stop=should_stop)
    of = {one.person: one for one in found.missing()}
    return replace(plan, missing=tuple(of.get(one.person, one) for one in plan.missing))
