"""How commands end: usage, help, language, a mistake of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.services.programmes import ProgrammeService

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


@pytest.fixture
def mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command stumbles, and the folder of reports takes none."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    monkeypatch.setattr("app.cli._application", lambda _language: 1 / 0)


def temporary_files_in(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setattr("app.cli.tempfile", SimpleNamespace(gettempdir=lambda: folder))


@pytest.mark.usefixtures("mistake")
def test_a_mistake_is_told_though_no_report_can_be_written(
    gemba: Gemba, monkeypatch: pytest.MonkeyPatch
):
    temporary_files_in(monkeypatch, "/dev/null")
    ended = gemba("--help")
    assert (ended.code, ended.out) == (70, "")
    assert "No report of it could be written" in ended.err


@pytest.mark.usefixtures("mistake")
def test_a_report_that_its_folder_does_not_take_lies_among_temporary_files(
    gemba: Gemba, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    temporary_files_in(monkeypatch, str(tmp_path))
    ended = gemba("--help")
    (report,) = tmp_path.glob("report-*.txt")
    assert str(report) in ended.err
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


def test_a_reader_that_went_away_is_no_mistake():
    command = [sys.executable, "-m", "app", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as piped:
        assert piped.stdout is not None
        assert piped.stderr is not None
        piped.stdout.close()
        assert piped.stderr.read() == b""
    assert piped.returncode == 141


FULL = Path("/dev/full")
needs_full_device = pytest.mark.skipif(not FULL.exists(), reason="no device here is always full")


@needs_full_device
def test_an_answer_that_does_not_fit_is_no_mistake_of_the_program():
    with FULL.open("w") as full:
        answered = subprocess.run(
            [sys.executable, "-m", "app", "--help"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert answered.returncode == 3
    assert answered.stderr.startswith(b"The answer could not be written")
    assert b"Traceback" not in answered.stderr


@needs_full_device
def test_a_message_that_does_not_fit_changes_no_exit_code():
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "app", "check", "X", "--db", "none.db"]
        answered = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=full)
    assert (answered.returncode, answered.stdout) == (2, b"")


def test_a_terminal_without_the_letters_gets_what_it_can_show():
    answered = subprocess.run(
        [sys.executable, "-m", "app", "--lang", "ru", "--help"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert (answered.returncode, answered.stderr) == (0, b"")
    assert b"import" in answered.stdout
