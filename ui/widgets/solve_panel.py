"""The side panel of a solve: what will be decided, how far it is, what came out, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.solve_before import Before
from ui.widgets.solve_parts import After, During, Told

if TYPE_CHECKING:
    from ui.theme import Theme
    from ui.widgets.notes import Note
    from ui.widgets.solve_before import Offer
    from ui.widgets.solve_parts import Outcome, SolveState


class SolvePanel(QFrame):
    """Not modal: the window stays usable beside it.

    Signals
    -------
    start_asked(object, bool)
        Solve; with the seconds allowed, None for until it is stopped, and whether as little as
        possible of the published plan may change.
    stop_asked(), cancel_asked()
        Keep the best plan so far; throw everything away.
    use_asked(), compare_asked(), throw_away_asked()
        What to do with the plan found.
    publish_asked(), messages_asked()
        Go on from the list of those who must be told.
    close_asked()
        The panel is not needed any more.
    """

    start_asked = Signal(object, bool)
    stop_asked = Signal()
    cancel_asked = Signal()
    use_asked = Signal()
    compare_asked = Signal()
    throw_away_asked = Signal()
    publish_asked = Signal()
    messages_asked = Signal()
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.title = label(theme, "heading")
        self.close_button = button("link")
        self._stack = QStackedWidget()
        self._before = Before(theme)
        self._during = During(theme)
        self._after = After(theme)
        self._told = Told(theme)
        for part in (self._before, self._during, self._after, self._told):
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
        self._after.compare.clicked.connect(self.compare_asked)
        self._after.throw_away.clicked.connect(self.throw_away_asked)
        self._told.publish.clicked.connect(self.publish_asked)
        self._told.messages.clicked.connect(self.messages_asked)
        self._told.close_told.clicked.connect(self.close_asked)
        self.close_button.clicked.connect(self.close_asked)

    # What is shown

    def show_offer(self, offer: Offer) -> None:
        """Say what a solve would decide."""
        self._before.show_offer(offer)
        self._show(self._before)

    def prefer_few_changes(self, on: bool) -> None:
        """Tick that the published plan is to be kept as far as can be, or take the tick away."""
        self._before.few.setChecked(on)

    def show_state(self, state: SolveState) -> None:
        """Say how far the solve is."""
        if self._stack.currentWidget() is not self._during:
            self._during.stop.setEnabled(True)
            self._during.cancel.setEnabled(True)
        self._during.show_state(state)
        self._show(self._during)

    def show_stopping(self) -> None:
        """Say that the end is near; nothing can be pressed twice."""
        self._during.stop.setEnabled(False)
        self._during.cancel.setEnabled(False)

    def show_storing(self) -> None:
        """Let nothing be pressed while the plan is stored."""
        self._after.allow(False)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what came out."""
        self._after.show_outcome(outcome)
        self._show(self._after)

    def show_told(self, headline: str, people: tuple[Note, ...]) -> None:
        """Say what the draft changes of the published plan, and who must be told."""
        self._told.show_told(headline, people)
        self._show(self._told)

    def retranslate(self) -> None:
        """Set the texts that do not depend on a solve."""
        self.setAccessibleName(_("Solve"))
        self.title.setText(_("Find a plan"))
        name_control(self.close_button, _("Close"))
        for part in (self._before, self._during, self._after, self._told):
            part.retranslate()

    def focus_first(self) -> None:
        """Put the keyboard on the button that matters now."""
        shown = self._stack.currentWidget()
        if shown is self._before:
            self._before.start.setFocus()
        elif shown is self._during:
            self._during.stop.setFocus()
        elif shown is self._told:
            self._told.publish.setFocus()
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
        self.start_asked.emit(self._before.seconds(), self._before.few_changes())
