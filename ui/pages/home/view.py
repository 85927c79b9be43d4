"""Layout of the home page: the way to a plan, and cards of what needs somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wording.overview import Step
    from ui.theme import Theme


class StepButton(QPushButton):
    """A line of the checklist: a tick, an arrow or an empty ring, the step, how far it is."""

    def __init__(self, theme: Theme, step: Step, number: int, *, is_next: bool) -> None:
        super().__init__()
        self._theme = theme
        self._done, self._is_next = step.done, is_next
        self.setProperty("kind", "next" if is_next else "line")
        self.setAutoDefault(False)
        self._sign = QLabel()
        side = theme.space(5)
        self._sign.setFixedSize(side, side)
        title, text = label(theme, "strong"), label(theme, muted=True)
        title.setText(step.title)
        text.setText(step.text)
        words = column(None, theme, gap=0)
        words.addWidget(title)
        words.addWidget(text)
        layout = row(self, theme, margin=2, gap=3)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, stretch=1)
        for part in (self._sign, title, text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        state = _("done") if step.done else _("to do")
        self.setAccessibleName(
            _("Step {number}, {title}: {state}").format(
                number=number, title=step.title, state=state
            )
        )
        self.setAccessibleDescription(step.text)
        theme.changed.connect(self._draw)
        self._draw()

    def sizeHint(self) -> QSize:
        """Return the room the words ask for; a plain button would count its own text only."""
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room the words ask for."""
        return self.layout().totalMinimumSize()

    def heightForWidth(self, width: int) -> int:
        """Return how high the wrapped words are."""
        return self.layout().totalHeightForWidth(width)

    def _draw(self) -> None:
        colours, side = self._theme.colours, self._sign.width()
        if self._done:
            icon = self._theme.icon("checkbox-circle-fill", colours.good)
        elif self._is_next:
            icon = self._theme.icon("arrow-right-circle-line", colours.accent)
        else:
            icon = self._theme.icon("checkbox-blank-circle-line", colours.edge)
        self._sign.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class NewsCard(QFrame):
    """A figure, what it means, and the way to where something can be done about it.

    Signals
    -------
    acted()
        The button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title = label(theme, "strong")
        self.figure = label(theme, "title")
        self.text = label(theme, muted=True)
        self.act = button()
        layout = column(self, theme, margin=4, gap=1.5)
        for part in (self.title, self.figure, self.text):
            layout.addWidget(part)
        layout.addSpacing(theme.space(1))
        layout.addWidget(self.act, alignment=Qt.AlignmentFlag.AlignLeft)
        self.act.clicked.connect(self.acted)

    def say(self, title: str, figure: str, text: str, act: str) -> None:
        """Set the words."""
        self.title.setText(title)
        self.figure.setText(figure)
        self.figure.setVisible(bool(figure))
        self.text.setText(text)
        name_control(self.act, act)
        self.act.setVisible(bool(act))


class WarningStrip(QWidget):
    """A sentence above everything else, and what to do about it.

    Signals
    -------
    acted()
        The button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        panel = frame("banner-bad")
        column(self, theme).addWidget(panel)
        self.text = label(theme)
        self.act = button()
        layout = row(panel, theme, margin=2, gap=2)
        layout.addWidget(self.text, stretch=1)
        layout.addWidget(self.act)
        self.act.clicked.connect(self.acted)
        self.hide()

    def say(self, text: str, act: str) -> None:
        """Set the words."""
        self.text.setText(text)
        name_control(self.act, act)


class HomeView(QWidget):
    """Widgets of the home page and where they stand.

    Signals
    -------
    step_chosen(str)
        The name of the step whose line was pressed.
    """

    step_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = label(theme, "title")
        self.subtitle = label(theme, muted=True)
        self.checklist = frame("card")
        self.list_title, self.list_text = label(theme, "heading"), label(theme, muted=True)
        self.steps: dict[str, StepButton] = {}
        self.warning = WarningStrip(theme)
        self.news = QWidget()
        self.cards = tuple(NewsCard(theme, self.news) for _each in range(5))
        self.missing, self.conflicts, self.owed, self.ideas, self.backup = self.cards
        inside = QWidget()
        inside.setMaximumWidth(theme.space(230))
        page = column(inside, theme, margin=6, gap=3)
        page.addWidget(self.title)
        page.addWidget(self.subtitle)
        page.addWidget(self.warning)
        page.addSpacing(theme.space(2))
        parts = row(None, theme, gap=5)
        listed = column(self.checklist, theme, margin=4, gap=1)
        listed.addWidget(self.list_title)
        listed.addWidget(self.list_text)
        listed.addSpacing(theme.space(1))
        self._lines = column(None, theme, gap=0.5)
        listed.addLayout(self._lines)
        self._grid = QGridLayout(self.news)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(4))
        # By itself in the row, so that it leaves its room to the news once all is done.
        parts.addWidget(self.checklist, stretch=3, alignment=Qt.AlignmentFlag.AlignTop)
        parts.addWidget(self.news, stretch=2, alignment=Qt.AlignmentFlag.AlignTop)
        page.addLayout(parts)
        page.addStretch(1)
        scroll = Scrolled(inside, sideways=True)
        self.states = StateStack(theme, scroll)
        column(self, theme).addWidget(self.states)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the checklist; whoever is on one of its lines stays there."""
        focused = next((name for name, line in self.steps.items() if line.hasFocus()), None)
        for old in self.steps.values():
            self._lines.removeWidget(old)
            old.deleteLater()
        self.steps = {}
        following = next((step.name for step in steps if not step.done), None)
        for number, step in enumerate(steps, start=1):
            line = StepButton(self._theme, step, number, is_next=step.name == following)
            line.clicked.connect(partial(self.step_chosen.emit, step.name))
            self._lines.addWidget(line)
            # Now, not when the layout comes round to it: it may get the keyboard at once.
            line.show()
            self.steps[step.name] = line
        if focused is not None:
            self.steps[focused].setFocus()

    def show_cards(self, shown: Mapping[NewsCard, bool], *, across: bool) -> None:
        """Show the cards that say something, ``across`` two beside each other."""
        for card in self.cards:
            self._grid.removeWidget(card)
        visible = [card for card in self.cards if shown[card]]
        columns = 2 if across else 1
        for number, card in enumerate(visible):
            self._grid.addWidget(card, *divmod(number, columns))
        for card in self.cards:
            card.setVisible(shown[card])
        self.news.setVisible(bool(visible))

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.title.setText(_("Home"))
        self.list_title.setText(_("The way to your first plan"))
        self.list_text.setText(
            _("Each line leads to its page. The ticks come from what there is in your file.")
        )
