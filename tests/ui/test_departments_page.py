"""Departments and roles as a coordinator sets them up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.reflections import Answers, Source
from tests.app.after_visits import publish_visits
from tests.ui.companies import add_company
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.pages.departments import page as departments_page
from ui.pages.departments.department_pane import PROFILE_TAB, SURPRISES
from ui.paper import Head, card_document


@pytest.fixture
def keys(services):
    keys = add_company(services)
    services.undo.forget()
    return keys


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="departments")
        idle(window)
        return window, window.navigation.current

    return open_it


def department(services, name="Sales"):
    return next(row for row in services.staff.departments() if row.name == name)


def role(services, title="Sales role 1"):
    return next(row for row in services.staff.roles() if row.title == title)


def lines(tree):
    """Every line of the tree, roles indented."""
    found = []
    for row in range(tree.topLevelItemCount()):
        branch = tree.topLevelItem(row)
        found.append(branch.text(0))
        found += [f"  {branch.child(at).text(0)}" for at in range(branch.childCount())]
    return found


def choose(page, kind, key, idle, window):
    page.view.tree.choose((kind, key))
    idle(window)


def test_without_departments_the_one_button_leads_to_the_import(open_page, idle):
    window, page = open_page()
    message = page.view.states.message
    assert message.heading.text() == "No departments yet"
    assert message.action.hasFocus()
    click(message.action)
    assert window.navigation.current.name == "import"
    idle(window)


def test_a_first_department_is_added_and_named_by_the_keyboard(open_page, services, idle):
    window, page = open_page()
    press(
        window,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    idle(window)
    name = page.view.department.form.controls["name"]
    wait(name.hasFocus)
    assert name.selectedText() == "New department"
    type_text(name, "Закупки")
    press(name, Qt.Key.Key_Tab)
    idle(window)
    assert [row.name for row in services.staff.departments()] == ["Закупки"]
    assert lines(page.view.tree) == ["Закупки"]
    assert page.view.saved.text().startswith("Saved")
    window.undo.undo_last()
    idle(window)
    window.undo.undo_last()
    idle(window)
    wait(page.view.states.message.isVisible)
    assert services.staff.departments() == []


def test_the_tree_marks_roles_that_nobody_hosts(open_page, keys, services):
    services.staff.set_hosts(role_id=keys["Sales role 2"], host_ids=[])
    _window, page = open_page()
    assert lines(page.view.tree) == [
        "Marketing",
        "  L1 · Marketing role 1",
        "  L2 · Marketing role 2",
        "Sales",
        "  L1 · Sales role 1",
        "  L2 · Sales role 2 – no host",
    ]


def test_a_role_gets_a_host_by_a_tick(open_page, keys, services, idle):
    services.staff.set_hosts(role_id=keys["Sales role 2"], host_ids=[])
    window, page = open_page()
    choose(page, "role", keys["Sales role 2"], idle, window)
    pane = page.view.role
    assert pane.warning.isVisible()
    pane.hosts.setFocus()
    pane.hosts.setCurrentRow(2)
    press(pane.hosts, Qt.Key.Key_Space)
    idle(window)
    assert role(services, "Sales role 2").host_names == ("Sales 3",)
    wait(lambda: not pane.warning.isVisible())
    assert pane.hosts.currentRow() == 2
    assert "Sales 3" in page.view.card.text()


def test_a_half_day_of_a_role_is_closed_and_opened_by_keys(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "role", keys["Sales role 1"], idle, window)
    grid = page.view.role.grid
    grid.setFocus()
    assert page.view.role.pointed.text() == "Monday, morning: open"
    press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_Space)
    idle(window)
    assert role(services).open_half_days == (1 << 14) - 1 - 0b10
    assert "In the morning: Mon" in page.view.card.text()
    press(grid, Qt.Key.Key_Space)
    idle(window)
    assert role(services).open_half_days == (1 << 14) - 1


def test_fields_are_kept_when_they_are_left_and_undone_by_name(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "role", keys["Sales role 1"], idle, window)
    form = page.view.role.form
    what = form.controls["what_you_do"]
    type_text(what, "Listen to calls")
    press(what, Qt.Key.Key_Tab)
    seats = form.controls["capacity"]
    seats.setFocus()
    press(seats, Qt.Key.Key_Down)
    press(seats, Qt.Key.Key_Down)
    press(seats, Qt.Key.Key_Tab)
    idle(window)
    assert (role(services).what_you_do, role(services).capacity) == ("Listen to calls", None)
    assert seats.text() == "no limit"
    assert "Listen to calls" in page.view.card.text()
    assert window.undo.undo.text() == "Undo: change role Sales role 1"
    for _step in range(3):
        window.undo.undo_last()
        idle(window)
    assert (role(services).what_you_do, role(services).capacity) == ("", 1)
    wait(lambda: what.toPlainText() == "")


def test_a_name_that_is_taken_is_refused_and_the_field_shows_what_is_stored(
    open_page, keys, services, idle
):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    name = page.view.department.form.controls["name"]
    name.selectAll()
    type_text(name, "Marketing")
    press(name, Qt.Key.Key_Return)
    wait(window.banner.isVisible)
    idle(window)
    assert "Marketing" in window.banner.text.text()
    page.view.tree.setFocus()
    idle(window)
    assert department(services).name == "Sales"


def test_who_we_are_is_written_and_read_by_guests(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    pane = page.view.department
    pane.tabs.setCurrentIndex(PROFILE_TAB)
    refuse = pane.profile.controls["what_we_refuse"]
    type_text(refuse, "Discounts: they cost us the price")
    press(refuse, Qt.Key.Key_Tab)
    idle(window)
    assert department(services).what_we_refuse == "Discounts: they cost us the price"
    assert "What we say no to, and why" in page.view.card.text()
    choose(page, "role", keys["Sales role 1"], idle, window)
    assert "Discounts: they cost us the price" in page.view.card.text()


def test_a_colour_is_chosen_by_its_name(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    hue = page.view.department.form.controls["hue"]
    hue.setFocus()
    press(hue, Qt.Key.Key_Home)
    idle(window)
    assert (hue.currentText(), department(services).hue) == ("blue", 210)


def test_what_surprised_a_guest_is_noted_and_taken_up(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    pane = page.view.department
    pane.tabs.setCurrentIndex(SURPRISES)
    tab = pane.surprises
    assert tab.nothing.isVisible()
    type_text(tab.text, "Every call begins with an apology")
    tab.who.setCurrentIndex(tab.who.findText("Marketing 1"))
    click(tab.note)
    idle(window)
    wait(lambda: len(tab.cards) == 1)
    assert tab.text.toPlainText() == ""
    take_up = tab.cards[0].findChildren(QPushButton)[0]
    assert take_up.text() == "Take up"
    wait(take_up.isVisible)
    click(take_up)
    idle(window)
    row = services.profiles.surprises(keys["Sales"])[0]
    assert (row.text, row.author, row.state) == (
        "Every call begins with an apology",
        "Marketing 1",
        "taken-up",
    )


def test_what_a_reflection_tells_is_taken_up_where_the_rest_is(open_window, services, idle):
    visits = publish_visits(services)
    record = next(row for row in services.visit_records.records() if row.employee == "Marketing 3")
    services.reflections.send(
        record_id=record.id, answers=Answers(surprised="The noise"), source=Source.FORM
    )
    window = open_window(services, first="departments")
    idle(window)
    page = window.navigation.current
    choose(page, "department", visits["Sales"], idle, window)
    page.view.department.tabs.setCurrentIndex(SURPRISES)
    tab = page.view.department.surprises
    wait(lambda: len(tab.cards) == 1)
    texts = [part.text() for part in tab.cards[0].findChildren(QLabel)]
    assert texts[0] == "The noise"
    assert texts[1].startswith("Marketing 3, ")
    assert texts[1].endswith(", in a reflection")
    acts = tab.cards[0].findChildren(QPushButton)
    assert [act.text() for act in acts] == ["Take up", "Set aside"]
    wait(acts[0].isVisible)
    click(acts[0])
    idle(window)
    [row] = services.profiles.surprises(visits["Sales"])
    assert (row.author, row.state) == ("Marketing 3", "taken-up")


def test_a_note_without_words_is_refused(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    page.view.department.tabs.setCurrentIndex(SURPRISES)
    click(page.view.department.surprises.note)
    wait(window.banner.isVisible)
    assert "What surprised me" in window.banner.text.text()


def test_the_ladder_leads_to_its_roles(open_page, keys, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    step = page.view.department.ladder.buttons[keys["Sales role 2"]]
    wait(step.isVisible)
    click(step)
    assert page.view.panes.currentWidget() is page.view.role
    assert page.view.role.title.text() == "Sales role 2"
    assert page.view.tree.hasFocus()


def test_a_role_is_added_removed_and_brought_back(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    click(page.view.department.add_role)
    idle(window)
    wait(page.view.role.form.controls["title"].hasFocus)
    assert next(row.title for row in services.staff.roles(keys["Sales"])) == "New role"
    click(page.view.role.remove)
    idle(window)
    assert len(services.staff.roles(keys["Sales"])) == 2
    assert page.view.department.title.text() == "Sales"
    click(window.toast.button)
    idle(window)
    assert len(services.staff.roles(keys["Sales"])) == 3


def test_a_department_with_people_stays(open_page, keys, services, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    click(page.view.department.remove)
    wait(window.banner.isVisible)
    assert "4 people belong to it" in window.banner.text.text()
    assert len(services.staff.departments()) == 2


def test_the_card_is_saved_as_pdf(open_page, keys, interaction, tmp_path, idle):
    window, page = open_page()
    choose(page, "role", keys["Sales role 1"], idle, window)
    target = tmp_path / "card.pdf"
    interaction.answer(target)
    click(page.view.save_pdf)
    assert target.read_bytes().startswith(b"%PDF")
    assert window.toast.text.text() == "Written: card.pdf"


def test_the_card_is_opened_to_print(open_page, keys, idle, monkeypatch):
    shown = []
    monkeypatch.setattr(departments_page, "show_path", shown.append)
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    click(page.view.print)
    assert shown[0].name == "Sales.pdf"
    assert shown[0].read_bytes().startswith(b"%PDF")


def test_name_and_logo_of_the_company_stand_above_the_card(services, keys, tmp_path, qapp):
    logo = tmp_path / "logo.png"
    picture = QPixmap(40, 20)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(logo))
    card = services.profiles.role_card(keys["Sales role 1"])
    plain = card_document(card, Head("A <b> company", "no such file")).toPlainText()
    assert plain.startswith("A <b> company\nSales role 1\n")
    with_logo = card_document(card, Head("A <b> company", str(logo)))
    assert with_logo.toPlainText().startswith("\ufffc A <b> company")
    assert not card_document(card, Head()).toPlainText().startswith("A")
    services.close()


def test_a_place_that_cannot_be_written_is_told(open_page, keys, interaction, tmp_path, idle):
    window, page = open_page()
    choose(page, "department", keys["Sales"], idle, window)
    interaction.answer(tmp_path / "no such folder" / "card.pdf")
    click(page.view.save_pdf)
    assert "card.pdf" in window.banner.text.text()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_has_a_name_in_both_languages(open_page, keys, idle, language):
    window, page = open_page()
    window.speak(language)
    for kind, key in (("department", keys["Sales"]), ("role", keys["Sales role 1"])):
        choose(page, kind, key, idle, window)
        assert nameless(window) == []


def test_the_page_takes_the_way_from_elsewhere(open_page, keys, idle):
    window, page = open_page()
    window.navigation.go("departments", role_id=keys["Marketing role 2"])
    idle(window)
    assert page.view.role.title.text() == "Marketing role 2"
    assert QApplication.focusWidget() is page.view.tree
