"""Which half-days there are and which are open, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.half_days import OWN, WEEKEND, HalfDay, as_half, between, half_days
from app.errors import InputError
from app.i18n import set_language
from app.services.calendars import public_days

FRIDAY = dt.date(2027, 3, 5)
SATURDAY = dt.date(2027, 3, 6)
SUNDAY = dt.date(2027, 3, 7)
MONDAY = dt.date(2027, 3, 8)


def calendar(first: dt.date, last: dt.date, **more) -> list[tuple[str, bool, str | None]]:
    given = {"holidays": {}, "own": {}} | more
    return [(day.id, day.open, day.reason) for day in half_days(first, last, **given)]


def test_a_working_day_has_a_morning_and_an_afternoon():
    assert calendar(FRIDAY, FRIDAY) == [
        ("2027-03-05am", True, None),
        ("2027-03-05pm", True, None),
    ]


def test_weekends_are_closed():
    assert calendar(FRIDAY, MONDAY)[2:6] == [
        ("2027-03-06am", False, WEEKEND),
        ("2027-03-06pm", False, WEEKEND),
        ("2027-03-07am", False, WEEKEND),
        ("2027-03-07pm", False, WEEKEND),
    ]


def test_holidays_are_closed_by_name():
    closed = calendar(MONDAY, MONDAY, holidays={MONDAY: "Women's Day"})
    assert {(is_open, reason) for _id, is_open, reason in closed} == {(False, "Women's Day")}


def test_a_weekend_day_that_is_worked_is_open():
    assert calendar(SATURDAY, SATURDAY, working_weekends=[SATURDAY])[0][1:] == (True, None)
    assert calendar(SUNDAY, SUNDAY, working_weekends=[SATURDAY])[0][1:] == (False, WEEKEND)


def test_the_company_closes_a_half_day_and_opens_another():
    own = {(FRIDAY, "pm"): False, (SATURDAY, "am"): True}
    assert calendar(FRIDAY, SATURDAY, own=own) == [
        ("2027-03-05am", True, None),
        ("2027-03-05pm", False, OWN),
        ("2027-03-06am", True, None),
        ("2027-03-06pm", False, WEEKEND),
    ]


def test_a_holiday_closed_by_the_company_keeps_its_name():
    own = {(MONDAY, "am"): False}
    assert calendar(MONDAY, MONDAY, holidays={MONDAY: "Day"}, own=own)[0][2] == "Day"


def test_only_mornings():
    assert [day[0] for day in calendar(FRIDAY, FRIDAY, halves=["am"])] == ["2027-03-05am"]


def test_the_half_days_of_an_absence_include_both_ends():
    assert list(between(FRIDAY, "pm", SATURDAY, "am")) == [(FRIDAY, "pm"), (SATURDAY, "am")]
    assert list(between(FRIDAY, "am", FRIDAY, "am")) == [(FRIDAY, "am")]


def test_a_half_that_is_none():
    assert as_half("am") == "am"
    with pytest.raises(ValueError, match="noon"):
        as_half("noon")


# The production calendar of Russia for 2027, without what falls on a weekend anyway.
RUSSIAN_WEEKDAYS_OFF_2027 = [
    *(dt.date(2027, 1, day) for day in (1, 4, 5, 6, 7, 8)),
    dt.date(2027, 2, 22),  # for Saturday 20 February, which is worked
    dt.date(2027, 2, 23),
    dt.date(2027, 3, 8),
    dt.date(2027, 5, 3),  # for Saturday 1 May
    dt.date(2027, 5, 10),  # for Sunday 9 May
    dt.date(2027, 6, 14),  # for Saturday 12 June
    dt.date(2027, 11, 4),
    dt.date(2027, 11, 5),  # for Saturday 2 January
    dt.date(2027, 12, 31),  # for Sunday 3 January
]


def year_of_russia() -> list[HalfDay]:
    first, last = dt.date(2027, 1, 1), dt.date(2027, 12, 31)
    public = public_days("ru", first, last)
    return half_days(
        first,
        last,
        holidays=public.holidays,
        working_weekends=public.working_weekends,
        own={},
    )


def test_russia_in_2027_has_the_days_off_of_its_production_calendar():
    off = {day.date for day in year_of_russia() if not day.open and day.date.weekday() < 5}
    assert sorted(off) == RUSSIAN_WEEKDAYS_OFF_2027


def test_the_one_saturday_that_russia_works_in_2027_is_open():
    weekend = {day.date for day in year_of_russia() if day.open and day.date.weekday() >= 5}
    assert weekend == {dt.date(2027, 2, 20)}


def test_russia_works_247_days_in_2027():
    assert sum(day.open for day in year_of_russia()) == 2 * 247


def test_holidays_are_named_in_the_language_of_the_user():
    day = dt.date(2027, 6, 14)
    names = {}
    for language in ("en", "ru"):
        set_language(language)
        names[language] = public_days("RU", day, day).holidays[day]
    assert names == {"en": "Russia Day (observed)", "ru": "День России (выходной)"}


def test_no_country_has_no_holidays():
    assert public_days(None, MONDAY, MONDAY).holidays == {}


def test_an_unknown_country_is_refused_by_name():
    with pytest.raises(InputError) as caught:
        public_days("XQ", MONDAY, MONDAY)
    assert (caught.value.code, caught.value.parameters) == ("unknown-country", {"country": "XQ"})
