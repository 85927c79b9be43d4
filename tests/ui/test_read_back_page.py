from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from tests.support.plans import add_plan
from tests.ui.companies import add_company, add_programme
from tests.ui.driving import click, press, wait

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")
PERSON, DATE, HOST = 1, 5, 10


@pytest.fixture
def plan_id(services):
    keys = add_company(services)
    return add_plan(services, add_programme(services), keys, FIRST, OTHER)


@pytest.fixture
def edited(services, plan_id, tmp_path):
    """A workbook with one visit moved, one host that is none of the role, and a row of nobody."""
    path = tmp_path / "plan.xlsx"
    services.exports.export_schedule(plan_id=plan_id, path=path)
    workbook = load_workbook(path)
    sheet = workbook["By person"]
    sheet.cell(2, DATE).value = dt.datetime(2027, 3, 3)
    sheet.cell(3, HOST).value = "Marketing 2"
    sheet.append(["Nobody", "", "", "", dt.datetime(2027, 3, 3), "Morning", "Sales", "x"])
    workbook.save(path)
    return path


@pytest.fixture
def page(open_window, services, plan_id, idle, interaction, edited):
    window = open_window(services, first="read_back")
    idle(window)
    interaction.answer(edited)
    click(window.navigation.current.view.drop.button)
    wait(window.navigation.current.view.heading.isVisible)
    idle(window)
    return window.navigation.current


def test_proposals_are_shown_with_what_they_break(page):
    view = page.view
    assert view.heading.text() == "The workbook asks for 2 changes of plan 1."
    assert [row.cells[0] for row in view.changes.lines.rows] == ["Marketing 3", "Sales 4"]
    assert view.changes.lines.rows[0].cells[2:] == ("keeps every rule", "2")
    assert "is not a host of" in view.changes.lines.rows[1].cells[2]
    assert view.changes.lines.ticked == {0}
    assert view.problems.lines.rows[0].cells == ("Row 4: “Nobody” is not in the staff list.",)


def test_what_is_ticked_is_taken_over_in_one_step(page, services, plan_id, idle):
    window = page.window()
    assert page.view.take.text() == "Take 1 change over"
    page.view.changes.setFocus()
    page.view.changes.choose(1)
    press(page.view.changes, Qt.Key.Key_Space)
    idle(window)
    assert page.view.take.text() == "Take 2 changes over"
    click(page.view.take)
    wait(lambda: window.navigation.current.name == "board")
    idle(window)
    visits = services.planning.board(plan_id).visits
    assert [(v.date.day, v.host) for v in visits] == [(3, "Sales 1"), (4, "Marketing 2")]
    assert window.undo.undo.text() == "Undo: take changes from a workbook into draft 1"


def test_a_file_that_is_none_of_ours_is_named_and_another_can_be_chosen(
    page, interaction, tmp_path, edited, idle
):
    other = tmp_path / "list.csv"
    other.write_text("a;b\n1;2\n")
    interaction.answer(other)
    click(page.view.other)
    wait(page.view.states.message.isVisible)
    assert "list.csv" in page.view.states.message.text.text()
    interaction.answer(edited)
    click(page.view.states.message.action)
    wait(page.view.heading.isVisible)
    idle(page.window())
