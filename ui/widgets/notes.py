"""Sentences on cards, each with the buttons that do something about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import ngettext
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, and what can be done: words on a button, and what it calls."""

    text: str
    acts: tuple[tuple[str, Callable[[], None]], ...] = ()
    title: str = ""


_AT_ONCE = 10


class NoteList(QWidget):
    """Notes below one another; of many the first ones, and more on request.

    Parameters
    ----------
    across
        Whether there is room enough for the buttons of a note to stand side by side.
    """

    def __init__(self, theme: Theme, kind: str = "banner-warning", *, across: bool = False) -> None:
        super().__init__()
        self._across = across
        self._theme = theme
        self._kind = kind
        self._shown: Sequence[Note] | None = None
        self.more = button("link")
        self.more.clicked.connect(self._show_more)
        self._layout = column(None, theme)
        layout = column(self, theme)
        layout.addLayout(self._layout)
        layout.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_notes(self, notes: Iterable[Note]) -> None:
        """Show ``notes`` in the place of those before; what is the same is left alone."""
        notes = tuple(notes)
        if notes == self._shown:
            return
        self._shown = notes
        while (item := self._layout.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._show_more()
        self.setVisible(bool(notes))

    def _show_more(self) -> None:
        at = self._layout.count()
        notes = self._shown or ()
        for note in notes[at : at + _AT_ONCE]:
            card = self._card(note)
            self._layout.addWidget(card)
            # In a list that is in sight Qt would show it a moment later only.
            card.show()
        left = len(notes) - self._layout.count()
        self.more.setVisible(left > 0)
        text = ngettext("Show {count} more", "Show {count} more", left)
        name_control(self.more, text.format(count=left))

    def _card(self, note: Note) -> QWidget:
        card = frame(self._kind)
        layout = column(card, self._theme, margin=2)
        for kind, words in (("strong", note.title), ("body", note.text)):
            if words:
                text = label(self._theme, kind)
                text.setText(words)
                layout.addWidget(text)
        acts = row(None, self._theme) if self._across else column(None, self._theme)
        layout.addLayout(acts)
        for words, act in note.acts:
            made = WrappedButton(self._theme, words)
            made.clicked.connect(partial(_call, act))
            # Over the whole width: aligned to a side it would get the height of a single line.
            acts.addWidget(made)
        if self._across:
            acts.addStretch(1)
        return card


def _call(act: Callable[[], None], _checked: bool = False) -> None:
    act()
