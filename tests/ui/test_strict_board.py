"""A strict board: what breaks a rule is refused, by mouse, key and menu alike."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.settings import STRICT_BOARD
from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, click_cell, drag, press, wait
from tests.ui.on_board import CONTROL, choose, details, middle, open_menu, pick_up, places, row_of

# In the week of the other visit of Marketing 3: one a week is the rule.
SECOND_WEEK = 10
RULE = "Marketing 3 has 2 visits in week 10 of 2027"


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def plan_id(services, keys):
    """Marketing 3 on 2 and 11 March, Marketing 4 on 4 March; the first two in the same role."""
    made = add_draft(services, add_programme(services), keys)
    services.planning.board(made)
    services.moving.table(made)
    return made


@pytest.fixture
def board(open_window, services, plan_id, idle):
    """The window and its board page with the switch on, everything loaded."""
    window = open_window(services, first="board")
    idle(window)
    page = window.navigation.current
    wait(lambda: page.view.details.isVisible() and not window.operations.busy)
    in_menu(window, "Refuse what breaks a rule").trigger()
    return window, page


def in_menu(window, text):
    return next(it for it in window.menus.page.actions() if it.text() == text)


def told(window):
    return " ".join(it.text() for it in window.banner.findChildren(QLabel) if it.isVisible())


def test_a_key_is_refused_with_the_rule_and_the_visit_stays_in_the_hand(
    board, services, plan_id, idle
):
    window, page = board
    before = places(services, plan_id, "Marketing 3")
    pick_up(page, 2, 2)
    click_cell(page.view.table, 2, SECOND_WEEK)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    wait(window.banner.isVisible)
    assert RULE in told(window)
    assert "Choose a place marked “fits”" in told(window)
    assert places(services, plan_id, "Marketing 3") == before

    # Somewhere else it may still go.
    click_cell(page.view.table, 2, 4)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert ("Sales role 1", 3, "am", "Sales 1") in places(services, plan_id, "Marketing 3")
    assert page.view.filters.troubled.text() == "Conflicts: 0"


def test_the_mouse_is_refused_and_the_visit_stays_where_it_was(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    before = places(services, plan_id, "Marketing 3")
    table.scrollTo(table.board.index(2, SECOND_WEEK))
    shapes = []

    def look():
        wait(lambda: table.hints is not None)
        shapes.append(table.viewport().cursor().shape())

    drag(
        table.viewport(),
        middle(table, 2, 2),
        middle(table, 2, 4),
        middle(table, 2, SECOND_WEEK),
        middle(table, 2, SECOND_WEEK),
        on_the_way=look,
    )
    wait(window.banner.isVisible)
    assert RULE in told(window)
    assert shapes[-1] == Qt.CursorShape.ForbiddenCursor
    assert table.carried is None
    idle(window)
    assert places(services, plan_id, "Marketing 3") == before


def test_the_panel_offers_no_refused_place(board):
    _window, page = board
    pick_up(page, 2, 2)
    click_cell(page.view.table, 2, SECOND_WEEK)
    wait(lambda: any(RULE in text for text in details(page)))
    assert "The board refuses what breaks a rule; its menu can allow it." in details(page)
    assert "Put it here" not in buttons(page)
    click_cell(page.view.table, 2, 4)
    assert "Put it here" in buttons(page)


def buttons(page):
    return {it.text(): it for it in page.view.details.findChildren(QPushButton)}


def test_a_full_role_takes_nobody_all_the_same(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    click_cell(table, 3, 6)
    click(page.view.faces["roles"])
    press(table, Qt.Key.Key_X, CONTROL)
    wait(lambda: table.hints is not None)
    click_cell(table, row_of(table, "Sales role 1"), 2)
    press(table, Qt.Key.Key_V, CONTROL)
    texts = [it.text() for it in open_menu(page).actions() if it.text()]
    assert "Put it here all the same" not in texts
    choose(page, "Swap: Marketing 4 ⇄ Marketing 3")
    idle(window)
    # A swap that breaks nothing is as good as ever.
    assert places(services, plan_id, "Marketing 4") == [("Sales role 1", 2, "am", "Sales 1")]


def test_a_swap_that_breaks_a_rule_is_refused(board, services, plan_id, keys, idle):
    window, page = board
    services.staff.add_absence(
        employee_id=keys["Marketing 4"], from_date=date(2027, 3, 2), to_date=date(2027, 3, 2)
    )
    page.refresh(None)
    idle(window)
    before = places(services, plan_id, "Marketing 3"), places(services, plan_id, "Marketing 4")
    pick_up(page, 2, 2)
    click_cell(page.view.table, 3, 6)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    choose(page, "Swap: Marketing 3 ⇄ Marketing 4")
    wait(window.banner.isVisible)
    assert "Marketing 4" in told(window)
    idle(window)
    after = places(services, plan_id, "Marketing 3"), places(services, plan_id, "Marketing 4")
    assert after == before

    # Marketing 3 can be there; who has to give way for it does not matter to the rules.
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    choose(page, "Place and continue with: Marketing 4")
    wait(lambda: page.view.table.carried is not None and page.view.table.carried.chip is None)
    assert ("Sales role 1", 4, "am", "Sales 1") in places(services, plan_id, "Marketing 3")


def test_the_switch_is_remembered_and_taken_back(board, services, plan_id, settings, idle):
    window, page = board
    assert settings.get(STRICT_BOARD)
    in_menu(window, "Refuse what breaks a rule").trigger()
    assert not settings.get(STRICT_BOARD)
    pick_up(page, 2, 2)
    click_cell(page.view.table, 2, SECOND_WEEK)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    idle(window)
    wait(lambda: page.view.filters.troubled.text() == "Conflicts: 1")


def test_the_next_window_is_strict_too(open_window, services, plan_id, settings, idle):
    settings.set(STRICT_BOARD, True)
    window = open_window(services, first="board")
    idle(window)
    assert in_menu(window, "Refuse what breaks a rule").isChecked()
    assert window.navigation.current.view.table.strict
