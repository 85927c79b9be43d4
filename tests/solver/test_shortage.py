"""Rules that together leave no room for all visits: by hand, and minimal over random problems."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from solver.rotation.problem import HomeCover, HostLoad, Person, Problem, Spacing
from solver.rotation.shortage import shortage
from tests.solver.brute_force import all_plans, candidates
from tests.solver.random_problems import problems
from tests.solver.tiny import guest, only, problem, role

PATIENT = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
WEEKLY = Spacing(visits_per_week=1, gap_half_days=0)


def limited(of: Problem, rules: set[str]) -> Problem:
    """The problem with these rules alone."""
    kept = {
        name: replace(getattr(of.rules, name), on=name.replace("_", "-") in rules)
        for name in type(of.rules).__slots__
    }
    return replace(of, rules=replace(of.rules, **kept))


def test_three_visits_do_not_fit_into_one_week():
    of = problem(people=[guest("a", visits=3)], slots=5, rules=only("target", spacing=WEEKLY))
    found = shortage(of)
    assert (found.missing, found.rules, found.without) == (2, ("spacing",), {"spacing": 0})


def test_home_cover_and_a_single_half_day_leave_one_at_home():
    of = problem(
        people=[guest("a"), guest("b"), Person("x", "A")],
        roles=[role("r", capacity=5, host_capacity=5)],
        slots=1,
        rules=only("target", "role_capacity", home_cover=HomeCover(share=0.34)),
    )
    assert shortage(of).rules == ("home-cover",)


def test_two_rules_are_blamed_where_either_alone_would_leave_room():
    # a is away in s0, and the host may receive one a week: of a and b one has to stay at home only
    # because the host's other half-day is no week of its own; without either rule both fit.
    of = problem(
        people=[guest("a"), guest("b")],
        rules=only("target", "host_of_role", host_load=HostLoad(per_week=1)),
    )
    found = shortage(of)
    assert found.missing == 1
    assert set(found.rules) == {"host-of-role", "host-load"}


def test_nobody_is_blamed_where_all_fit():
    assert shortage(problem(people=[guest("a")])).rules == ()


@PATIENT
@given(problems())
def test_without_any_one_of_the_rules_blamed_counting_finds_room(of):
    found = shortage(of)
    if not found.missing:
        assert found.rules == ()
        return
    blamed = set(found.rules)
    assert shortage(limited(of, blamed)).missing > 0
    for rule in blamed:
        assert shortage(limited(of, blamed - {rule})).missing == 0
        assert found.without[rule] <= found.missing


@PATIENT
@given(problems(people=3, roles=2, slots=3))
def test_no_plan_lacks_fewer_visits(of):
    possible = candidates(of)
    if len(possible) > 9:
        return
    least = shortage(of).missing
    for plan in all_plans(of, possible):
        made = {it.id: 0 for it in of.people}
        for visit in plan:
            made[visit.person] += 1
        assert sum(max(0, it.target_visits - made[it.id]) for it in of.people) >= least
