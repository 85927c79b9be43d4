from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton

from app.settings import YOU
from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, click_cell, press, type_text, wait
from ui.models.board import Place


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def plan_id(services, programme_id, keys):
    made = add_draft(services, programme_id, keys)
    # The first reading prepares the statements: the test's own work, not the window's.
    visits(services, made)
    return made


@pytest.fixture
def open_board(open_window, services, idle):
    def open_it():
        window = open_window(services, first="board")
        idle(window)
        wait(lambda: not window.operations.busy)
        return window, window.navigation.current

    return open_it


def visits(services, plan_id):
    return services.planning.board(plan_id).visits


def shown_texts(widget):
    return [it.text() for it in widget.findChildren(QLabel) if it.isVisible()]


def test_without_a_programme_the_button_leads_to_a_new_one(open_board, services, idle):
    window, page = open_board()
    assert page.view.states.message.heading.text() == "No programme yet"
    click(page.view.states.message.action)
    idle(window)
    assert window.navigation.current.name == "programme"
    wait(lambda: window.navigation.current.findChild(QPushButton) is not None)


def test_without_a_plan_the_button_opens_the_solve_panel(open_board, programme_id, idle):
    window, page = open_board()
    assert page.view.states.message.heading.text() == "No plan yet"
    click(page.view.states.message.action)
    idle(window)
    assert page.view.solving.isVisible()
    assert "16 visits of 8 people are to be placed in 40 half-days." in shown_texts(
        page.view.solving
    )


def test_the_newest_plan_is_shown_with_what_is_missing(open_board, plan_id):
    _window, page = open_board()
    table = page.view.table
    assert [line.name for line in table.board.lines][:2] == ["Marketing 1", "Marketing 2"]
    assert [(it.visits, it.target) for it in table.board.lines][2:4] == [(2, 2), (1, 2)]
    assert page.view.tray.heading.text() == "13 visits are missing"
    assert page.view.filters.missing.text() == "People with missing visits: 7"
    assert page.view.plan.currentText().startswith("Draft 1 of ")


def test_the_details_tell_about_the_selected_cell(open_board, plan_id):
    _window, page = open_board()
    click_cell(page.view.table, 2, 2)
    texts = shown_texts(page.view.details)
    assert "Marketing 3" in texts
    assert "Tuesday 2 March, morning" in texts
    assert "Sales role 1" in texts
    assert "Host: Sales 1" in texts
    assert "Visits: 2 of 2" in texts


def test_space_pins_and_space_again_unpins(open_board, services, plan_id, idle):
    window, page = open_board()
    page.view.table.go(Place(employee_id=page.view.table.board.lines[2].employee_id))
    page.view.table.setFocus()
    press(page.view.table, Qt.Key.Key_Space)
    idle(window)
    assert visits(services, plan_id)[0].pinned
    assert page.view.table.board.cells[2][2][0].pinned
    assert page.view.filters.pinned.text() == "Pinned: 1"
    press(page.view.table, Qt.Key.Key_Space)
    idle(window)
    assert not visits(services, plan_id)[0].pinned


def test_delete_removes_and_undo_brings_back(open_board, services, plan_id, idle):
    window, page = open_board()
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_Delete)
    idle(window)
    assert len(visits(services, plan_id)) == 2
    assert page.view.tray.heading.text() == "14 visits are missing"
    assert (page.view.table.currentIndex().row(), page.view.table.currentIndex().column()) == (2, 2)
    assert page.view.table.hasFocus()
    window.undo.undo_last()
    idle(window)
    assert len(visits(services, plan_id)) == 3
    assert page.view.table.board.cells[2][2] is not None
    window.undo.redo_next()
    idle(window)
    assert len(visits(services, plan_id)) == 2


def test_delete_on_an_empty_cell_does_nothing(open_board, services, plan_id, idle):
    window, page = open_board()
    click_cell(page.view.table, 0, 0)
    press(page.view.table, Qt.Key.Key_Delete)
    idle(window)
    assert len(visits(services, plan_id)) == 3


