from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.driving import click_cell, press, wait
from ui.models.half_days import HalfDayCell, HalfDayModel
from ui.widgets.half_day_grid import HalfDayGrid

WEDNESDAY = date(2027, 3, 3)


def make_cells():
    cells = []
    for day in (WEDNESDAY + timedelta(days=count) for count in range(10)):
        if day.weekday() > 4:
            continue
        holiday = day == date(2027, 3, 8)
        cells.extend(
            HalfDayCell(day, day.weekday(), half, not holiday, "Women’s Day" * holiday)
            for half in ("am", "pm")
        )
    return cells


@pytest.fixture
def grid(qtbot, theme):
    made = HalfDayGrid(theme)
    qtbot.addWidget(made)
    made.show_cells(make_cells())
    made.resize(800, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    wait(made.hasFocus)
    return made


def test_qt_finds_no_fault(qapp):
    model = HalfDayModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(make_cells())
    model.show(make_cells()[4:])
    assert tester.model() is model


def test_weeks_are_rows_and_weekends_take_no_room(grid):
    assert grid.half_days.titles == ["3–5 March", "8–12 March"]
    assert grid.half_days.columnCount() == 10


def test_the_cursor_starts_on_the_first_half_day(grid):
    assert grid.half_days.cell(grid.currentIndex()).date == WEDNESDAY


def test_space_asks_to_close_an_open_half_day(grid, qtbot):
    with qtbot.waitSignal(grid.switched) as asked:
        press(grid, Qt.Key.Key_Space)
    cell, wanted = asked.args
    assert (cell.date, cell.half, wanted) == (WEDNESDAY, "am", False)


def test_a_click_asks_too(grid, qtbot):
    with qtbot.waitSignal(grid.switched) as asked:
        click_cell(grid, 1, 3)
    cell, wanted = asked.args
    assert (cell.date, cell.half, wanted) == (date(2027, 3, 9), "pm", False)


def test_a_public_holiday_can_be_opened(grid, qtbot):
    with qtbot.waitSignal(grid.switched) as asked:
        click_cell(grid, 1, 0)
    cell, wanted = asked.args
    assert (cell.reason, wanted) == ("Women’s Day", True)


def test_the_half_day_under_the_cursor_is_told(grid, qtbot):
    with qtbot.waitSignal(grid.pointed) as told:
        click_cell(grid, 1, 0)
    assert told.args == ["Monday 8 March, morning: closed, Women’s Day"]


def test_screen_readers_get_the_half_days(grid):
    interface = QAccessible.queryAccessibleInterface(grid)
    names = [
        interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())
    ]
    assert "Wednesday 3 March, afternoon: open" in names


def test_weekdays_without_dates(grid):
    cells = [
        HalfDayCell(None, weekday, half, weekday != 2)
        for weekday in range(5)
        for half in ("am", "pm")
    ]
    grid.show_cells(cells)
    assert grid.half_days.rowCount() == 1
    assert grid.verticalHeader().isHidden()
    assert cells[4].spoken() == "Wednesday, morning: closed"
