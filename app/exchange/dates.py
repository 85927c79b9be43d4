"""Dates as people write them, read by the habit of their column where a date alone is unclear."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.exchange.cell_values import Reading, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.staff_list import Cell

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Two digits above this are of the last century.
_PIVOT = 69
_SERIALS = range(10_000, 73_051)
_DAY_ZERO, _DAY_ZERO_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)

_MONTHS = {
    stem: number
    for number, stems in enumerate(
        (
            "jan янв",
            "feb фев",
            "mar мар",
            "apr апр",
            "may мая май",
            "jun июн",
            "jul июл",
            "aug авг",
            "sep сен",
            "oct окт",
            "nov ноя",
            "dec дек",
        ),
        start=1,
    )
    for stem in stems.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[t ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})(?: ?г\.?)?(?: \d{1,2}:.*)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})[-. ]*([a-zа-я]+)[-., ]*(\d{4}|\d{2})(?: ?г(?:ода|\.)?)?")
_MONTH_NAMED = re.compile(r"([a-zа-я]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def month_comes_first(values: Iterable[Cell]) -> bool | None:
    """Return the order of day and month in a column, None if no date in it decides.

    A column is written by one hand: 3/25/2026 anywhere in it makes 3/2/2026 the second of March.
    """
    day_first = month_first = 0
    for value in values:
        if not isinstance(value, str):
            continue
        match = _YEAR_LAST.fullmatch(fold(value))
        # With dots the day comes first everywhere; that says nothing of dates with other signs.
        if not match or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        day_first += first > 12 >= second
        month_first += second > 12 >= first
    if day_first == month_first:
        return None
    return month_first > day_first


def read_date(
    value: Cell, *, month_first: bool | None = None, from_1904: bool = False
) -> Reading[dt.date]:
    """Read a date; ``month_first`` is the habit of the column, ``from_1904`` of the workbook."""
    if isinstance(value, dt.datetime):
        return _checked(value.date())
    if isinstance(value, dt.date):
        return _checked(value)
    if isinstance(value, bool | dt.time | dt.timedelta):
        return Reading(None, "date-wrong")
    if isinstance(value, int | float):
        if int(value) not in _SERIALS:
            return Reading(None, "date-wrong")
        day = (_DAY_ZERO_1904 if from_1904 else _DAY_ZERO) + dt.timedelta(days=int(value))
        return Reading(day, "date-from-number", {"read": day}, day.isoformat())
    return _from_text(fold(shown(value)), month_first)


def _checked(day: dt.date) -> Reading[dt.date]:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return Reading(day)
    return Reading(None, "date-year", {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR})


def _from_text(text: str, month_first: bool | None) -> Reading[dt.date]:
    if match := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        return _built(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _unclear(match[1], match[3], match[4], match[2], month_first)
    if (match := _DAY_NAMED.fullmatch(text)) and match[2][:3] in _MONTHS:
        return _built(match[3], _MONTHS[match[2][:3]], match[1])
    if (match := _MONTH_NAMED.fullmatch(text)) and match[1][:3] in _MONTHS:
        return _built(match[3], _MONTHS[match[1][:3]], match[2])
    return Reading(None, "date-wrong")


def _unclear(
    first: str, second: str, year: str, separator: str, month_first: bool | None
) -> Reading[dt.date]:
    one, two = int(first), int(second)
    if one > 12 or two > 12 or one == two:
        day, month = (second, first) if two > 12 else (first, second)
        return _built(year, month, day)
    if month_first is None and separator != ".":
        # Nothing in the column tells; most of the world writes the day first.
        reading = _built(year, second, first)
        other = _built(year, first, second)
        return Reading(
            reading.value,
            "date-unclear",
            {"read": reading.value, "other": other.value},
            reading.value.isoformat() if reading.value else None,
        )
    return _built(year, first, second) if month_first else _built(year, second, first)


def _built(year: str, month: str | int, day: str) -> Reading[dt.date]:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= _PIVOT else 1900
    try:
        return _checked(dt.date(number, int(month), int(day)))
    except ValueError:
        return Reading(None, "date-impossible")
