"""The side panel of a solve: what will be decided, how far it is, what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme

QUICK_SECONDS = 30.0
NORMAL_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier: what it counts, its value now, the best that is proven possible."""

    title: str
    now: int | None
    best: int | None

    @property
    def proven(self) -> bool:
        """Tell whether nothing better is possible."""
        return self.now is not None and self.now == self.best


@dataclass(frozen=True, slots=True)
class SolveState:
    """How far a running solve is."""

    headline: str
    tiers: tuple[TierLine, ...] = ()
    seconds: float = 0.0
    seconds_since_better: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a solve came to; ``warning`` is set if it did not end as it should."""

    headline: str
    tiers: tuple[TierLine, ...] = ()
    detail: str = ""
    warning: str = ""
    usable: bool = True


class SolvePanel(QFrame):
    """Not modal: the window stays usable beside it.

    Signals
    -------
    start_asked(object)
        Solve; with the seconds allowed, None for until it is stopped.
    stop_asked(), cancel_asked()
        Keep the best plan so far; throw everything away.
    use_asked(), throw_away_asked()
        What to do with the plan found.
    close_asked()
        The panel is not needed any more.
    """

    start_asked = Signal(object)
    stop_asked = Signal()
    cancel_asked = Signal()
    use_asked = Signal()
    throw_away_asked = Signal()
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "panel")
        self.title = label(theme, "heading")
        self.close_button = button("link")
        self._stack = QStackedWidget()
        self._before = _Before(theme)
        self._during = _During(theme)
        self._after = _After(theme)
        for part in (self._before, self._during, self._after):
            self._stack.addWidget(part)
        top = row(None, theme)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        layout = column(self, theme, margin=4, gap=3)
        layout.addLayout(top)
        layout.addWidget(self._stack, stretch=1)

        self._before.start.clicked.connect(self._start)
        self._during.stop.clicked.connect(self.stop_asked)
        self._during.cancel.clicked.connect(self.cancel_asked)
        self._after.use.clicked.connect(self.use_asked)
        self._after.throw_away.clicked.connect(self.throw_away_asked)
        self.close_button.clicked.connect(self.close_asked)

    # What is shown

    def show_offer(self, what: str, stays: str, findings: Sequence[str] | None) -> None:
        """Say what a solve would decide; ``findings`` is None while they are looked for."""
        self._before.show_offer(what, stays, findings)
        self._show(self._before)

    def show_state(self, state: SolveState) -> None:
        """Say how far the solve is."""
        self._during.show_state(state)
        self._show(self._during)

    def show_stopping(self) -> None:
        """Say that the end is near; nothing can be pressed twice."""
        self._during.stop.setEnabled(False)
        self._during.cancel.setEnabled(False)

    def show_storing(self) -> None:
        """Let nothing be pressed while the plan is stored."""
        self._after.use.setEnabled(False)
        self._after.throw_away.setEnabled(False)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what came out."""
        self._after.use.setEnabled(True)
        self._after.throw_away.setEnabled(True)
        self._after.show_outcome(outcome)
        self._show(self._after)

    def retranslate(self) -> None:
        """Set the texts that do not depend on a solve."""
        self.setAccessibleName(_("Solve"))
        self.title.setText(_("Find a plan"))
        name_control(self.close_button, _("Close"))
        self._before.retranslate()
        self._during.retranslate()
        self._after.retranslate()

    def focus_first(self) -> None:
        """Put the keyboard on the button that matters now."""
        shown = self._stack.currentWidget()
        if shown is self._before:
            self._before.start.setFocus()
        elif shown is self._during:
            self._during.stop.setFocus()
        elif self._after.use.isVisible():
            self._after.use.setFocus()

    # Internal

    def _show(self, part: QWidget) -> None:
        changed = self._stack.currentWidget() is not part
        had_focus = self._stack.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentWidget(part)
        self.close_button.setVisible(part is self._before)
        if changed and had_focus:
            self.focus_first()

    def _start(self) -> None:
        self._during.stop.setEnabled(True)
        self._during.cancel.setEnabled(True)
        self.start_asked.emit(self._before.seconds())


