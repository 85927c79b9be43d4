"""``gemba solve`` and ``gemba validate``: files in, files out, without database or window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import (
    AsJson,
    Seconds,
    Seed,
    Workers,
    answer,
    say,
    solved,
    tier_documents,
    tier_text,
)
from app.errors import InputError
from app.i18n import N_, _, ngettext
from app.wording import sentence

if TYPE_CHECKING:
    from app.services.findings import Namer
    from solver.check.breach import Breach
    from solver.rotation.solution import Plan

ProblemFile = Annotated[Path, typer.Argument(metavar="PROBLEM.json", help=N_("The problem file."))]

_ENDS = {
    "optimal": N_("The best plan, proven: no other is better."),
    "feasible": N_("A plan was found; whether another is better is not proven."),
    "infeasible": N_("No plan is possible."),
}


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("solve", help=_("Solve a problem file."))(solve)
    application.command("validate", help=_("Judge a plan file by its problem file."))(validate)


def solve(
    problem_file: Annotated[
        Path, typer.Argument(metavar="PROBLEM.json", help=N_("The problem file."))
    ],
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="PLAN.json", help=N_("File to be written."))
    ],
    seconds: Seconds = None,
    seed: Seed = 1,
    workers: Workers = 2,
    as_json: AsJson = False,
) -> int:
    """Solve PROBLEM.json and write the plan; pins that contradict one another are told."""
    from app.services.findings import Namer  # noqa: PLC0415
    from app.services.solver_files import (  # noqa: PLC0415
        check_writable,
        read_problem,
        write_text,
    )
    from solver.rotation.solution import Status  # noqa: PLC0415

    target = check_writable(out)
    problem = read_problem(problem_file)
    plan = solved(problem, seconds=seconds, seed=seed, workers=workers)
    write_text(target, plan.to_json())
    if as_json:
        answer(
            {
                "plan": str(target),
                "status": str(plan.status),
                "visits": len(plan.visits),
                "tiers": tier_documents(plan.tiers),
                "terms": plan.terms,
                "seconds": round(plan.seconds, 3),
                "build_seconds": plan.build_seconds,
                "memory_mb": plan.memory_mb,
                "seed": plan.seed,
            }
        )
    else:
        _tell(plan, target)
    if plan.status == Status.INFEASIBLE:
        namer = Namer(problem, {})
        raise InputError("pins-contradict", parts=[namer.held(held) for held in plan.conflict])
    return 0


def _tell(plan: Plan, target: Path) -> None:
    say(_(_ENDS[plan.status]))
    for tier in plan.tiers:
        say(tier_text(tier))
    say(_("Written: {file}").format(file=target))


def validate(
    problem_file: Annotated[
        Path, typer.Argument(metavar="PROBLEM.json", help=N_("The problem file."))
    ],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help=N_("The plan file."))],
    as_json: AsJson = False,
) -> int:
    """Judge PLAN.json by PROBLEM.json: a line for each breach."""
    from app.services.findings import Namer  # noqa: PLC0415
    from app.services.solver_files import read_plan, read_problem  # noqa: PLC0415
    from solver.check.plan import validate as judge  # noqa: PLC0415

    problem, plan = read_problem(problem_file), read_plan(plan_file)
    breaches = judge(problem, plan)
    namer = Namer(problem, {})
    lines = [_told(breach, namer) for breach in breaches]
    if as_json:
        answer({"holds": not breaches, "breaches": lines})
    elif breaches:
        for line in lines:
            say(line)
    else:
        say(
            ngettext(
                "Every rule holds for {count} visit, and every claim is true.",
                "Every rule holds for {count} visits, and every claim is true.",
                len(plan.visits),
            ).format(count=len(plan.visits))
        )
    return 1 if breaches else 0


def _told(breach: Breach, namer: Namer) -> str:
    from app.wording.problem_files import claim_line  # noqa: PLC0415

    if breach.rule == "plan":
        return claim_line(namer.named(breach.params))
    finding = namer.breach(breach)
    return sentence(finding.code, finding.parameters)
