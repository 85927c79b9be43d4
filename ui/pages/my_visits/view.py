"""Layout of a guest's own visits: who one is, visits and role card, the form of a reflection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.widgets.guarded_entry import GuardedEntry
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.reflection_form import ReflectionForm
from ui.widgets.role_card import RoleCardView
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_HEADINGS = (N_("When"), N_("Where"), N_("State"))


class VisitsFace(QWidget):
    """The visits to come and those that are over, with the card of the one chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.next_title, self.past_title = label(theme, "heading"), label(theme, "heading")
        self.next = LinesTable(theme, Lines(_HEADINGS), (46, 38))
        self.past = LinesTable(theme, Lines(_HEADINGS), (46, 38))
        self.nothing_next = label(theme, muted=True)
        self.card = RoleCardView(theme)
        self.code = label(theme, muted=True)
        self.calendar, self.write = button(), button("primary")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        column(self, theme).addWidget(splitter)
        left, right = QWidget(), QWidget()
        inside = column(left, theme, gap=2)
        inside.setContentsMargins(0, 0, theme.space(4), 0)
        for part in (self.next_title, self.nothing_next):
            inside.addWidget(part)
        inside.addWidget(self.next, stretch=1)
        inside.addWidget(self.past_title)
        inside.addWidget(self.past, stretch=1)
        shown = column(right, theme, gap=3)
        shown.setContentsMargins(theme.space(4), 0, 0, 0)
        acts = row(None, theme)
        acts.addWidget(self.write)
        acts.addWidget(self.calendar)
        acts.addStretch(1)
        shown.addLayout(acts)
        shown.addWidget(self.code)
        shown.addWidget(Scrolled(self.card), stretch=1)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([theme.space(150), theme.space(130)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.next_title.setText(_("Next"))
        self.past_title.setText(_("Past"))
        self.nothing_next.setText(_("No visit lies ahead of you."))
        self.next.setAccessibleName(_("Visits to come"))
        self.past.setAccessibleName(_("Visits that are over"))
        name_control(self.calendar, _("Add to my calendar…"))
        for table in (self.next, self.past):
            table.lines.retranslate()
        self.card.retranslate()


class WritingFace(QWidget):
    """The form of a reflection, and the way back from it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.form = ReflectionForm(theme, private=True)
        self.back = button()
        layout = column(self, theme, gap=3)
        above = row(None, theme)
        above.addWidget(self.back)
        above.addStretch(1)
        layout.addLayout(above)
        layout.addWidget(self.form, stretch=1)
        self.form.setMaximumWidth(theme.space(190))

    def retranslate(self) -> None:
        """Set all texts anew."""
        name_control(self.back, _("Back to my visits; what I wrote is kept"))
        self.form.retranslate()


class MyVisitsView(QWidget):
    """Who one is, and below it what belongs to this guest; faces are built when they are needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.who = label(theme, muted=True)
        self.other = button("link")
        self.entry = GuardedEntry(theme)
        self.asking = QWidget()
        self.faces = QStackedWidget()
        self.faces.addWidget(self.asking)
        asking = row(self.asking, theme)
        asked = column(None, theme)
        asked.addSpacing(theme.space(10))
        asked.addWidget(self.entry)
        asked.addStretch(1)
        asking.addStretch(1)
        asking.addLayout(asked)
        asking.addStretch(1)
        self.entry.setFixedWidth(theme.space(120))
        self.states = StateStack(theme, self.faces)
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.who, stretch=1)
        top.addWidget(self.other)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def show_face(self, face: QWidget) -> None:
        """Show who one is, the visits, or the form."""
        if self.faces.indexOf(face) < 0:
            self.faces.addWidget(face)
        self.faces.setCurrentWidget(face)
        self.states.show_content()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("My visits"))
        name_control(self.other, _("I am somebody else"))
        self.entry.say(
            _("Which visits are yours?"),
            _("Type the code of one of your visits; it stands in the message about it. Then you "
              "see your own visits, and nobody else’s."),
            _("Code of your visit"),
            _("Go on"),
        )  # fmt: skip
        self.entry.field.setPlaceholderText("AB2C D3EF")
