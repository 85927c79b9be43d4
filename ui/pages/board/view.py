"""Layout of the board page: which plan, filters, table and tray, panels at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSplitter, QStackedWidget, QWidget

from app.i18n import _
from ui.pages.board.details import DetailsPanel
from ui.pages.board.table import BoardTable
from ui.pages.board.tray import Tray
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.solve_panel import SolvePanel
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme


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
        self.export, self.solve = button("plain"), button("primary")
        theme.apply_icon(self.export, "file-excel-2-line")
        theme.apply_icon(self.solve, "magic-line", "on_accent")

        self._counts = (0, 0, 0)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.department = QComboBox()
        self.missing, self.troubled = button("chip"), button("chip")
        self.pinned, self.compact, self.beside = button("chip"), button("chip"), button("chip")
        self.beside.setChecked(True)
        self.clear = button("link")

        self.table = BoardTable(theme)
        self.tray = Tray(theme)
        self.details = DetailsPanel(theme)
        self.solving = SolvePanel(theme)
        self.panels = QStackedWidget()
        self.panels.addWidget(self.details)
        self.panels.addWidget(self.solving)

        board = QWidget()
        stack = column(board, theme, gap=3)
        stack.setContentsMargins(0, 0, theme.space(3), 0)
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

        self.filters = self._make_filters(theme)
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

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.title.setText(_("Board"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.plan.setAccessibleName(_("Plan shown"))
        self.name_export()
        name_control(self.solve, _("Find a plan"))
        self.search.setPlaceholderText(_("Find people, departments, roles"))
        self.search.setAccessibleName(_("Find people, departments, roles"))
        self.department.setAccessibleName(_("Department shown"))
        self.count_chips(*self._counts)
        name_control(self.compact, _("Compact"))
        name_control(self.beside, _("Details"))
        name_control(self.clear, _("Show everybody"))
        self.table.setAccessibleName(_("Board: people by half-days"))
        self.table.viewport().update()
        self.details.retranslate()
        self.solving.retranslate()
        self.tray.retranslate()

    def name_export(self, percent: int | None = None) -> None:
        """Say what the button does now: write, or stop writing."""
        if percent is None:
            name_control(self.export, _("Export to Excel…"))
        else:
            text = _("Stop writing: {percent} % done").format(percent=percent)
            name_control(self.export, text)

    def count_chips(self, missing: int, troubled: int, pinned: int) -> None:
        """Say on the filters how many people they leave."""
        self._counts = (missing, troubled, pinned)
        name_control(self.missing, _("Missing visits: {count}").format(count=missing))
        name_control(self.troubled, _("Conflicts: {count}").format(count=troubled))
        name_control(self.pinned, _("Pinned: {count}").format(count=pinned))

    def _make_filters(self, theme: Theme) -> QWidget:
        made = QWidget()
        line = row(made, theme)
        self.search.setMinimumWidth(theme.space(40))
        self.department.setMinimumContentsLength(14)
        line.addWidget(self.search, stretch=3)
        line.addWidget(self.department, stretch=2)
        for part in (self.missing, self.troubled, self.pinned, self.clear):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.compact)
        line.addWidget(self.beside)
        return made
