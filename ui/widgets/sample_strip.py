"""The line that says that this is only the sample, with the way to an own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.i18n import _
from ui.widgets.parts import button, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class SampleStrip(QFrame):
    """Stays above every page of the sample company.

    Signals
    -------
    own_asked
        The user wants to start with an own staff list.
    delete_asked
        The user wants the sample away.
    """

    own_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip")
        self.text = label(theme)
        self.own = button("link")
        self.delete = button("link")
        layout = row(self, theme, margin=0.5, gap=4)
        layout.addSpacing(theme.space(5))
        layout.addWidget(self.text, stretch=1)
        layout.addWidget(self.own)
        layout.addWidget(self.delete)
        layout.addSpacing(theme.space(4))
        self.own.clicked.connect(self.own_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.text.setText(
            _("This is a sample company with invented people. Try everything: nothing can break.")
        )
        name_control(self.own, _("Start my own"))
        name_control(self.delete, _("Delete the sample"))
