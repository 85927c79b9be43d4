"""The tray under the board: visits that are missing, whoever lacks most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QWidget

from app.i18n import _, ngettext
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from ui.models.board import Line
    from ui.theme import Theme

_PERSON = Qt.ItemDataRole.UserRole


class TrayList(QListWidget):
    """Missing visits that can be picked up by mouse or key.

    Signals
    -------
    carry_asked(int, bool)
        The missing visit of a person is picked up; whether by the mouse.
    dragged_to(QPoint), let_go(QPoint)
        The drag has come to, or ended at, a place of the screen.
    given_up()
        What was picked up here is not to go anywhere.
    """

    carry_asked = Signal(int, bool)
    dragged_to = Signal(QPoint)
    let_go = Signal(QPoint)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick up the current line by Ctrl+X, give it up by Escape."""
        item = self.currentItem()
        picked = event.key() == Qt.Key.Key_X and (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )
        if picked and item is not None:
            self.carry_asked.emit(item.data(_PERSON), False)
        elif event.key() == Qt.Key.Key_Escape:
            self._dragging, self._pressed = False, None
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = at if left and self.itemAt(at) is not None else None
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick up the line under the mouse once it has moved far enough, then tell where it is."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        far = (at - self._pressed).manhattanLength() > 2 * QApplication.startDragDistance()
        if not self._dragging and far:
            item = self.itemAt(self._pressed)
            if item is None:
                return
            self._dragging = True
            self.carry_asked.emit(item.data(_PERSON), True)
        if self._dragging:
            self.dragged_to.emit(self.viewport().mapToGlobal(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag, or leave a click to the list."""
        dragging, self._dragging = self._dragging, False
        self._pressed = None
        if dragging:
            self.let_go.emit(self.viewport().mapToGlobal(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)


class Tray(QFrame):
    """Who lacks how many visits; a visit dropped here leaves the plan.

    Signals
    -------
    person_chosen(int)
        Show this person on the board.
    """

    person_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        self._open = False
        self.heading = label(theme, "strong")
        self.heading.setWordWrap(False)
        self.hint = label(theme, muted=True)
        self.why = button("link")
        self.list = TrayList()
        self.list.setFlow(QListWidget.Flow.TopToBottom)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setFixedHeight(theme.space(18))
        layout = column(self, theme, margin=0, gap=1)
        # In the line of the heading: nothing moves under the mouse when it appears.
        self.hint.setWordWrap(False)
        top = row(None, theme, gap=4)
        top.addWidget(self.heading)
        top.addWidget(self.hint)
        top.addWidget(self.why)
        top.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(self.list)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)

    def show_missing(self, lines: Sequence[Line]) -> None:
        """Show those of ``lines`` that lack visits."""
        missing = sorted((it for it in lines if it.missing), key=lambda it: (-it.missing, it.name))
        if tuple(missing) != self._lines:
            self._lines = tuple(missing)
            self._write()

    def hold_open(self, on: bool) -> None:
        """Stay in sight even if empty, as long as something may be dropped here."""
        self._open = on
        self.hint.setVisible(on)
        self.why.setVisible(bool(self._lines))
        self.setVisible(on or bool(self._lines))

    def covers(self, there: QPoint) -> bool:
        """Tell whether a place of the screen lies on the tray."""
        return self.isVisible() and self.rect().contains(self.mapFromGlobal(there))

    def name_of(self, employee_id: int) -> str:
        """Return the name of somebody who lacks a visit."""
        return next(line.name for line in self._lines if line.employee_id == employee_id)

    def retranslate(self) -> None:
        """Write everything anew."""
        self.list.setAccessibleName(_("Missing visits"))
        self.list.setAccessibleDescription(
            _("Ctrl+X picks up a missing visit; Enter shows the person on the board.")
        )
        self.hint.setText(_("Drop a visit here to take it out of the plan."))
        name_control(self.why, _("Why, and what would help?"))
        self._write()

    def _write(self) -> None:
        count = sum(line.missing for line in self._lines)
        text = ngettext("{count} visit is missing", "{count} visits are missing", count)
        self.heading.setText(text.format(count=count) if count else _("Everybody has all visits."))
        self.list.clear()
        widest = 0
        for line in self._lines:
            item = QListWidgetItem(
                _("{person} — {missing} of {target} missing").format(
                    person=line.name, missing=line.missing, target=line.target
                )
            )
            item.setData(_PERSON, line.employee_id)
            self.list.addItem(item)
            widest = max(widest, self.list.fontMetrics().horizontalAdvance(item.text()))
        size = QSize(
            min(widest, self._theme.space(64)) + self._theme.space(6), self._theme.space(6.5)
        )
        self.list.setGridSize(size)
        if self._lines:
            self.list.setCurrentRow(0)
        self.hold_open(self._open)

    def _chosen(self, item: QListWidgetItem) -> None:
        self.person_chosen.emit(item.data(_PERSON))
