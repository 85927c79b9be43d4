"""What is wrong with the row that is chosen, and the buttons that put it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme


class ProblemCard(QFrame):
    """A sentence, a button for each cure, and a way to leave the row out.

    Signals
    -------
    cure_chosen
        Position of the cure whose button was pressed.
    leave_out_chosen
        Whether the row shall be left out.
    """

    cure_chosen = Signal(int)
    leave_out_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.text = label(theme)
        self.cures: list[QPushButton] = []
        self.leave_out = button()
        self.take_in = button()
        layout = column(self, theme, margin=4, gap=2)
        layout.addWidget(self.text)
        self._buttons = row(None, theme)
        self._buttons.addWidget(self.leave_out)
        self._buttons.addWidget(self.take_in)
        self._buttons.addStretch()
        layout.addLayout(self._buttons)
        self.leave_out.clicked.connect(partial(self.leave_out_chosen.emit, True))
        self.take_in.clicked.connect(partial(self.leave_out_chosen.emit, False))

    def retranslate(self) -> None:
        """Name the buttons that are always there."""
        name_control(self.leave_out, _("Leave this row out"))
        name_control(self.take_in, _("Take this row in after all"))

    def say(self, text: str, cures: Sequence[str], *, serious: bool, left_out: bool) -> None:
        """Say what is wrong; the card is hidden where nothing is."""
        for old in self.cures:
            self._buttons.removeWidget(old)
            old.deleteLater()
        self.cures = []
        for position, cure in enumerate(cures):
            made = button()
            name_control(made, cure)
            made.clicked.connect(partial(self.cure_chosen.emit, position))
            self._buttons.insertWidget(position, made)
            # The layout would show it only when the window comes round to it.
            made.show()
            self.cures.append(made)
        self.text.setText(text)
        self.leave_out.setVisible(serious and not left_out)
        self.take_in.setVisible(left_out)
        self.setVisible(bool(text) or left_out)
