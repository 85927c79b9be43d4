from __future__ import annotations

import os
import signal
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, press, wait

# A child process loads the solver and its compiled kernels first.
PATIENCE = 90


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def open_panel(open_window, services, idle):
    """Opens the board with the solve panel, checked and ready."""

    def open_it():
        window = open_window(services, first="board")
        idle(window)
        page = window.navigation.current
        click(page.view.solve)
        idle(window)
        return window, page

    return open_it


def button(page, text):
    return next(it for it in page.view.solving.findChildren(QPushButton) if it.text() == text)


def texts(page):
    return [it.text() for it in page.view.solving.findChildren(QLabel) if it.isVisible()]


def choose_endless(page):
    choices = page.view.solving.findChildren(QRadioButton)
    press(next(it for it in choices if it.text() == "Until I stop it"), Qt.Key.Key_Space)


def test_from_solve_to_draft(open_panel, services, programme_id, idle):
    window, page = open_panel()
    assert "16 visits of 8 people are to be placed in 40 half-days." in texts(page)
    assert "Nothing stands in the way." in texts(page)
    click(button(page, "Solve"))
    assert "Looking for a first plan…" in texts(page)
    wait(lambda: page.solving.waiting, PATIENCE)
    assert "Everybody has all visits." in texts(page)
    click(button(page, "Use as draft"))
    wait(lambda: len(services.planning.plans(programme_id)) == 1)
    idle(window)
    assert not page.view.solving.isVisible()
    assert page.view.table.hasFocus()
    assert sum(len(it.chips_of(1)) for it in [page.view.table.board.board]) == 2
    assert not page.view.tray.isVisible()
    window.undo.undo_last()
    wait(lambda: not services.planning.plans(programme_id))
    idle(window)
    assert page.view.states.message.heading.text() == "No plan yet"


def test_stop_keeps_the_best_within_a_second(open_panel, services, programme_id):
    services.programmes.sign_up(programme_id=programme_id, target_visits=4)
    _window, page = open_panel()
    choose_endless(page)
    click(button(page, "Solve"))
    wait(lambda: "Looking for a first plan…" not in texts(page), PATIENCE)
    if page.solving.running:
        began = time.monotonic()
        click(button(page, "Stop and keep the best"))
        wait(lambda: page.solving.waiting)
        assert time.monotonic() - began < 1.5
    assert button(page, "Use as draft").isVisible()


def test_throwing_away_leads_back_to_the_offer(open_panel, services, programme_id, idle):
    window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.waiting, PATIENCE)
    click(button(page, "Throw away"))
    idle(window)
    assert button(page, "Solve").isVisible()
    assert services.planning.plans(programme_id) == []


def test_cancel_ends_the_process(open_panel, programme_id, idle):
    window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.pid is not None)
    pid = page.solving.pid
    click(button(page, "Cancel and throw away"))
    idle(window)
    assert not page.solving.running
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert button(page, "Solve").isVisible()


def test_cancel_before_the_process_is_there(open_panel, programme_id, idle):
    window, page = open_panel()
    click(button(page, "Solve"))
    click(button(page, "Cancel and throw away"))
    wait(lambda: not page.solving.running)
    idle(window)
    assert button(page, "Solve").isVisible()


def test_a_solver_that_dies_before_a_plan_is_told(open_panel, programme_id):
    _window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.pid is not None)
    os.kill(page.solving.pid, signal.SIGKILL)
    wait(lambda: page.solving.waiting)
    assert any("stopped unexpectedly, before it had found a plan" in it for it in texts(page))
    assert not button(page, "Use as draft").isVisible()
    click(button(page, "Back"))
    assert button(page, "Solve").isVisible()


def test_the_window_ends_the_solver_when_it_closes(open_panel, programme_id):
    window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.pid is not None)
    pid = page.solving.pid
    window.close_file()

    def gone():
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    wait(gone)


def test_what_cannot_work_is_said_before_solving(open_panel, services, programme_id, keys):
    for role in services.staff.roles(keys["Sales"]):
        services.staff.set_hosts(role_id=role.id, host_ids=[])
    _window, page = open_panel()
    assert "Nothing stands in the way." not in texts(page)
    assert any("Sales role 1" in it for it in texts(page))


def test_pins_that_contradict_are_named(open_panel, services, programme_id, keys):
    plan_id = add_draft(services, programme_id, keys)
    first = services.planning.board(plan_id).visits[0]
    second_id, _changes = services.planning.add_visit(
        plan_id=plan_id,
        employee_id=first.employee_id,
        role_id=keys["Sales role 2"],
        date=first.date,
        half=first.half,
        host_id=keys["Sales 2"],
    )
    services.planning.pin(first.id, True)
    services.planning.pin(second_id, True)
    _window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.waiting, PATIENCE)
    wait(lambda: any("No plan can hold all of these together" in it for it in texts(page)))
    told = "\n".join(texts(page))
    assert "Sales role 1" in told
    assert "Sales role 2" in told
    assert not button(page, "Use as draft").isVisible()


def test_the_plan_is_refused_if_the_staff_has_changed_meanwhile(
    open_panel, services, programme_id, keys, idle
):
    window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: page.solving.waiting, PATIENCE)
    for name in ("Sales", "Marketing"):
        for role in services.staff.roles(keys[name]):
            services.staff.set_hosts(role_id=role.id, host_ids=[])
    click(button(page, "Use as draft"))
    wait(window.banner.isVisible)
    idle(window)
    assert services.planning.plans(programme_id) == []
    assert button(page, "Throw away").isEnabled()
