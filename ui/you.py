"""Who sits before the window, as far as they have said so: kept for each company file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.settings import LOOKED, YOU

if TYPE_CHECKING:
    from ui.context import Context


def who_you_are(context: Context) -> int | None:
    """Return the key of the person, None if nobody was named."""
    return context.settings.get(YOU).get(context.services.database.place)


def say_who_you_are(context: Context, employee_id: int | None) -> None:
    """Remember who works with this file."""
    known = dict(context.settings.get(YOU))
    known.pop(context.services.database.place, None)
    if employee_id is not None:
        known[context.services.database.place] = employee_id
    context.settings.set(YOU, known)


def last_looked(context: Context, employee_id: int) -> dt.datetime | None:
    """Return when somebody last said that they have seen what is new, in UTC."""
    text = context.settings.get(LOOKED).get(_key(context, employee_id))
    try:
        return dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def note_looked(context: Context, employee_id: int, at: dt.datetime) -> None:
    """Remember that somebody has seen what is new until ``at``, in UTC."""
    known = dict(context.settings.get(LOOKED))
    known[_key(context, employee_id)] = at.isoformat()
    context.settings.set(LOOKED, known)


def _key(context: Context, employee_id: int) -> str:
    return f"{context.services.database.place}#{employee_id}"
