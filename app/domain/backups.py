"""Safety copies: why one is made, and which have done their service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

# The folder of the copies of a file lies beside it, with the name of the file and this.
FOLDER_ENDING = ".backups"
Reason = Literal["upgrade", "import", "publish", "asked"]

# Everything of two days, then one a day, one a week, one a month.
_ALL = dt.timedelta(days=2)
_DAILY = _ALL + dt.timedelta(days=14)
_WEEKLY = _DAILY + dt.timedelta(weeks=8)
_MONTHLY = _WEEKLY + dt.timedelta(days=365)
_BEFORE_UPGRADE = dt.timedelta(days=365)

_FRESH = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was opened again and found whole.

    Attributes
    ----------
    taken_at
        When, in UTC.
    reason
        What was about to be done.
    program, revision
        Versions of the program that made it and of its tables.
    rows
        Rows of each table.
    sha256
        Of the file, in hexadecimal digits.
    """

    file: Path
    taken_at: dt.datetime
    reason: str
    program: str
    revision: str
    rows: Mapping[str, int]
    sha256: str

    def is_old(self, now: dt.datetime) -> bool:
        """Tell whether a new one should be made, ``now`` in UTC."""
        return now - self.taken_at > _FRESH


def outdated(backups: Iterable[Backup], now: dt.datetime) -> list[Backup]:
    """Return what need not be kept any longer; the newest copy of all is never among it.

    Of each day, week or month the newest is kept, and every copy from before an upgrade for a year.
    """
    newest_first = sorted(backups, key=lambda one: one.taken_at, reverse=True)
    kept_periods: set[object] = set()
    found = []
    for one in newest_first[1:]:
        age = now - one.taken_at
        if age <= _ALL or (one.reason == "upgrade" and age <= _BEFORE_UPGRADE):
            continue
        period = _period(age)
        key = None if period is None else period(one.taken_at)
        if key is None or key in kept_periods:
            found.append(one)
        else:
            kept_periods.add(key)
    return found


def _period(age: dt.timedelta) -> Callable[[dt.datetime], object] | None:
    if age <= _DAILY:
        return lambda at: at.date()
    if age <= _WEEKLY:
        return lambda at: ("week", *at.isocalendar()[:2])
    if age <= _MONTHLY:
        return lambda at: ("month", at.year, at.month)
    return None
