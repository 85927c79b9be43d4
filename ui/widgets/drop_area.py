"""A place where a file can be dropped, or chosen by a button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.widgets.parts import button, column, label, name_control, row, set_kind

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from ui.theme import Theme


class DropArea(QFrame):
    """An icon, what may be dropped, and a button for those who do not drag.

    Signals
    -------
    dropped
        The path of a file.
    asked
        The button was pressed.
    """

    dropped = Signal(Path)
    asked = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = label(theme, "heading")
        self.hint = label(theme, muted=True)
        for words in (self.text, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = button("primary")
        layout = column(self, theme, margin=8, gap=2)
        layout.addStretch()
        layout.addWidget(self.picture)
        layout.addWidget(self.text)
        layout.addWidget(self.hint)
        layout.addSpacing(theme.space(2))
        middle = row(None, theme)
        middle.addStretch()
        middle.addWidget(self.button)
        middle.addStretch()
        layout.addLayout(middle)
        layout.addStretch()
        self.button.clicked.connect(self.asked)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, text: str, hint: str, action: str) -> None:
        """Set the words."""
        self.text.setText(text)
        self.hint.setText(hint)
        name_control(self.button, action)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._mark(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass the file on."""
        self._mark(False)
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _mark(self, over: bool) -> None:
        set_kind(self, "drop-over" if over else "drop")

    def _draw(self) -> None:
        side = self._theme.space(10)
        icon = self._theme.icon(self._icon_name, self._theme.colours.accent)
        self.picture.setFixedHeight(side)
        self.picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
