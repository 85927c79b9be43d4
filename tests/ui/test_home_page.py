"""The home page: the way to a plan, and what needs somebody."""

from __future__ import annotations

import datetime as dt
import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app.wording.formats import moment
from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, press, wait
from tests.ui.test_frame import nameless
from ui.pages.programme.dialogs import NewProgrammeDialog


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="home")
        idle(window)
        return window, window.navigation.current

    return open_it


def name_of(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_an_own_file_begins_at_home_with_the_checklist_alone(open_window, services, idle):
    window = open_window(services)
    idle(window)
    page = window.navigation.current
    assert page.name == "home"
    assert page.view.checklist.isVisible()
    assert not page.view.news.isVisible()

    def on_the_first_step() -> bool:
        # Counting anew makes new lines: the one that is there now is meant.
        return page.view.steps["departments"].hasFocus()

    wait(on_the_first_step)
    assert name_of(page.view.steps["departments"]) == "Step 1, Departments: to do"


@pytest.mark.parametrize(
    ("step", "leads_to"),
    [
        ("departments", "departments"),
        ("roles", "departments"),
        ("staff", "staff"),
        ("calendar", "programme"),
        ("sign_ups", "programme"),
        ("solve", "board"),
        ("publish", "publish"),
    ],
)
def test_each_line_leads_to_its_page(open_page, services, idle, step, leads_to):
    add_company(services)
    add_programme(services)
    window, page = open_page()
    page.view.steps[step].setFocus()
    press(page.view.steps[step], Qt.Key.Key_Space)
    idle(window)
    assert window.navigation.current.name == leads_to


def test_a_line_of_the_calendar_makes_the_first_programme(open_page, services, idle):
    add_company(services)
    window, page = open_page()
    click(page.view.steps["calendar"])
    idle(window)
    programme = window.navigation.current
    assert programme.name == "programme"
    dialog = programme.findChild(NewProgrammeDialog)
    assert dialog is not None
    wait(dialog.isVisible)
    dialog.reject()


def test_a_line_turns_into_a_tick_by_itself(open_page, services, idle, watchdog):
    window, page = open_page()
    assert name_of(page.view.steps["departments"]).endswith("to do")
    window.navigation.go("staff")
    with watchdog.paused():
        add_company(services)
    window.operations.spread(services.staff.add_department(name="Finance")[1])
    window.navigation.back()
    idle(window)
    assert name_of(page.view.steps["departments"]) == "Step 1, Departments: done"


def test_missing_visits_and_conflicts_lead_to_the_board(open_page, services, idle):
    keys = add_company(services)
    programme_id = add_programme(services)
    plan_id = add_draft(services, programme_id, keys)
    visit = services.planning.board(plan_id).visits[0]
    services.planning.add_visit(
        plan_id=plan_id,
        employee_id=visit.employee_id,
        role_id=visit.role_id,
        date=visit.date + timedelta(days=1),
        half=visit.half,
        host_id=visit.host_id,
    )
    window, page = open_page()
    wait(page.view.conflicts.act.isVisible)
    assert page.view.missing.figure.text() == "13"
    assert page.view.missing.text.text() == "7 people lack visits that were agreed."
    assert page.view.subtitle.text() == "Spring · plan 1, a draft"
    click(page.view.conflicts.act)
    idle(window)
    assert window.navigation.current.name == "board"


def test_when_all_is_done_the_checklist_leaves(open_page, services, idle):
    keys = add_company(services)
    plan_id = add_draft(services, add_programme(services), keys)
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    _window, page = open_page()
    assert not page.view.checklist.isVisible()
    assert page.view.news.isVisible()
    assert page.view.subtitle.text() == "Spring · plan 1, published"


def test_what_is_owed_and_unanswered_leads_to_its_page(open_page, services, idle):
    # As made next week: then some ideas are late and some are not, whatever day it is.
    services.samples.make(today=dt.date.today() + dt.timedelta(weeks=1))
    seen = services.overview.overview()
    assert seen.owed > 0
    assert seen.ideas_unanswered >= seen.ideas_late > 0
    window, page = open_page()
    assert page.view.owed.figure.text() == str(seen.owed)
    assert page.view.ideas.figure.text() == str(seen.ideas_unanswered)
    assert page.view.ideas.text.text().startswith(f"For {seen.ideas_late} of them")
    click(page.view.owed.act)
    idle(window)
    reflections = window.navigation.current
    assert reflections.name == "reflections"
    assert reflections.view.owing.visits.lines.rowCount() == seen.owed
    window.navigation.back()
    idle(window)
    click(page.view.ideas.act)
    idle(window)
    ideas = window.navigation.current
    assert ideas.name == "ideas"
    assert ideas.view.filters.unanswered.isChecked()
    assert not ideas.view.filters.overdue.isChecked()


def test_a_file_without_visits_shows_no_card_about_them(open_page, services):
    add_company(services)
    _window, page = open_page()
    shown = [card.title.text() for card in page.view.cards if card.isVisible()]
    assert shown == ["Last backup"]
    assert page.view.backup.figure.text() == "none yet"
    assert str(services.backups.folder) in page.view.backup.text.text()


def test_a_backup_is_made_at_a_click(open_page, services, idle):
    add_company(services)
    window, page = open_page()
    click(page.view.backup.act)
    wait(lambda: page.view.backup.figure.text() != "none yet")
    idle(window)
    backup = services.backups.newest()
    assert backup.reason == "asked"
    assert page.view.backup.figure.text() == moment(backup.taken_at)
    assert page.view.backup.act.isEnabled()
    assert not page.view.warning.isVisible()


def test_a_backup_that_fails_is_told_and_can_be_tried_again(open_page, services, idle):
    add_company(services)
    services.backups.folder.write_text("in the way")
    window, page = open_page()
    click(page.view.backup.act)
    wait(window.banner.isVisible)
    assert window.banner.text.text().startswith("No backup was made.")
    services.backups.folder.unlink()
    click(page.view.backup.act)
    wait(lambda: page.view.backup.figure.text() != "none yet")
    idle(window)


def test_a_backup_of_more_than_a_week_ago_is_warned_of(open_page, services, idle):
    add_company(services)
    backup = services.backups.back_up()
    side = backup.file.with_name(backup.file.name + ".json")
    eight_days_ago = backup.taken_at - timedelta(days=8)
    content = json.loads(side.read_text()) | {"taken_at": eight_days_ago.isoformat()}
    side.write_text(json.dumps(content))
    window, page = open_page()
    assert page.view.warning.isVisible()
    assert moment(eight_days_ago) in page.view.warning.text.text()
    click(page.view.warning.act)
    wait(lambda: not page.view.warning.isVisible())
    idle(window)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_has_a_name_in_both_languages(open_page, services, language):
    keys = add_company(services)
    add_draft(services, add_programme(services), keys)
    window, _page = open_page()
    window.speak(language)
    assert nameless(window) == []
