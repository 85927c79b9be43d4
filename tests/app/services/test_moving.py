from __future__ import annotations

from datetime import date

import pytest

from app.bootstrap import open_services
from tests.ui.companies import add_company, add_draft, add_programme


@pytest.fixture
def services(tmp_path):
    opened = open_services(tmp_path / "company.db")
    yield opened
    opened.close()


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def visits(services, keys):
    """Marketing 3 on 2 and 11 March, Marketing 4 on 4 March; both first ones in the same role."""
    plan_id = add_draft(services, add_programme(services), keys)
    return services.planning.board(plan_id).visits


def hints(services, visit):
    return {(it.date.day, it.half): it for it in services.planning.move_hints(visit.id)}


def test_there_is_a_hint_for_every_other_open_half_day(services, visits):
    found = hints(services, visits[0])
    assert len(found) == 39
    assert (2, "am") not in found


def test_a_free_half_day_of_the_same_week_fits(services, visits):
    hint = hints(services, visits[0])[2, "pm"]
    assert (hint.kind, hint.rules, hint.findings) == ("fits", (), ())


def test_a_second_visit_in_a_week_breaks_the_spacing(services, visits):
    hint = hints(services, visits[0])[8, "am"]
    assert (hint.kind, hint.rules) == ("breaks", ("spacing",))
    assert len(hint.findings) == 1


def test_a_taken_seat_breaks_the_capacity(services, visits):
    assert "role-capacity" in hints(services, visits[0])[4, "am"].rules


def test_going_after_the_higher_role_breaks_the_ladder(services, visits):
    assert hints(services, visits[0])[18, "am"].rules == ("ladder",)


def test_a_crowded_week_costs_comfort(services, visits):
    programme = services.programmes.programmes()[0]
    # Two visits a week are even; a third in the week of the other two is one too many.
    everybody = [row.id for row in services.staff.people()]
    services.programmes.sign_off(programme_id=programme.id, employee_ids=everybody)
    services.programmes.sign_up(
        programme_id=programme.id,
        employee_ids=[visits[0].employee_id, visits[1].employee_id],
        target_visits=2,
    )
    late = next(it for it in visits if it.date == date(2027, 3, 11))
    services.programmes.set_rule(
        programme_id=programme.id, rule="spacing", parameter="on", value=False
    )
    hint = hints(services, late)[5, "am"]
    assert (hint.kind, hint.term) == ("costs", "crowded_week")


def test_another_host_is_proposed_if_the_first_is_away(services, keys, visits):
    services.staff.set_hosts(role_id=visits[0].role_id, host_ids=[keys["Sales 1"], keys["Sales 4"]])
    services.staff.add_absence(
        employee_id=keys["Sales 1"], from_date=date(2027, 3, 3), to_date=date(2027, 3, 3)
    )
    hint = hints(services, visits[0])[3, "am"]
    assert (hint.kind, hint.host_id) == ("fits", keys["Sales 4"])


def test_what_a_hint_says_is_what_the_check_finds_after_the_move(services, visits):
    visit = visits[0]
    plan_id = services.planning.plans(services.programmes.programmes()[0].id)[0].id
    for hint in services.planning.move_hints(visit.id):
        services.planning.move_visit(
            visit_id=visit.id,
            shown_version=None,
            role_id=visit.role_id,
            date=hint.date,
            half=hint.half,
            host_id=hint.host_id,
        )
        found = services.planning.check(plan_id)
        told = {it.code for it in found if visit.id in it.visit_ids}
        assert told == {it.code for it in hint.findings}
