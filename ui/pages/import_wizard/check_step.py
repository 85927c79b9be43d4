"""Third step: every row as it would come in, and what is wrong with some."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.pages.import_wizard.problem_card import ProblemCard
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QAbstractItemModel

    from ui.theme import Theme

# Measuring thousands of cells would hold up the window.
_ROWS_MEASURED = 40


class CheckStep(QWidget):
    """Chips with counts, the rows or the roles, and the problem of the row that is chosen.

    Signals
    -------
    kind_chosen
        The kind of rows to show.
    missing_chosen
        What to do with people who are not in the list.
    visible_only_chosen
        Whether rows that the spreadsheet hides shall be left out.
    """

    kind_chosen = Signal(str)
    missing_chosen = Signal(str)
    visible_only_chosen = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        rows: QAbstractItemModel,
        roles: QAbstractItemModel,
        kinds: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widest = theme.space(60)
        self.chips: dict[str, QPushButton] = {}
        self.save_problems = button("link")
        self.notices = label(theme, muted=True)
        self.table = _table(theme, rows)
        self.roles = _table(theme, roles)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.roles)
        self.problem = ProblemCard(theme)
        self.missing_label = label(theme)
        self.missing_label.setWordWrap(False)
        self.missing = QComboBox()
        self.missing.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.missing_label.setBuddy(self.missing)
        self.missing_part = QWidget()
        self.visible_only = QCheckBox()

        missing = row(self.missing_part, theme, gap=2)
        missing.addWidget(self.missing_label)
        missing.addWidget(self.missing)
        missing.addStretch()
        layout = column(self, theme, gap=3)
        layout.addLayout(self._chip_row(theme, kinds))
        layout.addWidget(self.notices)
        layout.addWidget(self.tables, stretch=1)
        layout.addWidget(self.problem)
        layout.addWidget(self.missing_part)
        layout.addWidget(self.visible_only)
        self.missing.activated.connect(self._missing_chosen)
        self.visible_only.clicked.connect(self.visible_only_chosen)

    def retranslate(self) -> None:
        """Set the texts that do not depend on the list."""
        self.table.setAccessibleName(_("Rows of the staff list"))
        self.roles.setAccessibleName(_("Roles proposed from the job titles"))
        name_control(self.visible_only, _("Take only the rows that the spreadsheet shows"))
        name_control(self.save_problems, _("Save the problems to Excel…"))
        self.problem.retranslate()
        self.missing.setAccessibleName(_("People who are not in the list"))
        chosen = self.missing.currentData()
        self.missing.clear()
        self.missing.addItem(_("leave them as they are"), "leave")
        self.missing.addItem(_("mark them as having left"), "left")
        self.missing.setCurrentIndex(max(self.missing.findData(chosen), 0))

    def name_chips(self, texts: Mapping[str, str]) -> None:
        """Write names with counts on the chips; those without a text are hidden."""
        for kind, chip in self.chips.items():
            chip.setVisible(kind in texts)
            name_control(chip, texts.get(kind, ""))

    def say_notices(self, text: str) -> None:
        """Say what is worth knowing about the whole list."""
        self.notices.setText(text)
        self.notices.setVisible(bool(text))

    def fit_columns(self) -> None:
        """Make every column as wide as its first rows ask for, within reason."""
        for table in (self.table, self.roles):
            table.resizeColumnsToContents()
            for number in range(table.model().columnCount()):
                width = min(table.columnWidth(number), self._widest)
                table.setColumnWidth(number, width)

    def _chip_row(self, theme: Theme, kinds: Sequence[str]) -> QHBoxLayout:
        group = QButtonGroup(self)
        made = row(None, theme, gap=2)
        for kind in kinds:
            chip = button("chip")
            group.addButton(chip)
            chip.clicked.connect(partial(self.kind_chosen.emit, kind))
            self.chips[kind] = chip
            made.addWidget(chip)
        made.addStretch()
        made.addWidget(self.save_problems)
        return made

    def _missing_chosen(self, _index: int) -> None:
        self.missing_chosen.emit(self.missing.currentData())


def _table(theme: Theme, model: QAbstractItemModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.space(7.5))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    return table
