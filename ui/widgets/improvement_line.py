"""A small line of how a plan has become better, drawn and told in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.parts import column, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Improvement:
    """What a value was when: pairs of seconds and value, in order; ``until`` is now, in seconds."""

    title: str
    points: tuple[tuple[float, int], ...]
    until: float

    @property
    def words(self) -> str:
        """What the line shows, in words."""
        first, last = self.points[0][1], self.points[-1][1]
        return _("{title}: from {first} to {last}").format(title=self.title, first=first, last=last)


class ImprovementLine(QWidget):
    """Shows nothing until something has become better."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label(theme, "small", muted=True)
        self.line = _Line(theme)
        layout = column(self, theme, gap=1)
        layout.addWidget(self.line)
        layout.addWidget(self.words)
        self.hide()

    def show_improvement(self, improvement: Improvement | None) -> None:
        """Draw the line anew."""
        grown = improvement is not None and len(improvement.points) > 1
        self.setVisible(grown)
        if improvement is not None and grown:
            self.words.setText(improvement.words)
            self.line.setAccessibleName(improvement.words)
            self.line.show_improvement(improvement)


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._improvement: Improvement | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the height of two lines of text."""
        return QSize(self._theme.space(20), self._theme.space(8))

    def show_improvement(self, improvement: Improvement) -> None:
        if improvement != self._improvement:
            self._improvement = improvement
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw steps: a value holds until the next better one."""
        shown = self._improvement
        if shown is None:
            return
        margin = self._theme.space(0.5)
        wide, high = self.width() - 2 * margin, self.height() - 2 * margin
        values = [value for _seconds, value in shown.points]
        low, span = min(values), max(1, max(values) - min(values))
        begin = shown.points[0][0]
        time = max(0.001, shown.until - begin)

        def at(seconds: float, value: int) -> QPointF:
            across = margin + wide * (seconds - begin) / time
            return QPointF(across, margin + high * (1 - (value - low) / span))

        corners = [at(*shown.points[0])]
        for (_before, value), (seconds, better) in zip(
            shown.points, shown.points[1:], strict=False
        ):
            corners += [at(seconds, value), at(seconds, better)]
        corners.append(at(shown.until, values[-1]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colours.accent, max(1.5, self._theme.space(0.4))))
        painter.drawPolyline(QPolygonF(corners))
