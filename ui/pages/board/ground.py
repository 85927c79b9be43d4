"""What lies under the chips of the board, and the hints over them: painted in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import _
from ui.models.board_faces import PeopleFace, RolesFace

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from ui.models.board_hints import Carry, Hints
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
            painter.fillRect(x, 0, size, bottom, paints.hatch)
        if at and columns[at - 1].week != column.week:
            weeks.append(QLine(x - 1, 0, x - 1, bottom))
        elif at and columns[at - 1].day != column.day:
            lines.append(QLine(x - 1, 0, x - 1, bottom))
    index = table.currentIndex()
    if index.isValid():
        painter.fillRect(0, index.row() * high - off_top, right, high, paints.cursor_band)
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


def paint_hints(table: BoardTable, carry: Carry, hints: Hints | None) -> None:
    """Say in every cell in sight what the visit that is carried would do there."""
    model, face = table.board, table.board.face
    painter = QPainter(table.viewport())
    rows = table.down.visible()
    if face.name == PeopleFace.name:
        row = model.row_of(carry.employee_id)
        _paint_signs_on_seats(table, painter, carry, hints)
        rows = range(row, row + 1) if row is not None else range(0)
    for row in rows:
        for at in table.across.visible():
            _paint_hint(table, painter, model.index(row, at), carry, hints)
    painter.end()


def _paint_hint(
    table: BoardTable,
    painter: QPainter,
    index: QModelIndex,
    carry: Carry,
    hints: Hints | None,
) -> None:
    model, face = table.board, table.board.face
    delegate, rect = table.chips, table.visualRect(index)
    chips = model.chips_at(index)
    own = carry.visit_id is not None and any(it.visit_id == carry.visit_id for it in chips)
    if own:
        delegate.paint_carried(painter, delegate.chip_rect(rect, chips, carry.visit_id))
        return
    half_day = face.half_day(index.row(), index.column())
    if half_day is None:
        return
    if face.closed(index.row(), index.column()) is not None:
        if not chips:
            delegate.paint_hint(painter, rect, "closed", _("closed"))
        return
    role_id = model.lines[index.row()].role_id if face.name == RolesFace.name else None
    hint = hints.at(half_day.date, half_day.half, role_id) if hints else None
    if hint is None:
        return
    if chips:
        # What is there stays in sight.
        delegate.paint_hint_sign(painter, rect, hint.kind)
    else:
        delegate.paint_hint(painter, rect, hint.kind, hint.word)


def _paint_signs_on_seats(
    table: BoardTable, painter: QPainter, carry: Carry, hints: Hints | None
) -> None:
    """Mark on other people's visits what it would be to come along there."""
    if hints is None:
        return
    model = table.board
    for row in table.down.visible():
        cells = model.cells[row]
        for at in table.across.visible():
            chips = cells[at]
            if not chips or chips[0].employee_id == carry.employee_id:
                continue
            hint = hints.at(chips[0].date, chips[0].half, chips[0].role_id)
            if hint is not None:
                rect = table.visualRect(model.index(row, at))
                table.chips.paint_hint_sign(painter, rect, hint.kind)


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
