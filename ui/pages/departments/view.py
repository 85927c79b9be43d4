"""Layout of the page: the tree, what is chosen in it, what guests read of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QWidget

from app.i18n import _
from ui.pages.departments.department_pane import DepartmentPane
from ui.pages.departments.role_pane import RolePane
from ui.pages.departments.tree import OrganisationTree
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.role_card import RoleCardView
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme


class DepartmentsView(QWidget):
    """Widgets of the page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.saved = label(theme, muted=True)
        self.saved.setWordWrap(False)
        self.add = button()
        theme.apply_icon(self.add, "add-line")
        self.tree = OrganisationTree(theme)
        self.tree.setMinimumWidth(theme.space(50))
        self.department = DepartmentPane(theme)
        self.role = RolePane(theme)
        self.panes = QStackedWidget()
        for pane in (self.department, self.role):
            pane.setContentsMargins(theme.space(4), 0, 0, 0)
            self.panes.addWidget(pane)
        self.panes.setMinimumWidth(theme.space(75))
        self.card = RoleCardView(theme)
        self.card_title = label(theme, "strong")
        self.save_pdf, self.print = button(), button()
        theme.apply_icon(self.save_pdf, "file-pdf-line")
        theme.apply_icon(self.print, "printer-line")

        inner = QSplitter(Qt.Orientation.Horizontal)
        inner.addWidget(self.tree)
        inner.addWidget(self.panes)
        inner.setStretchFactor(0, 2)
        inner.setStretchFactor(1, 3)
        inner.setChildrenCollapsible(False)
        inner.setHandleWidth(1)
        self.states = StateStack(theme, inner)
        self.panel = frame("panel")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._main(theme))
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self._fill_panel(theme)
        column(self, theme).addWidget(splitter)

    def _main(self, theme: Theme) -> QWidget:
        main = QWidget()
        top = row(None, theme, gap=2)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.saved)
        top.addWidget(self.add)
        page = column(main, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)
        return main

    def _fill_panel(self, theme: Theme) -> None:
        self.panel.setMinimumWidth(theme.space(62))
        read = QScrollArea()
        read.setWidgetResizable(True)
        read.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        read.setWidget(self.card)
        beside = column(self.panel, theme, margin=4, gap=2)
        beside.addWidget(self.card_title)
        beside.addWidget(read, stretch=1)
        beside.addWidget(self.save_pdf)
        beside.addWidget(self.print)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Departments and roles"))
        name_control(self.add, _("Add a department"))
        self.tree.setAccessibleName(_("Departments and roles"))
        self.card_title.setText(_("What guests read"))
        name_control(self.save_pdf, _("Save as PDF…"))
        name_control(self.print, _("Print…"))
        for part in (self.department, self.role, self.card):
            part.retranslate()
