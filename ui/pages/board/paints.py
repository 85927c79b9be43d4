"""Colours, fonts and measures of the board, worked out once for a theme, a font and a density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPen, QStaticText, QTransform

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.theme import DepartmentColours, Theme


_WEEK_LINES, _WEEK_LINES_COMPACT = 7, 4


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Return ``over`` laid on ``under`` so that ``share`` of it shows."""
    upper, lower = over.getRgbF(), under.getRgbF()
    return QColor.fromRgbF(
        *(a * share + b * (1 - share) for a, b in zip(upper[:3], lower[:3], strict=True))
    )


class BoardPaints:
    """What painting needs, ready to use; made anew when theme, font or density change.

    Parameters
    ----------
    theme
        Gives the colours, fonts and icons.
    face
        What stands in the lines, which decides how much room a cell needs.
    compact
        Less room: one line of text in a cell instead of two.
    ratio
        Device pixels a pixel, for icons.
    """

    def __init__(
        self, theme: Theme, *, face: str = "people", compact: bool = False, ratio: float = 1.0
    ) -> None:
        self._theme = theme
        self._ratio = ratio
        self._elided: dict[tuple[str, int, bool], str] = {}
        self._words: dict[tuple[str, int, bool], QStaticText] = {}
        self._broken: dict[tuple[str, int, int], tuple[QStaticText, QStaticText]] = {}
        self._signs: dict[tuple[str, int], QPixmap] = {}
        self._pens: dict[int, tuple[QBrush, QBrush, QPen]] = {}
        self.compact = compact
        self.font, self.bold = theme.font("body"), theme.font("strong")
        self.small = theme.font("small")
        self.metrics, self.bold_metrics = QFontMetrics(self.font), QFontMetrics(self.bold)
        self.line_height = self.metrics.height()
        letter = self.metrics.averageCharWidth()
        self.gap = max(2, self.line_height // 8)
        self.lines = 1 if compact else 2
        self.letters = 9 if compact else 12
        self.chip_lines = self.lines
        if face == "weeks":
            self.lines = _WEEK_LINES_COMPACT if compact else _WEEK_LINES
            # The first line of a cell of the calendar is its date.
            self.chip_lines = self.lines - 1
            self.letters = 18
        elif face == "roles" and not compact:
            self.letters = 14
        self.text_height = self.lines * self.line_height
        self.row_height = self.text_height + (5 if compact else 4) * self.gap
        self.column_width = letter * self.letters
        self.head_width = letter * 31
        self.sign_size = self.line_height - self.gap
        colours = theme.colours
        self.colours = colours
        self.grid = QPen(blend(colours.line, colours.surface, 0.8))
        self.week_line = QPen(blend(colours.muted, colours.surface, 0.55))
        self.closed = blend(colours.muted, colours.surface, 0.07)
        self.past = blend(colours.muted, colours.surface, 0.08)
        self.hatch = QBrush(blend(colours.muted, colours.surface, 0.30), Qt.BrushStyle.BDiagPattern)
        self.cursor_band = blend(colours.accent, colours.surface, 0.09)
        self.ring = QPen(colours.focus, 2)
        self.ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.ghost = QPen(colours.muted, 1, Qt.PenStyle.DotLine)
        self.mark = QPen(colours.text, 2, Qt.PenStyle.DotLine)

    def department(self, hue: int) -> tuple[QBrush, QBrush, QPen]:
        """Return background, stripe and text of a department's chips."""
        made = self._pens.get(hue)
        if made is None:
            colours: DepartmentColours = self._theme.department_colours(hue)
            made = (QBrush(colours.background), QBrush(colours.stripe), QPen(colours.text))
            self._pens[hue] = made
        return made

    def tag(self, width: int) -> QSize:
        """Return the size of a small label with one line of text."""
        return QSize(width, self.line_height + self.gap)

    def elided(self, text: str, width: int, *, bold: bool = False) -> str:
        """Return ``text`` cut to ``width`` with an ellipsis; the cuts are kept."""
        key = (text, width, bold)
        cut = self._elided.get(key)
        if cut is None:
            metrics = self.bold_metrics if bold else self.metrics
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = cut
        return cut

    def words(self, text: str, width: int, *, bold: bool = False) -> QStaticText:
        """Return ``text`` cut to ``width`` and laid out, which takes Qt longer than painting it."""
        key = (text, width, bold)
        made = self._words.get(key)
        if made is None:
            made = QStaticText(self.elided(text, width, bold=bold) if width > 0 else "")
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            made.prepare(QTransform(), self.bold if bold else self.font)
            self._words[key] = made
        return made

    def two_lines(self, text: str, first: int, second: int) -> tuple[QStaticText, QStaticText]:
        """Return ``text`` in the second line if it fits there, else broken over both."""
        key = (text, first, second)
        if key in self._broken:
            return self._broken[key]
        beside, below = "", text
        while " " in below and self.metrics.horizontalAdvance(below) > second:
            word, _space, rest = below.partition(" ")
            longer = f"{beside} {word}".lstrip()
            if self.metrics.horizontalAdvance(longer) > first:
                break
            beside, below = longer, rest
        self._broken[key] = self.words(beside, first), self.words(below, second)
        return self._broken[key]

    def sign(self, name: str, colour: QColor) -> QPixmap:
        """Return the picture of a sign in ``colour``."""
        key = (name, colour.rgb())
        picture = self._signs.get(key)
        if picture is None:
            side = QSize(self.sign_size, self.sign_size)
            picture = self._theme.icon(name, colour).pixmap(side, self._ratio)
            if not picture.isNull():
                self._signs[key] = picture
        return picture
