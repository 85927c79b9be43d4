"""Half-days of a calendar: which there are between two dates, and which are open for visits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Half = Literal["am", "pm"]
HALVES: tuple[Half, Half] = ("am", "pm")

_SATURDAY = 5

WEEKEND = "weekend"
OWN = "own"


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day of the calendar.

    Attributes
    ----------
    reason
        Why it is closed: :data:`WEEKEND`, :data:`OWN`, or the name of a holiday; None if open.
    """

    date: dt.date
    half: Half
    open: bool = True
    reason: str | None = None

    @property
    def id(self) -> str:
        """Name of the slot in problem files: ``2027-03-01am``."""
        return f"{self.date.isoformat()}{self.half}"


def as_half(text: str) -> Half:
    """Return ``text`` as a half of a day.

    Raises
    ------
    ValueError
        If it is neither "am" nor "pm".
    """
    if text not in HALVES:
        raise ValueError(f"{text!r} is no half of a day")
    return text


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Return every day from ``first`` to ``last``, both included."""
    for step in range((last - first).days + 1):
        yield first + dt.timedelta(days=step)


def half_days(
    first: dt.date,
    last: dt.date,
    *,
    holidays: Mapping[dt.date, str],
    working_weekends: Iterable[dt.date] = (),
    own: Mapping[tuple[dt.date, str], bool],
    halves: Iterable[Half] = HALVES,
) -> list[HalfDay]:
    """Return the half-days of a horizon in time order, open or closed with the reason.

    Parameters
    ----------
    holidays
        Names of public holidays by date.
    working_weekends
        Saturdays and Sundays that are worked, as Russia moves its days.
    own
        What the company decided itself, by date and half: true opens, false closes.
    """
    worked = set(working_weekends)
    calendar = []
    for day in days(first, last):
        reason: str | None = None
        if day in holidays:
            reason = holidays[day]
        elif day.weekday() >= _SATURDAY and day not in worked:
            reason = WEEKEND
        for half in halves:
            decided = own.get((day, half))
            if decided is None:
                calendar.append(HalfDay(day, half, reason is None, reason))
            else:
                calendar.append(HalfDay(day, half, decided, None if decided else reason or OWN))
    return calendar


def between(
    from_date: dt.date, from_half: str, to_date: dt.date, to_half: str
) -> Iterator[tuple[dt.date, Half]]:
    """Return the half-days from one to another, both included."""
    for day in days(from_date, to_date):
        for half in HALVES:
            if (day, half) >= (from_date, from_half) and (day, half) <= (to_date, to_half):
                yield day, half
