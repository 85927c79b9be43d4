from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from app.domain.ideas import IdeaStatus
from app.errors import InputError
from app.i18n import LANGUAGES, set_language
from app.services.samples import first_monday
from app.wording import error_text
from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.greedy import greedy

TUESDAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_company_is_in_the_database_with_all_it_needs(services, tongue):
    set_language(tongue)
    programme_id, changes = services.samples.make(today=TUESDAY)
    departments = services.staff.departments()
    assert sum(department.people for department in departments) == 120
    assert all(department.what_we_refuse and department.our_words for department in departments)
    roles = services.staff.roles()
    assert len(roles) == 24
    assert all(role.host_ids and role.what_you_do and not role.proposed for role in roles)
    assert len(services.programmes.sign_ups(programme_id)) == 120
    assert {"department", "employee", "role", "wish", "no_go", "sign_up"} <= changes.tables
    assert services.planning.precheck(programme_id) == []


def test_the_programme_begins_on_a_monday_two_weeks_ahead(services):
    programme_id, _ = services.samples.make(today=TUESDAY)
    pilot, programme = sorted(services.programmes.programmes(), key=lambda one: one.from_date)
    assert pilot.to_date < TUESDAY
    assert programme.id == programme_id
    assert (programme.from_date, programme.to_date) == (
        dt.date(2026, 12, 14),
        dt.date(2027, 2, 5),
    )


def test_the_first_monday_may_be_the_day_itself():
    assert first_monday(dt.date(2026, 11, 23)) == dt.date(2026, 11, 23)
    assert first_monday(dt.date(2026, 11, 24)) == dt.date(2026, 11, 30)


def test_the_problem_has_what_the_files_say(services):
    programme_id, _ = services.samples.make(today=TUESDAY)
    problem = services.planning.problem(programme_id)
    assert sum(person.target_visits for person in problem.people) == 284
    assert [(pair.minimum, pair.weight) for pair in problem.pairs[:2]] == [(20, 3), (20, 3)]
    assert len(problem.together) == len(problem.apart) == 2
    assert sum(len(p.no_go_departments) + len(p.no_go_roles) for p in problem.people) == 6
    # The Friday of the fifth week and the last afternoon are the company's own.
    slots = {slot.id for slot in problem.slots}
    assert not slots & {"2027-01-15am", "2027-01-15pm", "2027-02-05pm"}
    assert "2027-02-05am" in slots
    # Who heads Marketing receives neither on Mondays nor on Fridays.
    head = next(role for role in problem.roles if role.title == "Head of Marketing")
    assert {problem.slot[slot].date.weekday() for slot in head.closed} == {0, 4}
    # One of the eighteen is away on Christmas Day only, when nobody visits.
    assert sum(bool(person.unavailable) for person in problem.people) == 17


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("month", [2, 5, 8, 12])
def test_nobody_need_miss_a_visit_whenever_the_sample_is_made(services, tongue, month):
    set_language(tongue)
    programme_id, _ = services.samples.make(today=dt.date(2026, month, 15))
    problem = services.planning.problem(programme_id)
    visits = greedy(problem, seed=1)
    assert check_plan(problem, visits) == []
    score = measure(problem, visits)
    assert score.tiers["missing_visits"] == 0
    assert score.tiers["pair_shortfall"] == 0


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_finished_programme_lies_behind_it(services, tongue):
    set_language(tongue)
    services.samples.make(today=TUESDAY)
    pilot = min(services.programmes.programmes(), key=lambda one: one.from_date)
    (plan,) = services.planning.plans(pilot.id)
    assert services.planning.check(plan.id) == []
    records = services.visit_records.records(pilot.id)
    assert Counter(row.outcome for row in records) == {"held": 7, "missed": 1, "expected": 1}
    assert len(services.visit_records.owed(now=dt.datetime.combine(TUESDAY, dt.time()))) == 1
    assert len(services.reflections.reflections()) == 7
    ideas = services.ideas.ideas(today=TUESDAY)
    assert {idea.status for idea in ideas} == set(IdeaStatus)
    assert all(idea.owner and idea.author for idea in ideas)
    assert all(idea.answer for idea in ideas if idea.status == IdeaStatus.DECLINED)


def test_it_is_one_step_to_undo(services):
    services.samples.make(today=TUESDAY)
    services.undo.undo()
    assert services.staff.departments() == []
    assert services.programmes.programmes() == []


def test_it_is_not_mixed_into_a_company(services):
    services.staff.add_department(name="Ours")
    with pytest.raises(InputError) as caught:
        services.samples.make(today=TUESDAY)
    assert caught.value.code == "sample-needs-empty-file"
    assert "new file" in error_text(caught.value)
    assert [department.name for department in services.staff.departments()] == ["Ours"]
