"""``gemba forms make`` and ``gemba forms read``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from app.bootstrap import open_services
from tests.app.after_visits import publish_visits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.commands.conftest import Gemba


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A company with three published visits."""
    file = tmp_path / "company.db"
    services = open_services(file)
    publish_visits(services)
    services.close()
    return file


def fill(path: Path, text: str) -> None:
    book = load_workbook(path)
    _sheet, place = next(iter(book.defined_names["gemba_did"].destinations))
    book.active[place.replace("$", "")] = text
    book.save(path)


def test_forms_go_out_and_come_back(gemba: Gemba, company: Path, tmp_path: Path):
    folder = tmp_path / "forms"
    made = gemba("forms", "make", "Spring", "--to", folder, "--all", "--json", "--db", company)
    assert made.code == 0
    files = {one["person"]: one["file"] for one in made.document["forms"]}
    assert set(files) == {"Marketing 3", "Marketing 4", "Sales 3"}
    fill(folder / files["Sales 3"].rpartition("/")[2], "Listened to calls")
    (folder / "notes.txt").write_text("shopping")

    read = gemba("forms", "read", folder, "--json", "--db", company)
    assert read.code == 1  # one file is none of ours
    results = {one["file"]: (one["result"], one["person"]) for one in read.document["files"]}
    assert results["notes.txt"] == ("not-ours", None)
    assert sorted(results.values(), key=str)[-1] == ("read", "Sales 3")

    again = gemba("forms", "read", folder, "--db", company)
    assert "already read" in again.out
    assert "notes.txt: not ours" in again.out


def test_a_list_of_a_form_service_is_read(gemba: Gemba, company: Path, tmp_path: Path):
    file = tmp_path / "answers.csv"
    file.write_text("Name,What surprised you?\nSales 3,The noise\nNobody,Nothing\n")
    read = gemba("forms", "read", file, "--db", company)
    assert read.code == 1
    assert read.out.splitlines() == ["Row 2, Sales 3: read", "Row 3, Nobody: not ours"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read", "nowhere"], "There is no folder “nowhere”"),
        (["make", "Autumn", "--to", "forms"], "There is no programme “Autumn”"),
        (["make", "Spring"], "--to"),
    ],
)
def test_what_is_wrong_is_told(gemba: Gemba, company: Path, arguments, told):
    ended = gemba("forms", *arguments, "--db", company)
    assert ended.code == 2
    assert told in ended.err
