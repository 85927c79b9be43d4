"""Layout of the report page: figures, departments, quotes, and the files they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_FIGURES = (N_("Figure"), N_("Value"))
_DEPARTMENTS = (
    N_("Department"),
    N_("Visits"),
    N_("Reflections"),
    N_("Ideas"),
    N_("Answered"),
    N_("Overdue"),
    N_("Done"),
    N_("Days to answer"),
    N_("Hosting, 1 to 5"),
)
_QUOTES = (N_("In their own words"), N_("Guest"), N_("Department"))


class ReportView(QWidget):
    """Widgets of the report page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme = QComboBox()
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.closing, self.template = button(), button("link")
        self.deck, self.workbook = button(), button("primary")
        self.figures = LinesTable(theme, Lines(_FIGURES), (90,))
        self.departments = LinesTable(theme, Lines(_DEPARTMENTS), (40, 18, 28, 18, 28, 27, 20, 36))
        self.quotes = LinesTable(theme, Lines(_QUOTES), (150, 40), lines=2)
        self.figures_title, self.departments_title = label(theme, "strong"), label(theme, "strong")
        self.quotes_title, self.no_quotes = label(theme, "strong"), label(theme, muted=True)

        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        for part in (self.closing, self.deck, self.workbook):
            top.addWidget(part)
        filled = QWidget()
        inside = column(filled, theme, gap=2)
        inside.addWidget(self.figures_title)
        inside.addWidget(self.figures, stretch=4)
        inside.addWidget(self.departments_title)
        inside.addWidget(self.departments, stretch=3)
        inside.addWidget(self.quotes_title)
        inside.addWidget(self.no_quotes)
        inside.addWidget(self.quotes, stretch=2)
        below = row(None, theme)
        below.addWidget(self.template)
        below.addStretch(1)
        inside.addLayout(below)
        self.states = StateStack(theme, filled)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Report"))
        self.programme.setAccessibleName(_("Programme shown"))
        name_control(self.closing, _("Closing letters…"))
        self.closing.setAccessibleDescription(
            _("Drafts that tell each guest what became of their ideas")
        )
        name_control(self.deck, _("Presentation…"))
        name_control(self.workbook, _("Workbook…"))
        for title, table, text in (
            (self.figures_title, self.figures, _("What the programme has brought")),
            (self.departments_title, self.departments, _("By department visited")),
            (self.quotes_title, self.quotes, _("Quotes")),
        ):
            title.setText(text)
            table.setAccessibleName(text)
            table.lines.retranslate()
        self.no_quotes.setText(
            _("No quotes are chosen yet. Tick them among the reflections that guests allow.")
        )
