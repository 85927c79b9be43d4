"""People who may be in the list twice: one of each pair is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.i18n import N_, _
from ui.widgets.boxes import fit_to_lines
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.duplicates import Reason
    from app.services.staff import PersonRow
    from ui.theme import Theme

Pair = tuple["PersonRow", "PersonRow", "Reason"]
_REASONS: dict[Reason, str] = {
    "same-name": N_("{first} and {second}: the same name"),
    "name-alike": N_("{first} and {second}: names that differ by a letter"),
    "same-address": N_("{first} and {second}: the same e-mail address"),
}


class DuplicatesPanel(QFrame):
    """A list of pairs, and what can be done with the one that is marked.

    Signals
    -------
    kept(int, int)
        Key of the person to keep and of the one to drop.
    told_apart(int, int)
        Keys of two people who are two people.
    """

    kept = Signal(int, int)
    told_apart = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner-warning")
        self._pairs: Sequence[Pair] = ()
        self.text = label(theme)
        self.list = QListWidget()
        fit_to_lines(self.list, theme.space(24))
        self.keep_first, self.keep_second = button(), button()
        self.two = button("link")
        layout = column(self, theme, margin=3)
        layout.addWidget(self.text)
        layout.addWidget(self.list)
        acts = row(None, theme)
        layout.addLayout(acts)
        for act in (self.keep_first, self.keep_second, self.two):
            acts.addWidget(act)
        acts.addStretch(1)
        self.list.currentRowChanged.connect(self._describe_acts)
        self.keep_first.clicked.connect(self._keep_first)
        self.keep_second.clicked.connect(self._keep_second)
        self.two.clicked.connect(self._tell_apart)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show ``pairs``; without any there is nothing to see."""
        self._pairs = pairs
        at = self.list.currentRow()
        self.list.clear()
        for first, second, reason in pairs:
            text = _(_REASONS[reason]).format(first=_described(first), second=_described(second))
            QListWidgetItem(text, self.list)
        self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))
        self._describe_acts()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.text.setText(
            _(
                "These may be one person each. The entry that is kept takes over what it lacks; "
                "the other is marked as having left."
            )
        )
        self.list.setAccessibleName(_("Possible duplicates"))
        name_control(self.keep_first, _("Keep the first"))
        name_control(self.keep_second, _("Keep the second"))
        name_control(self.two, _("They are two people"))
        self.show_pairs(self._pairs)

    # Internal functions

    def _pair(self) -> Pair | None:
        at = self.list.currentRow()
        return self._pairs[at] if 0 <= at < len(self._pairs) else None

    def _describe_acts(self, *_signal: object) -> None:
        pair = self._pair()
        if pair is not None:
            for act, person in ((self.keep_first, pair[0]), (self.keep_second, pair[1])):
                act.setAccessibleDescription(_described(person))

    def _keep_first(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.kept.emit(pair[0].id, pair[1].id)

    def _keep_second(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.kept.emit(pair[1].id, pair[0].id)

    def _tell_apart(self) -> None:
        pair = self._pair()
        if pair is not None:
            self.told_apart.emit(pair[0].id, pair[1].id)


def _described(person: PersonRow) -> str:
    number = person.personnel_number or person.email or _("no number")
    return _("{person} ({department}, {number})").format(
        person=person.name, department=person.department, number=number
    )
