"""The board: shows a plan, narrows it, changes it, finds a new one, exports it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from app.i18n import _
from ui.models.board import BoardFilter, spoken_chip
from ui.models.board_of_plan import Loaded, load, marked, troubles
from ui.page import Page
from ui.pages.board.details import Selection
from ui.pages.board.exporting import Exporting
from ui.pages.board.moving import Moving
from ui.pages.board.solving import Solving
from ui.pages.board.view import BoardView

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.changes import Changes
    from ui.context import Context
    from ui.models.board import Board, Chip


class BoardPage(Page):
    """The planning board by person."""

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
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = BoardView(context.theme)
        self.set_view(self.view)
        self.solving = Solving(context, self.view.solving, self)
        self.exporting = Exporting(context, self)
        self.moving = Moving(context, self.view.table, self)
        self._loaded: Loaded | None = None
        self._programme_id: int | None = None
        self._plan_id: int | None = None
        self._board: Board | None = None
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
        self.remove_action.setText(_("Remove the visit"))
        self.find_action.setText(_("Find…"))
        self.solve_action.setText(_("Find a plan…"))
        self.export_action.setText(_("Export to Excel…"))
        self.compact_action.setText(_("Compact board"))
        if self._loaded is not None:
            # Names of plans and holidays, and conflicts, are worded by the worker.
            self.refresh(None)

    def arrive(self, **where: Any) -> None:
        """Show the programme or plan asked for, or what was shown before."""
        programme_id = where.get("programme_id")
        if where.get("plan_id") is not None or programme_id not in (None, self._programme_id):
            self._programme_id, self._plan_id = programme_id, where.get("plan_id")
            self.refresh(None)
        if where.get("solve"):
            self._open_solving()
        else:
            self.view.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Load the plan anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the plan…"))
        self.context.operations.query(
            self,
            partial(load, self.context.services, self._programme_id, self._plan_id),
            self._show,
            key="load",
        )
        if self._solving_open() and self._programme_id is not None:
            self.solving.offer(self._programme_id)

    def actions_of_page(self) -> list[QAction]:
        """Offer what can be done here in the menu bar."""
        return [
            self.solve_action,
            self.pin_action,
            self.move_action,
            self.remove_action,
            self.find_action,
            self.compact_action,
            self.export_action,
        ]

    # What is shown

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._programme_id, self._plan_id = loaded.programme_id, loaded.plan_id
        view = self.view
        _fill_box(view.programme, loaded.programmes, loaded.programme_id)
        _fill_box(view.plan, loaded.plans, loaded.plan_id)
        view.programme.setVisible(bool(loaded.programmes))
        view.plan.setVisible(bool(loaded.plans))
        departments = [(None, _("All departments")), *loaded.departments]
        _fill_box(view.department, departments, view.department.currentData())
        self.solve_action.setEnabled(loaded.programme_id is not None)
        view.solve.setEnabled(loaded.programme_id is not None and not self._solving_open())
        view.filters.setVisible(loaded.board is not None)
        for part in (self.export_action, view.export):
            part.setEnabled(loaded.plan_id is not None)
        if loaded.programme_id is None:
            view.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place and who takes part."),
                _("New programme"),
            )
        elif loaded.board is None:
            view.states.empty(
                "layout-grid-line",
                _("No plan yet"),
                _("Everything that was signed up for will stand here, half-day by half-day."),
                _("Find a plan"),
            )
        else:
            self._show_board(loaded.board)
            view.states.show_content()
            self.context.operations.query(
                self,
                partial(troubles, self.context.services, loaded.plan_id),
                partial(self._mark, loaded.board),
                key="troubles",
            )
        self._show_panels()

    def _show_board(self, board: Board) -> None:
        self._board = board
        self.view.table.board.show(board)
        self.view.tray.show_missing(board.lines)
        chips = [chip for there in board.chips.values() for chip in there]
        self.view.count_chips(
            missing=sum(line.missing > 0 for line in board.lines),
            troubled=len({chip.employee_id for chip in chips if chip.troubles}),
            pinned=len({chip.employee_id for chip in chips if chip.pinned}),
        )
        self._show_selection()

    def _mark(self, board: Board, found: Mapping[int, tuple[str, ...]]) -> None:
        if self._loaded is not None and self._loaded.board is board:
            self._show_board(marked(board, found))

    def _show_selection(self) -> None:
        table = self.view.table
        index = table.currentIndex()
        model = table.board
        selection = None
        if index.isValid() and index.row() < len(model.lines):
            line, column = model.lines[index.row()], model.columns[index.column()]
            others = tuple(
                (there, chip)
                for there, chips in zip(model.columns, model.cells[index.row()], strict=True)
                for chip in chips or ()
            )
            selection = Selection(
                line, column, model.chips_at(index), others, table.carried, table.hint()
            )
        self.view.details.show_selection(selection)
        chips = selection.chips if selection else ()
        self.pin_action.setEnabled(bool(chips))
        self.move_action.setEnabled(bool(chips))
        self.remove_action.setEnabled(bool(chips))

    def _narrow(self, *_changed: object) -> None:
        view = self.view
        chosen = BoardFilter(
            text=view.search.text(),
            department_id=view.department.currentData(),
            missing=view.missing.isChecked(),
            troubled=view.troubled.isChecked(),
            pinned=view.pinned.isChecked(),
        )
        view.table.board.narrow(chosen)
        view.clear.setEnabled(chosen.active)

    def _show_everybody(self) -> None:
        view = self.view
        view.search.clear()
        view.department.setCurrentIndex(0)
        for chip in (view.missing, view.troubled, view.pinned):
            chip.setChecked(False)
        self._narrow()
        view.table.setFocus()

    def _show_person(self, employee_id: int, day: date | None = None, half: str = "am") -> None:
        table = self.view.table
        if table.board.row_of(employee_id) is None:
            self._show_everybody()
        table.go_to(employee_id, day, half)
        table.setFocus()

    # What is done

    def _current_chip(self) -> Chip | None:
        chips = self.view.table.board.chips_at(self.view.table.currentIndex())
        return chips[0] if chips else None

    def _pin(self, chip: Chip | None = None) -> None:
        chip = chip or self._current_chip()
        if chip is None:
            return
        self.context.operations.command(
            self,
            partial(self.context.services.planning.pin, chip.visit_id, not chip.pinned),
            partial(self._say, _("Unpinned.") if chip.pinned else _("Pinned.")),
        )

    def _remove(self, chip: Chip | None = None) -> None:
        chip = chip or self._current_chip()
        if chip is None:
            return
        self.context.operations.command(
            self,
            partial(self.context.services.planning.remove_visit, chip.visit_id),
            partial(self._say, _("The visit was removed.")),
        )

    def _say(self, text: str, _done: object = None) -> None:
        self.view.table.setFocus()
        event = QAccessibleAnnouncementEvent(self.view.table, text)
        QAccessible.updateAccessibility(event)

    def _menu(self, place: QPoint) -> None:
        chip = self._current_chip()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if chip is not None:
            heading = menu.addAction(spoken_chip(chip))
            heading.setEnabled(False)
            menu.addSeparator()
        menu.addAction(self.pin_action)
        menu.addAction(self.move_action)
        menu.addAction(self.remove_action)
        menu.addSeparator()
        menu.addAction(self.find_action)
        menu.popup(place)

    def _copy(self) -> None:
        text = self.view.table.board.spoken(self.view.table.currentIndex())
        QApplication.clipboard().setText(text)

    # Solving and exporting

    def _solving_open(self) -> bool:
        return self.view.panels.currentWidget() is self.view.solving

    def _open_solving(self) -> None:
        if self._programme_id is None:
            return
        self.solving.offer(self._programme_id)
        self.view.panels.setCurrentWidget(self.view.solving)
        self.view.solve.setEnabled(False)
        self._show_panels()
        self.view.solving.focus_first()

    def _show_panels(self, *_changed: object) -> None:
        has_board = self._loaded is not None and self._loaded.board is not None
        details = has_board and self.view.beside.isChecked()
        self.view.panels.setVisible(details or self._solving_open())

    def _show_details(self) -> None:
        self.view.beside.setChecked(True)
        if not self._solving_open():
            self.view.details.focus_first()

    def _close_solving(self) -> None:
        self.view.panels.setCurrentWidget(self.view.details)
        self.view.solve.setEnabled(True)
        self._show_panels()
        self.view.table.setFocus()

    def _stored(self, plan_id: int) -> None:
        self._plan_id = plan_id
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
        self.refresh(None)
        if self._solving_open() and not self.solving.running:
            self._open_solving()

    def _choose_plan(self) -> None:
        self._plan_id = self.view.plan.currentData()
        self.refresh(None)

    # Internal

    def _make_actions(self) -> None:
        self.pin_action, self.remove_action = QAction(self), QAction(self)
        self.move_action = QAction(self)
        self.find_action, self.solve_action = QAction(self), QAction(self)
        self.export_action, self.compact_action = QAction(self), QAction(self)
        self.compact_action.setCheckable(True)
        # The table answers these keys itself; the menu only tells them.
        self.pin_action.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self.remove_action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.move_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Cut))
        for action in (self.pin_action, self.move_action, self.remove_action):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.find_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.solve_action.setShortcut(QKeySequence("Ctrl+Return"))
        self.export_action.setShortcut(QKeySequence("Ctrl+E"))

    def _connect(self) -> None:
        view, table = self.view, self.view.table
        table.cursor_moved.connect(self._show_selection)
        table.pin_asked.connect(self._pin)
        table.remove_asked.connect(self._remove)
        table.menu_asked.connect(self._menu)
        table.details_asked.connect(self._show_details)
        view.details.pin_asked.connect(self._pin)
        view.details.remove_asked.connect(self._remove)
        view.details.carry_ended.connect(self.moving.leave)
        view.details.drop_asked.connect(self.moving.put_down)
        view.details.place_asked.connect(self._show_person)
        view.tray.person_chosen.connect(self._show_person)
        view.search.returnPressed.connect(table.setFocus)
        view.search.textChanged.connect(self._narrow)
        view.department.currentIndexChanged.connect(self._narrow)
        for chip in (view.missing, view.troubled, view.pinned):
            chip.toggled.connect(self._narrow)
        view.compact.toggled.connect(table.set_compact)
        view.compact.toggled.connect(self.compact_action.setChecked)
        view.beside.toggled.connect(self._show_panels)
        view.clear.clicked.connect(self._show_everybody)
        view.programme.activated.connect(self._choose_programme)
        view.plan.activated.connect(self._choose_plan)
        view.solve.clicked.connect(self._open_solving)
        view.export.clicked.connect(self._export)
        view.states.acted.connect(self._act_on_empty)
        self.pin_action.triggered.connect(self._pin_triggered)
        self.remove_action.triggered.connect(self._remove_triggered)
        self.find_action.triggered.connect(view.search.setFocus)
        self.solve_action.triggered.connect(self._open_solving)
        self.export_action.triggered.connect(self._export)
        self.compact_action.toggled.connect(view.compact.setChecked)
        self.exporting.ended.connect(view.name_export)
        self.exporting.running.connect(view.name_export)
        self.moving.told.connect(self._say)
        self.move_action.triggered.connect(self.moving.pick_up)
        self.solving.stored.connect(self._stored)
        self.solving.closed.connect(self._close_solving)

    def _pin_triggered(self) -> None:
        self._pin()

    def _remove_triggered(self) -> None:
        self._remove()


def _fill_box(box: Any, choices: Any, chosen: Any) -> None:
    """Offer ``choices``, pairs of key and text, without telling anybody of the refill."""
    box.blockSignals(True)
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)) if box.count() else -1)
    box.blockSignals(False)
