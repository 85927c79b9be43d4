"""``gemba plan``, ``check``, ``export`` and ``problem``: a programme from solve to workbook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import (
    AsJson,
    Database,
    Name,
    Seconds,
    Seed,
    Workers,
    answer,
    opened,
    say,
    solved,
    tier_documents,
    tier_text,
)
from app.commands.progress_line import ProgressLine
from app.errors import InputError
from app.i18n import N_, _, ngettext
from app.wording import sentence
from app.wording.formats import number as spelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap import Services
    from app.services.findings import Finding
    from app.services.planning import PlanRow
    from app.services.programmes import ProgrammeRow
    from solver.rotation.solution import Plan

_WORKBOOK = ".xlsx"


class Print(StrEnum):
    """What can be printed of a plan."""

    NOTICES = "notices"
    HOSTS = "hosts"
    COVERAGE = "coverage"
    SLIPS = "slips"


_MOST_ALIKE = 5


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("plan", help=_("Find a plan, check it, keep it as a draft."))(plan)
    application.command("check", help=_("Judge the newest plan by all rules."))(check)
    application.command("export", help=_("Write a plan as a workbook, calendar files or PDF."))(
        export
    )
    application.command("problem", help=_("Write the problem file of a programme."))(problem)


def plan(
    name: Name,
    *,
    seconds: Seconds = None,
    seed: Seed = 1,
    workers: Workers = 2,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Solve programme NAME as it is now and keep the plan as a new draft."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        guests = services.programmes.sign_ups(programme.id)
        if not guests:
            raise InputError("nobody-takes-part", programme=programme.name)
        if not as_json:
            _tell_concerns(services.planning.precheck(programme.id))
        plan_id, found = solve_and_keep(
            services, programme, seconds=seconds, seed=seed, workers=workers
        )
        row = next(r for r in services.planning.plans(programme.id) if r.id == plan_id)
        missing = services.planning.board(plan_id).missing
    if as_json:
        answer(
            {
                "programme": programme.name,
                "plan": row.number,
                "status": str(found.status),
                "visits": row.visits,
                "tiers": tier_documents(found.tiers),
                "terms": found.terms,
                "seconds": round(found.seconds, 3),
                "build_seconds": found.build_seconds,
                "memory_mb": found.memory_mb,
                "seed": found.seed,
                "missing": [
                    {"person": who, "missing": count, "wanted": wanted}
                    for _key, who, count, wanted in missing
                ],
            }
        )
    else:
        tell(row, found, len(missing), len(guests))
    return 0


def _tell_concerns(concerns: list[Finding]) -> None:
    """Print what cannot work; of many concerns of one kind only the first."""
    of_kind: dict[str, list[Finding]] = {}
    for concern in concerns:
        of_kind.setdefault(concern.code, []).append(concern)
    for alike in of_kind.values():
        for concern in alike[:_MOST_ALIKE]:
            say(_("Note: {finding}").format(finding=sentence(concern.code, concern.parameters)))
        if (more := len(alike) - _MOST_ALIKE) > 0:
            say(
                ngettext(
                    "And {count} more note of this kind.",
                    "And {count} more notes of this kind.",
                    more,
                ).format(count=more)
            )


def solve_and_keep(
    services: Services,
    programme: ProgrammeRow,
    *,
    seconds: float | None,
    seed: int,
    workers: int,
) -> tuple[int, Plan]:
    """Solve a programme and keep the plan as a draft.

    Raises
    ------
    InputError
        If pins contradict one another, told as pins and rules.
    """
    from solver.rotation.solution import Status  # noqa: PLC0415

    problem = services.planning.problem(programme.id)
    found = solved(problem, seconds=seconds, seed=seed, workers=workers)
    if found.status == Status.INFEASIBLE:
        raise InputError("pins-contradict", parts=services.planning.conflict(programme.id, found))
    plan_id, _changes = services.planning.store_draft(programme_id=programme.id, plan=found)
    return plan_id, found


def tell(row: PlanRow, found: Plan, people_missing: int, people: int) -> None:
    """Print what came out of a solve."""
    from app.wording.tiers import headline  # noqa: PLC0415

    say(
        ngettext(
            "Draft {number}: {count} visit, found in {seconds} s.",
            "Draft {number}: {count} visits, found in {seconds} s.",
            row.visits,
        ).format(number=row.number, count=row.visits, seconds=spelled(found.seconds))
    )
    missing = found.tier("missing_visits")
    say(headline(people_missing, missing.value, missing.bound, people))
    for tier in found.tiers:
        say(tier_text(tier))


def check(name: Name, db: Database = None, as_json: AsJson = False) -> int:
    """Judge the newest plan of programme NAME by all rules and the staff as it is now."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        row = newest(services, programme)
        findings = services.planning.check(row.id)
    sentences = [sentence(finding.code, finding.parameters) for finding in findings]
    if as_json:
        answer(
            {
                "programme": programme.name,
                "plan": row.number,
                "holds": not findings,
                "findings": [
                    {"code": finding.code, "text": text}
                    for finding, text in zip(findings, sentences, strict=True)
                ],
            }
        )
    elif sentences:
        for text in sentences:
            say(text)
    else:
        say(_("Plan {number} keeps every rule.").format(number=row.number))
    return 1 if findings else 0


