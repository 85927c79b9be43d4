"""The ideas page: from the first minute to done, on a board, in a list, by effort and effect."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QItemSelectionModel, QLocale, QPoint
from PySide6.QtGui import QAction, QKeySequence

from app.domain.ideas import IdeaStatus, may_move
from app.errors import InputError
from app.i18n import _
from app.wording import error_text
from app.wording.after_visit import status_name
from app.wording.ideas import FIELD_TITLES, value_text
from ui.dates import locale
from ui.file_writing import FileWriting, Wanted
from ui.idea_changes import Clash, IdeaChanges, Wish
from ui.idea_letters import IdeaLetters
from ui.models.idea_story import load_story
from ui.models.ideas import IdeaTableModel, LoadedIdeas, load_ideas
from ui.page import Page
from ui.pages.ideas.menu import card_menu
from ui.pages.ideas.view import IdeasView
from ui.registry import page_classes
from ui.you import say_who_you_are, who_you_are

if TYPE_CHECKING:
    from pathlib import Path

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.ideas import IdeaRow, LikelyDuplicate
    from ui.context import Context
    from ui.models.idea_story import IdeaStory
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
        self.changes = IdeaChanges(context, self)
        self.letters = IdeaLetters(context, self.view.panel.letter, self)
        self.writing = FileWriting(context, self)
        self._loaded: LoadedIdeas | None = None
        self._shown: list[IdeaRow] = []
        self._chosen: int | None = None
        self._clash: Clash | None = None
        # What the page is to do once the news has been loaded.
        self._keyboard_follows = False
        self._find_action, self._add_action = QAction(self), QAction(self)
        self._find_action.setShortcut(QKeySequence("Ctrl+F"))
        self._connect()

    def _connect(self) -> None:
        view, panel = self.view, self.view.panel
        for name, chip in view.faces.items():
            chip.clicked.connect(partial(self._show_face, name))
        view.faces["board"].setChecked(True)
        view.add.clicked.connect(self._new_idea)
        view.board.chosen.connect(self._look)
        view.board.menu_asked.connect(self._menu)
        view.board.move_asked.connect(self._ask_move)
        view.board.no_way.connect(self._no_way)
        view.board.opened.connect(self._open)
        view.export.clicked.connect(self._export)
        view.filters.changed.connect(self._filter)
        view.filters.you_chosen.connect(self._say_you)
        view.found.acted.connect(view.filters.clear_all)
        view.letters.clicked.connect(self._write_letters)
        view.matrix.chosen.connect(self._open)
        view.new_idea.add_asked.connect(self._add)
        view.new_idea.cancelled.connect(self._close_side)
        view.new_idea.show_asked.connect(self._go_to)
        view.new_idea.title_typed.connect(self._look_for_alike)
        view.states.acted.connect(self._act_on_empty)
        view.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        view.table.activated.connect(self._row_opened)
        view.table.clicked.connect(self._row_opened)
        panel.answer.moved.connect(self._answer)
        panel.clash.mine_wanted.connect(self._keep_mine)
        panel.clash.theirs_wanted.connect(self._take_theirs)
        panel.closed.connect(self._close_side)
        panel.form.edited.connect(self._edited)
        panel.letter_asked.connect(self._letter)
        panel.merge_asked.connect(self._merge)
        panel.merge_choice_asked.connect(self._choose_merge)
        panel.remove_asked.connect(self._remove)
        panel.show_asked.connect(self._go_to)
        panel.talk.comment_asked.connect(self._comment)
        panel.talk.vote_asked.connect(self._vote)
        panel.way_asked.connect(self._go_where_it_came_from)
        self.changes.kept.connect(self._kept)
        self.changes.clashed.connect(self._show_clash)
        self.changes.refused.connect(self._refused)
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
        self.model.retranslate()
        self._find_action.setText(_("Find ideas"))
        self._add_action.setText(_("Add an idea"))
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the idea asked for, and put the keyboard on the ideas."""
        idea_id = where.get("idea_id")
        if isinstance(idea_id, int):
            self.view.filters.clear_all()
            self._chosen = idea_id
            self.view.side.setCurrentWidget(self.view.panel)
            self.view.side.show()
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
        view.panel.offer(loaded)
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
        if first and self.isVisible():
            self._take_focus()

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
        self._show_chosen()

    def _fill_face(self) -> None:
        """Fill the face that is looked at; the others are filled when they are shown."""
        view, loaded = self.view, self._loaded
        if loaded is None:
            return
        face, keyboard = view.shown.currentWidget(), self._keyboard_follows
        self._keyboard_follows = False
        if face is view.board:
            keyboard = keyboard or view.board.has_focus
            view.board.show_ideas(self._shown, loaded.today)
            view.board.choose(self._chosen, focus=keyboard)
        elif face is view.table:
            self.model.show(self._shown, loaded.today)
            self._choose_row()
        else:
            view.matrix.show_ideas(self._shown)

    def _show_face(self, name: str) -> None:
        view = self.view
        face = {"board": view.board, "list": view.table, "matrix": view.matrix}[name]
        view.shown.setCurrentWidget(face)
        self._fill_face()

    def _choose_row(self) -> None:
        at = None if self._chosen is None else self.model.row_of(self._chosen)
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
        elif view.shown.currentWidget() is view.board:
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

    def _idea(self) -> IdeaRow | None:
        ideas = self._loaded.ideas if self._loaded is not None else ()
        return next((idea for idea in ideas if idea.id == self._chosen), None)

    def _look(self, idea: IdeaRow) -> None:
        """Remember where the cursor stands; an open panel follows it."""
        changed, self._chosen = idea.id != self._chosen, idea.id
        if changed:
            self._clash = None
            self.view.panel.change_idea()
        if self.view.side.isVisible() and self.view.side.currentWidget() is self.view.panel:
            self._show_chosen()

    def _open(self, idea: IdeaRow) -> None:
        self.view.side.setCurrentWidget(self.view.panel)
        self.view.side.show()
        self._look(idea)

    def _row_chosen(self, *_signal: object) -> None:
        index = self.view.table.currentIndex()
        if index.isValid():
            self._look(self.model.idea(index.row()))

    def _row_opened(self, index: Any) -> None:
        self._open(self.model.idea(index.row()))

    def _show_chosen(self) -> None:
        view, loaded, idea = self.view, self._loaded, self._idea()
        if view.side.isHidden() or view.side.currentWidget() is not view.panel or loaded is None:
            return
        if idea is None:
            view.side.hide()
            return
        view.panel.show_idea(idea, loaded, ways=self._ways(idea))
        self.context.operations.query(
            self,
            partial(load_story, self.context.services, idea),
            self._show_story,
            failed=self._story_failed,
            key="story",
        )

    def _show_story(self, story: IdeaStory) -> None:
        if story.idea_id == self._chosen:
            self.view.panel.talk.show_story(story, who_you_are(self.context))
            self.view.panel.show_alike(story.alike)
            self.view.panel.say_visit(story.visit)

    def _story_failed(self, error: KnownError) -> None:
        # Somebody removed it: the news that follows takes the panel away.
        self.view.panel.say_problem(error_text(error))

    @staticmethod
    def _ways(idea: IdeaRow) -> list[str]:
        pages = {page.name for page in page_classes()}
        ways = ["role"] if idea.role else []
        if idea.record_id is not None and "board" in pages:
            ways.append("visit")
        if idea.reflection_id is not None and "reflections" in pages:
            ways.append("reflection")
        return ways

    def _go_where_it_came_from(self, way: str) -> None:
        idea = self._idea()
        if idea is None:
            return
        if way == "role":
            self.context.go("departments", role_id=idea.role_id, department_id=idea.department_id)
        elif way == "visit":
            self.context.go("board", programme_id=idea.programme_id, record_id=idea.record_id)
        else:
            self.context.go(
                "reflections",
                programme_id=idea.programme_id,
                reading=True,
                record_id=idea.record_id,
                reflection_id=idea.reflection_id,
            )

    def _go_to(self, idea_id: int) -> None:
        ideas = self._loaded.ideas if self._loaded is not None else ()
        idea = next((idea for idea in ideas if idea.id == idea_id), None)
        if idea is not None:
            if idea not in self._shown:
                self.view.filters.clear_all()
            self._open(idea)
            self._fill_face()

    def _close_side(self) -> None:
        self.view.new_idea.stop()
        self.view.side.hide()
        if self._loaded is not None and not self._loaded.ideas:
            self._show(self._loaded)
        self._take_focus()

    # Changes

    def _edited(self, field: str, value: Any) -> None:
        idea = self._idea()
        if idea is not None:
            self.view.panel.say_problem("")
            self.changes.ask(Wish(idea, field, value))

    def _answer(self, to: IdeaStatus, answer: str) -> None:
        idea = self._idea()
        if idea is not None:
            self.changes.ask(Wish(idea, "status", to.value, answer))

    def _ask_move(self, idea: IdeaRow, to: IdeaStatus) -> None:
        if not may_move(IdeaStatus(idea.status), to):
            no = InputError("idea-move", title=idea.title, status=idea.status, to=to.value)
            self.context.toast(error_text(no))
            return
        self._look(idea)
        if to is IdeaStatus.DECLINED:
            self._open(idea)
            self.view.panel.answer.ask_reason()
            return
        self._keyboard_follows = True
        self.changes.ask(Wish(idea, "status", to.value))

    def _no_way(self, idea: IdeaRow) -> None:
        self.context.toast(
            _("“{title}” stands at “{state}” and goes no further that way.").format(
                title=idea.title, state=status_name(idea.status)
            )
        )

    def _kept(self, wish: Wish, now: IdeaRow) -> None:
        if wish.field == "status":
            if now.status == IdeaStatus.DECLINED and now.author_id is not None:
                self._open(now)
                self.letters.show(now)
        elif now.id == self._chosen:
            time = locale().toString(
                datetime.now().astimezone().time(), QLocale.FormatType.ShortFormat
            )
            self.view.panel.say_saved(_("Saved {time}").format(time=time))

    def _show_clash(self, clash: Clash) -> None:
        self._open(clash.now)
        self._clash = clash
        wish = clash.wish
        what = _(
            "Somebody else has changed “{title}” meanwhile. {field}: here are both versions."
        ).format(title=wish.shown.title, field=_(FIELD_TITLES[wish.field]))
        theirs = self._words(wish.field, clash.theirs)
        mine = self._words(wish.field, wish.value)
        if wish.answer:
            mine = f"{mine}\n{wish.answer}"
        if clash.now.answer and wish.field == "status":
            theirs = f"{theirs}\n{clash.now.answer}"
        self.view.panel.clash.say(what, mine, theirs, may_keep=clash.may_keep)

    def _words(self, field: str, value: Any) -> str:
        if field == "owner_id" and self._loaded is not None:
            names = {person.id: person.name for person in self._loaded.people}
            return names.get(value, "")
        return value_text(field, value)

    def _keep_mine(self) -> None:
        clash, self._clash = self._clash, None
        self.view.panel.clash.hide()
        if clash is not None:
            self.changes.insist(clash)

    def _take_theirs(self) -> None:
        self._clash = None
        self.view.panel.clash.hide()
        self.refresh(None)

    def _refused(self, wish: Wish, text: str) -> None:
        if self.view.side.isVisible() and wish.shown.id == self._chosen:
            self.view.panel.say_problem(text)
        else:
            self.context.error(text)
        self.refresh(None)

    def _vote(self, on: bool) -> None:
        you, idea = who_you_are(self.context), self._idea()
        if you is not None and idea is not None:
            self._do(self.context.services.ideas.vote, idea_id=idea.id, employee_id=you, on=on)

    def _comment(self, text: str) -> None:
        idea = self._idea()
        if idea is not None:
            self.view.panel.talk.comment.clear()
            author = self._words("owner_id", who_you_are(self.context)) or _("Coordinator")
            self._do(self.context.services.ideas.comment, idea_id=idea.id, author=author, text=text)

    def _remove(self) -> None:
        idea = self._idea()
        if idea is not None:
            self._do(self.context.services.ideas.remove, idea_id=idea.id)

    def _choose_merge(self) -> None:
        idea, loaded = self._idea(), self._loaded
        if idea is None or loaded is None:
            return
        same = [one for one in loaded.ideas if one.department_id == idea.department_id]
        others = [one for one in same if one.id != idea.id][:_TO_CHOOSE_FROM]
        if not others:
            self.context.toast(_("The department has no other idea."))
            return
        chosen = self.context.interaction.choose(
            _("Which idea is “{title}” part of?").format(title=idea.title),
            [one.title for one in others],
        )
        if chosen is not None:
            self._merge(others[chosen].id)

    def _merge(self, into_id: int) -> None:
        idea = self._idea()
        if idea is not None:
            self.context.operations.command(
                self,
                partial(self.context.services.ideas.merge, idea_id=idea.id, into_id=into_id),
                partial(self._merged, into_id),
            )

    def _merged(self, into_id: int, _changes: Changes) -> None:
        self._chosen = into_id
        self.view.panel.change_idea()

    def _do(self, act: Any, **what: Any) -> None:
        self.context.operations.command(self, partial(act, **what))

    # A new idea

    def _new_idea(self) -> None:
        view, loaded = self.view, self._loaded
        if loaded is None or not loaded.departments:
            return
        view.side.setCurrentWidget(view.new_idea)
        view.side.show()
        view.new_idea.begin(
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
        self.view.new_idea.show_alike(found)

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
        self._chosen = idea_id
        self.view.panel.change_idea()
        self.view.side.setCurrentWidget(self.view.panel)
        self._keyboard_follows = True

    def _not_added(self, error: KnownError) -> None:
        self.view.new_idea.say_problem(error_text(error))

    # Menu, letters, files

    def _menu(self, idea: IdeaRow, at: QPoint) -> None:
        self._look(idea)
        menu = card_menu(
            self,
            idea,
            move=self._ask_move,
            open_it=self._open,
            merge=self._merge_from_menu,
            letter=self._letter_from_menu,
        )
        menu.popup(at)

    def _merge_from_menu(self, _idea: IdeaRow) -> None:
        self._choose_merge()

    def _letter_from_menu(self, idea: IdeaRow) -> None:
        self._open(idea)
        self._letter()

    def _letter(self) -> None:
        idea = self._idea()
        if idea is not None:
            self.letters.show(idea)

    def _write_letters(self) -> None:
        self.letters.write_all(
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
