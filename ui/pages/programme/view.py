"""Layout of the programme page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget

from app.i18n import _
from ui.pages.programme.calendar_tab import CalendarTab
from ui.pages.programme.pairs_tab import PairsTab
from ui.pages.programme.people_tab import PeopleTab
from ui.pages.programme.rules_tab import RulesTab
from ui.pages.programme.wishes_tab import WishesTab
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme


CALENDAR, PEOPLE, WISHES, RULES, PAIRS = range(5)
# As other pages name them.
SIDES = {
    "calendar": CALENDAR,
    "people": PEOPLE,
    "wishes": WISHES,
    "rules": RULES,
    "pairs": PAIRS,
}


class ProgrammeView(QWidget):
    """Which programme, and its five sides, of which those looked at are built."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.new = button("plain")
        theme.apply_icon(self.new, "add-line")
        self.board = button("primary")
        theme.apply_icon(self.board, "layout-grid-line", "on_accent")
        self._theme = theme
        self.calendar = CalendarTab(theme)
        self.people: PeopleTab | None = None
        self.wishes: WishesTab | None = None
        self.rules: RulesTab | None = None
        self.pairs: PairsTab | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.calendar, "")
        for _place in (PEOPLE, WISHES, RULES, PAIRS):
            place = QWidget()
            column(place, theme)
            self.tabs.addTab(place, "")
        self.states = StateStack(theme, self.tabs)
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.choice)
        top.addStretch(1)
        top.addWidget(self.new)
        top.addWidget(self.board)
        layout = column(self, theme, margin=6, gap=3)
        layout.addLayout(top)
        layout.addWidget(self.states, stretch=1)

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.title.setText(_("Programme"))
        self.choice.setAccessibleName(_("Programme shown"))
        name_control(self.new, _("New programme…"))
        name_control(self.board, _("To the board"))
        self.tabs.setAccessibleName(_("Sides of the programme"))
        for place, text in enumerate(
            (_("Calendar"), _("Participants"), _("Wishes"), _("Rules"), _("Priority pairs"))
        ):
            self.tabs.setTabText(place, text)
        for tab in (self.calendar, self.people, self.wishes, self.rules, self.pairs):
            if tab is not None:
                tab.retranslate()

    def build_people(self) -> PeopleTab:
        """Make the side of the participants."""
        self.people = PeopleTab(self._theme)
        self._put(PEOPLE, self.people)
        return self.people

    def build_wishes(self) -> WishesTab:
        """Make the side of the wishes."""
        self.wishes = WishesTab(self._theme)
        self._put(WISHES, self.wishes)
        return self.wishes

    def build_rules(self) -> RulesTab:
        """Make the side of the rules."""
        self.rules = RulesTab(self._theme)
        self._put(RULES, self.rules)
        return self.rules

    def build_pairs(self) -> PairsTab:
        """Make the side of the priority pairs."""
        self.pairs = PairsTab(self._theme)
        self._put(PAIRS, self.pairs)
        return self.pairs

    def _put(self, place: int, tab: PeopleTab | WishesTab | RulesTab | PairsTab) -> None:
        tab.retranslate()
        self.tabs.widget(place).layout().addWidget(tab)
