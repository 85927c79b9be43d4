"""A page in the place of the list: something large with acts below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.parts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Theme


def framed(theme: Theme, *parts: QWidget, acts: Sequence[QWidget]) -> QWidget:
    """Return a page of ``parts``, the last of them large; the first act leads back."""
    made = QWidget()
    layout = column(made, theme, gap=3)
    layout.setContentsMargins(0, theme.space(3), 0, 0)
    for part in parts:
        layout.addWidget(part, stretch=int(part is parts[-1]))
    below = row(None, theme)
    below.addWidget(acts[0])
    below.addStretch(1)
    for act in acts[1:]:
        below.addWidget(act)
    layout.addLayout(below)
    return made
