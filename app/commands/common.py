"""What several commands share: the database option, JSON answers, progress of a search."""

from __future__ import annotations

import datetime as dt
import json
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.progress_line import ProgressLine
from app.errors import EnvironmentFault, InputError
from app.i18n import N_, _
from app.wording.formats import number
from app.wording.planning import death

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.bootstrap import Services
    from solver.process import Crashed, SolverProcess
    from solver.rotation.problem import Problem
    from solver.rotation.progress import Progress
    from solver.rotation.solution import Plan, Tier

_POLL_SECONDS = 0.1

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="FILE",
        help=N_("File or address of the data; the user's own file by default."),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("Answer with one JSON document."))]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help=N_("Same seed, same plan."))]
Seconds = Annotated[
    float | None,
    typer.Option("--time", metavar="S", min=0.1, help=N_("Seconds to search at most.")),
]
Workers = Annotated[int, typer.Option(metavar="N", min=1, max=64, help=N_("Processors to use."))]
Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("Name of the programme, in quotes."))]


@contextmanager
def opened(place: str | None, *, create: bool = False) -> Iterator[Services]:
    """Open the data at ``place`` for one command."""
    from app.bootstrap import open_services  # noqa: PLC0415 - half a second

    services = open_services(place, create=create or place is None)
    try:
        yield services
    finally:
        services.close()


def say(text: str = "") -> None:
    """Print a line of the answer."""
    typer.echo(text)


def answer(document: dict[str, Any]) -> None:
    """Print the one JSON document of ``--json``."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1, default=str))


def tier_documents(tiers: tuple[Tier, ...]) -> list[dict[str, Any]]:
    """Return tiers as ``--json`` has them."""
    return [{"name": tier.name, "value": tier.value, "bound": tier.bound} for tier in tiers]


def day_of(text: str) -> dt.date:
    """Return the day that is written in ``text``.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError("not-a-day", value=text) from error


def solved(
    problem: Problem,
    *,
    seconds: float | None,
    seed: int,
    workers: int = 2,
    fewest_changes: bool = False,
) -> Plan:
    """Solve ``problem`` in a process of its own, showing on a terminal how far it is.

    Ctrl-C stops the search and keeps the best plan; a second one gives up.

    Raises
    ------
    EnvironmentFault
        If the solver died before it had a plan.
    """
    from solver.process import Crashed, Finished, SolverProcess  # noqa: PLC0415
    from solver.rotation.progress import Progress, plan_of  # noqa: PLC0415

    process = SolverProcess(
        problem, time_limit=seconds, seed=seed, workers=workers, fewest_changes=fewest_changes
    )
    process.start()
    best: Progress | None = None
    looking = ProgressLine(_("Looking for a first plan…"))
    with _stopped_by_ctrl_c(process), looking as line:
        while True:
            for event in process.poll():
                if isinstance(event, Progress):
                    best = event
                    line.show(progress_text(event))
                elif isinstance(event, Finished):
                    return event.plan
                elif isinstance(event, Crashed):
                    return plan_of(problem, _what_is_left(event, best), seed)
            time.sleep(_POLL_SECONDS)


def progress_text(progress: Progress) -> str:
    """Return best so far, bound and gap in a line."""
    if not progress.tiers:
        return _("Looking for a first plan…")
    by_name = {tier.name: tier for tier in progress.tiers}
    missing, comfort = by_name["missing_visits"], by_name["comfort"]
    return _(
        "{seconds} s: missing {missing} (at least {missing_bound}), discomfort {comfort} (at least "
        "{comfort_bound}, gap {gap} %)"
    ).format(
        seconds=round(progress.seconds),
        missing=missing.value,
        missing_bound=missing.bound,
        comfort=comfort.value,
        comfort_bound=comfort.bound,
        gap=_gap_percent(comfort),
    )


def tier_text(tier: Tier) -> str:
    """Return what a tier counts, its value and what is proven of it."""
    from app.wording.tiers import tier_title  # noqa: PLC0415

    if tier.value == tier.bound:
        text = _("  {tier}: {value} – proven best")
    else:
        text = _("  {tier}: {value} – proven best possible {bound}, gap {gap} %")
    return text.format(
        tier=tier_title(tier.name), value=tier.value, bound=tier.bound, gap=_gap_percent(tier)
    )


def _gap_percent(tier: Tier) -> str:
    """Return how far the value may still lie above the best, in per cent of the value."""
    return number(100 * (tier.value - tier.bound) / tier.value if tier.value else 0.0)


def _what_is_left(event: Crashed, best: Progress | None) -> Progress:
    kept = event.best or best
    if kept is None or kept.visits is None:
        raise EnvironmentFault("solver-died", reason=event.reason)
    typer.echo(
        _("The solver stopped unexpectedly: {reason}. The best plan until then was kept.").format(
            reason=death(event.reason)
        ),
        err=True,
    )
    return kept


@contextmanager
def _stopped_by_ctrl_c(process: SolverProcess) -> Iterator[None]:
    def stop(_number: int, _frame: Any) -> None:
        process.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    except BaseException:
        process.cancel()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
