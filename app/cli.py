"""The command line; without a command it opens the window.

Heavy modules are loaded by the command that needs them, so that the start stays fast.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.exceptions import Abort, Exit, TyperException

from app.errors import KnownError
from app.i18n import LANGUAGES, _, set_language, system_language

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, WRONG_INPUT, BUG = 0, 2, 70
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    multiprocessing.freeze_support()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code, never a traceback."""
    try:
        rest, language = _take_language(arguments)
        set_language(language or system_language())
        code = _application(language)(list(rest), prog_name="gemba", standalone_mode=False)
    except Exit as stop:
        return stop.exit_code
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except TyperException as error:
        from app.commands.spoken import usage_text

        print(usage_text(error), file=sys.stderr)
        return WRONG_INPUT
    except KnownError as error:
        from app.wording import error_text

        print(error_text(error), file=sys.stderr)
        return error.exit_code
    except Exception:
        _report_bug()
        return BUG
    return code if isinstance(code, int) else DONE


def _take_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Take ``--lang`` out, wherever it stands: help texts are made in that language."""
    rest: list[str] = []
    language = None
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name != "--lang":
            rest.append(argument)
            continue
        language = value if equals else next(waiting, "")
        if language not in LANGUAGES:
            set_language(system_language())
            raise typer.BadParameter(
                _("--lang cannot be “{language}”. Choose en or ru.").format(language=language)
            )
    return rest, language


def _application(language: str | None) -> typer.Typer:
    import typer

    from app.commands import (
        demo,
        forms,
        plans,
        programmes,
        reasons,
        replans,
        solver_files,
        staff,
        versions,
    )
    from app.commands.spoken import Application

    application = Application(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_("Plan half-day visits between departments. Without a command, open the window."),
        epilog=_("--lang en or --lang ru, anywhere, overrides the language of the system."),
    )

    @application.callback(invoke_without_command=True)
    def window(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            from ui import run as run_window

            raise typer.Exit(run_window(language=language))

    for part in (demo, staff, programmes, plans, reasons, replans, versions, forms, solver_files):
        part.register(application)
    return application


def _report_bug() -> None:
    import platformdirs

    trace = traceback.format_exc()
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    folder = Path(platformdirs.user_log_path("gemba", appauthor=False))
    report = folder / f"report-{now}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        report.write_text(trace, encoding="utf-8")
    except OSError:
        print(trace, file=sys.stderr)
    print(
        _(
            "The program has made a mistake of its own; your data is as it was before. A report "
            "lies in {report}. Please send it to whoever looks after the program."
        ).format(report=report),
        file=sys.stderr,
    )
