"""A quiet line that says what was done, with Undo; it leaves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from ui.widgets.parts import button, frame, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme

_SHOWN_MS = 7000
_JUST_NOW_MS = 1000


class Toast(QObject):
    """One line over the bottom of ``host``; the next one takes its place."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._act: Callable[[], None] | None = None
        self.panel = frame("toast")
        self.panel.setParent(host)
        self.panel.hide()
        self.text = label(theme)
        self.text.setWordWrap(False)
        self.button = button("toast")
        self.button.clicked.connect(self._acted)
        layout = row(self.panel, theme, margin=2, gap=3)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.text, stretch=1)
        layout.addWidget(self.button)
        self._timer = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)

    def show(self, text: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Say ``text``, also to screen readers; ``action`` is a name and what it does."""
        self.text.setText(text)
        self._act = action[1] if action else None
        self.button.setVisible(action is not None)
        if action is not None:
            name_control(self.button, action[0])
        self.panel.show()
        self._place()
        self.panel.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._host, text))

    def leave_behind(self) -> None:
        """Leave with the page it was about; what was said just now is about the next one."""
        if self._timer.isActive() and self._timer.remainingTime() < _SHOWN_MS - _JUST_NOW_MS:
            self.hide()

    def hide(self) -> None:
        """Leave."""
        self._timer.stop()
        self.panel.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.panel.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        margin = self._theme.space(4)
        self.text.setWordWrap(False)
        wanted = self.panel.sizeHint()
        room = self._host.width() - 2 * margin
        if wanted.width() > room:
            self.text.setWordWrap(True)
            wanted.setWidth(room)
            wanted.setHeight(self.panel.layout().totalHeightForWidth(room))
        self.panel.resize(wanted)
        self.panel.move(
            (self._host.width() - wanted.width()) // 2,
            self._host.height() - wanted.height() - margin,
        )

    def _acted(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
