"""The objective from the visits alone: every tier and every term of comfort."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.check.plan_index import PlanIndex
from solver.rotation.solution import TERMS, tier_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.rotation.problem import Problem, Visit


@dataclass(frozen=True, slots=True)
class Score:
    """Values of all tiers, in their order, and of all terms, unweighted."""

    tiers: dict[str, int]
    terms: dict[str, int]

    @property
    def key(self) -> tuple[int, ...]:
        """What plans are compared by: smaller is better."""
        return tuple(self.tiers.values())


def measure(problem: Problem, visits: Iterable[Visit]) -> Score:
    """Return the score of ``visits``; all their ids must exist."""
    plan = PlanIndex(problem, visits)
    missing = missing_of(plan)
    terms = {name: _TERMS[name](plan) for name in TERMS}
    values = {
        "missing_visits": sum(missing.values()),
        "worst_missing": max(missing.values(), default=0),
        "pair_shortfall": pair_shortfall(plan),
        "comfort": sum(getattr(problem.weights, name) * value for name, value in terms.items()),
        "changes": changes(plan),
    }
    return Score({name: values[name] for name in tier_order(problem)}, terms)


def missing_of(plan: PlanIndex) -> dict[str, int]:
    """Return how many visits each person lacks; people who lack none are left out."""
    lacking = {
        person.id: person.target_visits - len(plan.by_person.get(person.id, []))
        for person in plan.problem.people
    }
    return {person: count for person, count in lacking.items() if count > 0}


def pair_shortfall(plan: PlanIndex) -> int:
    """Σ over priority pairs of weight × max(0, minimum − visits)."""
    made = _flows(plan)
    return sum(
        pair.weight * max(0, pair.minimum - made[pair.from_department, pair.to_department])
        for pair in plan.problem.pairs
    )


def changes(plan: PlanIndex) -> int:
    """2 for each published visit not kept, 1 where only the host differs."""
    present = set(plan.visits)
    places = {(visit.person, visit.role, visit.slot) for visit in plan.visits}
    return sum(
        0 if visit in present else 1 if (visit.person, visit.role, visit.slot) in places else 2
        for visit in plan.problem.published
    )


def wishes(plan: PlanIndex) -> int:
    """Σ over visits of 2 − wish."""
    people = plan.problem.person
    return sum(2 - people[visit.person].wish(plan.role(visit)) for visit in plan.visits)


def repeat_department(plan: PlanIndex) -> int:
    """Σ over people and departments of max(0, visits − 1)."""
    visits = Counter((visit.person, plan.into(visit)) for visit in plan.visits)
    return sum(count - 1 for count in visits.values())


def seen_before(plan: PlanIndex) -> int:
    """Visits into departments that the guest knows from earlier programmes."""
    people = plan.problem.person
    return sum(
        plan.into(visit) in people[visit.person].visited_departments for visit in plan.visits
    )


def one_way(plan: PlanIndex) -> int:
    """Σ over unordered priority pairs of the difference between both directions."""
    made = _flows(plan)
    couples = {frozenset((pair.from_department, pair.to_department)) for pair in plan.problem.pairs}
    total = 0
    for couple in couples:
        one, other = sorted(couple)
        total += abs(made[one, other] - made[other, one])
    return total


def host_overload(plan: PlanIndex) -> int:
    """Σ over hosts of the visits received above the fair share."""
    fair = plan.problem.fair_hosting_value()
    if fair is None:
        return 0
    return sum(max(0, len(visits) - fair) for visits in plan.by_host.values())


def flat_ladder(plan: PlanIndex) -> int:
    """Pairs of successive visits of a person with equal level."""
    return sum(
        plan.role(one).level == plan.role(other).level
        for visits in plan.by_person.values()
        for one, other in pairwise(visits)
    )


def crowded_week(plan: PlanIndex) -> int:
    """Σ over weeks of the visits above an even spread of all targets."""
    weeks = len(plan.problem.weeks)
    if not weeks:
        return 0
    even = -(-plan.problem.total_target // weeks)
    return sum(
        max(0, count - even) for count in Counter(plan.week(v) for v in plan.visits).values()
    )


def _flows(plan: PlanIndex) -> Counter[tuple[str, str]]:
    return Counter((plan.home(visit), plan.into(visit)) for visit in plan.visits)


_TERMS = {
    "wishes": wishes,
    "repeat_department": repeat_department,
    "seen_before": seen_before,
    "one_way": one_way,
    "host_overload": host_overload,
    "flat_ladder": flat_ladder,
    "crowded_week": crowded_week,
}
