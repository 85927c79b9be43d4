"""What the mouse does on the board: looks, marks, pins, and drags visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from ui.pages.board.table import BoardTable


class Dragging:
    """Follows a drag from the press to where it is let go.

    Attributes
    ----------
    at
        Where the mouse is in the table while something is dragged, else None.
    """

    def __init__(self, table: BoardTable) -> None:
        self._table = table
        self._pressed: QPoint | None = None
        self._on_pin = self._begun = False
        self.at: QPoint | None = None

    def forget(self) -> None:
        """Drag nothing any more."""
        self._pressed = self.at = None
        self._begun = False

    def press(self, event: QMouseEvent) -> None:
        """Mark the visit under the mouse if asked for, and note where a drag may begin."""
        table = self._table
        at = event.position().toPoint()
        index = table.indexAt(at)
        chips = table.board.chips_at(index)
        if not chips or event.button() != Qt.MouseButton.LeftButton:
            self._pressed, self._on_pin = None, False
            return
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            table.mark()
        self._on_pin = table.chips.on_pin(table.visualRect(index), at, chips)
        self._pressed = at

    def move(self, event: QMouseEvent) -> None:
        """Pick up the visit under the mouse once it has moved far enough, then follow."""
        table, pressed = self._table, self._pressed
        if pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        # A little more than the system's own: nobody moves a visit by a shaky click.
        far = (at - pressed).manhattanLength() > 2 * QApplication.startDragDistance()
        if far and not self._begun:
            # Whatever was picked up by key gives way to what is dragged.
            table.carry_asked.emit()
            self._pressed, self._begun = pressed, table.carried is not None
        if self._begun:
            self.over(table.viewport().mapToGlobal(at))

    def release(self, event: QMouseEvent) -> None:
        """Put down what was dragged, or pin what was clicked on its pin."""
        table = self._table
        begun, on_pin = self._begun, self._on_pin
        self._pressed, self._begun, self._on_pin = None, False, False
        if begun:
            self.end(table.viewport().mapToGlobal(event.position().toPoint()))
        elif on_pin:
            table.pin_asked.emit()

    def over(self, there: QPoint) -> None:
        """Follow a drag at a place of the screen: the cell under it becomes the current one."""
        table, viewport = self._table, self._table.viewport()
        at = viewport.mapFromGlobal(there)
        self.at = at
        self._scroll_at(at)
        index = table.indexAt(at)
        allowed = viewport.rect().contains(at) and table.takes(index)
        if allowed and index != table.currentIndex():
            table.look_at(index)
        taken = allowed and not table.refuses()
        viewport.setCursor(
            Qt.CursorShape.ClosedHandCursor if taken else Qt.CursorShape.ForbiddenCursor
        )
        viewport.update()

    def end(self, there: QPoint) -> None:
        """Put down what was dragged to a place of the screen."""
        table = self._table
        at = table.viewport().mapFromGlobal(there)
        self.forget()
        if not table.viewport().rect().contains(at):
            table.let_go.emit(there)
        elif table.takes(table.indexAt(at)):
            table.dropped.emit()
        else:
            table.carry_ended.emit()

    def _scroll_at(self, at: QPoint) -> None:
        """Bring what lies beyond the edge into sight while something is dragged along it."""
        table, paints = self._table, self._table.paints
        size, edge = table.viewport().size(), paints.line_height
        for bar, where, length, step in (
            (table.horizontalScrollBar(), at.x(), size.width(), paints.column_width // 2),
            (table.verticalScrollBar(), at.y(), size.height(), paints.row_height // 2),
        ):
            if 0 <= where < edge:
                bar.setValue(bar.value() - step)
            elif length - edge < where <= length:
                bar.setValue(bar.value() + step)
