"""The table of the board: ground, chips, cursor, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLine,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from app.i18n import _
from ui.models.board import BoardModel
from ui.pages.board.delegate import ChipDelegate
from ui.pages.board.headers import Corner, HalfDayHeader, PersonHeader
from ui.pages.board.paints import BoardPaints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.models.board import Chip, Hint
    from ui.theme import Theme

_CORNER_ROWS, _CORNER_COLUMNS = 12, 5


class BoardTable(QTableView):
    """A real table, so that screen readers get its cells.

    Signals
    -------
    cursor_moved()
        Another cell is the current one, or its visits changed.
    pin_asked(), remove_asked(), details_asked()
        A key for the current cell was pressed.
    menu_asked(QPoint)
        The menu of the current cell is wanted at a place of the screen.
    carry_asked()
        The visit of the current cell is to be picked up.
    drop_asked()
        What is carried is to be put into the current cell.
    carry_ended()
        What was carried stays where it was.
    """

    cursor_moved = Signal()
    pin_asked = Signal()
    remove_asked = Signal()
    details_asked = Signal()
    menu_asked = Signal(QPoint)
    carry_asked = Signal()
    drop_asked = Signal()
    carry_ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        self._place: tuple[int, date, str] | None = None
        self._pressed: QPoint | None = None
        self.carried: Chip | None = None
        self._hints: Mapping[tuple[date, str], Hint] = {}
        self.paints = BoardPaints(theme)
        self.board = BoardModel(self)
        self._delegate = ChipDelegate(self.board, self.paints)
        self._across = HalfDayHeader(self.paints, self.board, self)
        self._down = PersonHeader(self.paints, self.board, self)
        self._corner = Corner(self.paints, self.board, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(self.board)

        self.board.modelAboutToBeReset.connect(self._remember)
        self.board.modelReset.connect(self._restore)
        self.board.dataChanged.connect(self.cursor_moved)
        self._down.sectionClicked.connect(self._go_to_row)
        self.horizontalScrollBar().valueChanged.connect(self._across.viewport().update)
        theme.changed.connect(self.restyle)
        self.restyle()

    def set_compact(self, compact: bool) -> None:
        """Show one line of text a cell instead of two."""
        self._compact = compact
        self.restyle()

    def restyle(self) -> None:
        """Take colours, fonts and measures anew."""
        self.paints = BoardPaints(
            self._theme, compact=self._compact, ratio=self.devicePixelRatioF()
        )
        self._delegate.paints = self._corner.paints = self.paints
        for header, size in (
            (self._across, self.paints.column_width),
            (self._down, self.paints.row_height),
        ):
            header.use(self.paints)
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(size)
        self._down.setFixedWidth(self.paints.head_width)
        self.updateGeometries()
        self.viewport().update()

    def carry(self, chip: Chip | None) -> None:
        """Show that ``chip`` is picked up, or that nothing is."""
        self.carried = chip
        self._hints = {}
        self._pressed = None
        if chip is None:
            self.viewport().unsetCursor()
        self.viewport().update()

    def show_hints(self, hints: Mapping[tuple[date, str], Hint]) -> None:
        """Show in the row of the visit that is carried what it would do in each half-day."""
        self._hints = hints
        self.viewport().update()
        self.cursor_moved.emit()

    def hint(self) -> Hint | None:
        """Return what the visit that is carried would do in the current cell."""
        index = self.currentIndex()
        if not self._in_row_carried(index):
            return None
        column = self.board.columns[index.column()]
        return self._hints.get((column.date, column.half))

    def go_to(self, employee_id: int, day: date | None = None, half: str = "am") -> bool:
        """Make a person's cell the current one; without a day, the first visit or half-day."""
        row = self.board.row_of(employee_id)
        if row is None or not self.board.columns:
            return False
        column = self.board.column_of(day, half) if day else None
        if column is None:
            column = self._first_visit(row)
        self.setCurrentIndex(self.board.index(row, column))
        self.scrollTo(self.currentIndex())
        return True

    def _first_visit(self, row: int) -> int:
        cells = self.board.cells[row]
        return next((at for at, chips in enumerate(cells) if chips), 0)

    def _first_place(self) -> tuple[int, int]:
        """Return the first visit near the upper left corner, so that the calendar begins there."""
        for row, cells in enumerate(self.board.cells[:_CORNER_ROWS]):
            for column, chips in enumerate(cells[:_CORNER_COLUMNS]):
                if chips:
                    return row, column
        return 0, 0

    def _remember(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            column = self.board.columns[index.column()]
            self._place = (
                self.board.lines[index.row()].employee_id,
                column.date,
                column.half,
            )

    def _restore(self) -> None:
        # Qt's table accessibility has crashed without a current cell: there always is one.
        filled = self.board.lines and self.board.columns
        if filled and (self._place is None or not self.go_to(*self._place)):
            self.setCurrentIndex(self.board.index(*self._first_place()))
        self._corner.update()
        self.cursor_moved.emit()

    # Events

    def updateGeometries(self) -> None:
        """Keep the corner over Qt's own."""
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self._down.width(), self._across.height())
        self._corner.raise_()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Repaint the bands of the cursor, which cross the whole table."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self._across.viewport().update()
        self._down.viewport().update()
        self.cursor_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current cell, or move to it."""
        key, modifiers = event.key(), event.modifiers()
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Space, Qt.Key.Key_P) and not modifiers:
            self.pin_asked.emit()
        elif key == Qt.Key.Key_Delete and not modifiers:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_X and control:
            self.carry_asked.emit()
        elif self.carried and key == Qt.Key.Key_Escape:
            self.carry_ended.emit()
        elif self.carried and (
            (key == Qt.Key.Key_V and control) or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.drop_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            rect = self.visualRect(self.currentIndex())
            self.menu_asked.emit(self.viewport().mapToGlobal(rect.bottomLeft()))
        elif key == Qt.Key.Key_Period and control:
            self.details_asked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and control:
            self._jump(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag may begin."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        on_visit = left and bool(self.board.chips_at(self.currentIndex()))
        self._pressed = event.position().toPoint() if on_visit else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick up the visit under the mouse once it has moved far enough, then follow."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        far = (at - self._pressed).manhattanLength() > 2 * QApplication.startDragDistance()
        if self.carried is None and far:
            pressed = self._pressed
            self.carry_asked.emit()
            self._pressed = pressed
        if self.carried is not None:
            index = self.indexAt(at)
            allowed = self._in_row_carried(index)
            self.viewport().setCursor(
                Qt.CursorShape.ClosedHandCursor if allowed else Qt.CursorShape.ForbiddenCursor
            )
            if allowed and index != self.currentIndex():
                self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged."""
        super().mouseReleaseEvent(event)
        dragged = self._pressed is not None and self.carried is not None
        self._pressed = None
        if dragged:
            allowed = self._in_row_carried(self.indexAt(event.position().toPoint()))
            (self.drop_asked if allowed else self.carry_ended).emit()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the search box: Qt would ask ``data()`` of a whole column."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the current one."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse and index.isValid():
            self.setCurrentIndex(index)
        if self.currentIndex().isValid():
            self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current cell in sight if it was."""
        seen = QRect(QPoint(0, 0), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        if seen or not event.oldSize().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of all cells in one go, then the chips, then the cursor."""
        self._paint_ground(event.rect())
        super().paintEvent(event)
        if self.carried is not None:
            self._paint_hints()
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(self.paints.ring)
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -2, -2))
            painter.end()

    # Internal

    def _go_to_row(self, row: int) -> None:
        self.go_to(self.board.lines[row].employee_id)

    def _jump(self, step: int) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        cells = self.board.cells[index.row()]
        at = index.column() + step
        while 0 <= at < len(cells) - 1 and at > 0 and not cells[at]:
            at += step
        if 0 <= at < len(cells):
            self.setCurrentIndex(self.board.index(index.row(), at))

    def _in_row_carried(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return (
            self.carried is not None
            and index.isValid()
            and self.board.lines[index.row()].employee_id == self.carried.employee_id
        )

    def _paint_hints(self) -> None:
        assert self.carried is not None
        row = self.board.row_of(self.carried.employee_id)
        if row is None:
            return
        painter = QPainter(self.viewport())
        for at in self._across.visible():
            column = self.board.columns[at]
            rect = self.visualRect(self.board.index(row, at))
            chips = self.board.cells[row][at] or ()
            if any(chip.visit_id == self.carried.visit_id for chip in chips):
                self._delegate.paint_carried(painter, rect)
            elif chips:
                # Another visit of the same person stays in sight.
                continue
            elif not column.open:
                self._delegate.paint_hint(painter, rect, "closed", _("closed"))
            else:
                hint = self._hints.get((column.date, column.half))
                if hint is not None:
                    self._delegate.paint_hint(painter, rect, hint.kind, hint.word)
        painter.end()

    def _paint_nobody(self, painter: QPainter) -> None:
        painter.setPen(self.paints.colours.muted)
        painter.setFont(self.paints.font)
        painter.drawText(
            self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _("Nobody matches the filter.")
        )

    def _paint_ground(self, exposed: QRect) -> None:
        paints, columns = self.paints, self.board.columns
        painter = QPainter(self.viewport())
        painter.fillRect(exposed, paints.colours.surface)
        if not columns or not self.board.lines:
            if self.board.board.lines:
                self._paint_nobody(painter)
            return
        size, offset = paints.column_width, self._across.offset()
        high, off_top = paints.row_height, self._down.offset()
        bottom = min(self.viewport().height(), len(self.board.lines) * high - off_top)
        right = min(self.viewport().width(), len(columns) * size - offset)
        painter.setBrushOrigin(-offset, -off_top)
        lines, weeks = [], []
        for at in self._across.visible():
            column, x = columns[at], at * size - offset
            if not column.open:
                painter.fillRect(x, 0, size, bottom, paints.closed)
                painter.fillRect(x, 0, size, bottom, paints.hatch)
            if at and columns[at - 1].week != column.week:
                weeks.append(QLine(x - 1, 0, x - 1, bottom))
            elif at and columns[at - 1].date != column.date:
                lines.append(QLine(x - 1, 0, x - 1, bottom))
        index = self.currentIndex()
        if index.isValid():
            painter.fillRect(0, index.row() * high - off_top, right, high, paints.cursor_band)
        lines.extend(
            QLine(0, (at + 1) * high - off_top - 1, right, (at + 1) * high - off_top - 1)
            for at in self._down.visible()
        )
        painter.setPen(paints.grid)
        painter.drawLines(lines)
        painter.setPen(paints.week_line)
        painter.drawLines(weeks)
