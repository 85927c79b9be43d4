"""Publish, list and compare as one does in a terminal."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from app.bootstrap import open_services
from app.cli import run
from tests.builders import make_company, make_programme
from tests.support.plans import add_plan

if TYPE_CHECKING:
    from pathlib import Path

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")


@pytest.fixture
def company(tmp_path: Path, sqlite_template: Path) -> str:
    """A file with programme "Spring" and two drafts."""
    file = tmp_path / "company.db"
    shutil.copyfile(sqlite_template, file)
    services = open_services(file)
    keys = make_company(services.database)
    programme_id = make_programme(services.database)
    for visit in (FIRST, LATER):
        add_plan(services, programme_id, keys, visit)
    services.close()
    return str(file)


def test_publish_the_older_draft_then_the_newer_one(company, capsys):
    assert run(["--lang", "en", "publish", "Spring", "--version", "1", "--db", company]) == 0
    assert "Plan 1 is published; the visits of 1 person" in capsys.readouterr().out
    assert run(["--lang", "en", "publish", "Spring", "--note", "Later", "--db", company]) == 0
    assert "  Moved: Wed, 3 Mar 2027, afternoon" in capsys.readouterr().out
    assert run(["--lang", "en", "versions", "Spring", "--db", company]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Version 1, superseded · ")
    assert second.startswith("Version 2, published · ")
    assert second.endswith(" · 1 visit · Later")


def test_a_published_plan_is_not_published_again(company, capsys):
    run(["publish", "Spring", "--db", company])
    assert run(["--lang", "en", "publish", "Spring", "--db", company]) == 2
    assert "Version 2 has been published" in capsys.readouterr().err


def test_conflicts_keep_a_plan_from_being_published_until_they_are_accepted(company, capsys):
    services = open_services(company)
    programme = services.programmes.by_name("Spring")
    services.programmes.close_half_day(
        programme_id=programme.id, date=programme.from_date.replace(day=3), half="pm"
    )
    services.close()
    assert run(["publish", "Spring", "--json", "--db", company]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["published"] is False
    assert len(answer["conflicts"]) == 1
    assert run(["publish", "Spring", "--accept-conflicts", "--json", "--db", company]) == 0
    assert json.loads(capsys.readouterr().out)["published"] is True


def test_compare_tells_values_and_people(company, capsys):
    assert run(["compare", "Spring", "1", "2", "--json", "--db", company]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["tiers"][0] == {"name": "missing_visits", "a": 15, "b": 15}
    assert [(it["person"], it["verdict"]) for it in answer["people"]] == [("Marketing 3", "moved")]
    assert run(["--lang", "ru", "compare", "Spring", "1", "2", "--db", company]) == 0
    assert "Marketing 3: только перенесено" in capsys.readouterr().out


def test_a_version_that_is_not_there_is_named(company, capsys):
    assert run(["--lang", "en", "compare", "Spring", "1", "7", "--db", company]) == 2
    assert "There is no version 7. There are: 1, 2." in capsys.readouterr().err


def test_export_writes_calendars_of_what_is_published_not_of_a_newer_draft(
    company, capsys, tmp_path
):
    run(["publish", "Spring", "--version", "1", "--db", company])
    out = tmp_path / "calendars"
    assert run(["export", "Spring", "--to", str(out), "--json", "--db", company]) == 0
    assert sorted(file.name for file in out.iterdir()) == [
        "Marketing 3, 2027-03-02 am, Sales.ics",
        "Sales 1, 2027-03-02 am, Marketing 3.ics",
    ]
    whole = tmp_path / "plan.ics"
    assert run(["export", "Spring", "--to", str(whole), "--db", company]) == 0
    (event,) = Calendar.from_ical(whole.read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART").day == 2
    assert run(["export", "Spring", "--to", str(whole), "--version", "2", "--db", company]) == 0
    (event,) = Calendar.from_ical(whole.read_bytes()).walk("VEVENT")
    assert (event.decoded("DTSTART").day, event["STATUS"]) == (3, "TENTATIVE")


def test_an_ending_that_is_not_known_is_told_with_those_that_are(company, capsys, tmp_path):
    target = str(tmp_path / "plan.doc")
    assert run(["--lang", "en", "export", "Spring", "--to", target, "--db", company]) == 2
    assert "Let the name end in .xlsx, .ics or .pdf" in capsys.readouterr().err


def test_export_prints_what_is_asked_for(company, tmp_path):
    target = tmp_path / "plan.pdf"
    assert run(["export", "Spring", "--to", str(target), "--print", "slips", "--db", company]) == 0
    assert len(PdfReader(target).pages) == 1
    assert run(["--lang", "ru", "export", "Spring", "--to", str(target), "--db", company]) == 0
    text = "".join(page.extract_text() for page in PdfReader(target).pages)
    for heading in ("Список принимающих", "Откуда / куда", "Кто приходит к нам", "Marketing 3"):
        assert heading in text
