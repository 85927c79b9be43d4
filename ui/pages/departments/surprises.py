"""What surprised guests of a department, for the department to take up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from app.i18n import N_, _
from ui.dates import short_date
from ui.widgets.parts import button, caption, column, frame, label, name_control, row
from ui.widgets.record_form import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFrame, QLabel

    from app.services.surprises import SurpriseRow
    from ui.theme import Theme

_STATES = {
    "new": N_("Not answered yet"),
    "taken-up": N_("Taken up"),
    "set-aside": N_("Put aside for now"),
}


class SurprisesTab(QWidget):
    """A card for each, with the department's answer; a new one is written at the top.

    Signals
    -------
    noted(str, object)
        What surprised, and the key of the guest or None.
    answered(object, str, str)
        ``SurpriseRow``, state, answer.
    removal_asked(int)
        The key of a surprise.
    """

    noted = Signal(str, object)
    answered = Signal(object, str, str)
    removal_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[SurpriseRow] = ()
        self._hint = label(theme, muted=True)
        self._text_label = caption(theme)
        self._who_label = caption(theme)
        self.text = TextField()
        self.who = QComboBox()
        self.who.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.who.setMinimumContentsLength(12)
        self.who.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.note = button()
        self.nothing = label(theme, muted=True)
        self.cards: list[QFrame] = []
        self._list = column(None, theme, gap=3)
        layout = column(self, theme, margin=4, gap=2)
        for part in (self._hint, self._text_label, self.text, self._who_label, self.who):
            layout.addWidget(part)
        self._text_label.setBuddy(self.text)
        self._who_label.setBuddy(self.who)
        acts = row(None, theme)
        acts.addWidget(self.note)
        acts.addStretch(1)
        layout.addLayout(acts)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.nothing)
        layout.addLayout(self._list)
        layout.addStretch(1)
        self.note.clicked.connect(self._note)

    def show_surprises(self, rows: Sequence[SurpriseRow]) -> None:
        """Show ``rows``, the new ones first."""
        self._rows = rows
        for old in self.cards:
            self._list.removeWidget(old)
            old.deleteLater()
        self.cards = [self._card(number, row) for number, row in enumerate(rows, start=1)]
        for card in self.cards:
            self._list.addWidget(card)
        self.nothing.setVisible(not rows)

    def offer_guests(self, people: Sequence[tuple[int, str]]) -> None:
        """Offer the people who may have been guests."""
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(_("Nobody named"), None)
        for key, name in people:
            self.who.addItem(name, key)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def clear_note(self) -> None:
        """Empty the fields of a new one."""
        self.text.setPlainText("")
        self.who.setCurrentIndex(0)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self._hint.setText(
            _(
                "Guests see what those at home no longer notice. Note what surprised them; the "
                "department says what it takes up."
            )
        )
        for words, field, text in (
            (self._text_label, self.text, _("What surprised me")),
            (self._who_label, self.who, _("Guest")),
        ):
            words.setText(text)
            field.setAccessibleName(text)
        name_control(self.note, _("Note it"))
        self.nothing.setText(_("Nothing noted yet."))
        if self.who.count():
            self.who.setItemText(0, _("Nobody named"))
        self.show_surprises(self._rows)

    # Internal functions

    def _note(self) -> None:
        self.noted.emit(self.text.toPlainText(), self.who.currentData())

    def _card(self, number: int, surprise: SurpriseRow) -> QFrame:
        card = frame("card")
        layout = column(card, self._theme, margin=3, gap=2)
        text, who = label(self._theme), label(self._theme, "small", muted=True)
        text.setText(surprise.text)
        source = _("{guest}, {date}") if surprise.id else _("{guest}, {date}, in a reflection")
        who.setText(
            source.format(
                guest=surprise.author or _("Nobody named"),
                date=short_date(surprise.at.astimezone().date()),
            )
        )
        layout.addWidget(text)
        layout.addWidget(who)
        layout.addWidget(self._state_of(surprise))
        answer = QLineEdit(surprise.answer)
        answer.setPlaceholderText(_("What the department says to it"))
        answer.setAccessibleName(_("Answer to number {number}").format(number=number))
        layout.addWidget(answer)
        acts = row(None, self._theme, gap=1)
        for state, verb in (
            ("taken-up", _("Take up")),
            ("set-aside", _("Set aside")),
        ):
            act = button()
            name_control(act, verb)
            act.setAccessibleName(_("{act}, number {number}").format(act=verb, number=number))
            act.clicked.connect(partial(self._answer, surprise, state, answer))
            acts.addWidget(act)
        acts.addStretch(1)
        if surprise.id is None:
            # It stands in the guest's own words, which nobody removes here.
            layout.addLayout(acts)
            return card
        remove = button("link")
        name_control(remove, _("Remove"))
        remove.setAccessibleName(_("{act}, number {number}").format(act=_("Remove"), number=number))
        remove.clicked.connect(partial(self.removal_asked.emit, surprise.id))
        acts.addWidget(remove)
        layout.addLayout(acts)
        return card

    def _state_of(self, surprise: SurpriseRow) -> QLabel:
        kinds = {"new": "warning", "taken-up": "good", "set-aside": "muted"}
        made = label(self._theme, "strong")
        made.setProperty("kind", kinds[surprise.state])
        made.setText(_(_STATES[surprise.state]))
        return made

    def _answer(self, surprise: SurpriseRow, state: str, answer: QLineEdit) -> None:
        self.answered.emit(surprise, state, answer.text())
