"""Layout of the compare page: figures at the left, people in the middle, one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSplitter, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_SCORES = (N_("What counts, less is better"), N_("A"), N_("B"), N_("Difference"))
_PEOPLE = (N_("Person"), N_("In B"))


class CompareView(QWidget):
    """Widgets of the compare page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts = (0, 0, 0)
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme, self.a, self.b = QComboBox(), QComboBox(), QComboBox()
        for box in (self.programme, self.a, self.b):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.a_title, self.b_title = label(theme, "strong"), label(theme, "strong")
        self.a_title.setBuddy(self.a)
        self.b_title.setBuddy(self.b)
        self.swap = button("link")
        self.scores = LinesTable(theme, Lines(_SCORES), (50, 12, 12), lines=2)
        self.people = LinesTable(theme, Lines(_PEOPLE), (42,))
        self.better, self.worse, self.moved = button("chip"), button("chip"), button("chip")
        self.on_board = button()
        theme.apply_icon(self.on_board, "layout-grid-line")
        self.name = label(theme, "heading")
        self.changes = label(theme)
        self.breaks_card = frame("banner-warning")
        self.breaks = label(theme)
        column(self.breaks_card, theme, margin=3).addWidget(self.breaks)
        self.take = button("primary")
        self.hint = label(theme, muted=True)
        self.renew = button()
        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        for part in (self.a_title, self.a, self.swap, self.b_title, self.b):
            top.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        inside = column(middle, theme, gap=3)
        inside.setContentsMargins(theme.space(4), 0, theme.space(4), 0)
        chips = row(None, theme)
        for chip in (self.better, self.worse, self.moved):
            chips.addWidget(chip)
        chips.addStretch(1)
        inside.addLayout(chips)
        self.found = StateStack(theme, self.people)
        inside.addWidget(self.found, stretch=1)
        inside.addWidget(self.on_board, alignment=Qt.AlignmentFlag.AlignLeft)
        splitter.addWidget(self.scores)
        splitter.addWidget(middle)
        splitter.addWidget(self._one_person(theme))
        splitter.setSizes([theme.space(106), theme.space(84), theme.space(66)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self.states = StateStack(theme, splitter)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def _one_person(self, theme: Theme) -> QWidget:
        self.person = QWidget()
        layout = column(self.person, theme, gap=3)
        layout.setContentsMargins(theme.space(4), 0, theme.space(2), 0)
        for part in (self.name, self.changes, self.breaks_card, self.take, self.hint, self.renew):
            layout.addWidget(part)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.person)
        area.setMinimumWidth(theme.space(64))
        return area

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Compare"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.a_title.setText(_("A:"))
        self.b_title.setText(_("B:"))
        self.a.setAccessibleName(_("Version A"))
        self.b.setAccessibleName(_("Version B"))
        name_control(self.swap, _("Swap A and B"))
        self.scores.setAccessibleName(_("Figures of both versions"))
        self.people.setAccessibleName(_("People whose visits differ"))
        name_control(self.on_board, _("Show on the board"))
        name_control(self.take, _("Take these visits into A"))
        name_control(self.renew, _("New draft from A"))
        self.count_chips(*self._counts)
        for table in (self.scores, self.people):
            table.lines.retranslate()

    def count_chips(self, better: int, worse: int, moved: int) -> None:
        """Say on the filters how many people they leave."""
        self._counts = (better, worse, moved)
        name_control(self.better, _("Better: {count}").format(count=better))
        name_control(self.worse, _("Worse: {count}").format(count=worse))
        name_control(self.moved, _("Only moved: {count}").format(count=moved))
