"""Properties of every plan, over problems at random."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.check.plan import check_plan, validate
from solver.check.terms import measure
from solver.rotation.conflict import base_plan, contradiction
from solver.rotation.greedy import greedy
from solver.rotation.problem import Problem, Visit
from solver.rotation.search import solve
from solver.rotation.solution import Status
from tests.solver.random_problems import problems
from tests.solver.test_model import is_complete_and_feasible

PATIENT = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)


def candidates(of: Problem) -> list[Visit]:
    """All visits that break no rule by themselves."""
    alone = replace(of, together=())
    return [
        visit
        for person in of.people
        for role in of.roles
        for slot in of.slots
        for host in role.hosts
        if not check_plan(alone, [visit := Visit(person.id, role.id, slot.id, host)])
    ]


@PATIENT
@given(problems())
def test_every_plan_is_valid_with_true_bounds_and_no_worse_than_greedy(of):
    plan = solve(of)
    assert validate(of, plan) == []
    assert all(tier.bound <= tier.value for tier in plan.tiers)
    first = measure(of, greedy(of, 1))
    assert tuple(tier.value for tier in plan.tiers) <= first.key


@PATIENT
@given(problems(people=3, roles=3, slots=3))
def test_no_plan_is_better_than_an_optimal_one_or_than_the_bounds(of):
    possible = candidates(of)
    assume(1 <= len(possible) <= 9)
    best = min(
        measure(of, chosen).key
        for size in range(len(possible) + 1)
        for chosen in combinations(possible, size)
        if len({(v.person, v.role, v.slot) for v in chosen}) == size and not check_plan(of, chosen)
    )
    plan = solve(of)
    values = tuple(tier.value for tier in plan.tiers)
    assert values >= best
    if plan.status == Status.OPTIMAL:
        assert values == best
    for tier, least in zip(plan.tiers, best, strict=True):
        assert tier.bound <= least
        if tier.value != least:
            break


@PATIENT
@given(problems(), st.integers(1, 3))
def test_the_same_seed_gives_the_same_plan(of, seed):
    one, other = solve(of, seed=seed), solve(of, seed=seed)
    assert one.visits == other.visits
    assert one.tiers == other.tiers


@PATIENT
@given(problems())
def test_every_plan_is_a_plan_of_the_model_and_of_the_weekly_model(of):
    visits = solve(of).visits
    published = replace(of, published=visits[::2])
    for weekly in (False, True):
        assert is_complete_and_feasible(published, visits, weekly=weekly)


@PATIENT
@given(problems(people=4, roles=3, slots=3), st.data())
def test_pins_are_kept_or_the_contradiction_is_minimal(of, data):
    assume(of.roles)
    several = st.tuples(*(st.sampled_from(x) for x in (of.people, of.roles, of.slots)))
    pins = tuple(
        Visit(person.id, role.id, slot.id, data.draw(st.sampled_from([None, *role.hosts])))
        for person, role, slot in data.draw(st.lists(several, min_size=1, max_size=3))
    )
    assume(len({(p.person, p.role, p.slot) for p in pins}) == len(pins))
    pinned = replace(of, pins=pins)
    plan = solve(pinned)
    breaches = validate(pinned, plan)
    if plan.status != Status.INFEASIBLE:
        assert breaches == []
        return
    # No plan at all: what the judges say of no visits is that every pin is missing.
    assert plan.visits == ()
    assert {breach.rule for breach in breaches} == {"pin"}
    core = contradiction(pinned)
    assert [item.document() for item in core] == list(plan.conflict)
    for item in core:
        if item.visit is None:
            rule = replace(getattr(of.rules, item.rule), on=False)
            eased = replace(pinned, rules=replace(of.rules, **{item.rule: rule}))
            kept = [other.visit for other in core if other.visit]
        else:
            eased = pinned
            kept = [other.visit for other in core if other.visit and other != item]
        others = {rule.rule for rule in core if not rule.visit}
        loose = {
            name: replace(getattr(eased.rules, name), on=False)
            for name in eased.rules.__slots__
            if name not in others | {"pin"}
        }
        assert (
            base_plan(replace(eased, rules=replace(eased.rules, **loose), pins=tuple(kept)))
            is not None
        )
