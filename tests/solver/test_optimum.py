"""Optima worked out by hand: each tier and term once at its least above 0, and once at 0."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.plan import validate
from solver.rotation.problem import Pair, Weights
from solver.rotation.search import solve
from solver.rotation.solution import TERMS, Status
from tests.solver.tiny import guest, half_days, problem, role, visits

ANN, BOB = guest("ann"), guest("bob")
CHEF, GRETA = guest("k", "C", 0), guest("g", "B", 0)
TWO_WEEKS = half_days(2, days_apart=7)


def optimum(of):
    """The values of all tiers of the best plan, proven."""
    plan = solve(of)
    assert validate(of, plan) == []
    assert plan.status == Status.OPTIMAL
    assert all(tier.bound == tier.value for tier in plan.tiers)
    return {tier.name: tier.value for tier in plan.tiers} | plan.terms


def weighing(name, weight=1):
    """Weights of which one alone is not 0."""
    return Weights(**{**dict.fromkeys(TERMS, 0), name: weight})


def closed(name, *slots, **more):
    return role(name, closed=frozenset(slots), **more)


@pytest.mark.parametrize(("slots", "missing"), [(2, 0), (1, 1)])
def test_missing_visits(slots, missing):
    # One seat a half-day for two people.
    assert optimum(problem(people=[ANN, BOB], slots=slots))["missing_visits"] == missing


@pytest.mark.parametrize(("weeks", "worst"), [(4, 0), (2, 1)])
def test_worst_missing(weeks, worst):
    # Two seats for four visits: one each, though one person could have both.
    people = [guest("ann", visits=2), guest("bob", visits=2)]
    roles = [role("r"), role("q", level=2)]
    slots = half_days(weeks, days_apart=7)
    found = optimum(problem(people=people, roles=roles, slots=slots))
    assert found["missing_visits"] == 2 * worst
    assert found["worst_missing"] == worst


@pytest.mark.parametrize(("slots", "shortfall"), [(3, 0), (2, 1)])
def test_pair_shortfall(slots, shortfall):
    # A lacking visit from A weighs 3, one from C weighs 1: with two seats the guest from C stays.
    weekly = half_days(slots, days_apart=7)
    pairs = (Pair("A", "B", minimum=2, weight=3), Pair("C", "B", minimum=1, weight=1))
    of = problem(people=[ANN, BOB, guest("cid", "C")], slots=weekly, pairs=pairs)
    assert optimum(of)["pair_shortfall"] == shortfall


@pytest.mark.parametrize(("shut", "points"), [("", 0), ("best", 2), ("best fair", 4)])
def test_wishes(shut, points):
    # Wished for by 2: costs 0. Not spoken of: costs 2. Disliked by −2: costs 4.
    keen = guest("ann", role_wishes={"best": 2, "worst": -2})
    roles = [closed(name, *("s0",) * (name in shut.split())) for name in ("best", "fair", "worst")]
    of = problem(people=[keen], roles=roles, slots=1, weights=weighing("wishes", 3))
    found = optimum(of)
    assert (found["wishes"], found["comfort"]) == (points, 3 * points)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_repeat_department(elsewhere):
    roles = [role("r"), role("q"), role("c", host="k", department="C")]
    roles = roles if elsewhere else roles[:2]
    of = problem(
        people=[guest("ann", visits=2), CHEF],
        roles=roles,
        slots=TWO_WEEKS,
        weights=weighing("repeat_department", 5),
    )
    found = optimum(of)
    assert (found["repeat_department"], found["comfort"]) == ((0, 0) if elsewhere else (1, 5))


@pytest.mark.parametrize("elsewhere", [True, False])
def test_seen_before(elsewhere):
    been = guest("ann", visited_departments=frozenset({"B"}))
    roles = [role("r"), role("c", host="k", department="C")]
    of = problem(
        people=[been, CHEF],
        roles=roles if elsewhere else roles[:1],
        weights=weighing("seen_before"),
    )
    assert optimum(of)["seen_before"] == (0 if elsewhere else 1)


@pytest.mark.parametrize("both_ways", [True, False])
def test_one_way(both_ways):
    # Two visits from A to B; up to two come back, if the guests from B can.
    away = frozenset() if both_ways else frozenset({"s0", "s1"})
    back = [guest("bea", "B"), guest("ben", "B", unavailable=away)]
    of = problem(
        people=[ANN, BOB, guest("host", visits=0), *back],
        roles=[role("r"), role("back", host="host", department="A")],
        pairs=(Pair("A", "B"),),
        weights=weighing("one_way"),
    )
    found = optimum(of)
    assert found["missing_visits"] == (0 if both_ways else 1)
    assert found["one_way"] == (0 if both_ways else 1)


@pytest.mark.parametrize("shared", [True, False])
def test_host_overload(shared):
    # Two visits; fair is one each if there are two hosts.
    hosts = ("h", "g") if shared else ("h",)
    roles = [replace(role("r"), hosts=hosts)]
    of = problem(
        people=[ANN, BOB, GRETA], roles=roles, fair_hosting=1, weights=weighing("host_overload")
    )
    assert optimum(of)["host_overload"] == (0 if shared else 1)


@pytest.mark.parametrize("higher", [2, 1])
def test_flat_ladder(higher):
    of = problem(
        people=[guest("ann", visits=2)],
        roles=[role("r"), role("q", level=higher)],
        slots=TWO_WEEKS,
        weights=weighing("flat_ladder"),
    )
    assert optimum(of)["flat_ladder"] == (0 if higher == 2 else 1)


@pytest.mark.parametrize("second_week", [True, False])
def test_crowded_week(second_week):
    # Monday, Saturday and the next Thursday; two visits in two weeks, one a week is even.
    roles = [role("r") if second_week else closed("r", "s2")]
    of = problem(
        people=[ANN, BOB],
        roles=roles,
        slots=half_days(3, days_apart=5),
        weights=weighing("crowded_week"),
    )
    found = optimum(of)
    assert found["missing_visits"] == 0
    assert found["crowded_week"] == (0 if second_week else 1)


@pytest.mark.parametrize(
    ("away", "shut", "changes"), [((), (), 0), (("s0",), (), 1), ((), ("s0",), 2)]
)
def test_changes(away, shut, changes):
    # Kept; kept with another host where the host is away; moved where the role is shut.
    hosts = [guest("g", "B", 0, unavailable=frozenset(away)), guest("f", "B", 0)]
    roles = [replace(closed("r", *shut), hosts=("g", "f"))]
    of = problem(people=[ANN, *hosts], roles=roles, published=visits("ann r s0 g"))
    assert optimum(of)["changes"] == changes


@pytest.mark.parametrize(("first", "changes", "points"), [(True, 0, 4), (False, 2, 0)])
def test_what_is_published_weighs_more_than_comfort_if_it_is_kept_first(first, changes, points):
    keen = guest("ann", role_wishes={"r": -2, "q": 2})
    of = problem(
        people=[keen],
        roles=[role("r"), role("q")],
        published=visits("ann r s0"),
        keep_published_first=first,
        weights=weighing("wishes"),
    )
    found = optimum(of)
    assert (found["changes"], found["comfort"]) == (changes, points)


def test_no_comfort_outweighs_a_visit_nor_a_pair():
    # The only seats are disliked and repeat a department: they are taken all the same.
    sour = guest("ann", visits=2, department_wishes={"B": -2}, visited_departments=frozenset({"B"}))
    heavy = Weights(**dict.fromkeys(TERMS, 1000))
    of = problem(people=[sour], roles=[role("r"), role("q")], slots=TWO_WEEKS, weights=heavy)
    found = optimum(of)
    assert found["missing_visits"] == 0
    # 4 points for each wish, one repeat, two seen before, one flat step; hosting 2 is fair.
    assert found["comfort"] == 1000 * (8 + 1 + 2 + 1)
    pulled = replace(
        of,
        people=(guest("ann", department_wishes={"C": 2}), *of.people[1:], CHEF),
        departments=(*of.departments, replace(of.departments[0], id="C")),
        roles=(*of.roles, role("c", host="k", department="C")),
        pairs=(Pair("A", "B", minimum=1),),
        weights=replace(heavy, one_way=0),
    )
    found = optimum(pulled)
    assert found["pair_shortfall"] == 0
    assert found["wishes"] == 2
