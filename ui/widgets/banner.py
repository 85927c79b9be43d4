"""What went wrong, above the page, until somebody closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.widgets.parts import button, column, frame, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class Banner(QWidget):
    """A sentence with *Copy* and *Close*."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        panel = frame("banner-bad")
        column(self, theme, margin=2).addWidget(panel)
        self.text = label(theme)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = button("link")
        self.close_button = button("link")
        layout = row(panel, theme, margin=1.5, gap=4)
        layout.addSpacing(theme.space(0.5))
        layout.addWidget(self.text, stretch=1)
        layout.addWidget(self.copy_button)
        layout.addWidget(self.close_button)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.hide)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the buttons."""
        name_control(self.copy_button, _("Copy this message"))
        name_control(self.close_button, _("Close this message"))

    def say(self, text: str) -> None:
        """Show ``text`` and tell it to screen readers."""
        self.text.setText(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
