"""Layout of who owes a reflection: acts and kinds above, the list, a visit at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QWidget

from app.i18n import N_, _, ngettext
from ui.models.lines import Lines
from ui.models.owing import CAME_IN, KINDS, MISSED, OWED, TO_COME
from ui.pages.reflections.visit_pane import VisitPane
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_VISITS = (N_("Guest"), N_("Visited"), N_("When"), N_("Days since"), N_("Last reminder"))
_LAST = {OWED: _VISITS[-1], CAME_IN: "", MISSED: N_("Why"), TO_COME: ""}
_KINDS = {
    OWED: N_("Owed: {count}"),
    CAME_IN: N_("Came in: {count}"),
    MISSED: N_("Did not take place: {count}"),
    TO_COME: N_("Still to come: {count}"),
}


class OwingView(QStackedWidget):
    """The list, or in its place what was read.

    Signals
    -------
    kind_chosen(str)
        Other visits are to be shown.
    """

    kind_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.make, self.read, self.read_list, self.remind = (
            button("primary"),
            button(),
            button(),
            button(),
        )
        self.chips = {kind: button("chip") for kind in KINDS}
        self.visits = LinesTable(theme, Lines(_VISITS, ticks=True), (34, 32, 44, 26))
        self.visit = VisitPane(theme)
        self.side = StateStack(theme, self.visit)
        self.list_state = StateStack(theme, self.visits)

        self.list_page = QWidget()
        self._assemble_list(theme)
        self.wait = StateStack(theme, QWidget())
        self.addWidget(self.list_page)
        self.addWidget(self.wait)

    def _assemble_list(self, theme: Theme) -> None:
        layout = column(self.list_page, theme, gap=3)
        layout.setContentsMargins(0, theme.space(3), 0, 0)
        acts = row(None, theme, gap=2)
        for part in (self.make, self.read, self.read_list, self.remind):
            acts.addWidget(part)
        acts.addStretch(1)
        layout.addLayout(acts)
        kinds = row(None, theme, gap=1.5)
        group = QButtonGroup(self)
        for kind, chip in self.chips.items():
            group.addButton(chip)
            kinds.addWidget(chip)
            chip.clicked.connect(partial(self.kind_chosen.emit, kind))
        kinds.addStretch(1)
        layout.addLayout(kinds)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list_state)
        splitter.addWidget(self.side)
        splitter.setSizes([theme.space(190), theme.space(100)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        layout.addWidget(splitter, stretch=1)

    def busy(self, text: str) -> None:
        """Say what is being waited for."""
        self.wait.loading(text)
        self.setCurrentWidget(self.wait)

    def show_page(self, page: QWidget) -> None:
        """Show a page, and wait no longer."""
        self.wait.show_content()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def show_kind(self, kind: str, counts: dict[str, int]) -> None:
        """Mark which visits are shown, and say how many there are of each kind."""
        for each, chip in self.chips.items():
            name_control(chip, _(_KINDS[each]).format(count=counts[each]))
            chip.setChecked(each == kind)
        self.visits.lines.set_headings((*_VISITS[:-1], _LAST[kind]))

    def name_acts(self, owed: int, ticked: int) -> None:
        """Say on the buttons for how many visits they act."""
        count = ticked or owed
        self.make.setEnabled(count > 0)
        self.remind.setEnabled(count > 0)
        if not count:
            name_control(self.make, _("Make forms…"))
            name_control(self.remind, _("Remind…"))
            return
        forms = ngettext("Make {count} form…", "Make {count} forms…", count)
        name_control(self.make, forms.format(count=count))
        letters = ngettext("Remind of {count} visit…", "Remind of {count} visits…", count)
        name_control(self.remind, letters.format(count=count))

    def retranslate(self) -> None:
        """Set all texts anew."""
        name_control(self.read, _("Read forms…"))
        name_control(self.read_list, _("Read a list…"))
        self.visits.setAccessibleName(_("Visits"))
        self.visit.retranslate()
        self.visits.lines.retranslate()
