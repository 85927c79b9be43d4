"""One printed page on the screen, as large as its room allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fontpkg_noto_sans
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.printed import Box, Picture, Rule, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.domain.printed import Part, Sheet
    from ui.theme import Theme

_MM_A_POINT = 25.4 / 72
# Fonts are laid out in whole pixels: at a tenth of a millimetre nothing of it is seen.
_FINE = 10


class SheetView(QWidget):
    """Paper is white and ink black, whatever the colours of the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._pictures: dict[str, QPixmap] = {}
        self.setMinimumSize(theme.space(60), theme.space(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a page; its words are what screen readers get."""
        self._sheet = sheet
        words = [] if sheet is None else [it.text for it in sheet.parts if isinstance(it, Words)]
        self.setAccessibleDescription("\n".join(word for word in words if word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        sheet = self._sheet
        if sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        scale = min(self.width() / sheet.width, self.height() / sheet.height) * 0.98
        painter.translate(
            (self.width() - sheet.width * scale) / 2, (self.height() - sheet.height * scale) / 2
        )
        painter.scale(scale / _FINE, scale / _FINE)
        paper = QRectF(0, 0, sheet.width * _FINE, sheet.height * _FINE)
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.setPen(QPen(QColor(150, 150, 150), 2))
        painter.drawRect(paper)
        for part in sheet.parts:
            self._draw(painter, part)
        painter.end()

    def _draw(self, painter: QPainter, part: Part) -> None:
        if isinstance(part, Words):
            font = self._font(part.size, part.bold)
            width = QFontMetricsF(font).horizontalAdvance(part.text) if part.align != "left" else 0
            back = {"left": 0.0, "center": width / 2, "right": width}[part.align]
            painter.setFont(font)
            painter.setPen(Qt.GlobalColor.black)
            painter.drawText(QPointF(part.x * _FINE - back, part.y * _FINE), part.text)
        elif isinstance(part, Rule):
            style = Qt.PenStyle.DashLine if part.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(115, 115, 115), 1.5, style))
            painter.drawLine(
                QPointF(part.x1 * _FINE, part.y1 * _FINE), QPointF(part.x2 * _FINE, part.y2 * _FINE)
            )
        else:
            self._fill(painter, part)

    def _fill(self, painter: QPainter, part: Box | Picture) -> None:
        place = QRectF(part.x * _FINE, part.y * _FINE, part.width * _FINE, part.height * _FINE)
        if isinstance(part, Box):
            painter.fillRect(place, QColor.fromRgbF(part.grey, part.grey, part.grey))
            return
        picture = self._pictures.get(part.path)
        if picture is None:
            picture = self._pictures[part.path] = QPixmap(part.path)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))

    def _font(self, size: float, bold: bool) -> QFont:
        font = self._fonts.get((size, bold))
        if font is None:
            font = QFont(fontpkg_noto_sans.FAMILY)
            font.setPixelSize(round(size * _MM_A_POINT * _FINE))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setVariableAxis(QFont.Tag("wght"), 650 if bold else 400)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[size, bold] = font
        return font
