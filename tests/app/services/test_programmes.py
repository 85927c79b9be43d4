"""Programmes: horizon, half-days, participants, rules, weights, pairs, wishes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.errors import ConflictError, KnownError
from app.i18n import set_language
from app.services.programmes import ProgrammeService
from app.services.staff import StaffService
from app.services.wishes import WishService
from app.wording import error_text
from tests.builders import MONDAY, make_company, make_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.db.session import Database

FRIDAY = dt.date(2027, 3, 26)
WOMENS_DAY = dt.date(2027, 3, 8)


@pytest.fixture
def programmes(database: Database) -> ProgrammeService:
    return ProgrammeService(database)


@pytest.fixture
def wishes(database: Database) -> WishService:
    return WishService(database)


@pytest.fixture
def keys(database: Database) -> dict[str, int]:
    return make_company(database)


@pytest.fixture
def spring(database: Database, keys: dict[str, int]) -> int:
    assert keys
    return make_programme(database)


def refusal(act: Callable[..., object], **given: object) -> KnownError:
    with pytest.raises(KnownError) as caught:
        act(**given)
    return caught.value


def test_a_programme_knows_its_half_days_and_participants(
    programmes: ProgrammeService, spring: int
):
    row = programmes.by_name("SPRING")
    assert (row.id, row.from_date, row.to_date, row.visits) == (spring, MONDAY, FRIDAY, 2)
    # Four weeks of five days; eight people.
    assert (row.half_days, row.signed_up) == (40, 8)


def test_rules_and_weights_are_complete_with_their_defaults(
    programmes: ProgrammeService, spring: int
):
    row = programmes.by_name("Spring")
    assert row.rules["home_cover"] == {"on": True, "share": 0.2}
    assert row.rules["once_per_department"] == {"on": False}
    assert len(row.rules) == 19
    assert row.weights["wishes"] == 3


def test_an_unknown_programme_is_refused_with_the_names_there_are(
    programmes: ProgrammeService, spring: int
):
    error = refusal(programmes.by_name, name="Autumn")
    assert error.code == "unknown-programme"
    assert error.parameters == {"programme": "Autumn", "known": ["Spring"]}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "field-empty"),
        ({"name": "spring"}, "programme-name-taken"),
        ({"to_date": MONDAY - dt.timedelta(1)}, "dates-reversed"),
        ({"to_date": dt.date(2037, 1, 1)}, "programme-too-long"),
        ({"country": "XQ"}, "unknown-country"),
        ({"visits": -1}, "number-out-of-range"),
        ({"rules": {"home_comfort": {"on": True}}}, "wrong-rule"),
        ({"rules": {"home_cover": {"share": 1.5}}}, "wrong-rule"),
        ({"rules": {"home_cover": {"part": 0.5}}}, "wrong-rule"),
        ({"rules": {"spacing": {"gap_half_days": -1}}}, "wrong-rule"),
        ({"weights": {"wishes": -1}}, "wrong-weight"),
        ({"weights": {"wishes": 1_001}}, "number-out-of-range"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    programmes: ProgrammeService, spring: int, given: dict[str, object], code: str
):
    wanted = {"name": "Autumn", "from_date": MONDAY, "to_date": FRIDAY} | given
    assert refusal(programmes.create, **wanted).code == code
    assert [row.id for row in programmes.programmes()] == [spring]


def test_a_programme_is_made_with_rules_pairs_and_closed_days(
    programmes: ProgrammeService, keys: dict[str, int]
):
    key, changes = programmes.create(
        name="Autumn",
        from_date=MONDAY,
        to_date=FRIDAY,
        rules={"spacing": {"visits_per_week": 2}},
        weights={"wishes": 5},
        pairs=[(keys["Marketing"], keys["Sales"], 3)],
        closed=[(MONDAY, None), (FRIDAY, "pm")],
    )
    row = programmes.by_name("Autumn")
    assert row.rules["spacing"] == {"on": True, "visits_per_week": 2, "gap_half_days": 0}
    assert row.weights["wishes"] == 5
    assert row.half_days == 40 - 3
    assert [(pair.minimum, pair.weight) for pair in programmes.pairs(key)] == [(3, 1)]
    assert changes.tables == {"programme", "pair", "closed_day"}


def test_a_rule_keeps_its_parameters_while_it_is_off(programmes: ProgrammeService, spring: int):
    def set_rule(parameter: str, value: object) -> None:
        programmes.set_rule(
            programme_id=spring, rule="home_cover", parameter=parameter, value=value
        )

    set_rule("share", 0.5)
    set_rule("on", False)
    set_rule("on", True)
    assert programmes.by_name("Spring").rules["home_cover"] == {"on": True, "share": 0.5}
    set_rule("share", None)
    assert programmes.by_name("Spring").rules["home_cover"]["share"] is None


def test_a_weight_of_a_term_that_does_not_exist(programmes: ProgrammeService, spring: int):
    error = refusal(programmes.set_weight, programme_id=spring, term="beauty", weight=1)
    assert error.code == "wrong-weight"
    assert "weights.beauty: no such key is known" in error_text(error)
    assert "crowded_week" in error_text(error)


def test_dates_change_with_the_version_that_was_shown(programmes: ProgrammeService, spring: int):
    shown = programmes.by_name("Spring").version
    changed = {"programme_id": spring, "shown_version": shown}
    programmes.change(to_date=FRIDAY - dt.timedelta(7), **changed)
    assert programmes.by_name("Spring").half_days == 30
    error = refusal(programmes.change, to_date=FRIDAY, **changed)
    assert (type(error), error.code) == (ConflictError, "row-changed")
    assert refusal(programmes.change, to_date=dt.date(2020, 1, 1), **changed).code == (
        "dates-reversed"
    )


# Calendar


def test_own_days_stand_over_the_calendar(programmes: ProgrammeService, spring: int):
    saturday = MONDAY + dt.timedelta(5)
    programmes.close_half_day(programme_id=spring, date=MONDAY, half="pm")
    programmes.open_half_day(programme_id=spring, date=saturday, half="am")
    days = {(day.date, day.half): day for day in programmes.half_days(spring)}
    assert (days[MONDAY, "am"].open, days[MONDAY, "pm"].open) == (True, False)
    assert days[MONDAY, "pm"].reason == "company day off"
    assert (days[saturday, "am"].open, days[saturday, "pm"].open) == (True, False)
    assert days[saturday, "pm"].reason == "weekend"
    assert programmes.by_name("Spring").half_days == 40


def test_what_the_calendar_says_anyway_needs_no_row(programmes: ProgrammeService, spring: int):
    assert programmes.open_half_day(programme_id=spring, date=MONDAY, half="am").count == 0
    assert programmes.close_half_day(programme_id=spring, date=MONDAY, half="am").count == 1
    assert programmes.open_half_day(programme_id=spring, date=MONDAY, half="am").count == 1
    assert programmes.by_name("Spring").half_days == 40


def test_holidays_of_the_country_are_closed_in_the_users_language(
    programmes: ProgrammeService, spring: int
):
    programmes.change(programme_id=spring, shown_version=None, country=" ru ")
    assert programmes.by_name("Spring").country == "RU"
    set_language("ru")
    reasons = {day.reason for day in programmes.half_days(spring) if day.date == WOMENS_DAY}
    assert reasons == {"Международный женский день"}
    assert programmes.by_name("Spring").half_days == 38


def test_mornings_only(programmes: ProgrammeService, database: Database):
    key = make_programme(database, afternoons=False)
    assert {day.half for day in programmes.half_days(key)} == {"am"}
    assert programmes.by_name("Spring").half_days == 20


# Participants


def test_departments_or_people_or_everybody_sign_up(
    programmes: ProgrammeService, keys: dict[str, int]
):
    key, _changes = programmes.create(name="Autumn", from_date=MONDAY, to_date=FRIDAY, visits=3)
    programmes.sign_up(programme_id=key, employee_ids=[keys["Sales 2"]])
    programmes.sign_up(programme_id=key, department_ids=[keys["Marketing"]], target_visits=1)
    rows = [(row.name, row.target_visits) for row in programmes.sign_ups(key)]
    assert rows == [
        ("Marketing 1", 1),
        ("Marketing 2", 1),
        ("Marketing 3", 1),
        ("Marketing 4", 1),
        ("Sales 2", 3),
    ]
    changes = programmes.sign_up(programme_id=key)
    assert changes.count == 3
    programmes.sign_off(programme_id=key, employee_ids=[keys["Sales 1"], keys["Sales 2"]])
    assert len(programmes.sign_ups(key)) == 6


def test_those_who_left_do_not_sign_up(
    database: Database, programmes: ProgrammeService, keys: dict[str, int]
):
    StaffService(database).change_employee(
        employee_id=keys["Sales 1"], shown_version=None, active=False
    )
    key, _changes = programmes.create(name="Autumn", from_date=MONDAY, to_date=FRIDAY)
    programmes.sign_up(programme_id=key)
    assert len(programmes.sign_ups(key)) == 7


def test_to_sign_up_again_keeps_the_number_unless_one_is_given(
    programmes: ProgrammeService, spring: int
):
    programmes.sign_up(programme_id=spring, target_visits=5)
    assert programmes.sign_up(programme_id=spring).count == 0
    assert {row.target_visits for row in programmes.sign_ups(spring)} == {5}


# Pairs


def test_a_pair_is_made_changed_and_removed(
    programmes: ProgrammeService, spring: int, keys: dict[str, int]
):
    pair = {"from_department_id": keys["Marketing"], "to_department_id": keys["Sales"]}
    programmes.set_pair(programme_id=spring, minimum=2, **pair)
    programmes.set_pair(programme_id=spring, minimum=4, weight=3, **pair)
    assert [(row.minimum, row.weight) for row in programmes.pairs(spring)] == [(4, 3)]
    programmes.remove_pair(programme_id=spring, **pair)
    assert programmes.pairs(spring) == []
    assert programmes.remove_pair(programme_id=spring, **pair).count == 0


def test_a_department_is_no_pair_with_itself(
    programmes: ProgrammeService, spring: int, keys: dict[str, int]
):
    error = refusal(
        programmes.set_pair,
        programme_id=spring,
        from_department_id=keys["Sales"],
        to_department_id=keys["Sales"],
        minimum=1,
    )
    assert error.code == "pair-with-itself"


# Wishes


def test_a_wish_is_set_changed_and_taken_away(
    wishes: WishService, spring: int, keys: dict[str, int]
):
    wish = {
        "programme_id": spring,
        "employee_id": keys["Sales 1"],
        "department_id": keys["Marketing"],
    }
    wishes.set_wish(value=2, **wish)
    wishes.set_wish(value=-1, **wish)
    wishes.set_wish(
        programme_id=spring,
        employee_id=keys["Sales 1"],
        role_id=keys["Marketing role 1"],
        value=1,
    )
    assert [row.value for row in wishes.tastes(spring)] == [-1, 1]
    wishes.set_wish(value=0, **wish)
    assert [row.value for row in wishes.tastes(spring)] == [1]


@pytest.mark.parametrize("value", [-3, 3])
def test_a_wish_beyond_the_scale(
    wishes: WishService, spring: int, keys: dict[str, int], value: int
):
    error = refusal(
        wishes.set_wish,
        programme_id=spring,
        employee_id=keys["Sales 1"],
        department_id=keys["Marketing"],
        value=value,
    )
    assert error.code == "number-out-of-range"


def test_a_no_go_comes_and_goes(wishes: WishService, spring: int, keys: dict[str, int]):
    place = {
        "programme_id": spring,
        "employee_id": keys["Sales 1"],
        "role_id": keys["Marketing role 1"],
    }
    wishes.set_no_go(forbidden=True, **place)
    assert wishes.set_no_go(forbidden=True, **place).count == 0
    assert [(row.role_id, row.value) for row in wishes.tastes(spring)] == [
        (keys["Marketing role 1"], None)
    ]
    wishes.set_no_go(forbidden=False, **place)
    assert wishes.tastes(spring) == []


def test_two_people_together_whatever_their_order(
    wishes: WishService, spring: int, keys: dict[str, int]
):
    first, second = keys["Sales 1"], keys["Sales 2"]
    wishes.set_person_pair(programme_id=spring, kind="together", first_id=second, second_id=first)
    again = wishes.set_person_pair(
        programme_id=spring, kind="together", first_id=first, second_id=second
    )
    assert again.count == 0
    assert len(wishes.person_pairs(spring)) == 1
    wishes.set_person_pair(
        programme_id=spring, kind="together", first_id=first, second_id=second, wanted=False
    )
    assert wishes.person_pairs(spring) == []


def test_nobody_goes_with_themselves(wishes: WishService, spring: int, keys: dict[str, int]):
    error = refusal(
        wishes.set_person_pair,
        programme_id=spring,
        kind="apart",
        first_id=keys["Sales 1"],
        second_id=keys["Sales 1"],
    )
    assert (error.code, error.parameters) == ("person-with-themselves", {"person": "Sales 1"})


def test_the_programme_that_begins_last_comes_last_whenever_it_was_made(
    programmes: ProgrammeService,
) -> None:
    later, earlier = MONDAY + dt.timedelta(days=70), MONDAY - dt.timedelta(days=70)
    programmes.create(name="Summer", from_date=later, to_date=later + dt.timedelta(days=4))
    programmes.create(name="Pilot", from_date=earlier, to_date=earlier + dt.timedelta(days=4))
    assert [row.name for row in programmes.programmes()] == ["Pilot", "Summer"]
