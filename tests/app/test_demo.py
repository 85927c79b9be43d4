from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook

from app.bootstrap import open_services
from app.demo import make_demo
from app.errors import EnvironmentFault, InputError
from app.i18n import set_language
from app.wording import error_text

TUESDAY = dt.date(2026, 11, 24)


def test_the_demo_goes_from_nothing_to_a_checked_plan_in_excel(tmp_path):
    seen = []
    demo = make_demo(tmp_path / "new", today=TUESDAY, time_limit=2, on_progress=seen.append)
    assert (demo.departments, demo.roles, demo.people) == (6, 24, 120)
    assert demo.plan.tiers[0].value == 0
    assert len(demo.plan.visits) == 284
    assert (demo.breaches, demo.findings) == ((), ())
    assert seen
    assert sorted(path.name for path in demo.folder.iterdir()) == ["plan.xlsx", "sample.db"]
    texts = {cell.value for row in load_workbook(demo.workbook)["Overview"] for cell in row}
    assert {demo.programme, "Everybody has all visits."} <= texts
    assert "Nothing: the plan keeps every rule." in texts
    services = open_services(demo.database, create=False)
    try:
        (programme,) = services.programmes.programmes()
        assert len(services.planning.plans(programme.id)) == 1
    finally:
        services.close()


def test_a_second_demo_does_not_touch_the_first(tmp_path):
    (tmp_path / "sample.db").write_bytes(b"first")
    with pytest.raises(InputError) as caught:
        make_demo(tmp_path)
    assert caught.value.code == "demo-exists"
    assert "sample.db" in error_text(caught.value)
    assert (tmp_path / "sample.db").read_bytes() == b"first"


def test_without_a_folder_a_new_one_is_made_beside_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gemba-demo").mkdir()
    set_language("ru")
    demo = make_demo(today=TUESDAY, time_limit=0.5)
    assert demo.folder == (tmp_path / "gemba-demo-2").resolve()
    assert demo.programme == "Увидеть своими глазами: первая программа"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        make_demo(tmp_path / "file")
    assert caught.value.code == "demo-folder-is-file"


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault) as caught:
        make_demo(tmp_path / "file" / "below")
    assert caught.value.code == "demo-folder-failed"
    assert str(tmp_path / "file" / "below") in error_text(caught.value)
