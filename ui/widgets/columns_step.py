"""Which of the columns of a file is which of our fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.i18n import _
from ui.widgets.number_field import NumberField
from ui.widgets.parts import column, frame, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.theme import Theme

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One of our fields as the step shows it."""

    key: str
    title: str
    hint: str = ""


class ColumnsStep(QWidget):
    """Sheet and heading row above, a line for each field below.

    Signals
    -------
    sheet_chosen
        The name of another sheet.
    heading_row_chosen
        The number of the row that holds the headings, from 1.
    mapped
        Key of a field, and the column it is read from or None.
    """

    sheet_chosen = Signal(str)
    heading_row_chosen = Signal(int)
    mapped = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._samples: Mapping[int, Sequence[str]] = {}
        self.file = label(theme, "strong")
        self.sheet_label = label(theme, "small", muted=True)
        self.sheet = QComboBox()
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.heading_label = label(theme, "small", muted=True)
        self.heading_row = NumberField(theme, 1, 99)
        self.hint = label(theme, muted=True)
        self.ignored = label(theme, muted=True)
        self.problem = label(theme)
        self.problem.setProperty("kind", "bad")
        self.combos: dict[str, QComboBox] = {}
        self._titles: dict[str, QLabel] = {}
        self._examples: dict[str, QLabel] = {}

        top = row(None, theme, gap=4)
        top.addWidget(self.file, stretch=1)
        for words, control in (
            (self.sheet_label, self.sheet),
            (self.heading_label, self.heading_row),
        ):
            words.setWordWrap(False)
            words.setBuddy(control)
            pair = row(None, theme, gap=1.5)
            pair.addWidget(words)
            pair.addWidget(control)
            top.addLayout(pair)
        card = frame("card")
        inside = column(card, theme, margin=5, gap=3)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(1.5))
        self._grid.setColumnStretch(2, 1)
        inside.addLayout(self._grid)
        inside.addWidget(self.ignored)
        holder = QWidget()
        held = column(holder, theme, gap=3)
        held.addWidget(card)
        held.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        layout = column(self, theme, gap=3)
        layout.addLayout(top)
        layout.addWidget(self.hint)
        layout.addWidget(self.problem)
        layout.addWidget(scroll, stretch=1)
        self.sheet.textActivated.connect(self.sheet_chosen)
        self.heading_row.valueChanged.connect(self.heading_row_chosen)

    def retranslate(self) -> None:
        """Set the texts that do not come from the file."""
        self.sheet_label.setText(_("Sheet"))
        self.sheet.setAccessibleName(_("Sheet"))
        self.heading_label.setText(_("Row with the headings"))
        self.heading_row.setAccessibleName(_("Row with the headings"))
        self.hint.setText(
            _(
                "The columns were guessed from their headings. Please look whether the examples "
                "on the right fit."
            )
        )

    def show_source(
        self, file: str, sheets: Sequence[str], sheet: str, heading_row: int, rows: int
    ) -> None:
        """Show where the columns come from."""
        self.file.setText(file)
        self.sheet.clear()
        self.sheet.addItems(list(sheets))
        self.sheet.setCurrentText(sheet)
        for part in (self.sheet, self.sheet_label):
            part.setVisible(len(sheets) > 1)
        # Setting the shown value is no choice of the user's.
        self.heading_row.blockSignals(True)
        self.heading_row.setMaximum(max(rows, 1))
        self.heading_row.setValue(heading_row)
        self.heading_row.blockSignals(False)

    def show_columns(
        self,
        fields: Sequence[FieldLine],
        headings: Mapping[int, str],
        samples: Mapping[int, Sequence[str]],
        mapping: Mapping[str, int],
    ) -> None:
        """Show for each of ``fields`` the column it is read from, with examples."""
        self._samples = samples
        if list(self.combos) != [field.key for field in fields]:
            self._build(fields)
        for field in fields:
            title = f"{field.title}\n{field.hint}" if field.hint else field.title
            self._titles[field.key].setText(title)
            combo = self.combos[field.key]
            combo.setAccessibleName(_("Column for: {field}").format(field=field.title))
            combo.clear()
            combo.addItem(_("(not in the file)"), None)
            for number, heading in headings.items():
                combo.addItem(heading, number)
            combo.setCurrentIndex(max(combo.findData(mapping.get(field.key)), 0))
            self._show_example(field.key)
        free = [text for number, text in headings.items() if number not in mapping.values()]
        self.ignored.setText(
            _("Not taken over: {columns}").format(columns=", ".join(free)) if free else ""
        )
        self.ignored.setVisible(bool(free))

    def say_problem(self, text: str) -> None:
        """Say what is missing before the next step."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        if self.combos:
            next(iter(self.combos.values())).setFocus()

    # Internal functions

    def _build(self, fields: Sequence[FieldLine]) -> None:
        for old in (self._titles, self.combos, self._examples):
            for widget in old.values():
                self._grid.removeWidget(widget)
                widget.deleteLater()
            old.clear()
        for line, field in enumerate(fields):
            title = label(self._theme)
            title.setWordWrap(False)
            combo = QComboBox()
            combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            combo.setMinimumContentsLength(22)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            title.setBuddy(combo)
            example = label(self._theme, muted=True)
            example.setWordWrap(False)
            # Long examples end at the edge instead of widening the window.
            example.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for place, widget in enumerate((title, combo, example)):
                self._grid.addWidget(widget, line, place)
            combo.activated.connect(partial(self._chosen, field.key))
            self._titles[field.key] = title
            self.combos[field.key] = combo
            self._examples[field.key] = example

    def _chosen(self, key: str, _index: int) -> None:
        self._show_example(key)
        self.mapped.emit(key, self.combos[key].currentData())

    def _show_example(self, key: str) -> None:
        texts = self._samples.get(self.combos[key].currentData(), ())
        shown = [text for text in texts if text][:_SAMPLES]
        self._examples[key].setText("  ·  ".join(shown))
