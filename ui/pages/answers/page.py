"""The answers page: a head of a department answers ideas, and sees what is new."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.ideas import UNANSWERED, IdeaStatus
from app.i18n import _, ngettext
from app.wording import error_text
from app.wording.after_visit import status_name
from app.wording.ideas import FIELD_TITLES
from ui.idea_changes import Clash, IdeaChanges, Wish
from ui.idea_letters import IdeaLetters
from ui.models.desk import LoadedDesk, answers_of, load_desk
from ui.page import Page
from ui.pages.answers.view import AnswersView
from ui.widgets.boxes import fill_box
from ui.you import last_looked, note_looked, say_who_you_are, who_you_are

if TYPE_CHECKING:
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.ideas import IdeaRow
    from app.services.reflections import ReflectionRow
    from ui.context import Context


class AnswersPage(Page):
    """What needs an answer from whoever sits here, and what is new for them."""

    name: ClassVar[str] = "answers"
    icon: ClassVar[str] = "question-answer-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"idea", "reflection", "employee", "department"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = AnswersView(context.theme)
        self.set_view(self.view)
        self.changes = IdeaChanges(context, self)
        self.letters = IdeaLetters(context, self.view.letter, self)
        self._loaded: LoadedDesk | None = None
        self._key: object = None
        self._idea: IdeaRow | None = None
        self._clash: Clash | None = None
        view = self.view
        view.answer.moved.connect(self._move)
        view.clash.mine_wanted.connect(self._keep_mine)
        view.clash.theirs_wanted.connect(self._take_theirs)
        view.letter.closed.connect(view.letter.hide)
        view.more.clicked.connect(self._show_among_ideas)
        view.needs.chosen.connect(self._choose)
        view.news.chosen.connect(self._choose)
        view.news.clicked.connect(self._choose_news)
        view.needs.clicked.connect(self._choose_needs)
        view.seen.clicked.connect(self._seen)
        view.states.acted.connect(self._act_on_empty)
        view.you.activated.connect(self._say_you)
        self.changes.kept.connect(self._kept)
        self.changes.clashed.connect(self._show_clash)
        self.changes.refused.connect(self._refused)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Answers")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Put the keyboard on what needs an answer."""
        if self._loaded is not None:
            # Who sits here may have been said on another page.
            self.refresh(None)
        self._take_focus()

    def refresh(self, changes: Changes | None) -> None:
        """Load the desk anew."""
        if self._loaded is None:
            self.view.states.loading(_("Looking what needs an answer…"))
        you = who_you_are(self.context)
        since = None if you is None else last_looked(self.context, you)
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        self.context.operations.query(
            self,
            partial(load_desk, self.context.services, you, since, dt.date.today(), now),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedDesk) -> None:
        first, self._loaded = self._loaded is None, loaded
        view = self.view
        heads = [(head.employee_id, _named(head)) for head in loaded.heads]
        chosen = None if loaded.head is None else loaded.head.employee_id
        fill_box(view.you, [(None, _("Choose who you are")), *heads], chosen)
        view.you.setVisible(bool(heads))
        if not heads:
            view.states.empty(
                "question-answer-line",
                _("Nobody to answer yet"),
                _("As soon as there are departments with people, their heads answer ideas here."),
                _("Departments and roles"),
            )
            return
        if loaded.head is None:
            view.states.empty(
                "question-answer-line",
                _("Whose desk is this?"),
                _("Choose above who you are: then you see what needs your answer."),
            )
            return
        view.states.show_content()
        self._fill_lists(loaded)
        if first and self.isVisible():
            self._take_focus()

    def _fill_lists(self, loaded: LoadedDesk) -> None:
        view = self.view
        view.needs_title.setText(_("Needs your answer: {count}").format(count=len(loaded.needs)))
        view.news_title.setText(_("New for you: {count}").format(count=len(loaded.news)))
        view.seen.setVisible(bool(loaded.news))
        keep = self._key
        view.needs.lines.show(loaded.needs)
        view.news.lines.show(loaded.news)
        if loaded.needs:
            view.needs_found.show_content()
        else:
            view.needs_found.empty(
                "check-double-line",
                _("Everything is answered"),
                _("No idea waits for you."),
            )
        if loaded.news:
            view.news_found.show_content()
        else:
            view.news_found.empty(
                "", "", _("Nothing new about your department since you last looked.")
            )
        shown = [line.key for line in (*loaded.needs, *loaded.news)]
        if keep not in shown and not self._answered_now(keep):
            keep = shown[0] if shown else None
        for table in (view.needs, view.news):
            if table.lines.row_of(keep) is not None:
                table.choose(keep)
                break
        self._choose(keep)

    def _answered_now(self, key: object) -> bool:
        """Tell whether the idea was answered here just now and its letter is still looked at."""
        return self._idea is not None and key == ("idea", self._idea.id) and self._letter_open()

    def _letter_open(self) -> bool:
        return not self.view.letter.isHidden() or not self.view.clash.isHidden()

    def _choose_needs(self, *_signal: object) -> None:
        self._choose(self.view.needs.key())

    def _choose_news(self, *_signal: object) -> None:
        self._choose(self.view.news.key())

    def _choose(self, key: object) -> None:
        view, loaded = self.view, self._loaded
        if loaded is None:
            return
        if key != self._key:
            self._clash = None
            for part in (view.clash, view.letter):
                part.hide()
            view.say_problem("")
        self._key = key
        idea, reflection = loaded.idea(key), loaded.reflection(key)
        if idea is not None:
            self._show_idea(idea)
        elif reflection is not None:
            self._show_reflection(reflection)
        elif not self._answered_now(key):
            self._idea = None
            view.side.hide()
            return
        view.side.show()

    def _show_idea(self, idea: IdeaRow) -> None:
        view, self._idea = self.view, idea
        view.heading.setText(idea.title)
        about = [status_name(idea.status), idea.role, idea.author]
        view.about.setText(" · ".join(part for part in about if part))
        view.text.setText(idea.text)
        view.text.setVisible(bool(idea.text))
        view.tell(())
        view.answer.show_idea(idea)
        view.answer.show()
        view.more.show()

    def _show_reflection(self, row: ReflectionRow) -> None:
        view, self._idea = self.view, None
        view.heading.setText(row.employee)
        view.about.setText(" · ".join(part for part in (row.home, row.role) if part))
        view.text.hide()
        view.tell(answers_of(row))
        view.answer.hide()
        view.more.hide()

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _take_focus(self) -> None:
        loaded = self._loaded
        if loaded is None or loaded.head is None:
            self.view.you.setFocus()
        elif loaded.needs:
            self.view.needs.setFocus()
        else:
            self.view.news.setFocus()

    # What is done

    def _say_you(self) -> None:
        say_who_you_are(self.context, self.view.you.currentData())
        self._key = None
        self.refresh(None)

    def _seen(self) -> None:
        loaded = self._loaded
        if loaded is not None and loaded.head is not None:
            note_looked(self.context, loaded.head.employee_id, loaded.at)
            self.refresh(None)

    def _move(self, to: IdeaStatus, answer: str) -> None:
        if self._idea is not None:
            self.changes.ask(Wish(self._idea, "status", to.value, answer))

    def _kept(self, _wish: Wish, now: IdeaRow) -> None:
        self._show_idea(now)
        if now.status not in UNANSWERED and now.author_id is not None:
            # The author waits for just this.
            self.letters.show(now)

    def _show_clash(self, clash: Clash) -> None:
        self._clash = clash
        wish = clash.wish
        what = _(
            "Somebody else has changed “{title}” meanwhile. {field}: here are both versions."
        ).format(title=wish.shown.title, field=_(FIELD_TITLES[wish.field]))
        mine = "\n".join(part for part in (status_name(wish.value), wish.answer) if part)
        theirs = "\n".join(part for part in (status_name(clash.theirs), clash.now.answer) if part)
        self.view.clash.say(what, mine, theirs, may_keep=clash.may_keep)

    def _keep_mine(self) -> None:
        clash, self._clash = self._clash, None
        self.view.clash.hide()
        if clash is not None:
            self.changes.insist(clash)

    def _take_theirs(self) -> None:
        self._clash = None
        self.view.clash.hide()
        self.refresh(None)

    def _refused(self, _wish: Wish, text: str) -> None:
        self.view.say_problem(text)
        self.refresh(None)

    # Ways to other pages

    def _show_among_ideas(self) -> None:
        if self._idea is not None:
            self.context.go("ideas", idea_id=self._idea.id)

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        else:
            self.context.go("departments")


def _named(head: Any) -> str:
    text = _("{name}, {department}").format(name=head.name, department=head.department)
    if not head.unanswered:
        return text
    waits = ngettext("{count} idea waits", "{count} ideas wait", head.unanswered)
    return f"{text} · {waits.format(count=head.unanswered)}"
