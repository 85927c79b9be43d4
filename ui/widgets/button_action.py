"""Buttons of a page in the menu bar too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

_TOLD_BY = frozenset(
    {QEvent.Type.EnabledChange, QEvent.Type.ShowToParent, QEvent.Type.HideToParent}
)


class ButtonAction(QAction):
    """Presses a button of its page, whenever and only when the button could be pressed."""

    def __init__(self, button: QPushButton, keys: str = "") -> None:
        super().__init__(button)
        self._button = button
        if keys:
            self.setShortcut(QKeySequence(keys))
        button.installEventFilter(self)
        self.triggered.connect(button.click)
        self.follow()

    def follow(self) -> ButtonAction:
        """Say what the button says, and be of use if it is; return itself."""
        self.setText(self._button.text())
        self.setEnabled(self._button.isEnabled() and not self._button.isHidden())
        return self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the button."""
        if event.type() in _TOLD_BY:
            self.follow()
        return super().eventFilter(watched, event)
