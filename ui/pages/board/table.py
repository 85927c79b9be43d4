"""The table of the board: cursor, keys, mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.models.board import Place
from ui.models.board_faces import PeopleFace, RolesFace, WeeksFace
from ui.models.board_model import BoardModel
from ui.pages.board.delegate import ChipDelegate
from ui.pages.board.dragging import Dragging
from ui.pages.board.ground import paint_ground
from ui.pages.board.headers import Corner, HalfDayHeader, LineHeader
from ui.pages.board.keys import BoardKeys
from ui.pages.board.overlay import paint_over
from ui.pages.board.paints import BoardPaints

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.models.board import Chip
    from ui.models.board_hints import Carry, Hint, Hints
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_CORNER_ROWS, _CORNER_COLUMNS = 12, 5


class BoardTable(QTableView):
    """A real table, so that screen readers get its cells.

    Attributes
    ----------
    carried, hints
        The visit that is picked up, and what it would do in each place.
    marked
        Keys of the visits that are marked for an act on all of them.
    strict
        Whether what breaks a rule is not taken.

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
    drop_asked(), dropped()
        What is carried is to be put into the current cell; by key, or by the mouse.
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
    dropped = Signal()
    carry_ended = Signal()
    let_go = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        self._place: Place | None = None
        self._chosen: int | None = None
        self.marked: set[int] = set()
        self.carried: Carry | None = None
        self.hints: Hints | None = None
        self.strict = False
        self.paints = BoardPaints(theme)
        self.board = BoardModel(self)
        self.chips = ChipDelegate(self.board, self.paints)
        self.across = HalfDayHeader(self.paints, self.board, self)
        self.down = LineHeader(self.paints, self.board, self)
        self._corner = Corner(self.paints, self.board, self)
        self.dragging = Dragging(self)
        self._keys = BoardKeys(self)
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

    def go(self, place: Place) -> bool:
        """Make a place the current cell, if this face shows it."""
        index = self.board.find(place)
        if index is None:
            return False
        self._chosen = place.visit_id
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def look_at(self, index: Index) -> None:
        """Make a cell the current one, with the first of its visits."""
        self._chosen = None
        self.setCurrentIndex(index)

    def choose(self, chip: Chip) -> None:
        """Look at one of the visits in the current cell."""
        self._chosen = chip.visit_id
        self.viewport().update()
        self.cursor_moved.emit()

    def below_current(self) -> QPoint:
        """Return the place of the screen where a menu of the current cell opens."""
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.bottomLeft())

    # What is carried

    def carry(self, carried: Carry | None) -> None:
        """Show that a visit is picked up, or that nothing is."""
        self.carried = carried
        self.hints = None
        self.dragging.forget()
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
        if face.name == PeopleFace.name and chip is not None and not self.own_row(index):
            role_id = chip.role_id
        return self.hints.at(half_day.date, half_day.half, role_id)

    def takes(self, index: Index) -> bool:
        """Tell whether what is carried may be put into a cell, whatever it breaks there."""
        if self.carried is None or not index.isValid():
            return False
        if self.board.face.name == PeopleFace.name:
            return self.own_row(index) or bool(self.board.chips_at(index))
        return self.board.face.half_day(index.row(), index.column()) is not None

    def refuses(self) -> bool:
        """Tell whether the current cell is free and yet does not take what is carried."""
        hint = self.hint()
        if not self.strict or hint is None or hint.kind != "breaks":
            return False
        chips = self.board.chips_at(self.currentIndex())
        if self.board.face.name == WeeksFace.name:
            assert self.carried is not None, "there are hints for what is carried"
            chips = tuple(it for it in chips if it.employee_id == self.carried.employee_id)
        # Where somebody can give way the rules are asked once it is known who does.
        return not chips

    def own_row(self, index: Index) -> bool:
        """Tell whether a cell is in the line of whoever is carried."""
        assert self.carried is not None, "something is carried"
        return index.row() == self.board.row_of(self.carried.employee_id)

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
        if not self._keys.press(event):
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
        self.dragging.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed; Qt would make every cell on the way the current one."""
        self.dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged."""
        super().mouseReleaseEvent(event)
        self.dragging.release(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the search box: Qt would ask ``data()`` of a whole column."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the current one."""
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(self.below_current())
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
        paint_over(self)

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

    def _go_to_row(self, row: int) -> None:
        index = self.currentIndex()
        column = index.column() if index.isValid() else 0
        if self.board.face.name != WeeksFace.name:
            cells = self.board.cells[row]
            column = next((at for at, chips in enumerate(cells) if chips), 0)
        self.setCurrentIndex(self.board.index(row, column))
        self.scrollTo(self.currentIndex())

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
