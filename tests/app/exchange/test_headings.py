from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from app.domain.staff_list import ListKind, SheetData, SheetRow
from app.exchange.headings import guess_heading_row, guess_mapping, kind_of, with_headings


def sheet_of(*rows: list[Any]) -> SheetData:
    numbered = tuple(SheetRow(number, tuple(row)) for number, row in enumerate(rows, start=1))
    return with_headings(SheetData("a.csv", (), "a", numbered))


def mapped(*headings: str, values: list[Any] | None = None) -> dict[str, str]:
    sheet = sheet_of(list(headings), values or ["x"] * len(headings))
    return {field: headings[column] for field, column in guess_mapping(sheet).items()}


def test_english_headings() -> None:
    headings = ("Emp. ID", "Full Name", "Dept.", "Job Title", "E-mail address", "Start date")
    assert mapped(*headings) == dict(
        zip(
            ("employee_id", "name", "department", "job_title", "email", "hire_date"),
            headings,
            strict=True,
        )
    )


def test_russian_headings() -> None:
    headings = ("Таб. №", "Ф.И.О.", "Подразделение", "Должность", "Эл. почта", "Дата приёма")
    assert mapped(*headings) == dict(
        zip(
            ("employee_id", "name", "department", "job_title", "email", "hire_date"),
            headings,
            strict=True,
        )
    )


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Surname", "First name", "Unit"), {"last_name", "first_name", "department"}),
        (("Фамилия", "Имя", "Отдел"), {"last_name", "first_name", "department"}),
        (("Name", "Surname", "Unit"), {"last_name", "first_name", "department"}),
        (("Фамилия", "Отдел"), {"name", "department"}),
        (("Имя", "Отдел"), {"name", "department"}),
        (("Full name", "First name", "Last name", "Dept"), {"name", "department"}),
        (("login", "department"), {"name", "department"}),
        (("ФИО сотрудника (полностью)", "Отдел / служба"), {"name", "department"}),
        (("ФИО руководителя", "ФИО", "Отдел"), {"manager", "name", "department"}),
        (("department_id", "department", "name"), {"department", "name"}),
        (("Phone", "Salary"), set()),
    ],
)
def test_fields_found(headings: tuple[str, ...], expected: set[str]) -> None:
    assert set(mapped(*headings)) == expected


def test_a_rank_that_is_no_ladder_is_not_taken_for_one() -> None:
    rows: list[list[Any]] = [["Name", "Department", "Grade"]]
    assert "level" in guess_mapping(sheet_of(*rows, *(["A", "B", n % 5 + 1] for n in range(20))))
    assert "level" not in guess_mapping(sheet_of(*rows, *(["A", "B", n + 5] for n in range(20))))


def test_addresses_are_known_by_their_look() -> None:
    sheet = sheet_of(["Name", "Department", "Contact"], ["A", "Sales", "a@example.com"])
    assert guess_mapping(sheet)["email"] == 2


def test_headings_below_a_title_and_blank_rows() -> None:
    rows = (
        SheetRow(1, ("Staff list as of 1 March", None, None)),
        SheetRow(4, ("№", "ФИО", "Отдел")),
        SheetRow(5, (1, "Анна Петрова", "Продажи")),
    )
    assert guess_heading_row(rows) == 4


def test_of_two_rows_of_headings_the_telling_one_is_taken() -> None:
    sheet = sheet_of(
        ["Person", None, "Work", None],
        ["Surname", "First name", "Department", "Job title"],
        ["Petrova", "Anna", "Sales", "Clerk"],
    )
    assert sheet.heading_row == 2


def test_a_heading_merged_over_two_rows_stands_in_the_upper_one() -> None:
    sheet = sheet_of(
        ["Department", "Person", None],
        [None, "First name", "Last name"],
        ["Sales", "Anna", "Petrova"],
    )
    assert sheet.headings == ("Department", "First name", "Last name")


def test_a_list_without_headings_has_letters_for_columns() -> None:
    sheet = sheet_of(["Anna Petrova 1", 3, "a@example.com"], ["Boris Orlov 2", 4, "b@example.com"])
    assert (sheet.heading_row, sheet.headings) == (0, ("A", "B", "C"))
    assert len(sheet.data_rows) == 2


def test_equal_and_empty_headings_are_told_apart() -> None:
    sheet = with_headings(sheet_of(["Name", "Name", None], ["A", "B", "C"]), 1)
    assert sheet.headings == ("Name", "Name (B)", "C")


def test_a_list_without_people_is_one_of_departments() -> None:
    assert kind_of(guess_mapping(sheet_of(["department", "manager"], ["Sales", "Anna"]))) is (
        ListKind.DEPARTMENTS
    )
    assert kind_of(guess_mapping(sheet_of(["department", "name"], ["Sales", "Anna"]))) is (
        ListKind.PEOPLE
    )
    assert kind_of({"department": 0, "job_title": 1}) is ListKind.PEOPLE


def test_the_samples_of_the_program_are_read(tmp_path: Path) -> None:
    resources = Path(__file__).parents[3] / "resources" / "sample"
    for tongue in ("en", "ru"):
        with (resources / tongue / "people.csv").open(encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert {"name", "email"} <= guess_mapping(sheet_of(*rows)).keys()
