"""Planning anew: the past stays, promises are kept where they can be, those concerned are told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.check.plan import check_plan, validate
from solver.rotation.comparison import ChangedVisit, changes
from solver.rotation.greedy import greedy
from solver.rotation.problem import HostLoad, Person, Problem, Spacing
from solver.rotation.promises import broken_promises
from solver.rotation.replan import replan
from solver.rotation.solution import Status
from tests.solver.brute_force import all_plans, candidates
from tests.solver.random_problems import problems, settled
from tests.solver.tiny import guest, only, problem, role, visits

PATIENT = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
RULES = ("target", "one_place", "available", "host_of_role", "role_capacity", "frozen", "pin")


def away(of: Problem, person: str, *slots: str) -> Problem:
    """The problem with a person away."""
    people = (
        replace(it, unavailable=it.unavailable | set(slots)) if it.id == person else it
        for it in of.people
    )
    return replace(of, people=tuple(people))


def kinds(of: Problem, **more) -> list[str]:
    return [one.kind for one in replan(of, **more).changed]


# By hand


def test_where_a_host_falls_ill_another_host_receives():
    of = problem(
        people=[guest("a"), guest("b"), Person("k", "B")],
        roles=[replace(role("r"), hosts=("h", "k"), capacity=2)],
        rules=only(*RULES),
        published=visits("a r s0", "b r s1"),
    )
    found = replan(away(of, "h", "s0"))
    assert found.plan.visits == visits("a r s0 k", "b r s1 h")
    assert [one.kind for one in found.changed] == ["host"]
    assert (found.broken, found.least, found.proven) == (1, 1, True)
    assert found.plan.status == Status.OPTIMAL
    assert list(found.told) == ["a", "h", "k"]  # b is not bothered


def test_where_nobody_else_can_receive_the_visit_moves():
    of = problem(
        people=[guest("a"), guest("b")],
        slots=3,
        rules=only(*RULES),
        published=visits("a r s0", "b r s1"),
    )
    found = replan(away(of, "h", "s0"))
    assert found.changed == (ChangedVisit(*visits("a r s0"), *visits("a r s2")),)
    assert found.plan.tier("changes").bound == found.plan.tier("changes").value == 2
    assert list(found.told) == ["a", "h"]


def test_another_visit_moves_only_if_a_visit_would_be_missing_else():
    # a can only have s1, where b is; b can have s2.
    of = problem(
        people=[guest("a", unavailable=frozenset({"s2"})), guest("b")],
        slots=3,
        rules=only(*RULES),
        published=visits("a r s0", "b r s1"),
    )
    found = replan(away(of, "h", "s0"))
    assert found.plan.visits == visits("a r s1", "b r s2")
    assert (found.broken, found.least) == (2, 1)
    assert not found.proven


def test_who_leaves_is_told_of_nothing_and_the_host_of_the_free_seat():
    of = problem(people=[guest("a"), guest("b", visits=0)], published=visits("a r s0", "b r s1"))
    found = replan(of)
    assert found.changed == (ChangedVisit(visits("b r s1")[0], None),)
    assert found.changed[0].kind == "gone"
    assert list(found.told) == ["b", "h"]


def test_the_past_stays_even_where_rules_have_changed_since():
    of = problem(
        people=[guest("a", visits=2)],
        slots=3,
        rules=only(*RULES, spacing=Spacing(visits_per_week=None, gap_half_days=0)),
        published=visits("a r s0", "a r s1"),
        frozen_before="s1",
    )
    assert replan(away(of, "h", "s1")).plan.visits == visits("a r s0", "a r s2")


def test_load_of_hosts_counts_in_the_bound():
    # Three promises of one week, and the host may receive one a week from now on.
    of = problem(
        people=[guest("a"), guest("b"), guest("c")],
        slots=3,
        rules=only(*RULES, host_load=HostLoad(per_week=1)),
        published=visits("a r s0", "b r s1", "c r s2"),
    )
    assert broken_promises(of) == (4, 2)
    found = replan(of)
    assert (found.broken, found.least) == (2, 2)


def test_seats_of_a_role_count_in_the_bound():
    of = problem(
        people=[guest("a"), guest("b"), Person("k", "B")],
        roles=[replace(role("r"), hosts=("h", "k"))],
        rules=only(*RULES),
        published=visits("a r s0 h", "b r s0 k"),
    )
    assert broken_promises(of) == (2, 1)
    assert kinds(of) == ["moved"]


def test_pins_that_contradict_are_told_as_such():
    of = problem(people=[guest("a")], pins=visits("a r s0", "a r s1"), rules=only(*RULES))
    found = replan(of)
    assert found.plan.status == Status.INFEASIBLE
    assert {item["kind"] for item in found.plan.conflict} == {"pin", "rule"}


def test_changes_pair_what_goes_with_what_comes():
    before = visits("a r s0", "a q s1", "b r s1")
    after = visits("a r s0 k", "a q s2", "c r s1")
    assert [(one.kind, one.persons) for one in changes(before, after)] == [
        ("host", ("a", "h", "k")),
        ("moved", ("a", "h")),
        ("gone", ("b", "h")),
        ("new", ("c", "h")),
    ]


# Over problems at random


@st.composite
def disturbed(draw: st.DrawFn, **sizes: int) -> Problem:
    """A problem whose plan was published before something came between."""
    of = draw(problems(**sizes))
    plan = greedy(of, 1)
    assume(plan)
    who = draw(st.sampled_from([it.id for it in of.people]))
    slots = draw(st.sets(st.sampled_from([it.id for it in of.slots]), min_size=1))
    frozen = draw(st.sampled_from([None, of.slots[0].id, of.slots[len(of.slots) // 2].id]))
    of = replace(of, published=plan, frozen_before=frozen)
    ahead = {it.id for it in of.slots if not of.is_frozen(it)}
    return away(of, who, *(slots & ahead))


@PATIENT
@given(disturbed())
def test_the_past_is_kept_and_the_bounds_hold(of):
    found = replan(of)
    assert validate(replace(of, keep_published_first=True), found.plan) == []
    past = {it.id for it in of.slots if of.is_frozen(it)}
    assert not any(
        visit.slot in past for one in found.changed for visit in (one.before, one.after) if visit
    )
    assert found.broken >= found.least
    assert found.broken == len(set(of.published) - set(found.plan.visits))
    assert found.plan.tier("changes").value >= broken_promises(of)[0]
    concerned = {who for one in found.changed for who in one.persons}
    assert concerned == set(found.told)


@PATIENT
@given(disturbed(people=3, roles=2, slots=3))
def test_no_plan_breaks_fewer_promises_than_the_bound(of):
    possible = candidates(of)
    assume(len(possible) <= 9)
    points, fewest = broken_promises(of)
    for plan in all_plans(of, possible):
        broken = set(of.published) - set(plan)
        kept = {(it.person, it.role, it.slot) for it in plan}
        new_host = sum((it.person, it.role, it.slot) in kept for it in broken)
        assert len(broken) >= fewest
        assert 2 * len(broken) - new_host >= points


@PATIENT
@given(problems().flatmap(settled))
def test_whatever_was_published_the_plan_holds(of):
    found = replan(of)
    if found.plan.status == Status.INFEASIBLE:
        assert found.plan.conflict
        return
    assert check_plan(of, found.plan.visits) == []
    assert replan(of).plan.visits == found.plan.visits
