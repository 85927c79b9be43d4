"""Layout of the import: the steps above, one of them in the middle, back and on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _
from ui.pages.import_wizard.check_step import CheckStep
from ui.pages.import_wizard.outer_steps import DoneStep, FileStep
from ui.widgets.columns_step import ColumnsStep
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack
from ui.widgets.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel

    from ui.theme import Theme

FILE, COLUMNS, CHECK, DONE = range(4)


class ImportView(QWidget):
    """Widgets of the import and where they stand."""

    def __init__(
        self,
        theme: Theme,
        rows: QAbstractItemModel,
        roles: QAbstractItemModel,
        kinds: Sequence[str],
    ) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.steps = Steps(theme, 4)
        self.file = FileStep(theme)
        self.columns = ColumnsStep(theme)
        self.check = CheckStep(theme, rows, roles, kinds)
        self.done = DoneStep(theme)
        self.stack = QStackedWidget()
        for step in (self.file, self.columns, self.check, self.done):
            self.stack.addWidget(step)
        self.states = StateStack(theme, self.stack)
        self.back = button()
        self.summary = label(theme, muted=True)
        self.forward = button("primary")

        layout = column(self, theme, margin=6, gap=4)
        layout.addWidget(self.title)
        layout.addWidget(self.steps)
        layout.addWidget(self.states, stretch=1)
        below = row(None, theme, gap=3)
        below.addWidget(self.back)
        below.addWidget(self.summary, stretch=1)
        below.addWidget(self.forward)
        layout.addLayout(below)

    def retranslate(self) -> None:
        """Set the texts that do not depend on the list."""
        self.title.setText(_("Import a staff list"))
        self.steps.set_names([_("File"), _("Columns"), _("Check"), _("Done")])
        name_control(self.back, _("Back"))
        for step in (self.file, self.columns, self.check, self.done):
            step.retranslate()

    @property
    def step(self) -> int:
        """The step shown."""
        return self.stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Show ``step``, with the buttons that lead on from it."""
        self.stack.setCurrentIndex(step)
        self.steps.set_current(step)
        self.states.show_content()
        self.back.setVisible(step in (COLUMNS, CHECK))
        self.forward.setVisible(step in (COLUMNS, CHECK))
        self.summary.setVisible(step in (COLUMNS, CHECK))

    def name_forward(self, text: str) -> None:
        """Write on the button that leads on what it does."""
        name_control(self.forward, text)
