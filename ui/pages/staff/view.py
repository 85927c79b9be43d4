"""Layout of the staff page: search and filter, the table, the form beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.models.staff import EMAIL
from ui.pages.staff.duplicates import DuplicatesPanel
from ui.pages.staff.person_form import PersonForm
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.models.staff import StaffModel
    from ui.theme import Theme


class StaffView(QWidget):
    """Widgets of the staff page and where they stand."""

    def __init__(self, theme: Theme, model: StaffModel) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.count = label(theme, muted=True)
        self.count.setWordWrap(False)
        self.add = button()
        self.import_list = button("primary")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.space(40))
        self.department = QComboBox()
        self.department.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.with_left = button("chip")
        self.clear = button("link")
        self.doubtful = button("chip")
        self.duplicates = DuplicatesPanel(theme)
        self.duplicates.hide()
        self.table = _table(theme, model)

        # From the outside to the inside: a part that is moved to another parent is styled again
        # with all that is in it.
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        column(self, theme).addWidget(self.splitter)
        main, self.panel = QWidget(self.splitter), frame("panel")
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        top, filters = row(None, theme, gap=2), row(None, theme, gap=2)
        page = column(main, theme, margin=6, gap=4)
        page.addLayout(top)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.add)
        top.addWidget(self.import_list)
        filled = QWidget()
        self.states = StateStack(theme, filled)
        page.addWidget(self.states, stretch=1)
        left = column(filled, theme, gap=3)
        left.addLayout(filters)
        for part in (self.search, self.department, self.with_left, self.clear, self.doubtful):
            filters.addWidget(part)
        filters.addStretch()
        filters.addWidget(self.count)
        left.addWidget(self.duplicates)
        self.found = StateStack(theme, self.table)
        left.addWidget(self.found, stretch=1)
        self.form = PersonForm(theme, self.panel)
        column(self.panel, theme).addWidget(self.form)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Staff"))
        name_control(self.add, _("Add a person"))
        name_control(self.import_list, _("Import a staff list…"))
        self.search.setPlaceholderText(_("Search by name, job title, e-mail…"))
        self.search.setAccessibleName(_("Search the staff"))
        self.department.setAccessibleName(_("Show only the department"))
        if self.department.count():
            self.department.setItemText(0, _("All departments"))
        name_control(self.with_left, _("Include those who left"))
        name_control(self.clear, _("Clear the filter"))
        self.table.setAccessibleName(_("Table of the staff"))
        self.duplicates.retranslate()
        self.form.retranslate()


def _table(theme: Theme, model: StaffModel) -> QTableView:
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
    # Rows of one height, set once: measuring thousands of them would hold up the window.
    table.verticalHeader().setDefaultSectionSize(theme.space(8))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    # Addresses are the longest; the numbers behind them need no more than their heading.
    header.setSectionResizeMode(EMAIL, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column_number, quarters in enumerate((36, 31, 36, 18, 28, 32)):
        table.setColumnWidth(column_number, theme.space(quarters))
    table.setSortingEnabled(True)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    model.headerDataChanged.connect(partial(_make_room, header))
    return table


def _make_room(header: QHeaderView, *_signal: object) -> None:
    """Widen the columns whose heading is longer in the language of now."""
    # What stretches can also shrink, but not below this.
    header.setMinimumSectionSize(header.sectionSizeHint(EMAIL))
    for number in range(header.count()):
        header.resizeSection(
            number, max(header.sectionSize(number), header.sectionSizeHint(number))
        )
