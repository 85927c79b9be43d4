"""Dates, half-days, numbers and lists as the current language writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from app.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence


def day(date: dt.date) -> str:
    """Return a date with its weekday: "Mon, 1 Mar 2027", short enough for a table."""
    return format_date(date, "EEE, d MMM y", locale=_locale())


def long_day(date: dt.date) -> str:
    """Return a date as a document has it: "1 March 2027", in Russian "1 марта 2027 г."."""
    return _unbroken(format_date(date, "long", locale=_locale()))


def short_day(date: dt.date) -> str:
    """Return a date as short as it can be among days of now: "1 Mar"."""
    return format_date(date, "d MMM", locale=_locale())


def number(value: float) -> str:
    """Return a number with one decimal at most: "37.2", in Russian "37,2"."""
    return format_decimal(value, "#,##0.#", locale=_locale())


def listed(texts: Sequence[str]) -> str:
    """Return texts as one says them: "a, b and c"."""
    return format_list(texts, locale=_locale())


def half_day(slot: tuple[dt.date, str] | str) -> str:
    """Return a half-day in words; what is no half-day of the calendar stays as it is."""
    if isinstance(slot, str):
        return slot
    date, half = slot
    return _in_half(half).format(date=day(date))


def long_half_day(slot: tuple[dt.date, str]) -> str:
    """Return a half-day as a letter has it: "Monday, 1 March 2027, morning"."""
    date, half = slot
    full = format_date(date, "full", locale=_locale())
    return _in_half(half).format(date=_unbroken(full))


def quoted(text: str) -> str:
    """Return words of somebody in quotation marks; those within them become others."""
    if current_language() == "ru":
        return "«" + text.replace("«", "„").replace("»", "“") + "»"
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"


def graded(grade: int, word: str) -> str:
    """Return a grade with its word: "5 – excellent"."""
    return _("{grade} – {word}").format(grade=grade, word=word)


def _in_half(half: str) -> str:
    return _("{date}, morning") if half == "am" else _("{date}, afternoon")


def _unbroken(date: str) -> str:
    # The narrow space that locales have before "г." is missing from many a font.
    return date.replace("\u202f", "\u00a0")


def moment(at: dt.datetime) -> str:
    """Return a moment (UTC) as the clock here showed it."""
    return format_datetime(_here(at), "d MMM y, HH:mm", locale=current_language())


def clock(at: dt.datetime) -> str:
    """Return the time of a moment (UTC) as the clock here showed it: "14:05"."""
    return f"{_here(at):%H:%M}"


def _here(at: dt.datetime) -> dt.datetime:
    # The database keeps moments in UTC without saying so.
    return (at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)).astimezone()


def _locale() -> str:
    # Like the texts: no comma before the last of a list, the day before the month.
    return "ru" if current_language() == "ru" else "en_GB"
