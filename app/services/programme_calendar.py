"""The half-days of a programme: weekends, public holidays, and what the company decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import ClosedDay, Programme
from app.domain.half_days import HALVES, HalfDay, half_days
from app.errors import InputError
from app.services.calendars import public_days
from app.services.editing import existing

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session


def calendar_of(session: Session, programme: Programme) -> list[HalfDay]:
    """Return the calendar of ``programme``; reasons of weekends and own days are codes."""
    public = public_days(programme.country, programme.from_date, programme.to_date)
    own = {
        (row.date, row.half): row.open
        for row in session.scalars(select(ClosedDay).where(ClosedDay.programme_id == programme.id))
    }
    used = {"am": programme.mornings, "pm": programme.afternoons}
    return half_days(
        programme.from_date,
        programme.to_date,
        holidays=public.holidays,
        working_weekends=public.working_weekends,
        own=own,
        halves=[half for half in HALVES if used[half]],
    )


def decide(session: Session, programme_id: int, day: dt.date, half: str, *, opened: bool) -> None:
    """Open or close a half-day; what is so anyway is not kept.

    Raises
    ------
    InputError
        If the day lies outside the programme.
    """
    programme = existing(session, Programme, programme_id)
    if not programme.from_date <= day <= programme.to_date:
        raise InputError("date-outside-programme", date=day, programme=programme.name)
    row = session.scalar(
        select(ClosedDay).where(
            ClosedDay.programme_id == programme_id, ClosedDay.date == day, ClosedDay.half == half
        )
    )
    if opened == _open_anyway(programme, day):
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(ClosedDay(programme_id=programme_id, date=day, half=half, open=opened))
    else:
        row.open = opened
    session.flush()


def _open_anyway(programme: Programme, day: dt.date) -> bool:
    """Tell whether ``day`` is open unless the company decides otherwise."""
    public = public_days(programme.country, day, day)
    (morning, _afternoon) = half_days(
        day, day, holidays=public.holidays, working_weekends=public.working_weekends, own={}
    )
    return morning.open
