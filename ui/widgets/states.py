"""The four states of a page in one place: empty, loading, failed, filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.i18n import _
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme
    from ui.workers import Progress

_LOADING_AFTER_MS = 300


class LoadingState(QWidget):
    """What is being loaded, how far it is, and a way to stop waiting.

    Signals
    -------
    cancelled
        Nobody wants to wait any longer.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = label(theme, muted=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(theme.space(60))
        self.bar.setMaximumHeight(theme.space(2))
        self.cancel = button()
        self.cancel.clicked.connect(self.cancelled)
        layout = column(self, theme, margin=2)
        layout.addStretch(2)
        for part in (self.text, self.bar, self.cancel):
            line = row(None, theme)
            line.addStretch()
            line.addWidget(part)
            line.addStretch()
            layout.addLayout(line)
        layout.addStretch(3)
        self.text.setWordWrap(False)

    def set(self, text: str, *, can_cancel: bool) -> None:
        """Say what is being waited for."""
        self.text.setText(text)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        name_control(self.cancel, _("Cancel"))
        self.cancel.setVisible(can_cancel)

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        if progress.text:
            self.text.setText(progress.text)
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(progress.done if progress.total else 0)


class StateStack(QStackedWidget):
    """Shows the content, or what stands in its place.

    Signals
    -------
    acted
        The button of the empty or the failed state was pressed.
    cancelled
        Waiting was given up.
    """

    acted = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.message = EmptyState(theme)
        self.wait = LoadingState(theme)
        for page in (content, self.message, self.wait):
            self.addWidget(page)
        self.message.acted.connect(self.acted)
        self.wait.cancelled.connect(self.cancelled)
        # What comes at once needs no "loading" flashing by.
        self._late = QTimer(self, interval=_LOADING_AFTER_MS, singleShot=True)
        self._late.timeout.connect(self._show_wait)

    def show_content(self) -> None:
        """Show what the page is for."""
        self._late.stop()
        self.setCurrentWidget(self.content)

    def empty(self, icon: str, heading: str, text: str, action: str = "") -> None:
        """Say what belongs here."""
        self.message.set(icon, heading, text, action)
        self._show_message()

    def loading(self, text: str, *, can_cancel: bool = False) -> None:
        """Say, if it takes long enough to be noticed, what is being waited for."""
        self.wait.set(text, can_cancel=can_cancel)
        if not self._late.isActive() and self.currentWidget() is not self.wait:
            self._late.start()

    def progress(self, progress: Progress) -> None:
        """Say how far the wait is."""
        self.wait.show_progress(progress)

    def error(self, text: str, action: str = "") -> None:
        """Say what went wrong, where, and what to do next."""
        heading, icon = _("This could not be shown"), "error-warning-line"
        self.message.set(icon, heading, text, action or _("Try again"), failed=True)
        self._show_message()

    def _show_message(self) -> None:
        self._late.stop()
        self.setCurrentWidget(self.message)

    def _show_wait(self) -> None:
        self.setCurrentWidget(self.wait)
