"""A rating in words, one press each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.reflections import BEST_RATING
from app.i18n import _
from app.wording.after_visit import RATING_WORDS
from app.wording.formats import graded
from ui.widgets.parts import button, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class RatingField(QWidget):
    """Chips from "no answer" over "poor" to "excellent".

    Signals
    -------
    edited()
        Another one was chosen.
    """

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chips = [button("chip") for _rating in range(BEST_RATING + 1)]
        self._question = ""
        group = QButtonGroup(self)
        layout = row(self, theme, gap=1.5)
        for rating, chip in enumerate(self.chips):
            group.addButton(chip, rating)
            layout.addWidget(chip)
        layout.addStretch(1)
        self._group = group
        self.chips[0].setChecked(True)
        group.idClicked.connect(self._clicked)

    def value(self) -> int:
        """Return 1 to 5, 0 for no answer."""
        return max(0, self._group.checkedId())

    def set_value(self, rating: int) -> None:
        """Show a rating."""
        self.chips[rating].setChecked(True)

    def retranslate(self, question: str) -> None:
        """Set the words; screen readers hear the question with each."""
        words = [_("no answer"), *map(_, RATING_WORDS)]
        for rating, (chip, word) in enumerate(zip(self.chips, words, strict=True)):
            name_control(chip, graded(rating, word) if rating else word)
            chip.setAccessibleName(f"{question} {chip.text()}")

    def _clicked(self, _rating: int) -> None:
        self.edited.emit()
