"""Boxes and lists to choose from: filled without losing what was chosen, no larger than need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from PySide6.QtWidgets import QComboBox


def fill_box(
    box: QComboBox, choices: Iterable[tuple[Hashable, str]], chosen: Hashable | None
) -> None:
    """Offer pairs of a key and its name; ``chosen`` is the key shown, the first if it is gone."""
    box.blockSignals(True)
    box.clear()
    for key, name in choices:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def fit_to_lines(lines: QAbstractItemView, highest: int) -> None:
    """Let a list be as high as its lines, up to ``highest`` pixels."""
    lines.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
    lines.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
    lines.setMaximumHeight(highest)
