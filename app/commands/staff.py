"""``gemba import``: a staff list in, all or nothing."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import AsJson, Database, answer, opened, say
from app.commands.progress_line import ProgressLine
from app.errors import InputError
from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.domain.staff_list import ImportPlan, SheetData


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("import", help=_("Take a staff list in, .xlsx or .csv."))(import_staff)


def import_staff(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The list to be imported."))],
    *,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=N_("Sheet of the workbook."))
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help=N_("Which column holds a field, like department=Unit; may be repeated."),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only check; write nothing."))
    ] = False,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="OUT.xlsx", help=N_("Workbook to mark the problems in.")),
    ] = None,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Import FILE: departments, people, roles proposed from titles; rows with problems stay out."""
    from app.bootstrap import is_there  # noqa: PLC0415 - half a second
    from app.domain.staff_list import Status  # noqa: PLC0415
    from app.services.exports import check_workbook  # noqa: PLC0415
    from app.services.staff_import import StaffImportService  # noqa: PLC0415

    if errors is not None:
        check_workbook(errors)
    with ProgressLine(_("Reading {file}…").format(file=file.name)) as progress:
        data = StaffImportService.read(file, sheet=sheet, progress=progress.count)
    mapping = StaffImportService.guess_mapping(data) | _mapped(data, column or [])
    with ProgressLine(_("Checking every row…")):
        if is_there(db):
            with opened(db) as services:
                plan = services.staff_import.check(data, mapping)
        else:
            # A list that is refused, or only looked at, leaves no empty data behind.
            plan = StaffImportService.check_as_first(data, mapping)
    if errors is not None and plan.problem_count:
        StaffImportService.problem_workbook(plan, errors)
    if not as_json:
        _tell_problems(plan)
    if not dry_run:
        StaffImportService.refuse_nothing(plan)
        if plan.writes:
            with opened(db, create=True) as services, ProgressLine(_("Importing…")):
                services.staff_import.apply(plan)
    counts = plan.counts
    # A dry run is a check; an import that leaves rows out has done what it said.
    code = 1 if dry_run and counts[Status.PROBLEM] else 0
    if as_json:
        answer(_document(plan, dry_run=dry_run))
        return code
    line = (
        _("Would be imported: {new} new, {changed} changed, {same} as before, {left} left out.")
        if dry_run
        else _("Imported: {new} new, {changed} changed, {same} as before, {left} left out.")
    )
    say(
        line.format(
            new=counts[Status.NEW],
            changed=counts[Status.CHANGE],
            same=counts[Status.SAME],
            left=counts[Status.PROBLEM] + counts[Status.LEFT_OUT],
        )
    )
    if errors is not None and plan.problem_count:
        say(_("Problems marked in: {file}").format(file=errors))
    return code


def _tell_problems(plan: ImportPlan) -> None:
    from app.wording.staff_import import notice_text, problem_line  # noqa: PLC0415

    for notice in plan.notices:
        say(notice_text(notice))
    for problem in plan.problems:
        say(problem_line(problem))
    if plan.problem_count > len(plan.problems):
        more = plan.problem_count - len(plan.problems)
        say(ngettext("… and {count} more.", "… and {count} more.", more).format(count=more))


def _mapped(data: SheetData, texts: list[str]) -> dict[str, int]:
    from app.domain.names import fold  # noqa: PLC0415
    from app.wording.staff_import import FIELD_TITLES  # noqa: PLC0415

    columns = {fold(heading): index for index, heading in enumerate(data.headings)}
    mapping = {}
    for text in texts:
        field, equals, heading = text.partition("=")
        if not equals:
            raise InputError("not-a-mapping", value=text)
        if field not in FIELD_TITLES:
            raise InputError("unknown-field", field=field, known=list(FIELD_TITLES))
        if fold(heading) not in columns:
            raise InputError("unknown-column", column=heading, known=list(data.headings))
        mapping[field] = columns[fold(heading)]
    return mapping


def _document(plan: ImportPlan, *, dry_run: bool) -> dict[str, Any]:
    return {
        "file": plan.sheet.path,
        "sheet": plan.sheet.sheet,
        "dry_run": dry_run,
        "counts": {str(status): count for status, count in plan.counts.items()},
        "new_departments": plan.new_departments,
        "departments_without_people": plan.departments_without_people,
        "roles": [
            {
                "department": role.department,
                "title": role.title,
                "level": role.level,
                "guessed": role.guessed,
                "hosts": len(role.hosts),
            }
            for role in plan.roles
        ],
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "code": problem.code,
                "suggestion": problem.suggestion,
            }
            for problem in plan.problems
        ],
        "problem_count": plan.problem_count,
    }
