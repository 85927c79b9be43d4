"""The fields of a programme: the same on its page and for a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QSizePolicy, QWidget

from app.i18n import _
from ui.dates import date_format, locale
from ui.widgets.number_field import NumberField
from ui.widgets.parts import form, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from ui.theme import Theme

_WEEKS = 8
_AHEAD = 14


class ProgrammeFields(QWidget):
    """Name, dates, country, visits a person.

    Signals
    -------
    edited()
        The user has finished changing a field.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.first, self.last = QLineEdit(), QDateEdit(), QDateEdit()
        self.country, self.visits = QComboBox(), NumberField(theme, 0, 20)
        self._labels: list[QLabel] = []
        for field in (self.first, self.last):
            field.setCalendarPopup(True)
        for field in (self.first, self.last, self.country, self.visits):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.country.setMinimumContentsLength(12)
        self.country.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
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
            (self.first, 3),
            (self.last, 3),
            (self.country, 4),
            (self.visits, 2),
        ):
            part = form(None, theme)
            caption = label(theme, muted=True)
            caption.setWordWrap(False)
            caption.setBuddy(field)
            self._labels.append(caption)
            part.addRow(caption, field)
            line.addLayout(part, stretch=stretch)

    def show_values(
        self, *, name: str, from_date: date, to_date: date, country: str | None, visits: int
    ) -> None:
        """Show the values of a programme, without calling them edited."""
        parts = (self.name, self.first, self.last, self.country, self.visits)
        for part in parts:
            part.blockSignals(True)
        if self.name.text() != name:
            self.name.setText(name)
        self.first.setDate(QDate(from_date.year, from_date.month, from_date.day))
        self.last.setDate(QDate(to_date.year, to_date.month, to_date.day))
        self.country.setCurrentIndex(max(0, self.country.findData(country)))
        self.visits.setValue(visits)
        for part in parts:
            part.blockSignals(False)

    def propose(self, taken: set[str], country: str | None) -> None:
        """Fill in what a new programme will most likely be."""
        first = date.today() + timedelta(days=_AHEAD)
        first -= timedelta(days=first.weekday())
        last = first + timedelta(days=7 * _WEEKS - 3)
        plain = _("Programme {year}").format(year=first.year)
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain} ({number})", number + 1
        self.show_values(name=name, from_date=first, to_date=last, country=country, visits=2)

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {
            "name": self.name.text().strip(),
            "from_date": self.first.date().toPython(),
            "to_date": self.last.date().toPython(),
            "country": self.country.currentData(),
            "visits": self.visits.value(),
        }

    def offer_countries(
        self, countries: Sequence[tuple[str, str]], chosen: str | None = None
    ) -> None:
        """Offer these countries, and none."""
        self.country.blockSignals(True)
        self.country.clear()
        self.country.addItem(_("No public holidays"), None)
        for code, name in countries:
            self.country.addItem(name, code)
        self.country.setCurrentIndex(max(0, self.country.findData(chosen)))
        self.country.blockSignals(False)

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
            field.setDisplayFormat(date_format())

    def _edited(self, *_value: object) -> None:
        self.edited.emit()
