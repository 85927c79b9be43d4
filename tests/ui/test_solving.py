from __future__ import annotations

import os
import signal
import time
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

from app.bootstrap import open_services
from app.services.solving import Plan, Status
from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, press, wait
from ui.widgets.wrapped_button import WrappedButton

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


def cures(page):
    return [it for it in page.view.solving.findChildren(WrappedButton) if it.isVisible()]


def cure(page, text):
    return next(it for it in cures(page) if it.accessibleName() == text)


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
    click(cure(page, f"Unpin {first.employee}: Sales role 2"))
    wait(lambda: "1 pinned visit stays." in texts(page))
    assert "Nothing stands in the way." in texts(page)
    assert [it.pinned for it in services.planning.board(plan_id).visits].count(True) == 1


def test_pins_that_contradict_are_unpinned_before_the_solve(
    open_panel, services, programme_id, keys, idle
):
    plan_id = add_draft(services, programme_id, keys)
    for visit in services.planning.board(plan_id).visits:
        services.planning.pin(visit.id, True)
    services.programmes.set_rule(
        programme_id=programme_id, rule="once_per_department", parameter="on", value=True
    )
    window, page = open_panel()
    assert any("Pinned visits contradict the rule" in it for it in texts(page))
    first = next(it for it in cures(page) if "Sales role 1" in it.accessibleName())
    press(first, Qt.Key.Key_Space)
    wait(lambda: "2 pinned visits stay." in texts(page))
    assert "Nothing stands in the way." in texts(page)
    window.undo.undo_last()
    wait(lambda: "3 pinned visits stay." in texts(page))
    idle(window)


def test_a_role_without_host_leads_to_its_hosts(open_panel, services, programme_id, keys, idle):
    services.staff.set_hosts(role_id=keys["Sales role 1"], host_ids=[])
    window, page = open_panel()
    click(cure(page, "Choose hosts…"))
    idle(window)
    assert window.navigation.current.name == "departments"
    assert window.navigation.current.view.tree.place() == ("role", keys["Sales role 1"])


def test_after_a_solve_the_plan_is_held_against_the_one_shown(
    open_panel, services, programme_id, keys, idle
):
    add_draft(services, programme_id, keys)
    window, page = open_panel()
    click(button(page, "Solve"))
    wait(lambda: any("0 visits are missing; in version 1: 13." in it for it in texts(page)), 90)
    click(button(page, "Compare both"))
    wait(lambda: window.navigation.current.name == "compare")
    idle(window)
    view = window.navigation.current.view
    assert (view.a.currentText(), view.b.currentText()) == ("Draft 1", "Draft 2")
    assert services.kept_plans.kept(programme_id) is None


def test_a_change_during_a_solve_asks_once_whether_to_go_on(
    open_panel, services, programme_id, keys, idle
):
    services.programmes.sign_up(programme_id=programme_id, target_visits=4)
    window, page = open_panel()
    choose_endless(page)
    click(button(page, "Solve"))
    change = partial(services.staff.set_hosts, role_id=keys["Sales role 1"], host_ids=[])
    window.operations.command(page, change)
    wait(lambda: cures(page) or page.solving.waiting, PATIENCE)
    if page.solving.waiting:
        pytest.skip("everything was proven before the change was made")
    assert any("Something has been changed since" in it for it in texts(page))
    click(cure(page, "Keep going"))
    wait(lambda: not cures(page))
    assert page.solving.running
    window.undo.undo_last()
    idle(window)
    assert not cures(page)
    click(button(page, "Cancel and throw away"))
    idle(window)


def test_started_anew_a_solve_knows_of_the_change(open_panel, services, programme_id, keys, idle):
    window, page = open_panel()
    click(button(page, "Solve"))
    change = partial(services.programmes.sign_up, programme_id=programme_id, target_visits=1)
    window.operations.command(page, change)
    wait(lambda: cures(page) or page.solving.waiting, PATIENCE)
    if page.solving.waiting:
        pytest.skip("the plan was there before the change was made")
    click(cure(page, "Start anew"))
    wait(lambda: page.solving.waiting, PATIENCE)
    click(button(page, "Use as draft"))
    wait(lambda: len(services.planning.plans(programme_id)) == 1)
    idle(window)
    assert services.planning.plans(programme_id)[0].visits == 8


def test_what_a_broken_off_solve_had_found_is_offered_later(
    open_panel, open_window, services, programme_id, idle, watchdog
):
    services.programmes.sign_up(programme_id=programme_id, target_visits=4)
    window, page = open_panel()
    choose_endless(page)
    click(button(page, "Solve"))
    wait(lambda: services.kept_plans.kept(programme_id) is not None, PATIENCE)
    place = services.database.place
    window.close_file()
    idle(window)
    # To build the second window is the test's own work.
    watchdog.stop()
    again = open_services(place)
    window = open_window(again, first="board")
    idle(window)
    page = window.navigation.current
    click(page.view.solve)
    idle(window)
    assert any("A search was broken off. Its best plan was kept" in it for it in texts(page))
    click(cure(page, "Take it up"))
    idle(window)
    click(button(page, "Use as draft"))
    wait(lambda: len(again.planning.plans(programme_id)) == 1)
    idle(window)
    assert again.kept_plans.kept(programme_id) is None


def test_a_kept_plan_can_be_thrown_away(open_panel, services, programme_id, idle):
    services.kept_plans.keep(programme_id, Plan(Status.FEASIBLE, ()))
    window, page = open_panel()
    click(cure(page, "Throw away"))
    idle(window)
    assert cures(page) == []
    assert "Nothing stands in the way." in texts(page)
    assert services.kept_plans.kept(programme_id) is None


def test_with_few_changes_it_is_said_who_must_be_told(
    open_panel, services, programme_id, keys, idle
):
    plan_id = add_draft(services, programme_id, keys)
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)
    services.staff.add_absence(
        employee_id=keys["Sales 2"],
        from_date=date(2027, 3, 8),
        to_date=date(2027, 3, 12),
    )
    services.programmes.sign_up(programme_id=programme_id, target_visits=0)
    services.programmes.sign_up_listed(
        programme_id=programme_id, targets={keys["Marketing 3"]: 2, keys["Marketing 4"]: 1}
    )
    window, page = open_panel()
    press(page.view.solving.findChild(QCheckBox), Qt.Key.Key_Space)
    click(button(page, "Solve"))
    wait(lambda: page.solving.waiting, PATIENCE)
    click(button(page, "Use as draft"))
    wait(lambda: page.solving.telling)
    idle(window)
    told = "\n".join(texts(page))
    assert "The draft changes 1 visit of version 1." in told
    assert "Once it is published, 2 people must be told:" in told
    assert "Sales 2" in texts(page)
    assert "Marketing 3: Moved:" in told
    click(button(page, "To publishing"))
    idle(window)
    assert window.navigation.current.name == "publish"


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
