"""Departments with their roles below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import DepartmentRow, RoleRow
    from ui.theme import Theme

Place = tuple[str, int]
"""What is chosen: "department" or "role", and its key."""

_KEY = Qt.ItemDataRole.UserRole


class OrganisationTree(QTreeWidget):
    """One branch a department, one leaf a role; a role that nobody hosts says so.

    Signals
    -------
    chosen(object)
        ``Place`` of the line that the keyboard is on; None on an empty tree.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._departments: Sequence[DepartmentRow] = ()
        self._roles: Sequence[RoleRow] = ()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.space(4))
        self.setIconSize(QSize(theme.space(3.5), theme.space(3.5)))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._moved)
        theme.changed.connect(self._redraw)

    def show_organisation(
        self, departments: Sequence[DepartmentRow], roles: Sequence[RoleRow]
    ) -> None:
        """Show these, with the branches open that were open, on the line that was chosen."""
        closed = {
            self.topLevelItem(row).data(0, _KEY)
            for row in range(self.topLevelItemCount())
            if not self.topLevelItem(row).isExpanded()
        }
        kept = self.place()
        self._departments, self._roles = departments, roles
        self.blockSignals(True)
        self.clear()
        for department in departments:
            branch = QTreeWidgetItem(self, [department.name])
            branch.setData(0, _KEY, ("department", department.id))
            branch.setIcon(0, self._stripe(department.hue))
            branch.setFont(0, self._theme.font("strong"))
            for role in roles:
                if role.department_id == department.id:
                    branch.addChild(self._leaf(role))
            branch.setExpanded(("department", department.id) not in closed)
        self.blockSignals(False)
        self.choose(kept)

    def place(self) -> Place | None:
        """Return what is chosen."""
        item = self.currentItem()
        return None if item is None else tuple(item.data(0, _KEY))

    def choose(self, place: Place | None) -> None:
        """Go to a line; to the first one where there is no such line any more."""
        item = self._find(place) or self.topLevelItem(0)
        if item is None:
            self.chosen.emit(None)
        elif item is self.currentItem():
            self._moved()
        else:
            self.setCurrentItem(item)

    # Internal functions

    def _leaf(self, role: RoleRow) -> QTreeWidgetItem:
        text = _("L{level} · {role}").format(role=role.title, level=role.level)
        leaf = QTreeWidgetItem()
        if not role.host_ids:
            text = _("{role} – no host").format(role=text)
            leaf.setIcon(0, self._theme.icon("error-warning-line", self._theme.colours.warning))
            leaf.setForeground(0, self._theme.colours.warning)
        leaf.setText(0, text)
        leaf.setToolTip(0, text)
        leaf.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)
        leaf.setData(0, _KEY, ("role", role.id))
        return leaf

    def _stripe(self, hue: int) -> QIcon:
        side = self._theme.space(3.5)
        picture = QPixmap(side, side)
        picture.fill(self._theme.department_colours(hue).stripe)
        return QIcon(picture)

    def _find(self, place: Place | None) -> QTreeWidgetItem | None:
        for row in range(self.topLevelItemCount()):
            branch = self.topLevelItem(row)
            for item in (branch, *(branch.child(at) for at in range(branch.childCount()))):
                if place is not None and tuple(item.data(0, _KEY)) == place:
                    return item
        return None

    def _moved(self, *_signal: object) -> None:
        self.chosen.emit(self.place())

    def _redraw(self) -> None:
        if self._departments:
            self.show_organisation(self._departments, self._roles)
