"""Properties of every plan, over problems at random."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from solver.check.plan import check_plan, validate
from solver.check.terms import measure
from solver.rotation.conflict import base_plan, contradiction
from solver.rotation.greedy import PinsLeaveNoStartError, greedy
from solver.rotation.problem import Visit
from solver.rotation.search import solve
from solver.rotation.solution import Status
from tests.solver.brute_force import best_score, candidates
from tests.solver.random_problems import PATIENT, problems, settled_problems
from tests.solver.test_model import is_complete_and_feasible


def plan_key(plan):
    return tuple(tier.value for tier in plan.tiers)


@PATIENT
@given(settled_problems())
def test_every_plan_is_valid_with_true_bounds_and_no_worse_than_greedy(of):
    plan = solve(of)
    breaches = validate(of, plan)
    if plan.status == Status.INFEASIBLE:
        # No plan at all: what the judges say of no visits is what is pinned or promised.
        assert plan.visits == ()
        assert breaches != []
        assert {breach.rule for breach in breaches} <= {"pin", "frozen"}
        return
    assert breaches == []
    assert all(tier.bound <= tier.value for tier in plan.tiers)
    with suppress(PinsLeaveNoStartError):
        first = greedy(of, 1)
        assert check_plan(of, first) == []
        assert plan_key(plan) <= measure(of, first).key


@PATIENT
@given(settled_problems(people=5, roles=4, slots=4))
def test_no_plan_is_better_than_an_optimal_one_or_than_the_bounds(of):
    possible = candidates(of)
    assume(len(possible) <= 11)
    plan, best = solve(of), best_score(of, possible)
    if best is None:
        assert plan.status == Status.INFEASIBLE
        return
    assert plan.status == Status.OPTIMAL
    assert plan_key(plan) == best


@PATIENT
@given(settled_problems(people=5, roles=4, slots=4))
def test_a_plan_kept_early_claims_no_more_than_is_true(of):
    possible = candidates(of)
    assume(len(possible) <= 9)
    best, heard = best_score(of, possible), []
    assume(best is not None)
    solve(of, on_progress=heard.append)
    for news in heard:
        for tier, least in zip(news.tiers, best, strict=True):
            assert tier.bound <= least <= tier.value
            if tier.value != least:
                break


@PATIENT
@given(problems(), st.integers(1, 3))
def test_the_same_seed_gives_the_same_plan(of, seed):
    one, other = solve(of, seed=seed), solve(of, seed=seed)
    assert one.visits == other.visits
    assert one.tiers == other.tiers


@PATIENT
@given(settled_problems())
def test_every_plan_is_a_plan_of_the_model_and_of_the_weekly_model(of):
    plan = solve(of)
    assume(plan.status != Status.INFEASIBLE)
    visits = plan.visits
    published = replace(of, published=visits[::2], frozen_before=None)
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
