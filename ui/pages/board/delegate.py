"""Chips: the visits in the cells of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QAbstractItemDelegate

from app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.models.board import BoardModel, Chip
    from ui.pages.board.paints import BoardPaints

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PIN = "pushpin-2-fill"
TROUBLE = "error-warning-fill"


class ChipDelegate(QAbstractItemDelegate):
    """Paints visits straight from the lists of the model.

    A screenful has about a thousand cells: asking ``data()`` for each of them takes three times
    as long as painting them.
    """

    def __init__(self, model: BoardModel, paints: BoardPaints) -> None:
        super().__init__(model)
        self._model = model
        self.paints = paints

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the visits of a cell; the table has painted the ground."""
        chips = self._model.cells[index.row()][index.column()]
        if chips:
            self.paint_chip(painter, option.rect, chips)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that all cells have."""
        return QSize(self.paints.column_width, self.paints.row_height)

    def paint_chip(self, painter: QPainter, cell: QRect, chips: tuple[Chip, ...]) -> None:
        """Paint the first of ``chips`` into ``cell``, and the number of the others."""
        paints, chip = self.paints, chips[0]
        gap = paints.gap
        ground, stripe, pen = paints.department(chip.hue)
        box = cell.adjusted(gap, gap, -gap, -gap)
        painter.fillRect(box, ground)
        painter.fillRect(box.x(), box.y(), 2 * gap, box.height(), stripe)
        left, right = box.x() + 3 * gap, box.right() - gap
        top = box.y() + (box.height() - paints.text_height) // 2
        for name in self._signs(chip):
            colour = paints.colours.bad if name == TROUBLE else pen.color()
            right -= paints.sign_size
            painter.drawPixmap(right, top + gap // 2, paints.sign(name, colour))
        painter.setPen(pen)
        height = paints.line_height
        if len(chips) > 1:
            painter.setFont(paints.bold)
            more = f"+{len(chips) - 1}"
            painter.drawText(QRect(left, top, right - left - gap, height), _RIGHT, more)
            right -= paints.bold_metrics.horizontalAdvance(more) + gap
        width = right - left
        painter.setFont(paints.bold)
        short = _("{department} L{level}").format(department=chip.short_name, level=chip.level)
        text = paints.elided(short, width, bold=True)
        if text != short:
            # The department says more than half of the level.
            text = paints.elided(chip.short_name, width, bold=True)
        painter.drawText(QRect(left, top, width, height), _LEFT, text)
        if paints.compact:
            return
        painter.setFont(paints.font)
        width = box.right() - gap - left
        text = paints.elided(chip.role, width)
        painter.drawText(QRect(left, top + height, width, height), _LEFT, text)

    def paint_carried(self, painter: QPainter, cell: QRect) -> None:
        """Mark the place that a visit was picked up from."""
        pen = QPen(self.paints.colours.focus, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(2, 2, -3, -3))

    def paint_hint(self, painter: QPainter, cell: QRect, kind: str, word: str) -> None:
        """Say in a cell by colour, sign and word what a visit would do there."""
        paints, colours = self.paints, self.paints.colours
        ground, text, sign = {
            "fits": (colours.good_soft, colours.good, "check-line"),
            "costs": (colours.warning_soft, colours.warning, "scales-2-line"),
            "breaks": (colours.bad_soft, colours.bad, "close-line"),
            "closed": (colours.sunken, colours.muted, "forbid-2-line"),
        }[kind]
        gap = paints.gap
        box = cell.adjusted(gap, gap, -gap, -gap)
        painter.fillRect(box, ground)
        painter.setPen(text)
        painter.setFont(paints.font)
        # Pictures, not letters: Qt would look through all fonts of the system for a tick.
        side = paints.sign_size
        left, room = box.x() + gap, box.width() - 2 * gap
        if paints.compact:
            top = box.y() + (box.height() - side) // 2
            painter.drawPixmap(left, top, paints.sign(sign, text))
            shown = paints.elided(word, max(0, room - side - gap))
            place = QRect(left + side + gap, box.y(), room - side - gap, box.height())
            painter.drawText(place, _LEFT, shown)
            return
        painter.drawPixmap(left, box.y() + gap // 2, paints.sign(sign, text))
        height = paints.line_height
        place = QRect(left, box.bottom() - height - gap // 2, room, height)
        painter.drawText(place, _LEFT, paints.elided(word, room))

    def _signs(self, chip: Chip) -> list[str]:
        signs = []
        if chip.pinned:
            signs.append(PIN)
        if chip.troubles:
            signs.append(TROUBLE)
        return signs
