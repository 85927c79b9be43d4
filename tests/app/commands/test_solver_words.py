"""What is wrong in problem and plan files, told in words."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import WRONG_INPUT, run

if TYPE_CHECKING:
    from pathlib import Path


def _problem() -> dict[str, Any]:
    days = [f"2027-03-0{day}" for day in range(1, 6)]
    slots = [{"id": f"{day}-{half}", "date": day, "half": half} for day in days for half in "ap"]
    for slot in slots:
        slot["half"] += "m"
    departments = [{"id": f"d{at}", "reception_capacity": 1} for at in range(3)]
    people = [
        {
            "id": f"p{at}",
            "department": f"d{at % 3}",
            "level": 3,
            "target_visits": 2,
            "unavailable": [slots[at]["id"]],
        }
        for at in range(6)
    ]
    roles = [
        {"id": f"r{at}", "department": f"d{at}", "level": at + 1, "hosts": [f"p{at}", f"p{at + 3}"]}
        for at in range(3)
    ]
    return {
        "format": "gemba-problem",
        "version": 1,
        "slots": slots,
        "departments": departments,
        "people": people,
        "roles": roles,
    }


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(_problem()), encoding="utf-8")
    return file


@pytest.mark.parametrize("seed", range(8))
def test_every_breach_of_a_spoilt_plan_is_a_sentence(problem_file, tmp_path, seed, capsys):
    chance = random.Random(seed)
    problem = json.loads(problem_file.read_text(encoding="utf-8"))
    visits = [
        {
            "person": chance.choice(problem["people"])["id"],
            "role": chance.choice(problem["roles"])["id"],
            "slot": chance.choice(problem["slots"])["id"],
            "host": chance.choice(problem["people"])["id"],
        }
        for _ in range(25)
    ]
    unique = {(v["person"], v["role"], v["slot"]): v for v in visits}
    plan = {
        "format": "gemba-plan",
        "version": 1,
        "status": "feasible",
        "visits": list(unique.values()),
        "tiers": [],
    }
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    assert run(["validate", str(problem_file), str(file), "--lang", "ru"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5
    codes = ("one-place", "host-of-role", "role-capacity", "spacing", "once-per")
    assert [line for line in lines if line.startswith(codes)] == []


def test_a_value_of_the_wrong_kind_is_told_without_code(tmp_path, capsys):
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(_problem() | {"people": None}), encoding="utf-8")
    assert run(["solve", str(file), "--out", str(tmp_path / "p"), "--lang", "ru"]) == WRONG_INPUT
    assert "people: здесь стоит null, а нужно: список" in capsys.readouterr().err
