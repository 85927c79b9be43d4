"""Visits as iCalendar files (RFC 5545, RFC 5546).

Outlook makes doubles when it reads a file of several events again, even with equal UIDs; a file
of one event with METHOD:REQUEST and an ORGANIZER it takes for an update. So people get a file a
visit; the whole plan as METHOD:PUBLISH is for a calendar of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

PRODUCT = "-//Gemba//Rotation planner//EN"
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+")
# Somebody must have called the meeting; "invalid" is reserved, so that nobody gets answers.
_NOBODY = "organiser@gemba.invalid"
_DAY_BEFORE = dt.timedelta(days=-1)

Times = tuple[dt.time, dt.time]


@dataclass(frozen=True, slots=True)
class Office:
    """Where and when the company works, and who calls the visits; ``logo`` is a path or empty."""

    company: str
    time_zone: str
    morning: Times
    afternoon: Times
    organiser: str
    organiser_email: str
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One visit as it stands in one person's calendar.

    Attributes
    ----------
    stamp
        When this state of it was decided, UTC.
    tentative
        True for a plan that is not published.
    """

    uid: str
    sequence: int
    date: dt.date
    half: str
    summary: str
    description: str
    location: str
    attendee: str
    attendee_email: str
    stamp: dt.datetime
    cancelled: bool = False
    tentative: bool = False


def is_address(text: str | None) -> bool:
    """Tell whether ``text`` can stand as the address of a mail."""
    return text is not None and _ADDRESS.fullmatch(text) is not None and text.isprintable()


def method_of(meeting: Meeting) -> str:
    """Return what the file of one visit asks a calendar to do."""
    return "CANCEL" if meeting.cancelled else "REQUEST"


def one_meeting(meeting: Meeting, office: Office) -> bytes:
    """Return the file of one visit: an invitation, its update, or its cancellation."""
    calendar = _calendar(method_of(meeting), office, [meeting.date])
    calendar.add_component(_event(meeting, office))
    return bytes(calendar.to_ical())


def whole_plan(meetings: Iterable[Meeting], office: Office, name: str) -> bytes:
    """Return the file of all visits, called ``name``, for a calendar of its own."""
    known = list(meetings)
    calendar = _calendar("PUBLISH", office, [it.date for it in known])
    calendar.add("x-wr-calname", _line(name))
    calendar.add("x-wr-timezone", office.time_zone)
    calendar.add("x-wr-caldesc", _("For a separate calendar; importing twice doubles it."))
    for meeting in known:
        calendar.add_component(_event(meeting, office))
    return bytes(calendar.to_ical())


def _calendar(method: str, office: Office, dates: list[dt.date]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if dates:
        years = min(dates).year, max(dates).year
        calendar.add_component(_time_zone(office.time_zone, *years))
    return calendar


@cache
def _time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    # Whole history of a zone is longer than the visit itself.
    first, last = dt.date(first_year - 1, 1, 1), dt.date(last_year + 2, 1, 1)
    return Timezone.from_tzid(name, first_date=first, last_date=last)


def _event(meeting: Meeting, office: Office) -> Event:
    zone = ZoneInfo(office.time_zone)
    begin, end = office.morning if meeting.half == "am" else office.afternoon
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp)
    event.add("last-modified", meeting.stamp)
    event.add("dtstart", dt.datetime.combine(meeting.date, begin, zone))
    event.add("dtend", dt.datetime.combine(meeting.date, end, zone))
    event.add("summary", _line(meeting.summary))
    event.add("description", _text(meeting.description))
    event.add("location", _line(meeting.location))
    event.add("status", _status(meeting))
    event.add("transp", "OPAQUE")
    event.add("organizer", _organiser(office))
    if is_address(meeting.attendee_email):
        attendee = vCalAddress(f"mailto:{meeting.attendee_email}")
        attendee.params["cn"] = vText(_line(meeting.attendee))
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("NEEDS-ACTION")
        event.add("attendee", attendee, encode=False)
    if not meeting.cancelled:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("trigger", _DAY_BEFORE)
        reminder.add("description", _line(meeting.summary))
        event.add_component(reminder)
    return event


def _status(meeting: Meeting) -> str:
    if meeting.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if meeting.tentative else "CONFIRMED"


def _organiser(office: Office) -> vCalAddress:
    known = is_address(office.organiser_email)
    organiser = vCalAddress(f"mailto:{office.organiser_email if known else _NOBODY}")
    organiser.params["cn"] = vText(_line(office.organiser or office.company or "Gemba"))
    return organiser


def _text(text: str) -> str:
    """Return ``text`` without what is no character of a text; its lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(it for it in line if it.isprintable()) for line in lines)


def _line(text: str) -> str:
    # A double quote cannot be written in a parameter at all.
    return " ".join("".join(it if it.isprintable() else " " for it in text).split()).replace(
        '"', "”"
    )
