"""The import of a staff list: file, columns, check, done; nothing is written before the last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.staff_list import Status
from app.i18n import _, ngettext
from app.wording import error_text
from ui.page import Page
from ui.pages.import_wizard.checking import KINDS, Checking
from ui.pages.import_wizard.choosing import Choosing
from ui.pages.import_wizard.view import CHECK, COLUMNS, DONE, FILE, ImportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.domain.staff_list import ImportPlan, SheetData
    from app.errors import KnownError
    from app.services.staff_import import StaffImportService
    from ui.context import Context
    from ui.workers import Job, Ticket


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
        self.checking = Checking(context.theme, self)
        self.view = ImportView(context.theme, self.checking.model, self.checking.roles, KINDS)
        self.set_view(self.view)
        self.checking.attach(self.view.check)
        self.choosing = Choosing(self._service, self.view.columns, self)
        self._job: Job | None = None
        self._importing = False
        self._label = ""

        view = self.view
        self.checking.counted.connect(self._name_forward)
        self.checking.decided.connect(self._check)
        self.choosing.chosen.connect(self._name_forward)
        view.back.clicked.connect(self._back)
        view.check.save_problems.clicked.connect(self._save_problems)
        view.columns.heading_row_chosen.connect(self._move_headings)
        view.columns.sheet_chosen.connect(self._read_sheet)
        view.done.another.clicked.connect(self._begin)
        view.done.to_staff.clicked.connect(self._to_staff)
        view.done.to_next.clicked.connect(self._to_next)
        view.done.undo.clicked.connect(self._undo)
        view.file.area.asked.connect(self._ask_file)
        view.file.area.dropped.connect(self.read_file)
        view.file.template.clicked.connect(self._save_template)
        view.forward.clicked.connect(self._forward)
        view.states.acted.connect(self._begin)
        view.states.cancelled.connect(self._cancel)
        view.show_step(FILE)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Import a staff list")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.checking.model.retranslate()
        self.choosing.show()
        self.checking.show()
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
        self.checking.begin()
        self._read(str(path), None)

    def _ask_file(self) -> None:
        kinds = [(_("Staff lists"), "*.xlsx *.xlsm *.csv *.txt"), (_("All files"), "*")]
        path = self.context.interaction.open_file(_("Choose a staff list"), kinds)
        if path is not None:
            self.read_file(path)

    def _read_sheet(self, name: str) -> None:
        sheet = self.choosing.sheet
        if sheet is not None and name != sheet.sheet:
            self.checking.begin()
            self._read(sheet.path, name)

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
        self._name_forward()

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
        self.choosing.begin(None, {})
        self.checking.begin()
        self.view.show_step(FILE)
        self.view.file.area.button.setFocus()

    # Second step: the columns

    def _show_read(self, read: _Read) -> None:
        self.view.show_step(COLUMNS)
        self.choosing.begin(read.sheet, read.mapping)
        self.view.columns.take_focus()

    def _show_moved(self, read: _Read) -> None:
        self.choosing.begin(read.sheet, read.mapping)

    def _move_headings(self, number: int) -> None:
        if self.choosing.sheet is not None:
            self.context.operations.query(
                self,
                partial(_with_heading_row, self._service, self.choosing.sheet, number),
                self._show_moved,
                key="read",
            )

    # Third step: the check

    def _check(self) -> None:
        sheet = self.choosing.sheet
        if sheet is None or self._importing:
            return
        self.view.states.loading(_("Checking every row…"))
        self.view.forward.setEnabled(False)
        self.context.operations.query(
            self,
            partial(self._service.check, sheet, self.choosing.mapping, fixes=self.checking.fixes),
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
        self.view.show_step(CHECK)
        self.checking.show_checked(plan)
        self._name_forward()

    def _save_problems(self) -> None:
        if self.checking.plan is not None:
            self._save(
                _("Save the problems"),
                _("Problems") + ".xlsx",
                partial(self._service.problem_workbook, self.checking.plan),
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
        plan = self.checking.plan
        if plan is None:
            return
        self._importing = True
        self.view.forward.setEnabled(False)
        self.view.states.loading(_("Importing…"))
        self.context.operations.command(
            self,
            partial(self._service.apply, plan, mark_left=self.checking.gone),
            self._imported,
            failed=self._not_imported,
            quiet=True,
        )

    def _imported(self, changes: Changes) -> None:
        self._importing = False
        self._label = changes.label
        plan = self.checking.plan
        assert plan is not None, "only a checked list is imported"
        counts, roles = plan.counts, len(plan.roles)
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

    def _to_next(self) -> None:
        # The list there shows which step of the way comes now.
        self.context.go("home")

    # Back and on

    def _back(self) -> None:
        if self.view.step == CHECK:
            self.checking.forget()
            self.view.show_step(COLUMNS)
            self.choosing.show()
        else:
            self._begin()

    def _forward(self) -> None:
        if self.view.step == COLUMNS:
            self._check()
        else:
            self._import()

    def _name_forward(self) -> None:
        sheet, plan, view = self.choosing.sheet, self.checking.plan, self.view
        if view.step == COLUMNS and sheet is not None:
            view.name_forward(_("Check the rows"))
            view.forward.setEnabled(not self.choosing.problem())
            count = len(sheet.data_rows)
            view.summary.setText(ngettext("{count} row", "{count} rows", count).format(count=count))
        elif view.step == CHECK and plan is not None:
            taken = plan.writes
            view.name_forward(
                ngettext("Import {count} row", "Import {count} rows", taken).format(count=taken)
            )
            view.forward.setEnabled(not self._importing and bool(taken or self.checking.gone))
            view.summary.setText(self.checking.summary())
