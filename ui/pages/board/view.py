"""Layout of the board page: which plan and face, filters, table and tray, panels at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSplitter, QStackedWidget, QWidget

from app.i18n import _
from ui.models.board_faces import PeopleFace, RolesFace, WeeksFace
from ui.pages.board.broken_strip import BrokenStrip
from ui.pages.board.compared_strip import ComparedStrip
from ui.pages.board.details import DetailsPanel
from ui.pages.board.filters import FilterBar
from ui.pages.board.table import BoardTable
from ui.pages.board.tray import Tray
from ui.widgets.boxes import fill_box
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.solve_panel import SolvePanel
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.models.board_of_plan import Loaded
    from ui.theme import Theme


_FACES = (PeopleFace.name, RolesFace.name, WeeksFace.name)


class BoardView(QWidget):
    """Widgets of the board page and where they stand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme, self.plan = QComboBox(), QComboBox()
        for box in (self.programme, self.plan):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            # Long names give way before the window has to grow.
            box.setMinimumWidth(theme.space(28))
        self.export, self.solve = button("plain"), button("primary")
        theme.apply_icon(self.export, "file-excel-2-line")
        theme.apply_icon(self.solve, "magic-line", "on_accent")

        self.badge = label(theme, "small")
        self.badge.setProperty("kind", "good")
        self.badge.setWordWrap(False)
        self.faces = {name: button("chip") for name in _FACES}
        self.face_group = QButtonGroup(self)
        for chip in self.faces.values():
            self.face_group.addButton(chip)
        self.faces[PeopleFace.name].setChecked(True)
        self.filters = FilterBar(theme)
        self.compact, self.beside = button("chip"), button("chip")
        self.beside.setChecked(True)

        self.table = BoardTable(theme)
        self.tray = Tray(theme)
        self.broken = BrokenStrip(theme)
        self.compared = ComparedStrip(theme)
        self.details = DetailsPanel(theme)
        self.solving = SolvePanel(theme)
        self.panels = QStackedWidget()
        self.panels.addWidget(self.details)
        self.panels.addWidget(self.solving)

        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        board = QWidget()
        stack = column(board, theme, gap=3)
        stack.setContentsMargins(0, 0, theme.space(3), 0)
        stack.addWidget(self.broken)
        stack.addWidget(self.compared)
        stack.addWidget(self.table, stretch=1)
        stack.addWidget(self.tray)
        self.states = StateStack(theme, board)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.states)
        self.splitter.addWidget(self.panels)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.panels.setMinimumWidth(theme.space(62))
        self.splitter.setSizes([theme.space(240), theme.space(66)])

        for part in reversed(self.faces.values()):
            self.filters.above.insertWidget(0, part)
        self.filters.below.addWidget(self.badge)
        for part in (self.compact, self.beside):
            self.filters.below.addWidget(part)
        top = row(None, theme, gap=3)
        for part in (self.title, self.programme, self.plan):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.export)
        top.addWidget(self.solve)
        layout = column(self, theme, margin=6, gap=3)
        layout.addLayout(top)
        layout.addWidget(self.filters)
        layout.addWidget(self.splitter, stretch=1)

    def show_plans(self, loaded: Loaded) -> None:
        """Offer programmes and plans, and what there is of the chosen ones."""
        fill_box(self.programme, loaded.programmes, loaded.programme_id)
        fill_box(self.plan, loaded.plans, loaded.plan_id)
        self.programme.setVisible(bool(loaded.programmes))
        self.plan.setVisible(bool(loaded.plans))
        self.filters.show_departments(loaded.departments, loaded.mine)
        self.filters.setVisible(loaded.board is not None)
        self.badge.setVisible(loaded.board is not None and not loaded.board.editable)
        self.export.setEnabled(loaded.plan_id is not None)

    def show_nothing(self, *, programme: bool) -> None:
        """Say what comes first: a programme, or a plan of the one that there is."""
        if programme:
            self.states.empty(
                "layout-grid-line",
                _("No plan yet"),
                _("Everything that was signed up for will stand here, half-day by half-day."),
                _("Find a plan"),
            )
        else:
            self.states.empty(
                "calendar-event-line",
                _("No programme yet"),
                _("A programme says when visits take place and who takes part."),
                _("New programme"),
            )

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.title.setText(_("Board"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.plan.setAccessibleName(_("Plan shown"))
        self.name_export()
        name_control(self.solve, _("Find a plan"))
        for name, text in (
            (PeopleFace.name, _("By person")),
            (RolesFace.name, _("By department")),
            (WeeksFace.name, _("Calendar")),
        ):
            name_control(self.faces[name], text)
        self.filters.retranslate()
        name_control(self.compact, _("Compact"))
        name_control(self.beside, _("Details"))
        self.badge.setText(_("Changes need a new draft"))
        self.name_table()
        self.table.viewport().update()
        self.details.retranslate()
        self.solving.retranslate()
        self.tray.retranslate()
        self.broken.retranslate()
        self.compared.retranslate()

    def name_export(self, percent: int | None = None) -> None:
        """Say what the button does now: write, or stop writing."""
        if percent is None:
            name_control(self.export, _("Export to Excel…"))
        else:
            text = _("Stop writing: {percent} % done").format(percent=percent)
            name_control(self.export, text)

    def name_table(self) -> None:
        """Tell a screen reader what the table shows."""
        self.table.setAccessibleName(
            {
                PeopleFace.name: _("Board: people by half-days"),
                RolesFace.name: _("Board: roles by half-days"),
                WeeksFace.name: _("Board: weeks by weekdays"),
            }[self.table.board.face.name]
        )
