"""Why a stored plan lacks visits, and cures that are done with one act."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import ConflictError, InputError
from app.wording import sentence
from app.wording.explaining import REASONS, cure_sentence, fact, forced, next_step, reasons, when
from solver.check.plan import JUDGES
from solver.rotation.solution import Plan, Status
from tests.builders import MONDAY, make_company, make_programme


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def programme(services, keys):
    """One week, one visit wanted by Sales 3, who can be received in Marketing."""
    programme_id = make_programme(services.database, weeks=1)
    everybody = services.programmes.sign_ups(programme_id)
    others = [row.employee_id for row in everybody if row.employee_id != keys["Sales 3"]]
    services.programmes.sign_off(programme_id=programme_id, employee_ids=others)
    services.programmes.sign_up(
        programme_id=programme_id, employee_ids=[keys["Sales 3"]], target_visits=1
    )
    return programme_id


def draft(services, programme_id):
    plan = Plan(status=Status.FEASIBLE, visits=())
    plan_id, _changes = services.planning.store_draft(programme_id=programme_id, plan=plan)
    return plan_id


def place(services, plan_id, kind):
    """Do the first cure of a kind; return the visits of the plan then."""
    found = services.explaining.why(plan_id)
    cure = next(it for it in found.cures if it.kind == kind)
    services.explaining.apply_cure(plan_id=plan_id, cure=cure.cure)
    assert services.planning.check(plan_id) == []
    visits = services.planning.board(plan_id).visits
    assert len(visits) == cure.places
    return visits


def away(services, employee_id, first=MONDAY, last=MONDAY + dt.timedelta(days=4), **halves):
    services.staff.add_absence(employee_id=employee_id, from_date=first, to_date=last, **halves)


def test_a_free_place_is_told_and_taken(services, keys, programme):
    plan_id = draft(services, programme)
    found = services.explaining.why(plan_id)
    assert (found.missing, found.proven, found.participants) == (1, 0, 1)
    (person,) = found.people
    assert (person.employee, person.visits, person.wanted) == ("Sales 3", 0, 1)
    # Two roles of Marketing in ten half-days are free, two of Sales are at home.
    assert (person.roles, person.all_roles, person.candidates, person.free) == (2, 4, 40, 20)
    assert person.blocked == (("other-department", 20, 20),)
    (visit,) = place(services, plan_id, "move")
    assert visit.employee_id == keys["Sales 3"]
    assert services.explaining.why(plan_id).people == ()


def test_freeing_a_person_cuts_the_half_day_out_of_the_absence(services, keys, programme):
    away(services, keys["Sales 3"])
    plan_id = draft(services, programme)
    (visit,) = place(services, plan_id, "free")
    halves = [
        (it.from_date, it.from_half, it.to_date, it.to_half)
        for it in services.staff.absences(keys["Sales 3"])
    ]
    days = sum(
        2 * (to - start).days + (b == "pm") - (a == "pm") + 1 for start, a, to, b in sorted(halves)
    )
    assert days == 9  # of ten half-days
    assert not any((start, a) <= (visit.date, visit.half) <= (to, b) for start, a, to, b in halves)


def test_another_host_is_added_to_the_role(services, keys, programme):
    for number in (1, 2):
        away(services, keys[f"Marketing {number}"])
    plan_id = draft(services, programme)
    (visit,) = place(services, plan_id, "host")
    assert visit.host in ("Marketing 3", "Marketing 4")


def test_a_role_opens(services, keys, programme):
    for row in services.staff.roles(keys["Marketing"]):
        services.staff.change_role(role_id=row.id, shown_version=row.version, open_half_days=0)
    plan_id = draft(services, programme)
    (visit,) = place(services, plan_id, "open")
    row = next(it for it in services.staff.roles(keys["Marketing"]) if it.id == visit.role_id)
    assert row.open_half_days == 1 << (2 * visit.date.weekday() + (visit.half == "pm"))


def test_a_rule_is_loosened_by_a_step(services, keys, programme):
    services.programmes.set_rule(
        programme_id=programme, rule="host_load", parameter="per_week", value=0
    )
    plan_id = draft(services, programme)
    place(services, plan_id, "relax")
    (row,) = services.programmes.programmes()
    assert row.rules["host_load"]["per_week"] == 1


def test_a_department_receives_one_guest_more(services, keys, programme):
    row = next(it for it in services.staff.departments() if it.id == keys["Marketing"])
    services.staff.change_department(
        department_id=row.id, shown_version=row.version, reception_capacity=0
    )
    place(services, draft(services, programme), "reception")
    row = next(it for it in services.staff.departments() if it.id == keys["Marketing"])
    assert row.reception_capacity == 1


def test_seats_are_added(services, keys, programme):
    for row in services.staff.roles(keys["Marketing"]):
        services.staff.change_role(role_id=row.id, shown_version=row.version, capacity=0)
    (visit,) = place(services, draft(services, programme), "seat")
    row = next(it for it in services.staff.roles(keys["Marketing"]) if it.id == visit.role_id)
    assert row.capacity == 1


def test_a_cure_is_one_step_to_undo(services, keys, programme):
    away(services, keys["Sales 3"])
    plan_id = draft(services, programme)
    place(services, plan_id, "free")
    services.undo.undo()
    assert services.planning.board(plan_id).visits == ()
    assert len(services.staff.absences(keys["Sales 3"])) == 1


def test_a_cure_found_too_early_changes_nothing(services, keys, programme):
    plan_id = draft(services, programme)
    (cure,) = services.explaining.why(plan_id).cures
    away(services, keys["Sales 3"])
    with pytest.raises(ConflictError) as caught:
        services.explaining.apply_cure(plan_id=plan_id, cure=cure.cure)
    assert caught.value.code == "cure-too-late"
    assert "Sales 3" in sentence(caught.value.code, caught.value.parameters)
    assert services.planning.board(plan_id).visits == ()


def test_what_is_published_is_not_cured(services, keys, programme):
    plan_id = draft(services, programme)
    (cure,) = services.explaining.why(plan_id).cures
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)
    with pytest.raises(InputError, match="plan-no-draft"):
        services.explaining.apply_cure(plan_id=plan_id, cure=cure.cure)


def test_one_person_is_asked_about_by_name(services, keys, programme):
    plan_id = draft(services, programme)
    assert services.explaining.person(plan_id, "sales 3") == keys["Sales 3"]
    with pytest.raises(InputError, match="no-participant"):
        services.explaining.person(plan_id, "Sales 4")
    found = services.explaining.why(plan_id, keys["Sales 3"])
    assert [it.employee_id for it in found.people] == [keys["Sales 3"]]


def test_every_sentence_is_told_in_plain_words(services, keys, programme):
    away(services, keys["Sales 3"])
    plan_id = draft(services, programme)
    (person,) = services.explaining.why(plan_id).people
    assert fact(person) == (
        "Sales 3 (Sales) has 0 of 1 visits. Roles open to this person: 2 of 4. Places looked at "
        "(roles × half-days): 40, free: 0."
    )
    assert reasons(person) == [
        "somebody is away, or the role is closed: 40, of which 20 for this reason alone",
        "in the own department: 20",
    ]
    assert cure_sentence(person.cures[0]).startswith("Keep Sales 3 free for a visit: ")
    assert cure_sentence(person.cures[0]).endswith("This places 1 visit: Sales 3.")
    assert next_step(person).startswith("Make the change")


def test_rules_that_leave_no_room_are_named_with_what_they_cost(services, keys, programme):
    services.programmes.sign_up(
        programme_id=programme, employee_ids=[keys["Sales 3"]], target_visits=2
    )
    found = services.explaining.why(draft(services, programme))
    assert found.forced == (1, (("spacing", 0),))
    assert forced(*found.forced) == [
        "No plan has room for the last 1 visit while these rules hold: “Visits are spread over the "
        "weeks”.",
        "Without “Visits are spread over the weeks” at least: 0.",
    ]


def test_without_any_half_day_no_rule_is_blamed(services, keys):
    saturday = MONDAY + dt.timedelta(days=5)
    key, _changes = services.programmes.create(
        name="Weekend", from_date=saturday, to_date=saturday + dt.timedelta(days=1)
    )
    services.programmes.sign_up(programme_id=key, employee_ids=[keys["Sales 3"]])
    found = services.explaining.why(draft(services, key))
    assert forced(*found.forced) == []
    (person,) = found.people
    assert (person.roles, person.all_roles, person.candidates) == (2, 4, 0)


def test_every_rule_has_a_reason_in_words():
    assert set(REASONS) == set(JUDGES)


def test_half_days_of_one_weekday_are_told_as_such():
    week = dt.timedelta(days=7)
    assert when([(MONDAY, "am"), (MONDAY + week, "pm")]) == "on Mondays"
    assert when([(MONDAY, "am")]) == "Mon, 1 Mar 2027, morning"
