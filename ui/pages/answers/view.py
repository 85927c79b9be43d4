"""Layout of the answers page: two lists at the left, what is chosen at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.widgets.clash import ClashCard
from ui.widgets.idea_answer import IdeaAnswer
from ui.widgets.letter_card import LetterCard
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, caption, column, label, name_control, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme

_NEEDS = (N_("Urgency"), N_("Idea"), N_("Author"))
_NEWS = (N_("What"), N_("About"), N_("From"))


class AnswersView(QWidget):
    """Widgets of the answers page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.you = QComboBox()
        self.you.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.needs_title, self.news_title = label(theme, "heading"), label(theme, "heading")
        self.needs = LinesTable(theme, Lines(_NEEDS), (36, 76))
        self.news = LinesTable(theme, Lines(_NEWS), (36, 76))
        self.seen = button()
        self.heading, self.about = label(theme, "heading"), label(theme, muted=True)
        self.text = label(theme)
        self.clash, self.letter = ClashCard(theme), LetterCard(theme)
        self.answer = IdeaAnswer(theme)
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.more = button("link")

        top = row(None, theme, gap=3)
        # From the outside in: whatever changes its parent is styled anew.
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self.states = StateStack(theme, splitter)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)
        top.addWidget(self.title)
        top.addWidget(self.you)
        top.addStretch(1)
        self._split(theme, splitter)

    def _split(self, theme: Theme, splitter: QSplitter) -> None:
        left, right = QWidget(), QWidget()
        splitter.addWidget(left)
        splitter.addWidget(right)
        self.side = QWidget()
        room = column(right, theme)
        room.setContentsMargins(theme.space(4), 0, 0, 0)
        room.addWidget(Scrolled(self.side))
        lists = column(left, theme, gap=2)
        lists.setContentsMargins(0, 0, theme.space(4), 0)
        lists.addWidget(self.needs_title)
        self.needs_found = StateStack(theme, self.needs)
        lists.addWidget(self.needs_found, stretch=3)
        line = row(None, theme)
        line.addWidget(self.news_title, stretch=1)
        line.addWidget(self.seen)
        lists.addSpacing(theme.space(2))
        lists.addLayout(line)
        self.news_found = StateStack(theme, self.news)
        lists.addWidget(self.news_found, stretch=2)
        inside = column(self.side, theme, gap=2)
        for part in (self.heading, self.about, self.text):
            inside.addWidget(part)
        self._told: QVBoxLayout = column(None, theme, gap=1)
        inside.addLayout(self._told)
        for part in (self.clash, self.letter, self.answer, self.problem):
            inside.addWidget(part)
        inside.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        splitter.setSizes([theme.space(170), theme.space(120)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)

    def tell(self, answers: Sequence[tuple[str, str]]) -> None:
        """Show questions with their answers."""
        while self._told.count():
            self._told.takeAt(0).widget().deleteLater()
        for question, answer in answers:
            above, below = caption(self._theme), label(self._theme)
            above.setText(question)
            below.setText(answer)
            self._told.addWidget(above)
            self._told.addWidget(below)

    def say_problem(self, text: str) -> None:
        """Say why nothing was written; what was typed stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Answers"))
        self.you.setAccessibleName(_("Who you are"))
        self.needs.setAccessibleName(_("Needs your answer"))
        self.news.setAccessibleName(_("New for you"))
        name_control(self.seen, _("I have seen all this"))
        name_control(self.more, _("Show among the ideas"))
        for part in (self.needs.lines, self.news.lines, self.clash, self.letter, self.answer):
            part.retranslate()
