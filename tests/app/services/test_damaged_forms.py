"""Two hundred forms, twenty of them damaged: those are named, and none goes to the wrong guest."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from app.bootstrap import open_services
from app.db.models import PlanVersion, Visit
from app.i18n import language
from app.services.forms import FormResult
from app.wording import error_text
from tests.app.after_visits import TUESDAY
from tests.app.filled_forms import cells, fill, read
from tests.builders import make_programme

if TYPE_CHECKING:
    from pathlib import Path


LATER = dt.datetime(2027, 6, 1)


# Ways in which a form comes back damaged; each is named and none is attributed to anybody.


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def encrypted(path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(ole + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def old_format(path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(ole + b"\0" * 600 + "Workbook".encode("utf-16-le"))


def printed(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n...")


def photographed(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0 JFIF")


def retyped(path: Path) -> None:
    path.write_text("I answered the phone", encoding="utf-8")


def saved_as_page(path: Path) -> None:
    path.write_text("<html><table><tr><td>What did I do?</td></tr></table></html>")


def in_word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def broken_inside(path: Path) -> None:
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content[:200] if "sheet1" in name else content)


def without_code(path: Path) -> None:
    book = load_workbook(path)
    del book.defined_names["gemba_code"]
    book.properties.keywords = None
    sheet = book.active
    cells(sheet)["Visit code"].offset(column=1).value = None
    book.save(path)


def of_two_visits(path: Path) -> None:
    book = load_workbook(path)
    cells(book.active)["Visit code"].offset(column=1).value = "ZZZZZZZZ"
    book.save(path)


def of_nobody(path: Path) -> None:
    book = load_workbook(path)
    book.properties.keywords = None
    cells(book.active)["Visit code"].offset(column=1).value = "ZZZZZZZZ"
    book.save(path)


def another_workbook(path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Shopping"
    book.save(path)


DAMAGES = {
    truncated: FormResult.UNREADABLE,
    emptied: FormResult.UNREADABLE,
    encrypted: FormResult.UNREADABLE,
    old_format: FormResult.UNREADABLE,
    printed: FormResult.NOT_OURS,
    photographed: FormResult.NOT_OURS,
    retyped: FormResult.NOT_OURS,
    saved_as_page: FormResult.UNREADABLE,
    in_word: FormResult.NOT_OURS,
    broken_inside: FormResult.UNREADABLE,
    without_code: FormResult.UNREADABLE,
    of_two_visits: FormResult.UNREADABLE,
    of_nobody: FormResult.NOT_OURS,
    another_workbook: FormResult.NOT_OURS,
}


@pytest.fixture
def two_hundred(tmp_path, sqlite_template):
    """Forms of two hundred visits, each filled with the name of its guest."""
    file = tmp_path / "big.db"
    shutil.copyfile(sqlite_template, file)
    services = open_services(file)
    department, _changes = services.staff.add_department(name="Sales")
    home, _changes = services.staff.add_department(name="Marketing")
    host, _changes = services.staff.add_employee(name="Host", department_id=department)
    role, _changes = services.staff.add_role(department_id=department, title="Role")
    with services.undo.together("guests"):
        guests = [
            services.staff.add_employee(name=f"Guest {number:03}", department_id=home)[0]
            for number in range(200)
        ]
    programme = make_programme(services.database)
    with services.database.unit_of_work("publish") as unit:
        plan = PlanVersion(
            programme_id=programme, number=1, status="published", created_at=dt.datetime(2027, 1, 1)
        )
        unit.session.add(plan)
        unit.session.flush()
        for guest in guests:
            unit.session.add(
                Visit(
                    plan_id=plan.id,
                    employee_id=guest,
                    role_id=role,
                    host_id=host,
                    date=TUESDAY,
                    half="am",
                )
            )
    made = services.forms.make(folder=tmp_path / "forms", programme_id=programme, now=LATER)
    for one in made:
        fill(one.path, did=one.record.employee)
    yield services, made
    services.close()


@pytest.mark.slow
def test_of_two_hundred_forms_the_damaged_are_named_and_none_is_given_to_another(two_hundred):
    services, made = two_hundred
    harms = [*DAMAGES, *list(DAMAGES)[:6]]
    assert len(harms) == 20
    expected = {}
    for harm, one in zip(harms, made[::10], strict=True):
        harm(one.path)
        expected[one.path.name] = DAMAGES[harm]
    outcomes = read(services, made[0].path.parent)
    assert len(outcomes) == 200
    good = [one for one in outcomes.values() if one.result is FormResult.READ]
    assert len(good) == 180
    assert {name: outcomes[name].result for name in expected} == expected
    for name in expected:
        with language("ru"):
            assert error_text(outcomes[name].error)
    rows = services.reflections.reflections()
    assert len(rows) == 180
    assert all(row.did == row.employee for row in rows)
