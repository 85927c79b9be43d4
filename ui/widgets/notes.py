"""Sentences on cards, each with the buttons that do something about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.parts import column, frame, label
from ui.widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, and what can be done: words on a button, and what it calls."""

    text: str
    acts: tuple[tuple[str, Callable[[], None]], ...] = ()


class NoteList(QWidget):
    """Notes below one another."""

    def __init__(self, theme: Theme, kind: str = "banner-warning") -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._shown: Sequence[Note] | None = None
        self._layout = column(self, theme)
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
        for note in notes:
            self._layout.addWidget(self._card(note))
        self.setVisible(bool(notes))

    def _card(self, note: Note) -> QWidget:
        card = frame(self._kind)
        layout = column(card, self._theme, margin=2)
        text = label(self._theme)
        text.setText(note.text)
        layout.addWidget(text)
        for words, act in note.acts:
            made = WrappedButton(self._theme, words)
            made.clicked.connect(partial(_call, act))
            # Over the whole width: aligned to a side it would get the height of a single line.
            layout.addWidget(made)
        return card


def _call(act: Callable[[], None], _checked: bool = False) -> None:
    act()
