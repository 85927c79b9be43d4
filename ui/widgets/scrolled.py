"""Words that may need more height than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Scrolled(QScrollArea):
    """Shows ``inside`` as wide as there is room, and scrolls it up and down.

    A scroll area of Qt gives wrapped labels the height of their first guess; here they get the
    height that they need at the present width.

    Parameters
    ----------
    sideways
        Whether it scrolls to the side too, where ``inside`` cannot be narrow enough.
    """

    def __init__(self, inside: QWidget | None = None, *, sideways: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if inside is not None:
            self.show_inside(inside)

    def show_inside(self, inside: QWidget) -> None:
        """Show another widget; Qt deletes the one before."""
        self.setWidget(inside)
        self._fit()

    def settle(self) -> None:
        """Fit at once, before anything is painted, whatever was put deep inside."""
        inside = self.widget()
        if inside is None:
            return
        # From the innermost out: each layout asks those within how high they are.
        for part in reversed(inside.findChildren(QWidget)):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit anew whenever the words have changed; Qt installs this filter itself."""
        seen = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.widget()
        layout = None if inside is None else inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            width = max(self.viewport().width(), layout.totalMinimumSize().width())
            width = min(width, inside.maximumWidth())
            inside.setMinimumHeight(layout.totalHeightForWidth(width))
