"""Cards of ideas: title, whose department, who answers, how urgent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle

from app.domain.ideas import Age
from app.wording.ideas import age_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.services.ideas import IdeaRow
    from ui.theme import Theme

_TITLE_LINES = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CardDelegate(QAbstractItemDelegate):
    """Paints cards of one height."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title_font, self._font = theme.font("strong"), theme.font("small")
        self._title_height = QFontMetrics(self._title_font).lineSpacing()
        self._metrics = QFontMetrics(self._font)
        self._gap = theme.space(1.5)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that all cards have; the list makes them as wide as itself."""
        height = _TITLE_LINES * self._title_height + 3 * self._metrics.lineSpacing()
        return QSize(self._theme.space(20), round(height + 3.5 * self._gap))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a card."""
        model = index.model()
        row: IdeaRow = model.rows[index.row()]  # type: ignore[attr-defined]
        gap, colours = self._gap, self._theme.colours
        looks = self._theme.department_colours(row.hue)
        box = option.rect.adjusted(gap // 2, gap // 2, -gap // 2, -gap // 2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, colours.accent_soft if selected else colours.surface)
        focused = selected and option.widget is not None and option.widget.hasFocus()
        painter.setPen(QPen(colours.focus, 2) if focused else QPen(colours.line, 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.fillRect(box.x(), box.y(), gap, box.height(), looks.stripe)
        inside = box.adjusted(2 * gap, gap, -gap, -gap)
        painter.setPen(colours.text)
        self._title(painter, inside, row.title)
        top = inside.y() + _TITLE_LINES * self._title_height + gap // 2
        line = self._metrics.lineSpacing()
        votes = f"▲ {row.votes}"
        room = self._metrics.horizontalAdvance(votes) + gap
        for at, (text, colour) in enumerate(
            (
                (row.department, colours.muted),
                (row.owner, colours.muted),
                (age_text(row, model.today), self._age_colour(row.age)),  # type: ignore[attr-defined]
            )
        ):
            place = QRect(inside.x(), top + at * line, inside.width(), line)
            if at == 0:
                self._text(painter, place, votes, colours.muted, _RIGHT)
                place.setWidth(place.width() - room)
            self._text(painter, place, text, colour)

    def _title(self, painter: QPainter, inside: QRect, text: str) -> None:
        layout = QTextLayout(" ".join(text.split()), self._title_font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        # Somebody may have put an address into a title: one long word.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        for at in range(_TITLE_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(inside.width())
            if at == _TITLE_LINES - 1:
                rest = layout.text()[line.textStart() :]
                painter.setFont(self._title_font)
                metrics = QFontMetrics(self._title_font)
                shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, inside.width())
                place = QRectF(
                    inside.x(),
                    inside.y() + at * self._title_height,
                    inside.width(),
                    self._title_height,
                )
                painter.drawText(place, shown)
            else:
                line.draw(painter, QPointF(inside.x(), inside.y() + at * self._title_height))
        layout.endLayout()

    def _text(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        colour: QColor,
        where: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        painter.setPen(colour)
        painter.setFont(self._font)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, where, shown)

    def _age_colour(self, age: Age) -> QColor:
        colours = self._theme.colours
        return {Age.OVERDUE: colours.bad, Age.SOON: colours.warning}.get(age, colours.muted)