class _Before(QWidget):
    """What will be decided, what stands in the way, how long it may take."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.what = label(theme)
        self.stays = label(theme, muted=True)
        self.check_title = label(theme, "strong")
        self.check_state = label(theme, muted=True)
        self.findings = QVBoxLayout()
        self.findings.setSpacing(theme.space(2))
        self.time_title = label(theme, "strong")
        self.quick, self.normal, self.endless = QRadioButton(), QRadioButton(), QRadioButton()
        self.start = button("primary")
        theme.apply_icon(self.start, "play-fill", "on_accent")
        group = QButtonGroup(self)
        for choice in (self.quick, self.normal, self.endless):
            group.addButton(choice)
        self.quick.setChecked(True)

        inside = QWidget()
        content = column(inside, theme, gap=2)
        content.addWidget(self.what)
        content.addWidget(self.stays)
        content.addSpacing(theme.space(2))
        content.addWidget(self.check_title)
        content.addWidget(self.check_state)
        content.addLayout(self.findings)
        content.addStretch(1)
        scroll = Scrolled(inside)
        layout = column(self, theme, gap=2)
        layout.addWidget(scroll, stretch=1)
        layout.addWidget(self.time_title)
        for choice in (self.quick, self.normal, self.endless):
            layout.addWidget(choice)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.start)

    def show_offer(self, what: str, stays: str, findings: Sequence[str] | None) -> None:
        self.what.setText(what)
        self.stays.setText(stays)
        self.stays.setVisible(bool(stays))
        while self.findings.count():
            self.findings.takeAt(0).widget().deleteLater()
        if findings is None:
            self.check_state.setText(_("Looking for what cannot work…"))
        elif not findings:
            self.check_state.setText(_("Nothing stands in the way."))
        self.check_state.setVisible(not findings)
        for sentence in findings or ():
            card = frame("banner-warning")
            text = label(self._theme)
            text.setText(sentence)
            column(card, self._theme, margin=2).addWidget(text)
            self.findings.addWidget(card)

    def seconds(self) -> float | None:
        if self.quick.isChecked():
            return QUICK_SECONDS
        return NORMAL_SECONDS if self.normal.isChecked() else None

    def retranslate(self) -> None:
        self.check_title.setText(_("Check first"))
        self.time_title.setText(_("How long it may take"))
        name_control(self.quick, _("Quick: 30 seconds"))
        name_control(self.normal, _("Normal: 3 minutes"))
        name_control(self.endless, _("Until I stop it"))
        name_control(self.start, _("Solve"))


class _During(QWidget):
    """One line of words, a row a tier, the time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.headline = label(theme, "strong")
        self.tiers = TierList(theme)
        self.times = label(theme, muted=True)
        self.note = label(theme, muted=True)
        self.stop = button("primary")
        self.cancel = button("plain")
        theme.apply_icon(self.stop, "stop-fill", "on_accent")
        inside = QWidget()
        content = column(inside, theme, gap=3)
        content.addWidget(self.headline)
        content.addWidget(self.tiers)
        content.addWidget(self.times)
        content.addWidget(self.note)
        content.addStretch(1)
        layout = column(self, theme, gap=3)
        layout.addWidget(Scrolled(inside), stretch=1)
        layout.addWidget(self.stop)
        layout.addWidget(self.cancel)

    def show_state(self, state: SolveState) -> None:
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

    def retranslate(self) -> None:
        self.note.setText(_("You can go on working in the window meanwhile."))
        self.tiers.retranslate()
        name_control(self.stop, _("Stop and keep the best"))
        name_control(self.cancel, _("Cancel and throw away"))


