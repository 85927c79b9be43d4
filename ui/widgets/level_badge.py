"""The level of a role or person on the ladder: five steps and the figure, with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme

_STEPS = 5


class LevelBadge(QWidget):
    """Five rising steps, filled up to the level, and the words beside them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._level: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_level(self, level: int | None) -> None:
        """Show ``level``, or that there is none."""
        self._level = level
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the level in words."""
        if self._level is None:
            return _("No level")
        return _("Level {level} of {highest}").format(level=self._level, highest=_STEPS)

    def sizeHint(self) -> QSize:
        """Return room for steps and words."""
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(
            self._steps_width() + metrics.horizontalAdvance(self.text()) + self._theme.space(3),
            metrics.height() + self._theme.space(1),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the steps and the words."""
        colours, space = self._theme.colours, self._theme.space(1)
        painter = QPainter(self)
        bottom = (self.height() + QFontMetrics(self._theme.font("body")).ascent()) // 2
        high = QFontMetrics(self._theme.font("body")).ascent()
        for step in range(1, _STEPS + 1):
            height = max(2, high * step // _STEPS)
            filled = self._level is not None and step <= self._level
            colour = colours.accent if filled else colours.line
            painter.fillRect((step - 1) * (space + 1), bottom - height, space, height, colour)
        painter.setFont(self._theme.font("body"))
        painter.setPen(colours.text)
        left = self._steps_width() + 2 * space
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _steps_width(self) -> int:
        return _STEPS * (self._theme.space(1) + 1)
