"""Several plans from different weights, side by side, all measured alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solver.check.terms import measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.rotation.problem import Problem, Visit

HEAVIER = 5
"""How much more a variant weighs what it is about."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What a plan is to be good at.

    Attributes
    ----------
    name
        ``as-set``, ``wishes``, ``variety``, ``hosts`` or ``steady``.
    heavier
        Terms of comfort that weigh more than set.
    keep_published_first
        Whether fewer changes come before all comfort.
    """

    name: str
    heavier: tuple[str, ...] = ()
    keep_published_first: bool = False

    def applied(self, problem: Problem) -> Problem:
        """Return the problem weighed for the variant."""
        weights = {term: HEAVIER * max(1, getattr(problem.weights, term)) for term in self.heavier}
        return replace(
            problem,
            weights=replace(problem.weights, **weights),
            keep_published_first=self.keep_published_first or problem.keep_published_first,
        )


VARIANTS: tuple[Variant, ...] = (
    Variant("as-set"),
    Variant("wishes", ("wishes",)),
    Variant("variety", ("repeat_department", "seen_before", "one_way", "flat_ladder")),
    Variant("hosts", ("host_overload", "crowded_week")),
    Variant("steady", keep_published_first=True),
)


def variants_of(problem: Problem) -> tuple[Variant, ...]:
    """Return the variants worth trying: a steady one only where something else is set."""
    steady = bool(problem.published) and not problem.keep_published_first
    return tuple(one for one in VARIANTS if steady or not one.keep_published_first)


@dataclass(frozen=True, slots=True)
class Measured:
    """A variant's plan by the measures that people choose by; less is better in all of them.

    Attributes
    ----------
    missing, wishes, changes
        Visits missing, points short of the best wishes, points of changes to the published plan.
    tiers, terms
        Values of the problem as it is set, whatever the variant weighed.
    beaten_by
        A variant that is no worse in missing, wishes and changes, and better in one of them.
    """

    name: str
    missing: int
    wishes: int
    changes: int
    tiers: dict[str, int]
    terms: dict[str, int]
    beaten_by: str | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """What variants are compared by."""
        return self.missing, self.wishes, self.changes


def compared(problem: Problem, plans: Mapping[str, tuple[Visit, ...]]) -> tuple[Measured, ...]:
    """Measure plans of one problem and say which of them others beat (the Pareto table)."""
    rows = []
    for name, visits in plans.items():
        score = measure(problem, visits)
        tiers, terms = dict(score.tiers), dict(score.terms)
        missing, changes = tiers["missing_visits"], tiers["changes"]
        rows.append(Measured(name, missing, terms["wishes"], changes, tiers, terms))
    return tuple(
        replace(row, beaten_by=next((it.name for it in rows if _beats(it, row)), None))
        for row in rows
    )


def _beats(one: Measured, other: Measured) -> bool:
    no_worse = all(a <= b for a, b in zip(one.key, other.key, strict=True))
    return no_worse and one.key != other.key
