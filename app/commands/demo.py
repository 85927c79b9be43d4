"""``gemba demo``: the whole main job on the sample company."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import opened, say
from app.commands.plans import newest, solve_and_keep, tell
from app.i18n import N_, _, ngettext
from app.wording import sentence

_SECONDS = 10.0


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("demo", help=_("Make the sample company, plan it, export the plan."))(demo)


def demo(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help=N_("Folder; a new one by default."))
    ] = None,
) -> int:
    """Make the sample company in DIR, solve its programme, check the plan, write plan.xlsx."""
    from app.services.solver_files import make_folder  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="gemba-demo-")) if to is None else make_folder(to)
    database, workbook = _free(folder / "sample.db"), folder / "plan.xlsx"
    with opened(str(database), create=True) as services:
        programme_id, _changes = services.samples.make()
        people = len(services.staff.people())
        departments = len(services.staff.departments())
        say(
            _("Sample company: {people} people in {departments} departments.").format(
                people=people, departments=departments
            )
        )
        programme = next(p for p in services.programmes.programmes() if p.id == programme_id)
        say(
            ngettext(
                "Programme “{name}”: {count} half-day.",
                "Programme “{name}”: {count} half-days.",
                programme.half_days,
            ).format(name=programme.name, count=programme.half_days)
        )
        plan_id, found = solve_and_keep(services, programme, seconds=_SECONDS, seed=1, workers=2)
        row = newest(services, programme)
        guests = services.programmes.sign_ups(programme_id)
        tell(row, found, len(services.planning.board(plan_id).missing), len(guests))
        findings = services.planning.check(plan_id)
        for finding in findings:
            say(sentence(finding.code, finding.parameters))
        if not findings:
            say(_("Checked by the validator: every rule is kept."))
        written = services.exports.export_schedule(plan_id=plan_id, path=workbook)
    say(_("Schedule: {file}").format(file=written.path))
    say(_("Data, to be opened in the window: {file}").format(file=database))
    return 1 if findings else 0


def _free(file: Path) -> Path:
    """Return ``file``, or the first numbered neighbour that does not exist yet."""
    number = 1
    free = file
    while free.exists():
        number += 1
        free = file.with_stem(f"{file.stem}-{number}")
    return free
