from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.companies import add_company, add_programme
from tests.ui.driving import click, click_cell, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.models.tastes import WISH
from ui.models.tastes import WISHES as WISH_TEXTS
from ui.pages.programme.dialogs import NewProgrammeDialog
from ui.pages.programme.view import PAIRS, PEOPLE, RULES, WISHES


@pytest.fixture
def company(services):
    return add_company(services)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="programme")
        idle(window)
        return window, window.navigation.current

    return open_it


def look_at(page, side):
    page.view.tabs.setCurrentIndex(side)
    tab = {
        PEOPLE: page.view.people,
        WISHES: page.view.wishes,
        RULES: page.view.rules,
        PAIRS: page.view.pairs,
    }[side]
    wait(tab.isVisible)
    wait(lambda: side != RULES or tab.complete)


def programme(services):
    return services.programmes.programmes()[0]


def test_without_a_programme_the_one_button_makes_one(open_page, company, services, idle):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "No programme yet"
    click(page.view.states.message.action)
    dialog = page.findChild(NewProgrammeDialog)
    wait(dialog.fields.name.hasFocus)
    dialog.fields.name.clear()
    type_text(dialog.fields.name, "Весна 2027")
    click(dialog.create_button)
    wait(lambda: page.view.states.currentWidget() is page.view.tabs)
    idle(window)
    made = programme(services)
    assert made.name == "Весна 2027"
    assert made.signed_up == 8
    assert page.view.choice.currentText() == "Весна 2027"
    look_at(page, PEOPLE)
    assert page.view.people.summary.text() == "8 of 8 people take part; 16 visits are agreed."


def test_countries_that_come_late_reach_the_dialog_that_is_open(open_page, company, idle):
    _window, page = open_page()
    click(page.view.states.message.action)
    dialog = page.findChild(NewProgrammeDialog)
    dialog.fields.offer_countries((), None)
    page.show_countries((("DE", "Germany"), ("RU", "Russia")))
    assert dialog.fields.country.findData("RU") == 2
    assert dialog.fields.values()["country"] is None
    dialog.reject()


