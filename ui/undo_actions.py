"""*Undo* and *Redo* of the menu, each named after what it takes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.errors import KnownError
    from app.undo import UndoStack
    from ui.operations import Operations


class UndoActions(QObject):
    """The two actions, kept true to the undo stack of the file that is open.

    Signals
    -------
    done
        What was taken back or done again, as a sentence.
    """

    done = Signal(str)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._stack: UndoStack | None = None
        self.undo = QAction(self)
        self.redo = QAction(self)
        self.undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.triggered.connect(self.undo_last)
        self.redo.triggered.connect(self.redo_next)
        operations.changed.connect(self._changed)
        self.retranslate()

    def use(self, stack: UndoStack | None) -> None:
        """Follow ``stack``; None while no file is open."""
        self._stack = stack
        self.retranslate()

    def retranslate(self) -> None:
        """Name both after their steps."""
        status = self._stack.status() if self._stack is not None else None
        undo, redo = (status.undo, status.redo) if status is not None else (None, None)
        self.undo.setText(_("Undo: {what}").format(what=undo) if undo else _("Undo"))
        self.redo.setText(_("Redo: {what}").format(what=redo) if redo else _("Redo"))
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)

    def undo_last(self) -> None:
        """Take back the last step."""
        if self._stack is not None and (what := self._stack.status().undo):
            self.undo.setEnabled(False)
            self._run(self._stack.undo, _("Undone: {what}").format(what=what))

    def redo_next(self) -> None:
        """Do again what was taken back."""
        if self._stack is not None and (what := self._stack.status().redo):
            self.redo.setEnabled(False)
            self._run(self._stack.redo, _("Done again: {what}").format(what=what))

    # Internal functions

    def _run(self, step: Callable[[], Changes], sentence: str) -> None:
        self._operations.command(
            self, step, partial(self._say, sentence), failed=self._failed, quiet=True
        )

    def _say(self, sentence: str, _changes: Changes) -> None:
        self.done.emit(sentence)

    def _failed(self, error: KnownError) -> None:
        self.retranslate()
        self._operations.failed.emit(error)

    def _changed(self, _changes: Changes) -> None:
        self.retranslate()
