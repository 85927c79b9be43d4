"""Layout of the ideas page: filters above, board, list or matrix below, the idea at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.models.ideas import DUE
from ui.pages.ideas.board import IdeaBoard
from ui.pages.ideas.filters import IdeaFilterBar
from ui.pages.ideas.matrix import MatrixView
from ui.widgets.flow import Flow
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.models.ideas import IdeaTableModel
    from ui.theme import Theme


class IdeasView(QWidget):
    """Widgets of the ideas page and where they stand."""

    def __init__(self, theme: Theme, model: IdeaTableModel) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.faces = {name: button("chip") for name in ("board", "list", "matrix")}
        self.group = QButtonGroup(self)
        for chip in self.faces.values():
            self.group.addButton(chip)
        self.letters, self.export, self.add = button(), button(), button("primary")
        self.filters = IdeaFilterBar(theme)
        self.shown, self.side = QStackedWidget(), QStackedWidget()
        self.side.hide()
        self._assemble(theme)
        # Last, as the largest part: whatever changes its parent is styled anew.
        self.board = IdeaBoard(theme)
        self.shown.addWidget(self.board)
        self._theme, self._model = theme, model
        self.is_complete = False

    def complete(self) -> None:
        """Build the other faces, which nobody sees at first."""
        self.is_complete = True
        self.table, self.matrix = _table(self._theme, self._model), MatrixView(self._theme)
        for face in (self.table, self.matrix):
            self.shown.addWidget(face)
        self._name_others()

    def _name_others(self) -> None:
        self.table.setAccessibleName(_("List of ideas"))
        self.matrix.retranslate()

    def _assemble(self, theme: Theme) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        column(self, theme).addWidget(self.splitter)
        main = QWidget()
        self.splitter.addWidget(main)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        top = row(None, theme, gap=2)
        filled = QWidget()
        self.states = StateStack(theme, filled)
        page = column(main, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)
        top.addWidget(self.title)
        top.addSpacing(theme.space(3))
        for chip in self.faces.values():
            top.addWidget(chip)
        top.addStretch(1)
        acts = Flow(theme, right=True)
        for act in (self.letters, self.export, self.add):
            acts.addWidget(act)
        top.addLayout(acts)
        self.found = StateStack(theme, self.shown)
        inside = column(filled, theme, gap=3)
        inside.addWidget(self.filters)
        inside.addWidget(self.found, stretch=1)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Ideas"))
        name_control(self.faces["board"], _("Board"))
        # The side bar has a page of that name.
        self.faces["board"].setAccessibleName(_("Ideas as a board"))
        name_control(self.faces["list"], _("List"))
        name_control(self.faces["matrix"], _("Effort and effect"))
        name_control(self.letters, _("Letters to authors…"))
        name_control(self.export, _("Export to Excel…"))
        name_control(self.add, _("Add an idea"))
        for part in (self.filters, self.board):
            part.retranslate()
        if self.is_complete:
            self._name_others()


def _table(theme: Theme, model: IdeaTableModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setIconSize(QSize(theme.space(1.5), theme.space(3.5)))
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    # Rows of one height, set once: measuring hundreds of them would hold up the window.
    table.verticalHeader().setDefaultSectionSize(theme.space(8))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for number, quarters in enumerate((70, 34, 28, 34, 24, 32, 14)):
        table.setColumnWidth(number, theme.space(quarters))
    table.setSortingEnabled(True)
    header.setSortIndicator(DUE, Qt.SortOrder.AscendingOrder)
    return table
