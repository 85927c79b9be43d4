from __future__ import annotations

import pytest

from app.errors import InputError
from app.services.findings import Finding
from app.services.problem_building import visit_of, visits_of
from app.wording import sentence
from app.wording.tiers import glance_text
from tests.builders import make_company, make_programme
from tests.support.plans import add_plan

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
SECOND = ("Marketing 3", "Sales role 2", "2027-03-11pm", "Sales 2")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
FOUR = ("Marketing 4", "Sales role 1", "2027-03-03pm", "Sales 1")


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def programme_id(services, keys):
    return make_programme(services.database)


def verdicts(found):
    return {it.person.employee: it.verdict for it in found.people}


def test_who_has_more_visits_is_better_off_and_who_only_moved_is_told_so(
    services, keys, programme_id
):
    a = add_plan(services, programme_id, keys, FIRST)
    b = add_plan(services, programme_id, keys, LATER)
    c = add_plan(services, programme_id, keys, FIRST, SECOND)
    assert verdicts(services.comparing.compare(a, b)) == {"Marketing 3": "moved"}
    assert verdicts(services.comparing.compare(a, c)) == {"Marketing 3": "better"}
    assert verdicts(services.comparing.compare(c, a)) == {"Marketing 3": "worse"}
    assert services.comparing.compare(a, a).people == ()


def test_a_wish_met_is_better_with_as_many_visits(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    services.wishes.set_wish(
        programme_id=programme_id,
        employee_id=keys["Marketing 3"],
        role_id=keys["Sales role 2"],
        value=2,
    )
    b = add_plan(services, programme_id, keys, SECOND)
    assert verdicts(services.comparing.compare(a, b)) == {"Marketing 3": "better"}


def test_tiers_and_terms_of_both_are_measured_alike(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    b = add_plan(services, programme_id, keys, FIRST, SECOND)
    found = services.comparing.compare(a, b)
    # Eight people signed up for two visits each.
    assert found.tiers[0] == ("missing_visits", 15, 14)
    # Every visit costs its wish of zero two points, and the second is in the same department.
    assert found.terms[:2] == (("wishes", 2, 4), ("repeat_department", 0, 1))


def test_the_visits_of_one_person_are_taken_over(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    b = add_plan(
        services, programme_id, keys, LATER, SECOND, (*FOUR[:2], "2027-03-16am", "Sales 1")
    )
    where = {"into_plan_id": a, "from_plan_id": b, "employee_id": keys["Marketing 3"]}
    assert services.comparing.what_taking_over_breaks(**where) == []
    services.comparing.take_over(**where)
    slots = [(v.employee, f"{v.date}{v.half}") for v in services.planning.board(a).visits]
    assert slots == [("Marketing 3", "2027-03-03pm"), ("Marketing 3", "2027-03-11pm")]
    assert services.undo.status().undo == "take the visits of Marketing 3 from version 2"
    services.undo.undo()
    assert [v.date.day for v in services.planning.board(a).visits] == [2]


def test_what_taking_over_would_break_is_told_before(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST, FOUR)
    b = add_plan(services, programme_id, keys, LATER)
    found = services.comparing.what_taking_over_breaks(
        into_plan_id=a, from_plan_id=b, employee_id=keys["Marketing 3"]
    )
    texts = [sentence(it.code, it.parameters) for it in found]
    assert "“Sales role 1” has 2 guests where 1 fit: Wed, 3 Mar 2027, afternoon." in texts
    assert all(isinstance(it, Finding) for it in found)


def test_nothing_is_taken_over_into_a_published_plan(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    b = add_plan(services, programme_id, keys, LATER)
    services.publishing.publish(plan_id=a, shown=services.publishing.summary(a).shown)
    with pytest.raises(InputError) as caught:
        services.comparing.take_over(
            into_plan_id=a, from_plan_id=b, employee_id=keys["Marketing 3"]
        )
    assert caught.value.code == "plan-no-draft"


def test_plans_of_two_programmes_are_not_compared(services, keys, programme_id):
    other = make_programme(services.database, name="Autumn")
    plans = [add_plan(services, it, keys, FIRST) for it in (programme_id, other)]
    with pytest.raises(InputError) as caught:
        services.comparing.compare(*plans)
    assert caught.value.code == "plans-of-two-programmes"


def test_a_plan_not_stored_yet_is_held_against_a_stored_one(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    services.wishes.set_wish(
        programme_id=programme_id,
        employee_id=keys["Marketing 3"],
        role_id=keys["Sales role 2"],
        value=2,
    )
    b = add_plan(services, programme_id, keys, LATER, SECOND)
    visits = [visit_of(row) for row in rows_of(services, b)]
    found = services.comparing.glance(a, visits)
    assert found.missing[0] - found.missing[1] == 1
    assert (found.number, found.granted, found.wishes, found.other) == (1, (0, 1), True, 2)
    text = glance_text(found)
    assert "Visits to wished places: 1; in version 1: 0." in text
    assert "2 visits are in another place or at another time." in text


def test_the_same_plan_is_said_to_be_the_same(services, keys, programme_id):
    a = add_plan(services, programme_id, keys, FIRST)
    found = services.comparing.glance(a, [visit_of(row) for row in rows_of(services, a)])
    assert (found.wishes, found.other) == (False, 0)
    assert glance_text(found).endswith("All visits are where they were.")


def rows_of(services, plan_id):
    with services.database.read() as session:
        return visits_of(session, plan_id)
