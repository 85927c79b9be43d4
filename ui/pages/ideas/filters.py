"""What narrows the ideas shown, what that hides, and the one way back to everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.domain.ideas import UNANSWERED, Age
from app.i18n import _, ngettext
from ui.models.ideas import IdeaFilter
from ui.widgets.boxes import fill_box
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.models.ideas import LoadedIdeas
    from ui.theme import Theme


class IdeaFilterBar(QWidget):
    """Search, department, owner, programme, and a chip for each mark.

    Signals
    -------
    changed()
        Something else is looked for.
    you_chosen(object)
        The user says who they are: a person's key, or None.
    """

    changed = Signal()
    you_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.space(36))
        self.department, self.owner, self.programme = QComboBox(), QComboBox(), QComboBox()
        self.you = QComboBox()
        self.mine, self.unanswered, self.overdue = (button("chip") for _chip in range(3))
        self.hidden = label(theme, muted=True)
        self.hidden.setWordWrap(False)
        self.clear = button("link")
        for box in self._boxes():
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.you.setMinimumContentsLength(18)
        above = row(None, theme)
        above.addWidget(self.search, stretch=3)
        for box in (self.department, self.owner, self.programme):
            above.addWidget(box, stretch=2)
        below = row(None, theme)
        for part in (*self._chips(), self.hidden, self.clear):
            below.addWidget(part)
        below.addStretch(1)
        below.addWidget(self.you)
        layout = column(self, theme, gap=2)
        layout.addLayout(above)
        layout.addLayout(below)
        self.search.textChanged.connect(self.changed)
        for box in (self.department, self.owner, self.programme):
            box.currentIndexChanged.connect(self.changed)
        self.you.activated.connect(self._say_you)
        for chip in self._chips():
            chip.toggled.connect(self.changed)
        self.clear.clicked.connect(self.clear_all)

    def chosen(self) -> IdeaFilter:
        """Return what is looked for."""
        return IdeaFilter(
            text=self.search.text().strip(),
            department_id=self.department.currentData(),
            owner_id=self.owner.currentData(),
            programme_id=self.programme.currentData(),
            mine=self.you.currentData() if self.mine.isChecked() else None,
            unanswered=self.unanswered.isChecked(),
            overdue=self.overdue.isChecked(),
        )

    def clear_all(self) -> None:
        """Look for nothing in particular."""
        self.blockSignals(True)
        self.search.clear()
        for box in (self.department, self.owner, self.programme):
            box.setCurrentIndex(0)
        for chip in self._chips():
            chip.setChecked(False)
        self.blockSignals(False)
        self.changed.emit()

    def offer(self, loaded: LoadedIdeas, you: int | None) -> None:
        """Offer departments, owners, programmes and people, and count what the chips leave."""
        owners = {row.owner_id: row.owner for row in loaded.ideas if row.owner_id is not None}
        for box, first, choices in (
            (
                self.department,
                _("All departments"),
                [(one.id, one.name) for one in loaded.departments],
            ),
            (
                self.owner,
                _("Whoever answers"),
                sorted(owners.items(), key=lambda one: one[1].casefold()),
            ),
            (self.programme, _("All programmes"), list(loaded.programmes)),
        ):
            fill_box(box, [(None, first), *choices], box.currentData())
        if self.you.count() != len(loaded.people) + 1 or self.you.currentData() != you:
            people = [(person.id, person.name) for person in loaded.people]
            fill_box(self.you, [(None, _("You are: not said")), *people], you)
        me = self.you.currentData()
        self.mine.setEnabled(me is not None)
        if me is None:
            self.mine.setChecked(False)
        counts = (
            sum(row.owner_id == me for row in loaded.ideas) if me is not None else 0,
            sum(row.status in UNANSWERED for row in loaded.ideas),
            sum(row.age is Age.OVERDUE for row in loaded.ideas),
        )
        texts = (
            _("Only mine: {count}"),
            _("Unanswered: {count}"),
            _("Overdue: {count}"),
        )
        for chip, text, count in zip(self._chips(), texts, counts, strict=True):
            name_control(chip, text.format(count=count))

    def tell(self, shown: int, total: int) -> None:
        """Say how much is shown, and of how much where something is hidden."""
        active = self.chosen().active
        if active:
            words = ngettext(
                "{shown} of {total} idea shown", "{shown} of {total} ideas shown", total
            )
        else:
            words = ngettext("{total} idea", "{total} ideas", total)
        self.hidden.setText(words.format(shown=shown, total=total))
        self.clear.setVisible(active)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.search.setPlaceholderText(_("Find ideas, authors, owners"))
        self.search.setAccessibleName(_("Find ideas, authors, owners"))
        self.department.setAccessibleName(_("Department shown"))
        self.owner.setAccessibleName(_("Who answers the ideas shown"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.you.setAccessibleName(_("Who you are"))
        name_control(self.clear, _("Show all"))

    def _say_you(self) -> None:
        self.you_chosen.emit(self.you.currentData())

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.department, self.owner, self.programme, self.you

    def _chips(self) -> tuple:  # type: ignore[type-arg]
        return self.mine, self.unanswered, self.overdue
