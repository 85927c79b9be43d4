"""The solver's own files come back as they were written, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import EnvironmentFault, InputError
from app.services import solver_files
from app.services.solver_files import (
    check_writable,
    make_folder,
    read_plan,
    read_problem,
    write_text,
)
from app.wording import error_text
from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status, Tier
from tests.builders import make_company, make_programme


@pytest.fixture
def problem(services):
    make_company(services.database)
    return services.planning.problem(make_programme(services.database))


def test_a_problem_comes_back_as_it_was(problem, tmp_path):
    write_text(tmp_path / "задача.json", problem.to_json())
    assert read_problem(tmp_path / "задача.json") == problem


def test_a_plan_comes_back_as_it_was(problem, tmp_path):
    role = problem.roles[0]
    guest = next(one for one in problem.people if one.department != role.department)
    visit = Visit(guest.id, role.id, problem.slots[0].id, role.hosts[0])
    tiers = (Tier("missing_visits", 15, 12),)
    plan = Plan(Status.FEASIBLE, (visit,), tiers=tiers, terms={"wishes": 2}, seconds=1.5, seed=3)
    write_text(tmp_path / "plan.json", plan.to_json())
    assert read_plan(tmp_path / "plan.json") == plan


def test_a_file_with_the_mark_of_windows_editors_is_read(problem, tmp_path):
    file = tmp_path / "problem.json"
    file.write_text(problem.to_json(), encoding="utf-8-sig")
    assert read_problem(file) == problem


@pytest.mark.parametrize(
    ("read", "code"),
    [(read_problem, "problem-file-faults"), (read_plan, "plan-file-faults")],
)
def test_every_fault_of_a_file_is_told_with_its_place(tmp_path, read, code):
    file = tmp_path / "file.json"
    file.write_text('{"format": "something", "version": 1}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(file)
    assert caught.value.code == code
    assert str(file) in error_text(caught.value)
    assert [fault.path for fault in caught.value.parameters["faults"]] == ["format"]


def test_a_file_far_too_large_is_not_read(tmp_path, monkeypatch):
    file = tmp_path / "file.json"
    file.write_text("{" + " " * 1_000 + "}", encoding="utf-8")
    monkeypatch.setattr(solver_files, "_LARGEST_BYTES", 1_000)
    with pytest.raises(InputError) as caught:
        read_problem(file)
    assert caught.value.code == "input-too-large"


def test_a_disk_that_fails_is_no_fault_of_the_file(tmp_path, monkeypatch):
    file = tmp_path / "file.json"
    file.touch()

    def fail(*_arguments: object, **_more: object) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_text", fail)
    with pytest.raises(EnvironmentFault) as caught:
        read_plan(file)
    assert caught.value.code == "input-unreadable"


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path):
    file = tmp_path / "plan.json"
    write_text(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "half a letter: \ud800")
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_target_is_looked_at_before_the_work(tmp_path):
    assert check_writable(str(tmp_path / "plan.json")) == tmp_path / "plan.json"
    with pytest.raises(InputError) as caught:
        check_writable(tmp_path / "none" / "plan.json")
    assert caught.value.code == "target-folder-missing"


def test_a_folder_is_made_with_those_above_it(tmp_path):
    assert make_folder(tmp_path / "a" / "b").is_dir()
    assert make_folder(tmp_path / "a" / "b") == tmp_path / "a" / "b"
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault) as caught:
        make_folder(tmp_path / "file" / "b")
    assert caught.value.code == "folder-cannot-be-made"
