"""Says above the board which plan it is compared with, and ends the comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.i18n import _
from ui.widgets.parts import button, label, name_control, row

if TYPE_CHECKING:
    from ui.models.board import Other
    from ui.theme import Theme


class ComparedStrip(QFrame):
    """Shows itself only while the board is compared with another plan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self._name = ""
        self.text = label(theme)
        self.stop = button("link")
        layout = row(self, theme, margin=2, gap=3)
        layout.addWidget(self.text, stretch=1)
        layout.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_other(self, other: Other | None) -> None:
        """Name the plan whose places are outlined, or vanish."""
        self._name = other.name if other is not None else ""
        self.setVisible(other is not None)
        self._write()

    def retranslate(self) -> None:
        """Write everything anew."""
        name_control(self.stop, _("Stop comparing"))
        self._write()

    def _write(self) -> None:
        self.text.setText(
            _("Compared with plan A: {plan}. Its places have a dotted outline.").format(
                plan=self._name
            )
        )
