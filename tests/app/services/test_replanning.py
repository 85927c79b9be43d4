"""A published plan fitted to what has changed, and who must be told."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import InputError
from solver.rotation.problem import Visit
from solver.rotation.replan import replan
from solver.rotation.solution import Plan, Status
from tests.builders import MONDAY, make_company, make_programme


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def programme(services, keys):
    """Two weeks; Sales 3 visits Marketing 1 on the first and Marketing 2 on the second Monday."""
    programme_id = make_programme(services.database, weeks=2)
    others = [it.employee_id for it in services.programmes.sign_ups(programme_id)]
    others.remove(keys["Sales 3"])
    services.programmes.sign_off(programme_id=programme_id, employee_ids=others)
    guest = f"p{keys['Sales 3']}"
    visits = tuple(
        Visit(
            guest,
            f"r{keys[f'Marketing role {number}']}",
            f"{MONDAY + dt.timedelta(weeks=number - 1)}am",
            f"p{keys[f'Marketing {number}']}",
        )
        for number in (1, 2)
    )
    plan = Plan(status=Status.FEASIBLE, visits=visits)
    plan_id, _changes = services.planning.store_draft(programme_id=programme_id, plan=plan)
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)
    return programme_id


def replanned(services, programme, first=MONDAY):
    found = replan(services.replanning.problem(programme, first))
    plan_id, _changes = services.planning.store_draft(programme_id=programme, plan=found.plan)
    return services.replanning.summary(plan_id)


def away(services, employee_id, day):
    services.staff.add_absence(employee_id=employee_id, from_date=day, to_date=day)


def test_nothing_changes_where_nothing_has_come_between(services, keys, programme):
    summary = replanned(services, programme)
    assert (summary.published, summary.changed, summary.people, summary.told) == (1, 0, (), ())


def test_guest_and_hosts_are_told_of_a_visit_that_moves(services, keys, programme):
    away(services, keys["Marketing 1"], MONDAY)
    summary = replanned(services, programme)
    assert summary.changed == 1
    assert [it.employee for it in summary.told] == ["Marketing 1", "Sales 3"]
    ((change,),) = [person.changes for person in summary.people]
    assert change.kind == "moved"
    assert change.after.date > MONDAY


def test_the_past_stays_although_the_host_says_now_not_to_have_been_there(
    services, keys, programme
):
    problem = services.replanning.problem(programme, MONDAY + dt.timedelta(days=1))
    assert [slot.id for slot in problem.slots if problem.is_frozen(slot)] == [
        f"{MONDAY}am",
        f"{MONDAY}pm",
    ]


def test_the_guest_of_a_host_who_has_left_keeps_role_and_half_day(services, keys, programme):
    services.staff.set_hosts(
        role_id=keys["Marketing role 2"], host_ids=[keys["Marketing 2"], keys["Marketing 3"]]
    )
    services.staff.change_employee(
        employee_id=keys["Marketing 2"], shown_version=None, active=False
    )
    summary = replanned(services, programme)
    ((change,),) = [person.changes for person in summary.people]
    assert (change.kind, change.after.host) == ("other-host", "Marketing 3")
    assert [it.employee for it in summary.told] == ["Marketing 2", "Marketing 3", "Sales 3"]


def test_without_a_published_plan_there_is_nothing_to_keep(services, keys):
    programme_id = make_programme(services.database, weeks=1)
    with pytest.raises(InputError, match="nothing-promised"):
        services.replanning.problem(programme_id)
