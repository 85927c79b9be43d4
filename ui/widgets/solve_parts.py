"""The solve panel during a solve and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets.improvement_line import ImprovementLine
from ui.widgets.notes import NoteList
from ui.widgets.parts import button, column, frame, label, name_control
from ui.widgets.scrolled import Scrolled
from ui.widgets.tier_list import TierList

if TYPE_CHECKING:
    from ui.theme import Theme
    from ui.widgets.improvement_line import Improvement
    from ui.widgets.notes import Note
    from ui.widgets.tier_list import TierLine


@dataclass(frozen=True, slots=True)
class SolveState:
    """How far a running solve is; ``question`` is what has to be answered meanwhile."""

    headline: str
    tiers: tuple[TierLine, ...] = ()
    seconds: float = 0.0
    seconds_since_better: float | None = None
    improvement: Improvement | None = None
    question: Note | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a solve came to; ``warning`` is set if it did not end as it should.

    ``notes`` are what stands against each other where no plan was found. ``comparable`` tells that
    there is a plan to compare with.
    """

    headline: str
    tiers: tuple[TierLine, ...] = ()
    detail: str = ""
    warning: str = ""
    usable: bool = True
    notes: tuple[Note, ...] = ()
    comparable: bool = False


class During(QWidget):
    """One line of words, a row a tier, the time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.question = NoteList(theme)
        self.headline = label(theme, "strong")
        self.tiers = TierList(theme)
        self.times = label(theme, muted=True)
        self.improvement = ImprovementLine(theme)
        self.note = label(theme, muted=True)
        self.stop = button("primary")
        self.cancel = button("plain")
        theme.apply_icon(self.stop, "stop-fill", "on_accent")
        inside = QWidget()
        content = column(inside, theme, gap=3)
        for part in (
            self.question,
            self.headline,
            self.tiers,
            self.times,
            self.improvement,
            self.note,
        ):
            content.addWidget(part)
        content.addStretch(1)
        layout = column(self, theme, gap=3)
        layout.addWidget(Scrolled(inside), stretch=1)
        layout.addWidget(self.stop)
        layout.addWidget(self.cancel)

    def show_state(self, state: SolveState) -> None:
        """Say how far the solve is."""
        self.question.show_notes(() if state.question is None else (state.question,))
        self.headline.setText(state.headline)
        self.tiers.show_tiers(state.tiers)
        elapsed = _clock(state.seconds)
        if state.seconds_since_better is None:
            text = _("Running for {time}.").format(time=elapsed)
        else:
            text = _("Running for {time}; last improvement {ago} ago.").format(
                time=elapsed, ago=_clock(state.seconds_since_better)
            )
        self.times.setText(text)
        self.improvement.show_improvement(state.improvement)

    def retranslate(self) -> None:
        """Set the texts that do not depend on the solve."""
        self.note.setText(_("You can go on working in the window meanwhile."))
        self.tiers.retranslate()
        name_control(self.stop, _("Stop and keep the best"))
        name_control(self.cancel, _("Cancel and throw away"))


class After(QWidget):
    """What came out, and what to do with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.warning_card = frame("banner-warning")
        self.warning = label(theme)
        column(self.warning_card, theme, margin=2).addWidget(self.warning)
        self.headline = label(theme, "strong")
        self.notes = NoteList(theme)
        self.tiers = TierList(theme)
        self.detail = label(theme, muted=True)
        self.use = button("primary")
        self.compare = button("plain")
        self.throw_away = button("plain")
        inside = QWidget()
        content = column(inside, theme, gap=3)
        for part in (self.warning_card, self.headline, self.notes, self.detail, self.tiers):
            content.addWidget(part)
        content.addStretch(1)
        layout = column(self, theme, gap=3)
        layout.addWidget(Scrolled(inside), stretch=1)
        for part in (self.use, self.compare, self.throw_away):
            layout.addWidget(part)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what came out."""
        self.allow(True)
        self.warning.setText(outcome.warning)
        self.warning_card.setVisible(bool(outcome.warning))
        self.headline.setText(outcome.headline)
        self.headline.setVisible(bool(outcome.headline))
        self.notes.show_notes(outcome.notes)
        self.tiers.show_tiers(outcome.tiers, over=True)
        self.tiers.setVisible(bool(outcome.tiers))
        self.detail.setText(outcome.detail)
        self.detail.setVisible(bool(outcome.detail))
        self.use.setVisible(outcome.usable)
        self.compare.setVisible(outcome.usable and outcome.comparable)
        name_control(self.throw_away, _("Throw away") if outcome.usable else _("Back"))

    def allow(self, on: bool) -> None:
        """Let the buttons be pressed, or not while the plan is stored."""
        for part in (self.use, self.compare, self.throw_away):
            part.setEnabled(on)

    def retranslate(self) -> None:
        """Set the texts that do not depend on the outcome."""
        self.tiers.retranslate()
        name_control(self.use, _("Use as draft"))
        name_control(self.compare, _("Compare both"))


class Told(QWidget):
    """What the draft changes of the published plan, and who must be told of what."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.headline = label(theme, "strong")
        self.people = NoteList(theme, "card")
        self.publish = button("primary")
        self.messages = button("plain")
        self.close_told = button("plain")
        inside = QWidget()
        content = column(inside, theme, gap=3)
        content.addWidget(self.headline)
        content.addWidget(self.people)
        content.addStretch(1)
        layout = column(self, theme, gap=3)
        layout.addWidget(Scrolled(inside), stretch=1)
        for part in (self.publish, self.messages, self.close_told):
            layout.addWidget(part)

    def show_told(self, headline: str, people: tuple[Note, ...]) -> None:
        """Say who must be told."""
        self.headline.setText(headline)
        self.people.show_notes(people)

    def retranslate(self) -> None:
        """Name the buttons."""
        name_control(self.publish, _("To publishing"))
        name_control(self.messages, _("To the messages"))
        name_control(self.close_told, _("Back to the board"))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
