"""The idea that is looked at: its panel, its changes, its letters, and where it came from."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from app.domain.ideas import IdeaStatus
from app.i18n import _
from app.wording import error_text
from app.wording.ideas import FIELD_TITLES, value_text
from ui.dates import locale
from ui.idea_changes import Clash, IdeaChanges, Wish
from ui.idea_letters import IdeaLetters
from ui.models.idea_story import load_story
from ui.pages.ideas.panel import IdeaPanel
from ui.registry import page_classes
from ui.you import who_you_are

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from app.changes import Changes
    from app.errors import KnownError
    from app.services.ideas import IdeaRow
    from ui.context import Context
    from ui.models.idea_story import IdeaStory
    from ui.models.ideas import LoadedIdeas

_TO_CHOOSE_FROM = 200


class OneIdea(QObject):
    """Shows one of the ideas loaded in the panel at the side.

    Signals
    -------
    closed()
        The panel was closed.
    show_asked(int)
        Another idea is wanted.
    stale()
        What is shown is not what is kept: load anew.
    """

    closed = Signal()
    show_asked = Signal(int)
    stale = Signal()

    def __init__(self, context: Context, side: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._side = context, side
        self.changes = IdeaChanges(context, self)
        self._panel: IdeaPanel | None = None
        self._letters: IdeaLetters | None = None
        self._loaded: LoadedIdeas | None = None
        self._clash: Clash | None = None
        self.idea_id: int | None = None
        self.changes.kept.connect(self._kept)
        self.changes.clashed.connect(self._show_clash)
        self.changes.refused.connect(self._refused)

    # What is looked at

    @property
    def panel(self) -> IdeaPanel:
        """The panel; it is built when it is first needed, for it takes as long as the board."""
        if self._panel is None:
            self._panel = self._made()
        return self._panel

    def build(self) -> None:
        """Build the panel before it is needed."""
        assert self.panel is not None

    @property
    def is_open(self) -> bool:
        """Tell whether the panel is what stands at the side."""
        side = self._side
        return not side.isHidden() and side.currentWidget() is self._panel is not None

    @property
    def idea(self) -> IdeaRow | None:
        """The idea that is looked at, None if there is none such."""
        ideas = self._loaded.ideas if self._loaded is not None else ()
        return next((idea for idea in ideas if idea.id == self.idea_id), None)

    def use(self, loaded: LoadedIdeas) -> None:
        """Take the ideas as they are now."""
        self._loaded = loaded
        if self._panel is not None:
            self._panel.offer(loaded)

    def choose(self, idea_id: int | None) -> None:
        """Remember which idea is meant."""
        if idea_id != self.idea_id:
            self.idea_id, self._clash = idea_id, None
            if self._panel is not None:
                self._panel.change_idea()

    def look(self, idea: IdeaRow) -> None:
        """Follow the cursor if the panel is open."""
        self.choose(idea.id)
        if self.is_open:
            self.fill()

    def open(self, idea: IdeaRow) -> None:
        """Show an idea in the panel."""
        self.show_panel()
        self.look(idea)

    def show_panel(self) -> None:
        """Put the panel to the side."""
        self._side.setCurrentWidget(self.panel)
        self._side.show()

    def fill(self) -> None:
        """Show the idea as it is now; without it nothing stands at the side."""
        loaded, idea = self._loaded, self.idea
        if not self.is_open or loaded is None:
            return
        if idea is None:
            self._side.hide()
            return
        self.panel.show_idea(idea, loaded, ways=_ways(idea))
        self._context.operations.query(
            self,
            partial(load_story, self._context.services, idea),
            self._show_story,
            failed=self._story_failed,
            key="story",
        )

    def retranslate(self) -> None:
        """Set all texts anew."""
        if self._panel is not None:
            self._panel.retranslate()

    def decline(self, idea: IdeaRow) -> None:
        """Ask why an idea is declined."""
        self.open(idea)
        self.panel.answer.ask_reason()

    def write_letter(self, idea: IdeaRow) -> None:
        """Show the letter to the author of an idea."""
        self.open(idea)
        if self._letters is not None:
            self._letters.show(idea)

    def choose_merge(self) -> None:
        """Ask which idea of the same department this one is part of."""
        idea, loaded = self.idea, self._loaded
        if idea is None or loaded is None:
            return
        same = [one for one in loaded.ideas if one.department_id == idea.department_id]
        others = [one for one in same if one.id != idea.id][:_TO_CHOOSE_FROM]
        if not others:
            self._context.toast(_("The department has no other idea."))
            return
        chosen = self._context.interaction.choose(
            _("Which idea is “{title}” part of?").format(title=idea.title),
            [one.title for one in others],
        )
        if chosen is not None:
            self._merge(others[chosen].id)

    # Internal functions: filling

    def _made(self) -> IdeaPanel:
        panel = IdeaPanel(self._context.theme)
        self._side.addWidget(panel)
        self._letters = IdeaLetters(self._context, panel.letter, self)
        panel.answer.moved.connect(self._answer)
        panel.clash.mine_wanted.connect(self._keep_mine)
        panel.clash.theirs_wanted.connect(self._take_theirs)
        panel.closed.connect(self.closed)
        panel.form.edited.connect(self._edited)
        panel.letter_asked.connect(self._letter)
        panel.merge_asked.connect(self._merge)
        panel.merge_choice_asked.connect(self.choose_merge)
        panel.remove_asked.connect(self._remove)
        panel.show_asked.connect(self.show_asked)
        panel.talk.comment_asked.connect(self._comment)
        panel.talk.vote_asked.connect(self._vote)
        panel.way_asked.connect(self._go_where_it_came_from)
        panel.retranslate()
        panel.change_idea()
        if self._loaded is not None:
            panel.offer(self._loaded)
        return panel

    def _show_story(self, story: IdeaStory) -> None:
        if story.idea_id == self.idea_id:
            self.panel.talk.show_story(story, who_you_are(self._context))
            self.panel.show_alike(story.alike)
            self.panel.say_visit(story.visit)

    def _story_failed(self, error: KnownError) -> None:
        # Somebody removed it: the news that follows takes the panel away.
        self.panel.say_problem(error_text(error))

    def _go_where_it_came_from(self, way: str) -> None:
        idea, go = self.idea, self._context.go
        if idea is None:
            return
        if way == "role":
            go("departments", role_id=idea.role_id, department_id=idea.department_id)
        elif way == "visit":
            go("board", programme_id=idea.programme_id)
        else:
            go(
                "reflections",
                programme_id=idea.programme_id,
                reading=True,
                reflection_id=idea.reflection_id,
            )

    # Internal functions: changes

    def _edited(self, field: str, value: Any) -> None:
        idea = self.idea
        if idea is not None:
            self.panel.say_problem("")
            self.changes.ask(Wish(idea, field, value))

    def _answer(self, to: IdeaStatus, answer: str) -> None:
        idea = self.idea
        if idea is not None:
            self.changes.ask(Wish(idea, "status", to.value, answer))

    def _kept(self, wish: Wish, now: IdeaRow) -> None:
        if wish.field == "status":
            if now.status == IdeaStatus.DECLINED and now.author_id is not None:
                self.write_letter(now)
        elif now.id == self.idea_id:
            time = locale().toString(
                datetime.now().astimezone().time(), QLocale.FormatType.ShortFormat
            )
            self.panel.say_saved(_("Saved {time}").format(time=time))

    def _show_clash(self, clash: Clash) -> None:
        self.open(clash.now)
        self._clash = clash
        wish = clash.wish
        what = _(
            "Somebody else has changed “{title}” meanwhile. {field}: here are both versions."
        ).format(title=wish.shown.title, field=_(FIELD_TITLES[wish.field]))
        mine, theirs = (self._words(wish.field, value) for value in (wish.value, clash.theirs))
        if wish.field == "status":
            mine = "\n".join(part for part in (mine, wish.answer) if part)
            theirs = "\n".join(part for part in (theirs, clash.now.answer) if part)
        self.panel.clash.say(what, mine, theirs, may_keep=clash.may_keep)

    def _words(self, field: str, value: Any) -> str:
        if field == "owner_id" and self._loaded is not None:
            names = {person.id: person.name for person in self._loaded.people}
            return names.get(value, "")
        return value_text(field, value)

    def _keep_mine(self) -> None:
        clash, self._clash = self._clash, None
        self.panel.clash.hide()
        if clash is not None:
            self.changes.insist(clash)

    def _take_theirs(self) -> None:
        self._clash = None
        self.panel.clash.hide()
        self.stale.emit()

    def _refused(self, wish: Wish, text: str) -> None:
        if self.is_open and wish.shown.id == self.idea_id:
            self.panel.say_problem(text)
        else:
            self._context.error(text)
        self.stale.emit()

    def _letter(self) -> None:
        if self.idea is not None:
            self.write_letter(self.idea)

    def _vote(self, on: bool) -> None:
        you, idea = who_you_are(self._context), self.idea
        if you is not None and idea is not None:
            self._do(self._context.services.ideas.vote, idea_id=idea.id, employee_id=you, on=on)

    def _comment(self, text: str) -> None:
        idea = self.idea
        if idea is not None:
            self.panel.talk.comment.clear()
            author = self._words("owner_id", who_you_are(self._context)) or _("Coordinator")
            self._do(
                self._context.services.ideas.comment, idea_id=idea.id, author=author, text=text
            )

    def _remove(self) -> None:
        idea = self.idea
        if idea is not None:
            self._do(self._context.services.ideas.remove, idea_id=idea.id)

    def _merge(self, into_id: int) -> None:
        idea = self.idea
        if idea is not None:
            self._context.operations.command(
                self,
                partial(self._context.services.ideas.merge, idea_id=idea.id, into_id=into_id),
                partial(self._merged, into_id),
            )

    def _merged(self, into_id: int, _changes: Changes) -> None:
        self.choose(into_id)

    def _do(self, act: Any, **what: Any) -> None:
        self._context.operations.command(self, partial(act, **what))


def _ways(idea: IdeaRow) -> list[str]:
    pages = {page.name for page in page_classes()}
    ways = ["role"] if idea.role_id is not None else []
    if idea.record_id is not None and "board" in pages:
        ways.append("visit")
    if idea.reflection_id is not None and "reflections" in pages:
        ways.append("reflection")
    return ways
