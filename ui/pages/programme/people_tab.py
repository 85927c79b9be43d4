"""Who takes part in a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.models.sign_ups import DEPARTMENT, LEVEL, NAME, VISITS, SignUpModel
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class _TargetDelegate(QStyledItemDelegate):
    """Edits the number of visits in its cell."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return a field for a small number."""
        editor = QSpinBox(parent)
        editor.setRange(0, 20)
        editor.setFrame(False)
        editor.setAccessibleName(_("Visits"))
        return editor


class PeopleTab(QWidget):
    """Search, the table with ticks, and acts on many at once.

    Signals
    -------
    selection_acted(bool)
        The people marked are to be signed up or off.
    """

    selection_acted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label(theme, "strong")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.department = QComboBox()
        self.everybody = button("plain")
        self.whole_department = button("plain")
        self.add, self.remove = button("plain"), button("plain")
        theme.apply_icon(self.everybody, "group-line")
        theme.apply_icon(self.whole_department, "team-line")
        theme.apply_icon(self.add, "user-add-line")
        theme.apply_icon(self.remove, "user-unfollow-line")
        self.people = SignUpModel(self)
        self.table = QTableView()
        self.table.setModel(self.people)
        self.table.setItemDelegateForColumn(VISITS, _TargetDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(theme.space(8))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, mode in (
            (NAME, QHeaderView.ResizeMode.Stretch),
            (DEPARTMENT, QHeaderView.ResizeMode.Stretch),
            (LEVEL, QHeaderView.ResizeMode.Fixed),
            (VISITS, QHeaderView.ResizeMode.Fixed),
        ):
            header.setSectionResizeMode(section, mode)
        header.setDefaultSectionSize(theme.space(22))
        self.hint = label(theme, muted=True)
        self.nobody = label(theme, muted=True)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(self.table.viewport(), theme, margin=4).addWidget(self.nobody)

        find = row(None, theme)
        find.addWidget(self.search, stretch=3)
        find.addWidget(self.department, stretch=2)
        acts = row(None, theme)
        for act in (self.everybody, self.whole_department, self.add, self.remove):
            acts.addWidget(act)
        acts.addStretch(1)
        layout = column(self, theme, margin=4, gap=3)
        layout.addWidget(self.summary)
        layout.addLayout(acts)
        layout.addLayout(find)
        layout.addWidget(self.table, stretch=1)
        layout.addWidget(self.hint)

        self.people.modelReset.connect(self._tell_nobody)
        self.search.textChanged.connect(self._narrow)
        self.department.currentIndexChanged.connect(self._narrow)
        self.add.clicked.connect(self._add_selected)
        self.remove.clicked.connect(self._remove_selected)

    def selected(self) -> list[int]:
        """Return the people marked."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.people.lines[row].employee_id for row in sorted(rows)]

    def chosen_department(self) -> int | None:
        """Return the department that the list is narrowed to."""
        return self.department.currentData()

    def retranslate(self) -> None:
        """Set the texts that never change otherwise."""
        self.search.setPlaceholderText(_("Find a person or department"))
        self.search.setAccessibleName(_("Find a person or department"))
        self.department.setAccessibleName(_("Department shown"))
        name_control(self.everybody, _("Sign up everybody"))
        name_control(self.whole_department, _("Sign up this department"))
        name_control(self.add, _("Sign up the marked"))
        name_control(self.remove, _("Sign off the marked"))
        self.table.setAccessibleName(_("People and their visits"))
        self.hint.setText(
            _("Tick a name to sign somebody up. Change the number of visits in its cell.")
        )
        self.nobody.setText(_("Nobody is called so. Search for less, or in all departments."))
        self._tell_nobody()
        self.people.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, VISITS)

    def _tell_nobody(self) -> None:
        self.nobody.setVisible(bool(self.people.everybody) and not self.people.lines)

    def _narrow(self) -> None:
        self.people.narrow(self.search.text(), self.chosen_department())
        self.whole_department.setEnabled(self.chosen_department() is not None)

    def _add_selected(self) -> None:
        self.selection_acted.emit(True)

    def _remove_selected(self) -> None:
        self.selection_acted.emit(False)
