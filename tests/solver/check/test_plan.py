from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan import check_plan, measure, validate
from solver.rotation.problem import Visit
from solver.rotation.solution import Missing, Plan, Status, Tier
from tests.solver.tiny import guest, problem, visits

TWO = problem(people=[guest("ann"), guest("bob")])


def plan_of(of, *written, status=Status.FEASIBLE):
    held = visits(*written)
    score = measure(of, held)
    tiers = tuple(Tier(name, value, value) for name, value in score.tiers.items())
    return Plan(status, held, tiers, score.terms)


def codes(of, plan):
    return [(breach.rule, breach.params.get("code")) for breach in validate(of, plan)]


def test_a_true_plan_passes_with_all_its_claims():
    assert validate(TWO, plan_of(TWO, "ann r s0", "bob r s1", status=Status.OPTIMAL)) == []


def test_a_plan_of_visits_alone_passes():
    assert validate(TWO, Plan(Status.FEASIBLE, visits("ann r s0", "bob r s1"))) == []


@pytest.mark.parametrize("wrong", ["person", "role", "slot", "host"])
def test_what_does_not_exist_is_a_breach_not_an_accident(wrong):
    visit = replace(Visit("ann", "r", "s0", "h"), **{wrong: "nobody"})
    breaches = check_plan(TWO, [visit])
    assert [(breach.rule, breach.params) for breach in breaches] == [
        ("reference", {wrong: "nobody"})
    ]


def test_a_visit_listed_twice_is_one_guest_in_two_places():
    once = Visit("ann", "r", "s0", "h")
    rules = {breach.rule for breach in check_plan(TWO, [once, once])}
    assert "one-place" in rules


def test_a_visit_without_a_host_is_a_breach():
    assert "host-of-role" in {b.rule for b in check_plan(TWO, [Visit("ann", "r", "s0", None)])}


def test_claims_that_are_not_true_are_found():
    plan = plan_of(TWO, "ann r s0")
    tiers = {tier.name: tier for tier in plan.tiers}

    def claiming(**changed):
        return replace(plan, tiers=tuple((tiers | changed).values()))

    assert codes(TWO, plan) == []
    too_good = Tier("missing_visits", 0, 0)
    assert codes(TWO, claiming(missing_visits=too_good)) == [("plan", "tier-value")]
    above = Tier("missing_visits", 1, 2)
    assert codes(TWO, claiming(missing_visits=above)) == [("plan", "bound-above-value")]
    assert codes(TWO, replace(plan, terms={"wishes": 99})) == [("plan", "term-value")]
    assert codes(TWO, replace(plan, terms={"beauty": 1})) == [("plan", "unknown-term")]
    assert codes(TWO, replace(plan, tiers=plan.tiers[::-1])) == [("plan", "tier-order")]
    miscounted = (Missing("bob", 2), Missing("ann", 1))
    assert codes(TWO, replace(plan, missing=miscounted)) == [("plan", "missing")] * 2


def test_optimal_is_believed_only_if_every_bound_meets_its_value():
    plan = plan_of(TWO, "ann r s0", status=Status.OPTIMAL)
    open_gap = (replace(plan.tiers[0], bound=0), *plan.tiers[1:])
    assert codes(TWO, plan) == []
    assert codes(TWO, replace(plan, tiers=open_gap)) == [("plan", "not-proven")]
    assert codes(TWO, replace(plan, tiers=())) == [("plan", "not-proven")]


def test_an_infeasible_answer_with_visits_contradicts_itself():
    plan = plan_of(TWO, "ann r s0", status=Status.INFEASIBLE)
    assert codes(TWO, plan) == [("plan", "infeasible-with-visits")]


def test_an_infeasible_answer_is_told_what_no_visits_lack():
    pinned = replace(TWO, pins=(Visit("ann", "r", "s0", "h"),))
    nothing = Plan(Status.INFEASIBLE, ())
    assert codes(pinned, nothing) == [("pin", "pin-missing")]
    assert codes(TWO, nothing) == [("plan", "infeasible-though-empty-plan-holds")]
