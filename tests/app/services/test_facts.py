"""What is published and past stays where it is, whatever is planned or written down afterwards."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from solver.rotation.problem import Visit
from solver.rotation.search import solve
from solver.rotation.solution import Plan, Status
from tests.builders import MONDAY, make_company, make_programme

WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def guest(keys):
    return keys["Sales 3"]


@pytest.fixture
def programme(services, keys, guest, monkeypatch):
    """Sales 3 wants two visits; one is past on the Wednesday that is today, one comes next week."""
    programme_id = make_programme(services.database, weeks=2)
    others = [it.employee_id for it in services.programmes.sign_ups(programme_id)]
    others.remove(guest)
    services.programmes.sign_off(programme_id=programme_id, employee_ids=others)
    visits = tuple(
        Visit(
            f"p{guest}",
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

    today = SimpleNamespace(today=lambda: WEDNESDAY)
    monkeypatch.setattr("app.services.facts.dt", SimpleNamespace(date=today))
    return programme_id


def drafted(services, programme):
    """Solve, keep the plan as a draft and return its visits and what the check finds."""
    found = solve(services.planning.problem(programme))
    assert found.status == Status.OPTIMAL
    plan_id, _changes = services.planning.store_draft(programme_id=programme, plan=found)
    visits = services.planning.visits(plan_id)
    return visits, services.planning.check(plan_id)


def told(visits, keys):
    names = {key: name for name, key in keys.items()}
    return [(visit.date, visit.half, names[visit.role_id], visit.host) for visit in visits]


def test_a_solve_moves_no_visit_that_is_past(services, keys, guest, programme):
    # Nobody would plan the first role for somebody who wishes for the second one alone.
    services.wishes.set_wish(
        programme_id=programme, employee_id=guest, role_id=keys["Marketing role 1"], value=-2
    )
    visits, findings = drafted(services, programme)
    assert told(visits, keys)[0] == (MONDAY, "am", "Marketing role 1", "Marketing 1")
    assert [visit.date > WEDNESDAY for visit in visits] == [False, True]
    assert findings == []


def test_every_variant_keeps_the_past(services, programme):
    for name in services.variants.names(programme):
        problem = services.variants.problem(programme, name)
        assert [slot.date < WEDNESDAY for slot in problem.slots if problem.is_frozen(slot)]


@pytest.mark.parametrize("change", ["host", "absence", "left", "closed", "moved", "target"])
def test_a_fact_stands_though_the_rules_of_today_forbid_it(
    services, keys, guest, programme, change
):
    role, host = keys["Marketing role 1"], keys["Marketing 1"]
    if change == "host":
        services.staff.set_hosts(role_id=role, host_ids=[keys["Marketing 4"]])
    elif change == "absence":
        services.staff.add_absence(employee_id=guest, from_date=MONDAY, to_date=MONDAY)
    elif change == "left":
        services.staff.change_employee(employee_id=host, shown_version=None, active=False)
    elif change == "closed":
        services.staff.set_hosts(role_id=role, host_ids=[])
    elif change == "moved":
        services.staff.change_employee(
            employee_id=host, shown_version=None, department_id=keys["Sales"]
        )
    else:
        services.programmes.sign_up(programme_id=programme, employee_ids=[guest], target_visits=1)
    visits, _findings = drafted(services, programme)
    assert told(visits, keys)[0] == (MONDAY, "am", "Marketing role 1", "Marketing 1")
    wanted = 1 if change == "target" else 2
    assert len(visits) == wanted


def test_a_fact_that_stands_alone_is_not_made_twice(services, keys, guest, programme):
    services.staff.add_absence(employee_id=guest, from_date=MONDAY, to_date=MONDAY)
    visits, findings = drafted(services, programme)
    assert len({visit.role_id for visit in visits}) == 2
    assert findings == []


def test_fewest_changes_find_nothing_to_change_beside_a_fact(services, keys, guest, programme):
    services.staff.add_absence(employee_id=guest, from_date=MONDAY, to_date=MONDAY)
    found = services.replanning.start(programme, from_date=WEDNESDAY, time_limit=10)
    while found.running:
        events = found.poll()
    plan = events[-1].plan
    assert plan.status != Status.INFEASIBLE
    assert not services.replanning.differs(programme, plan)
