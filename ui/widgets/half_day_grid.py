"""Half-days of weeks to be opened and closed: each day has a morning and an afternoon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from ui.dates import short_half, weekday_name
from ui.models.half_days import HalfDayCell, HalfDayModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.theme import Theme


class _CellDelegate(QAbstractItemDelegate):
    """Open halves carry a tick, closed ones are hatched: never colour alone."""

    def __init__(self, theme: Theme, model: HalfDayModel) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a half-day."""
        colours, gap = self._theme.colours, self._theme.space(1)
        cell = self._model.rows[index.row()][index.column()]
        rect = option.rect
        if cell is None:
            painter.fillRect(rect, colours.sunken)
            return
        box = rect.adjusted(1, 1, -1, -1)
        if cell.open:
            painter.fillRect(box, colours.good_soft)
        else:
            painter.fillRect(box, colours.sunken)
            painter.fillRect(box, QBrush(self._hatch(), Qt.BrushStyle.BDiagPattern))
        if index.column() % 2 == 0 and cell.date is not None:
            painter.setFont(self._theme.font("small"))
            painter.setPen(colours.text if cell.open else colours.muted)
            room = box.adjusted(gap, 0, 0, 0)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, align, str(cell.date.day))
        if cell.open:
            side = QFontMetrics(self._theme.font("body")).height() * 3 // 4
            picture = self._theme.icon("check-line", colours.good).pixmap(QSize(side, side))
            top = box.y() + (box.height() - side) // 2
            painter.drawPixmap(box.right() - gap - side, top, side, side, picture)

    def _hatch(self) -> QColor:
        colour = QColor(self._theme.colours.edge)
        colour.setAlphaF(0.5)
        return colour

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that all cells have."""
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(metrics.averageCharWidth() * 8, metrics.height() * 2)


class _WeekdayHeader(QHeaderView):
    """Weekdays over their halves."""

    def __init__(self, theme: Theme, model: HalfDayModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._days = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        height = QFontMetrics(self._theme.font("body")).height()
        return QSize(0, 2 * height + self._theme.space(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the weekdays and their halves."""
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours.sunken)
        middle = Qt.AlignmentFlag.AlignCenter
        line = QFontMetrics(theme.font("body")).height()
        for at, weekday in enumerate(self._days.weekdays):
            left = self.sectionViewportPosition(2 * at)
            half = self.sectionSize(2 * at)
            whole = half + self.sectionSize(2 * at + 1)
            painter.setPen(colours.text)
            painter.setFont(theme.font("strong"))
            name = weekday_name(weekday, short=True)
            painter.drawText(QRect(left, theme.space(1) // 2, whole, line), middle, name)
            painter.setPen(colours.muted)
            painter.setFont(theme.font("small"))
            for part, start in (("am", left), ("pm", left + half)):
                room = QRect(start, line + theme.space(1) // 2, half, line)
                painter.drawText(room, middle, short_half(part))
            if at:
                painter.setPen(colours.line)
                painter.drawLine(left, 0, left, self.height())


class HalfDayGrid(QTableView):
    """A table of half-days; click, Space or Return switches one.

    Signals
    -------
    switched(object, bool)
        The ``HalfDayCell`` and whether the user wants it open.
    pointed(str)
        The half-day under the cursor and its state, in words.
    """

    switched = Signal(object, bool)
    pointed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.half_days = HalfDayModel(self)
        self.setItemDelegate(_CellDelegate(theme, self.half_days))
        header = _WeekdayHeader(theme, self.half_days, self)
        self.setHorizontalHeader(header)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setModel(self.half_days)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setStyleSheet("QHeaderView::section { border: none; }")
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.restyle)
        self.restyle()

    def show_cells(self, cells: Sequence[HalfDayCell]) -> None:
        """Show ``cells``, which come in time order; with dates, each row names its week."""
        self.half_days.show(cells)
        self.verticalHeader().setVisible(any(self.half_days.titles))
        if cells and not self.currentIndex().isValid():
            first = next(at for at, cell in enumerate(self.half_days.rows[0]) if cell)
            self.setCurrentIndex(self.half_days.index(0, first))
        self.updateGeometry()
        self._point()

    def restyle(self) -> None:
        """Take the measures anew."""
        height = QFontMetrics(self._theme.font("body")).height()
        self.verticalHeader().setDefaultSectionSize(height + self._theme.space(3))
        self.updateGeometries()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return room for all weeks."""
        rows = len(self.half_days.rows) * self.verticalHeader().defaultSectionSize()
        width = QFontMetrics(self._theme.font("body")).averageCharWidth() * 70
        return QSize(width, rows + self.horizontalHeader().sizeHint().height() + 2)

    # Events

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Say what the cursor is on."""
        super().currentChanged(current, previous)
        self._point()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch the current half-day, or move."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._switch()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch the half-day that was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self._switch()

    def keyboardSearch(self, search: str) -> None:
        """Letters search nothing here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the cursor."""
        super().paintEvent(event)
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._theme.colours.focus, 2))
            painter.drawRect(self.visualRect(index).adjusted(1, 1, -1, -1))

    # Internal

    def _switch(self) -> None:
        cell = self.half_days.cell(self.currentIndex())
        if cell is not None:
            self.switched.emit(cell, not cell.open)

    def _point(self) -> None:
        cell = self.half_days.cell(self.currentIndex())
        self.pointed.emit(cell.spoken() if cell else "")
