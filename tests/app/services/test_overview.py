from __future__ import annotations

import pytest

from app.wording.overview import steps
from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status
from tests.builders import make_company, make_programme


def done(services):
    return [step.name for step in steps(services.overview.overview()) if step.done]


def text(services, name):
    return next(step.text for step in steps(services.overview.overview()) if step.name == name)


def draft(services, programme_id, keys):
    visits = (
        Visit(
            f"p{keys['Marketing 3']}",
            f"r{keys['Sales role 1']}",
            "2027-03-02am",
            f"p{keys['Sales 1']}",
        ),
    )
    plan_id, _changes = services.planning.store_draft(
        programme_id=programme_id, plan=Plan(Status.FEASIBLE, visits)
    )
    return plan_id


def test_an_empty_file_has_everything_before_it(services):
    assert done(services) == []
    assert services.overview.overview().programme is None


def test_ticks_come_one_by_one_from_what_there_is(services):
    keys = make_company(services.database)
    assert done(services) == ["departments", "roles", "staff"]
    programme_id = make_programme(services.database)
    assert done(services) == ["departments", "roles", "staff", "calendar", "sign_ups"]
    plan_id = draft(services, programme_id, keys)
    assert done(services)[-1] == "solve"
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    assert done(services)[-1] == "publish"


def test_a_role_without_host_is_told_and_not_ticked(services):
    keys = make_company(services.database)
    services.staff.set_hosts(role_id=keys["Sales role 1"], host_ids=[])
    services.staff.change_employee(
        employee_id=keys["Marketing 2"], shown_version=None, active=False
    )
    assert "roles" not in done(services)
    assert text(services, "roles") == "2 of 4 roles have no host."
    assert text(services, "staff") == "7 people"


def test_one_department_is_not_enough(services):
    services.staff.add_department(name="Sales")
    assert done(services) == []
    assert text(services, "departments") == "One department so far; a visit needs a second one."


def test_a_calendar_without_an_open_half_day_is_told(services):
    make_company(services.database)
    programme_id = make_programme(services.database, weeks=1)
    for day in services.programmes.half_days(programme_id):
        services.programmes.close_half_day(programme_id=programme_id, date=day.date, half=day.half)
    assert text(services, "calendar") == "No half-day of the programme is open."


def test_missing_visits_are_counted_for_those_who_work_here(services):
    keys = make_company(services.database)
    programme_id = make_programme(services.database)
    draft(services, programme_id, keys)
    plan = services.overview.overview().programme.plan
    assert (plan.visits, plan.missing, plan.people_missing) == (1, 15, 8)
    services.staff.change_employee(
        employee_id=keys["Marketing 4"], shown_version=None, active=False
    )
    plan = services.overview.overview().programme.plan
    assert (plan.missing, plan.people_missing) == (13, 7)


@pytest.mark.parametrize("programmes", [1, 2])
def test_the_newest_programme_counts(services, programmes):
    make_company(services.database)
    for number in range(programmes):
        make_programme(services.database, name=f"Programme {number}")
    assert services.overview.overview().programme.name == f"Programme {programmes - 1}"
