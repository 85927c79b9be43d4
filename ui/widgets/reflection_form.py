"""The form of a reflection: five questions, two ratings, ideas, and when it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.reflections import QUESTIONS, RATINGS, Answers
from app.i18n import _
from app.wording.after_visit import QUESTION_TEXTS, RATING_TEXTS, THEME_TEXT
from ui.widgets.idea_rows import IdeaRows
from ui.widgets.parts import button, column, frame, label, name_control, row, set_kind
from ui.widgets.rating_field import RatingField
from ui.widgets.record_form import TextField
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from ui.theme import Theme


class ReflectionForm(QWidget):
    """What a guest is asked; knows nothing of where answers are kept.

    Parameters
    ----------
    private
        Whether there is a part that only its writer ever sees.

    Signals
    -------
    edited()
        Something was typed or chosen.
    left()
        The keyboard has gone to another field: a good moment to save.
    titled(object, str)
        The row of an idea, and its title.
    send_asked()
        The answers are to be sent.
    renew_asked()
        The draft is to be thrown away.
    """

    edited = Signal()
    left = Signal()
    titled = Signal(object, str)
    send_asked = Signal()
    renew_asked = Signal()

    def __init__(self, theme: Theme, *, private: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.heading, self.about = label(theme, "title"), label(theme)
        self.minutes = label(theme, muted=True)
        self.draft = frame("banner-good")
        self.draft_text = label(theme)
        self.renew = button("link")
        self.gone = frame("banner-warning")
        self.gone_text = label(theme)
        self.copy_texts = button()
        self.questions = {name: TextField() for name in QUESTIONS}
        self.ratings = {name: RatingField(theme) for name in RATINGS}
        self.theme_field = QLineEdit()
        self.ideas = IdeaRows(theme)
        self.private = TextField() if private else None
        self.titles: dict[str, QLabel] = {
            name: label(theme, "strong")
            for name in (*QUESTIONS, *RATINGS, "theme", "ideas", "private")
        }
        self.private_hint = label(theme, "small", muted=True)
        self.saved, self.problem = label(theme, muted=True), label(theme)
        set_kind(self.problem, "bad")
        self.send = button("primary")
        self._assemble()
        self._connect()
        self.begin(Answers())

    def _assemble(self) -> None:
        theme = self._theme
        inside = QWidget()
        page = column(inside, theme, gap=2)
        page.setContentsMargins(0, 0, theme.space(3), theme.space(4))
        for part in (self.heading, self.about, self.minutes):
            page.addWidget(part)
        for card, words, act in (
            (self.draft, self.draft_text, self.renew),
            (self.gone, self.gone_text, self.copy_texts),
        ):
            line = row(card, theme, margin=2)
            line.addWidget(words, stretch=1)
            line.addWidget(act)
            page.addWidget(card)
        controls: dict[str, QWidget] = {**self.questions, **self.ratings}
        controls |= {"theme": self.theme_field, "ideas": self.ideas}
        if self.private is not None:
            controls["private"] = self.private
        for name, control in controls.items():
            page.addSpacing(theme.space(1))
            page.addWidget(self.titles[name])
            page.addWidget(control)
        if self.private is not None:
            page.addWidget(self.private_hint)
        page.addStretch(1)
        whole = column(self, theme, gap=2)
        whole.addWidget(Scrolled(inside), stretch=1)
        below = row(None, theme)
        words = column(None, theme, gap=0)
        words.addWidget(self.saved)
        words.addWidget(self.problem)
        below.addLayout(words, stretch=1)
        below.addWidget(self.send)
        whole.addLayout(below)

    def _connect(self) -> None:
        texts = [*self.questions.values(), *([self.private] if self.private else [])]
        for field in texts:
            field.textChanged.connect(self.edited)
            field.left.connect(self.left)
        for rating in self.ratings.values():
            rating.edited.connect(self.edited)
            rating.edited.connect(self.left)
        self.copy_texts.clicked.connect(self._copy)
        self.ideas.edited.connect(self.edited)
        self.ideas.left.connect(self.left)
        self.ideas.titled.connect(self.titled)
        self.renew.clicked.connect(self.renew_asked)
        self.send.clicked.connect(self.send_asked)
        self.theme_field.editingFinished.connect(self.left)
        self.theme_field.textEdited.connect(self.edited)

    # What is in it

    def begin(self, answers: Answers, private: str | None = "") -> None:
        """Show what was written so far; nothing is said of drafts and troubles."""
        self.blockSignals(True)
        for name, field in self.questions.items():
            field.setPlainText(getattr(answers, name))
            field.moveCursor(QTextCursor.MoveOperation.End)
        for name, rating in self.ratings.items():
            rating.set_value(getattr(answers, name))
        self.theme_field.setText(answers.theme)
        self.ideas.show_ideas(answers.ideas)
        if self.private is not None:
            self.private.setPlainText(private)
        self.blockSignals(False)
        self.draft.hide()
        self.gone.hide()
        self.send.setEnabled(True)
        self.say_problem("")

    def answers(self) -> Answers:
        """Return what is written now."""
        texts = {name: field.toPlainText().strip() for name, field in self.questions.items()}
        ratings = {name: rating.value() for name, rating in self.ratings.items()}
        return Answers(
            **texts,
            **ratings,
            theme=self.theme_field.text().strip(),
            ideas=self.ideas.ideas(),
        )

    def private_text(self) -> str | None:
        """Return the part that only its writer sees, None if the form has none."""
        return self.private.toPlainText() if self.private is not None else None

    def text(self) -> str:
        """Return everything written, to be used elsewhere."""
        answers = self.answers()
        parts = [
            f"{_(QUESTION_TEXTS[name])}\n{getattr(answers, name)}"
            for name in QUESTIONS
            if getattr(answers, name)
        ]
        parts += [f"{_('Idea')}: {idea.title}\n{idea.text}".strip() for idea in answers.ideas]
        parts += filter(None, [self.private_text()])
        return "\n\n".join(parts)

    # What is said about it

    def head(self, heading: str, about: str) -> None:
        """Say which visit it is about."""
        self.heading.setText(heading)
        self.about.setText(about)

    def offer_draft(self, text: str) -> None:
        """Say since when a draft is there, which is shown already."""
        self.draft_text.setText(text)
        self.draft.show()

    def show_gone(self, text: str) -> None:
        """Say that the visit was cancelled; what is written stays and can be copied."""
        self.gone_text.setText(text)
        self.gone.show()
        self.send.setEnabled(False)

    def say_saved(self, text: str) -> None:
        """Say when it was saved, or that it is not."""
        self.saved.setText(text)

    def say_problem(self, text: str) -> None:
        """Say why it was not sent."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the keyboard on the first question."""
        next(iter(self.questions.values())).setFocus()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.minutes.setText(_("About 12 minutes. It saves itself; you can stop and go on later."))
        for name in QUESTIONS:
            self.titles[name].setText(_(QUESTION_TEXTS[name]))
            self.questions[name].setAccessibleName(_(QUESTION_TEXTS[name]))
        for name in RATINGS:
            self.titles[name].setText(_(RATING_TEXTS[name]))
            self.ratings[name].retranslate(_(RATING_TEXTS[name]))
        self.titles["theme"].setText(_(THEME_TEXT))
        self.theme_field.setAccessibleName(_(THEME_TEXT))
        self.titles["ideas"].setText(_("Ideas for the department"))
        self.titles["private"].setText(_("Only for me"))
        self.private_hint.setText(_("Nobody else sees this, not even who reads the reflections."))
        if self.private is not None:
            self.private.setAccessibleName(_("Only for me"))
        self.ideas.retranslate()
        name_control(self.renew, _("Begin anew"))
        name_control(self.copy_texts, _("Copy what I wrote"))
        name_control(self.send, _("Send"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
