"""From Oracle's staff list to a schedule workbook, once without a mouse, once without keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.real_lists import real_list
from tests.ui.driving import click, click_cell, drag, pause, press, type_text, wait
from ui.pages.import_wizard.view import CHECK, COLUMNS, DONE
from ui.pages.programme.dialogs import NewProgrammeDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.services.planning import BoardData
    from tests.ui.conftest import OpenWindow
    from tests.ui.driving import ScriptedInteraction
    from ui.main_window import MainWindow

# A child process loads the solver and its compiled kernels first.
PATIENCE = 120
PEOPLE, PLACED = 107, 106
CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 80

pytestmark = pytest.mark.slow


@pytest.fixture
def staff_list() -> Path:
    found = real_list("oracle-hr")
    if found is None:
        pytest.skip("needs ../shared/data/oracle-hr/employees.csv beside the checkout")
    return found


def keys(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "the keyboard is nowhere"
    press(focused, key, modifier)


def tab_to(widget: QWidget) -> None:
    """Press Tab until ``widget`` has the keyboard."""
    wait(lambda: widget.isVisible() and widget.isEnabled())
    for _step in range(MOST_TABS):
        if QApplication.focusWidget() is widget:
            return
        keys(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {widget.accessibleName()!r}")


def page_named(window: MainWindow, name: str) -> QWidget:
    page = window.navigation.current
    assert page is not None
    assert page.name == name
    return page


def go_by_keys(window: MainWindow, name: str) -> None:
    listed = [page.name for page in window.navigation.classes if page.in_sidebar]
    keys(Qt.Key(Qt.Key.Key_1 + listed.index(name)), CONTROL)
    page_named(window, name)


def main_button(part: QWidget) -> QPushButton:
    return next(
        it
        for it in part.findChildren(QPushButton)
        if it.isVisible() and it.property("kind") == "primary"
    )


def stored(window: MainWindow) -> BoardData:
    """Return the newest plan as the file holds it."""
    assert window.file is not None
    services = window.file.services
    programme = services.programmes.programmes()[-1]
    return services.planning.board(services.planning.plans(programme.id)[-1].id)


def places(window: MainWindow) -> dict[int, tuple[object, str]]:
    return {visit.id: (visit.date, visit.half) for visit in stored(window).visits}


def check_workbook(path: Path, visits: int) -> None:
    workbook = load_workbook(path, read_only=True)
    texts = [
        [cell for cell in row if cell is not None]
        for row in workbook.worksheets[1].iter_rows(values_only=True)
    ]
    workbook.close()
    assert sum("Sales" in row or "Shipping" in row for row in texts) > 0
    assert len(texts) > visits


def test_the_main_job_by_keyboard_alone(
    open_window: OpenWindow,
    interaction: ScriptedInteraction,
    idle: Callable[[MainWindow], None],
    staff_list: Path,
    tmp_path: Path,
) -> None:
    window = open_window()
    tab_to(window.start.view.import_list)
    keys(Qt.Key.Key_Space)
    wait(lambda: window.file is not None, PATIENCE)
    idle(window)

    page = page_named(window, "import")
    interaction.answer(staff_list)
    tab_to(page.view.file.area.button)
    keys(Qt.Key.Key_Space)
    wait(lambda: page.view.step == COLUMNS)
    tab_to(page.view.forward)
    keys(Qt.Key.Key_Space)
    wait(lambda: page.view.step == CHECK)
    tab_to(page.view.forward)
    keys(Qt.Key.Key_Space)
    wait(lambda: page.view.step == DONE)
    idle(window)
    tab_to(page.view.done.to_staff)
    keys(Qt.Key.Key_Space)
    idle(window)
    assert page_named(window, "staff").model.rowCount() == PLACED

    go_by_keys(window, "programme")
    idle(window)
    page = page_named(window, "programme")
    tab_to(page.view.states.message.action)
    keys(Qt.Key.Key_Space)
    dialog = page.findChild(NewProgrammeDialog)
    wait(dialog.fields.name.hasFocus)
    keys(Qt.Key.Key_A, CONTROL)
    type_text(dialog.fields.name, "Весна")
    keys(Qt.Key.Key_Return)
    idle(window)
    wait(lambda: page.view.choice.currentText() == "Весна")

    # As a window manager does when a dialog has gone.
    window.activateWindow()
    wait(window.isActiveWindow)
    go_by_keys(window, "board")
    idle(window)
    board = page_named(window, "board")
    keys(Qt.Key.Key_Return, CONTROL)
    idle(window)
    tab_to(main_button(board.view.solving))
    keys(Qt.Key.Key_Space)
    wait(lambda: board.solving.has_plan, PATIENCE)
    if board.solving.running:
        tab_to(main_button(board.view.solving))
        keys(Qt.Key.Key_Space)
    wait(lambda: board.solving.waiting, PATIENCE)
    tab_to(main_button(board.view.solving))
    keys(Qt.Key.Key_Space)
    wait(lambda: board.view.table.isVisible() and bool(board.view.table.board.lines))
    idle(window)
    before = places(window)
    assert before

    table = board.view.table
    wait(table.hasFocus)
    keys(Qt.Key.Key_Right, CONTROL)
    keys(Qt.Key.Key_X, CONTROL)
    wait(lambda: table.carried is not None)
    idle(window)
    carried = table.carried.visit_id
    while (hint := table.hint()) is None or hint.kind == "breaks":
        at = table.currentIndex().column()
        keys(Qt.Key.Key_Right)
        assert table.currentIndex().column() > at, "no half-day further on is free"
    column = table.board.columns[table.currentIndex().column()]
    keys(Qt.Key.Key_V, CONTROL)
    idle(window)
    assert places(window) == before | {carried: (column.date, column.half)}

    keys(Qt.Key.Key_Z, CONTROL)
    idle(window)
    assert places(window) == before

    target = tmp_path / "by keyboard.xlsx"
    interaction.answer(target)
    keys(Qt.Key.Key_E, CONTROL)
    wait(target.exists, PATIENCE)
    idle(window)
    check_workbook(target, len(before))


def test_the_main_job_by_mouse_alone(
    open_window: OpenWindow,
    interaction: ScriptedInteraction,
    idle: Callable[[MainWindow], None],
    staff_list: Path,
    tmp_path: Path,
) -> None:
    window = open_window()
    click(window.start.view.import_list)
    wait(lambda: window.file is not None, PATIENCE)
    idle(window)

    page = page_named(window, "import")
    interaction.answer(staff_list)
    click(page.view.file.area.button)
    wait(lambda: page.view.step == COLUMNS)
    click(page.view.forward)
    wait(lambda: page.view.step == CHECK)
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    idle(window)
    click(page.view.done.to_staff)
    idle(window)
    assert page_named(window, "staff").model.rowCount() == PLACED

    click(window.sidebar.buttons["programme"])
    idle(window)
    page = page_named(window, "programme")
    click(page.view.states.message.action)
    dialog = page.findChild(NewProgrammeDialog)
    wait(dialog.isVisible)
    click(dialog.create_button)
    idle(window)
    wait(page.view.choice.isVisible)
    click(page.view.board)
    idle(window)

    board = page_named(window, "board")
    click(board.view.states.message.action)
    idle(window)
    click(main_button(board.view.solving))
    wait(lambda: board.solving.has_plan, PATIENCE)
    if board.solving.running:
        click(main_button(board.view.solving))
    wait(lambda: board.solving.waiting, PATIENCE)
    click(main_button(board.view.solving))
    wait(lambda: board.view.table.isVisible() and bool(board.view.table.board.lines))
    idle(window)
    before = places(window)
    assert before

    table = board.view.table
    row, start, end = next(
        (row, at, at + step)
        for row, cells in enumerate(table.board.cells)
        for at, chips in enumerate(cells)
        for step in (1, -1)
        if chips
        and 0 <= at + step < len(cells)
        and not cells[at + step]
        and table.board.columns[at + step].open
    )
    click_cell(table, row, start)
    chip, column = table.board.cells[row][start][0], table.board.columns[end]
    table.scrollTo(table.board.index(row, end))
    pause(1)
    drag(
        table.viewport(),
        *(table.visualRect(table.board.index(row, at)).center() for at in (start, end)),
    )
    idle(window)
    assert places(window) == before | {chip.visit_id: (column.date, column.half)}

    wait(window.toast.button.isVisible)
    click(window.toast.button)
    idle(window)
    assert places(window) == before

    target = tmp_path / "by mouse.xlsx"
    interaction.answer(target)
    click(board.view.export)
    wait(target.exists, PATIENCE)
    idle(window)
    check_workbook(target, len(before))
