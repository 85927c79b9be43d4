"""What lies over the chips of the board: hints, marks, the cursor, and what is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from app.i18n import _
from ui.models.board_faces import PeopleFace, RolesFace

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from ui.models.board_hints import Carry, Hints
    from ui.pages.board.table import BoardTable


def paint_over(table: BoardTable) -> None:
    """Paint over the cells in sight whatever there is to say."""
    painter = QPainter(table.viewport())
    if table.carried is not None:
        _paint_hints(table, painter, table.carried, table.hints)
    if table.marked:
        _paint_marks(table, painter)
    at = table.dragging.at
    if table.hasFocus() or at is not None:
        _paint_cursor(table, painter)
    if table.carried is not None and at is not None:
        _paint_preview(table, painter, table.carried, at)


def _paint_hints(table: BoardTable, painter: QPainter, carry: Carry, hints: Hints | None) -> None:
    """Say in every cell in sight what the visit that is carried would do there."""
    model, face = table.board, table.board.face
    rows = table.down.visible()
    if face.name == PeopleFace.name:
        row = model.row_of(carry.employee_id)
        _paint_signs_on_seats(table, painter, carry, hints)
        rows = range(row, row + 1) if row is not None else range(0)
    for row in rows:
        for at in table.across.visible():
            _paint_hint(table, painter, model.index(row, at), carry, hints)


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


def _paint_marks(table: BoardTable, painter: QPainter) -> None:
    painter.setPen(table.paints.mark)
    for row in table.down.visible():
        cells = table.board.cells[row]
        for at in table.across.visible():
            chips = cells[at] or ()
            for chip in chips:
                if chip.visit_id in table.marked:
                    cell = table.visualRect(table.board.index(row, at))
                    rect = table.chips.chip_rect(cell, chips, chip.visit_id)
                    painter.drawRect(rect.adjusted(2, 2, -3, -3))


def _paint_cursor(table: BoardTable, painter: QPainter) -> None:
    index = table.currentIndex()
    if not index.isValid():
        return
    cell, chips = table.visualRect(index), table.board.chips_at(index)
    face = table.board.face
    if not chips and table.carried is None and face.closed(index.row(), index.column()) is not None:
        # Qt has painted the selection over the ground.
        painter.fillRect(cell, table.paints.hatch)
    painter.setPen(table.paints.ring)
    painter.drawRect(cell.adjusted(1, 1, -2, -2))
    if len(chips) > 1 and table.board.face.name != PeopleFace.name:
        chosen = table.current_chip()
        assert chosen is not None, "the cell has visits"
        rect = table.chips.chip_rect(cell, chips, chosen.visit_id)
        painter.drawRect(rect.adjusted(2, 0, -3, -2))


def _paint_preview(table: BoardTable, painter: QPainter, carried: Carry, at: QPoint) -> None:
    """Show beside the mouse what is being dragged."""
    paints, chip = table.paints, carried.chip
    text = carried.name if chip is None else f"{carried.name} · {chip.short_name}"
    width = paints.bold_metrics.horizontalAdvance(text) + 4 * paints.gap
    rect = QRect(at + QPoint(3 * paints.gap, 2 * paints.gap), paints.tag(width))
    painter.fillRect(rect, paints.colours.accent)
    painter.setPen(paints.colours.on_accent)
    painter.setFont(paints.bold)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
