"""The half-days on which one person is away: a list, and the fields for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from app.domain.half_days import HALVES
from app.i18n import _
from ui.dates import date_format, locale, short_half, short_slot
from ui.widgets.boxes import fill_box, fit_to_lines
from ui.widgets.parts import button, caption, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import AbsenceRow
    from ui.theme import Theme

_KEY = Qt.ItemDataRole.UserRole


class Absences(QWidget):
    """Shown below the fields of a person.

    Signals
    -------
    wanted(object)
        The fields of a new absence, by name.
    removal_wanted(int)
        The key of an absence.
    """

    wanted = Signal(object)
    removal_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[AbsenceRow] = ()
        self.title = label(theme, "strong")
        self.nothing = label(theme, muted=True)
        self.list = QListWidget()
        fit_to_lines(self.list, theme.space(24))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.first, self.last = QDateEdit(), QDateEdit()
        self.first_half, self.last_half = QComboBox(), QComboBox()
        self.add, self.remove = button(), button("link")
        self._captions = [caption(theme) for _end in range(2)]
        layout = column(self, theme, gap=1)
        for part in (self.title, self.nothing, self.list):
            layout.addWidget(part)
        layout.addWidget(self.remove, alignment=Qt.AlignmentFlag.AlignLeft)
        for words, day, half in (
            (self._captions[0], self.first, self.first_half),
            (self._captions[1], self.last, self.last_half),
        ):
            day.setCalendarPopup(True)
            day.setDate(QDate.currentDate())
            day.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            words.setBuddy(day)
            layout.addWidget(words)
            line = row(None, theme, gap=1)
            layout.addLayout(line)
            line.addWidget(day, stretch=3)
            line.addWidget(half, stretch=2)
        layout.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.first.dateChanged.connect(self._follow)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def show_absences(self, rows: Sequence[AbsenceRow]) -> None:
        """Show ``rows`` in time order."""
        self._rows = rows
        at = self.list.currentRow()
        self.list.clear()
        for absence in rows:
            first = short_slot(absence.from_date, absence.from_half)
            last = short_slot(absence.to_date, absence.to_half)
            text = first if first == last else _("{first} – {last}").format(first=first, last=last)
            item = QListWidgetItem(text, self.list)
            item.setData(_KEY, absence.id)
        self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))
        self.list.setVisible(bool(rows))
        self.remove.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Absences"))
        self.list.setAccessibleName(_("Absences"))
        self.nothing.setText(_("None: may visit and receive on every working day."))
        ends = (
            (self.first, self.first_half, _("Away from")),
            (self.last, self.last_half, _("until")),
        )
        for words, (day, half, text) in zip(self._captions, ends, strict=True):
            words.setText(text)
            day.setAccessibleName(_("{end}: day").format(end=text))
            half.setAccessibleName(_("{end}: half").format(end=text))
            day.setLocale(locale())
            day.setDisplayFormat(date_format())
        halves = [(half, short_half(half)) for half in HALVES]
        fill_box(self.first_half, halves, self.first_half.currentData())
        fill_box(self.last_half, halves, self.last_half.currentData() or "pm")
        name_control(self.add, _("Add the absence"))
        name_control(self.remove, _("Remove the marked one"))
        self.remove.setAccessibleName(_("Remove the marked absence"))
        self.show_absences(self._rows)

    # Internal functions

    def _follow(self, day: QDate) -> None:
        # Most absences are told from the first day on.
        if self.last.date() < day:
            self.last.setDate(day)

    def _add(self) -> None:
        fields: dict[str, Any] = {
            "from_date": self.first.date().toPython(),
            "from_half": self.first_half.currentData(),
            "to_date": self.last.date().toPython(),
            "to_half": self.last_half.currentData(),
        }
        self.wanted.emit(fields)

    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.removal_wanted.emit(item.data(_KEY))
