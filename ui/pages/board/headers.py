"""Headings of the board: weeks, days and halves across, people down (the frozen column)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.i18n import _
from ui.dates import period, short_half
from ui.models.board_faces import WeeksFace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from ui.models.board import AnyColumn, AnyLine
    from ui.models.board_model import BoardModel
    from ui.pages.board.paints import BoardPaints

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class _Header(QHeaderView):
    """A heading with sections of one size that paints all visible sections in one go."""

    def __init__(
        self, orientation: Qt.Orientation, paints: BoardPaints, model: BoardModel, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._paints = paints
        self._board = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        # What does not scroll along (names of weeks, rows at the edge) must be painted anew.
        self.viewport().setAutoFillBackground(False)

    def use(self, paints: BoardPaints) -> None:
        """Paint with ``paints`` from now on."""
        self._paints = paints

    def visible(self) -> range:
        """Return the sections in sight."""
        length = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        count, size = self.count(), self.defaultSectionSize()
        first = max(0, self.offset() // size)
        return range(first, min(count, (self.offset() + length) // size + 1))

    def current_section(self) -> int:
        """Return the section of the current cell, −1 without one."""
        index = self.selectionModel().currentIndex() if self.selectionModel() else None
        if index is None or not index.isValid():
            return -1
        return index.column() if self.orientation() == Qt.Orientation.Horizontal else index.row()


class HalfDayHeader(_Header):
    """The week where there are several, the day, morning or afternoon: a line each."""

    def __init__(self, paints: BoardPaints, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, paints, model, parent)

    def sizeHint(self) -> QSize:
        """Return room for all lines."""
        return QSize(0, self._days_at() + 2 * self._paints.line_height + 3 * self._paints.gap)

    def _days_at(self) -> int:
        """Return where the names of days begin, below those of weeks."""
        has_weeks = self._board.face.name != WeeksFace.name
        return (self._paints.line_height if has_weeks else 0) + 2 * self._paints.gap

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the half-days in sight and the weeks over them."""
        paints = self._paints
        colours, gap, line = paints.colours, paints.gap, paints.line_height
        days_at, halves_at = self._days_at(), self._days_at() + line
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours.sunken)
        columns, size, offset = self._board.columns, self.defaultSectionSize(), self.offset()
        if not columns:
            return
        cursor, height = self.current_section(), self.height()
        visible = self.visible()
        if cursor in visible:
            painter.fillRect(cursor * size - offset, halves_at, size, height, colours.accent_soft)
        painted_days, painted_weeks = set(), set()
        for at in visible:
            column = columns[at]
            x = at * size - offset
            bright = column.open and not column.past
            painter.setPen(colours.text if bright else colours.muted)
            painter.setFont(paints.small)
            half = QRect(x, halves_at, size, line + 2 * gap)
            painter.drawText(half, _CENTRE, short_half(column.half))
            if column.day not in painted_days:
                painted_days.add(column.day)
                first, last = self._band(at, lambda it, day=column.day: it.day == day)
                painter.setPen(paints.grid)
                painter.drawLine(first - 1, days_at, first - 1, height)
                painter.setPen(colours.text if bright else colours.muted)
                painter.setFont(paints.bold)
                room = QRect(first, days_at, last - first, line)
                painter.drawText(room, _CENTRE, column.day_text())
                if column.past:
                    picture = paints.sign("lock-2-line", colours.muted)
                    painter.drawPixmap(first + gap, days_at, picture)
            if column.week is not None and column.week not in painted_weeks:
                painted_weeks.add(column.week)
                self._paint_week(painter, at)
        painter.setPen(paints.week_line)
        painter.drawLine(0, height - 1, self.width(), height - 1)

    def _band(self, at: int, same: Callable[[AnyColumn], bool]) -> tuple[int, int]:
        """Return the edges of the run of columns around ``at`` for which ``same`` holds."""
        columns, size = self._board.columns, self.defaultSectionSize()
        first = last = at
        while first > 0 and same(columns[first - 1]):
            first -= 1
        while last + 1 < len(columns) and same(columns[last + 1]):
            last += 1
        return first * size - self.offset(), (last + 1) * size - self.offset()

    def _paint_week(self, painter: QPainter, at: int) -> None:
        paints, columns = self._paints, self._board.columns
        week = columns[at].week
        days = [it.date for it in columns if it.week == week]
        first, last = self._band(at, lambda it: it.week == week)
        painter.setPen(paints.week_line)
        painter.drawLine(first - 1, 0, first - 1, self.height())
        # The name stays in sight as long as some of its week does.
        left = max(first, 0) + 2 * paints.gap
        room = QRect(left, paints.gap, last - left - paints.gap, paints.line_height)
        text = _("Week {number} · {period}").format(
            number=week[1], period=period(days[0], days[-1])
        )
        painter.setFont(paints.font)
        painter.setPen(paints.colours.muted)
        painter.drawText(room, _LEFT, paints.elided(text, max(0, room.width())))


