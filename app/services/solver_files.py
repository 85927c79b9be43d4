"""The solver's own files: problems and plans, read strictly and written whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.atomic import check_target, replacing
from app.errors import EnvironmentFault, InputError
from solver.rotation.faults import ProblemError
from solver.rotation.problem import Problem
from solver.rotation.solution import Plan

if TYPE_CHECKING:
    from solver.rotation.faults import Fault

# A problem of 5,000 people and 60 half-days is about 8 MiB.
_LARGEST_BYTES = 512 * 1024 * 1024


def read_problem(file: str | Path) -> Problem:
    """Return the problem in ``file``.

    Raises
    ------
    InputError
        If it is missing, no problem file, or wrong: with every fault at once.
    """
    try:
        return Problem.from_json(_text(Path(file)))
    except ProblemError as error:
        raise _refused("problem-file-faults", file, error.faults) from error


def read_plan(file: str | Path) -> Plan:
    """Return the plan in ``file``; raises like :func:`read_problem`."""
    try:
        return Plan.from_json(_text(Path(file)))
    except ProblemError as error:
        raise _refused("plan-file-faults", file, error.faults) from error


def check_writable(file: str | Path) -> Path:
    """Return where a file will be written; refuse early what cannot be."""
    path = Path(file)
    check_target(path)
    return path


def write_text(file: str | Path, text: str) -> None:
    """Write ``text`` whole or not at all."""
    with replacing(Path(file)) as temporary:
        temporary.write_text(text, encoding="utf-8")


def make_folder(folder: str | Path) -> Path:
    """Make a folder that need not exist yet, and return it."""
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault("folder-cannot-be-made", folder=str(path)) from error
    return path


def _refused(code: str, file: str | Path, faults: tuple[Fault, ...]) -> InputError:
    return InputError(code, file=str(file), faults=faults)


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise InputError("input-is-folder", file=str(path))
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError("input-too-large", file=str(path))
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("input-missing", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("input-not-text", file=str(path)) from error
    except OSError as error:
        raise EnvironmentFault("input-unreadable", file=str(path)) from error
