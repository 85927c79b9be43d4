"""What a rule forbids alone, held against the judges visit by visit."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Interrupted
from app.services.rule_effects import rule_effects
from solver.check.plan import check_plan
from solver.rotation.problem import Rules, Visit
from solver.rotation.solution import Plan, Status
from tests.builders import make_company, make_programme
from tests.solver.random_problems import problems

NAMES = [field.name for field in fields(Rules)]


def judged(problem, visits):
    """The same by adding each possible visit to the plan and asking every judge."""
    on = Rules(**{name: replace(getattr(problem.rules, name), on=True) for name in NAMES})
    strict, counts = replace(problem, rules=on), Counter()
    in_force = {name for name in NAMES if getattr(problem.rules, name).on}
    for person in problem.people:
        if not person.target_visits:
            continue
        for role in problem.roles:
            for slot in problem.slots:
                broken = [
                    _broken(strict, visits, Visit(person.id, role.id, slot.id, host))
                    for host in (*role.hosts, None)
                ]
                for rule in NAMES:
                    others = in_force - {rule, "target"}
                    allowed = any(not names & others for names in broken)
                    kept = any(not names & (others | {rule}) for names in broken)
                    counts[rule] += allowed and not kept
    return dict(counts)


def _broken(problem, visits, visit):
    breaches = check_plan(problem, [*visits, visit])
    return {it.rule.replace("-", "_") for it in breaches if visit in it.visits}


@st.composite
def planned(draw):
    problem = draw(problems(people=4, roles=3, slots=4))
    visits = [
        Visit(person.id, role.id, slot.id, draw(st.sampled_from(role.hosts or (None,))))
        for person in problem.people
        for role in problem.roles
        for slot in problem.slots
        if draw(st.integers(0, 7)) == 0
    ]
    return problem, visits


@settings(max_examples=60, deadline=None, derandomize=True)
@given(planned())
def test_the_counts_are_those_of_the_judges(case):
    problem, visits = case
    found = rule_effects(problem, visits)
    wanted = judged(problem, visits)
    assert {rule: found.forbidden[rule] for rule in wanted} == wanted
    guests = sum(person.target_visits > 0 for person in problem.people)
    assert found.possible == guests * len(problem.roles) * len(problem.slots)


def test_the_ladder_forbids_what_lies_behind_a_higher_visit(services):
    keys = make_company(services.database)
    programme_id = make_programme(services.database, weeks=1)
    first = services.rule_effects.effects(programme_id)
    assert first.possible == 8 * 4 * 10
    assert first.forbidden["ladder"] == 0
    assert first.forbidden["other_department"] == 8 * 2 * 10 - 2 * 2 * 10
    services.programmes.set_rule(
        programme_id=programme_id, rule="spacing", parameter="on", value=False
    )
    visit = Visit(
        f"p{keys['Marketing 3']}", f"r{keys['Sales role 2']}", "2027-03-03am", f"p{keys['Sales 2']}"
    )
    services.planning.store_draft(programme_id=programme_id, plan=Plan(Status.FEASIBLE, (visit,)))
    after = services.rule_effects.effects(programme_id)
    # Role 1 of Sales in the five half-days after Wednesday morning.
    assert after.forbidden["ladder"] == 5


def test_a_rule_that_is_off_tells_what_it_would_forbid(services):
    make_company(services.database)
    programme_id = make_programme(services.database, weeks=1)
    for parameter, value in (("on", False), ("below", 0), ("above", 0)):
        services.programmes.set_rule(
            programme_id=programme_id, rule="level_window", parameter=parameter, value=value
        )
    # Everybody is at level 2: all visits to the roles of level 1 in the other department.
    assert services.rule_effects.effects(programme_id).forbidden["level_window"] == 8 * 10


def test_nobody_waits_for_a_count_that_is_not_wanted_any_more(services):
    make_company(services.database)
    programme_id = make_programme(services.database)
    told = []
    with pytest.raises(Interrupted):
        services.rule_effects.effects(
            programme_id,
            on_progress=lambda done, total: told.append((done, total)),
            should_stop=lambda: len(told) >= 3,
        )
    assert told == [(0, 8), (1, 8), (2, 8)]
