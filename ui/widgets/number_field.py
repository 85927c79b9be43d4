"""A field for a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from ui.theme import Theme


class NumberField(QSpinBox):
    """Takes no turn of the wheel: that belongs to the page, which is being scrolled."""

    def __init__(
        self, theme: Theme, lowest: int, highest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The stylesheet cannot move the digits away from the edge of a spin box.
        self.lineEdit().setTextMargins(theme.space(1), 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
