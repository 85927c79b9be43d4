"""The third step at work: what the check found is shown, and decided about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Signal

from app.domain.staff_list import Fixes, ListKind, Status
from app.i18n import N_, _, ngettext
from app.wording.staff_import import notice_text
from ui.models.import_rows import ImportModel, remarks
from ui.models.role_proposals import RoleProposalsModel
from ui.pages.import_wizard.cures import Cure, cures_of, left_out, retyped, with_level

if TYPE_CHECKING:
    from app.domain.staff_list import ImportPlan, ImportRow
    from ui.pages.import_wizard.check_step import CheckStep
    from ui.theme import Theme

_ALL, _ROLES = "all", "roles"
_CHIPS = {
    Status.NEW: N_("New {count}"),
    Status.CHANGE: N_("Changes {count}"),
    Status.SAME: N_("Same {count}"),
    Status.PROBLEM: N_("Problems {count}"),
    Status.LEFT_OUT: N_("Left out {count}"),
}
KINDS = (_ALL, *(str(status) for status in Status), _ROLES)


class Checking(QObject):
    """Shows a plan in the step and gathers the user's decisions.

    Signals
    -------
    decided
        The fixes are others now: the list has to be checked anew.
    counted
        What will be imported is other now, though the check stays.
    """

    decided = Signal()
    counted = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = ImportModel(theme)
        self.roles = RoleProposalsModel(theme)
        self.fixes = Fixes()
        self.plan: ImportPlan | None = None
        self._mark_left = False
        self._cures: list[Cure] = []
        self._step: CheckStep

    def attach(self, step: CheckStep) -> None:
        """Work with ``step``, which shows the models."""
        self._step = step
        step.kind_chosen.connect(self._show_kind)
        step.missing_chosen.connect(self._missing_chosen)
        step.problem.cure_chosen.connect(self._cure)
        step.problem.leave_out_chosen.connect(self._leave_out)
        step.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        step.visible_only_chosen.connect(self._visible_only)
        self.model.retyped.connect(self._retyped)
        self.roles.level_set.connect(self._level_set)

    @property
    def gone(self) -> list[int]:
        """Keys of the people who are to be marked as having left."""
        if self.plan is None or not self._mark_left:
            return []
        return [person.id for person in self.plan.not_listed]

    def begin(self) -> None:
        """Forget what was decided about another list."""
        self.fixes = Fixes()
        self._mark_left = False
        self._step.missing.setCurrentIndex(0)
        self._step.visible_only.setChecked(False)
        self.forget()

    def forget(self) -> None:
        """Forget the check; what was decided stays."""
        self.plan = None
        self.model.set_plan(None)

    def show_checked(self, plan: ImportPlan) -> None:
        """Show ``plan``; the first time with the problems in front."""
        first_time, self.plan = self.plan is None, plan
        if first_time:
            first = Status.PROBLEM if plan.counts[Status.PROBLEM] else None
            self._step.chips[str(first) if first else _ALL].setChecked(True)
            self._step.tables.setCurrentWidget(self._step.table)
            self.model.show_only(first)
        self.show()
        if first_time:
            self._step.table.setFocus()

    def summary(self) -> str:
        """Return what will not be imported, and why."""
        if self.plan is None:
            return ""
        same = self.plan.counts[Status.SAME]
        out = self.plan.counts[Status.PROBLEM] + self.plan.counts[Status.LEFT_OUT]
        words = []
        if same:
            words.append(
                ngettext(
                    "{count} row brings nothing new.", "{count} rows bring nothing new.", same
                ).format(count=same)
            )
        if out:
            words.append(
                ngettext("{count} row is left out.", "{count} rows are left out.", out).format(
                    count=out
                )
            )
        if self.plan.kind is ListKind.DEPARTMENTS:
            words.append(_("The list holds departments, no people."))
        return " ".join(words)

    def show(self) -> None:
        """Set rows, chips and texts anew."""
        plan, check = self.plan, self._step
        if plan is None:
            return
        number = self._chosen_number()
        self.model.set_plan(plan)
        self.roles.set_roles(plan.roles)
        check.name_chips(self._chip_texts(plan))
        checked = next((chip for chip in check.chips.values() if chip.isChecked()), None)
        if checked is None or checked.isHidden():
            check.chips[_ALL].setChecked(True)
            self._show_kind(_ALL)
        check.say_notices("  ".join(notice_text(notice) for notice in plan.notices))
        check.save_problems.setVisible(plan.problem_count > 0)
        hidden = plan.sheet.hidden_rows
        check.visible_only.setVisible(hidden > 0)
        check.missing_part.setVisible(bool(plan.not_listed))
        check.missing_label.setText(
            ngettext(
                "{count} person of the company is not in the list:",
                "{count} people of the company are not in the list:",
                len(plan.not_listed),
            ).format(count=len(plan.not_listed))
        )
        check.fit_columns()
        self._choose_number(number)

    # Internal functions

    @staticmethod
    def _chip_texts(plan: ImportPlan) -> dict[str, str]:
        texts = {_ALL: _("All {count}").format(count=len(plan.rows))}
        for status, words in _CHIPS.items():
            if plan.counts[status]:
                texts[str(status)] = _(words).format(count=plan.counts[status])
        if plan.roles:
            texts[_ROLES] = _("Roles {count}").format(count=len(plan.roles))
        return texts

    def _show_kind(self, kind: str) -> None:
        check = self._step
        check.tables.setCurrentWidget(check.roles if kind == _ROLES else check.table)
        if kind != _ROLES:
            number = self._chosen_number()
            self.model.show_only(None if kind == _ALL else Status(kind))
            self._choose_number(number)
        self._row_chosen()

    def _chosen_number(self) -> int | None:
        index = self._step.table.currentIndex()
        return self.model.import_row(index.row()).number if index.isValid() else None

    def _choose_number(self, number: int | None) -> None:
        row = self.model.row_of(number) if number is not None else None
        if row is None and self.model.rowCount():
            row = 0
        if row is not None:
            self._step.table.selectionModel().setCurrentIndex(
                self.model.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._row_chosen()

    def _row_chosen(self, *_signal: object) -> None:
        row = self._chosen_row()
        if row is None:
            self._step.problem.hide()
            return
        self._cures = cures_of(row)
        self._step.problem.say(
            remarks(row),
            [cure.words for cure in self._cures],
            serious=row.status is Status.PROBLEM,
            left_out=row.number in self.fixes.left_out,
        )

    def _chosen_row(self) -> ImportRow | None:
        check = self._step
        index = check.table.currentIndex()
        if not index.isValid() or check.tables.currentWidget() is not check.table:
            return None
        return self.model.import_row(index.row())

    def _cure(self, position: int) -> None:
        cure = self._cures[position]
        column = self.model.column_of(cure.to_fill) if cure.to_fill else None
        if column is not None:
            table = self._step.table
            table.setFocus()
            table.edit(table.currentIndex().siblingAtColumn(column))
            return
        self.fixes = cure.applied_to(self.fixes)
        self.decided.emit()

    def _leave_out(self, out: bool) -> None:
        row = self._chosen_row()
        if row is not None:
            self.fixes = left_out(self.fixes, row.number, out)
            self.decided.emit()

    def _retyped(self, row: int, field: str, text: str) -> None:
        self.fixes = retyped(self.fixes, row, field, text)
        self.decided.emit()

    def _level_set(self, department: str, title: str, level: int) -> None:
        self.fixes = with_level(self.fixes, department, title, level)
        self.decided.emit()

    def _visible_only(self, wanted: bool) -> None:
        self.fixes = replace(self.fixes, visible_only=wanted)
        self.decided.emit()

    def _missing_chosen(self, what: str) -> None:
        self._mark_left = what == "left"
        self.counted.emit()
