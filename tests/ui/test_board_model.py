from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.boards import MONDAY, make_board, make_chip
from ui.models.board import Other, Place, only_in
from ui.models.board_filter import BoardFilter
from ui.models.board_model import BoardModel


@pytest.fixture
def model(qapp):
    made = BoardModel()
    made.show(make_board())
    return made


def names(model):
    return [line.name for line in model.lines]


def test_qt_finds_no_fault(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.narrow(BoardFilter(text="anna"))
    model.narrow(BoardFilter())
    model.show(replace(make_board(), lines=make_board().lines[:2]))
    assert tester.model() is model


def test_every_cell_says_who_when_and_what(model):
    spoken = model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Anna Petrova, Tuesday 2 March, morning: Sales, Manager, level 4, host Boris Ivanov."
    )


def test_an_empty_cell_says_that_there_is_nothing(model):
    spoken = model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Olga Smirnova, Monday 1 March, morning: no visit"


def test_a_closed_cell_says_why(model):
    spoken = model.data(model.index(2, 10), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Olga Smirnova, Monday 8 March, morning: closed: Women’s Day"


def test_signs_are_said_too(model):
    pinned = model.data(model.index(0, 9), Qt.ItemDataRole.AccessibleTextRole)
    troubled = model.data(model.index(1, 9), Qt.ItemDataRole.AccessibleTextRole)
    assert pinned.endswith("Pinned.")
    assert troubled.endswith("no host yet. 1 conflict.")
    description = model.data(model.index(1, 9), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert description == "Nobody receives this visit."


def test_search_ignores_case_and_takes_yo_for_ye(model):
    model.narrow(BoardFilter(text="федор"))
    assert names(model) == ["Фёдор Орлов"]


def test_search_finds_the_roles_people_visit(model):
    model.narrow(BoardFilter(text="head sales"))
    assert names(model) == ["Anna Petrova"]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (BoardFilter(missing=True), ["Фёдор Орлов", "Olga Smirnova"]),
        (BoardFilter(troubled=True), ["Фёдор Орлов"]),
        (BoardFilter(pinned=True), ["Anna Petrova"]),
        (BoardFilter(department_id=2), []),
    ],
)
def test_filters(model, chosen, left):
    model.narrow(chosen)
    assert names(model) == left


def test_the_filter_outlives_new_data(model):
    model.narrow(BoardFilter(missing=True))
    model.show(make_board())
    assert names(model) == ["Фёдор Орлов", "Olga Smirnova"]


def test_new_visits_of_the_same_people_do_not_reset_the_table(model, qtbot):
    fewer = {key: chips for key, chips in make_board().chips.items() if key[0] != 2}
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(replace(make_board(), chips=fewer))
    assert model.chips_at(model.index(1, 9)) == ()


def test_places_are_found_by_person_and_half_day(model):
    assert model.row_of(2) == 1
    assert model.row_of(99) is None
    assert model.find(Place(MONDAY + timedelta(days=4), "pm", employee_id=2)).column() == 9
    assert model.find(Place(MONDAY + timedelta(days=400), employee_id=99)) is None


def test_where_guests_are_in_the_other_plan_shows_as_ghosts(model):
    board = make_board()
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    moved = make_chip(3, role="Junior assistant")
    instead = make_chip(2, role_id=9, role="Head", date=friday, half="pm")
    alike = make_chip(1, date=tuesday)
    chips = {(it.employee_id, it.date, it.half): (it,) for it in (moved, instead, alike)}
    ghosts = only_in(chips, board.chips)
    model.show(replace(board, other=Other(5, "Draft 1", ghosts)))
    assert model.ghosts_at(2, 0) == (moved,)
    assert model.ghosts_at(1, 9) == (instead,)
    assert model.ghosts_at(0, 2) == ()
    assert model.spoken(model.index(2, 0)) == (
        "Olga Smirnova, Monday 1 March, morning: no visit. In plan A: Sales, Junior assistant."
    )
    assert model.spoken(model.index(1, 9)).endswith("1 conflict. In plan A: Sales, Head.")
    assert model.data(model.index(2, 0), Qt.ItemDataRole.ToolTipRole) == (
        "In plan A: Sales, Junior assistant."
    )
    model.narrow(BoardFilter(text="olga"))
    assert model.ghosts_at(0, 0) == (moved,)
    model.show(board)
    assert model.ghosts_at(0, 0) == ()
