"""The sample company from nothing to a checked plan in Excel, in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import open_services
from app.errors import EnvironmentFault, InputError
from app.solving import follow
from solver.check.plan import validate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.bootstrap import Services
    from app.services.planning import Finding
    from solver.check.breach import Breach
    from solver.rotation.progress import Progress
    from solver.rotation.solution import Plan

DATABASE, WORKBOOK = "sample.db", "plan.xlsx"
_DEFAULT_FOLDER = "gemba-demo"
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Demo:
    """What came out.

    Attributes
    ----------
    breaches
        What the validator found in the solver's plan and its claims; nothing if all of it holds.
    findings
        What the check found in the plan as it is stored; nothing if it keeps every rule.
    """

    folder: Path
    database: Path
    workbook: Path
    programme: str
    departments: int
    roles: int
    people: int
    plan: Plan
    breaches: tuple[Breach, ...]
    findings: tuple[Finding, ...]


def make_demo(
    to: Path | None = None,
    *,
    today: dt.date | None = None,
    time_limit: float = _SECONDS,
    workers: int = 2,
    on_progress: Callable[[Progress], None] | None = None,
) -> Demo:
    """Make the sample company in a new folder, plan its programme, check it, export it.

    Parameters
    ----------
    to
        The folder; by default a new one below the current folder.
    today
        The day from which the programme's first Monday is counted.

    Raises
    ------
    InputError
        If the folder holds a demo already, or cannot be.
    EnvironmentFault
        If the folder cannot be made or written, or the solver died.
    """
    folder = _new_folder(to)
    database = folder / DATABASE
    workbook = folder / WORKBOOK
    services = open_services(database)
    try:
        services.exports.check_target(workbook)
        programme_id, _changes = services.samples.make(today=today)
        process = services.planning.start(programme_id, time_limit=time_limit, workers=workers)
        plan = follow(process, on_progress)
        breaches = validate(services.planning.problem(programme_id), plan)
        plan_id, _changes = services.planning.store_draft(programme_id=programme_id, plan=plan)
        services.exports.export_schedule(plan_id=plan_id, path=workbook)
        return _outcome(services, workbook, plan_id, plan, breaches)
    finally:
        services.close()


def _outcome(
    services: Services, workbook: Path, plan_id: int, plan: Plan, breaches: list[Breach]
) -> Demo:
    departments = services.staff.departments()
    return Demo(
        folder=workbook.parent,
        database=workbook.with_name(DATABASE),
        workbook=workbook,
        programme=services.programmes.programmes()[0].name,
        departments=len(departments),
        roles=sum(department.roles for department in departments),
        people=sum(department.people for department in departments),
        plan=plan,
        breaches=tuple(breaches),
        findings=tuple(services.planning.check(plan_id)),
    )


def _new_folder(to: Path | None) -> Path:
    folder = to or _free_name(Path.cwd())
    for name in (DATABASE, WORKBOOK):
        if (folder / name).exists():
            raise InputError("demo-exists", folder=str(folder), file=name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise InputError("demo-folder-is-file", folder=str(folder)) from error
    except OSError as error:
        raise EnvironmentFault(
            "demo-folder-failed", folder=str(folder), reason=error.strerror or str(error)
        ) from error
    return folder.resolve()


def _free_name(parent: Path) -> Path:
    folder = parent / _DEFAULT_FOLDER
    number = 2
    while folder.exists():
        folder = parent / f"{_DEFAULT_FOLDER}-{number}"
        number += 1
    return folder