class LineHeader(_Header):
    """The frozen column: a name, what belongs to it, and a figure."""

    def __init__(self, paints: BoardPaints, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, paints, model, parent)

    def sizeHint(self) -> QSize:
        """Return room for a name and a figure."""
        return QSize(self._paints.head_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        paints = self._paints
        colours, size, offset, width = (
            paints.colours,
            self.defaultSectionSize(),
            self.offset(),
            self.width(),
        )
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours.surface)
        cursor = self.current_section()
        lines = self._board.lines
        for at in self.visible():
            rect = QRect(0, at * size - offset, width, size)
            if at == cursor:
                painter.fillRect(rect, paints.cursor_band)
            self._paint_line(painter, rect, lines[at])
            painter.setPen(paints.grid)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(paints.week_line)
        painter.drawLine(width - 1, 0, width - 1, self.height())

    def _paint_line(self, painter: QPainter, rect: QRect, line: AnyLine) -> None:
        paints = self._paints
        colours, gap, height = paints.colours, paints.gap, paints.line_height
        if line.hue is not None:
            _ground, stripe, _pen = paints.department(line.hue)
            painter.fillRect(0, rect.y() + gap, 2 * gap, rect.height() - 2 * gap, stripe)
        left, right = 4 * gap, rect.right() - 3 * gap
        top = rect.y() + (rect.height() - min(2, paints.lines) * height) // 2
        figure = line.figure
        painter.setFont(paints.bold if line.alarm else paints.font)
        painter.setPen(colours.bad if line.alarm else colours.muted)
        wide = paints.bold_metrics.horizontalAdvance(figure)
        painter.drawText(QRect(right - wide, top, wide, height), _RIGHT, figure)
        if line.alarm:
            wide += paints.sign_size + gap
            picture = paints.sign("user-unfollow-line", colours.bad)
            painter.drawPixmap(right - wide, top + gap // 2, picture)
        room = right - wide - 2 * gap - left
        painter.setFont(paints.bold)
        painter.setPen(colours.text)
        painter.drawStaticText(left, top, paints.words(line.name, room, bold=True))
        if paints.lines > 1:
            painter.setFont(paints.font)
            painter.setPen(colours.muted)
            room = right - left
            painter.drawStaticText(left, top + height, paints.words(line.subtitle, room))


class Corner(QWidget):
    """The corner over the frozen column: how much the filter leaves."""

    def __init__(self, paints: BoardPaints, model: BoardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.paints = paints
        self._board = model

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the headings and the count."""
        paints = self.paints
        painter = QPainter(self)
        painter.fillRect(self.rect(), paints.colours.sunken)
        painter.setPen(paints.week_line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.setPen(paints.colours.muted)
        painter.setFont(paints.font)
        room = self.rect().adjusted(4 * paints.gap, 0, -paints.gap, -paints.gap)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
            self._board.face.count(),
        )
