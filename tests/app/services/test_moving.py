from __future__ import annotations

from datetime import date

import pytest

from app.bootstrap import open_services
from app.errors import ConflictError, InputError
from app.services.moving import Carried, Placing
from tests.ui.companies import add_company, add_draft, add_programme

FREE = (date(2027, 3, 2), "pm")


@pytest.fixture
def services(tmp_path):
    opened = open_services(tmp_path / "company.db")
    yield opened
    opened.close()


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def plan_id(services, keys):
    """Marketing 3 on 2 and 11 March, Marketing 4 on 4 March; the first two in the same role."""
    return add_draft(services, add_programme(services), keys)


@pytest.fixture
def table(services, plan_id):
    return services.moving.table(plan_id)


@pytest.fixture
def visits(services, plan_id):
    return services.planning.board(plan_id).visits


def targets(table, visit, *roles):
    carried = Carried(visit.employee_id, visit.id)
    found = table.targets(carried, roles or [visit.role_id])
    return {(it.date.day, it.half): it for it in found}


def place(services, plan_id, employee):
    return [
        (it.role, it.date.day, it.half, it.host)
        for it in services.planning.board(plan_id).visits
        if it.employee == employee
    ]


def test_every_other_open_half_day_is_a_target(table, visits):
    found = targets(table, visits[0])
    assert len(found) == 39
    assert (2, "am") not in found


def test_a_free_half_day_of_the_same_week_fits(table, visits):
    target = targets(table, visits[0])[2, "pm"]
    assert (target.kind, target.rule, target.term) == ("fits", None, None)


def test_a_second_visit_in_a_week_breaks_the_spacing(table, visits):
    target = targets(table, visits[0])[8, "am"]
    assert (target.kind, target.rule) == ("breaks", "spacing")
    story = table.story(
        Carried(visits[0].employee_id, visits[0].id),
        target.role_id,
        target.date,
        target.half,
        target.host_id,
    )
    assert [it.code for it in story.findings] == ["breach-spacing-week"]


def test_a_taken_seat_breaks_the_capacity(table, visits):
    assert targets(table, visits[0])[4, "am"].rule == "role-capacity"


def test_going_after_the_higher_role_breaks_the_ladder(table, visits):
    assert targets(table, visits[0])[18, "am"].rule == "ladder"


def test_other_roles_are_judged_too(table, visits, keys):
    own = targets(table, visits[0], keys["Marketing role 1"])
    assert {it.rule for it in own.values()} == {"other-department"}
    high = targets(table, visits[0], keys["Sales role 2"])
    assert high[2, "pm"].rule == "once-per-role"


def test_a_crowded_week_costs_comfort(services, plan_id, visits):
    programme = services.programmes.programmes()[0]
    # Two visits in four weeks: one a week is even, a second in the same week is one too many.
    everybody = [row.id for row in services.staff.people()]
    services.programmes.sign_off(programme_id=programme.id, employee_ids=everybody)
    services.programmes.sign_up(
        programme_id=programme.id,
        employee_ids=[visits[0].employee_id, visits[1].employee_id],
        target_visits=2,
    )
    services.programmes.set_rule(
        programme_id=programme.id, rule="spacing", parameter="on", value=False
    )
    target = targets(services.moving.table(plan_id), visits[2])[5, "am"]
    assert (target.kind, target.term) == ("costs", "crowded_week")
    assert target.cost > 0


def test_another_host_is_found_if_the_first_is_away(services, plan_id, visits, keys):
    services.staff.set_hosts(
        role_id=keys["Sales role 1"], host_ids=[keys["Sales 1"], keys["Sales 4"]]
    )
    services.staff.add_absence(
        employee_id=keys["Sales 1"], from_date=date(2027, 3, 3), to_date=date(2027, 3, 3)
    )
    found = targets(services.moving.table(plan_id), visits[0])
    assert (found[2, "pm"].host_id, found[3, "am"].host_id) == (keys["Sales 1"], keys["Sales 4"])


def test_without_a_host_nobody_is_received(services, plan_id, visits, keys):
    services.staff.set_hosts(role_id=keys["Sales role 1"], host_ids=[])
    found = targets(services.moving.table(plan_id), visits[0])
    assert {it.rule for it in found.values()} >= {"host-of-role"}
    assert "fits" not in {it.kind for it in found.values()}


def test_a_missing_visit_is_judged_against_its_best_place(table, keys):
    places = table.targets(Carried(keys["Marketing 1"]))
    assert "fits" in {it.kind for it in places}
    assert min(it.cost for it in places if it.kind != "breaks") == 0


def test_hints_and_judges_say_the_same(table, visits, keys):
    for role in (keys["Sales role 1"], keys["Sales role 2"]):
        for visit in visits:
            carried = Carried(visit.employee_id, visit.id)
            for it in table.targets(carried, [role]):
                story = table.story(carried, role, it.date, it.half, it.host_id)
                broken = {finding.code.split("-", 1)[1] for finding in story.findings}
                assert bool(broken) == (it.kind == "breaks")
                if it.kind == "breaks":
                    assert any(code.startswith(it.rule) for code in broken)


def test_the_best_places_break_nothing_and_cost_least(table, visits):
    carried = Carried(visits[0].employee_id, visits[0].id)
    best = table.best_places(carried, 3)
    able = sorted(it.cost for it in table.targets(carried) if it.kind != "breaks")
    assert [it.cost for it in best] == able[:3]
    assert {it.kind for it in best} <= {"fits", "costs"}