class _After(QWidget):
    """What came out, and what to do with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.warning_card = frame("banner-warning")
        self.warning = label(theme)
        column(self.warning_card, theme, margin=2).addWidget(self.warning)
        self.headline = label(theme, "strong")
        self.tiers = TierList(theme)
        self.detail = label(theme, muted=True)
        self.use = button("primary")
        self.throw_away = button("plain")
        inside = QWidget()
        content = column(inside, theme, gap=3)
        content.addWidget(self.warning_card)
        content.addWidget(self.headline)
        content.addWidget(self.tiers)
        content.addWidget(self.detail)
        content.addStretch(1)
        layout = column(self, theme, gap=3)
        layout.addWidget(Scrolled(inside), stretch=1)
        layout.addWidget(self.use)
        layout.addWidget(self.throw_away)

    def show_outcome(self, outcome: Outcome) -> None:
        self.warning.setText(outcome.warning)
        self.warning_card.setVisible(bool(outcome.warning))
        self.headline.setText(outcome.headline)
        self.headline.setVisible(bool(outcome.headline))
        self.tiers.show_tiers(outcome.tiers, over=True)
        self.tiers.setVisible(bool(outcome.tiers))
        self.detail.setText(outcome.detail)
        self.detail.setVisible(bool(outcome.detail))
        self.use.setVisible(outcome.usable)
        name_control(self.throw_away, _("Throw away") if outcome.usable else _("Back"))

    def retranslate(self) -> None:
        self.tiers.retranslate()
        name_control(self.use, _("Use as draft"))


class _TierRow(QWidget):
    """A tier: a sign, what it counts, and how far it is in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tier: TierLine | None = None
        self._over = False
        self._sign = QLabel()
        self.title = label(theme, "strong")
        self.state = label(theme, muted=True)
        words = column(None, theme, gap=0.5)
        words.addWidget(self.title)
        words.addWidget(self.state)
        line = row(self, theme)
        line.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, stretch=1)
        theme.changed.connect(self._draw)

    def show_tier(self, tier: TierLine, *, over: bool) -> None:
        """Show ``tier``; what has not changed is left alone."""
        if (tier, over) == (self._tier, self._over):
            return
        self._tier, self._over = tier, over
        self.title.setText(tier.title)
        if tier.now is None:
            text = _("not known yet")
        elif tier.proven:
            text = _("{now}: proven, no plan does better").format(now=tier.now)
        elif over:
            text = _("{now}; proven best possible: {best}").format(
                now=tier.now, best=_("not known") if tier.best is None else tier.best
            )
        elif tier.best is None:
            text = _("now {now} · still searching").format(now=tier.now)
        else:
            text = _("now {now} · proven best possible {best} · still searching").format(
                now=tier.now, best=tier.best
            )
        self.state.setText(text)
        self._draw()

    def _draw(self) -> None:
        if self._tier is not None:
            proven, side = self._tier.proven, self._theme.space(4.5)
            colour = self._theme.colours.good if proven else self._theme.colours.muted
            waiting = "checkbox-blank-circle-line" if self._over else "search-line"
            icon = self._theme.icon("checkbox-circle-fill" if proven else waiting, colour)
            self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class TierList(QWidget):
    """Tiers in order of weight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[_TierRow] = []
        self._layout = column(self, theme, gap=2.5)

    def show_tiers(self, tiers: tuple[TierLine, ...], *, over: bool = False) -> None:
        """Show ``tiers``; ``over`` says that nobody searches any more."""
        while len(self.rows) < len(tiers):
            made = _TierRow(self._theme)
            self.rows.append(made)
            self._layout.addWidget(made)
        for at, made in enumerate(self.rows):
            made.setVisible(at < len(tiers))
            if at < len(tiers):
                made.show_tier(tiers[at], over=over)

    def retranslate(self) -> None:
        """Name the list; its lines come anew with their texts."""
        self.setAccessibleName(_("What counts, most important first"))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
