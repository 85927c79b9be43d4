"""Layout of the why page: cures or people at the left, one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSplitter, QStackedWidget, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.pages.why.wish_card import WishCard
from ui.widgets.lines_table import LinesTable
from ui.widgets.notes import NoteList
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

CURES, PEOPLE, FINDINGS = range(3)
_CURES = (N_("What would help"), N_("Visits"), N_("For whom"))
_PEOPLE = (N_("Person"), N_("Department"), N_("Missing"))


class WhyView(QWidget):
    """Widgets of the why page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts = (0, 0, 0)
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme, self.plan = QComboBox(), QComboBox()
        for box in (self.programme, self.plan):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.board = button()
        theme.apply_icon(self.board, "layout-grid-line")
        self.headline = label(theme, "strong")
        self.hint = label(theme, muted=True)
        self.sides = tuple(button("chip") for _side in range(3))
        self.group = QButtonGroup(self)
        for number, chip in enumerate(self.sides):
            self.group.addButton(chip, number)
        self.sides[CURES].setChecked(True)
        self.cures = LinesTable(theme, Lines(_CURES), (88, 14), lines=2)
        self.people = LinesTable(theme, Lines(_PEOPLE), (52, 44))
        self.findings = NoteList(theme, across=True)
        self.fact = label(theme)
        self.reasons_title = label(theme, "strong")
        self.reasons = label(theme)
        self.helps_title = label(theme, "strong")
        self.helps = NoteList(theme, "card")
        self.moves = label(theme, muted=True)
        self.next_step = label(theme, muted=True)
        self.show_on_board = button()
        self.renew = button("primary")
        self.wish = WishCard(theme)
        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        top = row(None, theme, gap=3)
        for part in (self.title, self.programme, self.plan):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.board)
        left = QWidget()
        inside = column(left, theme, gap=3)
        inside.setContentsMargins(0, 0, theme.space(4), 0)
        chips = row(None, theme)
        for chip in self.sides:
            chips.addWidget(chip)
        chips.addStretch(1)
        inside.addLayout(chips)
        self.lists = QStackedWidget()
        self.lists.addWidget(self.cures)
        self.lists.addWidget(self.people)
        findings = QWidget()
        below = column(findings, theme)
        below.addWidget(self.findings)
        below.addStretch(1)
        self.lists.addWidget(Scrolled(findings))
        inside.addWidget(self.lists, stretch=1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._detail(theme))
        splitter.setSizes([theme.space(160), theme.space(84)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        content = QWidget()
        layout = column(content, theme, gap=3)
        layout.addWidget(self.headline)
        layout.addWidget(self.hint)
        layout.addWidget(splitter, stretch=1)
        self.states = StateStack(theme, content)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def _detail(self, theme: Theme) -> QWidget:
        self.detail = QWidget()
        layout = column(self.detail, theme, gap=3)
        layout.setContentsMargins(theme.space(4), 0, theme.space(2), 0)
        for part in (
            self.fact,
            self.reasons_title,
            self.reasons,
            self.helps_title,
            self.helps,
            self.renew,
            self.moves,
            self.next_step,
            self.show_on_board,
            self.wish,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        self.detail_area = Scrolled(self.detail)
        self.detail_area.setMinimumWidth(theme.space(72))
        return self.detail_area

    def show_side(self, side: int) -> None:
        """Show cures, people or what cannot work at all."""
        self.sides[side].setChecked(True)
        self.lists.setCurrentIndex(side)

    def count_sides(self, cures: int, people: int, findings: int) -> None:
        """Say on the chips how much there is of each."""
        self._counts = (cures, people, findings)
        name_control(self.sides[CURES], _("What would help: {count}").format(count=cures))
        name_control(self.sides[PEOPLE], _("Who lacks visits: {count}").format(count=people))
        text = _("Cannot work at all: {count}").format(count=findings)
        name_control(self.sides[FINDINGS], text)
        self.sides[FINDINGS].setVisible(bool(findings))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Missing visits"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.plan.setAccessibleName(_("Plan shown"))
        name_control(self.board, _("To the board"))
        self.cures.setAccessibleName(_("What would help, who places most first"))
        self.people.setAccessibleName(_("Who lacks visits"))
        self.reasons_title.setText(_("Ruled out, by reason; a place may count more than once:"))
        self.helps_title.setText(_("What would help:"))
        name_control(self.show_on_board, _("Show on the board"))
        name_control(self.renew, _("New draft from this version"))
        self.count_sides(*self._counts)
        self.wish.retranslate()
        for table in (self.cures, self.people):
            table.lines.retranslate()
