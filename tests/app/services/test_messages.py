from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest
from icalendar import Calendar

from app.errors import InputError
from app.settings import MORNING, ORGANISER, ORGANISER_EMAIL, TIME_ZONE, Settings
from app.wording import error_text
from tests.builders import make_company, make_programme
from tests.support.plans import add_plan

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")


@pytest.fixture
def settings(services):
    services.settings.set(TIME_ZONE, "Europe/Moscow")
    services.settings.set(MORNING, "08:30-12:30")
    services.settings.set(ORGANISER, "Olga")
    services.settings.set(ORGANISER_EMAIL, "hr@example.com")
    return services.settings


@pytest.fixture
def keys(services, settings):
    made = make_company(services.database)
    services.staff.change_employee(
        employee_id=made["Marketing 3"], shown_version=None, email="m3@example.com"
    )
    return made


@pytest.fixture
def programme_id(services, keys):
    return make_programme(services.database)


def publish(services, programme_id, keys, *visits):
    plan_id = add_plan(services, programme_id, keys, *visits)
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    return plan_id


def news(services, programme_id):
    """Who needs to be told what, in which the same is left out."""
    found = services.messages.recipients(programme_id)
    return {
        it.name: [(entry.news, f"{entry.date:%d}{entry.half}") for entry in it.entries]
        for it in found.people
        if it.needs_telling
    }


def tell_all(services, programme_id, folder):
    people = services.messages.recipients(programme_id).people
    return services.messages.write_drafts(
        programme_id=programme_id, employee_ids=[it.employee_id for it in people], folder=folder
    )[0]


