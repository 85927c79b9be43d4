"""What a search promises whatever it finds: bounds, order, repetition, an end when asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan import validate
from solver.check.terms import measure
from solver.rotation.greedy import greedy
from solver.rotation.problem import Spacing, Visit
from solver.rotation.search import solve
from solver.rotation.solution import Status
from tests.benchmarks.companies import company
from tests.solver.tiny import guest, only, problem, role, visits


def key(plan):
    return tuple(tier.value for tier in plan.tiers)


class Enough:
    """Says stop once a plan has been heard of."""

    def __init__(self):
        self.heard = []

    def hear(self, progress):
        self.heard.append(progress)

    def said(self):
        return any(progress.visits for progress in self.heard)


@pytest.fixture(scope="module")
def small_run():
    """A whole run over a small company: the plan, and what was heard on the way."""
    heard = []
    return solve(company("S"), seed=3, on_progress=heard.append), heard


def test_a_small_company_is_planned_to_the_proven_best_and_the_same_way_again(small_run):
    of, (plan, _) = company("S"), small_run
    assert plan.status == Status.OPTIMAL
    assert validate(of, plan) == []
    assert all(tier.bound == tier.value for tier in plan.tiers)
    assert key(plan) <= measure(of, greedy(of, 3)).key
    again = solve(of, seed=3)
    assert (plan.visits, plan.tiers, plan.terms) == (again.visits, again.tiers, again.terms)
    assert plan.seed == 3


def test_news_only_ever_gets_better(small_run):
    plan, heard = small_run
    with_plan = [news for news in heard if news.tiers]
    values = [tuple(tier.value for tier in news.tiers) for news in with_plan]
    assert values == sorted(values, reverse=True)
    assert values[-1] == key(plan)
    assert all(tier.bound <= tier.value for news in with_plan for tier in news.tiers)
    assert [news.seconds for news in heard] == sorted(news.seconds for news in heard)


def test_what_a_search_begins_with_is_not_yet_found(small_run):
    plan, heard = small_run
    assert not heard[0].found
    assert heard[0].visits == ()
    assert [news.found for news in heard] == sorted(news.found for news in heard)
    first = next(news for news in heard if news.found)
    assert first.visits
    assert heard[-1].found
    assert plan.visits


def test_a_search_that_is_stopped_answers_with_its_best_plan():
    # Without a limit this one goes on for minutes.
    of, enough = company("L", "tight"), Enough()
    plan = solve(of, on_progress=enough.hear, should_stop=enough.said)
    assert plan.status == Status.FEASIBLE
    assert validate(of, plan) == []
    told = [news for news in enough.heard if news.visits][-1]
    assert key(plan) <= tuple(tier.value for tier in told.tiers)
    assert all(tier.bound <= tier.value for tier in plan.tiers)


def test_a_search_told_to_stop_from_the_first_still_holds_its_pins():
    of = company("S")
    pin = greedy(of, 1)[0]
    pinned = replace(of, pins=(pin,))
    plan = solve(pinned, should_stop=lambda: True)
    assert validate(pinned, plan) == []
    assert pin in plan.visits


def test_no_time_at_all_still_gives_a_plan_that_holds():
    of = company("S")
    plan = solve(of, time_limit=0.0)
    assert plan.status == Status.FEASIBLE
    assert validate(of, plan) == []


def test_optimal_is_said_of_nothing_to_plan():
    plan = solve(problem(people=[guest("ann", visits=0)]))
    assert (plan.status, plan.visits) == (Status.OPTIMAL, ())
    nobody = solve(problem(people=[guest("ann")], roles=(), slots=()))
    assert nobody.status == Status.OPTIMAL
    assert nobody.tier("missing_visits").bound == 1
    assert [(one.person, one.count) for one in nobody.missing] == [("ann", 1)]


ANN, BOB = guest("ann", visits=2), guest("bob", visits=2)
ROLES = [role("r"), role("q", level=2)]


@pytest.mark.parametrize(
    ("rules", "pins", "named"),
    [
        (only("pin", "one_place"), "ann r s0, ann q s0", "ann r, ann q, one_place"),
        (only("pin", "ladder"), "ann q s0, ann r s1", "ann q, ann r, ladder"),
        (only("pin", "once_per_role"), "ann r s0, ann r s1", "ann r, ann r, once_per_role"),
        (only("pin", "role_capacity"), "ann r s0, bob r s0", "ann r, bob r, role_capacity"),
        # Bob's pin has nothing to do with it.
        (
            only("pin", spacing=Spacing()),
            "ann r s0, ann q s1, bob r s0",
            "ann r, ann q, spacing",
        ),
    ],
)
def test_contradictory_pins_are_told_with_the_rule_between_them(rules, pins, named):
    of = problem(people=[ANN, BOB], roles=ROLES, rules=rules, pins=visits(*pins.split(", ")))
    plan = solve(of)
    assert plan.status == Status.INFEASIBLE
    assert plan.visits == ()
    found = [
        held["rule"] if held["kind"] == "rule" else f"{held['person']} {held['role']}"
        for held in plan.conflict
    ]
    assert sorted(found) == sorted(named.split(", "))


def test_a_pin_on_somebody_away_contradicts_by_itself():
    away = guest("ann", unavailable=frozenset({"s0"}))
    of = problem(people=[away], pins=(Visit("ann", "r", "s0", None),))
    plan = solve(of)
    assert [held["kind"] for held in plan.conflict] == ["pin", "rule"]
    assert plan.conflict[1]["rule"] == "available"


def test_a_promise_that_the_rules_forbid_contradicts():
    away = guest("ann", unavailable=frozenset({"s0"}))
    of = problem(people=[away], published=visits("ann r s0"), frozen_before="s1")
    plan = solve(of)
    assert plan.status == Status.INFEASIBLE
    assert [held["kind"] for held in plan.conflict] == ["frozen", "rule"]
    assert plan.conflict[1]["rule"] == "available"
