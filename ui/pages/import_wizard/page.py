"""The import of a staff list: file, columns, check, done; nothing is written before the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel

from app.domain.staff_list import DEPARTMENT_FIELDS, PEOPLE_FIELDS, Fixes, ListKind, Status
from app.i18n import N_, _, ngettext
from app.wording import error_text
from app.wording.staff_import import field_title, notice_text
from ui.models.import_rows import ImportModel, remarks
from ui.models.role_proposals import RoleProposalsModel
from ui.page import Page
from ui.pages.import_wizard.columns_step import FieldLine
from ui.pages.import_wizard.cures import Cure, cures_of, left_out, retyped, with_level
from ui.pages.import_wizard.view import CHECK, COLUMNS, DONE, FILE, ImportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.domain.staff_list import ImportPlan, ImportRow, SheetData
    from app.errors import KnownError
    from app.services.staff_import import StaffImportService
    from ui.context import Context
    from ui.workers import Job, Ticket

_ALL, _ROLES = "all", "roles"
_CHIPS = {
    Status.NEW: N_("New {count}"),
    Status.CHANGE: N_("Changes {count}"),
    Status.SAME: N_("Same {count}"),
    Status.PROBLEM: N_("Problems {count}"),
    Status.LEFT_OUT: N_("Left out {count}"),
}
_KINDS = (_ALL, *(str(status) for status in Status), _ROLES)


@dataclass(frozen=True, slots=True)
class _Read:
    sheet: SheetData
    mapping: dict[str, int]


def _read(service: StaffImportService, path: str, name: str | None, ticket: Ticket) -> _Read:
    sheet = service.read(
        path, sheet=name, progress=ticket.report, cancelled=partial(getattr, ticket, "cancelled")
    )
    return _Read(sheet, service.guess_mapping(sheet))


def _with_heading_row(service: StaffImportService, sheet: SheetData, number: int) -> _Read:
    moved = service.with_heading_row(sheet, number)
    return _Read(moved, service.guess_mapping(moved))


class ImportPage(Page):
    """Leads a list into the database."""

    name = "import"
    icon = "file-excel-2-line"
    listens_to = frozenset({"employee", "department", "role", "role_host"})
    in_sidebar = False
    sidebar_parent = "staff"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._service = context.services.staff_import
        self.model = ImportModel(context.theme)
        self.roles = RoleProposalsModel(context.theme)
        self.view = ImportView(context.theme, self.model, self.roles, _KINDS)
        self.set_view(self.view)
        self._job: Job | None = None
        self._sheet: SheetData | None = None
        self._mapping: dict[str, int] = {}
        self._fixes = Fixes()
        self._plan: ImportPlan | None = None
        self._cures: list[Cure] = []
        self._mark_left = False
        self._importing = False
        self._label = ""

        view = self.view
        view.back.clicked.connect(self._back)
        view.check.kind_chosen.connect(self._show_kind)
        view.check.missing_chosen.connect(self._missing_chosen)
        view.check.problem.cure_chosen.connect(self._cure)
        view.check.problem.leave_out_chosen.connect(self._leave_out)
        view.check.save_problems.clicked.connect(self._save_problems)
        view.check.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        view.check.visible_only_chosen.connect(self._visible_only)
        view.columns.heading_row_chosen.connect(self._move_headings)
        view.columns.mapped.connect(self._map)
        view.columns.sheet_chosen.connect(self._read_sheet)
        view.done.another.clicked.connect(self._begin)
        view.done.to_staff.clicked.connect(self._to_staff)
        view.done.undo.clicked.connect(self._undo)
        view.file.area.asked.connect(self._ask_file)
        view.file.area.dropped.connect(self.read_file)
        view.file.template.clicked.connect(self._save_template)
        view.forward.clicked.connect(self._forward)
        view.states.acted.connect(self._begin)
        view.states.cancelled.connect(self._cancel)
        self.model.retyped.connect(self._retyped)
        self.roles.level_set.connect(self._level_set)
        view.show_step(FILE)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Import a staff list")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.model.retranslate()
        self._show_columns()
        self._show_plan()
        self._name_forward()

    def arrive(self, **where: object) -> None:
        """Begin with the file, unless an import is under way."""
        if self.view.step == DONE:
            self._begin()
        elif self.view.step == FILE:
            self.view.file.area.button.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Check anew what was checked against the staff as it was."""
        if self.view.step == CHECK and not self._importing:
            self._check()

    # First step: the file

    def read_file(self, path: Path) -> None:
        """Read the list at ``path``."""
        self._fixes = Fixes()
        self._read(str(path), None)

    def _ask_file(self) -> None:
        kinds = [(_("Staff lists"), "*.xlsx *.xlsm *.csv *.txt"), (_("All files"), "*")]
        path = self.context.interaction.open_file(_("Choose a staff list"), kinds)
        if path is not None:
            self.read_file(path)

    def _read_sheet(self, name: str) -> None:
        if self._sheet is not None and name != self._sheet.sheet:
            self._read(self._sheet.path, name)

    def _read(self, path: str, sheet: str | None) -> None:
        words = _("Reading {file}…").format(file=Path(path).name)
        self.view.states.loading(words, can_cancel=True)
        self.view.forward.setEnabled(False)
        self._job = self.context.operations.query(
            self,
            partial(_read, self._service, path, sheet),
            self._show_read,
            failed=self._read_failed,
            key="read",
            progress=self.view.states.progress,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.view.show_step(self.view.step)
        self.view.forward.setEnabled(True)

    def _read_failed(self, error: KnownError) -> None:
        self.view.states.empty(
            "error-warning-line",
            _("This file could not be read"),
            error_text(error),
            _("Choose another file"),
        )

    def _save_template(self) -> None:
        self._save(_("Save an empty template"), _("Staff list") + ".xlsx", self._service.template)

    def _begin(self) -> None:
        self._sheet, self._plan, self._fixes = None, None, Fixes()
        self.model.set_plan(None)
        self.view.show_step(FILE)
        self.view.file.area.button.setFocus()

    # Second step: the columns

    def _show_read(self, read: _Read) -> None:
        self._sheet, self._mapping = read.sheet, read.mapping
        self.view.show_step(COLUMNS)
        self._show_columns()
        self._name_forward()
        self.view.columns.take_focus()

    def _show_columns(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self.view.columns.show_source(
            Path(sheet.path).name,
            [info.name for info in sheet.sheets],
            sheet.sheet,
            sheet.heading_row,
            len(sheet.rows),
        )
        self.view.columns.show_columns(
            [self._field_line(key) for key in self._fields()],
            dict(enumerate(sheet.headings)),
            {column: sheet.samples(column) for column in range(len(sheet.headings))},
            self._mapping,
        )
        problem = self._mapping_problem()
        self.view.columns.say_problem(problem)
        self.view.summary.setText(
            ngettext("{count} row", "{count} rows", len(sheet.data_rows)).format(
                count=len(sheet.data_rows)
            )
        )
        self.view.forward.setEnabled(not problem)

    def _fields(self) -> list[str]:
        extra = [
            field
            for field in DEPARTMENT_FIELDS
            if field in self._mapping and field not in PEOPLE_FIELDS
        ]
        return [*PEOPLE_FIELDS, *extra]

    @staticmethod
    def _field_line(key: str) -> FieldLine:
        needed = {
            "department": _("needed"),
            "name": _("needed, unless there is a number"),
        }
        return FieldLine(key, field_title(key), needed.get(key, ""))

    def _mapping_problem(self) -> str:
        sheet = self._sheet
        missing = self._service.missing_fields(self._mapping)
        if missing:
            names = ", ".join(field_title(field) for field in missing)
            return _("Still needed: {fields}. Choose their columns.").format(fields=names)
        for column in range(len(sheet.headings) if sheet is not None else 0):
            fields = [field for field, chosen in self._mapping.items() if chosen == column]
            if sheet is not None and len(fields) > 1:
                return _("“{column}” is chosen twice: for {fields}.").format(
                    column=sheet.headings[column],
                    fields=", ".join(field_title(field) for field in fields),
                )
        return ""

    def _map(self, field: str, column: int | None) -> None:
        # No other field loses its column: arrow keys pass over many before they rest.
        self._mapping = {key: known for key, known in self._mapping.items() if key != field}
        if column is not None:
            self._mapping[field] = column
        self._show_columns()

    def _move_headings(self, number: int) -> None:
        if self._sheet is not None:
            self.context.operations.query(
                self,
                partial(_with_heading_row, self._service, self._sheet, number),
                self._show_read,
                key="read",
            )

    # Third step: the check

    def _check(self) -> None:
        if self._sheet is None or self._importing:
            return
        self.view.states.loading(_("Checking every row…"))
        self.view.forward.setEnabled(False)
        self.context.operations.query(
            self,
            partial(self._service.check, self._sheet, self._mapping, fixes=self._fixes),
            self._show_check,
            failed=self._check_failed,
            key="check",
        )

    def _check_failed(self, error: KnownError) -> None:
        self.view.show_step(COLUMNS)
        self.view.columns.say_problem(error_text(error))

    def _show_check(self, plan: ImportPlan) -> None:
        if self._importing:
            return
        first_time, self._plan = self._plan is None, plan
        if self.view.step != CHECK or first_time:
            first = Status.PROBLEM if plan.counts[Status.PROBLEM] else None
            self.view.check.chips[str(first) if first else _ALL].setChecked(True)
            self.model.show_only(first)
        self.view.show_step(CHECK)
        self._show_plan()
        self._name_forward()
        if first_time:
            self.view.check.table.setFocus()

    def _show_plan(self) -> None:
        plan, check = self._plan, self.view.check
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

    def _chip_texts(self, plan: ImportPlan) -> dict[str, str]:
        texts = {_ALL: _("All {count}").format(count=len(plan.rows))}
        for status, words in _CHIPS.items():
            if plan.counts[status]:
                texts[str(status)] = _(words).format(count=plan.counts[status])
        if plan.roles:
            texts[_ROLES] = _("Roles {count}").format(count=len(plan.roles))
        return texts

    def _show_kind(self, kind: str) -> None:
        check = self.view.check
        check.tables.setCurrentWidget(check.roles if kind == _ROLES else check.table)
        if kind != _ROLES:
            number = self._chosen_number()
            self.model.show_only(None if kind == _ALL else Status(kind))
            self._choose_number(number)
        self._row_chosen()

    def _chosen_number(self) -> int | None:
        index = self.view.check.table.currentIndex()
        return self.model.import_row(index.row()).number if index.isValid() else None

    def _choose_number(self, number: int | None) -> None:
        row = self.model.row_of(number) if number is not None else None
        if row is None and self.model.rowCount():
            row = 0
        if row is not None:
            self.view.check.table.selectionModel().setCurrentIndex(
                self.model.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._row_chosen()

    def _row_chosen(self, *_signal: object) -> None:
        row = self._chosen_row()
        if row is None:
            self.view.check.problem.hide()
            return
        self._cures = cures_of(row)
        self.view.check.problem.say(
            remarks(row),
            [cure.words for cure in self._cures],
            serious=row.status is Status.PROBLEM,
            left_out=row.number in self._fixes.left_out,
        )

    def _chosen_row(self) -> ImportRow | None:
        check = self.view.check
        index = check.table.currentIndex()
        if not index.isValid() or check.tables.currentWidget() is not check.table:
            return None
        return self.model.import_row(index.row())

    def _cure(self, position: int) -> None:
        cure = self._cures[position]
        column = self.model.column_of(cure.to_fill) if cure.to_fill else None
        if column is not None:
            table = self.view.check.table
            table.setFocus()
            table.edit(table.currentIndex().siblingAtColumn(column))
            return
        self._fixes = cure.applied_to(self._fixes)
        self._check()

    def _leave_out(self, out: bool) -> None:
        row = self._chosen_row()
        if row is not None:
            self._fixes = left_out(self._fixes, row.number, out)
            self._check()

    def _retyped(self, row: int, field: str, text: str) -> None:
        self._fixes = retyped(self._fixes, row, field, text)
        self._check()

    def _level_set(self, department: str, title: str, level: int) -> None:
        self._fixes = with_level(self._fixes, department, title, level)
        self._check()

    def _visible_only(self, wanted: bool) -> None:
        self._fixes = replace(self._fixes, visible_only=wanted)
        self._check()

    def _missing_chosen(self, what: str) -> None:
        self._mark_left = what == "left"
        self._name_forward()

    def _save_problems(self) -> None:
        if self._plan is not None:
            self._save(
                _("Save the problems"),
                _("Problems") + ".xlsx",
                partial(self._service.problem_workbook, self._plan),
            )

    def _save(self, title: str, suggested: str, write: Callable[[Path], None]) -> None:
        path = self.context.interaction.save_file(
            title, suggested, [(_("Excel workbook"), "*.xlsx")]
        )
        if path is not None:
            self.context.operations.query(
                self, partial(write, path), partial(self._file_saved, path)
            )

    def _file_saved(self, path: Path, _nothing: Any) -> None:
        self.context.toast(_("Saved as {file}").format(file=path))

    # Last step: write

    def _import(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self._importing = True
        self.view.forward.setEnabled(False)
        self.view.states.loading(_("Importing…"))
        gone = [person.id for person in plan.not_listed] if self._mark_left else []
        self.context.operations.command(
            self,
            partial(self._service.apply, plan, mark_left=gone),
            self._imported,
            failed=self._not_imported,
            quiet=True,
        )

    def _imported(self, changes: Changes) -> None:
        self._importing = False
        self._label = changes.label
        assert self._plan is not None, "only a checked list is imported"
        counts, roles = self._plan.counts, len(self._plan.roles)
        self.view.done.say(
            _("The list is in"),
            _("{new} new, {changed} changed, {same} as before, {left} left out").format(
                new=counts[Status.NEW],
                changed=counts[Status.CHANGE],
                same=counts[Status.SAME],
                left=counts[Status.LEFT_OUT] + counts[Status.PROBLEM],
            ),
            ngettext(
                "{count} role was proposed from the job titles.",
                "{count} roles were proposed from the job titles.",
                roles,
            ).format(count=roles)
            if roles
            else "",
        )
        self.view.show_step(DONE)
        self.view.done.undo.setEnabled(bool(self._label))
        self.view.done.to_staff.setFocus()

    def _not_imported(self, error: KnownError) -> None:
        self._importing = False
        self.view.show_step(CHECK)
        self.context.error(error)
        self._check()

    def _undo(self) -> None:
        undo = self.context.services.undo
        if undo.status().undo != self._label:
            self.context.interaction.tell(
                _(
                    "Something else was changed after the import. Undo that first, with Undo in "
                    "the menu Edit; then the import is next."
                )
            )
            return
        self.view.done.undo.setEnabled(False)
        self.context.operations.command(self, undo.undo, self._undone, quiet=True)

    def _undone(self, _changes: Changes) -> None:
        self.context.toast(_("Undone: {what}").format(what=self._label))
        self._begin()

    def _to_staff(self) -> None:
        self.context.go("staff")

    # Back and on

    def _back(self) -> None:
        if self.view.step == CHECK:
            self._plan = None
            self.view.show_step(COLUMNS)
            self._show_columns()
            self._name_forward()
        else:
            self._begin()

    def _forward(self) -> None:
        if self.view.step == COLUMNS:
            self._check()
        else:
            self._import()

    def _name_forward(self) -> None:
        if self.view.step == COLUMNS:
            self.view.name_forward(_("Check the rows"))
            return
        if self.view.step != CHECK or self._plan is None:
            return
        counts = self._plan.counts
        taken = self._plan.writes
        out = counts[Status.PROBLEM] + counts[Status.LEFT_OUT]
        self.view.name_forward(
            ngettext("Import {count} row", "Import {count} rows", taken).format(count=taken)
        )
        gone = len(self._plan.not_listed) if self._mark_left else 0
        self.view.forward.setEnabled(taken > 0 or gone > 0)
        words = []
        if counts[Status.SAME]:
            words.append(
                ngettext(
                    "{count} row brings nothing new.",
                    "{count} rows bring nothing new.",
                    counts[Status.SAME],
                ).format(count=counts[Status.SAME])
            )
        if out:
            words.append(
                ngettext("{count} row is left out.", "{count} rows are left out.", out).format(
                    count=out
                )
            )
        if self._plan.kind is ListKind.DEPARTMENTS:
            words.append(_("The list holds departments, no people."))
        self.view.summary.setText(" ".join(words))
