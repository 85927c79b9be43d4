from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, click_cell, press, wait
from ui.widgets.wrapped_button import WrappedButton


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="why")
        idle(window)
        return window, window.navigation.current

    return open_it


def rows(table):
    return [row.cells for row in table.lines.rows]


def acts(page):
    return [it for it in page.view.findChildren(WrappedButton) if it.isVisible()]


def texts(page):
    return [it.text() for it in page.view.findChildren(QLabel) if it.isVisible()]


def lack_hosts(services, keys, programme_id):
    """Two guests are left, and nobody receives them."""
    services.programmes.sign_up(programme_id=programme_id, target_visits=0)
    services.programmes.sign_up_listed(
        programme_id=programme_id, targets={keys["Marketing 3"]: 1, keys["Marketing 4"]: 1}
    )
    for level in (1, 2):
        services.staff.set_hosts(role_id=keys[f"Sales role {level}"], host_ids=[])


def test_without_a_plan_it_leads_to_the_solve(open_page, programme_id, idle):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "No plan yet"
    click(page.view.states.message.action)
    idle(window)
    assert window.navigation.current.name == "board"
    assert window.navigation.current.view.solving.isVisible()


def test_when_everybody_has_all_visits_it_says_so(open_page, services, programme_id, keys):
    add_draft(services, programme_id, keys)
    services.programmes.sign_up(programme_id=programme_id, target_visits=0)
    services.programmes.sign_up_listed(programme_id=programme_id, targets={keys["Marketing 4"]: 1})
    _window, page = open_page()
    assert page.view.states.message.heading.text() == "Everybody has all visits."


def test_a_cure_is_made_by_its_button_and_undone(open_page, services, programme_id, keys, idle):
    plan_id = add_draft(services, programme_id, keys)
    window, page = open_page()
    assert page.view.headline.text().startswith("Every person but 7 has all visits.")
    assert page.view.cures.hasFocus()
    before = page.view.cures.lines.rows[0].cells
    places = int(before[1])
    made = acts(page)[0]
    assert made.accessibleName() == "Take the free place"
    made.setFocus()
    press(made, Qt.Key.Key_Space)
    wait(lambda: len(services.planning.visits(plan_id)) == 3 + places)
    idle(window)
    assert page.view.cures.hasFocus()
    window.undo.undo_last()
    wait(lambda: len(services.planning.visits(plan_id)) == 3)
    idle(window)
    assert page.view.cures.lines.rows[0].cells == before


def test_a_host_that_is_missing_is_named_for_everybody_it_would_help(
    open_page, services, programme_id, keys, idle
):
    plan_id = add_draft(services, programme_id, keys)
    lack_hosts(services, keys, programme_id)
    for visit in services.planning.visits(plan_id):
        services.planning.remove_visit(visit.id)
    window, page = open_page()
    view = page.view
    text, places, whom = rows(view.cures)[0]
    assert text.startswith("One more host in Sales")
    assert (places, whom) == ("2", "Marketing 3 and Marketing 4")
    assert acts(page)[0].accessibleName() == "Add the host"
    click(view.sides[1])
    assert {row[0] for row in rows(view.people)} == {"Marketing 3", "Marketing 4"}
    click_cell(view.people, 0, 0)
    told = "\n".join(texts(page))
    assert "Marketing 3 (Marketing) has 0 of 1 visits." in told
    assert "• the role has no host" in told
    click(view.sides[2])
    act = acts(page)[0]
    assert act.accessibleName() == "Choose hosts…"
    click(act)
    idle(window)
    assert window.navigation.current.name == "departments"


def test_a_person_is_shown_on_the_board(open_page, services, programme_id, keys, idle):
    add_draft(services, programme_id, keys)
    window, page = open_page()
    click(page.view.sides[1])
    page.view.people.choose(keys["Marketing 4"])
    click(page.view.show_on_board)
    idle(window)
    board = window.navigation.current
    assert board.name == "board"
    line = board.view.table.board.lines[board.view.table.currentIndex().row()]
    assert line.name == "Marketing 4"


def test_why_not_there_tells_the_way_and_goes_it(open_page, services, programme_id, keys, idle):
    plan_id = add_draft(services, programme_id, keys)
    window, page = open_page()
    view = page.view
    click(view.sides[1])
    view.people.choose(keys["Marketing 4"])
    wish = view.wish
    wish.department.setCurrentIndex(wish.department.findText("Sales"))
    wish.department.activated.emit(wish.department.currentIndex())
    wish.role.setCurrentIndex(wish.role.findText("Sales role 2"))
    click(wish.ask)
    wait(wish.ways.isVisible)
    way = next(it for it in wish.ways.findChildren(WrappedButton))
    assert way.accessibleName() == "Do it so"
    assert "Sales role 2" in "\n".join(texts(page))
    click(way)

    def there():
        mine = [v for v in services.planning.visits(plan_id) if v.employee == "Marketing 4"]
        return any(v.role == "Sales role 2" for v in mine)

    wait(there)
    idle(window)


def test_of_a_published_plan_a_draft_is_made_first(open_page, services, programme_id, keys, idle):
    plan_id = add_draft(services, programme_id, keys)
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)
    window, page = open_page()
    assert acts(page) == []
    click(page.view.renew)
    wait(lambda: len(services.planning.plans(programme_id)) == 2)
    idle(window)
    assert page.view.plan.currentText() == "Draft 2"
    assert acts(page)


def test_from_the_board_it_is_reached_by_the_tray(open_window, services, programme_id, keys, idle):
    add_draft(services, programme_id, keys)
    window = open_window(services, first="board")
    idle(window)
    click(window.navigation.current.view.tray.why)
    idle(window)
    assert window.navigation.current.name == "why"


def test_in_russian(open_page, services, programme_id, keys, idle, languages):
    add_draft(services, programme_id, keys)
    window, page = open_page()
    window.speak("ru")
    idle(window)
    assert page.view.title.text() == "Недостающие визиты"
    assert acts(page)[0].accessibleName() == "Занять свободное место"
