"""Layout of the page that reads a workbook back: choose it, tick what is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import N_, _, ngettext
from ui.models.lines import Lines
from ui.widgets.drop_area import DropArea
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

_CHANGES = (N_("Person"), N_("What the workbook asks for"), N_("Rules"), N_("Row"))
_PROBLEMS = (N_("Rows that are left as they are"),)


class ReadBackView(QWidget):
    """Widgets of the page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._count = 0
        self.title = label(theme, "title")
        self.other, self.take = button(), button("primary")
        self.drop = DropArea(theme, "file-excel-2-line")
        self.heading = label(theme, "heading")
        self.note = label(theme, muted=True)
        self.changes = LinesTable(theme, Lines(_CHANGES, ticks=True), (44, 96, 90), lines=3)
        self.problems = LinesTable(theme, Lines(_PROBLEMS), ())
        content = QWidget()
        inside = column(content, theme, gap=3)
        inside.addWidget(self.heading)
        inside.addWidget(self.note)
        inside.addWidget(self.changes, stretch=3)
        inside.addWidget(self.problems, stretch=1)
        self.states = StateStack(theme, content)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.drop)
        self.stack.addWidget(self.states)
        top = row(None, theme, gap=3)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.other)
        top.addWidget(self.take)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.stack, stretch=1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Read a workbook back"))
        name_control(self.other, _("Another workbook…"))
        self.drop.say(
            _("Drop the edited workbook here"),
            _("What somebody changed in it becomes proposals; nothing changes before you say so."),
            _("Choose a workbook…"),
        )
        self.changes.setAccessibleName(_("What the workbook asks for"))
        self.problems.setAccessibleName(_("Rows that are left as they are"))
        for table in (self.changes, self.problems):
            table.lines.retranslate()
        self.count(self._count)

    def count(self, ticked: int) -> None:
        """Say how many changes are ticked."""
        self._count = ticked
        text = ngettext("Take {count} change over", "Take {count} changes over", ticked)
        name_control(self.take, text.format(count=ticked))
        self.take.setEnabled(ticked > 0)
