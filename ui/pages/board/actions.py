"""What the menu bar offers while the board is shown, with the keys of each act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.i18n import _
from app.settings import STRICT_BOARD
from ui.models.board_faces import PeopleFace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QAbstractButton


class BoardActions(QObject):
    """The acts of the board page."""

    def __init__(self, faces: Mapping[str, QAbstractButton], parent: QObject) -> None:
        super().__init__(parent)
        self._faces = faces
        self.pin, self.mark, self.move = QAction(self), QAction(self), QAction(self)
        self.best, self.why, self.remove = QAction(self), QAction(self), QAction(self)
        self.find, self.compact = QAction(self), QAction(self)
        self.solve, self.export = QAction(self), QAction(self)
        self.missing, self.variants = QAction(self), QAction(self)
        self.strict = QAction(self)
        for action in (self.compact, self.strict):
            action.setCheckable(True)
        # The table answers these keys itself; the menu only tells them.
        for action, keys in (
            (self.pin, QKeySequence(Qt.Key.Key_Space)),
            (self.mark, QKeySequence("Ctrl+Space")),
            (self.move, QKeySequence(QKeySequence.StandardKey.Cut)),
            (self.best, QKeySequence("Alt+Down")),
            (self.why, QKeySequence("Ctrl+.")),
            (self.remove, QKeySequence(Qt.Key.Key_Delete)),
        ):
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.solve.setShortcut(QKeySequence("Ctrl+Return"))
        self.export.setShortcut(QKeySequence("Ctrl+E"))
        group = QActionGroup(self)
        self.faces = {name: QAction(group) for name in faces}
        for number, action in enumerate(self.faces.values(), start=1):
            action.setCheckable(True)
            action.setShortcut(QKeySequence(f"Alt+{number}"))
        self.faces[PeopleFace.name].setChecked(True)

    def all(self) -> list[QAction]:
        """Return everything as the menu bar lists it."""
        return [
            self.solve,
            self.variants,
            self.missing,
            self.export,
            self._parting(),
            *self.faces.values(),
            self.compact,
            self.find,
            self._parting(),
            *self.of_visit(),
            self._parting(),
            self.strict,
        ]

    def of_visit(self) -> list[QAction]:
        """Return what can be done with the current visit."""
        return [self.pin, self.mark, self.move, self.best, self.why, self.remove]

    def offer(self, *, programme: bool, plan: bool) -> None:
        """Offer what needs a programme or a plan if there is one."""
        for action in (self.solve, self.variants):
            action.setEnabled(programme)
        for action in (self.export, self.missing):
            action.setEnabled(plan)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.pin.setText(_("Pin or unpin the visit"))
        self.mark.setText(_("Mark the visit"))
        self.move.setText(_("Move the visit…"))
        self.best.setText(_("Best other places…"))
        self.why.setText(_("Why is it here?"))
        self.remove.setText(_("Take out of the plan"))
        self.find.setText(_("Find…"))
        self.compact.setText(_("Compact board"))
        self.strict.setText(_(STRICT_BOARD.title))
        for name, action in self.faces.items():
            action.setText(self._faces[name].text())
        self.solve.setText(_("Find a plan…"))
        self.export.setText(_("Export to Excel…"))
        self.missing.setText(_("Why are visits missing?"))
        self.variants.setText(_("Several plans side by side"))

    def _parting(self) -> QAction:
        made = QAction(self)
        made.setSeparator(True)
        return made
