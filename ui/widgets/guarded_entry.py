"""A code or a password to be typed, with a pause after some wrong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import ngettext
from ui.widgets.parts import button, column, label, name_control, row, set_kind

if TYPE_CHECKING:
    from ui.theme import Theme

TRIES = 5
PAUSE_MS = 60_000


class GuardedEntry(QWidget):
    """A field and a button; whoever uses it says whether what was typed is right.

    Signals
    -------
    entered(str)
        Something was typed and is to be looked at.
    """

    entered = Signal(str)

    def __init__(self, theme: Theme, *, secret: bool = False, pause_ms: int = PAUSE_MS) -> None:
        super().__init__()
        self.heading, self.hint = label(theme, "title"), label(theme, muted=True)
        self.field = QLineEdit()
        self.field.setFont(theme.font("heading"))
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.go = button("primary")
        self.problem = label(theme)
        set_kind(self.problem, "bad")
        self.problem.hide()
        layout = column(self, theme, gap=3)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        line = row(None, theme)
        line.addWidget(self.field, stretch=1)
        line.addWidget(self.go)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        self._wrong = 0
        self._pause = QTimer(self, interval=pause_ms, singleShot=True)
        self._pause.timeout.connect(self._resume)
        self.field.returnPressed.connect(self._enter)
        self.field.textChanged.connect(self._offer)
        self.go.clicked.connect(self._enter)
        self._offer("")

    def say(self, heading: str, hint: str, field: str, go: str) -> None:
        """Set the words; ``field`` names the field to screen readers."""
        self.heading.setText(heading)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.field.setAccessibleName(field)
        name_control(self.go, go)

    def wait(self) -> None:
        """Take nothing until it is said whether what was typed is right."""
        self.field.setReadOnly(True)
        self.go.setEnabled(False)

    def accept(self) -> None:
        """Say that it was right: forget it, and the wrong tries before."""
        self._wrong = 0
        self.clear()

    def refuse(self, why: str) -> None:
        """Say that it was wrong, and pause if it was too often."""
        self._wrong += 1
        self._free()
        if self._wrong >= TRIES:
            self._wrong = 0
            seconds = max(1, self._pause.interval() // 1000)
            text = ngettext(
                "That was wrong too often. Wait for {count} second, then try again.",
                "That was wrong too often. Wait for {count} seconds, then try again.",
                seconds,
            )
            why = text.format(count=seconds)
            self.field.clear()
            self.field.setEnabled(False)
            self.go.setEnabled(False)
            self._pause.start()
        self.say_problem(why)
        self.field.selectAll()
        self.field.setFocus()

    def say_problem(self, text: str) -> None:
        """Say what is wrong, without counting it."""
        self._free()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def clear(self) -> None:
        """Forget what was typed; a pause goes on."""
        self.field.clear()
        self._free()
        if not self._pause.isActive():
            self.problem.hide()

    def _free(self) -> None:
        self.field.setReadOnly(False)
        self._offer(self.field.text())

    def _resume(self) -> None:
        self.field.setEnabled(True)
        self.problem.hide()
        self.field.setFocus()

    def _offer(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()) and not self._pause.isActive())

    def _enter(self) -> None:
        if self.go.isEnabled():
            self.entered.emit(self.field.text())
