"""The programme over week plans: optima worked out by hand, and bounds that no plan is below."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given

from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.compiled import compile_problem
from solver.rotation.greedy import greedy
from solver.rotation.local_search import LocalSearch
from solver.rotation.problem import Spacing, Weights
from solver.rotation.supply import Supply
from solver.rotation.week_plans import WeekPlans
from tests.benchmarks.companies import company
from tests.solver.brute_force import best_score, candidates
from tests.solver.random_problems import PATIENT, settled_problems
from tests.solver.tiny import guest, half_days, only, problem, role

ONE_A_WEEK = only(
    "one_place", "other_department", "target", "once_per_role", "ladder", spacing=Spacing()
)


def solved(of, values, workers=1):
    plans = WeekPlans(Supply(compile_problem(of)), workers, lambda: False)
    plans.hold(values)
    plans.improve(200, lambda _: None)
    return plans


def full(missing=0, worst=0, shortfall=0):
    return {"missing_visits": missing, "worst_missing": worst, "pair_shortfall": shortfall}


@pytest.mark.parametrize("repeat", [2, 50])
def test_a_department_is_paid_for_again_even_after_another_one(repeat):
    of = problem(
        people=[guest("ann", visits=3), guest("k", "C", 0)],
        roles=[role("r"), role("c", host="k", department="C"), role("q")],
        slots=half_days(3, days_apart=7),
        rules=ONE_A_WEEK,
        weights=replace(Weights(), repeat_department=repeat, flat_ladder=0),
    )
    # Three visits without a wish at 2 × 3 each; three roles in two departments repeat one.
    assert solved(of, full()).bound == 3 * 6 + repeat


def test_scarce_seats_go_to_those_who_care():
    eager = guest("ann", visits=1, department_wishes={"B": 2})
    calm = guest("bob", visits=1)
    of = problem(people=[eager, calm], roles=[role("r")], slots=1, rules=ONE_A_WEEK)
    plans = solved(of, full(missing=1, worst=1))
    # Ann's wish of 2 costs nothing.
    assert plans.bound == 0
    chains = plans.choose(10)
    assert (chains >= 0).sum(axis=1).tolist()[:2] == [1, 0]


@PATIENT
@given(settled_problems(people=5, roles=4, slots=4))
def test_no_plan_lies_below_the_programme(of):
    possible = candidates(of)
    assume(len(possible) <= 10)
    best = best_score(of, possible)
    assume(best is not None)
    values = dict(zip(measure(of, ()).tiers, best, strict=True))
    assert solved(of, values).bound <= values["comfort"]


def test_threads_do_not_matter():
    of = company("S", "tight")
    assert solved(of, full(80, 3)).bound == solved(of, full(80, 3), workers=3).bound


def test_half_days_are_found_for_what_the_programme_chose():
    of = company("M")
    plans = solved(of, full(missing=11, worst=1))
    search = LocalSearch(of, 1)
    search.load(greedy(of, 1))
    search.adopt(plans.choose(10))
    adopted = search.arrays.visits(search.now())
    assert check_plan(of, adopted) == []
    score = measure(of, adopted).tiers
    assert score["missing_visits"] <= 14
    assert score["comfort"] <= 1.05 * plans.value
