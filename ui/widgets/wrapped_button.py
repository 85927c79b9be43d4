"""A button whose words wrap where the room ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from ui.theme import Theme


class WrappedButton(QPushButton):
    """Shows one or two sentences; a plain button would cut them."""

    def __init__(self, theme: Theme, first: str, second: str = "", *, kind: str = "plain") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        layout = column(self, theme, margin=2, gap=0.5)
        if kind == "link":
            # Its words stand on one line with the text around.
            layout.setContentsMargins(theme.space(0.5), theme.space(1), 0, theme.space(1))
        for text in (first, second):
            if text:
                words = label(theme, muted=text is second)
                words.setText(text)
                if kind == "plain" and not second:
                    # As on every other button; at the side it would look like a field.
                    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
                words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                if kind == "link":
                    words.setProperty("kind", "accent")
                layout.addWidget(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{first}, {second}" if second else first)

    def sizeHint(self) -> QSize:
        """Return the room the words ask for; a plain button would count its own text only."""
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room the words ask for."""
        return self.layout().totalMinimumSize()

    def heightForWidth(self, width: int) -> int:
        """Return how high the wrapped words are."""
        return self.layout().totalHeightForWidth(width)