def test_best_places_may_be_asked_from_a_day_on(table, visits):
    carried = Carried(visits[0].employee_id, visits[0].id)
    day = date(2027, 3, 4)
    assert min(it.date for it in table.best_places(carried, 100)) < day
    assert min(it.date for it in table.best_places(carried, 100, day)) >= day


def test_the_table_follows_what_is_written(services, table, visits):
    services.planning.move_visit(
        visit_id=visits[1].id,
        shown_version=None,
        role_id=visits[1].role_id,
        date=FREE[0],
        half=FREE[1],
        host_id=visits[1].host_id,
    )
    services.moving.follow(table)
    found = targets(table, visits[0])
    assert (found[2, "pm"].rule, found[4, "am"].kind) == ("role-capacity", "fits")


def test_troubles_are_those_of_the_check(services, plan_id, visits, keys):
    services.staff.add_absence(
        employee_id=keys["Sales 1"], from_date=date(2027, 3, 2), to_date=date(2027, 3, 2)
    )
    table = services.moving.table(plan_id)
    told = [it for findings in table.troubles().values() for it in findings]
    assert told == services.planning.check(plan_id)
    assert set(table.troubles()) == {visits[0].id}


def test_what_a_move_would_break_is_what_the_check_finds_then(services, plan_id, table, visits):
    first, other, *_rest = visits
    assert first.employee_id != other.employee_id
    there = Placing(first.employee_id, other.role_id, other.date, other.half, other.host_id)
    told = table.broken_by([there], [first.id])
    codes = {it.code for it in told}
    assert "breach-role-capacity-role-full" in codes
    # With the other one gone there is room.
    assert table.broken_by([there], [first.id, other.id]) == ()
    services.planning.move_visit(
        visit_id=first.id,
        shown_version=None,
        role_id=other.role_id,
        date=other.date,
        half=other.half,
        host_id=other.host_id,
    )
    services.moving.follow(table)
    assert {it.code for it in table.troubles()[first.id]} == codes


def test_two_people_change_places_and_undo_changes_back(services, plan_id, visits):
    before = place(services, plan_id, "Marketing 3"), place(services, plan_id, "Marketing 4")
    changes = services.moving.exchange(
        visit_id=visits[0].id,
        other_id=visits[1].id,
        shown_versions=(visits[0].version, visits[1].version),
    )
    assert changes.label == "exchange of visits: Marketing 3, Marketing 4"
    assert ("Sales role 1", 4, "am", "Sales 1") in place(services, plan_id, "Marketing 3")
    assert place(services, plan_id, "Marketing 4") == [("Sales role 1", 2, "am", "Sales 1")]
    services.undo.undo()
    after = place(services, plan_id, "Marketing 3"), place(services, plan_id, "Marketing 4")
    assert after == before


def test_two_visits_of_one_person_change_half_days(services, plan_id, table):
    one, other = (it for it in services.planning.board(plan_id).visits if "3" in it.employee)
    services.moving.exchange(visit_id=one.id, other_id=other.id, shown_versions=(1, 1), table=table)
    assert place(services, plan_id, "Marketing 3") == [
        ("Sales role 2", 2, "am", "Sales 2"),
        ("Sales role 1", 11, "pm", "Sales 1"),
    ]


def test_a_seat_is_taken_and_its_guest_lacks_a_visit(services, plan_id, visits, keys):
    seat = visits[0]
    key, _changes = services.moving.take_seat(
        carried=Carried(keys["Marketing 1"]), seat_id=seat.id, shown_version=seat.version
    )
    assert place(services, plan_id, "Marketing 1") == [("Sales role 1", 2, "am", "Sales 1")]
    assert len(place(services, plan_id, "Marketing 3")) == 1
    assert key != seat.id
    assert services.undo.status().undo == "Marketing 1 instead of Marketing 3"
    services.undo.undo()
    assert len(place(services, plan_id, "Marketing 3")) == 2


def test_a_seat_that_was_changed_meanwhile_is_not_taken(services, plan_id, visits, keys):
    services.planning.pin(visits[0].id, True)
    with pytest.raises(ConflictError):
        services.moving.take_seat(
            carried=Carried(keys["Marketing 1"]),
            seat_id=visits[0].id,
            shown_version=visits[0].version,
        )
    assert place(services, plan_id, "Marketing 1") == []


def test_many_are_pinned_as_one_step(services, plan_id, visits):
    changes = services.moving.pin_all([it.id for it in visits], True)
    assert changes.label == "pin 3 visits"
    assert all(it.pinned for it in services.planning.board(plan_id).visits)
    services.undo.undo()
    assert not any(it.pinned for it in services.planning.board(plan_id).visits)


def test_what_was_done_last_is_remembered(services, visits):
    services.planning.pin(visits[0].id, True)
    act = services.moving.last_act(visits[0].id)
    assert act.what == "pin a visit of Marketing 3"
    assert services.moving.last_act(10_000) is None


def test_what_is_not_as_published_is_told(services, plan_id, visits):
    assert services.moving.table(plan_id).changed() == frozenset()
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    draft_id, _changes = services.publishing.draft_from(plan_id)
    first = services.planning.board(draft_id).visits[0]
    table = services.moving.table(draft_id)
    assert table.changed() == frozenset()
    services.planning.move_visit(
        visit_id=first.id,
        shown_version=None,
        role_id=first.role_id,
        date=FREE[0],
        half=FREE[1],
        host_id=first.host_id,
    )
    services.moving.follow(table)
    assert table.changed() == {first.id}


def test_a_published_plan_is_not_changed_by_hand(services, plan_id, visits):
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    with pytest.raises(InputError):
        services.moving.exchange(
            visit_id=visits[0].id, other_id=visits[1].id, shown_versions=(1, 1)
        )
