"""The panel beside the board: everything about one idea."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.ideas import Age
from app.i18n import N_, _, ngettext
from app.wording.after_visit import status_name
from app.wording.ideas import FIELD_TITLES, RATINGS, age_text
from ui.pages.ideas.talk import Talk
from ui.widgets.clash import ClashCard
from ui.widgets.idea_answer import IdeaAnswer
from ui.widgets.letter_card import LetterCard
from ui.widgets.parts import button, column, label, name_control, row, set_kind
from ui.widgets.record_form import Choice, Field, RecordForm
from ui.widgets.scrolled import Scrolled
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow, LikelyDuplicate
    from ui.models.ideas import LoadedIdeas
    from ui.theme import Theme

_MOST = 2_000_000_000
_NONE = N_("not known")


def _field(name: str, kind: Any = "line", **more: Any) -> Field:
    return Field(name, FIELD_TITLES[name], kind, **more)


_FIELDS = (
    _field("title"),
    _field("text", "text"),
    _field("owner_id", "choice"),
    _field("answer_by", "date"),
    _field("effort", "choice"),
    _field("effect", "choice"),
    _field("kpi"),
    _field("expected_hours", "count", highest=_MOST, unset=_NONE),
    _field("expected_money", "count", highest=_MOST, unset=_NONE),
    _field("measured_hours", "count", highest=_MOST, unset=_NONE),
    _field("measured_money", "count", highest=_MOST, unset=_NONE),
    _field("measured_kpi"),
)


class IdeaPanel(QFrame):
    """Shows one idea; each field is kept as soon as it is left.

    Signals
    -------
    closed()
        Nobody looks at it any longer.
    way_asked(str)
        "role", "visit" or "reflection" that the idea came from.
    show_asked(int), merge_asked(int)
        Another idea is to be shown, or this one made part of it.
    merge_choice_asked(), letter_asked(), remove_asked()
        Buttons of the panel.
    """

    closed = Signal()
    way_asked = Signal(str)
    show_asked = Signal(int)
    merge_asked = Signal(int)
    merge_choice_asked = Signal()
    letter_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._theme = theme
        self.heading, self.state = label(theme, "heading"), label(theme, "strong")
        self.age, self.saved = label(theme), label(theme, "small", muted=True)
        self.origin, self.visit = label(theme, muted=True), label(theme, muted=True)
        self.close_it = button("link")
        self.ways = {name: button("link") for name in ("visit", "role", "reflection")}
        self.clash, self.letter = ClashCard(theme), LetterCard(theme)
        self.answer, self.form = IdeaAnswer(theme), RecordForm(theme, _FIELDS)
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.talk = Talk(theme)
        self.alike_title = label(theme, "strong")
        self.alike: list[tuple[WrappedButton, QWidget]] = []
        self.merge, self.write, self.remove = button(), button(), button()
        self._assemble(theme)
        self.close_it.clicked.connect(self.closed)
        self.merge.clicked.connect(self.merge_choice_asked)
        self.write.clicked.connect(self.letter_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.letter.closed.connect(self.letter.hide)
        for name, way in self.ways.items():
            way.clicked.connect(partial(self.way_asked.emit, name))

    def _assemble(self, theme: Theme) -> None:
        inside = QWidget()
        # From the outside in: whatever changes its parent is styled anew.
        self.area = Scrolled(inside)
        column(self, theme, margin=4).addWidget(self.area)
        layout = column(inside, theme, gap=1.5)
        head = row(None, theme)
        head.addWidget(self.heading, stretch=1)
        head.addWidget(self.close_it)
        layout.addLayout(head)
        for part in (self.state, self.age, self.origin, self.visit):
            layout.addWidget(part)
        ways = row(None, theme, gap=1)
        for way in self.ways.values():
            ways.addWidget(way)
        ways.addStretch(1)
        layout.addLayout(ways)
        for part in (self.clash, self.letter, self.answer, self.problem):
            layout.addWidget(part)
        layout.addSpacing(theme.space(1))
        layout.addWidget(self.saved)
        layout.addWidget(self.form)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.talk)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.alike_title)
        self._alike_lines = column(None, theme, gap=1)
        layout.addLayout(self._alike_lines)
        for act in (self.merge, self.write, self.remove):
            layout.addWidget(act)
        layout.addStretch(1)
        self.setMinimumWidth(theme.space(64))

    # Filling

    def offer(self, loaded: LoadedIdeas) -> None:
        """Offer those who can answer, and the steps of effort and effect."""
        people = [Choice(person.id, person.name) for person in loaded.people]
        self.form.offer("owner_id", [Choice(None, _("nobody")), *people])
        steps = [Choice(step, _(text)) for step, text in RATINGS.items()]
        for name in ("effort", "effect"):
            self.form.offer(name, steps)

    def show_idea(self, idea: IdeaRow, loaded: LoadedIdeas, *, ways: Sequence[str]) -> None:
        """Show an idea; what is being typed stays."""
        self.heading.setText(idea.title)
        self.state.setText(_("State: {state}").format(state=status_name(idea.status)))
        urgency = age_text(idea, loaded.today)
        sign = {Age.OVERDUE: "⚠ ", Age.SOON: "◷ "}.get(idea.age, "")
        self.age.setText(f"{sign}{urgency}")
        self.age.setVisible(bool(urgency))
        set_kind(self.age, {Age.OVERDUE: "bad", Age.SOON: "warning"}.get(idea.age, "muted"))
        self.origin.setText(_origin(idea))
        for name, way in self.ways.items():
            way.setVisible(name in ways)
        self.answer.show_idea(idea)
        self.form.show_values({name: getattr(idea, name) for name in self.form.fields})
        self.write.setVisible(idea.author_id is not None)

    def change_idea(self) -> None:
        """Forget what was said about the idea before."""
        self.clash.hide()
        self.letter.hide()
        self.say_saved("")
        self.say_problem("")
        self.say_visit("")
        self.talk.clear()
        self.show_alike(())
        self.area.verticalScrollBar().setValue(0)

    def show_alike(self, found: Sequence[LikelyDuplicate]) -> None:
        """Show ideas that are much the same, each to be looked at or merged into."""
        for line in self.alike:
            for part in line:
                self._alike_lines.removeWidget(part)
                part.deleteLater()
        self.alike = []
        for one in found:
            link = WrappedButton(self._theme, one.title, kind="link")
            link.clicked.connect(partial(self.show_asked.emit, one.idea_id))
            act = button()
            name_control(act, _("Make this idea part of it"))
            act.setAccessibleDescription(one.title)
            act.clicked.connect(partial(self.merge_asked.emit, one.idea_id))
            for part in (link, act):
                self._alike_lines.addWidget(part)
            self.alike.append((link, act))
        self.alike_title.setVisible(bool(found))

    def say_visit(self, text: str) -> None:
        """Say which visit the idea came from."""
        self.visit.setText(text)
        self.visit.setVisible(bool(text))

    def say_saved(self, text: str) -> None:
        """Say when the last change was kept."""
        self.saved.setText(text)
        self.saved.setVisible(bool(text))

    def say_problem(self, text: str) -> None:
        """Say why a field could not be kept; what was typed stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.setAccessibleName(_("The idea"))
        name_control(self.close_it, _("Close"))
        name_control(self.ways["visit"], _("The visit"))
        name_control(self.ways["role"], _("The role"))
        name_control(self.ways["reflection"], _("The reflection"))
        name_control(self.merge, _("Make it part of another idea…"))
        name_control(self.write, _("Letter to the author…"))
        name_control(self.remove, _("Remove the idea"))
        self.alike_title.setText(_("Much the same:"))
        for part in (self.clash, self.letter, self.answer, self.form, self.talk):
            part.retranslate()


def _origin(idea: IdeaRow) -> str:
    parts = [idea.department]
    if idea.role:
        parts.append(_("Role: {name}").format(name=idea.role))
    if idea.author:
        parts.append(_("Idea of: {name}").format(name=idea.author))
    if idea.votes:
        parts.append(ngettext("{count} vote", "{count} votes", idea.votes).format(count=idea.votes))
    return " · ".join(parts)
