"""Layout of what became of the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from ui.models.lines import Lines
from ui.pages.reflections.framing import framed
from ui.widgets.lines_table import LinesTable
from ui.widgets.parts import button, label, name_control

if TYPE_CHECKING:
    from ui.theme import Theme

_FORMS = (N_("File"), N_("Result"), N_("Visit"), N_("Why"))


class FilesView:
    """The page and what is on it; built when the first folder is read."""

    def __init__(self, theme: Theme) -> None:
        self.files = LinesTable(theme, Lines(_FORMS), (60, 36, 60), lines=3)
        self.title, self.hint = label(theme, "heading"), label(theme, muted=True)
        self.back = button()
        self.page = framed(theme, self.title, self.hint, self.files, acts=(self.back,))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.files.setAccessibleName(_("What became of each file"))
        name_control(self.back, _("Back to the list"))
        self.files.lines.retranslate()
