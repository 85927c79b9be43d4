"""The staff page as a coordinator uses it: find, change, add, take back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.conftest import STOOD
from tests.ui.driving import click, click_cell, pause, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.models.staff import DEPARTMENT, LEVEL, NAME, StaffModel
from ui.pages.staff.page import StaffPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView

    from app.bootstrap import Services
    from tests.ui.conftest import OpenWindow
    from tests.ui.driving import Watchdog
    from ui.main_window import MainWindow
    from ui.theme import Theme

PEOPLE = (
    ("Анна Королёва", "Продажи", "Менеджер", 4),
    ("Boris Smith", "Logistics", "Driver", 2),
    ("<img src=x>", "Logistics", "", None),
    ("Zoë Ёлкина", "Продажи", "Assistant", 1),
)


@pytest.fixture
def company(services: Services) -> Services:
    departments: dict[str, int] = {}
    for name, department, title, level in PEOPLE:
        if department not in departments:
            departments[department], _changes = services.staff.add_department(name=department)
        services.staff.add_employee(
            name=name, department_id=departments[department], job_title=title, level=level
        )
    services.undo.forget()
    return services


def page_of(window: MainWindow) -> StaffPage:
    page = window.navigation.current
    assert isinstance(page, StaffPage)
    return page


def shown(table: QTableView, column: int = NAME) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def window(open_window: OpenWindow, company: Services) -> MainWindow:
    window = open_window(company, first="staff")
    wait(lambda: page_of(window).model.rowCount() == len(PEOPLE))
    return window


def choose(window: MainWindow, name: str) -> None:
    view = page_of(window).view
    click_cell(view.table, shown(view.table).index(name), NAME)
    wait(lambda: view.form.name.text() == name)


def test_everybody_is_listed_by_name(window: MainWindow) -> None:
    view = page_of(window).view

    assert shown(view.table) == ["<img src=x>", "Boris Smith", "Zoë Ёлкина", "Анна Королёва"]
    assert view.count.text() == "4 people"
    assert view.table.hasFocus()
    assert view.form.heading.text() == "<img src=x>"
    assert view.form.heading.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("короле", ["Анна Королёва"]),
        ("ЁЛК", ["Zoë Ёлкина"]),
        ("driver smith", ["Boris Smith"]),
        ("продажи", ["Zoë Ёлкина", "Анна Королёва"]),
    ],
)
def test_search_while_typing(window: MainWindow, typed: str, found: list[str]) -> None:
    view = page_of(window).view
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.hasFocus()

    type_text(view.search, typed)

    assert shown(view.table) == found
    assert view.count.text() == f"{len(found)} of 4 people"
    click(view.clear)
    assert view.table.model().rowCount() == 4
    assert not view.clear.isVisible()


def test_nothing_found_offers_to_clear_the_filter(window: MainWindow) -> None:
    view = page_of(window).view
    type_text(view.search, "nobody")

    assert view.found.message.isVisible()
    assert not view.panel.isVisible()
    click(view.clear)
    assert view.table.isVisible()


def test_one_department_only(window: MainWindow) -> None:
    view = page_of(window).view
    view.department.setFocus()
    press(view.department, Qt.Key.Key_End)
    pause(5)

    assert view.department.currentText() == "Продажи"
    assert set(shown(view.table, DEPARTMENT)) == {"Продажи"}


def test_sorting_by_level_leaves_unknown_ones_last(window: MainWindow) -> None:
    table = page_of(window).view.table
    header = table.horizontalHeader()
    for order in (["1", "2", "4", ""], ["4", "2", "1", ""]):
        place = header.sectionViewportPosition(LEVEL) + 10
        click(header.viewport(), header.viewport().rect().topLeft().__class__(place, 10))
        assert shown(table, LEVEL) == order


def test_a_field_is_kept_when_it_is_left(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    form = page_of(window).view.form
    form.job_title.selectAll()
    type_text(form.job_title, "Водитель")
    press(form.job_title, Qt.Key.Key_Tab)
    idle(window)

    assert form.saved.text().startswith("Saved")
    assert company.staff.people(search="boris")[0].job_title == "Водитель"
    assert "Водитель" in shown(page_of(window).view.table, 2)
    assert window.undo.undo.text() == "Undo: change Boris Smith"


def test_undo_by_the_keyboard_puts_the_field_back(
    window: MainWindow, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    form = page_of(window).view.form
    form.job_title.selectAll()
    type_text(form.job_title, "Pilot")
    press(form.job_title, Qt.Key.Key_Return)
    idle(window)
    page_of(window).view.table.setFocus()

    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    wait(lambda: form.job_title.text() == "Driver")
    assert window.toast.text.text() == "Undone: change Boris Smith"

    press(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    wait(lambda: form.job_title.text() == "Pilot")


def test_several_fields_in_haste_are_all_kept(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    form = page_of(window).view.form
    form.name.selectAll()
    type_text(form.name, "Boris Jones")
    press(form.name, Qt.Key.Key_Tab)
    form.email.setFocus()
    type_text(form.email, "boris@example.com")
    press(form.email, Qt.Key.Key_Tab)
    click(form.active)
    idle(window)
    wait(lambda: not window.operations.busy)

    boris = company.staff.people(search="jones", active_only=False)[0]
    assert (boris.email, boris.active) == ("boris@example.com", False)


def test_a_name_cannot_be_emptied_and_what_was_typed_stays(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    form = page_of(window).view.form
    form.name.selectAll()
    press(form.name, Qt.Key.Key_Delete)
    press(form.name, Qt.Key.Key_Return)
    idle(window)

    assert form.problem.isVisible()
    assert form.problem.text()
    assert company.staff.people(search="boris")


@pytest.mark.parametrize(("answer", "kept"), [("keep_mine", "Pilot"), ("take_theirs", "Captain")])
def test_two_people_changing_one_field(
    window: MainWindow,
    company: Services,
    idle: Callable[[MainWindow], None],
    answer: str,
    kept: str,
) -> None:
    choose(window, "Boris Smith")
    boris = company.staff.people(search="boris")[0]
    # Somebody else, whose news this window has not heard.
    company.staff.change_employee(
        employee_id=boris.id, shown_version=boris.version, job_title="Captain"
    )
    form = page_of(window).view.form
    form.job_title.selectAll()
    type_text(form.job_title, "Pilot")
    press(form.job_title, Qt.Key.Key_Return)
    wait(form.clash.isVisible)

    assert "“Pilot”" in form.clash_text.text()
    assert "“Captain”" in form.clash_text.text()
    click(getattr(form, answer))
    idle(window)
    wait(lambda: form.job_title.text() == kept)
    assert company.staff.person(boris.id).job_title == kept
    assert not form.clash.isVisible()


def test_a_new_person(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    view = page_of(window).view
    click(view.add)
    assert view.form.name.hasFocus()
    type_text(view.form.name, "Вера Новикова")
    click(view.form.add_button)
    idle(window)
    wait(lambda: view.form.heading.text() == "Вера Новикова")

    assert [person.name for person in company.staff.people(search="вера")] == ["Вера Новикова"]
    assert window.toast.panel.isVisible()


def test_no_new_person_after_all(window: MainWindow, company: Services) -> None:
    view = page_of(window).view
    choose(window, "Boris Smith")
    click(view.add)
    type_text(view.form.name, "Nobody")
    click(view.form.cancel_button)

    assert view.form.name.text() == "Boris Smith"
    assert len(company.staff.people()) == 4


def test_who_has_left_is_shown_on_demand(
    window: MainWindow, idle: Callable[[MainWindow], None]
) -> None:
    view = page_of(window).view
    assert not view.with_left.isVisible()
    choose(window, "Boris Smith")
    click(view.form.active)
    idle(window)
    wait(lambda: "Boris Smith" not in shown(view.table))

    click(view.with_left)

    assert "Boris Smith" in shown(view.table)


def test_an_empty_company_leads_to_the_import(open_window: OpenWindow, services: Services) -> None:
    window = open_window(services, first="staff")
    states = page_of(window).view.states
    wait(states.message.isVisible)

    assert states.message.action.hasFocus()
    assert not page_of(window).view.import_list.isVisible()
    press(states.message.action, Qt.Key.Key_Space)
    current = window.navigation.current
    assert current is not None
    assert current.name == "import"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_control_has_a_name(window: MainWindow, language: str) -> None:
    window.speak(language)
    click(page_of(window).view.add)

    assert nameless(window) == []


def test_cells_speak(window: MainWindow) -> None:
    model = page_of(window).model
    row = shown(page_of(window).view.table).index("Boris Smith")
    role = Qt.ItemDataRole.AccessibleTextRole

    assert model.index(row, DEPARTMENT).data(role) == "Department: Logistics"
    assert model.index(0, LEVEL).data(role) == "Level: empty"


def test_the_model_keeps_qts_rules(theme: Theme, company: Services) -> None:
    model = StaffModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    people = company.staff.people()

    model.set_people(people, {})
    model.set_filter("boris", None, with_left=False)
    model.sort(DEPARTMENT, Qt.SortOrder.DescendingOrder)
    model.set_people(people[:1], {})
    model.set_filter("", None, with_left=True)
    assert model.rowCount() == 1
    company.database.close()


def test_five_thousand_people_do_not_hold_up_the_window(
    open_window: OpenWindow, services: Services, watchdog: Watchdog
) -> None:
    department, _changes = services.staff.add_department(name="Sales")
    person = services.staff.add_employee(name="Anna 0", department_id=department)
    row = services.staff.person(person[0])
    crowd = [
        type(row)(**{name: getattr(row, name) for name in row.__dataclass_fields__} | extra)
        for extra in ({"id": number, "name": f"Anna {number}"} for number in range(5000))
    ]
    window = open_window(services, first="staff")
    page = page_of(window)
    wait(lambda: page.model.rowCount() == 1)
    page.context.operations.query(
        page, partial(list, crowd), partial(page.model.set_people, hues={})
    )
    wait(lambda: page.model.rowCount() == 5000)

    type_text(page.view.search, "anna 49")
    pause(50)

    assert page.model.rowCount() == sum("49" in str(number) for number in range(5000))
    assert watchdog.stalls == [], STOOD


def test_an_absence_is_added_and_taken_back(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    idle(window)
    absences = page_of(window).view.form.absences
    assert absences.nothing.isVisible()
    absences.first.setDate(QDate(2027, 3, 2))
    absences.last.setDate(QDate(2027, 3, 5))
    absences.first_half.setCurrentIndex(1)
    absences.add.setFocus()
    press(absences.add, Qt.Key.Key_Space)
    idle(window)
    wait(lambda: absences.list.count() == 1)

    assert absences.list.item(0).text() == "Tue 2 March, p.m. – Fri 5 March, p.m."
    boris = company.staff.people(search="boris")[0]
    [kept] = company.staff.absences(boris.id)
    assert (kept.from_half, kept.to_half) == ("pm", "pm")
    window.undo.undo_last()
    idle(window)
    wait(absences.nothing.isVisible)
    assert company.staff.absences(boris.id) == []


def test_an_absence_that_ends_before_it_begins_is_refused(
    window: MainWindow, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    form = page_of(window).view.form
    form.absences.first.setDate(QDate(2027, 3, 5))
    form.absences.last.setDate(QDate(2027, 3, 2))
    form.absences.add.setFocus()
    press(form.absences.add, Qt.Key.Key_Space)
    idle(window)
    assert "Exchange the two dates" in form.problem.text()


def test_the_last_day_follows_the_first(window: MainWindow) -> None:
    absences = page_of(window).view.form.absences
    absences.first.setDate(QDate(2099, 3, 5))
    assert absences.last.date() == QDate(2099, 3, 5)


def test_one_of_two_entries_is_kept(
    open_window: OpenWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    sales = company.staff.people(search="анна")[0].department_id
    company.staff.add_employee(name="Королёва Анна", department_id=sales, personnel_number="7")
    window = open_window(company, first="staff")
    idle(window)
    view = page_of(window).view
    wait(view.doubtful.isVisible)
    assert view.doubtful.text() == "Possible duplicates: 1"
    click(view.doubtful)
    wait(view.duplicates.isVisible)
    click(view.duplicates.keep_first)
    idle(window)
    wait(lambda: not view.doubtful.isVisible())

    assert [row.personnel_number for row in company.staff.people(search="анна")] == ["7"]
    assert not view.duplicates.isVisible()


def test_two_people_of_one_name_are_told_apart(
    open_window: OpenWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    sales = company.staff.people(search="анна")[0].department_id
    company.staff.add_employee(name="Королёва Анна", department_id=sales)
    window = open_window(company, first="staff")
    idle(window)
    view = page_of(window).view
    wait(view.doubtful.isVisible)
    click(view.doubtful)
    click(view.duplicates.two)
    assert not view.doubtful.isVisible()
    assert len(company.staff.people(search="анна")) == 2


def test_the_form_leads_to_the_wishes(
    window: MainWindow, company: Services, idle: Callable[[MainWindow], None]
) -> None:
    choose(window, "Boris Smith")
    page_of(window).view.form.wishes.click()
    idle(window)
    current = window.navigation.current
    assert current is not None
    assert current.name == "programme"