def export(
    name: Name,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FILE.xlsx|FILE.ics|FILE.pdf|DIR/",
            help=N_("Workbook, calendar file, or folder of files for each person."),
        ),
    ],
    *,
    version: Annotated[
        int | None,
        typer.Option(
            "--version",
            metavar="N",
            min=1,
            help=N_("Which plan; a workbook is of the newest, the rest of the published one."),
        ),
    ] = None,
    printed: Annotated[
        list[Print] | None,
        typer.Option(
            "--print",
            metavar="notices|hosts|coverage|slips",
            help=N_("What a PDF holds; everything by default."),
        ),
    ] = None,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Write a plan of programme NAME.

    A workbook, a calendar, a PDF to be printed, or a calendar file for each visit and person.
    """
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        if version is not None:
            row = services.publishing.version(programme.id, version)
        elif to.suffix.casefold() == _WORKBOOK:
            row = newest(services, programme)
        else:
            row = official(services, programme)
        files = _written(services, row, to, [it.value for it in printed or Print])
    if as_json:
        answer(
            {
                "programme": programme.name,
                "plan": row.number,
                "file": str(to),
                "files": [str(file) for file in files],
            }
        )
    else:
        say(_("Written: {file}").format(file=to))
    return 0


def _written(services: Services, row: PlanRow, to: Path, prints: list[str]) -> list[Path]:
    with ProgressLine(_("Writing {file}…").format(file=to.name)) as line:
        return _files_written(services, row, to, prints, line.count)


def _files_written(
    services: Services,
    row: PlanRow,
    to: Path,
    prints: list[str],
    on_progress: Callable[[int, int], None],
) -> list[Path]:
    exports, messages = services.exports, services.messages
    kind = to.suffix.casefold()
    if kind == _WORKBOOK:
        written = exports.export_schedule(plan_id=row.id, path=to, on_progress=on_progress)
        return [written.path]
    if kind == ".ics":
        return [messages.write_whole_plan(plan_id=row.id, path=to)]
    if kind == ".pdf":
        return [exports.export_pdf(plan_id=row.id, path=to, kinds=prints).path]
    if kind and not to.is_dir():
        raise InputError("target-kind-unknown", file=str(to))
    calendars = messages.write_calendar_files(plan_id=row.id, folder=to, on_progress=on_progress)
    return list(calendars.files)


def problem(
    name: Name,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.json", help=N_("File to be written."))
    ],
    db: Database = None,
) -> int:
    """Write the problem of programme NAME as the solver gets it."""
    from app.services.solver_files import check_writable, write_text  # noqa: PLC0415

    target = check_writable(out)
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        write_text(target, services.planning.problem(programme.id).to_json())
    say(_("Written: {file}").format(file=target))
    return 0


def newest(services: Services, programme: ProgrammeRow) -> Any:
    """Return the newest plan of a programme.

    Raises
    ------
    InputError
        If there is none yet.
    """
    plans = services.planning.plans(programme.id)
    if not plans:
        raise InputError("no-plan-yet", programme=programme.name)
    return plans[-1]


def official(services: Services, programme: ProgrammeRow) -> Any:
    """Return the published plan, which is what goes out to people; the newest if there is none."""
    plans = services.planning.plans(programme.id)
    published = [row for row in plans if row.status == "published"]
    return published[-1] if published else newest(services, programme)
