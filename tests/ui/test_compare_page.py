from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.support.plans import add_plan
from tests.ui.companies import add_company, add_programme
from tests.ui.driving import click, click_cell, press, wait
from ui.models.board import Place

TUESDAY = date(2027, 3, 2)
FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
FOUR = ("Marketing 4", "Sales role 1", "2027-03-16am", "Sales 1")
CLASH = ("Marketing 4", "Sales role 1", "2027-03-03pm", "Sales 1")


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="compare")
        idle(window)
        return window, window.navigation.current

    return open_it


def people(page):
    return [row.cells[:2] for row in page.view.people.lines.rows]


def test_with_one_plan_there_is_nothing_to_compare(open_page, services, programme_id, keys):
    add_plan(services, programme_id, keys, FIRST)
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Only one plan"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "publish"


def test_figures_and_people_of_the_two_newest_versions(open_page, services, programme_id, keys):
    add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, LATER, FOUR)
    _window, page = open_page()
    view = page.view
    assert (view.a.currentText(), view.b.currentText()) == ("Draft 1", "Draft 2")
    assert view.scores.lines.rows[0].cells == (
        "Missing visits",
        "15",
        "14",
        "▼ 1 less: better",
    )
    assert people(page) == [("Marketing 3", "only moved"), ("Marketing 4", "better")]
    assert (view.better.text(), view.worse.text()) == ("Better: 1", "Worse: 0")


def test_filters_leave_those_who_are_better_or_worse_off(open_page, services, programme_id, keys):
    add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, LATER, FOUR)
    _window, page = open_page()
    click(page.view.better)
    assert people(page) == [("Marketing 4", "better")]
    click(page.view.better)
    click(page.view.worse)
    assert page.view.found.message.heading.text() == "Nobody matches"
    click(page.view.found.message.action)
    assert len(people(page)) == 2


def test_swapped_the_better_is_the_worse(open_page, services, programme_id, keys, idle):
    add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, FIRST, FOUR)
    window, page = open_page()
    page.view.swap.setFocus()
    press(page.view.swap, Qt.Key.Key_Space)
    idle(window)
    assert page.view.a.currentText() == "Draft 2"
    assert people(page) == [("Marketing 4", "worse")]


def test_the_visits_of_one_person_are_taken_over_and_given_back(
    open_page, services, programme_id, keys, idle
):
    a = add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, LATER, FOUR)
    window, page = open_page()
    click_cell(page.view.people, 0, 0)
    wait(page.view.take.isEnabled)
    assert page.view.changes.text().startswith("Moved: Wed, 3 Mar 2027, afternoon")
    assert page.view.hint.text() == "Taken into A, it breaks no rule."
    click(page.view.take)
    wait(lambda: people(page) == [("Marketing 4", "better")])
    assert [v.date.day for v in services.planning.board(a).visits] == [3]
    assert window.toast.text.text() == "Done: take the visits of Marketing 3 from version 2"
    click(window.toast.button)
    wait(lambda: len(people(page)) == 2)
    idle(window)


def test_what_it_would_break_is_told_before(open_page, services, programme_id, keys, idle):
    add_plan(services, programme_id, keys, FIRST, CLASH)
    add_plan(services, programme_id, keys, LATER)
    _window, page = open_page()
    page.view.people.choose(keys["Marketing 3"])
    wait(page.view.breaks_card.isVisible)
    assert "has 2 guests where 1 fit" in page.view.breaks.text()
    assert page.view.take.isEnabled()


def test_into_a_published_plan_nothing_is_taken_but_a_draft_is_offered(
    open_page, services, programme_id, keys, idle
):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    services.publishing.publish(plan_id=plan_id, shown=services.publishing.summary(plan_id).shown)
    add_plan(services, programme_id, keys, LATER)
    window, page = open_page()
    assert not page.view.take.isVisible()
    click(page.view.renew)
    wait(lambda: page.view.a.currentText() == "Draft 3")
    idle(window)
    wait(page.view.take.isEnabled)


def test_versions_that_are_alike_say_so(open_page, services, programme_id, keys):
    add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, FIRST)
    _window, page = open_page()
    assert page.view.found.message.heading.text() == "Nobody’s visits differ"
    assert not page.view.person.isVisible()


def test_the_board_outlines_the_places_of_a_until_told_to_stop(
    open_page, services, programme_id, keys, idle
):
    add_plan(services, programme_id, keys, FIRST, FOUR)
    b = add_plan(services, programme_id, keys, LATER, FOUR)
    window, page = open_page()
    click(page.view.on_board)
    idle(window)
    board = window.navigation.current
    wait(board.view.compared.isVisible)
    assert (board.name, board.view.plan.currentData()) == ("board", b)
    assert "plan A: Draft 1 of " in board.view.compared.text.text()
    table = board.view.table
    row = table.board.row_of(keys["Marketing 3"])
    assert table.board.ghosts_at(table.board.row_of(keys["Marketing 4"]), 22) == ()
    spoken = table.board.spoken(table.board.index(row, 2))
    assert spoken.endswith("no visit. In plan A: Sales, Sales role 1.")
    for face, said in (
        ("roles", "In plan A: Marketing 3."),
        ("weeks", "In plan A: Marketing 3, Sales, Sales role 1."),
    ):
        click(board.view.faces[face])
        click_cell(
            table, *table.board.face.find(Place(TUESDAY, "am", role_id=keys["Sales role 1"]))
        )
        assert table.board.spoken(table.currentIndex()).endswith(said)
        words = [it.text() for it in board.view.details.findChildren(QLabel) if it.isVisible()]
        assert "In plan A: Marketing 3, Sales, Sales role 1." in words
    click(board.view.faces["people"])
    click(board.view.compared.stop)
    idle(window)
    wait(lambda: not board.view.compared.isVisible())
    assert table.board.ghosts_at(row, 2) == ()
    window.navigation.go("compare")
    idle(window)
    assert people(window.navigation.current) == [("Marketing 3", "only moved")]
