"""Who owes a reflection: forms, lists and reminders as the coordinator handles them."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from app.domain.reflections import Source
from app.wording.formats import day
from tests.app.after_visits import FULL, publish_visits
from tests.app.filled_forms import fill
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.models.owing import CAME_IN, MISSED, OWED

LONG_AGO = dt.date(2025, 3, 4)


@pytest.fixture
def keys(services):
    return publish_visits(services, LONG_AGO)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="reflections")
        idle(window)
        return window, window.navigation.current

    return open_it


def cells(table):
    return [row.cells for row in table.lines.rows]


def guests(page):
    return [row[0] for row in cells(page.view.owing.visits)]


def test_before_anything_is_published_the_page_leads_to_publishing(open_page, services):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "No visit is published yet"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "publish"


def test_as_long_as_all_visits_are_to_come_the_page_says_when_the_first_is(open_page, services):
    soon = dt.date.today() + dt.timedelta(days=30)
    publish_visits(services, soon)
    _window, page = open_page()
    message = page.view.owing.list_state.message
    assert message.heading.text() == "No visit has taken place yet"
    assert message.text.text() == f"The first one is on {day(soon)}."


def test_who_owes_one_and_since_when(open_page, keys, services):
    services.reflections.send(
        record_id=keys["visit of Marketing 4"], answers=FULL, source=Source.FORM
    )
    window, page = open_page()
    view = page.view.owing
    assert guests(page) == ["Marketing 3", "Sales 3"]
    since = (dt.date.today() - LONG_AGO).days
    assert cells(view.visits)[0][1:] == ("Sales", "Tue, 4 Mar 2025, morning", str(since), "not yet")
    assert view.chips[OWED].text() == "Owed: 2"
    assert view.visit.guest.text() == "Marketing 3"
    assert view.make.text() == "Make 2 forms…"
    click(view.chips[CAME_IN])
    assert guests(page) == ["Marketing 4"]
    assert view.visit.state.text() == "A reflection came in."
    assert nameless(window) == []
    assert [action.text() for action in page.actions_of_page() if action.isEnabled()] == [
        "Make 2 forms…",
        "Read forms…",
        "Read a list…",
        "Remind of 2 visits…",
        "Shared computer…",
    ]


def test_forms_go_out_for_those_ticked_and_come_back(
    open_page, keys, services, interaction, idle, tmp_path
):
    window, page = open_page()
    view = page.view.owing
    view.visits.setFocus()
    press(view.visits, Qt.Key.Key_Space)
    assert view.make.text() == "Make 1 form…"
    assert view.remind.text() == "Remind of 1 visit…"
    folder = tmp_path / "forms"
    interaction.answer(folder)
    click(view.make)
    idle(window)
    assert window.toast.text.text() == "1 form was made."
    (form,) = folder.iterdir()
    fill(form, surprised="<img src=x> они правы")
    (folder / "photo.jpg").write_bytes(b"no form")
    interaction.answer(folder)
    click(view.read)
    wait(lambda: view.currentWidget() is page.owing.read.page)
    idle(window)
    assert [row[1] for row in cells(page.owing.read.files)] == ["not ours", "read"]
    assert "photo.jpg" in cells(page.owing.read.files)[0][3]
    assert "Marketing 3 in Sales" in cells(page.owing.read.files)[1][2]
    click(page.owing.read.back)
    assert guests(page) == ["Marketing 4", "Sales 3"]
    assert services.reflections.reflections()[0].surprised == "<img src=x> они правы"
    window.undo.undo.trigger()
    wait(lambda: guests(page) == ["Marketing 3", "Marketing 4", "Sales 3"])


def test_a_folder_without_forms_is_told(open_page, keys, interaction, idle, tmp_path):
    window, page = open_page()
    interaction.answer(tmp_path / "gone")
    click(page.view.owing.read)
    idle(window)
    assert "There is no folder" in window.banner.text.text()
    assert page.view.owing.list_page.isVisible()


def test_reminders_are_drafts_and_nobody_is_reminded_twice(
    open_page, keys, interaction, idle, tmp_path
):
    window, page = open_page()
    view = page.view.owing
    interaction.answer(tmp_path / "mail")
    click(view.remind)
    idle(window)
    wait(lambda: cells(view.visits)[0][4] != "not yet")
    assert len(list((tmp_path / "mail").iterdir())) == 3
    assert window.toast.text.text().startswith("3 drafts of reminders were written.")
    interaction.answer(tmp_path / "mail")
    click(view.remind)
    idle(window)
    assert "Nobody is to be reminded" in window.banner.text.text()


def test_a_visit_that_did_not_take_place(open_page, keys, services, idle):
    window, page = open_page()
    view = page.view.owing
    assert not view.visit.miss.isEnabled()
    type_text(view.visit.reason, "Гость болел <b>")
    click(view.visit.miss)
    wait(lambda: guests(page) == ["Marketing 4", "Sales 3"])
    assert "Marketing 3" in window.toast.text.text()
    click(view.chips[MISSED])
    assert cells(view.visits)[0][4] == "Гость болел <b>"
    assert view.visit.state.text() == "Did not take place: Гость болел <b>"
    click(view.visit.expect)
    wait(lambda: guests(page) == [])
    assert view.list_state.message.heading.text() == "Every visit took place"


def test_the_host_says_how_it_was_in_one_go(open_page, keys, services, idle):
    window, page = open_page()
    host = page.view.owing.visit.host
    type_text(host.controls["host_did"], "Answered mail together")
    host.controls["host_noticed"].setFocus()
    type_text(host.controls["host_noticed"], "Our two lists")
    host.controls["host_rating"].setFocus()
    press(host.controls["host_rating"], Qt.Key.Key_End)
    host.enter("host_rating", 5)
    idle(window)
    row = services.visit_records.record(keys["visit of Marketing 3"])
    assert (row.host_did, row.host_noticed, row.host_rating) == (
        "Answered mail together",
        "Our two lists",
        5,
    )
    assert not window.banner.isVisible()


def list_file(path, *rows):
    book = Workbook()
    book.active.append(("Who are you?", "What surprised you?", "Anything else?"))
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_list_is_read_with_columns_that_can_be_changed(
    open_page, keys, services, interaction, idle, tmp_path
):
    window, page = open_page()
    view = page.view.owing
    interaction.answer(
        list_file(
            tmp_path / "answers.xlsx",
            ("Marketing 3", "The noise", "They say no for a reason"),
            ("Somebody", "Quiet", ""),
        )
    )
    click(view.read_list)
    idle(window)
    pages = page.owing.list.pages
    step = pages.columns
    assert step.combos["surprised"].currentData() == 1
    click(pages.columns_check)
    idle(window)
    assert "no column says whose answer" in step.problem.text()
    combo = step.combos["name"]
    combo.setFocus()
    press(combo, Qt.Key.Key_Home)
    press(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    step.combos["differently"].setCurrentIndex(3)
    step.combos["differently"].activated.emit(3)
    click(pages.columns_check)
    wait(pages.rows_page.isVisible)
    assert [row[2] for row in cells(pages.rows)] == ["read", "not ours"]
    assert services.reflections.reflections() == []
    assert pages.rows_take.text() == "Take 1 row over"
    click(pages.rows_take)
    wait(lambda: pages.rows_title.text().startswith("Taken over."))
    idle(window)
    row = services.reflections.reflections()[0]
    assert (row.employee, row.surprised, row.differently) == (
        "Marketing 3",
        "The noise",
        "They say no for a reason",
    )
    click(pages.rows_back)
    assert guests(page) == ["Marketing 4", "Sales 3"]


def test_the_page_speaks_russian(open_page, keys, idle):
    window, page = open_page()
    window.speak("ru")
    idle(window)
    view = page.view.owing
    assert view.chips[OWED].text() == "Ждём: 3"
    assert view.make.text() == "Создать 3 формы…"
    assert cells(view.visits)[0][4] == "ещё не было"
