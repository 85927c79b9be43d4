"""Other places for a person: what moves, what it costs, and that every rule is kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.alternatives import ask
from solver.rotation.greedy import greedy
from tests.solver.random_problems import problems
from tests.solver.tiny import guest, only, problem, role, visits

PATIENT = settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
RULES = ("target", "one_place", "available", "host_of_role", "role_capacity", "other_department")


def two_roles(**of_a):
    """Guests a and b, roles r (B) and q (C) with hosts h and k, one half-day."""
    return problem(
        people=[guest("a", **of_a), guest("b"), guest("k", "C", visits=0)],
        roles=[role("r"), role("q", host="k", department="C")],
        slots=1,
        rules=only(*RULES),
    )


def test_a_wish_is_had_by_swapping_with_whom_has_it():
    of = two_roles(department_wishes={"C": 2})
    answer = ask(of, visits("a r s0", "b q s0 k"), "a", department="C")
    (swap,) = answer.alternatives
    assert swap.moves.gone == visits("a r s0", "b q s0 k")
    assert swap.moves.come == visits("a q s0 k", "b r s0")
    assert swap.terms["wishes"] == -2
    assert swap.tiers["comfort"] == -6
    assert answer.reasons.blocked == {"role-capacity": 1}


def test_nothing_moves_where_the_seat_is_free():
    answer = ask(two_roles(), visits("a r s0"), "a", role="q")
    (only_one,) = answer.alternatives
    assert (only_one.moved, only_one.tiers["missing_visits"]) == (1, 0)
    assert answer.reasons.free == 1


def test_who_lacks_a_visit_gives_none_up():
    (only_one,) = ask(two_roles(), (), "a", role="q", slot="s0").alternatives
    assert only_one.moves.come == visits("a q s0 k")
    assert only_one.tiers["missing_visits"] == -1


def test_three_move_in_turn():
    # a wants s0 and has s2; b has s0 and can have s1 besides; c has s1 and can have s2.
    of = problem(
        people=[
            guest("a"),
            guest("b", unavailable=frozenset({"s2"})),
            guest("c", unavailable=frozenset({"s0"})),
        ],
        slots=3,
        rules=only(*RULES),
    )
    answer = ask(of, visits("a r s2", "b r s0", "c r s1"), "a", role="r", slot="s0")
    (ring,) = answer.alternatives
    assert ring.moves.come == visits("a r s0", "b r s1", "c r s2")


def test_where_no_rule_lets_it_be_the_reasons_say_so():
    of = two_roles(no_go_departments=frozenset({"C"}))
    of = replace(of, rules=only(*RULES, "no_go"))
    answer = ask(of, visits("a r s0"), "a", department="C")
    assert answer.alternatives == ()
    assert answer.reasons.alone == {"no-go": 1}


def test_what_is_had_already_is_told():
    answer = ask(two_roles(), visits("a r s0"), "a", department="B")
    assert answer.there == visits("a r s0")


@PATIENT
@given(problems(), st.data())
def test_each_alternative_keeps_the_rules_and_costs_what_it_says(of, data):
    plan = greedy(of, 1)
    guests = sorted({visit.person for visit in plan})
    assume(guests)
    person = data.draw(st.sampled_from(guests))
    wanted = data.draw(st.sampled_from([it.id for it in of.roles]))
    answer = ask(of, plan, person, role=wanted)
    before = measure(of, plan)
    for one in answer.alternatives:
        after = one.moves.applied(plan)
        assert check_plan(of, after) == []
        assert any(it.person == person and it.role == wanted for it in one.moves.come)
        score = measure(of, after)
        assert one.tiers == {name: score.tiers[name] - it for name, it in before.tiers.items()}
        assert one.terms == {name: score.terms[name] - it for name, it in before.terms.items()}
    assert list(answer.alternatives) == sorted(answer.alternatives, key=lambda one: one.rank)
