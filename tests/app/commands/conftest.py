"""The command line, run within the test: what it answers, what it says, how it ends."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import run
from tests.app.exchange.staff_files import save_text

if TYPE_CHECKING:
    from collections.abc import Callable

STAFF = """Personnel number,Full name,Department,Job title,E-mail
1,Anna Berg,Sales,Head of sales,anna@example.com
2,Otto Kahn,Sales,Sales assistant,otto@example.com
3,Ida Lund,Sales,Sales assistant,ida@example.com
4,Max Wolf,Stock,Head of stock,max@example.com
5,Eva Roth,Stock,Stock clerk,eva@example.com
6,Jan Dorn,Stock,Stock clerk,jan@example.com
"""


@dataclass(frozen=True)
class Ended:
    """A command that has run."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """What ``--json`` answered: one document and nothing else."""
        assert self.err == ""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document


@pytest.fixture
def gemba(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    """Runs a command in an empty folder of its own, in English unless told otherwise."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: object) -> Ended:
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ended(code, captured.out, captured.err)

    return call


@pytest.fixture
def staff(gemba: Callable[..., Ended]) -> Path:
    """A sound list of six people in two departments."""
    assert gemba
    return save_text(Path("staff.csv"), STAFF)


@pytest.fixture(scope="session")
def company_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with the people of ``STAFF``, made once: to copy it is faster."""
    folder = tmp_path_factory.mktemp("company")
    list_file = save_text(folder / "staff.csv", STAFF)
    assert run(["import", str(list_file), "--db", str(folder / "company.db")]) == 0
    return folder / "company.db"


@pytest.fixture
def company(gemba: Callable[..., Ended], company_template: Path) -> Path:
    """Data with the people of ``staff``."""
    assert gemba
    return Path(shutil.copyfile(company_template, "company.db"))


@pytest.fixture
def programme(gemba: Callable[..., Ended], company: Path) -> str:
    """A programme of four weeks with everybody in it, two visits each."""
    dates = ("--from", "2027-03-01", "--to", "2027-03-26")
    assert gemba("programme", "create", "Spring", *dates, "--db", company).code == 0
    assert gemba("programme", "sign-up", "Spring", "--all", "--db", company).code == 0
    return "Spring"
