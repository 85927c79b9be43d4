"""A place with nothing in it yet: what belongs there, and the one button that fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme

# Short lines read better in the middle of a wide window.
_WIDEST, _NARROWEST = 100, 20


class EmptyState(QWidget):
    """Icon, heading, sentence and at most one button in the middle.

    Signals
    -------
    acted
        The button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name, self._failed = "", False
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = label(theme, "heading")
        self.text = label(theme, muted=True)
        self.action = button("primary")
        for words in (self.heading, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        layout = column(self, theme, gap=2)
        layout.setContentsMargins(theme.space(8), theme.space(2), theme.space(8), theme.space(2))
        layout.addStretch(2)
        layout.addWidget(self.picture)
        layout.addWidget(self.heading)
        middle = row(None, theme)
        middle.addStretch()
        middle.addWidget(self.text, stretch=100)
        middle.addStretch()
        layout.addLayout(middle)
        layout.addSpacing(theme.space(2))
        below = row(None, theme)
        below.addStretch()
        below.addWidget(self.action)
        below.addStretch()
        layout.addLayout(below)
        layout.addStretch(3)

        self.action.clicked.connect(self.acted)
        theme.changed.connect(self._draw)

    def set(
        self, icon: str, heading: str, text: str, action: str = "", *, failed: bool = False
    ) -> None:
        """Say what belongs here, or what ``failed``; without ``action`` there is no button."""
        self._icon_name, self._failed = icon, failed
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.text.setText(text)
        name_control(self.action, action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        self._balance()
        self._draw()

    def _balance(self) -> None:
        """Break the sentence into lines of about the same length, without a lonely last word."""
        metrics, room = self.text.fontMetrics(), self._theme.space(_WIDEST)
        wrap = Qt.TextFlag.TextWordWrap

        def height(width: int) -> int:
            return metrics.boundingRect(QRect(0, 0, width, 0), wrap, self.text.text()).height()

        low, high, needed = self._theme.space(_NARROWEST), room, height(room)
        while high - low > metrics.averageCharWidth():
            middle = (low + high) // 2
            if height(middle) > needed:
                low = middle
            else:
                high = middle
        self.text.setMaximumWidth(high + metrics.averageCharWidth())

    def _draw(self) -> None:
        side = self._theme.space(10)
        colours = self._theme.colours
        colour = colours.bad if self._failed else colours.muted
        icon = self._theme.icon(self._icon_name, colour) if self._icon_name else None
        shown = icon is not None and not icon.isNull()
        self.picture.setVisible(shown)
        if shown:
            self.picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
