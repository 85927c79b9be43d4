"""Chips: the visits in the cells of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QAbstractItemDelegate

from app.i18n import _
from ui.models.board_faces import PeopleFace, RolesFace, seats_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.models.board import Chip
    from ui.models.board_model import BoardModel
    from ui.pages.board.paints import BoardPaints

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BOTTOM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
PIN = "pushpin-2-fill"
TROUBLE = "error-warning-fill"
CHANGED = "pencil-fill"
OWED = "quill-pen-line"


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
        row, column = index.row(), index.column()
        model = self._model
        chips, ghosts = model.cells[row][column], model.ghosts_at(row, column)
        if model.face.name == PeopleFace.name:
            if chips:
                self.paint_chip(painter, option.rect, chips)
            if ghosts:
                self.paint_ghost(painter, option.rect, ghosts[0], chips[0] if chips else None)
            return
        self._paint_corner(painter, option.rect, row, column)
        if chips or ghosts:
            self._paint_guests(painter, option.rect, row, column)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that all cells have."""
        return QSize(self.paints.column_width, self.paints.row_height)

    def chip_under(self, cell: QRect, at: QPoint, chips: tuple[Chip, ...]) -> Chip:
        """Return the visit at a point of a cell."""
        if self._model.face.name == PeopleFace.name:
            return chips[0]
        line = (at.y() - cell.y() - self._top()) // self.paints.line_height
        return chips[max(0, min(line, len(chips) - 1))]

    def chip_rect(self, cell: QRect, chips: tuple[Chip, ...], chosen: int | None) -> QRect:
        """Return where the visit ``chosen`` is painted; the whole cell if it stands alone."""
        if self._model.face.name == PeopleFace.name or len(chips) < 2:
            return cell
        shown = self._shown(len(chips))
        at = next((at for at, chip in enumerate(chips) if chip.visit_id == chosen), 0)
        height = self.paints.line_height
        return QRect(
            cell.x(), cell.y() + self._top() + min(at, shown) * height, cell.width(), height + 1
        )

    def on_pin(self, cell: QRect, at: QPoint, chips: tuple[Chip, ...]) -> bool:
        """Tell whether a point of a cell lies on the sign of a pinned visit."""
        chip, paints = self.chip_under(cell, at, chips), self.paints
        if not chip.pinned:
            return False
        side, gap = paints.sign_size, paints.gap
        box = self.chip_rect(cell, chips, chip.visit_id)
        alone = box == cell
        top = box.y() + (box.height() - paints.text_height) // 2 if alone else box.y()
        if alone and self._model.face.name != PeopleFace.name:
            top = cell.y() + self._top()
        # The pin is the first sign from the right.
        return QRect(box.right() - 2 * gap - side, top, side + gap, paints.line_height).contains(at)

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
            right -= paints.sign_size
            painter.drawPixmap(right, top + gap // 2, self._sign(name, pen))
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
        painter.drawStaticText(left, top, paints.words(text, width, bold=True))
        if paints.compact:
            return
        painter.setFont(paints.font)
        width = box.right() - gap - left
        painter.drawStaticText(left, top + height, paints.words(chip.role, width))

    def paint_ghost(
        self, painter: QPainter, cell: QRect, chip: Chip, beside: Chip | None = None
    ) -> None:
        """Outline where a guest is in the other plan; ``beside`` a visit as a tag in its corner."""
        paints = self.paints
        gap = paints.gap
        box = cell.adjusted(gap, gap, -gap - 1, -gap - 1)
        text = paints.elided(chip.short_name, box.width() - 4 * gap)
        if beside is not None:
            text = paints.elided(chip.short_name, box.width() * 2 // 3)
            width = paints.metrics.horizontalAdvance(text) + 2 * gap
            right, height = box.right() - gap, paints.line_height
            if paints.compact:
                # One line has room for the visit and its signs; what the tag says is in the tip.
                text, width = "", paints.sign_size
                right -= paints.sign_size * len(self._signs(beside))
            box = QRect(right - width, box.bottom() - height - 1, width, height)
            painter.fillRect(box, paints.colours.surface)
        self._paint_outline(painter, box)
        painter.setFont(paints.font)
        left = 3 * gap if beside is None else gap
        painter.drawText(box.adjusted(left, 0, 0, 0), _LEFT, text)

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
        if paints.lines == 1:
            top = box.y() + (box.height() - side) // 2
            painter.drawPixmap(left, top, paints.sign(sign, text))
            middle = box.y() + (box.height() - paints.line_height) // 2
            shown = paints.words(word, room - side - gap)
            painter.drawStaticText(left + side + gap, middle, shown)
            return
        top = box.y() + gap // 2
        painter.drawPixmap(left, top, paints.sign(sign, text))
        beside, below = paints.two_lines(word, room - side - gap, room)
        painter.drawStaticText(left + side + gap, top, beside)
        painter.drawStaticText(left, top + paints.line_height, below)

    def paint_hint_sign(self, painter: QPainter, cell: QRect, kind: str) -> None:
        """Put the sign of a hint on a place that is taken, which stays readable."""
        colours, paints = self.paints.colours, self.paints
        colour, sign = {
            "fits": (colours.good, "check-line"),
            "costs": (colours.warning, "scales-2-line"),
            "breaks": (colours.bad, "close-line"),
        }[kind]
        side, gap = paints.sign_size, paints.gap
        spot = QRect(
            cell.right() - side - 2 * gap, cell.bottom() - side - gap, side + gap, side + gap // 2
        )
        painter.fillRect(spot, colours.surface)
        painter.drawPixmap(spot.x() + gap // 2, spot.y(), paints.sign(sign, colour))

    # Internal

    def _paint_corner(self, painter: QPainter, cell: QRect, row: int, column: int) -> None:
        """Write the day over a cell of the calendar, the seats under an empty one of a role."""
        paints, model = self.paints, self._model
        gap = paints.gap
        if model.face.name == RolesFace.name:
            if paints.compact or model.cells[row][column] or not model.columns[column].open:
                return
            if len(model.ghosts_at(row, column)) >= paints.chip_lines:
                return
            if not model.lines[row].is_open(model.columns[column]):
                return
            text = seats_text(0, model.lines[row].capacity)
            place, where = cell.adjusted(0, 0, -2 * gap, -gap), _BOTTOM_RIGHT
        else:
            half_day = model.face.half_day(row, column)
            if half_day is None:
                return
            text = str(half_day.date.day)
            place, where = cell.adjusted(2 * gap, gap, -gap, 0), _TOP_LEFT
        painter.setPen(paints.colours.muted)
        painter.setFont(paints.small)
        painter.drawText(place, where, text)

    def _paint_guests(self, painter: QPainter, cell: QRect, row: int, column: int) -> None:
        """Paint a line a visit: who comes, and in the calendar where to; below who is elsewhere."""
        paints, model = self.paints, self._model
        chips, ghosts = model.cells[row][column] or (), model.ghosts_at(row, column)
        gap, lines, shown = paints.gap, paints.chip_lines, self._shown(len(chips))
        only = f"+{len(chips) - 1}" if lines == 1 < len(chips) else ""
        x, width = cell.x() + gap, cell.width() - 2 * gap
        top, height = cell.y() + self._top(), paints.line_height
        for at, chip in enumerate(chips[:shown]):
            self._paint_guest(painter, (x, top + at * height, width), chip, only)
        at = shown
        painter.setPen(paints.colours.muted)
        painter.setFont(paints.small)
        if shown < len(chips) and not only:
            more = f"+{len(chips) - shown}"
            painter.drawText(self._line(cell, at).adjusted(0, 0, -gap, 0), _RIGHT, more)
            at += 1
        elif model.face.name == RolesFace.name and chips and at + len(ghosts) < lines:
            seats = seats_text(len(chips), model.lines[row].capacity)
            last = self._line(cell, lines - 1).adjusted(0, 0, -gap, 0)
            painter.drawText(last, _RIGHT, seats)
        if not ghosts:
            return
        painter.setFont(paints.font)
        left = max(0, lines - at)
        outlined = len(ghosts) if len(ghosts) <= left else max(0, left - 1)
        for number, chip in enumerate(ghosts[:outlined]):
            box = self._line(cell, at + number)
            self._paint_outline(painter, box)
            text = paints.words(self._guest_text(chip), box.width() - 4 * gap)
            painter.drawStaticText(box.x() + 3 * gap, box.y(), text)
        if outlined < len(ghosts):
            self._paint_tag(painter, self._line(cell, lines - 1), chips, len(ghosts) - outlined)

    def _paint_guest(
        self, painter: QPainter, line: tuple[int, int, int], chip: Chip, more: str
    ) -> None:
        """Paint a visit in a line; where there is but one, ``more`` counts the others.

        ``line`` is left, top and width as plain numbers: a screen of the calendar has hundreds.
        """
        paints = self.paints
        gap, height = paints.gap, paints.line_height
        x, y, width = line
        ground, stripe, pen = paints.department(chip.hue)
        painter.fillRect(x, y, width, height - 1, ground)
        painter.fillRect(x, y, 2 * gap, height - 1, stripe)
        left, right = x + 3 * gap, x + width - 1 - gap
        for name in self._signs(chip):
            right -= paints.sign_size
            painter.drawPixmap(right, y + gap // 2, self._sign(name, pen))
        painter.setPen(pen)
        if more:
            painter.setFont(paints.bold)
            painter.drawText(QRect(left, y, right - left, height - 1), _RIGHT, more)
            right -= paints.bold_metrics.horizontalAdvance(more) + gap
        painter.setFont(paints.font)
        painter.drawStaticText(left, y, paints.words(self._guest_text(chip), right - left))

    def _guest_text(self, chip: Chip) -> str:
        on_roles = self._model.face.name == RolesFace.name
        return chip.guest if on_roles else f"{chip.short_name} · {chip.guest}"

    def _paint_tag(
        self, painter: QPainter, box: QRect, chips: tuple[Chip, ...], count: int
    ) -> None:
        """Say in the last line of a full cell how many visits of plan A have no room there."""
        paints = self.paints
        text = f"+{count}"
        width = paints.metrics.horizontalAdvance(text) + 2 * paints.gap
        right = box.right() - paints.gap
        lines = paints.chip_lines
        if chips and (len(chips) == lines or lines == 1):
            # Beside the signs of the visit in this line, and the number of those it stands for.
            right -= paints.sign_size * len(self._signs(chips[lines - 1]))
            if len(chips) > 1 == lines:
                right -= paints.bold_metrics.horizontalAdvance(f"+{len(chips) - 1}") + paints.gap
        tag = QRect(right - width, box.y(), width, box.height())
        if len(chips) > lines > 1:
            # At the right stands how many visits of this plan have no room.
            tag.moveLeft(box.x())
        painter.fillRect(tag, paints.colours.surface)
        self._paint_outline(painter, tag)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

    def _line(self, cell: QRect, at: int) -> QRect:
        """Return a line of a cell with several visits."""
        gap, height = self.paints.gap, self.paints.line_height
        top = cell.y() + self._top() + at * height
        return QRect(cell.x() + gap, top, cell.width() - 2 * gap, height - 1)

    def _paint_outline(self, painter: QPainter, box: QRect) -> None:
        """Outline a place of plan A, and take the pen for its words."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self.paints.ghost)
        painter.drawRect(box)
        painter.setPen(self.paints.colours.muted)

    def _shown(self, count: int) -> int:
        """Return how many of ``count`` visits have room; the last line may have to say "+3"."""
        room = self.paints.chip_lines
        return count if count <= room else max(1, room - 1)

    def _top(self) -> int:
        """Return where the first of several visits begins below the edge of its cell."""
        above = self.paints.lines - self.paints.chip_lines
        return 2 * self.paints.gap + above * self.paints.line_height

    def _sign(self, name: str, pen: QPen) -> object:
        colour = self.paints.colours.bad if name == TROUBLE else pen.color()
        return self.paints.sign(name, colour)

    @staticmethod
    def _signs(chip: Chip) -> list[str]:
        signs = []
        if chip.pinned:
            signs.append(PIN)
        if chip.changed:
            signs.append(CHANGED)
        if chip.owed:
            signs.append(OWED)
        if chip.troubles:
            signs.append(TROUBLE)
        return signs
