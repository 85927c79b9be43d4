"""The table of the board: cursor, keys, mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui.models.board import Place
from ui.models.board_faces import PeopleFace, RolesFace, WeeksFace
from ui.models.board_model import BoardModel
from ui.pages.board.delegate import ChipDelegate
from ui.pages.board.ground import paint_ground, paint_hints
from ui.pages.board.headers import Corner, HalfDayHeader, LineHeader
from ui.pages.board.paints import BoardPaints

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.models.board import Chip
    from ui.models.board_hints import Carry, Hint, Hints
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_CORNER_ROWS, _CORNER_COLUMNS = 12, 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class BoardTable(QTableView):
    """A real table, so that screen readers get its cells.

    Signals
    -------
    cursor_moved()
        Another cell or visit is the current one, or its visits changed.
    pin_asked(), remove_asked(), details_asked()
        A key for the current visit was pressed.
    menu_asked(QPoint), best_asked(QPoint)
        The menu, or the best other places, of the current visit are wanted at a place of the
        screen.
    marks_changed()
        Another visit is marked, or none any more.
    carry_asked()
        The current visit is to be picked up.
    drop_asked()
        What is carried is to be put into the current cell.
    carry_ended()
        What was carried stays where it was.
    let_go(QPoint)
        What was dragged was let go outside the table, at a place of the screen.
    """

    cursor_moved = Signal()
    pin_asked = Signal()
    remove_asked = Signal()
    details_asked = Signal()
    menu_asked = Signal(QPoint)
    best_asked = Signal(QPoint)
    marks_changed = Signal()
    carry_asked = Signal()
    drop_asked = Signal()
    carry_ended = Signal()
    let_go = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        self._place: Place | None = None
        self._chosen: int | None = None
        self._pressed: QPoint | None = None
        self._on_pin = False
        self._at: QPoint | None = None
        self.marked: set[int] = set()
        self.carried: Carry | None = None
        self.hints: Hints | None = None
        self.paints = BoardPaints(theme)
        self.board = BoardModel(self)
        self.chips = ChipDelegate(self.board, self.paints)
        self.across = HalfDayHeader(self.paints, self.board, self)
        self.down = LineHeader(self.paints, self.board, self)
        self._corner = Corner(self.paints, self.board, self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setItemDelegate(self.chips)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(self.board)

        self.board.about_to_fill.connect(self._remember)
        self.board.modelReset.connect(self._restore)
        self.board.dataChanged.connect(self.cursor_moved)
        self.down.sectionClicked.connect(self._go_to_row)
        self.horizontalScrollBar().valueChanged.connect(self.across.viewport().update)
        theme.changed.connect(self.restyle)
        self.restyle()

    # What is shown

    def turn(self, face: str) -> None:
        """Show another face of the plan, at the same visit or half-day."""
        if face == self.board.face.name:
            return
        self.board.turn(face)
        self.restyle()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def set_compact(self, compact: bool) -> None:
        """Show one line of text a cell instead of two."""
        self._compact = compact
        self.restyle()

    def restyle(self) -> None:
        """Take colours, fonts and measures anew."""
        self.paints = BoardPaints(
            self._theme,
            face=self.board.face.name,
            compact=self._compact,
            ratio=self.devicePixelRatioF(),
        )
        self.chips.paints = self._corner.paints = self.paints
        for header, size in (
            (self.across, self.paints.column_width),
            (self.down, self.paints.row_height),
        ):
            header.use(self.paints)
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(size)
        self.down.setFixedWidth(self.paints.head_width)
        self.updateGeometries()
        self.viewport().update()

    # Where the user is

    def current_chip(self) -> Chip | None:
        """Return the visit looked at in the current cell."""
        chips = self.board.chips_at(self.currentIndex())
        if not chips:
            return None
        return next((it for it in chips if it.visit_id == self._chosen), chips[0])

    def place(self) -> Place | None:
        """Return the current cell so that it is found on every face; None without one."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.board.lines):
            return None
        place, chip = self.board.face.place(index.row(), index.column()), self.current_chip()
        if chip is None:
            return place
        return Place(place.date, place.half, chip.employee_id, chip.role_id, chip.visit_id)

    def go_to(self, employee_id: int, day: date | None = None, half: str = "am") -> bool:
        """Make a person's cell the current one; without a day, the first visit or half-day."""
        return self.go(Place(day, half, employee_id=employee_id))

    def go(self, place: Place) -> bool:
        """Make a place the current cell, if this face shows it."""
        index = self.board.find(place)
        if index is None:
            return False
        self._chosen = place.visit_id
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    # What is carried

    def carry(self, carried: Carry | None) -> None:
        """Show that a visit is picked up, or that nothing is."""
        self.carried = carried
        self.hints = None
        self._pressed = self._at = None
        if carried is None:
            self.viewport().unsetCursor()
        self.viewport().update()

    def show_hints(self, hints: Hints) -> None:
        """Show what the visit that is carried would do in each place."""
        self.hints = hints
        self.viewport().update()
        self.cursor_moved.emit()

    def hint(self) -> Hint | None:
        """Return what the visit that is carried would do in the current cell."""
        index = self.currentIndex()
        if self.hints is None or not self.takes(index):
            return None
        face, chip = self.board.face, self.current_chip()
        half_day = face.half_day(index.row(), index.column())
        if half_day is None:
            return None
        role_id = face.place(index.row(), index.column()).role_id
        if face.name == PeopleFace.name and chip is not None and not self._own_row(index):
            role_id = chip.role_id
        return self.hints.at(half_day.date, half_day.half, role_id)

    def takes(self, index: Index) -> bool:
        """Tell whether what is carried may be put into a cell, whatever it breaks there."""
        if self.carried is None or not index.isValid():
            return False
        if self.board.face.name == PeopleFace.name:
            return self._own_row(index) or bool(self.board.chips_at(index))
        return self.board.face.half_day(index.row(), index.column()) is not None

    def drag_over(self, there: QPoint) -> None:
        """Follow a drag at a place of the screen: the cell under it becomes the current one."""
        at = self.viewport().mapFromGlobal(there)
        self._at = at
        self._scroll_at(at)
        index = self.indexAt(at)
        allowed = self.viewport().rect().contains(at) and self.takes(index)
        self.viewport().setCursor(
            Qt.CursorShape.ClosedHandCursor if allowed else Qt.CursorShape.ForbiddenCursor
        )
        if allowed and index != self.currentIndex():
            self._chosen = None
            self.setCurrentIndex(index)
        self.viewport().update()

    def end_drag(self, there: QPoint) -> None:
        """Put down what was dragged to a place of the screen."""
        at = self.viewport().mapFromGlobal(there)
        self._pressed = self._at = None
        if not self.viewport().rect().contains(at):
            self.let_go.emit(there)
        elif self.takes(self.indexAt(at)):
            self.drop_asked.emit()
        else:
            self.carry_ended.emit()

    # Events

    def updateGeometries(self) -> None:
        """Keep the corner over Qt's own."""
        super().updateGeometries()
        frame = self.frameWidth()
        self._corner.setGeometry(frame, frame, self.down.width(), self.across.height())
        self._corner.raise_()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint the bands of the cursor, which cross the whole table."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.across.viewport().update()
        self.down.viewport().update()
        self.cursor_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current visit, or move to another cell."""
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts = {
            (Qt.Key.Key_Space, _PLAIN): self.pin_asked.emit,
            (Qt.Key.Key_P, _PLAIN): self.pin_asked.emit,
            (Qt.Key.Key_Delete, _PLAIN): self.remove_asked.emit,
            (Qt.Key.Key_X, _CONTROL): self.carry_asked.emit,
            (Qt.Key.Key_Period, _CONTROL): self.details_asked.emit,
            (Qt.Key.Key_Space, _CONTROL): self.mark,
            (Qt.Key.Key_Left, _CONTROL): self._jump_back,
            (Qt.Key.Key_Right, _CONTROL): self._jump_on,
            (Qt.Key.Key_Up, _CONTROL): self._chip_before,
            (Qt.Key.Key_Down, _CONTROL): self._chip_after,
            (Qt.Key.Key_Down, _ALT): self._ask_best,
        }
        act = acts.get((Qt.Key(key), modifiers))
        if self.carried and key == Qt.Key.Key_Escape:
            self.carry_ended.emit()
        elif self.carried and (key in _ENTER or (key == Qt.Key.Key_V and modifiers == _CONTROL)):
            self.drop_asked.emit()
        elif key in _ENTER and self.currentIndex().isValid():
            self.menu_asked.emit(self._below_current())
        elif key == Qt.Key.Key_Escape and self.marked:
            self.unmark()
        elif act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the visit under the mouse, and note where a drag may begin."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        chips = self.board.chips_at(index)
        if chips:
            self._chosen = self.chips.chip_under(self.visualRect(index), at, chips).visit_id
        super().mousePressEvent(event)
        if chips:
            self.viewport().update()
            self.cursor_moved.emit()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and chips and event.modifiers() == _CONTROL:
            self.mark()
        self._on_pin = left and bool(chips) and self.chips.on_pin(self.visualRect(index), at, chips)
        self._pressed = at if left and chips else None

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
            self.drag_over(self.viewport().mapToGlobal(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged."""
        super().mouseReleaseEvent(event)
        dragged = self._pressed is not None and self.carried is not None
        self._pressed = None
        on_pin, self._on_pin = self._on_pin, False
        if on_pin and not dragged:
            self.pin_asked.emit()
        if dragged:
            self.end_drag(self.viewport().mapToGlobal(event.position().toPoint()))

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the search box: Qt would ask ``data()`` of a whole column."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the current one."""
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(self._below_current())
        elif index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current cell in sight if it was."""
        seen = QRect(QPoint(0, 0), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        if seen or not event.oldSize().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of all cells in one go, then the chips, then what lies over them."""
        paint_ground(self, event.rect())
        super().paintEvent(event)
        if self.carried is not None:
            paint_hints(self, self.carried, self.hints)
        painter = QPainter(self.viewport())
        if self.marked:
            self._paint_marks(painter)
        index = self.currentIndex()
        if index.isValid() and (self.hasFocus() or self._at is not None):
            painter.setPen(self.paints.ring)
            cell, chips = self.visualRect(index), self.board.chips_at(index)
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
            if len(chips) > 1 and self.board.face.name != PeopleFace.name:
                chosen = self.current_chip()
                assert chosen is not None, "the cell has visits"
                rect = self.chips.chip_rect(cell, chips, chosen.visit_id)
                painter.drawRect(rect.adjusted(2, 0, -3, -2))
        if self.carried is not None and self._at is not None:
            self._paint_preview(painter, self.carried, self._at)
        painter.end()

    # Marks

    def mark(self) -> None:
        """Mark the current visit, or take its mark away."""
        chip = self.current_chip()
        if chip is not None:
            self.marked ^= {chip.visit_id}
            self.viewport().update()
            self.marks_changed.emit()

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marked:
            self.marked.clear()
            self.viewport().update()
            self.marks_changed.emit()

    # Internal

    def _own_row(self, index: Index) -> bool:
        assert self.carried is not None
        return index.row() == self.board.row_of(self.carried.employee_id)

    def _below_current(self) -> QPoint:
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def _ask_best(self) -> None:
        self.best_asked.emit(self._below_current())

    def _go_to_row(self, row: int) -> None:
        index = self.currentIndex()
        column = index.column() if index.isValid() else 0
        if self.board.face.name != WeeksFace.name:
            cells = self.board.cells[row]
            column = next((at for at, chips in enumerate(cells) if chips), 0)
        self.setCurrentIndex(self.board.index(row, column))
        self.scrollTo(self.currentIndex())

    def _jump_on(self) -> None:
        self._jump(1)

    def _jump_back(self) -> None:
        self._jump(-1)

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

    def _chip_after(self) -> None:
        self._step_chip(1)

    def _chip_before(self) -> None:
        self._step_chip(-1)

    def _step_chip(self, step: int) -> None:
        chips, chip = self.board.chips_at(self.currentIndex()), self.current_chip()
        if chip is not None:
            self._chosen = chips[(chips.index(chip) + step) % len(chips)].visit_id
            self.viewport().update()
            self.cursor_moved.emit()

    def _first_place(self) -> tuple[int, int]:
        """Return the first visit near the upper left corner, so that the calendar begins there."""
        for row, cells in enumerate(self.board.cells[:_CORNER_ROWS]):
            for column, chips in enumerate(cells[:_CORNER_COLUMNS]):
                if chips:
                    return row, column
        return 0, 0

    def _remember(self) -> None:
        # Whoever is filtered away is found again when the filter goes.
        self._place = self.place() or self._place

    def _restore(self) -> None:
        # Qt's table accessibility has crashed without a current cell: there always is one.
        filled = self.board.lines and self.board.columns
        if filled and (self._place is None or not self.go(self._place)):
            self.setCurrentIndex(self.board.index(*self._first_place()))
            if self.board.face.name == RolesFace.name:
                self.scrollTo(self.currentIndex())
        self._corner.update()
        self.cursor_moved.emit()

    def _scroll_at(self, at: QPoint) -> None:
        """Bring what lies beyond the edge into sight while something is dragged along it."""
        size, edge = self.viewport().size(), self.paints.line_height
        for bar, where, length, step in (
            (self.horizontalScrollBar(), at.x(), size.width(), self.paints.column_width // 2),
            (self.verticalScrollBar(), at.y(), size.height(), self.paints.row_height // 2),
        ):
            if 0 <= where < edge:
                bar.setValue(bar.value() - step)
            elif length - edge < where <= length:
                bar.setValue(bar.value() + step)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setPen(self.paints.mark)
        for row in self.down.visible():
            cells = self.board.cells[row]
            for at in self.across.visible():
                chips = cells[at] or ()
                for chip in chips:
                    if chip.visit_id in self.marked:
                        cell = self.visualRect(self.board.index(row, at))
                        rect = self.chips.chip_rect(cell, chips, chip.visit_id)
                        painter.drawRect(rect.adjusted(2, 2, -3, -3))

    def _paint_preview(self, painter: QPainter, carried: Carry, at: QPoint) -> None:
        """Show beside the mouse what is being dragged."""
        paints, chip = self.paints, carried.chip
        text = carried.name if chip is None else f"{carried.name} · {chip.short_name}"
        width = paints.bold_metrics.horizontalAdvance(text) + 4 * paints.gap
        rect = QRect(at + QPoint(3 * paints.gap, 2 * paints.gap), paints.tag(width))
        painter.fillRect(rect, paints.colours.accent)
        painter.setPen(paints.colours.on_accent)
        painter.setFont(paints.bold)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
