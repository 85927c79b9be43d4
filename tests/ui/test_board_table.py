from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.ui.boards import MONDAY, make_board, make_chip, make_large_board
from tests.ui.driving import click_cell, press, wait
from ui.models.board import Other, Place
from ui.models.board_filter import BoardFilter
from ui.models.board_model import BoardModel
from ui.pages.board.table import BoardTable


@pytest.fixture
def table(qtbot, theme):
    made = BoardTable(theme)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.board.show(make_board())
    made.show()
    made.activateWindow()
    made.setFocus()
    wait(made.hasFocus)
    return made


def place(table):
    return table.currentIndex().row(), table.currentIndex().column()


def test_there_is_a_current_cell_from_the_start(table):
    assert place(table) == (0, 2)


def test_arrows_move(table):
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Right)
    assert place(table) == (1, 3)


def test_control_and_arrow_jumps_to_the_next_visit(table):
    press(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert place(table) == (0, 9)
    press(table, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert place(table) == (0, 2)


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Space, "pin_asked"),
        (Qt.Key.Key_P, "pin_asked"),
        (Qt.Key.Key_Delete, "remove_asked"),
        (Qt.Key.Key_Return, "menu_asked"),
    ],
)
def test_keys_ask_for_acts(table, qtbot, key, signal):
    with qtbot.waitSignal(getattr(table, signal)):
        press(table, key)


def test_a_click_makes_a_cell_the_current_one(table, qtbot):
    with qtbot.waitSignal(table.cursor_moved):
        click_cell(table, 2, 4)
    assert place(table) == (2, 4)


def test_the_cursor_stays_with_its_person_through_a_filter(table):
    table.go(Place(employee_id=2))
    assert place(table) == (1, 9)
    table.board.narrow(BoardFilter(missing=True))
    assert place(table) == (0, 9)


def test_the_cursor_finds_a_new_place_when_its_person_is_hidden(table):
    table.board.narrow(BoardFilter(text="olga"))
    assert place(table) == (0, 0)


def test_nobody_left_leaves_no_cursor(table):
    table.board.narrow(BoardFilter(text="nobody of that name"))
    assert not table.currentIndex().isValid()
    table.grab()


def test_painting_asks_for_no_data(table, monkeypatch):
    asked = []
    original = BoardModel.data
    monkeypatch.setattr(
        BoardModel,
        "data",
        lambda self, index, role=0: asked.append(role) or original(self, index, role),
    )
    table.board.show(make_large_board(200, 40))
    asked.clear()
    table.grab()
    assert asked == []


def test_screen_readers_get_the_cells(table):
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.role() == QAccessible.Role.Table
    names = {
        interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())
    }
    assert "Anna Petrova" in names
    assert "Monday 1 March, morning" in names
    assert (
        "Anna Petrova, Tuesday 2 March, morning: Sales, Manager, level 4, host Boris Ivanov."
        in names
    )


def test_compact_rows_are_lower(table):
    before = table.rowHeight(0), table.columnWidth(0)
    table.set_compact(True)
    assert table.rowHeight(0) < before[0]
    assert table.columnWidth(0) < before[1]


def test_dark_and_light_differ(table, theme):
    light = table.grab().toImage()
    theme.set_scheme("dark")
    dark = table.grab().toImage()
    theme.set_scheme("light")
    assert light != dark
    assert table.grab().toImage() == light


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("face", ["people", "roles", "weeks"])
@pytest.mark.parametrize("beside", [False, True])
def test_places_of_the_other_plan_are_seen_in_free_and_in_taken_cells(table, face, compact, beside):
    day = MONDAY + timedelta(days=1) if beside else MONDAY
    table.turn(face)
    table.set_compact(compact)
    there = make_chip(1 if face == "people" else 3, role_id=9 if face == "people" else 7, date=day)
    cell = cell_of(table, Place(day, "am", employee_id=1, role_id=7))
    without = table.grab(cell).toImage()
    ghosts = {(there.employee_id, there.date, there.half): (there,)}
    table.board.show(replace(make_board(), other=Other(5, "Draft 1", ghosts)))
    assert table.grab(cell).toImage() != without


def cell_of(table, place):
    """Where a place is painted; the cursor is out of the way."""
    index = table.board.find(place)
    table.setCurrentIndex(table.board.index(0, 0))
    rect = table.visualRect(index)
    return rect.translated(table.viewport().pos())


def test_the_number_of_those_without_room_stays_in_its_cell(table):
    chips = [make_chip(key, visit_id=key, guest=f"Guest {key}") for key in (1, 2, 3)]
    table.board.show(
        replace(make_board(), chips={(it.employee_id, it.date, it.half): (it,) for it in chips})
    )
    table.turn("roles")
    table.set_compact(True)
    below = cell_of(table, Place(MONDAY, "am", role_id=9))
    crowded = table.grab(below).toImage()
    table.board.show(replace(make_board(), chips={}))
    assert table.grab(below).toImage() == crowded
