"""The board: shows a plan, narrows it, changes it, finds a new one, exports it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.i18n import _
from app.settings import STRICT_BOARD
from ui.models.board_of_plan import Loaded, judged, load, moved
from ui.page import Page
from ui.pages.board.actions import BoardActions
from ui.pages.board.acts import Acts
from ui.pages.board.exporting import Exporting
from ui.pages.board.looking import Looking
from ui.pages.board.moving import Moving
from ui.pages.board.panels import Panels
from ui.pages.board.placing import PlacingVisits
from ui.pages.board.reasons import Reasons
from ui.pages.board.solving import Solving
from ui.pages.board.view import BoardView
from ui.pages.board.wanted import Wanted
from ui.you import who_you_are

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

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
        self.acts_here = BoardActions(self.view.faces, self)
        self.solving = Solving(context, self.view.solving, self)
        self.exporting = Exporting(context, self)
        self.placing = PlacingVisits(context, self.view.table, self)
        self.moving = Moving(context, self.view.table, self.placing, self)
        self.moving.may_change = self._may_change
        self.acts = Acts(context, self.view.table, self.moving, self.placing, self)
        self.reasons = Reasons(context, self.view.details, self)
        self._wanted = Wanted()
        self.looking = Looking(self.view, self.acts_here, self.reasons, self)
        self.panels = Panels(self.view, self._wanted, self.solving, self.looking, self)
        self._plan: PlanTable | None = None
        self._loaded: Loaded | None = None
        self._board: Board | None = None
        self._touched: set[int] = set()
        self._everything_asked = False
        self._connect()
        self.acts_here.strict.setChecked(context.settings.get(STRICT_BOARD))
        self.looking.narrow()

    # Page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Board")

    def retranslate(self) -> None:
        """Set every text anew."""
        self.view.retranslate()
        self.solving.retranslate()
        self.acts_here.retranslate()
        if self._loaded is not None:
            # Names of plans and holidays, and conflicts, are worded by the worker.
            self.refresh(None)

    def arrive(self, **where: Any) -> None:
        """Show the programme or plan asked for, or what was shown before."""
        wanted, programme_id = self._wanted, where.get("programme_id")
        if where.get("plan_id") is not None or programme_id not in (None, wanted.programme_id):
            wanted.programme_id, wanted.plan_id = programme_id, where.get("plan_id")
            wanted.other_id = where.get("other_id")
            self.refresh(None)
        person = where.get("person_id")
        if isinstance(person, int):
            wanted.person_id = person
            self._find_wanted()
        elif where.get("solve") or where.get("replan"):
            self.panels.solve(few=bool(where.get("replan")))
        else:
            self.view.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Load what has changed: the visits alone, or everything."""
        operations, services = self.context.operations, self.context.services
        plan, board, wanted = self._plan, self._board, self._wanted
        # Undo may bring back or take away whole plans: those are not only visits.
        only_visits = changes is not None and changes.tables == {"visit"}
        in_step = plan is not None and board is not None and not self._everything_asked
        if changes is not None and only_visits and in_step:
            # What a reading that is overtaken has missed is read by the next one.
            self._touched |= changes.ids("visit")
            operations.query(
                self,
                partial(moved, services, plan, board, frozenset(self._touched)),
                partial(self._show_moved, plan),
                key="load",
            )
            return
        if self._loaded is None:
            self.view.states.loading(_("Loading the plan…"))
        self._everything_asked = True
        operations.query(
            self,
            partial(
                load,
                services,
                wanted.programme_id,
                wanted.plan_id,
                wanted.other_id,
                who_you_are(self.context),
            ),
            self._show,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Offer what can be done here in the menu bar."""
        return self.acts_here.all()

    def panes(self) -> list[QWidget]:
        """Return filters, table, tray and the panel at the right."""
        view = self.view
        return [view.filters, view.table, view.tray.list, view.panels.currentWidget()]

    # What is shown

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._wanted.programme_id, self._wanted.plan_id = loaded.programme_id, loaded.plan_id
        self.view.show_plans(loaded)
        self.acts_here.offer(
            programme=loaded.programme_id is not None, plan=loaded.plan_id is not None
        )
        self._judge_by(None)
        if loaded.board is None or loaded.plan_id is None:
            self.view.show_nothing(programme=loaded.programme_id is not None)
        else:
            self._show_board(loaded.board)
            self.view.states.show_content()
            self._find_wanted()
            self.context.operations.query(
                self,
                partial(judged, self.context.services, loaded.plan_id, loaded.board),
                self._show_judged,
                key="load",
            )
        self.panels.stand_beside(loaded.board)

    def _show_board(self, board: Board) -> None:
        self._board = board
        official = self._loaded is not None and self._loaded.official
        self.view.broken.show_broken(board if official else None)
        self.view.compared.show_other(board.other)
        self.view.table.board.show(board)
        self.view.tray.show_missing(board.lines)
        self.view.filters.count(board)
        self.view.filters.tell(self.view.table.board.face.count())
        self.looking.show_selection()

    def _find_wanted(self) -> None:
        """Show the person that another page asked for, once the right plan is there."""
        wanted, loaded = self._wanted, self._loaded
        if wanted.person_id is None or loaded is None or loaded.plan_id != wanted.plan_id:
            return
        person, wanted.person_id = wanted.person_id, None
        self.looking.show_person(person)

    def _show_judged(self, found: tuple[PlanTable, Board]) -> None:
        plan, board = found
        self._touched.clear()
        self._everything_asked = False
        self._judge_by(plan, board)
        self._show_board(board)
        self.placing.settled()

    def _show_moved(self, plan: PlanTable, board: Board) -> None:
        if plan is self._plan:
            self._touched.clear()
            self.reasons.forget()
            self._show_board(board)
            self.placing.settled()

    def _judge_by(self, plan: PlanTable | None, board: Board | None = None) -> None:
        self._plan = plan
        self.moving.use(plan)
        self.placing.use(plan)
        self.acts.use(plan)
        self.reasons.forget()
        self.reasons.use(plan, board.roles if board else ())

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

    def _be_strict(self, on: bool) -> None:
        self.context.settings.set(STRICT_BOARD, on)
        self.view.table.strict = on
        self.looking.show_selection()

    def _move_chip(self, chip: Chip) -> None:
        self.looking.show_visit(chip)
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
        self.acts.menu(place, [*self.acts_here.of_visit(), None, self.acts_here.find])

    def _offer_best(self) -> None:
        self.acts.offer_best(self.view.table.below_current())

    # Other plans and pages

    def _ask_missing(self) -> None:
        wanted = self._wanted
        self.context.go("why", programme_id=wanted.programme_id, plan_id=wanted.plan_id)

    def _to_variants(self) -> None:
        self.context.go("variants", programme_id=self._wanted.programme_id)

    def _stored(self, plan_id: int) -> None:
        self._wanted.plan_id = plan_id
        if not self.solving.telling:
            self.panels.close_solving()
        self.refresh(None)

    def _act_on_empty(self) -> None:
        if self._wanted.programme_id is None:
            self.context.go("programme", new=True)
        else:
            self.panels.solve()

    def _export(self) -> None:
        if self.exporting.busy:
            self.exporting.stop()
        elif self._loaded is not None and self._loaded.plan_id is not None:
            self.exporting.ask(self._loaded.plan_id, self.view.programme.currentText())

    def _choose_programme(self) -> None:
        wanted = self._wanted
        wanted.programme_id, wanted.plan_id = self.view.programme.currentData(), None
        wanted.other_id = None
        self.refresh(None)
        if self.panels.solving_open and not self.solving.running:
            self.panels.solve()

    def _choose_plan(self) -> None:
        self._wanted.plan_id = self.view.plan.currentData()
        self.refresh(None)

    def _stop_comparing(self) -> None:
        self._wanted.other_id = None
        self.refresh(None)
        self.view.table.setFocus()

    # Internal

    def _connect(self) -> None:
        view, table, acts = self.view, self.view.table, self.acts_here
        table.menu_asked.connect(self._menu)
        table.let_go.connect(self._let_go)
        view.details.pin_asked.connect(self.acts.pin)
        view.details.move_asked.connect(self._move_chip)
        view.details.remove_asked.connect(self.acts.remove)
        view.details.place_asked.connect(self.acts.move_to)
        view.details.carry_ended.connect(self.moving.leave)
        view.details.drop_asked.connect(self.moving.put_down)
        view.tray.why.clicked.connect(self._ask_missing)
        view.tray.list.carry_asked.connect(self._carry_missing)
        view.tray.list.dragged_to.connect(table.dragging.over)
        view.tray.list.let_go.connect(table.dragging.end)
        view.tray.list.given_up.connect(self.moving.leave)
        view.compared.stop.clicked.connect(self._stop_comparing)
        view.programme.activated.connect(self._choose_programme)
        view.plan.activated.connect(self._choose_plan)
        view.states.acted.connect(self._act_on_empty)
        view.export.clicked.connect(self._export)
        for action, done in (
            (acts.solve, self.panels.solve),
            (acts.variants, self._to_variants),
            (acts.missing, self._ask_missing),
            (acts.export, self._export),
            (acts.pin, table.pin_asked),
            (acts.mark, table.mark),
            (acts.move, self.moving.pick_up),
            (acts.best, self._offer_best),
            (acts.why, self.panels.show_details),
            (acts.remove, table.remove_asked),
        ):
            action.triggered.connect(done)
        acts.strict.toggled.connect(self._be_strict)
        self.exporting.ended.connect(view.name_export)
        self.exporting.running.connect(view.name_export)
        for part in (self.moving, self.placing, self.acts):
            part.told.connect(self._say)
        self.moving.carrying.connect(view.tray.hold_open)
        self.solving.stored.connect(self._stored)
