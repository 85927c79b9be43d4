"""``gemba demo``: the whole main job on the sample company."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import open_services

Gemba = "Callable[..., Ended]"


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.commands.demo._SECONDS", 2.0)


def test_the_sample_company_is_planned_judged_and_written(gemba: Gemba):
    ended = gemba("demo", "--to", "sample")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Sample company: 120 people in 6 departments."
    assert lines[2].startswith("Draft 1: 284 visits, found in ")
    assert lines[3] == "Everybody has all visits."
    assert lines[-3:] == [
        "Checked by the validator: every rule is kept.",
        f"Schedule: {Path('sample/plan.xlsx')}",
        f"Data, to be opened in the window: {Path('sample/sample.db')}",
    ]
    services = open_services(Path("sample/sample.db"), create=False)
    programme = max(services.programmes.programmes(), key=lambda one: one.from_date)
    (plan,) = services.planning.plans(programme.id)
    assert services.planning.check(plan.id) == []
    services.close()
    workbook = load_workbook("sample/plan.xlsx")
    assert workbook["By person"].max_row == 284 + 1
    assert workbook["Missing"].max_row < 5


def test_a_second_demo_leaves_the_first_as_it_was_and_speaks_russian(gemba: Gemba):
    assert gemba("demo", "--to", "sample").code == 0
    before = Path("sample/sample.db").read_bytes()
    ended = gemba("demo", "--to", "sample", "--lang", "ru")
    assert ended.code == 0
    assert f"{Path('sample/sample-2.db')}" in ended.out
    assert Path("sample/sample.db").read_bytes() == before
    services = open_services(Path("sample/sample-2.db"), create=False)
    assert "Логистика" in {row.name for row in services.staff.departments()}
    services.close()
