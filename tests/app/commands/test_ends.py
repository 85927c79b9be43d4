"""How commands end: usage, help, language, a mistake of our own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.services.programmes import ProgrammeService

if TYPE_CHECKING:
    from pathlib import Path

Gemba = "Callable[..., Ended]"

COMMANDS = (
    "check",
    "demo",
    "export",
    "import",
    "plan",
    "problem",
    "programme",
    "solve",
    "validate",
)


def test_help_names_every_command(gemba: Gemba):
    ended = gemba("--help")
    assert (ended.code, ended.err) == (0, "")
    assert [name for name in COMMANDS if f" {name} " not in ended.out] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("import",),
        ("import", "list.csv", "--frob"),
        ("plan", "Spring", "--time", "soon"),
        ("plan", "Spring", "--time", "0"),
        ("plan", "Spring", "--seed", "-1"),
        ("plan", "Spring", "--workers", "0"),
        ("--lang", "de", "demo"),
        ("demo", "--lang"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_way_on(gemba: Gemba, arguments: tuple[str, ...]):
    ended = gemba(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].startswith("See gemba ")


@pytest.mark.parametrize("arguments", [("--lang", "ru", "check", "X"), ("check", "X", "--lang=ru")])
def test_the_language_may_stand_anywhere(gemba: Gemba, arguments: tuple[str, ...]):
    ended = gemba(*arguments, "--db", "none.db")
    assert ended.code == 2
    assert "«none.db»" in ended.err


def test_the_language_of_the_system_is_taken(gemba: Gemba, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "«none.db»" in gemba("check", "X", "--db", "none.db").err


def test_a_mistake_of_our_own_leaves_a_report(
    gemba: Gemba, company: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def broken(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr(ProgrammeService, "by_name", broken)
    ended = gemba("check", "Spring", "--db", company)
    assert (ended.code, ended.out) == (70, "")
    assert "The program has made a mistake of its own" in ended.err
    (report,) = tmp_path.rglob("report-*.txt")
    assert str(report) in ended.err
    assert "a wheel came off" in report.read_text(encoding="utf-8")


def test_the_module_is_the_same_program():
    answered = subprocess.run(
        [sys.executable, "-m", "app", "check", "X", "--db", "none.db", "--lang", "en"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (answered.returncode, answered.stdout) == (2, "")
    assert answered.stderr.startswith("There is no file “none.db”.")


def test_a_reader_that_went_away_is_no_mistake():
    command = [sys.executable, "-m", "app", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as piped:
        assert piped.stdout is not None
        assert piped.stderr is not None
        piped.stdout.close()
        assert piped.stderr.read() == b""
    assert piped.returncode == 1
