"""Where an idea may go from here, and what its author is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.ideas import MOVES, IdeaStatus
from app.i18n import _
from app.wording.ideas import MOVE_TEXTS
from ui.widgets.parts import button, column, label, name_control
from ui.widgets.record_form import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow
    from ui.theme import Theme


class IdeaAnswer(QFrame):
    """A text for the author, and a button for each state the idea may go to.

    Signals
    -------
    moved(object, str)
        A state (``IdeaStatus``), and the answer.
    """

    moved = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._shown: IdeaRow | None = None
        self._title = label(theme, "small", muted=True)
        self.answer = TextField(2)
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.problem.hide()
        self.buttons = {status: button() for status in IdeaStatus}
        layout = column(self, theme, margin=3, gap=1.5)
        layout.addWidget(self._title)
        layout.addWidget(self.answer)
        layout.addWidget(self.problem)
        # Below one another: side by side they would be too wide in some languages.
        for status, made in self.buttons.items():
            layout.addWidget(made)
            made.clicked.connect(partial(self._move, status))
        self._title.setBuddy(self.answer)

    def show_idea(self, idea: IdeaRow) -> None:
        """Show the ways of an idea; an answer that is being written stays."""
        before = self._shown
        same = before is not None and before.id == idea.id
        untouched = same and before is not None and self.answer.toPlainText() == before.answer
        if not same or untouched or before is None or before.answer != idea.answer:
            self.answer.setPlainText(idea.answer)
        if not same or (before is not None and before.status != idea.status):
            self.say_problem("")
        self._shown = idea
        self._place(MOVES[IdeaStatus(idea.status)])

    def ask_reason(self) -> None:
        """Ask why the idea is declined."""
        self.say_problem(_("Why is it declined? Its author gets this reason."))
        self.answer.setFocus()

    def say_problem(self, text: str) -> None:
        """Say what is missing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def focus_first(self) -> None:
        """Put the keyboard on the first way."""
        if self._shown is not None:
            self.buttons[MOVES[IdeaStatus(self._shown.status)][0]].setFocus()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self._title.setText(_("Answer to the author"))
        self.answer.setAccessibleName(_("Answer to the author"))
        for status, made in self.buttons.items():
            name_control(made, _(MOVE_TEXTS[status]))

    # Internal functions

    def _place(self, ways: Sequence[IdeaStatus]) -> None:
        for status, made in self.buttons.items():
            made.setVisible(status in ways)

    def _move(self, status: IdeaStatus) -> None:
        answer = self.answer.toPlainText().strip()
        if status is IdeaStatus.DECLINED and not answer:
            self.ask_reason()
            return
        self.say_problem("")
        self.moved.emit(status, answer)
