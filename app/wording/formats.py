"""Dates and half-days as the current language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from app.i18n import _, current_language

if TYPE_CHECKING:
    import datetime as dt


def day(date: dt.date) -> str:
    """Return a date with its weekday: "Mon, 1 Mar 2027"."""
    return format_date(date, "EEE, d MMM y", locale=current_language())


def half_day(slot: tuple[dt.date, str] | str) -> str:
    """Return a half-day in words; what is no half-day of the calendar stays as it is."""
    if isinstance(slot, str):
        return slot
    date, half = slot
    text = _("{date}, morning") if half == "am" else _("{date}, afternoon")
    return text.format(date=day(date))