def test_a_half_day_is_closed_and_the_closing_undone(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    grid = page.view.calendar.grid
    click_cell(grid, 0, 1)
    wait(lambda: not grid.half_days.rows[0][1].open)
    assert page.view.calendar.summary.text() == "39 half-days are open for visits (weeks: 4)."
    idle(window)
    window.undo.undo_last()
    wait(lambda: grid.half_days.rows[0][1].open)


def test_the_dates_are_written_when_the_field_is_left(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    fields = page.view.calendar.fields
    fields.last.setFocus()
    fields.last.setDate(fields.last.date().addDays(7))
    fields.name.setFocus()
    idle(window)
    assert programme(services).to_date == date(2027, 4, 2)
    assert len(page.view.calendar.grid.half_days.rows) == 5


def test_reversed_dates_are_refused_and_the_old_ones_shown_again(
    open_page, company, services, idle
):
    add_programme(services)
    window, page = open_page()
    fields = page.view.calendar.fields
    fields.last.setFocus()
    fields.last.setDate(fields.first.date().addDays(-3))
    fields.name.setFocus()
    wait(window.banner.isVisible)
    idle(window)
    assert programme(services).to_date == date(2027, 3, 26)
    assert fields.values()["to_date"] == date(2027, 3, 26)


def test_people_are_signed_off_and_up_again(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    look_at(page, PEOPLE)
    table = page.view.people.table
    table.setCurrentIndex(page.view.people.people.index(0, 0))
    table.setFocus()
    press(table, Qt.Key.Key_Space)
    idle(window)
    assert programme(services).signed_up == 7
    click(page.view.people.everybody)
    idle(window)
    assert programme(services).signed_up == 8


def test_a_department_is_signed_up(open_page, company, services, idle):
    programme_id = add_programme(services)
    everybody = [row.id for row in services.staff.people()]
    services.programmes.sign_off(programme_id=programme_id, employee_ids=everybody)
    window, page = open_page()
    look_at(page, PEOPLE)
    people = page.view.people
    assert not people.whole_department.isEnabled()
    people.department.setCurrentIndex(people.department.findText("Sales"))
    click(people.whole_department)
    idle(window)
    assert programme(services).signed_up == 4
    assert people.department.currentText() == "Sales"
    assert len(people.people.lines) == 4


def test_the_visits_of_one_person_are_changed(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    look_at(page, PEOPLE)
    page.view.people.people.setData(page.view.people.people.index(0, 3), 5)
    idle(window)
    targets = [row.target_visits for row in services.programmes.sign_ups(programme_id)]
    assert sorted(targets) == [2, 2, 2, 2, 2, 2, 2, 5]


def test_rules_and_weights_are_written_and_undone(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    look_at(page, RULES)
    card = page.view.rules.cards["home_cover"]
    assert card.switch.isChecked()
    press(card.switch, Qt.Key.Key_Space)
    idle(window)
    assert not programme(services).rules["home_cover"]["on"]
    press(page.view.rules.comforts["wishes"].field, Qt.Key.Key_Up)
    idle(window)
    assert programme(services).weights["wishes"] == 4
    window.undo.undo_last()
    idle(window)
    window.undo.undo_last()
    idle(window)
    assert programme(services).rules["home_cover"]["on"]
    wait(card.switch.isChecked)


def test_a_calendar_with_nothing_open_says_so(open_page, company, services, idle):
    programme_id = add_programme(services)
    services.programmes.change(
        programme_id=programme_id,
        shown_version=None,
        from_date=date(2027, 3, 6),
        to_date=date(2027, 3, 7),
    )
    _window, page = open_page()
    summary = page.view.calendar.summary
    assert summary.text() == "No half-day is open: no visit can take place. Check the dates."
    assert summary.property("kind") == "bad"


def test_a_rule_tells_what_it_would_forbid_until_something_changes(
    open_page, company, services, idle
):
    add_programme(services)
    window, page = open_page()
    look_at(page, RULES)
    cards = page.view.rules.cards
    foreign = cards["other_department"]
    foreign.ask.setFocus()
    press(foreign.ask, Qt.Key.Key_Space)
    idle(window)
    # In 40 half-days both roles of the own department, but for the four who host one of them.
    assert foreign.effect.text() == "By itself it forbids 480 of 1,280 possible visits."
    assert cards["ladder"].effect.text().startswith("By itself it forbids nothing")
    assert not foreign.ask.isVisibleTo(foreign)
    press(cards["home_cover"].switch, Qt.Key.Key_Space)
    idle(window)
    wait(lambda: foreign.effect.text() == "")
    assert foreign.ask.isVisibleTo(foreign)


def test_a_pair_is_made_both_ways_and_removed(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    look_at(page, PAIRS)
    click(page.view.pairs.add)
    idle(window)
    assert len(services.programmes.pairs(programme_id)) == 2
    page.view.pairs.table.selectRow(0)
    click(page.view.pairs.remove)
    idle(window)
    assert len(services.programmes.pairs(programme_id)) == 1


def test_a_department_is_no_pair_with_itself(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    look_at(page, PAIRS)
    page.view.pairs.to_box.setCurrentIndex(page.view.pairs.from_box.currentIndex())
    click(page.view.pairs.add)
    wait(window.banner.isVisible)
    idle(window)
    assert services.programmes.pairs(programme_id) == []


def test_another_programme_is_chosen(open_page, company, services, idle):
    add_programme(services, "Spring")
    add_programme(services, "Autumn")
    _window, page = open_page()
    assert page.view.choice.currentText() == "Autumn"
    page.view.choice.setFocus()
    press(page.view.choice, Qt.Key.Key_Up)
    wait(lambda: page.view.calendar.fields.name.text() == "Spring")


def test_the_page_speaks_russian_at_once(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    before = page.view.calendar.hint.text()
    window.speak("ru")
    idle(window)
    assert page.view.calendar.grid.half_days.titles[0] == "1–7 марта"
    assert page.view.calendar.fields.first.text() == "01.03.2027"
    window.speak("en")
    idle(window)
    assert page.view.calendar.hint.text() == before


def choose_wish(page, row, value):
    """Open the box in a row of the wishes and choose by keys."""
    table = page.view.wishes.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, WISH))
    press(table, Qt.Key.Key_F2)
    box = table.findChild(QComboBox)
    press(box, Qt.Key.Key_Home)
    for _step in range(list(WISH_TEXTS).index(value)):
        press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)


def test_a_wish_and_a_place_never_to_go_to_by_keys(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    look_at(page, WISHES)
    idle(window)
    tab = page.view.wishes
    tab.search.setFocus()
    type_text(tab.search, "sales 3")
    assert [tab.people.item(at).text() for at in range(tab.people.count())] == ["Sales 3"]
    lines = [(line.name, line.value) for line in tab.tastes.lines]
    assert lines == [("Marketing", 0), ("Marketing role 1", 0), ("Marketing role 2", 0)]
    choose_wish(page, 0, 2)
    idle(window)
    wait(lambda: [line.value for line in tab.tastes.lines] == [2, 0, 0])
    choose_wish(page, 1, None)
    idle(window)
    wait(lambda: [line.value for line in tab.tastes.lines] == [2, None, 0])
    tastes = services.wishes.tastes(programme_id)
    assert [(it.employee_id, it.department_id, it.role_id, it.value) for it in tastes] == [
        (company["Sales 3"], company["Marketing"], None, 2),
        (company["Sales 3"], None, company["Marketing role 1"], None),
    ]
    assert tab.people.item(0).text() == "Sales 3 (2)"
    window.undo.undo_last()
    idle(window)
    wait(lambda: [line.value for line in tab.tastes.lines] == [2, 0, 0])


def test_two_people_are_kept_apart_and_no_more(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    look_at(page, WISHES)
    idle(window)
    tab = page.view.wishes
    assert tab.nobody.isVisible()
    tab.kind.setCurrentIndex(1)
    tab.first.setCurrentIndex(tab.first.findText("Sales 1"))
    tab.second.setCurrentIndex(tab.second.findText("Marketing 2"))
    click(tab.add)
    idle(window)
    wait(lambda: tab.couples.count() == 1)
    assert tab.couples.item(0).text() == "Marketing 2 and Sales 1: apart"
    assert [row.kind for row in services.wishes.person_pairs(programme_id)] == ["apart"]
    click(tab.remove)
    idle(window)
    wait(lambda: tab.couples.count() == 0)
    assert services.wishes.person_pairs(programme_id) == []


def test_one_person_is_no_couple(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    look_at(page, WISHES)
    idle(window)
    tab = page.view.wishes
    tab.second.setCurrentIndex(tab.first.currentIndex())
    click(tab.add)
    wait(window.banner.isVisible)
    assert "cannot be paired with themselves" in window.banner.text.text()


def test_another_page_leads_to_the_wishes_of_one_person(open_page, company, services, idle):
    programme_id = add_programme(services)
    window, page = open_page()
    window.navigation.go(
        "programme", programme_id=programme_id, side="wishes", person_id=company["Sales 2"]
    )
    idle(window)
    wait(lambda: page.view.wishes.person() == company["Sales 2"])


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_side_has_its_names_in_both_languages(open_page, company, services, idle, language):
    add_programme(services)
    window, page = open_page()
    for side in (PEOPLE, WISHES, RULES, PAIRS):
        look_at(page, side)
        idle(window)
        window.speak(language)
        idle(window)
        assert nameless(window) == []


def test_to_the_board(open_page, company, services, idle):
    add_programme(services)
    window, page = open_page()
    click(page.view.board)
    wait(lambda: window.navigation.current.name == "board")
    idle(window)
    assert QApplication.focusWidget() is not None
