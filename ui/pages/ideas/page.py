"""The ideas page: from the first minute to done, on a board, in a list, by effort and effect."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer
from PySide6.QtGui import QAction, QKeySequence

from app.domain.ideas import IdeaStatus, may_move
from app.errors import InputError
from app.i18n import _
from app.wording import error_text
from app.wording.after_visit import status_name
from ui.file_writing import FileWriting, Wanted
from ui.idea_changes import Wish
from ui.idea_letters import DraftFolder
from ui.models.ideas import IdeaTableModel, LoadedIdeas, load_ideas
from ui.page import Page
from ui.pages.ideas.menu import card_menu
from ui.pages.ideas.new_idea import NewIdea
from ui.pages.ideas.one_idea import OneIdea
from ui.pages.ideas.view import IdeasView
from ui.you import say_who_you_are, who_you_are

if TYPE_CHECKING:
    from pathlib import Path

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.ideas import IdeaRow, LikelyDuplicate
    from ui.context import Context
    from ui.workers import Ticket

_TO_CHOOSE_FROM = 200


class IdeasPage(Page):
    """All ideas, and the one that is looked at."""

    name: ClassVar[str] = "ideas"
    icon: ClassVar[str] = "lightbulb-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"idea", "idea_vote", "idea_comment", "department", "employee", "programme", "role"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = IdeaTableModel(context.theme)
        self.view = IdeasView(context.theme, self.model)
        self.set_view(self.view)
        self.one = OneIdea(context, self.view.side, self)
        self.drafts = DraftFolder(context, self)
        self.writing = FileWriting(context, self)
        self._loaded: LoadedIdeas | None = None
        self._shown: list[IdeaRow] = []
        self._new: NewIdea | None = None
        # What the page is to do once the news has been loaded.
        self._keyboard_follows = False
        self._find_action, self._add_action = QAction(self), QAction(self)
        self._find_action.setShortcut(QKeySequence("Ctrl+F"))
        self._connect()

    def _connect(self) -> None:
        view = self.view
        for name, chip in view.faces.items():
            chip.clicked.connect(partial(self._show_face, name))
        view.faces["board"].setChecked(True)
        view.add.clicked.connect(self._new_idea)
        view.board.chosen.connect(self.one.look)
        view.board.menu_asked.connect(self._menu)
        view.board.move_asked.connect(self._ask_move)
        view.board.no_way.connect(self._no_way)
        view.board.opened.connect(self.one.open)
        view.export.clicked.connect(self._export)
        view.filters.changed.connect(self._filter)
        view.filters.you_chosen.connect(self._say_you)
        view.found.acted.connect(view.filters.clear_all)
        view.letters.clicked.connect(self._write_letters)
        view.states.acted.connect(self._act_on_empty)
        self.one.closed.connect(self._close_side)
        self.one.show_asked.connect(self._go_to)
        self.one.stale.connect(partial(self.refresh, None))
        self._find_action.triggered.connect(self._find)
        self._add_action.triggered.connect(self._new_idea)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Ideas")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.one.retranslate()
        if self._new is not None:
            self._new.retranslate()
        self.model.retranslate()
        self._find_action.setText(_("Find ideas"))
        self._add_action.setText(_("Add an idea"))
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the idea asked for or those without an answer; put the keyboard on the ideas."""
        if where.get("unanswered"):
            self.view.filters.clear_all()
            self.view.filters.unanswered.setChecked(True)
        idea_id = where.get("idea_id")
        if isinstance(idea_id, int):
            self.view.filters.clear_all()
            self.one.choose(idea_id)
            self.one.show_panel()
        if self._loaded is not None:
            self._filter()
            self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Load the ideas anew."""
        if self._loaded is None:
            self.view.states.loading(_("Loading the ideas…"))
        self.context.operations.query(
            self,
            partial(load_ideas, self.context.services, dt.date.today()),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    def actions_of_page(self) -> list[QAction]:
        """Return what the menu bar offers here."""
        return [self._find_action, self._add_action]

    # Filling

    def _show(self, loaded: LoadedIdeas) -> None:
        first, self._loaded = self._loaded is None, loaded
        view = self.view
        for part in (view.letters, view.export):
            part.setVisible(bool(loaded.ideas))
        view.add.setVisible(bool(loaded.ideas))
        view.filters.offer(loaded, who_you_are(self.context))
        self.one.use(loaded)
        if not loaded.ideas and view.side.isHidden():
            view.states.empty(
                "lightbulb-line",
                _("No ideas yet"),
                _("Ideas arrive with the reflections of guests. You can also add one yourself."),
                _("Add one") if loaded.departments else _("Add departments first"),
            )
        else:
            view.states.show_content()
        self._filter()
        if first:
            # By itself, lest the first look at the page takes twice as long.
            QTimer.singleShot(0, self, self._complete)
            if self.isVisible():
                self._take_focus()

    def _complete(self) -> None:
        view = self.view
        if view.is_complete:
            return
        view.complete()
        view.matrix.chosen.connect(self.one.open)
        view.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        view.table.activated.connect(self._row_opened)
        view.table.clicked.connect(self._row_opened)
        QTimer.singleShot(0, self, self.one.build)

    def _filter(self, *_signal: object) -> None:
        loaded, view = self._loaded, self.view
        if loaded is None:
            return
        self._shown = view.filters.chosen().passed(loaded)
        view.filters.tell(len(self._shown), len(loaded.ideas))
        if self._shown or not loaded.ideas:
            view.found.show_content()
        else:
            view.found.empty(
                "", _("No idea matches"), _("Every idea is hidden by the filter."), _("Show all")
            )
        self._fill_face()
        self.one.fill()

    def _fill_face(self) -> None:
        """Fill the face that is looked at; the others are filled when they are shown."""
        view, loaded = self.view, self._loaded
        if loaded is None:
            return
        face, keyboard = view.shown.currentWidget(), self._keyboard_follows
        self._keyboard_follows = False
        if face is view.board or not view.is_complete:
            keyboard = keyboard or view.board.has_focus
            view.board.show_ideas(self._shown, loaded.today)
            view.board.choose(self.one.idea_id, focus=keyboard)
        elif face is view.table:
            self.model.show(self._shown, loaded.today)
            self._choose_row()
        else:
            view.matrix.show_ideas(self._shown)

    def _show_face(self, name: str) -> None:
        self._complete()
        view = self.view
        face = {"board": view.board, "list": view.table, "matrix": view.matrix}[name]
        view.shown.setCurrentWidget(face)
        self._fill_face()

    def _choose_row(self) -> None:
        at = None if self.one.idea_id is None else self.model.row_of(self.one.idea_id)
        if at is None and self.model.rowCount():
            at = 0
        if at is not None:
            table = self.view.table
            table.selectionModel().blockSignals(True)
            table.selectionModel().setCurrentIndex(
                self.model.index(at, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            table.selectionModel().blockSignals(False)
            table.viewport().update()

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _take_focus(self) -> None:
        view = self.view
        if view.states.currentWidget() is view.states.message:
            view.states.message.action.setFocus()
        elif view.shown.currentWidget() is view.board or not view.is_complete:
            view.board.take_focus()
        elif view.shown.currentWidget() is view.table:
            view.table.setFocus()
        else:
            view.matrix.take_focus()

    def _find(self) -> None:
        self.view.filters.search.setFocus()
        self.view.filters.search.selectAll()

    def _say_you(self, employee_id: int | None) -> None:
        say_who_you_are(self.context, employee_id)
        if self._loaded is not None:
            self.view.filters.offer(self._loaded, employee_id)
            self._filter()

    # One idea

    def _row_chosen(self, *_signal: object) -> None:
        index = self.view.table.currentIndex()
        if index.isValid():
            self.one.look(self.model.idea(index.row()))

    def _row_opened(self, index: Any) -> None:
        self.one.open(self.model.idea(index.row()))

    def _go_to(self, idea_id: int) -> None:
        ideas = self._loaded.ideas if self._loaded is not None else ()
        idea = next((idea for idea in ideas if idea.id == idea_id), None)
        if idea is not None:
            if idea not in self._shown:
                self.view.filters.clear_all()
            self.one.open(idea)
            self._fill_face()

    def _close_side(self) -> None:
        if self._new is not None:
            self._new.stop()
        self.view.side.hide()
        if self._loaded is not None and not self._loaded.ideas:
            self._show(self._loaded)
        self._take_focus()

    # Changes

    def _ask_move(self, idea: IdeaRow, to: IdeaStatus) -> None:
        if not may_move(IdeaStatus(idea.status), to):
            no = InputError("idea-move", title=idea.title, status=idea.status, to=to.value)
            self.context.toast(error_text(no))
            return
        if to is IdeaStatus.DECLINED:
            self.one.decline(idea)
            return
        self.one.look(idea)
        self._keyboard_follows = True
        self.one.changes.ask(Wish(idea, "status", to.value))

    def _no_way(self, idea: IdeaRow) -> None:
        self.context.toast(
            _("“{title}” stands at “{state}” and goes no further that way.").format(
                title=idea.title, state=status_name(idea.status)
            )
        )

    # A new idea

    @property
    def new_idea(self) -> NewIdea:
        """The panel for a new idea, built when it is first needed."""
        if self._new is None:
            self._new = NewIdea(self.context.theme)
            self.view.side.addWidget(self._new)
            self._new.add_asked.connect(self._add)
            self._new.cancelled.connect(self._close_side)
            self._new.show_asked.connect(self._go_to)
            self._new.title_typed.connect(self._look_for_alike)
            self._new.retranslate()
        return self._new

    def _new_idea(self) -> None:
        view, loaded = self.view, self._loaded
        if loaded is None or not loaded.departments:
            return
        view.side.setCurrentWidget(self.new_idea)
        view.side.show()
        self.new_idea.begin(
            loaded, view.filters.department.currentData(), who_you_are(self.context)
        )

    def _look_for_alike(self, title: str) -> None:
        self.context.operations.query(
            self,
            partial(self.context.services.ideas.likely_duplicates, title),
            self._show_alike,
            key="alike",
        )

    def _show_alike(self, found: list[LikelyDuplicate]) -> None:
        self.new_idea.show_alike(found)

    def _add(self, fields: dict[str, Any]) -> None:
        self.context.operations.command(
            self,
            partial(self.context.services.ideas.add, **fields),
            self._added,
            failed=self._not_added,
        )

    def _added(self, idea_id: int) -> None:
        # Even where the filter would hide it; the news that follows loads and shows it.
        self.view.filters.clear_all()
        self.one.choose(idea_id)
        self.one.show_panel()
        self._keyboard_follows = True

    def _not_added(self, error: KnownError) -> None:
        self.new_idea.say_problem(error_text(error))

    # Menu, letters, files

    def _menu(self, idea: IdeaRow, at: QPoint) -> None:
        self.one.look(idea)
        menu = card_menu(
            self,
            idea,
            move=self._ask_move,
            open_it=self.one.open,
            merge=self.one.choose_merge,
            letter=self.one.write_letter,
        )
        menu.popup(at)

    def _write_letters(self) -> None:
        self.drafts.ask_for(
            self.context.services.letters.write_answers, _("Folder for the letters to authors")
        )

    def _export(self) -> None:
        rows, today = list(self._shown), dt.date.today()

        def write(path: Path, _ticket: Ticket) -> None:
            self.context.services.reports.write_ideas(rows, path, today=today)

        if not self.writing.busy:
            self.writing.ask_for(
                Wanted(_("Export the ideas shown"), _("Ideas"), _("Workbooks"), ".xlsx", write)
            )

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        elif not self._loaded.departments:
            self.context.go("departments")
        else:
            self.view.states.show_content()
            self._new_idea()