def events_of(path):
    """Return, for each calendar file in a draft, its method and its event."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    calendars = [
        Calendar.from_ical(part.get_payload(decode=True)) for part in message.iter_attachments()
    ]
    return [(str(it["METHOD"]), it.walk("VEVENT")[0]) for it in calendars]


def test_before_anything_is_published_there_is_nobody_to_tell(services, keys, programme_id):
    add_plan(services, programme_id, keys, FIRST)
    assert services.messages.recipients(programme_id).version is None
    with pytest.raises(InputError) as caught:
        services.messages.mark_told(programme_id=programme_id, employee_ids=[])
    assert "Publish one first" in error_text(caught.value)


def test_guest_and_host_are_both_to_be_told(services, keys, programme_id):
    publish(services, programme_id, keys, FIRST)
    assert news(services, programme_id) == {
        "Marketing 3": [("new", "02am")],
        "Sales 1": [("new", "02am")],
    }


def test_only_those_whose_visits_changed_since_they_were_told_get_a_message(
    services, keys, programme_id, tmp_path
):
    publish(services, programme_id, keys, FIRST, OTHER)
    written = tell_all(services, programme_id, tmp_path / "one")
    assert [file.name for file in written.files] == [
        "Marketing 1.eml",
        "Marketing 3.eml",
        "Sales 1.eml",
        "Sales 4.eml",
    ]
    assert written.without_address == ("Marketing 1", "Sales 1", "Sales 4")
    assert news(services, programme_id) == {}
    publish(services, programme_id, keys, LATER, OTHER)
    assert news(services, programme_id) == {
        "Marketing 3": [("changed", "03pm")],
        "Sales 1": [("changed", "03pm")],
    }
    written = tell_all(services, programme_id, tmp_path / "two")
    assert [file.name for file in written.files] == ["Marketing 3.eml", "Sales 1.eml"]


def test_the_same_meeting_keeps_its_uid_and_counts_its_changes(
    services, keys, programme_id, tmp_path
):
    publish(services, programme_id, keys, FIRST)
    tell_all(services, programme_id, tmp_path / "one")
    ((_method, first),) = events_of(tmp_path / "one" / "Marketing 3.eml")
    publish(services, programme_id, keys, LATER)
    tell_all(services, programme_id, tmp_path / "two")
    ((method, second),) = events_of(tmp_path / "two" / "Marketing 3.eml")
    assert (method, first["UID"]) == ("REQUEST", second["UID"])
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert first.decoded("DTSTART").isoformat() == "2027-03-02T08:30:00+03:00"
    assert second.decoded("DTSTART").isoformat() == "2027-03-03T14:00:00+03:00"
    assert "Plan version 2, replaces earlier ones." in second["DESCRIPTION"]
    assert second.decoded("DTSTAMP") >= first.decoded("DTSTAMP")
    publish(services, programme_id, keys)
    tell_all(services, programme_id, tmp_path / "three")
    ((method, third),) = events_of(tmp_path / "three" / "Marketing 3.eml")
    assert (method, third["UID"], third["SEQUENCE"]) == ("CANCEL", first["UID"], 2)


def test_guest_and_host_have_entries_of_their_own(services, keys, programme_id, tmp_path):
    publish(services, programme_id, keys, FIRST)
    tell_all(services, programme_id, tmp_path)
    ((_m, guest),) = events_of(tmp_path / "Marketing 3.eml")
    ((_m, host),) = events_of(tmp_path / "Sales 1.eml")
    assert guest["UID"] != host["UID"]
    assert guest["SUMMARY"] == "Visit: Sales, Sales role 1"
    assert host["SUMMARY"] == "Guest: Marketing 3, as Sales role 1"


def test_another_host_cancels_the_entry_of_the_former_one(services, keys, programme_id, tmp_path):
    hosts = [keys["Sales 1"], keys["Sales 2"]]
    services.staff.set_hosts(role_id=keys["Sales role 1"], host_ids=hosts)
    publish(services, programme_id, keys, FIRST)
    tell_all(services, programme_id, tmp_path)
    publish(services, programme_id, keys, (*FIRST[:3], "Sales 2"))
    assert news(services, programme_id) == {
        "Marketing 3": [("changed", "02am")],
        "Sales 1": [("cancelled", "02am")],
        "Sales 2": [("new", "02am")],
    }


def test_what_came_and_went_before_anybody_was_told_is_no_news(services, keys, programme_id):
    publish(services, programme_id, keys, FIRST)
    publish(services, programme_id, keys)
    assert news(services, programme_id) == {}


def test_a_published_plan_that_is_the_same_changes_no_entry(services, keys, programme_id, tmp_path):
    publish(services, programme_id, keys, FIRST)
    tell_all(services, programme_id, tmp_path)
    publish(services, programme_id, keys, FIRST)
    assert news(services, programme_id) == {}


def test_messages_are_in_the_language_of_each_recipient(services, keys, programme_id, tmp_path):
    services.messages.set_language(employee_ids=[keys["Marketing 3"]], tongue="ru")
    publish(services, programme_id, keys, FIRST)
    tell_all(services, programme_id, tmp_path)
    russian = message_from_bytes((tmp_path / "Marketing 3.eml").read_bytes(), policy=default)
    english = message_from_bytes((tmp_path / "Sales 1.eml").read_bytes(), policy=default)
    assert str(russian["Subject"]).startswith("Ваши визиты")
    assert "Здравствуйте" in russian.get_body().get_content()
    assert str(english["Subject"]).startswith("Your visits in Spring")
    assert str(russian["To"]) == "Marketing 3 <m3@example.com>"
    assert english["To"] is None


def test_who_was_told_otherwise_is_noted_and_that_is_no_step_to_undo(services, keys, programme_id):
    publish(services, programme_id, keys, FIRST)
    services.messages.mark_told(programme_id=programme_id, employee_ids=[keys["Sales 1"]])
    assert list(news(services, programme_id)) == ["Marketing 3"]
    assert services.undo.status().undo is None
    told = {it.name: it.told for it in services.messages.recipients(programme_id).people}
    assert told == {"Marketing 3": None, "Sales 1": 1}


def test_a_folder_gets_a_calendar_file_for_each_visit_and_person(
    services, keys, programme_id, tmp_path
):
    publish(services, programme_id, keys, FIRST, OTHER)
    plan_id = publish(services, programme_id, keys, FIRST)
    written = services.messages.write_calendar_files(plan_id=plan_id, folder=tmp_path / "out")
    assert sorted(file.name for file in written.files) == [
        "Marketing 1, 2027-03-04 am, Sales 4, cancelled.ics",
        "Marketing 3, 2027-03-02 am, Sales.ics",
        "Sales 1, 2027-03-02 am, Marketing 3.ics",
        "Sales 4, 2027-03-04 am, Marketing, cancelled.ics",
    ]
    methods = [str(Calendar.from_ical(file.read_bytes())["METHOD"]) for file in written.files]
    assert sorted(methods) == ["CANCEL", "CANCEL", "REQUEST", "REQUEST"]


def test_hostile_names_stay_inside_the_folder(services, keys, programme_id, tmp_path):
    services.staff.change_employee(
        employee_id=keys["Marketing 3"], shown_version=None, name="../../etc/<img src=x>\r\nX: y"
    )
    plan_id = publish(services, programme_id, keys, FIRST)
    folder = tmp_path / "in" / "here"
    services.messages.write_calendar_files(plan_id=plan_id, folder=folder)
    tell_all(services, programme_id, folder)
    outside = [path for path in tmp_path.rglob("*.???") if path.suffix in (".ics", ".eml")]
    assert {path.parent for path in outside} == {folder}
    assert len(outside) == 4
    for draft in folder.glob("*.eml"):
        message = message_from_bytes(draft.read_bytes(), policy=default)
        assert "X" not in message
        assert len(list(message.iter_attachments())) == 1


def test_the_whole_plan_has_an_event_a_visit(services, keys, programme_id, tmp_path):
    plan_id = publish(services, programme_id, keys, FIRST, OTHER)
    file = services.messages.write_whole_plan(plan_id=plan_id, path=tmp_path / "plan.ics")
    calendar = Calendar.from_ical(file.read_bytes())
    assert calendar["METHOD"] == "PUBLISH"
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "Marketing 3: Visit: Sales, Sales role 1",
        "Sales 4: Visit: Marketing, Marketing role 1",
    ]


def test_a_guest_gets_the_entry_of_one_visit(services, keys, programme_id, tmp_path):
    publish(services, programme_id, keys, FIRST, OTHER)
    record = next(r for r in services.visit_records.records() if r.employee == "Marketing 3")
    path = tmp_path / "visit.ics"
    services.messages.write_guest_entry(record_id=record.id, path=path)
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Visit: Sales, Sales role 1"
    assert "m3@example.com" in str(event["ATTENDEE"])
    assert f"Visit code: {record.code[:4]} {record.code[4:]}" in event["DESCRIPTION"]

    publish(services, programme_id, keys, LATER, OTHER)
    with pytest.raises(InputError, match="visit-not-planned"):
        services.messages.write_guest_entry(record_id=record.id, path=path)


def test_what_is_not_published_is_tentative(services, keys, programme_id, tmp_path):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    file = services.messages.write_whole_plan(plan_id=plan_id, path=tmp_path / "plan.ics")
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["STATUS"] == "TENTATIVE"
    assert "Draft 1, not published yet." in event["DESCRIPTION"]


def test_a_time_zone_or_hours_that_are_none_do_not_stop_an_export(
    services, keys, programme_id, tmp_path
):
    services.settings.set(TIME_ZONE, "../etc/passwd")
    services.settings.set(MORNING, "from nine to five")
    plan_id = publish(services, programme_id, keys, FIRST)
    file = services.messages.write_whole_plan(plan_id=plan_id, path=tmp_path / "plan.ics")
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART").time() == dt.time(9)


def test_a_file_in_the_place_of_the_folder_is_named(services, keys, programme_id, tmp_path):
    plan_id = publish(services, programme_id, keys, FIRST)
    (tmp_path / "taken").touch()
    with pytest.raises(InputError) as caught:
        services.messages.write_calendar_files(plan_id=plan_id, folder=tmp_path / "taken")
    assert "is a file, not a folder" in error_text(caught.value)


def test_the_settings_file_of_another_test_is_not_used(services):
    assert services.settings.get(ORGANISER) == ""
    assert Settings().get(ORGANISER) == ""
