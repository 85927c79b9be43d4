"""The board: shows a plan, narrows it, changes it, finds a new one, exports it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QActionGroup,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import _
from ui.models.board import Place
from ui.models.board_faces import PeopleFace
from ui.models.board_of_plan import Loaded, judged, load, moved
from ui.page import Page
from ui.pages.board.acts import Acts
from ui.pages.board.details import Selection
from ui.pages.board.exporting import Exporting
from ui.pages.board.moving import Moving
from ui.pages.board.reasons import Reasons
from ui.pages.board.solving import Solving
from ui.pages.board.view import BoardView
from ui.widgets.boxes import fill_box

if TYPE_CHECKING:
    from datetime import date

    from app.changes import Changes
    from app.services.moving import PlanTable
    from ui.context import Context
    from ui.models.board import Board, Chip


class BoardPage(Page):
    """The planning board: one plan by person, by department, or as a calendar."""

    name: ClassVar[str] = "board"
    icon: ClassVar[str] = "layout-grid-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "sign_up",
            "closed_day",
            "plan_version",
            "visit",
            "employee",
            "department",
            "role",
            "role_host",
            "absence",
            "visit_record",
            "reflection",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = BoardView(context.theme)
        self.set_view(self.view)
        self.solving = Solving(context, self.view.solving, self)
        self.exporting = Exporting(context, self)
        self.moving = Moving(context, self.view.table, self)
        self.moving.may_change = self._may_change
        self.acts = Acts(context, self.view.table, self.moving, self)
        self.reasons = Reasons(context, self.view.details, self)
        self._plan: PlanTable | None = None
        self._loaded: Loaded | None = None
        self._programme_id: int | None = None
        self._plan_id: int | None = None
        self._other_id: int | None = None
        self._board: Board | None = None
        self._wanted_person: int | None = None
        self._make_actions()
        self._connect()
        self._narrow()

    # Page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Board")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.view.retranslate()
        self.solving.retranslate()
        self.pin_action.setText(_("Pin or unpin the visit"))
        self.move_action.setText(_("Move the visit…"))
        self.best_action.setText(_("Best other places…"))
        self.why_action.setText(_("Why is it here?"))
        self.remove_action.setText(_("Take out of the plan"))
        self.mark_action.setText(_("Mark the visit"))
        self.find_action.setText(_("Find…"))
        for name, action in self.face_actions.items():
            action.setText(self.view.faces[name].text())
        self.solve_action.setText(_("Find a plan…"))
        self.export_action.setText(_("Export to Excel…"))
        self.compact_action.setText(_("Compact board"))
        self.missing_action.setText(_("Why are visits missing?"))
        self.variants_action.setText(_("Several plans side by side"))
        if self._loaded is not None:
            # Names of plans and holidays, and conflicts, are worded by the worker.
            self.refresh(None)

    def arrive(self, **where: Any) -> None:
        """Show the programme or plan asked for, or what was shown before."""
        programme_id = where.get("programme_id")
        if where.get("plan_id") is not None or programme_id not in (None, self._programme_id):
            self._programme_id, self._plan_id = programme_id, where.get("plan_id")
            self._other_id = where.get("other_id")
            if self._other_id is not None:
                # Only the line of a person has room for the places of two plans.
                self._turn(PeopleFace.name)
            self.refresh(None)
        person = where.get("person_id")
        if isinstance(person, int):
            self._wanted_person = person
            self._find_wanted()
        elif where.get("solve") or where.get("replan"):
            self._open_solving(few=bool(where.get("replan")))
        else:
            self.view.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Load what has changed: the visits alone, or everything."""
        operations, services = self.context.operations, self.context.services
        plan, board = self._plan, self._board
        # Undo may bring back or take away whole plans: those are not only visits.
        only_visits = changes is not None and changes.tables == {"visit"}
        if only_visits and plan is not None and board is not None:
            operations.query(
                self,
                partial(moved, services, plan, board),
                partial(self._show_moved, plan),
                key="load",
            )
            return
        if self._loaded is None:
            self.view.states.loading(_("Loading the plan…"))
        operations.query(
            self,
            partial(load, services, self._programme_id, self._plan_id, self._other_id),
            self._show,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Offer what can be done here in the menu bar."""
        return [
            self.solve_action,
            self.variants_action,
            self.missing_action,
            self.export_action,
            _parting(self),
            *self.face_actions.values(),
            self.compact_action,
            self.find_action,
            _parting(self),
            self.pin_action,
            self.mark_action,
            self.move_action,
            self.best_action,
            self.why_action,
            self.remove_action,
        ]

    def panes(self) -> list[QWidget]:
        """Return filters, table, tray and the panel at the right."""
        view = self.view
        return [view.filters, view.table, view.tray.list, view.panels.currentWidget()]

    # What is shown

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._programme_id, self._plan_id = loaded.programme_id, loaded.plan_id
        view = self.view
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        fill_box(view.plan, loaded.plans, loaded.plan_id)
        view.programme.setVisible(bool(loaded.programmes))
        view.plan.setVisible(bool(loaded.plans))
        view.filters.show_departments(loaded.departments)
        self.solve_action.setEnabled(loaded.programme_id is not None)
        view.solve.setEnabled(loaded.programme_id is not None and not self._solving_open())
        view.filters.setVisible(loaded.board is not None)
        view.badge.setVisible(loaded.board is not None and not loaded.board.editable)
        for part in (self.export_action, view.export, self.missing_action):
            part.setEnabled(loaded.plan_id is not None)
        self.variants_action.setEnabled(loaded.programme_id is not None)
        self._judge_by(None)
        if loaded.programme_id is None:
            view.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place and who takes part."),
                _("New programme"),
            )
        elif loaded.board is None or loaded.plan_id is None:
            view.states.empty(
                "layout-grid-line",
                _("No plan yet"),
                _("Everything that was signed up for will stand here, half-day by half-day."),
                _("Find a plan"),
            )
        else:
            self._show_board(loaded.board)
            view.states.show_content()
            self._find_wanted()
            self.context.operations.query(
                self,
                partial(judged, self.context.services, loaded.plan_id, loaded.board),
                self._show_judged,
                key="load",
            )
        self._show_panels()

    def _show_board(self, board: Board) -> None:
        self._board = board
        official = self._loaded is not None and self._loaded.official
        self.view.broken.show_broken(board if official else None)
        self.view.compared.show_other(board.other)
        self.view.table.board.show(board)
        self.view.tray.show_missing(board.lines)
        self.view.filters.count(board)
        self.view.filters.tell(self.view.table.board.face.count())
        self._show_selection()

    def _find_wanted(self) -> None:
        """Show the person that another page asked for, once the right plan is there."""
        person, loaded = self._wanted_person, self._loaded
        if person is None or loaded is None or loaded.plan_id != self._plan_id:
            return
        self._wanted_person = None
        self._show_person(person)

    def _show_judged(self, found: tuple[PlanTable, Board]) -> None:
        plan, board = found
        self._judge_by(plan, board)
        self._show_board(board)
        self.moving.settled()

    def _show_moved(self, plan: PlanTable, board: Board) -> None:
        if plan is self._plan:
            self.reasons.forget()
            self._show_board(board)
            self.moving.settled()

    def _judge_by(self, plan: PlanTable | None, board: Board | None = None) -> None:
        self._plan = plan
        self.moving.use(plan)
        self.acts.use(plan)
        self.reasons.forget()
        self.reasons.use(plan, board.roles if board else ())

    def _show_selection(self) -> None:
        table, model = self.view.table, self.view.table.board
        index, selection = table.currentIndex(), None
        if index.isValid() and index.row() < len(model.lines):
            row, column = index.row(), index.column()
            chip, line = table.current_chip(), model.lines[row]
            person = chip.employee_id if chip else getattr(line, "employee_id", None)
            selection = Selection(
                line,
                model.face.half_day(row, column),
                chip,
                model.chips_at(index),
                tuple(model.board.chips_of(person)) if person is not None else (),
                table.carried,
                table.hint(),
                model.face.closed(row, column),
                model.board.editable,
            )
        self.view.details.show_selection(selection)
        if self.view.details.isVisible():
            self.reasons.look_at(selection)
        has_chip = selection is not None and selection.chip is not None
        for action in (
            self.pin_action,
            self.mark_action,
            self.move_action,
            self.best_action,
            self.why_action,
            self.remove_action,
        ):
            action.setEnabled(has_chip)

    def _narrow(self) -> None:
        view = self.view
        view.table.board.narrow(view.filters.chosen())
        view.filters.tell(view.table.board.face.count())

    def _show_everybody(self) -> None:
        self.view.filters.clear_all()
        self.view.table.setFocus()

    def _turn(self, face: str, _checked: bool = False) -> None:
        view = self.view
        view.faces[face].setChecked(True)
        self.face_actions[face].setChecked(True)
        view.table.turn(face)
        view.name_table()
        view.filters.tell(view.table.board.face.count())
        view.table.setFocus()
        self._show_selection()

    def _show_person(self, employee_id: int, day: date | None = None, half: str = "am") -> None:
        self._turn(PeopleFace.name)
        self._go(Place(day, half, employee_id=employee_id))

    def _show_visit(self, chip: Chip) -> None:
        self._go(Place(chip.date, chip.half, chip.employee_id, chip.role_id, chip.visit_id))

    def _go(self, place: Place) -> None:
        table = self.view.table
        if table.board.find(place) is None:
            self.view.filters.clear_all()
        table.go(place)
        table.setFocus()
        self._show_selection()

    # What is done

    def _may_change(self) -> bool:
        """Tell whether the plan is a draft; say what to do if it is not."""
        if self._board is None:
            return False
        if not self._board.editable:
            self.context.error(
                _("A published plan is not changed. Find a new plan or make a new draft first.")
            )
        return self._board.editable

    def _move_chip(self, chip: Chip) -> None:
        self._show_visit(chip)
        self.moving.pick_up()

    def _let_go(self, there: QPoint) -> None:
        """End a drag outside the table: over the tray the visit leaves the plan."""
        carried = self.view.table.carried
        on_tray = self.view.tray.covers(there)
        self.moving.leave()
        if on_tray and carried is not None and carried.chip is not None:
            self.acts.remove(carried.chip)

    def _carry_missing(self, employee_id: int, by_mouse: bool) -> None:
        table = self.view.table
        self.moving.pick_up_missing(employee_id, self.view.tray.name_of(employee_id))
        row = table.board.row_of(employee_id)
        if row is None:
            return
        index = table.currentIndex()
        if by_mouse:
            # The half-days stay where they are: the mouse is on its way to one of them.
            table.scrollTo(table.board.index(row, max(0, table.across.logicalIndexAt(1))))
        else:
            table.setCurrentIndex(table.board.index(row, max(0, index.column())))
            table.setFocus()

    def _say(self, text: str) -> None:
        if not self.view.tray.list.hasFocus():
            self.view.table.setFocus()
        event = QAccessibleAnnouncementEvent(self.view.table, text)
        QAccessible.updateAccessibility(event)

    def _menu(self, place: QPoint) -> None:
        self.acts.menu(
            place,
            [
                self.pin_action,
                self.mark_action,
                self.move_action,
                self.best_action,
                self.why_action,
                self.remove_action,
                None,
                self.find_action,
            ],
        )

    def _offer_best(self) -> None:
        table = self.view.table
        rect = table.visualRect(table.currentIndex())
        self.acts.offer_best(table.viewport().mapToGlobal(rect.bottomLeft()))

    def _copy(self) -> None:
        text = self.view.table.board.spoken(self.view.table.currentIndex())
        QApplication.clipboard().setText(text)

    # Solving and exporting

    def _solving_open(self) -> bool:
        return self.view.panels.currentWidget() is self.view.solving

    def _open_solving(self, *, few: bool = False) -> None:
        if self._programme_id is None:
            return
        self.solving.offer(self._programme_id, self._plan_id, few=few)
        self.view.panels.setCurrentWidget(self.view.solving)
        self.view.solve.setEnabled(False)
        self._show_panels()
        self.view.solving.focus_first()

    def _replan(self) -> None:
        self._open_solving(few=True)

    def _ask_missing(self) -> None:
        self.context.go("why", programme_id=self._programme_id, plan_id=self._plan_id)

    def _to_variants(self) -> None:
        self.context.go("variants", programme_id=self._programme_id)

    def _show_panels(self, *_changed: object) -> None:
        has_board = self._loaded is not None and self._loaded.board is not None
        details = has_board and self.view.beside.isChecked()
        self.view.panels.setVisible(details or self._solving_open())

    def _show_details(self) -> None:
        self.view.beside.setChecked(True)
        if not self._solving_open():
            self._show_selection()
            self.view.details.focus_first()

    def _close_solving(self) -> None:
        self.view.panels.setCurrentWidget(self.view.details)
        self.view.solve.setEnabled(True)
        self._show_panels()
        self.view.table.setFocus()

    def _stored(self, plan_id: int) -> None:
        self._plan_id = plan_id
        if not self.solving.telling:
            self._close_solving()
        self.refresh(None)

    def _act_on_empty(self) -> None:
        if self._programme_id is None:
            self.context.go("programme", new=True)
        else:
            self._open_solving()

    def _export(self) -> None:
        if self.exporting.busy:
            self.exporting.stop()
        elif self._loaded is not None and self._loaded.plan_id is not None:
            self.exporting.ask(self._loaded.plan_id, self.view.programme.currentText())

    def _choose_programme(self) -> None:
        self._programme_id, self._plan_id = self.view.programme.currentData(), None
        self._other_id = None
        self.refresh(None)
        if self._solving_open() and not self.solving.running:
            self._open_solving()

    def _choose_plan(self) -> None:
        self._plan_id = self.view.plan.currentData()
        self.refresh(None)

    def _stop_comparing(self) -> None:
        self._other_id = None
        self.refresh(None)
        self.view.table.setFocus()

    # Internal

    def _make_actions(self) -> None:
        made = [QAction(self) for _number in range(8)]
        self.pin_action, self.mark_action, self.move_action, self.best_action = made[:4]
        self.why_action, self.remove_action, self.find_action, self.solve_action = made[4:]
        self.export_action, self.compact_action = QAction(self), QAction(self)
        self.missing_action, self.variants_action = QAction(self), QAction(self)
        self.compact_action.setCheckable(True)
        # The table answers these keys itself; the menu only tells them.
        for action, keys in (
            (self.pin_action, QKeySequence(Qt.Key.Key_Space)),
            (self.mark_action, QKeySequence("Ctrl+Space")),
            (self.move_action, QKeySequence(QKeySequence.StandardKey.Cut)),
            (self.best_action, QKeySequence("Alt+Down")),
            (self.why_action, QKeySequence("Ctrl+.")),
            (self.remove_action, QKeySequence(Qt.Key.Key_Delete)),
        ):
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.find_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.solve_action.setShortcut(QKeySequence("Ctrl+Return"))
        self.export_action.setShortcut(QKeySequence("Ctrl+E"))
        group = QActionGroup(self)
        self.face_actions = {name: QAction(group) for name in self.view.faces}
        for number, action in enumerate(self.face_actions.values(), start=1):
            action.setCheckable(True)
            action.setShortcut(QKeySequence(f"Alt+{number}"))
        self.face_actions[PeopleFace.name].setChecked(True)

    def _connect(self) -> None:
        view, table = self.view, self.view.table
        table.cursor_moved.connect(self._show_selection)
        table.menu_asked.connect(self._menu)
        table.details_asked.connect(self._show_details)
        table.let_go.connect(self._let_go)
        view.details.pin_asked.connect(self.acts.pin)
        view.details.move_asked.connect(self._move_chip)
        view.details.remove_asked.connect(self.acts.remove)
        view.details.place_asked.connect(self.acts.move_to)
        view.details.carry_ended.connect(self.moving.leave)
        view.details.drop_asked.connect(self.moving.put_down)
        view.details.visit_asked.connect(self._show_visit)
        view.tray.person_chosen.connect(self._show_person)
        view.tray.why.clicked.connect(self._ask_missing)
        view.broken.replan.clicked.connect(self._replan)
        view.compared.stop.clicked.connect(self._stop_comparing)
        self.missing_action.triggered.connect(self._ask_missing)
        self.variants_action.triggered.connect(self._to_variants)
        view.tray.list.carry_asked.connect(self._carry_missing)
        view.tray.list.dragged_to.connect(table.drag_over)
        view.tray.list.let_go.connect(table.end_drag)
        view.tray.list.given_up.connect(self.moving.leave)
        view.filters.search.returnPressed.connect(table.setFocus)
        view.filters.changed.connect(self._narrow)
        view.compact.toggled.connect(table.set_compact)
        view.compact.toggled.connect(self.compact_action.setChecked)
        view.beside.toggled.connect(self._show_panels)
        view.programme.activated.connect(self._choose_programme)
        view.plan.activated.connect(self._choose_plan)
        for asked, done in (
            (view.solve.clicked, self._open_solving),
            (self.solve_action.triggered, self._open_solving),
            (view.export.clicked, self._export),
            (self.export_action.triggered, self._export),
        ):
            asked.connect(done)
        view.states.acted.connect(self._act_on_empty)
        for name, chip in view.faces.items():
            chip.clicked.connect(partial(self._turn, name))
            self.face_actions[name].triggered.connect(partial(self._turn, name))
        self.pin_action.triggered.connect(table.pin_asked)
        self.mark_action.triggered.connect(table.mark)
        self.best_action.triggered.connect(self._offer_best)
        self.why_action.triggered.connect(self._show_details)
        self.remove_action.triggered.connect(table.remove_asked)
        self.find_action.triggered.connect(view.filters.search.setFocus)
        self.compact_action.toggled.connect(view.compact.setChecked)
        self.exporting.ended.connect(view.name_export)
        self.exporting.running.connect(view.name_export)
        self.moving.told.connect(self._say)
        self.moving.carrying.connect(view.tray.hold_open)
        self.acts.told.connect(self._say)
        self.move_action.triggered.connect(self.moving.pick_up)
        self.solving.stored.connect(self._stored)
        self.solving.closed.connect(self._close_solving)


def _parting(parent: QObject) -> QAction:
    made = QAction(parent)
    made.setSeparator(True)
    return made
