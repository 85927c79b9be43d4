"""Where one is on a way of several steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from app.i18n import _
from ui.theme import FONT_KIND
from ui.widgets.parts import label, row, rule, set_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from ui.theme import FontKind, Theme


class Steps(QWidget):
    """Numbered names in a row; the present one in strong type, done ones with a tick."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: list[str] = [""] * count
        self._current = 0
        self._labels: list[QLabel] = []
        layout = row(self, theme, gap=3)
        for number in range(count):
            if number:
                layout.addWidget(rule(), stretch=1)
            name = label(theme)
            name.setWordWrap(False)
            self._labels.append(name)
            layout.addWidget(name)
        layout.addStretch(2)

    def set_names(self, names: Sequence[str]) -> None:
        """Name the steps."""
        self._names = list(names)
        self._show()

    def set_current(self, current: int) -> None:
        """Mark the step, counted from 0."""
        self._current = current
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Mark the step anew: being styled for the first time takes the strong type away."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        for number, (name, shown) in enumerate(zip(self._names, self._labels, strict=True)):
            done, here = number < self._current, number == self._current
            shown.setText(f"{'✓' if done else number + 1}  {name}")
            set_kind(shown, "accent" if here else "muted")
            # Under this name the font comes back whenever the stylesheet is set anew.
            kind: FontKind = "strong" if here else "body"
            shown.setProperty(FONT_KIND, kind)
            shown.setFont(self._theme.font(kind))
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(
                number=self._current + 1, count=len(self._names), name=self._names[self._current]
            )
        )
