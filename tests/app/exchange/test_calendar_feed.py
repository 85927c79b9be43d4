from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from app.exchange.calendar_feed import Meeting, Office, is_address, one_meeting, whole_plan

OFFICE = Office(
    "Oracle",
    "Europe/Berlin",
    (dt.time(9), dt.time(13)),
    (dt.time(14), dt.time(18)),
    "Olga Smirnova",
    "hr@example.com",
)
MEETING = Meeting(
    uid="one@gemba",
    sequence=2,
    date=dt.date(2027, 3, 29),
    half="pm",
    summary="Visit: Sales, Manager",
    description="Host: Boris\nPlan version 3, replaces earlier ones.",
    location="Room 2.01",
    attendee="Анна Мосина",
    attendee_email="anna@example.com",
    stamp=dt.datetime(2027, 2, 1, 10, 30, tzinfo=dt.UTC),
)


def read(content: bytes) -> tuple[Calendar, list]:
    calendar = Calendar.from_ical(content)
    return calendar, list(calendar.walk("VEVENT"))


def test_an_invitation_says_who_when_where_and_reminds():
    calendar, (event,) = read(one_meeting(MEETING, OFFICE))
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("one@gemba", 2, "CONFIRMED")
    # The 29th is after the change to summer time: two hours before UTC.
    assert event.decoded("DTSTART").utcoffset() == dt.timedelta(hours=2)
    assert event.decoded("DTSTART").isoformat() == "2027-03-29T14:00:00+02:00"
    assert event.decoded("DTEND").isoformat() == "2027-03-29T18:00:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert str(event["ORGANIZER"]) == "mailto:hr@example.com"
    assert event["ORGANIZER"].params["CN"] == "Olga Smirnova"
    assert str(event["ATTENDEE"]) == "mailto:anna@example.com"
    assert event["ATTENDEE"].params["CN"] == "Анна Мосина"
    assert event["DESCRIPTION"] == MEETING.description
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(days=-1)


def test_the_time_zone_comes_with_the_file():
    calendar, _events = read(one_meeting(MEETING, OFFICE))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert zone.to_tz().utcoffset(dt.datetime(2027, 1, 15)) == dt.timedelta(hours=1)


def test_a_cancellation_takes_the_same_meeting_away():
    calendar, (event,) = read(one_meeting(replace(MEETING, cancelled=True, sequence=3), OFFICE))
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("one@gemba", 3, "CANCELLED")
    assert not event.walk("VALARM")


def test_the_whole_plan_is_published_with_its_name():
    two = replace(MEETING, uid="two@gemba", date=dt.date(2027, 5, 3), half="am")
    calendar, events = read(whole_plan([MEETING, two], OFFICE, "Spring"))
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Spring"
    assert [event["UID"] for event in events] == ["one@gemba", "two@gemba"]
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_an_empty_plan_is_a_calendar_all_the_same():
    calendar, events = read(whole_plan([], OFFICE, "Spring"))
    assert events == []
    assert calendar["METHOD"] == "PUBLISH"


@pytest.mark.parametrize(
    "hostile",
    [
        "A\r\nATTENDEE:mailto:spy@example.com",
        "A\nEND:VEVENT\nBEGIN:VEVENT",
        "a;b,c\\d:e",
        'He said "no"',
        "\x00\x07\x1b[31m",
        "\u2028\u202eevil\u200b",
        "=HYPERLINK(1)",
        "x" * 5000,
        "\ud800",
    ],
)
def test_nothing_that_people_typed_adds_a_line_of_its_own(hostile):
    meeting = replace(
        MEETING,
        summary=hostile,
        description=hostile,
        location=hostile,
        attendee=hostile,
        attendee_email=hostile,
    )
    office = replace(OFFICE, organiser=hostile, organiser_email=hostile, company=hostile)
    content = one_meeting(meeting, office)
    calendar, (event,) = read(content)
    assert "ATTENDEE" not in event
    assert str(event["ORGANIZER"]) == "mailto:organiser@gemba.invalid"
    assert set(event) == set(read(one_meeting(MEETING, OFFICE))[1][0]) - {"ATTENDEE"}
    assert len(calendar.walk()) == len(read(one_meeting(MEETING, OFFICE))[0].walk())
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("anna@example.com", True),
        ("анна@пример.рф", True),
        ("", False),
        (None, False),
        ("anna", False),
        ("a@b@c", False),
        ("anna@example.com\r\nBcc: spy@example.com", False),
        ("Anna <anna@example.com>", False),
        ("anna@example.com, spy@example.com", False),
    ],
)
def test_what_is_no_address_is_not_taken_for_one(text, good):
    assert is_address(text) is good
