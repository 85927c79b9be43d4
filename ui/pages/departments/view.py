"""Layout of the page: the tree, what is chosen in it, what guests read of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.i18n import _
from ui.pages.departments.department_pane import DepartmentPane
from ui.pages.departments.role_pane import RolePane
from ui.pages.departments.tree import OrganisationTree
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.role_card import RoleCardView
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from ui.theme import Theme


class DepartmentsView(QWidget):
    """Widgets of the page and where they stand; each pane is built when it is first needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.department: DepartmentPane | None = None
        self.role: RolePane | None = None
        self.title = label(theme, "title")
        self.saved = label(theme, muted=True)
        self.saved.setWordWrap(False)
        self.add = button()
        theme.apply_icon(self.add, "add-line")
        # From the outside to the inside: a part that is moved to another parent is styled again
        # with all that is in it.
        whole = QSplitter(Qt.Orientation.Horizontal)
        column(self, theme).addWidget(whole)
        main = QWidget(whole)
        top = row(None, theme, gap=2)
        page = column(main, theme, margin=6, gap=4)
        page.addLayout(top)
        top.addWidget(self.title, stretch=1)
        top.addWidget(self.saved)
        top.addWidget(self.add)
        inner = QSplitter(Qt.Orientation.Horizontal)
        self.states = StateStack(theme, inner)
        page.addWidget(self.states, stretch=1)
        self.tree = OrganisationTree(theme, inner)
        self.tree.setMinimumWidth(theme.space(40))
        self.panes = QStackedWidget(inner)
        self.panes.setMinimumWidth(theme.space(72))
        inner.setStretchFactor(0, 2)
        inner.setStretchFactor(1, 3)
        inner.setSizes([theme.space(60), theme.space(115)])
        self.panel = frame("panel")
        whole.addWidget(self.panel)
        self._fill_panel(self.panel)
        whole.setStretchFactor(0, 1)
        for splitter in (whole, inner):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)

    def build_department(self) -> DepartmentPane:
        """Make the pane of a department."""
        self.department = DepartmentPane(self._theme, self.panes)
        self._put(self.department)
        return self.department

    def build_role(self) -> RolePane:
        """Make the pane of a role."""
        self.role = RolePane(self._theme, self.panes)
        self._put(self.role)
        return self.role

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Departments and roles"))
        name_control(self.add, _("Add a department"))
        self.tree.setAccessibleName(_("Tree of departments and roles"))
        self.card_title.setText(_("What guests read"))
        name_control(self.save_pdf, _("Save as PDF…"))
        name_control(self.print, _("Open to print"))
        for part in (self.department, self.role, self.card):
            if part is not None:
                part.retranslate()

    def _put(self, pane: DepartmentPane | RolePane) -> None:
        pane.setContentsMargins(self._theme.space(4), 0, 0, 0)
        pane.retranslate()
        self.panes.addWidget(pane)

    def _fill_panel(self, panel: QFrame) -> None:
        theme = self._theme
        panel.setMinimumWidth(theme.space(54))
        beside = column(panel, theme, margin=4, gap=2)
        self.card_title = label(theme, "strong")
        self.card = RoleCardView(theme)
        self.save_pdf, self.print = button(), button()
        theme.apply_icon(self.save_pdf, "file-pdf-line")
        theme.apply_icon(self.print, "printer-line")
        read = Scrolled(self.card)
        # There is nothing else in it to scroll it by keys.
        read.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        beside.addWidget(self.card_title)
        beside.addWidget(read, stretch=1)
        beside.addWidget(self.save_pdf)
        beside.addWidget(self.print)
