"""Dates, country and half-days of a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QSizePolicy, QSpinBox, QWidget

from app.i18n import _
from ui.dates import locale
from ui.widgets.half_day_grid import HalfDayGrid
from ui.widgets.parts import column, form, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from ui.theme import Theme


class ProgrammeFields(QWidget):
    """Name, dates, country, visits a person: the same in the page and for a new programme.

    Signals
    -------
    edited()
        The user has finished changing a field.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.first, self.last = QLineEdit(), QDateEdit(), QDateEdit()
        self.country, self.visits = QComboBox(), QSpinBox()
        self._labels: list[QLabel] = []
        for field in (self.first, self.last):
            field.setCalendarPopup(True)
        self.visits.setRange(0, 20)
        for field in (self.first, self.last, self.country, self.visits):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for signal in (
            self.name.editingFinished,
            self.first.editingFinished,
            self.last.editingFinished,
            self.visits.editingFinished,
            self.country.activated,
        ):
            signal.connect(self._edited)
        line = row(self, theme, gap=3)
        for field, stretch in (
            (self.name, 5),
            (self.first, 2),
            (self.last, 2),
            (self.country, 4),
            (self.visits, 1),
        ):
            part = form(None, theme)
            caption = label(theme, muted=True)
            caption.setWordWrap(False)
            caption.setBuddy(field)
            self._labels.append(caption)
            part.addRow(caption, field)
            line.addLayout(part, stretch=stretch)

    def retranslate(self) -> None:
        """Set the captions and the way dates are written."""
        texts = (
            (self.name, _("Name of the programme")),
            (self.first, _("First day")),
            (self.last, _("Last day")),
            (self.country, _("Public holidays of")),
            (self.visits, _("Visits per person")),
        )
        for caption, (field, text) in zip(self._labels, texts, strict=True):
            caption.setText(text)
            field.setAccessibleName(text)
        for field in (self.first, self.last):
            field.setLocale(locale())
            field.setDisplayFormat(
                "dd.MM.yyyy" if locale().name().startswith("ru") else "d MMM yyyy"
            )

    def _edited(self, *_value: object) -> None:
        self.edited.emit()


class CalendarTab(QWidget):
    """The fields, and the half-days below them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = ProgrammeFields(theme)
        self.summary = label(theme, "strong")
        self.hint = label(theme, muted=True)
        self.grid = HalfDayGrid(theme)
        self.pointed = label(theme, muted=True)
        layout = column(self, theme, margin=4, gap=3)
        layout.addWidget(self.fields)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.summary)
        layout.addWidget(self.hint)
        layout.addWidget(self.grid, stretch=100)
        layout.addWidget(self.pointed)
        layout.addStretch(1)
        self.grid.pointed.connect(self.pointed.setText)

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.fields.retranslate()
        self.hint.setText(
            _(
                "Click a half-day, or press Space on it, to close or open it. "
                "Weekends and public holidays are closed by themselves."
            )
        )
        self.grid.setAccessibleName(_("Half-days of the programme"))
