from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.boards import MONDAY, make_board, make_chip, make_role
from ui.models.board import Other, Place
from ui.models.board_filter import BoardFilter
from ui.models.board_model import BoardModel

TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)


@pytest.fixture
def model(qapp):
    made = BoardModel()
    made.show(make_board())
    return made


def spoken(model, row, column):
    return model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("face", ["people", "roles", "weeks"])
def test_qt_finds_no_fault_in_any_face(model, face):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.turn(face)
    model.narrow(BoardFilter(text="anna"))
    model.narrow(BoardFilter(text="nobody"))
    model.narrow(BoardFilter())
    assert tester.model() is model


@pytest.mark.parametrize("face", ["people", "roles", "weeks"])
def test_every_face_holds_every_visit(model, face):
    model.turn(face)
    held = sorted(chip.visit_id for cells in model.cells for chips in cells for chip in chips or ())
    assert held == [11, 12, 13]


@pytest.mark.parametrize("face", ["people", "roles", "weeks"])
def test_a_place_is_found_on_every_face(model, face):
    model.turn(face)
    place = Place(FRIDAY, "pm", employee_id=2, role_id=7, visit_id=13)
    index = model.find(place)
    assert 13 in {chip.visit_id for chip in model.chips_at(index)}


def test_roles_say_who_comes_and_how_many_seats_are_taken(model):
    model.turn("roles")
    assert [line.name for line in model.lines] == ["Manager", "Head"]
    assert spoken(model, 0, 2) == (
        "Sales, Manager, Tuesday 2 March, morning: seats taken: 1/1. "
        "Anna Petrova, host Boris Ivanov."
    )
    assert spoken(model, 0, 0).endswith("seats taken: 0/1.")
    assert spoken(model, 1, 9).startswith("Sales, Head, Friday 5 March, afternoon: seats taken: 1.")


def test_a_role_is_closed_in_its_own_half_days_too(model):
    mornings = sum(1 << (2 * day) for day in range(7))
    model.turn("roles")
    model.show(replace(make_board(), roles=(make_role(7, open_half_days=mornings),)))
    assert model.face.closed(0, 0) is None
    assert model.face.closed(0, 1) == "the role is not visited then"
    assert model.face.closed(0, 10) == "Women’s Day"


def test_weeks_stand_under_each_other(model):
    model.turn("weeks")
    assert [line.name for line in model.lines] == ["1–5 March", "8–12 March"]
    assert len(model.columns) == 10
    assert [chip.visit_id for chip in model.cells[0][9]] == [12, 13]
    assert spoken(model, 0, 2) == "Tuesday 2 March, morning: Anna Petrova: Sales, Manager."
    assert spoken(model, 1, 0) == "Monday 8 March, morning: closed: Women’s Day"


def test_a_half_day_outside_the_programme_takes_nothing(model):
    board = make_board()
    model.show(replace(board, columns=board.columns[3:]))
    model.turn("weeks")
    first = next(at for at, it in enumerate(model.columns) if (it.weekday, it.half) == (0, "am"))
    assert model.face.half_day(0, first) is None
    assert model.face.closed(0, first) == "not in the programme"


@pytest.mark.parametrize(
    ("face", "chosen", "left"),
    [
        ("roles", BoardFilter(troubled=True), [13]),
        ("roles", BoardFilter(pinned=True), [12]),
        ("roles", BoardFilter(missing=True), [13]),
        ("roles", BoardFilter(level=5), [12]),
        ("roles", BoardFilter(department_id=1), []),
        ("roles", BoardFilter(text="head"), [12]),
        ("weeks", BoardFilter(troubled=True), [13]),
        ("weeks", BoardFilter(text="анна"), []),
        ("weeks", BoardFilter(text="anna manager"), [11]),
        ("weeks", BoardFilter(department_id=1), [11, 12, 13]),
        ("weeks", BoardFilter(level=5), [12]),
    ],
)
def test_filters_hold_on_every_face(model, face, chosen, left):
    model.turn(face)
    model.narrow(chosen)
    held = sorted(chip.visit_id for cells in model.cells for chips in cells for chip in chips or ())
    assert held == left


def test_faces_say_how_much_is_shown(model):
    model.narrow(BoardFilter(text="anna"))
    assert model.face.count() == "1 of 3 people"
    model.turn("roles")
    assert model.face.count() == "2 roles"
    model.narrow(BoardFilter(level=5))
    assert model.face.count() == "1 of 2 roles"
    model.turn("weeks")
    assert model.face.count() == "1 of 2 people"


def test_only_changed_visits(model):
    board = make_board()
    changed = make_chip(3, visit_id=14, guest="Olga Smirnova", date=MONDAY, changed=True)
    chips = {**board.chips, (3, MONDAY, "am"): (changed,)}
    model.show(replace(board, chips=chips, published=True))
    model.narrow(BoardFilter(changed=True))
    assert [line.name for line in model.lines] == ["Olga Smirnova"]
    assert "Not as published." in spoken(model, 0, 0)


@pytest.fixture
def compared(model):
    """The board beside a plan in which Olga is a manager on Monday, Fyodor a head on Friday."""
    olga = make_chip(3, visit_id=21, guest="Olga Smirnova")
    fyodor = make_chip(
        2, visit_id=22, role_id=9, role="Head", date=FRIDAY, half="pm", guest="Фёдор Орлов"
    )
    ghosts = {(it.employee_id, it.date, it.half): (it,) for it in (olga, fyodor)}
    model.show(replace(make_board(), other=Other(5, "Draft 1", ghosts)))
    return model


def test_roles_outline_who_comes_in_the_plan_compared_with(compared):
    compared.turn("roles")
    assert [it.guest for it in compared.ghosts_at(0, 0)] == ["Olga Smirnova"]
    assert [it.guest for it in compared.ghosts_at(1, 9)] == ["Фёдор Орлов"]
    assert spoken(compared, 0, 0) == (
        "Sales, Manager, Monday 1 March, morning: seats taken: 0/1. In plan A: Olga Smirnova."
    )
    assert spoken(compared, 1, 9).endswith("In plan A: Фёдор Орлов.")
    compared.narrow(BoardFilter(text="manager"))
    assert compared.ghosts_at(0, 0) != ()


def test_the_calendar_outlines_who_goes_where_in_the_plan_compared_with(compared):
    compared.turn("weeks")
    assert [it.guest for it in compared.ghosts_at(0, 0)] == ["Olga Smirnova"]
    assert spoken(compared, 0, 0) == (
        "Monday 1 March, morning: no visit. In plan A: Olga Smirnova, Sales, Manager."
    )
    tip = compared.data(compared.index(0, 9), Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("In plan A: Фёдор Орлов, Sales, Head.")
    compared.narrow(BoardFilter(text="olga"))
    assert compared.ghosts_at(0, 0) != ()
    assert compared.ghosts_at(0, 9) == ()


@pytest.mark.parametrize("face", ["roles", "weeks"])
def test_outlines_go_with_the_comparison(compared, face):
    compared.turn(face)
    compared.show(make_board())
    assert compared.ghosts_at(0, 0) == ()
