"""The way of an idea: its states, the moves allowed between them, and when an answer is due."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container


class IdeaStatus(StrEnum):
    """Where an idea stands."""

    NEW = "new"
    UNDER_REVIEW = "under-review"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DECLINED = "declined"


MOVES: dict[IdeaStatus, tuple[IdeaStatus, ...]] = {
    IdeaStatus.NEW: (IdeaStatus.UNDER_REVIEW, IdeaStatus.DECLINED),
    IdeaStatus.UNDER_REVIEW: (IdeaStatus.NEW, IdeaStatus.ACCEPTED, IdeaStatus.DECLINED),
    IdeaStatus.ACCEPTED: (IdeaStatus.UNDER_REVIEW, IdeaStatus.IN_PROGRESS, IdeaStatus.DECLINED),
    IdeaStatus.IN_PROGRESS: (IdeaStatus.ACCEPTED, IdeaStatus.DONE, IdeaStatus.DECLINED),
    IdeaStatus.DONE: (IdeaStatus.IN_PROGRESS,),
    IdeaStatus.DECLINED: (IdeaStatus.UNDER_REVIEW,),
}
"""Where an idea may go from each state; what is done or declined can be taken up again."""

UNANSWERED = frozenset({IdeaStatus.NEW, IdeaStatus.UNDER_REVIEW})
"""States in which the author still waits for an answer."""

ANSWER_DAYS = 10
"""Working days in which an idea is to be answered."""

_FRIDAY = 5

SOON_DAYS = 3
"""Calendar days before the date at which an idea is marked as due soon."""


class Age(StrEnum):
    """How urgent an answer is."""

    FRESH = "fresh"
    SOON = "soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"


def may_move(status: IdeaStatus, to: IdeaStatus) -> bool:
    """Tell whether an idea may go from ``status`` to ``to``."""
    return to in MOVES[status]


def answer_by(
    start: dt.date, *, holidays: Container[dt.date] = (), worked: Container[dt.date] = ()
) -> dt.date:
    """Return the day ``ANSWER_DAYS`` working days after ``start``.

    Parameters
    ----------
    holidays
        Days on which nobody works.
    worked
        Saturdays and Sundays that are worked, as Russia moves its days.
    """
    day, left = start, ANSWER_DAYS
    while left:
        day += dt.timedelta(days=1)
        weekend = day.isoweekday() > _FRIDAY
        if day not in holidays and (not weekend or day in worked):
            left -= 1
    return day


def age(status: IdeaStatus, due: dt.date, today: dt.date) -> Age:
    """Return how urgent the answer to an idea is on ``today``."""
    if status not in UNANSWERED:
        return Age.ANSWERED
    if today > due:
        return Age.OVERDUE
    return Age.SOON if today + dt.timedelta(days=SOON_DAYS) >= due else Age.FRESH
