"""Says above the board that something has broken the published plan, and leads to its mending."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.i18n import _, ngettext
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.models.board import Board, Chip
    from ui.theme import Theme

_TOLD = 3


class BrokenStrip(QFrame):
    """Shows itself only where published visits that are still to come break a rule."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner-bad")
        self._chips: tuple[Chip, ...] = ()
        self.heading = label(theme, "strong")
        self.list = label(theme)
        self.replan = button()
        layout = row(self, theme, margin=2, gap=3)
        words = column(None, theme, gap=0.5)
        words.addWidget(self.heading)
        words.addWidget(self.list)
        layout.addLayout(words, stretch=1)
        layout.addWidget(self.replan, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_broken(self, board: Board | None) -> None:
        """Look at the visits of the official plan; drafts are mended by hand or solved anew."""
        today = date.today()
        self._chips = tuple(
            chip
            for chips in (board.chips.values() if board is not None else ())
            for chip in chips
            if chip.troubles and chip.date >= today
        )
        self.setVisible(bool(self._chips))
        self._write()

    def retranslate(self) -> None:
        """Write everything anew."""
        name_control(self.replan, _("Re-plan with the fewest changes…"))
        self._write()

    def _write(self) -> None:
        count = len(self._chips)
        self.heading.setText(
            ngettext(
                "{count} published visit does not hold any more.",
                "{count} published visits do not hold any more.",
                count,
            ).format(count=count)
        )
        reasons = list(dict.fromkeys(text for chip in self._chips for text in chip.troubles))
        lines = reasons[:_TOLD]
        if len(reasons) > _TOLD:
            more = len(reasons) - _TOLD
            lines.append(
                ngettext("{count} more reason", "{count} more reasons", more).format(count=more)
            )
        self.list.setText("\n".join(lines))
