"""A guest's own visits on a server, known by the code of one of them."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from app.db.after_visit import VisitRecord
from app.db.models import Visit
from app.wording.formats import day
from tests.app.after_visits import publish_visits
from tests.support.plans import add_plan
from tests.ui.companies import add_company
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from tests.ui.test_owing_page import LONG_AGO, cells
from ui.pages.my_visits.page import MyVisitsPage

SOON = dt.date.today() + dt.timedelta(days=30)


@pytest.fixture
def keys(services, monkeypatch):
    monkeypatch.setattr(MyVisitsPage, "offered", staticmethod(lambda _services: True))
    keys = publish_visits(services, LONG_AGO)
    with services.database.unit_of_work("a second visit") as unit:
        unit.session.add(
            Visit(
                plan_id=keys["plan"],
                employee_id=keys["Marketing 3"],
                role_id=keys["Sales role 2"],
                host_id=keys["Sales 2"],
                date=SOON,
                half="pm",
            )
        )
    services.visit_records.prepare(keys["programme"])
    return keys


@pytest.fixture
def record(services, keys):
    mine = services.visit_records.of_guest(keys["Marketing 3"])
    return mine[0]


@pytest.fixture
def open_page(open_window, services, keys, record, idle):
    def open_it():
        window = open_window(services, first="my_visits")
        idle(window)
        page = window.navigation.current
        assert page.view.entry.field.hasFocus()
        type_text(page.view.entry.field, record.code.lower())
        press(page.view.entry.field, Qt.Key.Key_Return)
        wait(page.visits.past.isVisible)
        idle(window)
        return window, page

    return open_it


def test_with_a_file_the_page_is_not_listed_and_says_why(open_window, services, idle):
    window = open_window(services, first="my_visits")
    idle(window)
    view = window.navigation.current.view
    assert view.states.message.heading.text() == "For companies on a shared server"
    assert "reflections" in window.sidebar.buttons
    assert "my_visits" not in window.sidebar.buttons


def test_a_guest_sees_own_visits_only(open_page, services):
    window, page = open_page()
    view = page.view
    assert view.who.text() == "Marketing 3"
    assert [row[1:] for row in cells(page.visits.next)] == [("Sales", "to come")]
    assert [row[1:] for row in cells(page.visits.past)] == [("Sales", "reflection owed")]
    assert "Sales role 2" in page.visits.card.text()
    assert page.visits.calendar.isVisible()
    assert not page.visits.write.isVisible()
    assert nameless(window) == []


def test_a_wrong_code_shows_nothing(open_window, keys, services, idle):
    window = open_window(services, first="my_visits")
    idle(window)
    view = window.navigation.current.view
    type_text(view.entry.field, "ABCD EFGH")
    click(view.entry.go)
    wait(view.entry.problem.isVisible)
    assert "No visit has the code" in view.entry.problem.text()
    assert view.asking.isVisible()


def test_the_reflection_is_written_with_a_private_part(open_page, services, record, idle):
    window, page = open_page()
    page.visits.past.setFocus()
    page.visits.past.choose(record.id)
    idle(window)
    click(page.visits.write)
    wait(page.sheet.form.isVisible)
    type_text(page.sheet.form.questions["did"], "Отвечал на звонки")
    page.sheet.form.private.setFocus()
    type_text(page.sheet.form.private, "I would rather not go back")
    page.sheet.form.questions["surprised"].setFocus()
    wait(lambda: page.sheet.form.saved.text().startswith("Saved "))
    draft = services.reflections.draft(record.id)
    assert draft.answers.did == "Отвечал на звонки"
    click(page.sheet.back)
    assert page.visits.past.isVisible()
    click(page.visits.write)
    wait(page.sheet.form.isVisible)
    assert page.sheet.form.private.toPlainText() == "I would rather not go back"
    assert page.sheet.form.draft.isVisible()
    click(page.sheet.form.send)
    wait(lambda: cells(page.visits.past)[0][2] == "reflection sent")
    row = services.reflections.reflections()[0]
    assert (row.did, row.source) == ("Отвечал на звонки", "signed-in")
    assert "rather" not in repr(row)
    assert services.reflections.private_note(record.id) == "I would rather not go back"
    assert page.visits.write.text() == "Change what I sent…"


def test_two_seconds_after_the_last_key_the_draft_is_saved(open_page, services, record, idle):
    window, page = open_page()
    page.visits.past.choose(record.id)
    idle(window)
    click(page.visits.write)
    wait(page.sheet.form.isVisible)
    type_text(page.sheet.form.questions["did"], "Half")
    assert page.sheet.form.saved.text() == "Not saved yet"
    wait(lambda: page.sheet.form.saved.text().startswith("Saved "))
    assert services.reflections.draft(record.id).answers.did == "Half"


def test_leaving_the_page_keeps_what_was_typed(open_page, services, record, idle):
    window, page = open_page()
    page.visits.past.choose(record.id)
    idle(window)
    click(page.visits.write)
    wait(page.sheet.form.isVisible)
    type_text(page.sheet.form.questions["did"], "Half")
    window.navigation.go("home")
    idle(window)
    assert services.reflections.draft(record.id).answers.did == "Half"


def test_a_visit_cancelled_while_it_is_written_about_is_told(open_page, services, record, idle):
    window, page = open_page()
    page.visits.past.choose(record.id)
    idle(window)
    click(page.visits.write)
    wait(page.sheet.form.isVisible)
    type_text(page.sheet.form.questions["did"], "Half")
    changes = services.visit_records.set_missed(
        record_id=record.id, shown_version=None, reason="Ill"
    )
    window.operations.spread(changes)
    wait(page.sheet.form.gone.isVisible)
    assert page.sheet.form.answers().did == "Half"
    assert not page.sheet.form.send.isEnabled()


def test_nobody_else_sees_the_visits_afterwards(open_page, idle):
    window, page = open_page()
    click(page.view.other)
    idle(window)
    assert page.view.entry.isVisible()
    assert page.view.who.text() == ""


def test_a_visit_goes_into_the_calendar(
    open_window, services, interaction, idle, tmp_path, monkeypatch
):
    monkeypatch.setattr(MyVisitsPage, "offered", staticmethod(lambda _services: True))
    keys = add_company(services)
    day = SOON
    while day.weekday() != 1:
        day += dt.timedelta(days=1)
    programme_id, _changes = services.programmes.create(
        name="Soon", from_date=day - dt.timedelta(days=1), to_date=day + dt.timedelta(days=3)
    )
    services.programmes.sign_up(programme_id=programme_id)
    visit = ("Marketing 3", "Sales role 1", f"{day.isoformat()}am", "Sales 1")
    plan_id = add_plan(services, programme_id, keys, visit)
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(
        plan_id=plan_id, shown=summary.shown, acknowledged=[it.key for it in summary.conflicts]
    )
    with services.database.read() as session:
        code = session.query(VisitRecord).first().code
    window = open_window(services, first="my_visits")
    idle(window)
    view = window.navigation.current.view
    type_text(view.entry.field, code)
    click(view.entry.go)
    page = window.navigation.current
    wait(page.visits.calendar.isVisible)
    interaction.answer(tmp_path / "visit.ics")
    click(page.visits.calendar)
    idle(window)
    (event,) = Calendar.from_ical((tmp_path / "visit.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Visit: Sales, Sales role 1"


def test_it_speaks_russian(open_page, idle):
    window, page = open_page()
    window.speak("ru")
    idle(window)
    assert cells(page.visits.past)[0][2] == "ждём отзыв"
    assert page.visits.write.text() == "Написать отзыв…" or not page.visits.write.isVisible()


def test_before_the_first_plan_a_guest_learns_when_the_programme_begins(
    open_window, services, monkeypatch, idle
):
    monkeypatch.setattr(MyVisitsPage, "offered", staticmethod(lambda _services: True))
    add_company(services)
    begins = dt.date.today() + dt.timedelta(days=40)
    services.programmes.create(
        name="Spring", from_date=begins, to_date=begins + dt.timedelta(days=20)
    )
    window = open_window(services, first="my_visits")
    idle(window)
    message = window.navigation.current.view.states.message
    assert message.heading.text() == "No visits yet"
    assert message.text.text() == (
        f"“Spring” begins on {day(begins)}. As soon as its plan is published, your visits stand "
        "here."
    )
