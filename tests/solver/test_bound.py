"""Bounds by counting and flows: worked out by hand, and never above what a plan attains."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from solver.check.terms import measure
from solver.rotation.bound import bounds
from solver.rotation.problem import Pair
from tests.solver.brute_force import all_plans, best_score, candidates
from tests.solver.random_problems import PATIENT, settled_problems
from tests.solver.tiny import guest, half_days, problem, role

PEOPLE = [guest("ann", visits=2), guest("bob", visits=2)]


@pytest.mark.parametrize(("weeks", "missing", "worst"), [(1, 3, 2), (2, 2, 1), (4, 0, 0)])
def test_missing_visits_are_counted_by_seats(weeks, missing, worst):
    # One seat a week for four visits.
    of = problem(
        people=PEOPLE,
        roles=[role("r"), role("q", level=2)],
        slots=half_days(weeks, days_apart=7),
    )
    found = bounds(of)
    assert (found["missing_visits"], found["worst_missing"]) == (missing, worst)


def test_a_pair_that_nobody_can_fill_falls_short_by_its_weight():
    of = problem(
        people=[guest("ann"), guest("cid", "C")],
        pairs=(Pair("A", "B", minimum=3, weight=2), Pair("C", "B", minimum=1)),
    )
    assert bounds(of)["pair_shortfall"] == 2 * 2


def test_comfort_is_no_less_than_the_wishes_of_those_who_must_be_served():
    sour = guest("ann", department_wishes={"B": -2}, visited_departments=frozenset({"B"}))
    # 3 × 4 for the wish, 2 for the department seen before.
    assert bounds(problem(people=[sour]))["comfort"] == 14


@PATIENT
@given(settled_problems(people=5, roles=4, slots=4))
def test_no_plan_lies_below_the_bounds(of):
    possible = candidates(of)
    assume(len(possible) <= 10)
    best = best_score(of, possible)
    assume(best is not None)
    found = bounds(of)
    for plan in all_plans(of, possible):
        score = measure(of, plan)
        assert found["missing_visits"] <= score.tiers["missing_visits"]
        assert found["worst_missing"] <= score.tiers["worst_missing"]
        assert found["changes"] <= score.tiers["changes"]
    # The later tiers are bounded for plans as good as the best one in those before.
    names = list(measure(of, ()).tiers)
    found = bounds(of, dict(zip(names, best, strict=True)))
    assert all(found[name] <= least for name, least in zip(names, best, strict=True))
