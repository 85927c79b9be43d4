from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from app.db.models import Visit
from app.domain.reflections import Source
from app.errors import InputError
from app.services.forms import FormResult
from app.wording.after_visit import unread_text
from tests.app.after_visits import FULL, TUESDAY, publish_visits

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import Services


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    keys = publish_visits(services)
    services.staff.change_employee(
        employee_id=keys["Marketing 3"], shown_version=None, email="ann@example.com"
    )
    return keys


HEADINGS = (
    "Timestamp",
    "E-mail address",
    "Your name",
    "1. What surprised you in those 4 hours?",
    "2. What do you see differently now?",
    "3. How well were you received (1–5)?",
    "4. Any ideas for them?",
)


def workbook(path: Path, *rows: tuple[object, ...], headings=HEADINGS) -> Path:
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def take(services, path):
    found = services.reflection_lists.read(path)
    return services.reflection_lists.take(found, found.mapping)


ROW = ("3/2/2027", "Ann@Example.com", "", "The noise", "They are tired", 4, "Ear plugs\nA door")


def test_columns_of_a_form_service_are_guessed(services, keys, tmp_path):
    found = services.reflection_lists.read(workbook(tmp_path / "list.xlsx", ROW))
    assert found.mapping == {
        "email": 1,
        "name": 2,
        "surprised": 3,
        "differently": 4,
        "hosting": 5,
        "idea": 6,
    }


def test_a_row_finds_the_visit_of_its_guest(services, keys, tmp_path):
    outcomes = take(services, workbook(tmp_path / "list.xlsx", ROW))
    assert [one.result for one in outcomes] == [FormResult.READ]
    row = services.reflections.reflections()[0]
    assert (row.employee, row.surprised, row.hosting) == ("Marketing 3", "The noise", 4)
    assert row.source == "import"
    titles = [idea.title for idea in services.ideas.ideas(today=TUESDAY)]
    assert titles == ["Ear plugs", "A door"]


def test_the_same_list_again_changes_nothing(services, keys, tmp_path):
    path = workbook(tmp_path / "list.xlsx", ROW)
    take(services, path)
    assert [one.result for one in take(services, path)] == [FormResult.ALREADY_READ]
    assert len(services.ideas.ideas(today=TUESDAY)) == 2


def test_checking_writes_nothing(services, keys, tmp_path):
    found = services.reflection_lists.read(workbook(tmp_path / "list.xlsx", ROW))
    outcomes = services.reflection_lists.check(found, found.mapping)
    assert [one.result for one in outcomes] == [FormResult.READ]
    assert services.reflections.reflections() == []


def test_names_are_matched_as_people_compare_them(services, keys, tmp_path):
    row = ("", "", " MARKETING  4 ", "Quiet", "", "", "")
    assert take(services, workbook(tmp_path / "list.xlsx", row))[0].result is FormResult.READ


def test_a_stranger_and_an_empty_row_are_told(services, keys, tmp_path):
    rows = (
        ("", "nobody@example.com", "", "Quiet", "", "", ""),
        ("", "ann@example.com", "", "", "", "", ""),
    )
    outcomes = take(services, workbook(tmp_path / "list.xlsx", *rows))
    assert [one.result for one in outcomes] == [FormResult.NOT_OURS, FormResult.EMPTY]
    assert services.reflections.reflections() == []


def test_a_guest_of_two_visits_needs_a_code_or_a_date(services, keys, tmp_path):
    with services.database.unit_of_work("second visit") as unit:
        unit.session.add(
            Visit(
                plan_id=keys["plan"],
                employee_id=keys["Marketing 3"],
                role_id=keys["Sales role 2"],
                host_id=keys["Sales 2"],
                date=TUESDAY.replace(day=16),
                half="am",
            )
        )
    services.visit_records.prepare(keys["programme"])
    outcome = take(services, workbook(tmp_path / "list.xlsx", ROW))[0]
    assert (outcome.result, len(outcome.candidates)) == (FormResult.UNCLEAR, 2)

    headings = ("Visit code", "Date of the visit", "E-mail", "What surprised me?")
    second = services.visit_records.records(keys["programme"])[-1]
    rows = (
        (second.code.lower(), "", "", "By code"),
        ("", "02.03.2027", "ann@example.com", "By date"),
    )
    outcomes = take(services, workbook(tmp_path / "codes.xlsx", *rows, headings=headings))
    assert [one.candidates[0].date.day for one in outcomes] == [16, 2]
    assert {row.surprised for row in services.reflections.reflections()} == {"By code", "By date"}


def test_without_a_date_the_visit_that_lacks_a_reflection_is_meant(services, keys, tmp_path):
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    outcome = take(services, workbook(tmp_path / "list.xlsx", ROW))[0]
    assert outcome.result is FormResult.NEWER


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (("Remark", "What surprised me?"), "reflections-without-person"),
        (("E-mail", "Remark"), "reflections-without-answers"),
    ],
)
def test_a_list_that_says_too_little_is_refused(services, keys, tmp_path, headings, code):
    path = workbook(tmp_path / "list.xlsx", ("a", "b"), headings=headings)
    with pytest.raises(InputError, match=code):
        take(services, path)


def test_russian_headings_and_a_csv_file_are_understood(services, keys, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(
        "ФИО;Что вас удивило?;Что им мешает?;Ваши идеи\n"
        "Marketing 4;Тишина;Две системы;Одна система\n".encode("windows-1251")
    )
    assert take(services, path)[0].result is FormResult.READ
    row = services.reflections.reflections()[0]
    assert (row.surprised, row.in_their_way) == ("Тишина", "Две системы")


def test_what_is_no_rating_is_told(services, keys, tmp_path):
    row = ("", "ann@example.com", "", "Quiet", "", "great", "")
    outcome = take(services, workbook(tmp_path / "list.xlsx", row))[0]
    assert outcome.unread == (("hosting", "great"),)


def test_a_formula_without_a_value_is_told_by_its_row(services, keys, tmp_path):
    row = ("", "ann@example.com", "", '=UPPER("quiet")', "Two systems", "4", "")
    outcome = take(services, workbook(tmp_path / "list.xlsx", row))[0]
    assert [field for field, _value in outcome.unread] == ["surprised"]
    assert "holds a formula without a value" in unread_text(outcome.unread)


def test_headings_in_another_row_are_guessed_anew(services, keys, tmp_path):
    path = workbook(tmp_path / "list.xlsx", HEADINGS, ROW, headings=("Answers of March", "", ""))
    found = services.reflection_lists.with_heading_row(services.reflection_lists.read(path), 2)
    assert found.mapping["surprised"] == 3
    assert set(found.mapping) <= set(services.reflection_lists.fields())
    outcomes = services.reflection_lists.check(found, found.mapping)
    assert [one.result for one in outcomes] == [FormResult.READ]
