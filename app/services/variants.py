"""Several plans of one programme side by side; the one that is chosen becomes the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from solver.check.terms import measure
from solver.process import SolverProcess
from solver.rotation.solution import Status, Tier
from solver.rotation.variants import VARIANTS, Measured, compared, variants_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.changes import Changes
    from app.services.planning import PlanningService
    from solver.rotation.problem import Problem
    from solver.rotation.solution import Plan

__all__ = ["Measured", "VariantService"]


class VariantService:
    """Plans weighed differently; nothing is kept before one of them is chosen."""

    def __init__(self, planning: PlanningService) -> None:
        self._planning = planning

    def names(self, programme_id: int) -> tuple[str, ...]:
        """Return the variants worth trying for a programme; the first is as it is set."""
        return tuple(one.name for one in variants_of(self._planning.problem(programme_id)))

    def problem(self, programme_id: int, name: str) -> Problem:
        """Return the problem as the variant called ``name`` weighs it."""
        variant = next(one for one in VARIANTS if one.name == name)
        return variant.applied(self._planning.problem(programme_id))

    def start(
        self,
        programme_id: int,
        name: str,
        *,
        time_limit: float | None = None,
        seed: int = 1,
        workers: int = 2,
    ) -> SolverProcess:
        """Start the solver on one variant, in a process of its own."""
        process = SolverProcess(
            self.problem(programme_id, name), time_limit=time_limit, seed=seed, workers=workers
        )
        process.start()
        return process

    def table(self, programme_id: int, plans: Mapping[str, Plan]) -> tuple[Measured, ...]:
        """Return the plans measured alike, and which of them others beat in every respect."""
        problem = self._planning.problem(programme_id)
        return compared(problem, {name: plan.visits for name, plan in plans.items()})

    def keep(self, *, programme_id: int, plan: Plan, note: str) -> tuple[int, Changes]:
        """Make the chosen plan a draft, measured as the programme is set."""
        problem = self._planning.problem(programme_id)
        score = measure(problem, plan.visits)
        # What was proven of the comfort holds for other weights only.
        proven = {tier.name: tier.bound for tier in plan.tiers if tier.name in _WEIGHTLESS}
        tiers = tuple(
            Tier(name, value, min(value, proven.get(name, 0)))
            for name, value in score.tiers.items()
        )
        best = all(tier.value == tier.bound for tier in tiers)
        measured = replace(
            plan,
            status=Status.OPTIMAL if best else Status.FEASIBLE,
            tiers=tiers,
            terms=dict(score.terms),
        )
        return self._planning.store_draft(programme_id=programme_id, plan=measured, note=note)


_WEIGHTLESS = ("missing_visits", "worst_missing")
"""Tiers that no weight has a part in, and nothing before them either."""
