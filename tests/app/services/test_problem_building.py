"""The solver's problem says what the database says: every table, every rule, nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from solver.rotation.problem import (
    Department,
    HomeCover,
    HostLoad,
    Ladder,
    LevelWindow,
    OncePerDepartment,
    Pair,
    Person,
    Problem,
    Role,
    Rules,
    Spacing,
    Switch,
    Visit,
    Weights,
)
from tests.builders import MONDAY, make_company, make_programme
from tests.support.plans import add_plan

TUESDAY, FRIDAY = MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(4)
FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
SECOND = ("Sales 3", "Marketing role 2", "2027-03-04pm", "Marketing 2")


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def spring(services, keys):
    """One week in March, everybody with two visits."""
    return make_programme(services.database, weeks=1)


def publish(services, plan_id) -> None:
    services.publishing.publish(plan_id=plan_id, shown=services.publishing.summary(plan_id).shown)


def problem_of(services, programme_id) -> Problem:
    return services.planning.problem(programme_id)


def person(services, programme_id, key) -> Person:
    return problem_of(services, programme_id).person[f"p{key}"]


def test_the_whole_of_a_small_company(services, keys, spring):
    problem = problem_of(services, spring)
    assert [slot.id for slot in problem.slots] == [
        f"2027-03-0{day}{half}" for day in range(1, 6) for half in ("am", "pm")
    ]
    assert problem.departments == (
        Department(f"d{keys['Marketing']}", "Marketing"),
        Department(f"d{keys['Sales']}", "Sales"),
    )
    assert problem.roles[0] == Role(
        id=f"r{keys['Marketing role 1']}",
        department=f"d{keys['Marketing']}",
        title="Marketing role 1",
        level=1,
        hosts=(f"p{keys['Marketing 1']}",),
    )
    assert problem.people[0] == Person(
        id=f"p{keys['Marketing 1']}",
        department=f"d{keys['Marketing']}",
        level=2,
        target_visits=2,
    )
    assert (len(problem.roles), len(problem.people)) == (4, 8)
    assert (problem.rules, problem.weights, problem.fair_hosting) == (Rules(), Weights(), None)
    assert problem.pairs == problem.together == problem.apart == ()
    assert problem.pins == problem.published == ()
    assert problem.frozen_before is None


def test_departments_and_roles_with_all_their_limits(services, keys, spring):
    services.staff.change_department(
        department_id=keys["Sales"], shown_version=None, reception_capacity=3, headcount=40
    )
    # Open on Monday mornings and Friday afternoons.
    services.staff.change_role(
        role_id=keys["Sales role 2"],
        shown_version=None,
        capacity=None,
        host_capacity=4,
        open_half_days=1 << 0 | 1 << 9,
    )
    problem = problem_of(services, spring)
    assert problem.department[f"d{keys['Sales']}"] == Department(
        f"d{keys['Sales']}", "Sales", headcount=40, reception_capacity=3
    )
    role = problem.role[f"r{keys['Sales role 2']}"]
    assert (role.capacity, role.host_capacity) == (None, 4)
    slots = {slot.id for slot in problem.slots}
    assert slots - role.closed == {"2027-03-01am", "2027-03-05pm"}
    other = problem.role[f"r{keys['Sales role 1']}"]
    assert (other.capacity, other.host_capacity, other.closed) == (1, 1, frozenset())


def test_who_has_left_neither_visits_nor_receives(services, keys, spring):
    services.wishes.set_person_pair(
        programme_id=spring, kind="apart", first_id=keys["Sales 1"], second_id=keys["Sales 3"]
    )
    services.staff.change_employee(employee_id=keys["Sales 1"], shown_version=None, active=False)
    problem = problem_of(services, spring)
    assert f"p{keys['Sales 1']}" not in problem.person
    assert problem.role[f"r{keys['Sales role 1']}"].hosts == ()
    assert problem.apart == ()


def test_who_does_not_take_part_can_still_receive(services, keys, spring):
    services.programmes.sign_off(programme_id=spring, employee_ids=[keys["Sales 1"]])
    services.programmes.sign_up(
        programme_id=spring, employee_ids=[keys["Sales 2"]], target_visits=5
    )
    problem = problem_of(services, spring)
    assert person(services, spring, keys["Sales 1"]).target_visits == 0
    assert person(services, spring, keys["Sales 2"]).target_visits == 5
    assert problem.role[f"r{keys['Sales role 1']}"].hosts == (f"p{keys['Sales 1']}",)


@pytest.mark.parametrize(
    ("given", "slots"),
    [
        ({"from_date": TUESDAY, "to_date": TUESDAY}, {"02am", "02pm"}),
        (
            {"from_date": MONDAY, "from_half": "pm", "to_date": TUESDAY, "to_half": "am"},
            {"01pm", "02am"},
        ),
        ({"from_date": dt.date(2027, 1, 1), "to_date": MONDAY, "to_half": "am"}, {"01am"}),
        ({"from_date": FRIDAY, "from_half": "pm", "to_date": dt.date(2027, 9, 1)}, {"05pm"}),
        ({"from_date": FRIDAY + dt.timedelta(1), "to_date": dt.date(2027, 9, 1)}, set()),
    ],
)
def test_absences_close_the_half_days_that_they_cover(services, keys, spring, given, slots):
    services.staff.add_absence(employee_id=keys["Sales 1"], **given)
    away = person(services, spring, keys["Sales 1"]).unavailable
    assert away == {f"2027-03-{slot}" for slot in slots}


def test_absences_on_closed_half_days_are_no_news(services, keys, spring):
    services.staff.add_absence(employee_id=keys["Sales 1"], from_date=TUESDAY, to_date=TUESDAY)
    services.programmes.close_half_day(programme_id=spring, date=TUESDAY, half="am")
    assert person(services, spring, keys["Sales 1"]).unavailable == {"2027-03-02pm"}
    assert "2027-03-02am" not in problem_of(services, spring).slot_index


def test_wishes_and_no_goes_of_departments_and_roles(services, keys, spring):
    guest = {"programme_id": spring, "employee_id": keys["Sales 3"]}
    services.wishes.set_wish(department_id=keys["Marketing"], value=2, **guest)
    services.wishes.set_wish(role_id=keys["Marketing role 1"], value=-2, **guest)
    services.wishes.set_no_go(department_id=keys["Marketing"], forbidden=True, **guest)
    services.wishes.set_no_go(role_id=keys["Marketing role 2"], forbidden=True, **guest)
    found = person(services, spring, keys["Sales 3"])
    assert found.department_wishes == {f"d{keys['Marketing']}": 2}
    assert found.role_wishes == {f"r{keys['Marketing role 1']}": -2}
    assert found.no_go_departments == {f"d{keys['Marketing']}"}
    assert found.no_go_roles == {f"r{keys['Marketing role 2']}"}
    other = person(services, spring, keys["Sales 2"])
    assert (other.department_wishes, other.no_go_roles) == ({}, frozenset())


def test_what_one_programme_says_is_not_said_of_another(services, keys, spring):
    autumn = make_programme(services.database, weeks=1, name="Autumn")
    services.wishes.set_wish(
        programme_id=autumn,
        employee_id=keys["Sales 3"],
        department_id=keys["Marketing"],
        value=1,
    )
    services.programmes.set_pair(
        programme_id=autumn,
        from_department_id=keys["Sales"],
        to_department_id=keys["Marketing"],
        minimum=2,
    )
    assert person(services, spring, keys["Sales 3"]).department_wishes == {}
    assert problem_of(services, spring).pairs == ()


def test_pairs_of_departments_and_of_people(services, keys, spring):
    services.programmes.set_pair(
        programme_id=spring,
        from_department_id=keys["Sales"],
        to_department_id=keys["Marketing"],
        minimum=4,
        weight=3,
    )
    services.wishes.set_person_pair(
        programme_id=spring, kind="together", first_id=keys["Sales 2"], second_id=keys["Sales 1"]
    )
    services.wishes.set_person_pair(
        programme_id=spring,
        kind="apart",
        first_id=keys["Sales 3"],
        second_id=keys["Marketing 3"],
    )
    problem = problem_of(services, spring)
    assert problem.pairs == (Pair(f"d{keys['Sales']}", f"d{keys['Marketing']}", 4, 3),)
    assert problem.together == ((f"p{keys['Sales 1']}", f"p{keys['Sales 2']}"),)
    assert problem.apart == ((f"p{keys['Marketing 3']}", f"p{keys['Sales 3']}"),)


PLAIN_RULES = [name for name in Rules.__slots__ if type(getattr(Rules(), name)) is Switch]


@pytest.mark.parametrize("rule", PLAIN_RULES)
def test_a_rule_is_switched_off(services, spring, rule):
    services.programmes.set_rule(programme_id=spring, rule=rule, parameter="on", value=False)
    rules = problem_of(services, spring).rules
    assert [name for name in PLAIN_RULES if not getattr(rules, name).on] == [rule]


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("home_cover", {"share": None}, HomeCover(True, None)),
        ("home_cover", {"on": False, "share": 0.5}, HomeCover(False, 0.5)),
        ("once_per_department", {"on": True}, OncePerDepartment(True)),
        ("spacing", {"visits_per_week": 2, "gap_half_days": 3}, Spacing(True, 2, 3)),
        ("ladder", {"strict": True}, Ladder(True, True)),
        ("level_window", {"on": True, "below": 1, "above": None}, LevelWindow(True, 1, None)),
        ("host_load", {"per_week": 7}, HostLoad(True, 7)),
    ],
)
def test_a_rule_with_its_parameters(services, spring, rule, values, expected):
    for parameter, value in values.items():
        services.programmes.set_rule(
            programme_id=spring, rule=rule, parameter=parameter, value=value
        )
    assert getattr(problem_of(services, spring).rules, rule) == expected


@pytest.mark.parametrize("term", Weights.__slots__)
def test_a_weight(services, spring, term):
    services.programmes.set_weight(programme_id=spring, term=term, weight=9)
    weights = problem_of(services, spring).weights
    assert getattr(weights, term) == 9
    assert sum(getattr(weights, name) == 9 for name in Weights.__slots__) == 1


# Visits that are there already


def test_pins_come_from_the_newest_plan(services, keys, spring):
    add_plan(services, spring, keys, FIRST)
    newest = add_plan(services, spring, keys, FIRST, SECOND)
    (visit, _other) = services.planning.board(newest).visits
    services.planning.pin(visit.id, on=True)
    assert problem_of(services, spring).pins == (
        Visit(
            f"p{keys['Marketing 3']}",
            f"r{keys['Sales role 1']}",
            "2027-03-02am",
            f"p{keys['Sales 1']}",
        ),
    )
    services.planning.pin(visit.id, on=False)
    assert problem_of(services, spring).pins == ()


def test_promises_come_from_the_published_plan(services, keys, spring):
    plan_id = add_plan(services, spring, keys, FIRST, SECOND)
    assert problem_of(services, spring).published == ()
    publish(services, plan_id)
    published = problem_of(services, spring).published
    assert [visit.slot for visit in published] == ["2027-03-02am", "2027-03-04pm"]


def test_a_pin_to_what_is_gone_is_passed_over(services, keys, spring):
    plan_id = add_plan(services, spring, keys, FIRST)
    (visit,) = services.planning.board(plan_id).visits
    services.planning.pin(visit.id, on=True)
    services.programmes.close_half_day(programme_id=spring, date=TUESDAY, half="am")
    assert problem_of(services, spring).pins == ()


def test_what_was_seen_in_earlier_programmes_counts(services, keys, spring):
    plan_id = add_plan(services, spring, keys, FIRST)
    service = services.programmes
    autumn, _changes = service.create(
        name="Autumn", from_date=dt.date(2027, 9, 6), to_date=dt.date(2027, 9, 10)
    )
    service.sign_up(programme_id=autumn)
    # A draft that was never published was never seen.
    assert person(services, autumn, keys["Marketing 3"]).visited_roles == frozenset()
    publish(services, plan_id)
    seen = person(services, autumn, keys["Marketing 3"])
    assert seen.visited_roles == {f"r{keys['Sales role 1']}"}
    assert seen.visited_departments == {f"d{keys['Sales']}"}
    assert person(services, spring, keys["Marketing 3"]).visited_roles == frozenset()
