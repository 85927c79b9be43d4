"""Dates, country and half-days of a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.pages.programme.fields import ProgrammeFields
from ui.widgets.half_day_grid import HalfDayGrid
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from ui.theme import Theme


class CalendarTab(QWidget):
    """The fields, and the half-days below them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = ProgrammeFields(theme)
        self.summary = label(theme, "strong")
        self.hint = label(theme, muted=True)
        self.grid = HalfDayGrid(theme)
        self.pointed = label(theme, muted=True)
        layout = column(self, theme, margin=4, gap=3)
        layout.addWidget(self.fields)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.summary)
        layout.addWidget(self.hint)
        layout.addWidget(self.grid, stretch=100)
        layout.addWidget(self.pointed)
        layout.addStretch(1)
        self.grid.pointed.connect(self.pointed.setText)

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.fields.retranslate()
        self.hint.setText(
            _(
                "Click a half-day, or press Space on it, to close or open it. "
                "Weekends and public holidays are closed by themselves."
            )
        )
        self.grid.setAccessibleName(_("Half-days of the programme"))
