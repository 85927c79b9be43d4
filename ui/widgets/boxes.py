"""Boxes to choose from, filled anew without losing what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