def test_the_role_card_stands_below_the_reasons_and_folds_away(
    open_board, services, plan_id, keys, idle
):
    role = next(it for it in services.staff.roles() if it.title == "Sales role 1")
    services.staff.change_role(
        role_id=role.id, shown_version=None, what_you_do="Answer the telephone"
    )
    window, page = open_board()
    click_cell(page.view.table, 2, 2)
    details = page.view.details
    wait(lambda: "Answer the telephone" in shown_texts(details))
    wait(lambda: "What it costs here" in shown_texts(details))
    idle(window)
    why = next(it for it in details.findChildren(QLabel) if it.text() == "What it costs here")
    assert why.mapTo(details, why.pos()).y() < details.role.mapTo(details, details.role.pos()).y()
    click(details.role.head)
    assert details.role.head.text() == "Show the role card"
    assert "Answer the telephone" not in shown_texts(details)

    # It stays folded at the next visit, until it is wanted again.
    click_cell(page.view.table, 2, 17)
    idle(window)
    assert not details.role.card.isVisible()
    click(details.role.head)
    wait(lambda: "Sales role 2" in details.role.card.text())
    assert details.role.card.isVisible()
    click_cell(page.view.table, 0, 0)
    assert not details.role.isVisible()


def test_the_buttons_of_the_details_do_the_same(open_board, services, plan_id, idle):
    window, page = open_board()
    click_cell(page.view.table, 3, 6)
    buttons = {it.text(): it for it in page.view.details.findChildren(QPushButton)}
    click(buttons["Pin"])
    idle(window)
    assert visits(services, plan_id)[1].pinned
    buttons = {it.text(): it for it in page.view.details.findChildren(QPushButton)}
    click(buttons["Take out of the plan"])
    idle(window)
    assert len(visits(services, plan_id)) == 2


def test_the_quiet_line_says_from_where_to_where(open_board, services, plan_id, idle):
    window, page = open_board()
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    press(page.view.table, Qt.Key.Key_Right)
    press(page.view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    assert window.undo.undo.text() == (
        "Undo: move a visit of Marketing 3: Tue, 2 Mar 2027, morning → Tue, 2 Mar 2027, afternoon"
    )


def test_a_link_leads_to_the_other_visit(open_board, plan_id):
    _window, page = open_board()
    click_cell(page.view.table, 2, 2)
    links = {it.accessibleName(): it for it in page.view.details.findChildren(QPushButton)}
    click(links["Thu 11 March, p.m.: Sales"])
    wait(lambda: page.view.table.currentIndex().column() == 17)


def test_my_department_is_one_click_away_once_it_is_known_who_i_am(
    open_board, services, plan_id, keys, settings, idle
):
    window, page = open_board()
    filters = page.view.filters
    assert not filters.mine.isVisible()
    settings.set(YOU, {services.database.place: keys["Sales 2"]})
    page.refresh(None)
    idle(window)
    wait(filters.mine.isVisible)
    click(filters.mine)
    assert {it.department for it in page.view.table.board.lines} == {"Sales"}
    assert filters.department.currentText() == "Sales"
    click(filters.mine)
    assert len(page.view.table.board.lines) == 8
    filters.department.setCurrentIndex(filters.department.findText("Sales"))
    assert filters.mine.isChecked()
    click(filters.clear)
    assert not filters.mine.isChecked()


def test_search_and_filters_narrow_and_are_cleared(open_board, plan_id):
    _window, page = open_board()
    type_text(page.view.filters.search, "sales role 2")
    assert [it.name for it in page.view.table.board.lines] == ["Marketing 3"]
    press(page.view.filters.search, Qt.Key.Key_Return)
    wait(page.view.table.hasFocus)
    click(page.view.filters.clear)
    assert len(page.view.table.board.lines) == 8
    click(page.view.filters.missing)
    assert len(page.view.table.board.lines) == 7
    page.view.filters.department.setCurrentIndex(page.view.filters.department.findText("Sales"))
    assert [it.department for it in page.view.table.board.lines] == ["Sales"] * 4


def test_the_tray_leads_to_a_person_even_if_filtered_away(open_board, plan_id):
    _window, page = open_board()
    type_text(page.view.filters.search, "marketing 3")
    page.view.tray.list.setFocus()
    press(page.view.tray.list, Qt.Key.Key_Return)
    wait(page.view.table.hasFocus)
    row = page.view.table.currentIndex().row()
    assert page.view.table.board.lines[row].name == "Marketing 1"


def test_what_breaks_a_rule_is_marked_with_its_sentence(open_board, services, plan_id, keys, idle):
    # Straight into the table of another helper: the host is away that day.
    services.staff.add_absence(
        employee_id=keys["Sales 1"], from_date=date(2027, 3, 2), to_date=date(2027, 3, 2)
    )
    _window, page = open_board()
    wait(lambda: page.view.filters.troubled.text() == "Conflicts: 1")
    click_cell(page.view.table, 2, 2)
    chip = page.view.table.board.cells[2][2][0]
    assert len(chip.troubles) == 1
    assert chip.troubles[0] in shown_texts(page.view.details)
    click(page.view.filters.troubled)
    assert [it.name for it in page.view.table.board.lines] == ["Marketing 3"]


def test_the_menu_of_a_cell_offers_what_the_keys_do(open_board, plan_id):
    _window, page = open_board()
    click_cell(page.view.table, 2, 2)
    press(page.view.table, Qt.Key.Key_Return)
    menu = page.findChild(QMenu)
    wait(menu.isVisible)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Marketing 3: Sales, Sales role 1, level 1, host Sales 1.",
        "Pin or unpin the visit",
        "Mark the visit",
        "Move the visit…",
        "Best other places…",
        "Why is it here?",
        "Take out of the plan",
        "Find…",
        "Pin or unpin many",
    ]
    menu.close()


