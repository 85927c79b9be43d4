from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import Qt

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, press, wait

# A child process loads the solver and its compiled kernels first, once for each plan.
PATIENCE = 180


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="variants")
        idle(window)
        return window, window.navigation.current

    return open_it


def states(page):
    return [row.cells[1] for row in page.view.table.lines.rows]


def test_without_people_it_leads_to_them(open_page, services, programme_id, idle):
    services.programmes.sign_up(programme_id=programme_id, target_visits=0)
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Nobody takes part yet"
    click(page.view.states.message.action)
    idle(window)
    assert window.navigation.current.name == "programme"


def test_the_plan_chosen_becomes_the_draft(open_page, services, programme_id, idle):
    window, page = open_page()
    assert states(page) == ["waits"] * 4
    assert page.view.make.hasFocus()
    press(page.view.make, Qt.Key.Key_Space)
    wait(lambda: not page.running, PATIENCE)
    idle(window)
    assert all(state.startswith("ready") for state in states(page))
    rows = [row.cells for row in page.view.table.lines.rows]
    assert {row[2] for row in rows} == {"0"}
    assert any(row[5].startswith("★") for row in rows)
    assert page.view.table.hasFocus()
    press(page.view.table, Qt.Key.Key_Down)
    assert page.view.name.text() == "Wishes first"
    click(page.view.use)
    wait(lambda: len(services.planning.plans(programme_id)) == 1)
    idle(window)
    assert window.navigation.current.name == "board"
    assert services.planning.plans(programme_id)[0].note == "Wishes first"
    window.undo.undo_last()
    wait(lambda: not services.planning.plans(programme_id))
    idle(window)


def test_its_buttons_are_in_the_menu_bar_too(open_page, programme_id, idle):
    window, page = open_page()

    def offered():
        return {it.text(): it.isEnabled() for it in window.menus.page.actions()}

    assert offered() == {
        "Make the plans": True,
        "Stop and keep the best": False,
        "Cancel and throw away": False,
        "Use as draft": False,
    }
    next(it for it in window.menus.page.actions() if it.text() == "Make the plans").trigger()
    wait(lambda: page.run.pid is not None)
    assert offered()["Cancel and throw away"]
    click(page.view.cancel)
    idle(window)
    assert offered()["Make the plans"]


def test_stopped_it_keeps_what_was_made(open_page, programme_id, idle):
    window, page = open_page()
    click(page.view.make)
    wait(lambda: page.run.visits is not None or states(page)[0].startswith("ready"), PATIENCE)
    click(page.view.stop)
    wait(lambda: not page.running)
    idle(window)
    assert states(page)[0].startswith("ready")
    assert states(page)[-1] == "not made"
    assert page.view.make.isVisible()


def test_cancelled_it_keeps_nothing(open_page, programme_id, idle):
    window, page = open_page()
    click(page.view.make)
    wait(lambda: page.run.pid is not None)
    pid = page.run.pid
    click(page.view.cancel)
    idle(window)
    assert states(page) == ["waits"] * 4
    assert not page.view.use.isVisible()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_one_that_breaks_off_does_not_end_the_others(open_page, programme_id, idle):
    window, page = open_page()
    click(page.view.make)
    wait(lambda: page.run.pid is not None)
    os.kill(page.run.pid, signal.SIGKILL)
    wait(lambda: states(page)[0] == "nothing found")
    assert page.running
    click(page.view.cancel)
    idle(window)


def test_from_the_board_it_is_in_the_menu(open_window, services, programme_id, keys, idle):
    add_draft(services, programme_id, keys)
    window = open_window(services, first="board")
    idle(window)
    window.navigation.current.acts_here.variants.trigger()
    idle(window)
    assert window.navigation.current.name == "variants"
