"""Layout of a list on its way in: its columns, then what becomes of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.pages.reflections.framing import framed
from ui.widgets.columns_step import ColumnsStep
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, label, name_control

if TYPE_CHECKING:
    from ui.theme import Theme

_ROWS = (N_("Row"), N_("Person"), N_("Result"), N_("Visit"), N_("Why"))


class ListView:
    """The two pages and what is on them; built when the first list is read."""

    def __init__(self, theme: Theme) -> None:
        self.columns = ColumnsStep(theme)
        self.columns_back, self.columns_check = button(), button("primary")
        self.rows = LinesTable(theme, Lines(_ROWS), (16, 43, 36, 70), lines=2)
        self.rows_title = label(theme, "heading")
        self.rows_back, self.rows_take = button(), button("primary")
        self.columns_page = framed(
            theme, self.columns, acts=(self.columns_back, self.columns_check)
        )
        self.rows_page = framed(
            theme, self.rows_title, self.rows, acts=(self.rows_back, self.rows_take)
        )

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.rows.setAccessibleName(_("What becomes of each row"))
        name_control(self.columns_back, _("Back to the list"))
        name_control(self.rows_back, _("Back a step"))
        name_control(self.columns_check, _("Check the rows"))
        self.columns.retranslate()
        self.rows.lines.retranslate()
