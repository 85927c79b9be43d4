"""Visits carried over the faces of the board: by mouse, from and to the tray, onto taken seats."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, click_cell, drag, press, wait
from tests.ui.on_board import choose, details, middle, open_menu, pick_up, places, row_of
from ui.pages.board import acts, reasons

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def plan_id(services, keys):
    """Marketing 3 on 2 and 11 March, Marketing 4 on 4 March; the first two in the same role."""
    made = add_draft(services, add_programme(services), keys)
    # The first reading prepares the statements: the test's own work, not the window's.
    services.planning.board(made)
    services.moving.table(made)
    return made


@pytest.fixture
def board(open_window, services, plan_id, idle):
    """The window and its board page, with everything loaded."""
    window = open_window(services, first="board")
    idle(window)
    page = window.navigation.current
    wait(lambda: page.view.details.isVisible() and not window.operations.busy)
    return window, page


@pytest.fixture
def told(board, monkeypatch):
    """What is announced to screen readers."""
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    return said


@pytest.fixture
def on_day(monkeypatch):
    """Lets best places be looked for on another day than this one."""

    def set_day(day):
        class Day(date):
            @classmethod
            def today(cls):
                return day

        for module in (acts, reasons):
            monkeypatch.setattr(module, "date", Day)

    return set_day


def test_a_missing_visit_is_dragged_from_the_tray(board, services, plan_id, idle):
    window, page = board
    table, tray = page.view.table, page.view.tray
    item = tray.list.item(0)
    assert item.text() == "Marketing 1 — 2 of 2 missing"
    start = tray.list.visualItemRect(item).center()
    viewport = tray.list.viewport()
    end = viewport.mapFromGlobal(table.viewport().mapToGlobal(middle(table, 0, 1)))

    drag(
        viewport,
        start,
        start + QPoint(30, -30),
        end,
        on_the_way=lambda: wait(lambda: table.hints is not None),
    )
    idle(window)

    assert [
        (day, half) for _role, day, half, _host in places(services, plan_id, "Marketing 1")
    ] == [(1, "pm")]
    assert tray.list.item(0).text() != "Marketing 1 — 2 of 2 missing"
    assert table.carried is None


def test_keys_place_a_missing_visit_in_the_best_role(board, services, plan_id, idle):
    window, page = board
    page.view.tray.list.setFocus()
    press(page.view.tray.list, Qt.Key.Key_X, CONTROL)
    wait(lambda: page.view.table.hints is not None)
    assert page.view.table.hasFocus()
    # Its one seat is taken, and of four only one may be away.
    assert page.view.table.hint().word == "Seats of a role"
    press(page.view.table, Qt.Key.Key_Right)
    hint = page.view.table.hint()
    # Another visit of the same role would make Sales 1 receive more than a fair share.
    assert (hint.kind, hint.word) == ("fits", "Sale · Sales role 2")
    half_day = page.view.table.board.columns[page.view.table.currentIndex().column()]
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert places(services, plan_id, "Marketing 1") == [
        ("Sales role 2", half_day.date.day, half_day.half, "Sales 2")
    ]


def test_a_visit_dragged_to_the_tray_leaves_the_plan(board, services, plan_id, idle):
    window, page = board
    table, tray = page.view.table, page.view.tray
    start = middle(table, 2, 2)
    end = table.viewport().mapFromGlobal(tray.mapToGlobal(tray.rect().center()))
    drag(table.viewport(), start, start + QPoint(40, 0), end)
    idle(window)
    assert len(places(services, plan_id, "Marketing 3")) == 1
    assert table.carried is None
    window.undo.undo_last()
    idle(window)
    assert len(places(services, plan_id, "Marketing 3")) == 2


def test_two_people_swap_their_places(board, services, plan_id, idle):
    window, page = board
    pick_up(page, 2, 2)
    click_cell(page.view.table, 3, 6)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    choose(page, "Swap: Marketing 3 ⇄ Marketing 4")
    idle(window)
    assert ("Sales role 1", 4, "am", "Sales 1") in places(services, plan_id, "Marketing 3")
    assert places(services, plan_id, "Marketing 4") == [("Sales role 1", 2, "am", "Sales 1")]
    assert window.undo.undo.text() == "Undo: exchange of visits: Marketing 3, Marketing 4"


def test_place_and_continue_carries_who_had_to_give_way(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    pick_up(page, 2, 2)
    click_cell(table, 3, 6)
    press(table, Qt.Key.Key_Return)
    choose(page, "Place and continue with: Marketing 4")
    wait(lambda: table.carried is not None and table.carried.name == "Marketing 4")
    assert ("Sales role 1", 4, "am", "Sales 1") in places(services, plan_id, "Marketing 3")
    assert places(services, plan_id, "Marketing 4") == []
    wait(lambda: table.hints is not None)
    click_cell(table, 3, 2)
    press(table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert [it[1:3] for it in places(services, plan_id, "Marketing 4")] == [(2, "am")]


def test_cancel_leaves_both_where_they_were(board, services, plan_id, idle):
    window, page = board
    before = places(services, plan_id, "Marketing 3"), places(services, plan_id, "Marketing 4")
    pick_up(page, 2, 2)
    click_cell(page.view.table, 3, 6)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    choose(page, "Cancel")
    idle(window)
    after = places(services, plan_id, "Marketing 3"), places(services, plan_id, "Marketing 4")
    assert after == before
    assert page.view.table.carried is None


def test_two_visits_of_one_person_change_half_days(board, services, plan_id, idle):
    window, page = board
    pick_up(page, 2, 2)
    click_cell(page.view.table, 2, 17)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    choose(page, "Swap: Sales, Sales role 1 ⇄ Sales, Sales role 2")
    idle(window)
    assert places(services, plan_id, "Marketing 3") == [
        ("Sales role 2", 2, "am", "Sales 2"),
        ("Sales role 1", 11, "pm", "Sales 1"),
    ]


def test_a_visit_changes_its_role_by_department(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    click_cell(table, 3, 6)
    click(page.view.faces["roles"])
    assert table.current_chip().guest == "Marketing 4"
    press(table, Qt.Key.Key_X, CONTROL)
    wait(lambda: table.hints is not None)
    row = row_of(table, "Sales role 2")
    click_cell(table, row, 6)
    assert table.hint().kind == "fits"
    press(table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert places(services, plan_id, "Marketing 4") == [("Sales role 2", 4, "am", "Sales 2")]


def test_a_full_seat_by_department_asks_who_gives_way(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    click_cell(table, 3, 6)
    click(page.view.faces["roles"])
    press(table, Qt.Key.Key_X, CONTROL)
    wait(lambda: table.hints is not None)
    click_cell(table, row_of(table, "Sales role 1"), 2)
    assert table.hint().word == "Seats of a role"
    press(table, Qt.Key.Key_V, CONTROL)
    texts = [it.text() for it in open_menu(page).actions() if it.text()]
    assert texts == [
        "Swap: Marketing 4 ⇄ Marketing 3",
        "Place and continue with: Marketing 3",
        "Put it here all the same",
        "Cancel",
    ]
    choose(page, "Put it here all the same")
    idle(window)
    assert ("Sales role 1", 2, "am", "Sales 1") in places(services, plan_id, "Marketing 4")
    wait(lambda: page.view.filters.troubled.text() == "Conflicts: 2")


def test_a_visit_moves_in_the_calendar(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    click_cell(table, 3, 6)
    click(page.view.faces["weeks"])
    assert table.current_chip().guest == "Marketing 4"
    press(table, Qt.Key.Key_X, CONTROL)
    wait(lambda: table.hints is not None)
    click_cell(table, 1, 0)
    assert table.hint().kind == "fits"
    press(table, Qt.Key.Key_V, CONTROL)
    idle(window)
    assert places(services, plan_id, "Marketing 4") == [("Sales role 1", 8, "am", "Sales 1")]


def test_the_place_survives_a_turn_of_the_face(board):
    _window, page = board
    table = page.view.table
    click_cell(table, 2, 17)
    for face in ("roles", "weeks", "people"):
        click(page.view.faces[face])
        assert table.current_chip().guest == "Marketing 3"
        assert table.current_chip().date == date(2027, 3, 11)
        assert table.hasFocus()


def test_faces_by_key(board):
    window, page = board
    press(window, Qt.Key.Key_2, ALT)
    assert page.view.table.board.face.name == "roles"
    press(window, Qt.Key.Key_3, ALT)
    assert page.view.table.board.face.name == "weeks"
    assert page.view.faces["weeks"].isChecked()
    press(window, Qt.Key.Key_1, ALT)
    assert page.view.table.board.face.name == "people"


def test_the_filter_holds_on_every_face(board):
    _window, page = board
    page.view.filters.search.setText("marketing 4")
    click(page.view.faces["weeks"])
    held = {
        chip.guest
        for cells in page.view.table.board.cells
        for chips in cells
        for chip in chips or ()
    }
    assert held == {"Marketing 4"}
    assert page.view.filters.hidden.text() == "Shown: 1 of 2 people."
    click(page.view.filters.clear)
    assert not page.view.filters.hidden.isVisible()


def test_the_best_places_are_offered_and_taken(board, services, plan_id, idle, on_day):
    on_day(date(2027, 2, 1))
    window, page = board
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_Down, ALT)
    menu = open_menu(page)
    offered = [it for it in menu.actions() if it.isEnabled() and it.text()]
    assert len(offered) == 3
    before = places(services, plan_id, "Marketing 3")
    press(menu, Qt.Key.Key_Return)
    idle(window)
    assert places(services, plan_id, "Marketing 3") != before
    assert services.planning.check(plan_id) == []


def test_what_is_over_has_no_better_place(board, on_day):
    on_day(date(2027, 3, 9))
    _window, page = board
    click_cell(page.view.table, 2, 2)
    wait(lambda: "What it costs here" in details(page))
    assert "Best other places" not in details(page)
    click_cell(page.view.table, 2, 17)
    wait(lambda: "Best other places" in details(page))


def test_the_panel_says_why_and_offers_better_places(board, services, plan_id, idle, on_day):
    on_day(date(2027, 2, 1))
    window, page = board
    click_cell(page.view.table, 2, 2)
    wait(lambda: "What it costs here" in details(page))
    assert "Best other places" in details(page)
    assert any(text.startswith("Last: new draft of a plan") for text in details(page))
    before = places(services, plan_id, "Marketing 3")
    buttons = page.view.details.findChildren(QPushButton)
    link = next(it for it in buttons if " – " in it.accessibleName() and it.isVisible())
    # The panel makes room for the reasons once it knows how high they are.
    wait(lambda: window.childAt(link.mapTo(window, link.rect().center())) is link)
    click(link)
    idle(window)
    assert places(services, plan_id, "Marketing 3") != before


def test_all_visits_of_a_person_are_pinned_by_the_menu(board, services, plan_id, idle):
    window, page = board
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_Return)
    menu = open_menu(page)
    many = next(it.menu() for it in menu.actions() if it.menu() is not None)
    assert [it.text() for it in many.actions()] == [
        "All visits of: Marketing 3",
        "All visits to: Sales, Sales role 1",
        "All visits of this day",
    ]
    many.actions()[0].trigger()
    menu.close()
    idle(window)
    pinned = {it.employee for it in services.planning.board(plan_id).visits if it.pinned}
    assert pinned == {"Marketing 3"}
    assert page.view.filters.pinned.text() == "Pinned: 1"


def test_marked_visits_are_pinned_together(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    click_cell(table, 2, 2)
    press(table, Qt.Key.Key_Space, CONTROL)
    click_cell(table, 3, 6)
    press(table, Qt.Key.Key_Space, CONTROL)
    assert len(table.marked) == 2
    press(table, Qt.Key.Key_Space)
    idle(window)
    assert sum(it.pinned for it in services.planning.board(plan_id).visits) == 2
    assert window.undo.undo.text() == "Undo: pin 2 visits"
    press(table, Qt.Key.Key_Escape)
    assert table.marked == set()


def test_moves_are_announced_with_their_conflicts(board, services, idle, told):
    window, page = board
    pick_up(page, 2, 2)
    click_cell(page.view.table, 2, 10)
    press(page.view.table, Qt.Key.Key_V, CONTROL)
    idle(window)
    said = [it.message() for it in told if hasattr(it, "message")]
    wait(lambda: bool(said))
    assert "Picked up. Choose another place; Escape leaves it." in said
    assert "Moved to Mon 8 March, a.m.. 1 conflict." in said


def test_a_published_plan_is_not_changed(board, services, plan_id, idle):
    window, page = board
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    page.refresh(None)
    idle(window)
    wait(page.view.badge.isVisible)
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_X, CONTROL)
    wait(window.banner.isVisible)
    assert page.view.table.carried is None
    press(page.view.table, Qt.Key.Key_Delete)
    idle(window)
    assert len(places(services, plan_id, "Marketing 3")) == 2


def test_a_reflection_that_is_owed_is_signed(board, services, plan_id, idle, monkeypatch):
    window, page = board
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(plan_id=plan_id, shown=summary.shown)
    record = services.visit_records.records()[0]
    monkeypatch.setattr(
        type(services.visit_records), "owed", lambda _self, _programme, *, now: [record]
    )
    page.refresh(None)
    idle(window)
    wait(page.view.badge.isVisible)
    owed = [chip for chip in page.view.table.board.board.all_chips() if chip.owed]
    assert [(it.guest, it.date) for it in owed] == [(record.employee, record.date)]
    click_cell(page.view.table, 2, 2)
    assert "A reflection is owed." in page.view.table.board.spoken(page.view.table.currentIndex())


def test_a_click_on_the_pin_sets_the_visit_free(board, services, plan_id, idle):
    window, page = board
    table = page.view.table
    first = services.planning.board(plan_id).visits[0]
    services.planning.pin(first.id, True)
    page.refresh(None)
    idle(window)
    wait(lambda: table.board.cells[2][2][0].pinned)
    cell = table.visualRect(table.board.index(2, 2))
    click(table.viewport(), QPoint(cell.right() - 10, cell.top() + 12))
    idle(window)
    assert not services.planning.board(plan_id).visits[0].pinned
    # Elsewhere on the chip a click only looks at it.
    click(table.viewport(), QPoint(cell.left() + 15, cell.top() + 12))
    idle(window)
    assert not services.planning.board(plan_id).visits[0].pinned


def test_escape_gives_up_what_came_from_the_tray(board, services, plan_id, idle):
    _window, page = board
    tray = page.view.tray.list
    tray.setFocus()
    press(tray, Qt.Key.Key_X, CONTROL)
    wait(lambda: page.view.table.carried is not None)
    tray.setFocus()
    press(tray, Qt.Key.Key_Escape)
    assert page.view.table.carried is None
    assert places(services, plan_id, "Marketing 1") == []
