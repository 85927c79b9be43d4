"""The board at close quarters: faces, moves, conflicts, a strict board, two plans, what is owed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.services.solving import Plan, Status
from solver.rotation.compiled import compile_problem
from solver.rotation.greedy import greedy
from tests.ui.driving import click, click_cell, pause, press, wait

if TYPE_CHECKING:
    from app.bootstrap import Services
    from tests.support.walks import Camera
    from ui.pages.board.page import BoardPage

PATIENCE = 120
CONTROL = Qt.KeyboardModifier.ControlModifier
FACES = ("people", "roles", "weeks")


def board_at_work(camera: Camera) -> None:
    """A draft made from the sample's published plan, worked on by hand."""
    window = camera.window
    window.open_sample()
    wait(lambda: window.file is not None, PATIENCE)
    window.navigation.go("board")
    camera.settle()
    board = window.navigation.current
    board.view.states.loading(_("Loading the plan…"))
    pause(1200)
    camera.take("board-loading")
    plan_id, drafts = _published(camera, board), []
    window.navigation.go("board", plan_id=plan_id)
    camera.take("board-published")
    for _copy in range(2):
        draft_from = window.file.services.publishing.draft_from
        window.operations.command(board, partial(draft_from, plan_id), drafts.append)
        camera.settle()
    _change(camera, board, drafts[1])
    window.navigation.go("board", plan_id=drafts[1])
    camera.settle()
    for face in FACES:
        click(board.view.faces[face])
        _look_at_a_visit(board)
        camera.settle()
        pause(400)
        camera.take(f"board-{face}-selected")
        press(board.view.table, Qt.Key.Key_X, CONTROL)
        camera.settle()
        press(board.view.table, Qt.Key.Key_Right)
        camera.take(f"board-{face}-moving")
        press(board.view.table, Qt.Key.Key_Escape)
    click(board.view.faces["people"])
    _put_where_it_breaks(camera, board)
    camera.take("board-conflict")
    board.acts_here.strict.setChecked(True)
    _put_where_it_breaks(camera, board)
    wait(window.banner.isVisible)
    camera.take("board-refused")
    press(board.view.table, Qt.Key.Key_Escape)
    window.banner.hide()
    board.acts_here.strict.setChecked(False)
    _take_a_seat(camera, board)
    _pin_some(camera, board)
    window.navigation.go("board", plan_id=drafts[1], other_id=drafts[0])
    camera.settle()
    for face in FACES:
        click(board.view.faces[face])
        for compact in (False, True):
            board.view.compact.setChecked(compact)
            camera.take(f"board-{face}-ghosts" + ("-compact" if compact else ""))
        board.view.compact.setChecked(False)
    window.navigation.go("compare", a_id=drafts[0], b_id=drafts[1])
    camera.settle()
    press(window.navigation.current.view.people, Qt.Key.Key_Down)
    camera.take("compare-drafts")


def _published(camera: Camera, board: BoardPage) -> int:
    """Publish a quick plan of the newest programme; return its key."""
    services, made = camera.window.file.services, []
    programme_id = _programme(services)
    problem = services.planning.problem(programme_id)
    plan = Plan(Status.FEASIBLE, tuple(sorted(greedy(compile_problem(problem), 1))))
    store = partial(services.planning.store_draft, programme_id=programme_id, plan=plan)
    camera.window.operations.command(board, store, made.append)
    camera.settle()
    shown = services.publishing.summary(made[0]).shown
    publish = partial(services.publishing.publish, plan_id=made[0], shown=shown)
    camera.window.operations.command(board, publish)
    camera.settle()
    return made[0]


def _change(camera: Camera, board: BoardPage, plan_id: int) -> None:
    """Let every tenth guest come an open half-day later."""
    services = camera.window.file.services
    visits = services.planning.visits(plan_id)
    half_days = [it for it in services.programmes.half_days(_programme(services)) if it.open]
    order = {(it.date, it.half): at for at, it in enumerate(half_days)}
    for visit in visits[::10]:
        later = half_days[min(order[visit.date, visit.half] + 1, len(half_days) - 1)]
        move = partial(
            services.planning.move_visit,
            visit_id=visit.id,
            shown_version=visit.version,
            role_id=visit.role_id,
            date=later.date,
            half=later.half,
            host_id=visit.host_id,
        )
        camera.window.operations.command(board, move)
    camera.settle()


def _programme(services: Services) -> int:
    return services.programmes.programmes()[-1].id


def _look_at_a_visit(board: BoardPage) -> None:
    table = board.view.table
    row, column = next(
        (row, column)
        for row, cells in enumerate(table.board.cells)
        for column, chips in enumerate(cells)
        if chips
    )
    click_cell(table, row, column)


def _put_where_it_breaks(camera: Camera, board: BoardPage) -> None:
    table = board.view.table
    _look_at_a_visit(board)
    press(table, Qt.Key.Key_X, CONTROL)
    camera.settle()
    row = table.currentIndex().row()
    for column, chips in enumerate(table.board.cells[row]):
        table.setCurrentIndex(table.board.index(row, column))
        hint = table.hint()
        if not chips and hint is not None and hint.kind == "breaks":
            break
    press(table, Qt.Key.Key_V, CONTROL)
    camera.settle()
    pause(400)


def _take_a_seat(camera: Camera, board: BoardPage) -> None:
    table = board.view.table
    _look_at_a_visit(board)
    press(table, Qt.Key.Key_X, CONTROL)
    camera.settle()
    row = table.currentIndex().row()
    below = next(at for at in range(row + 1, len(table.board.cells)) if any(table.board.cells[at]))
    column = next(at for at, chips in enumerate(table.board.cells[below]) if chips)
    click_cell(table, below, column)
    press(table, Qt.Key.Key_V, CONTROL)
    wait(lambda: any(it.isVisible() for it in table.findChildren(QMenu)))
    menu = next(it for it in table.findChildren(QMenu) if it.isVisible())
    camera.take("board-seat-menu", menu)
    # Place, and go on with whoever had to give way.
    menu.setActiveAction(menu.actions()[1])
    press(menu, Qt.Key.Key_Return)
    camera.settle()
    pause(400)
    camera.settle()
    camera.take("board-going-on")
    press(table, Qt.Key.Key_Escape)


def _pin_some(camera: Camera, board: BoardPage) -> None:
    table = board.view.table
    _look_at_a_visit(board)
    for _step in range(3):
        press(table, Qt.Key.Key_Space, CONTROL)
        press(table, Qt.Key.Key_Right, CONTROL)
    press(table, Qt.Key.Key_Space)
    camera.settle()
    camera.take("board-marked-and-pinned")
    press(table, Qt.Key.Key_Return)
    wait(lambda: any(it.isVisible() for it in table.findChildren(QMenu)))
    menu = next(it for it in table.findChildren(QMenu) if it.isVisible())
    camera.take("board-menu", menu)
    menu.close()
    press(table, Qt.Key.Key_Escape)
