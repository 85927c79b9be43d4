"""What narrows the board, what that hides, and the one way back to everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.i18n import _
from app.wording.formats import graded
from ui.models.board_filter import BoardFilter
from ui.models.levels import level_name
from ui.widgets.boxes import fill_box
from ui.widgets.flow import Flow
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.models.board import Board
    from ui.theme import Theme

_LEVELS = range(1, 6)


class FilterBar(QWidget):
    """Search, department, level, and a chip for each mark.

    Signals
    -------
    changed()
        Something else is looked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._counts = dict.fromkeys(("missing", "troubled", "changed", "pinned"), 0)
        self._published = False
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.department, self.level = QComboBox(), QComboBox()
        self._mine: int | None = None
        self.mine, self.missing, self.troubled = button("chip"), button("chip"), button("chip")
        self.changes, self.pinned = button("chip"), button("chip")
        self.hidden = label(theme, muted=True)
        self.hidden.setWordWrap(False)
        self.clear = button("link")
        self.search.setMinimumWidth(theme.space(36))
        self.department.setMinimumContentsLength(10)
        self.above = row(None, theme)
        self.above.addWidget(self.search, stretch=3)
        self.above.addWidget(self.department, stretch=2)
        self.above.addWidget(self.level, stretch=1)
        marks = Flow(theme)
        for part in (self.mine, *self._marks(), self.hidden, self.clear):
            marks.addWidget(part)
        self.below = row(None, theme)
        self.below.addLayout(marks, stretch=1)
        layout = column(self, theme, gap=2)
        layout.addLayout(self.above)
        layout.addLayout(self.below)
        self.search.textChanged.connect(self.changed)
        for box in (self.department, self.level):
            box.currentIndexChanged.connect(self.changed)
        for chip in self._marks():
            chip.toggled.connect(self.changed)
        self.mine.clicked.connect(self._choose_mine)
        self.department.currentIndexChanged.connect(self._mark_mine)
        self.clear.clicked.connect(self.clear_all)

    def chosen(self) -> BoardFilter:
        """Return what is looked for."""
        return BoardFilter(
            text=self.search.text(),
            department_id=self.department.currentData(),
            level=self.level.currentData(),
            missing=self.missing.isChecked(),
            troubled=self.troubled.isChecked(),
            changed=self.changes.isChecked(),
            pinned=self.pinned.isChecked(),
        )

    def clear_all(self) -> None:
        """Look for nothing in particular."""
        self.blockSignals(True)
        self.search.clear()
        for box in (self.department, self.level):
            box.setCurrentIndex(0)
        for chip in self._marks():
            chip.setChecked(False)
        self._mark_mine()
        self.blockSignals(False)
        self.changed.emit()

    def tell(self, shown: str) -> None:
        """Say how much is shown of how much, while something is hidden."""
        active = self.chosen().active
        self.hidden.setText(_("Shown: {count}.").format(count=shown) if active else "")
        self.hidden.setVisible(active)
        self.clear.setEnabled(active)

    def show_departments(
        self, departments: Iterable[tuple[int, str]], mine: int | None = None
    ) -> None:
        """Offer these departments; ``mine`` is that of the user, where it is known."""
        fill_box(
            self.department,
            [(None, _("All departments")), *departments],
            self.department.currentData(),
        )
        self._mine = mine
        self._mark_mine()

    def count(self, board: Board) -> None:
        """Say on the chips how many people they leave."""
        chips = board.all_chips()
        self._counts = {
            "missing": sum(line.missing > 0 for line in board.lines),
            "troubled": len({chip.employee_id for chip in chips if chip.troubles}),
            "changed": len({chip.employee_id for chip in chips if chip.changed}),
            "pinned": len({chip.employee_id for chip in chips if chip.pinned}),
        }
        self._published = board.published
        self._name_chips()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.search.setPlaceholderText(_("Find people, departments, roles"))
        self.search.setAccessibleName(_("Find people, departments, roles"))
        self.department.setAccessibleName(_("Department shown"))
        self.level.setAccessibleName(_("Level shown"))
        levels = [(level, graded(level, level_name(level))) for level in _LEVELS]
        fill_box(self.level, [(None, _("All levels")), *levels], self.level.currentData())
        self._name_chips()
        name_control(self.mine, _("My department"))
        name_control(self.clear, _("Show all"))

    def _choose_mine(self) -> None:
        wanted = self._mine if self.mine.isChecked() else None
        self.department.setCurrentIndex(self.department.findData(wanted))

    def _mark_mine(self) -> None:
        self.mine.setVisible(self._mine is not None)
        self.mine.setChecked(self._mine is not None and self.department.currentData() == self._mine)

    def _marks(self) -> tuple[Any, ...]:
        return self.missing, self.troubled, self.changes, self.pinned

    def _name_chips(self) -> None:
        counts = self._counts
        for chip, text in (
            (
                self.missing,
                _("People with missing visits: {count}").format(count=counts["missing"]),
            ),
            (self.troubled, _("Conflicts: {count}").format(count=counts["troubled"])),
            (self.changes, _("Changed: {count}").format(count=counts["changed"])),
            (self.pinned, _("Pinned: {count}").format(count=counts["pinned"])),
        ):
            name_control(chip, text)
        # Without a published plan there is nothing to be changed against.
        self.changes.setVisible(self._published or self.changes.isChecked())
