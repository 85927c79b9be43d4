from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.ui.boards import make_board, make_large_board
from tests.ui.driving import click_cell, press, wait
from ui.models.board import Place
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