def test_every_control_has_a_name_of_its_own(open_board, plan_id):
    _window, page = open_board()
    controls = [
        it
        for it in (
            page.view.programme,
            page.view.plan,
            page.view.filters.search,
            page.view.filters.department,
            page.view.filters.level,
            page.view.table,
            page.view.tray.list,
            *page.view.findChildren(QPushButton),
        )
        if it.isVisible()
    ]
    names = [
        QAccessible.queryAccessibleInterface(it).text(QAccessible.Text.Name) for it in controls
    ]
    assert "" not in names
    assert len(names) == len(set(names))


def test_the_board_speaks_russian_at_once_and_keeps_its_cell(open_board, plan_id, idle):
    window, page = open_board()
    click_cell(page.view.table, 2, 2)
    window.speak("ru")
    idle(window)
    assert page.view.table.currentIndex().column() == 2
    heading = page.view.table.board.headerData(2, Qt.Orientation.Horizontal)
    assert heading.startswith("вторник 2 марта")
    window.speak("en")
    idle(window)
    assert "Tuesday 2 March, morning" in shown_texts(page.view.details)


def test_another_plan_is_chosen(open_board, services, programme_id, plan_id, keys, idle):
    second = add_draft(services, programme_id, keys)
    services.planning.remove_visit(visits(services, second)[0].id)
    window, page = open_board()
    assert page.view.tray.heading.text() == "14 visits are missing"
    page.view.plan.setFocus()
    press(page.view.plan, Qt.Key.Key_Down)
    idle(window)
    assert page.view.tray.heading.text() == "13 visits are missing"


def test_f6_goes_through_the_panes_and_back(open_board, plan_id):
    window, page = open_board()
    view = page.view
    click_cell(view.table, 2, 2)
    panes = [view.table, view.tray.list, view.details, window.sidebar, view.filters, view.table]

    def inside(pane):
        focused = window.focusWidget()
        return focused is pane or pane.isAncestorOf(focused)

    for pane in panes[1:]:
        press(window, Qt.Key.Key_F6)
        assert inside(pane), pane
    for pane in reversed(panes[:-1]):
        press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert inside(pane), pane


def test_a_published_plan_that_broke_says_so_and_leads_to_the_re_planning(
    open_window, services, keys, plan_id, idle
):
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)
    window = open_window(services, first="board")
    idle(window)
    page = window.navigation.current
    assert not page.view.broken.isVisible()
    absence = partial(
        services.staff.add_absence,
        employee_id=keys["Sales 2"],
        from_date=date(2027, 3, 8),
        to_date=date(2027, 3, 12),
    )
    window.operations.command(page, absence)
    wait(page.view.broken.isVisible)
    idle(window)
    assert page.view.broken.heading.text() == "1 published visit does not hold any more."
    assert "The host Sales 2 is away" in page.view.broken.list.text()
    click(page.view.broken.replan)
    idle(window)
    assert page.view.solving.isVisible()
    assert page.view.solving.findChild(QCheckBox).isChecked()
    assert page.view.broken.isVisible()
