"""A staff list comes in through the window: file, columns, check, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.staff_list import Status
from tests.ui.driving import click, click_cell, pause, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.models.import_rows import ROW, STATUS, ImportModel
from ui.models.role_proposals import LEVEL, RoleProposalsModel
from ui.pages.import_wizard.page import ImportPage
from ui.pages.import_wizard.view import CHECK, COLUMNS, DONE, FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.bootstrap import Services
    from tests.ui.conftest import OpenWindow
    from tests.ui.driving import ScriptedInteraction, Watchdog
    from ui.main_window import MainWindow
    from ui.theme import Theme

LIST = """Табельный номер;ФИО;Отдел;Должность;E-mail
1;Анна Королёва;Продажи;Менеджер по продажам;anna@example.com
2;Борис Смирнов;Логистика;Водитель;boris@example.com
3;Вера Новикова;;Аналитик;vera@example.com
4;<img src=x>;Логистика;Водитель;
"""


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    file = tmp_path / "Штат.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def page_of(window: MainWindow) -> ImportPage:
    page = window.navigation.current
    assert isinstance(page, ImportPage)
    return page


@pytest.fixture
def window(open_window: OpenWindow, services: Services) -> MainWindow:
    return open_window(services, first="import")


def read(window: MainWindow, interaction: ScriptedInteraction, file: Path) -> ImportPage:
    page = page_of(window)
    interaction.answer(file)
    click(page.view.file.area.button)
    wait(lambda: page.view.step == COLUMNS)
    return page


def check(page: ImportPage) -> None:
    click(page.view.forward)
    wait(lambda: page.view.step == CHECK)


def chip(page: ImportPage, kind: str) -> str:
    made = page.view.check.chips[kind]
    return made.text() if made.isVisible() else ""


def shown(page: ImportPage, column: int) -> list[str]:
    return [
        page.checking.model.index(row, column).data()
        for row in range(page.checking.model.rowCount())
    ]


def test_from_file_to_staff_by_the_mouse(
    window: MainWindow,
    services: Services,
    interaction: ScriptedInteraction,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    page = read(window, interaction, list_file)
    assert page.view.columns.combos["name"].currentText() == "ФИО"
    assert page.view.columns.combos["department"].currentText() == "Отдел"
    assert page.view.summary.text() == "4 rows"

    check(page)
    assert chip(page, Status.NEW) == "New 3"
    assert chip(page, Status.PROBLEM) == "Problems 1"
    assert page.view.check.chips[Status.PROBLEM].isChecked()
    assert shown(page, ROW) == ["4"]
    assert page.view.forward.text() == "Import 3 rows"
    assert services.staff.people() == []

    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    idle(window)
    assert "3 new" in page.view.done.counts.text()
    assert {person.name for person in services.staff.people()} == {
        "Анна Королёва",
        "Борис Смирнов",
        "<img src=x>",
    }

    click(page.view.done.to_staff)
    current = window.navigation.current
    assert current is not None
    assert current.name == "staff"


def test_the_whole_import_is_undone_at_once(
    window: MainWindow,
    services: Services,
    interaction: ScriptedInteraction,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    click(page.view.done.undo)
    idle(window)
    wait(lambda: page.view.step == FILE)

    assert services.staff.people() == []
    assert services.staff.departments() == []
    assert window.undo.redo.isEnabled()


def test_an_import_with_later_changes_is_not_undone_behind_them(
    window: MainWindow,
    services: Services,
    interaction: ScriptedInteraction,
    list_file: Path,
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    services.staff.add_department(name="Склад")

    click(page.view.done.undo)

    assert "after the import" in interaction.told[0]
    assert len(services.staff.people()) == 3


def test_a_missing_department_is_typed_in_place(
    window: MainWindow, interaction: ScriptedInteraction, list_file: Path
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    card = page.view.check.problem
    assert card.isVisible()
    assert "department" in card.text.text()

    click(card.cures[0])
    editor = page.view.check.table.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "Логистика")
    press(editor, Qt.Key.Key_Return)
    wait(lambda: chip(page, Status.NEW) == "New 4")

    assert chip(page, Status.PROBLEM) == ""
    assert page.view.forward.text() == "Import 4 rows"


def test_a_slip_of_the_pen_is_mended_by_a_button(
    window: MainWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    people = "".join(f"{number},Person {number},Marketing\n" for number in range(9))
    file.write_text(f"id,name,department\n{people}77,Anna,Marketng\n", encoding="utf-8")
    page = read(window, interaction, file)
    check(page)
    words = [cure.text() for cure in page.view.check.problem.cures]

    assert words == ["Use “Marketing”", "“Marketng” is a new department"]
    click(page.view.check.problem.cures[0])
    wait(lambda: chip(page, Status.NEW) == "New 10")


def test_a_row_is_left_out_and_taken_in_again(
    window: MainWindow, interaction: ScriptedInteraction, list_file: Path
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.check.problem.leave_out)
    wait(lambda: chip(page, Status.LEFT_OUT) == "Left out 1")
    assert page.view.summary.text() == "1 row is left out."

    click(page.view.check.chips[Status.LEFT_OUT])
    click(page.view.check.problem.take_in)
    wait(lambda: chip(page, Status.PROBLEM) == "Problems 1")


def test_columns_that_were_guessed_wrong_are_put_right(
    window: MainWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("name,department\nAnna Petrova,Sales\nBoris Smith,Sales\n", encoding="utf-8")
    page = read(window, interaction, file)
    columns = page.view.columns
    columns.combos["department"].setFocus()
    press(columns.combos["department"], Qt.Key.Key_Home)
    assert "Department" in columns.problem.text()
    assert not page.view.forward.isEnabled()

    press(columns.combos["department"], Qt.Key.Key_Down)
    assert "“name” is chosen twice" in columns.problem.text()
    assert columns.combos["name"].currentText() == "name"
    press(columns.combos["department"], Qt.Key.Key_Down)
    assert columns.combos["department"].currentText() == "department"
    assert page.view.forward.isEnabled()
    check(page)
    assert chip(page, Status.NEW) == "New 2"


def test_the_heading_row_can_be_moved(
    window: MainWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("name,department\nAnna,Sales\nBoris,Sales\n", encoding="utf-8")
    page = read(window, interaction, file)

    press(page.view.columns.heading_row, Qt.Key.Key_Up)
    wait(lambda: page.view.summary.text() == "1 row")
    assert page.view.columns.heading_row.value() == 2


def test_levels_of_proposed_roles_are_corrected(
    window: MainWindow,
    services: Services,
    interaction: ScriptedInteraction,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.check.chips["roles"])
    roles = page.view.check.roles
    titles = [
        page.checking.roles.index(row, 1).data() for row in range(page.checking.roles.rowCount())
    ]
    line = titles.index("Водитель")
    click_cell(roles, line, LEVEL)
    press(roles, Qt.Key.Key_F2)
    editor = roles.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "1")
    press(editor, Qt.Key.Key_Return)
    wait(lambda: page.checking.roles.index(line, LEVEL).data() == "1")
    idle(window)

    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    assert {role.title: role.level for role in services.staff.roles()}["Водитель"] == 1


def test_a_second_import_says_what_changes(
    window: MainWindow,
    interaction: ScriptedInteraction,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    idle(window)
    click(page.view.done.another)
    shorter = LIST.replace("Водитель;boris", "Старший водитель;boris").replace(
        "1;Анна Королёва;Продажи;Менеджер по продажам;anna@example.com\n", ""
    )
    list_file.write_text(shorter, encoding="utf-8")
    read(window, interaction, list_file)
    check(page)

    click(page.view.check.chips[Status.CHANGE])
    assert shown(page, ROW) == ["2"]
    assert "Водитель → Старший водитель" in page.view.check.problem.text.text()
    assert page.view.check.missing_part.isVisible()


def test_who_is_not_in_the_list_is_marked_as_left_on_demand(
    window: MainWindow,
    services: Services,
    interaction: ScriptedInteraction,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    department, _changes = services.staff.add_department(name="Продажи")
    services.staff.add_employee(name="Давно Ушедший", department_id=department)
    page = read(window, interaction, list_file)
    check(page)
    missing = page.view.check.missing
    missing.setFocus()
    press(missing, Qt.Key.Key_Down)
    assert missing.currentData() == "left"
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    idle(window)

    assert "Давно Ушедший" not in {person.name for person in services.staff.people()}


def test_an_unreadable_file_says_so_and_another_can_be_chosen(
    window: MainWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    file = tmp_path / "staff.xlsx"
    file.write_bytes(b"\x00\x01\x02 not a workbook")
    page = page_of(window)
    interaction.answer(file)
    click(page.view.file.area.button)
    message = page.view.states.message
    wait(message.isVisible)

    assert "staff.xlsx" in message.text.text()
    click(message.action)
    assert page.view.file.isVisible()


def test_a_file_can_be_dropped(window: MainWindow, list_file: Path) -> None:
    page = page_of(window)
    area = page.view.file.area
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(list_file))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, none)
    QApplication.sendEvent(area, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), actions, data, buttons, none))

    wait(lambda: page.view.step == COLUMNS)


def test_templates_and_problems_are_saved(
    window: MainWindow,
    interaction: ScriptedInteraction,
    tmp_path: Path,
    list_file: Path,
    idle: Callable[[MainWindow], None],
) -> None:
    page = page_of(window)
    interaction.answer(tmp_path / "template.xlsx")
    click(page.view.file.template)
    idle(window)
    assert (tmp_path / "template.xlsx").stat().st_size > 0

    read(window, interaction, list_file)
    check(page)
    interaction.answer(tmp_path / "problems.xlsx")
    click(page.view.check.save_problems)
    idle(window)
    assert (tmp_path / "problems.xlsx").stat().st_size > 0
    assert "problems.xlsx" in window.toast.text.text()


def test_back_keeps_what_was_chosen(
    window: MainWindow, interaction: ScriptedInteraction, list_file: Path
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    click(page.view.back)
    assert page.view.step == COLUMNS
    assert page.view.columns.combos["name"].currentText() == "ФИО"
    click(page.view.back)
    assert page.view.step == FILE


def test_the_language_is_switched_in_the_middle(
    window: MainWindow, interaction: ScriptedInteraction, list_file: Path
) -> None:
    page = read(window, interaction, list_file)
    check(page)
    window.speak("ru")

    assert page.view.step == CHECK
    assert shown(page, ROW) == ["4"]
    assert nameless(window) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_control_of_every_step_has_a_name(
    window: MainWindow, interaction: ScriptedInteraction, list_file: Path, language: str
) -> None:
    window.speak(language)
    assert nameless(window) == []
    page = read(window, interaction, list_file)
    assert nameless(window) == []
    check(page)
    assert nameless(window) == []
    click(page.view.forward)
    wait(lambda: page.view.step == DONE)
    assert nameless(window) == []


def test_the_models_keep_qts_rules(theme: Theme, services: Services, list_file: Path) -> None:
    rows, roles = ImportModel(theme), RoleProposalsModel(theme)
    for model in (rows, roles):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sheet = services.staff_import.read(list_file)
    plan = services.staff_import.check(sheet, services.staff_import.guess_mapping(sheet))

    rows.set_plan(plan)
    rows.show_only(Status.PROBLEM)
    rows.show_only(None)
    roles.set_roles(plan.roles)

    assert rows.rowCount() == 4
    assert rows.index(0, STATUS).data().endswith("new")
    assert not roles.setData(roles.index(0, LEVEL), "9")
    rows.set_plan(None)
    services.close()


def test_five_thousand_rows_do_not_hold_up_the_window(
    window: MainWindow,
    interaction: ScriptedInteraction,
    watchdog: Watchdog,
    tmp_path: Path,
) -> None:
    file = tmp_path / "big.csv"
    with watchdog.paused():
        lines = (
            f"{number},Person {number},Department {number % 20},Clerk {number % 7}"
            for number in range(5000)
        )
        file.write_text("id,name,department,job title\n" + "\n".join(lines), encoding="utf-8")
    page = read(window, interaction, file)
    check(page)
    pause(50)

    assert chip(page, Status.NEW) == "New 5000"
