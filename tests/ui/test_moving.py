from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, click_cell, drag, press, wait

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def plan_id(services, keys):
    made = add_draft(services, add_programme(services), keys)
    # The first reading prepares the statements: the test's own work, not the window's.
    place(services, made)
    return made


@pytest.fixture
def open_board(open_window, services, plan_id, idle):
    def open_it():
        window = open_window(services, first="board")
        idle(window)
        return window, window.navigation.current

    return open_it


def place(services, plan_id):
    """Return where the first visit of Marketing 3 is, which begins on Tuesday morning."""
    visit = next(
        it
        for it in services.planning.board(plan_id).visits
        if (it.employee, it.role) == ("Marketing 3", "Sales role 1")
    )
    return visit.date, visit.half


def pick_up(window, page, idle):
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_X, CONTROL)
    idle(window)
    wait(lambda: page.view.table.carried is not None)


def details(page):
    return [it.text() for it in page.view.details.findChildren(QLabel) if it.isVisible()]


def test_keys_move_a_visit_and_undo_moves_it_back(open_board, services, plan_id, idle):
    window, page = open_board()
    pick_up(window, page, idle)
    press(page.view.table, Qt.Key.Key_Right)
    assert page.view.table.hint().kind == "fits"
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 2), "pm")
    assert page.view.table.carried is None
    assert page.view.table.board.cells[2][3][0].role == "Sales role 1"
    window.undo.undo_last()
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 2), "am")


def test_escape_leaves_it_where_it_was(open_board, services, plan_id, idle):
    window, page = open_board()
    pick_up(window, page, idle)
    press(page.view.table, Qt.Key.Key_Right)
    press(page.view.table, Qt.Key.Key_Escape)
    idle(window)
    assert page.view.table.carried is None
    assert place(services, plan_id) == (date(2027, 3, 2), "am")


def test_a_half_day_that_breaks_a_rule_says_which_and_takes_it_all_the_same(
    open_board, services, plan_id, idle
):
    window, page = open_board()
    pick_up(window, page, idle)
    # In the week of the other visit: one a week is the rule.
    click_cell(page.view.table, 2, 10)
    hint = page.view.table.hint()
    assert (hint.kind, hint.word) == ("breaks", "Visits are spread over the weeks")
    wait(lambda: "It breaks a rule here: Visits are spread over the weeks." in details(page))
    wait(lambda: any("has 2 visits in week 10 of 2027" in text for text in details(page)))
    buttons = {it.text(): it for it in page.view.details.findChildren(QPushButton)}
    click(buttons["Put it here"])
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 8), "am")
    wait(lambda: page.view.filters.troubled.text() == "Conflicts: 1")


def test_another_host_is_taken_if_the_first_is_away(open_board, services, plan_id, keys, idle):
    role = next(it for it in services.staff.roles(keys["Sales"]) if it.title == "Sales role 1")
    services.staff.set_hosts(role_id=role.id, host_ids=[keys["Sales 1"], keys["Sales 4"]])
    services.staff.add_absence(
        employee_id=keys["Sales 1"], from_date=date(2027, 3, 3), to_date=date(2027, 3, 3)
    )
    window, page = open_board()
    pick_up(window, page, idle)
    click_cell(page.view.table, 2, 4)
    assert page.view.table.hint().target.host_id == keys["Sales 4"]


def test_a_closed_half_day_takes_nothing_and_says_why(open_board, services, plan_id, idle):
    programme = services.programmes.programmes()[0]
    services.programmes.close_half_day(programme_id=programme.id, date=date(2027, 3, 3), half="am")
    window, page = open_board()
    pick_up(window, page, idle)
    click_cell(page.view.table, 2, 4)
    press(page.view.table, Qt.Key.Key_Return)
    wait(window.banner.isVisible)
    assert place(services, plan_id) == (date(2027, 3, 2), "am")


def test_an_empty_cell_has_nothing_to_pick_up(open_board, idle):
    window, page = open_board()
    click_cell(page.view.table, 0, 0)
    press(page.view.table, Qt.Key.Key_X, CONTROL)
    idle(window)
    assert page.view.table.carried is None
    assert not page.acts_here.move.isEnabled()


def middle(table, row, column):
    return table.visualRect(table.board.index(row, column)).center()


def test_the_mouse_drags_a_visit(open_board, services, plan_id, idle):
    window, page = open_board()
    table = page.view.table
    steps = [middle(table, 2, 3), middle(table, 2, 4)]
    drag(table.viewport(), middle(table, 2, 2), *steps)
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 3), "am")
    assert table.carried is None


def test_a_drop_outside_the_row_leaves_the_visit(open_board, services, plan_id, idle):
    window, page = open_board()
    table = page.view.table
    drag(table.viewport(), middle(table, 2, 2), middle(table, 3, 3), middle(table, 4, 4))
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 2), "am")
    assert table.carried is None


def test_a_trembling_hand_moves_nothing(open_board, services, plan_id, idle):
    window, page = open_board()
    table = page.view.table
    start = middle(table, 2, 2)
    drag(table.viewport(), start, start + QPoint(3, 2))
    idle(window)
    assert table.carried is None
    assert place(services, plan_id) == (date(2027, 3, 2), "am")


def test_a_click_looks_at_a_place_and_drops_nothing_there(open_board, services, plan_id, idle):
    window, page = open_board()
    table = page.view.table
    pick_up(window, page, idle)
    # Somebody is there already: who carries by key looks first.
    click_cell(table, 3, 6)
    assert table.carried is not None
    assert not [it for it in page.findChildren(QMenu) if it.isVisible()]
    buttons = {it.text(): it for it in page.view.details.findChildren(QPushButton)}
    click(buttons["Put it here"])
    menus = [it for it in page.findChildren(QMenu) if it.isVisible()]
    assert [it.text() for it in menus[0].actions()][:1] == ["Swap: Marketing 3 ⇄ Marketing 4"]


def test_a_drag_takes_the_place_of_what_was_picked_up_by_key(open_board, services, plan_id, idle):
    window, page = open_board()
    table = page.view.table
    pick_up(window, page, idle)
    drag(table.viewport(), middle(table, 3, 6), middle(table, 3, 5), middle(table, 3, 4))
    idle(window)
    assert place(services, plan_id) == (date(2027, 3, 2), "am")
    moved = services.planning.board(plan_id).visits
    assert [it.date.day for it in moved if it.employee == "Marketing 4"] == [3]
