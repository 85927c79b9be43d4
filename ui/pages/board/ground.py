"""What lies under the chips of the board: painted in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import _
from ui.models.board_faces import PeopleFace

if TYPE_CHECKING:
    from ui.pages.board.table import BoardTable


def paint_ground(table: BoardTable, exposed: QRect) -> None:
    """Paint closed half-days, the cursor's band and the lines of everything in sight."""
    paints, model = table.paints, table.board
    columns = model.columns
    painter = QPainter(table.viewport())
    painter.fillRect(exposed, paints.colours.surface)
    if not columns or not model.lines:
        if model.board.lines:
            _paint_nobody(table, painter)
        return
    size, offset = paints.column_width, table.across.offset()
    high, off_top = paints.row_height, table.down.offset()
    bottom = min(table.viewport().height(), len(model.lines) * high - off_top)
    right = min(table.viewport().width(), len(columns) * size - offset)
    painter.setBrushOrigin(-offset, -off_top)
    lines, weeks = [], []
    for at in table.across.visible():
        column, x = columns[at], at * size - offset
        if column.past:
            painter.fillRect(x, 0, size, bottom, paints.past)
        if not column.open:
            painter.fillRect(x, 0, size, bottom, paints.closed)
        if at and columns[at - 1].week != column.week:
            weeks.append(QLine(x - 1, 0, x - 1, bottom))
        elif at and columns[at - 1].day != column.day:
            lines.append(QLine(x - 1, 0, x - 1, bottom))
    index = table.currentIndex()
    if index.isValid():
        painter.fillRect(0, index.row() * high - off_top, right, high, paints.cursor_band)
    for at in table.across.visible():
        if not columns[at].open:
            # Also where the cursor's band lies over them.
            painter.fillRect(at * size - offset, 0, size, bottom, paints.hatch)
    if model.face.name != PeopleFace.name:
        _paint_closed_cells(table, painter)
    lines.extend(
        QLine(0, (at + 1) * high - off_top - 1, right, (at + 1) * high - off_top - 1)
        for at in table.down.visible()
    )
    painter.setPen(paints.grid)
    painter.drawLines(lines)
    painter.setPen(paints.week_line)
    painter.drawLines(weeks)


def _paint_closed_cells(table: BoardTable, painter: QPainter) -> None:
    """Hatch half-days that are closed in one line only."""
    paints, model, face = table.paints, table.board, table.board.face
    size, offset = paints.column_width, table.across.offset()
    high, off_top = paints.row_height, table.down.offset()
    for row in table.down.visible():
        for at in table.across.visible():
            if model.columns[at].open and face.closed(row, at) is not None:
                cell = QRect(at * size - offset, row * high - off_top, size, high)
                painter.fillRect(cell, paints.closed)
                painter.fillRect(cell, paints.hatch)


def _paint_nobody(table: BoardTable, painter: QPainter) -> None:
    painter.setPen(table.paints.colours.muted)
    painter.setFont(table.paints.font)
    painter.drawText(
        table.viewport().rect(),
        Qt.AlignmentFlag.AlignCenter,
        _("Nothing matches the filter. “Show all” above takes it away."),
    )
