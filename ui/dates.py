"""Dates and half-days in the words of the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from app.i18n import _, current_language

if TYPE_CHECKING:
    from datetime import date


def locale() -> QLocale:
    """Return how the interface's language writes dates and numbers."""
    if current_language() == "ru":
        return QLocale(QLocale.Language.Russian, QLocale.Country.Russia)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _written(day: date, pattern: str) -> str:
    return locale().toString(QDate(day.year, day.month, day.day), pattern)


def short_date(day: date) -> str:
    """Return "02/03/2026" or "02.03.2026"."""
    return locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def date_format() -> str:
    """Return how fields for dates are filled in."""
    return "dd.MM.yyyy" if current_language() == "ru" else "d MMM yyyy"


def weekday_and_day(day: date) -> str:
    """Return "Mon 2"."""
    return _written(day, "ddd d")


def day_and_month(day: date) -> str:
    """Return "2 March"."""
    return _written(day, "d MMMM")


def period(first: date, last: date) -> str:
    """Return "2–6 March", or "30 March – 3 April" over the end of a month."""
    if first == last:
        return day_and_month(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_and_month(last)}"
    return f"{day_and_month(first)} – {day_and_month(last)}"


def short_half(half: str) -> str:
    """Return the half of a day for a narrow heading."""
    return _("a.m.") if half == "am" else _("p.m.")


def long_slot(day: date, half: str) -> str:
    """Return "Monday 2 March, morning"."""
    written = _written(day, "dddd d MMMM")
    if half == "am":
        return _("{date}, morning").format(date=written)
    return _("{date}, afternoon").format(date=written)


def short_slot(day: date, half: str) -> str:
    """Return "Mon 2 March, a.m."."""
    return f"{_written(day, 'ddd d MMMM')}, {short_half(half)}"


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Return the name of a weekday; 0 is Monday."""
    length = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return locale().standaloneDayName(weekday + 1, length)
