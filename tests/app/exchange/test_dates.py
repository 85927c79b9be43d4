from __future__ import annotations

import datetime as dt

import pytest

from app.exchange.dates import month_comes_first, read_date

SECOND_OF_MARCH = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    "written",
    [
        dt.datetime(2026, 3, 2),
        dt.date(2026, 3, 2),
        "2026-03-02",
        "2026.03.02",
        "2026/3/2",
        "2026-03-02 00:00:00",
        "2026-03-02T09:30",
        "20260302",
        "02.03.2026",
        "2.3.2026",
        "2.3.26",
        "02.03.2026 г.",
        "02.03.2026 00:00",
        "2 March 2026",
        "2-Mar-2026",
        "2 Mar 26",
        "Mar 2, 2026",
        "March 2nd, 2026",
        "2 марта 2026",
        "2 марта 2026 г.",
        "2 МАР 2026 года",
        "2\u00a0мар.\u00a02026",
    ],
)
def test_dates_are_read_as_people_write_them(written: object) -> None:
    reading = read_date(written)
    assert (reading.value, reading.code) == (SECOND_OF_MARCH, "")


def test_a_column_shows_the_habit_of_its_writer() -> None:
    assert month_comes_first(["3/25/2026", "3/2/2026", None, 7]) is True
    assert month_comes_first(["25/3/2026", "3/2/2026"]) is False
    assert month_comes_first(["3/2/2026", "25.3.2026"]) is None
    assert month_comes_first(["25/3/2026", "3/25/2026"]) is None


def test_the_habit_decides_what_one_date_leaves_open() -> None:
    assert read_date("3/2/2026", month_first=True).value == SECOND_OF_MARCH
    assert read_date("2/3/2026", month_first=False).value == SECOND_OF_MARCH
    assert read_date("3/25/2026").value == dt.date(2026, 3, 25)
    assert read_date("2/2/2026").code == ""


def test_without_a_habit_both_readings_are_told() -> None:
    reading = read_date("2/3/2026")
    assert reading.code == "date-unclear"
    assert reading.params == {"read": SECOND_OF_MARCH, "other": dt.date(2026, 2, 3)}


def test_two_digits_of_a_year() -> None:
    assert read_date("01.02.69").value == dt.date(2069, 2, 1)
    assert read_date("01.02.70").value == dt.date(1970, 2, 1)


def test_a_bare_number_in_a_workbook_from_1904_counts_from_there() -> None:
    assert read_date(44_621, from_1904=True).value == SECOND_OF_MARCH


def test_a_bare_number_is_the_day_that_spreadsheets_count() -> None:
    reading = read_date(46083)
    assert (reading.value, reading.code) == (SECOND_OF_MARCH, "date-from-number")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("30.02.2026", "date-impossible"),
        ("13/13/2026", "date-impossible"),
        ("00.00.2026", "date-impossible"),
        ("1.1.0026", "date-year"),
        (dt.date(1899, 12, 31), "date-year"),
        ("yesterday", "date-wrong"),
        ("2 brumaire 2026", "date-wrong"),
        (7, "date-wrong"),
        (True, "date-wrong"),
        (dt.time(9, 30), "date-wrong"),
        (10**15, "date-wrong"),
    ],
)
def test_what_is_no_date_gives_none(written: object, code: str) -> None:
    reading = read_date(written)
    assert (reading.value, reading.code) == (None, code)
