"""The pre-check: what it counts by hand, and that it never claims what a plan disproves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given

from solver.rotation.precheck import precheck
from solver.rotation.problem import Department, HomeCover, Visit
from tests.solver.brute_force import all_plans, candidates
from tests.solver.random_problems import PATIENT, settled_problems
from tests.solver.tiny import guest, half_days, only, problem, role, visits

ANN = guest("ann")


def found(of):
    return [(concern.code, concern.params) for concern in precheck(of)]


def test_a_problem_that_works_raises_no_concern():
    assert found(problem(people=[ANN])) == []


@pytest.mark.parametrize(
    ("of", "concern"),
    [
        (problem(people=[ANN], slots=()), ("no-slot", {})),
        (
            problem(people=[ANN], roles=[role("r"), role("x", host="")]),
            ("role-without-host", {"role": "x"}),
        ),
        (
            problem(people=[ANN], roles=[role("r"), role("x", closed=frozenset({"s0", "s1"}))]),
            ("role-never-open", {"role": "x"}),
        ),
        (
            problem(people=[guest("ann", no_go_departments=frozenset({"B"}))]),
            ("no-open-role", {"person": "ann"}),
        ),
        # One role, once each: the second visit has nowhere to go.
        (
            problem(people=[guest("ann", visits=2)], slots=half_days(3, days_apart=7)),
            ("few-slots", {"person": "ann", "most": 1, "target": 2}),
        ),
        # Three half-days with one seat each.
        (
            problem(people=[guest(f"p{k}") for k in range(4)], slots=3),
            ("few-seats", {"seats": 3, "wanted": 4}),
        ),
        (
            problem(
                people=[guest(f"p{k}") for k in range(3)],
                departments=(Department("A"), Department("B")),
                roles=[role("r", capacity=None, host_capacity=None)],
                rules=only("one_place", home_cover=HomeCover(share=0.2)),
            ),
            ("few-away", {"department": "A", "most": 2, "wanted": 3}),
        ),
    ],
)
def test_what_cannot_work_is_counted(of, concern):
    assert concern in found(of)


def test_pins_that_clash_are_told_with_the_rule_between_them():
    pinned = visits("ann r s0", "bob r s0")
    rules = only("pin", "one_place", "role_capacity")
    of = problem(people=[ANN, guest("bob")], pins=pinned, rules=rules)
    clashes = [params for code, params in found(of) if code == "pins-clash"]
    assert {clash["rule"] for clash in clashes} == {"role-capacity"}
    assert all(set(clash["visits"]) == set(pinned) for clash in clashes)


def test_a_pin_named_twice_with_and_without_its_host_is_one_visit():
    named = Visit("ann", "r", "s0", "h")
    of = problem(people=[ANN], pins=(named, replace(named, host=None)))
    assert found(of) == []


def test_a_pin_in_the_past_clashes_unless_it_was_published():
    pin = Visit("ann", "r", "s0", None)
    of = problem(people=[ANN], pins=(pin,), frozen_before="s1")
    assert [params["rule"] for code, params in found(of) if code == "pins-clash"] == ["frozen"]
    assert found(replace(of, published=visits("ann r s0"))) == []


@PATIENT
@given(settled_problems(people=5, roles=4, slots=4))
def test_no_plan_does_what_the_pre_check_calls_impossible(of):
    possible = candidates(of)
    assume(len(possible) <= 9)
    concerns = precheck(of)
    for plan in all_plans(of, possible):
        planned = Counter(visit.person for visit in plan)
        received = {visit.role for visit in plan}
        served = sum(min(planned[it.id], it.target_visits) for it in of.people)
        for concern in concerns:
            told = concern.params
            assert concern.code != "pins-clash"
            if concern.code in {"role-without-host", "role-never-open"}:
                assert told["role"] not in received
            elif concern.code == "no-open-role":
                assert planned[told["person"]] == 0
            elif concern.code == "few-slots":
                assert planned[told["person"]] <= told["most"]
            elif concern.code == "few-seats":
                assert served <= told["seats"]
            elif concern.code == "few-away":
                away = [p.id for p in of.people if p.department == told["department"]]
                assert sum(planned[person] for person in away) <= told["most"]
