"""The command line; without a command it opens the window.

Heavy modules are loaded by the command that needs them, so that the start stays fast.
"""

from __future__ import annotations

import datetime as dt
import errno
import io
import multiprocessing
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.exceptions import Abort, Exit, TyperException

from app.errors import EnvironmentFault, KnownError
from app.i18n import LANGUAGES, _, set_language, system_language

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, WRONG_INPUT, BUG = 0, 2, 70
INTERRUPTED, READER_GONE = 130, 141  # as a shell tells that a signal ended a command
# What the system says where a disk or device is at fault, whoever wrote to it.
_DEVICE_FAILS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal does not know is no reason to say nothing.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code, never a traceback."""
    try:
        return _run(arguments)
    except (SystemExit, BrokenPipeError):
        # Typer makes the former of the latter.
        _drop_answer()
        return READER_GONE
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        try:
            return _ended_by(error)
        except Exception:
            _report_bug()
            return BUG


def _run(arguments: Sequence[str]) -> int:
    rest, language = _take_language(arguments)
    set_language(language or system_language())
    try:
        code = _application(language)(list(rest), prog_name="gemba", standalone_mode=False)
    except Exit as stop:
        code = stop.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    return code if isinstance(code, int) else DONE


def _ended_by(error: Exception) -> int:
    """Tell of ``error``, which is being handled; return the exit code for it."""
    if isinstance(error, TyperException):
        from app.commands.spoken import usage_text

        _complain(usage_text(error))
        return WRONG_INPUT
    if isinstance(error, OSError) and error.errno in _DEVICE_FAILS:
        _drop_answer()
        error = EnvironmentFault("answer-not-written", reason=error.strerror)
    if isinstance(error, KnownError):
        from app.wording import error_text

        _complain(error_text(error))
        return error.exit_code
    _report_bug()
    return BUG


def _complain(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _drop_answer() -> None:
    # What waits to be written would fail again when the program ends, and change its exit code.
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end


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
    report = _written_report(traceback.format_exc())
    _complain(
        _(
            "The program has made a mistake of its own; your data is as it was before. A report "
            "lies in {report}. Please send it to whoever looks after the program."
        ).format(report=report)
        if report is not None
        else _(
            "The program has made a mistake of its own; your data is as it was before. No report "
            "of it could be written: the disk is full, or may not be written to."
        )
    )


def _written_report(trace: str) -> Path | None:
    """Write ``trace`` into the folder of logs, else among temporary files; return where it lies."""
    import platformdirs

    now = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    for folder in (
        platformdirs.user_log_path("gemba", appauthor=False),
        Path(tempfile.gettempdir()),
    ):
        report = folder / f"report-{now}.txt"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            report.write_text(trace, encoding="utf-8")
            return report
    return None
