"""``gemba import``: a staff list in, by hand or by script."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import open_services
from tests.app.commands.conftest import STAFF
from tests.app.exchange.staff_files import save_text, save_workbook

Gemba = "Callable[..., Ended]"


def people(place: Path) -> list[tuple[str, str, str]]:
    services = open_services(place, create=False)
    rows = [(row.name, row.department, row.job_title) for row in services.staff.people()]
    services.close()
    return rows


def test_departments_people_and_roles_come_in(gemba: Gemba, company: Path):
    services = open_services(company, create=False)
    found = [(row.name, row.people) for row in services.staff.departments()]
    roles = {role.title: (role.level, len(role.host_ids)) for role in services.staff.roles()}
    services.close()
    assert found == [("Sales", 3), ("Stock", 3)]
    assert roles == {
        "Head of sales": (5, 1),
        "Head of stock": (5, 1),
        "Sales assistant": (2, 2),
        "Stock clerk": (2, 2),
    }


def test_what_was_done_is_said_in_one_line(gemba: Gemba, staff: Path):
    ended = gemba("import", staff, "--db", "company.db")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Imported: 6 new, 0 changed, 0 as before, 0 left out.\n"


def test_it_is_said_in_russian(gemba: Gemba, staff: Path):
    ended = gemba("import", staff, "--db", "company.db", "--lang", "ru")
    assert ended.code == 0
    assert "Импорт" in ended.out or "импорт" in ended.out


def test_the_same_list_again_changes_nothing(gemba: Gemba, staff: Path, company: Path):
    before = people(company)
    ended = gemba("import", staff, "--db", company)
    assert ended.out == "Imported: 0 new, 0 changed, 6 as before, 0 left out.\n"
    assert people(company) == before


def test_a_later_list_changes_whom_it_names(gemba: Gemba, company: Path):
    later = STAFF.replace("Otto Kahn,Sales,Sales assistant", "Otto Kahn,Stock,Stock clerk")
    ended = gemba("import", save_text(Path("later.csv"), later), "--db", company)
    assert ended.out == "Imported: 0 new, 1 changed, 5 as before, 0 left out.\n"
    assert ("Otto Kahn", "Stock", "Stock clerk") in people(company)


def test_a_list_of_an_old_russian_program_is_read(gemba: Gemba):
    text = "Табельный номер;ФИО;Подразделение;Должность\n7;Ильин Пётр;Склад;Кладовщик\n"
    ended = gemba("import", save_text(Path("старый.csv"), text, "cp1251"), "--db", "company.db")
    assert ended.code == 0
    assert people(Path("company.db")) == [("Ильин Пётр", "Склад", "Кладовщик")]


def test_a_sheet_and_columns_are_named_by_hand(gemba: Gemba):
    file = save_workbook(
        Path("lists.xlsx"),
        [["Who", "Where", "As"], ["Anna Berg", "Sales", "Clerk"]],
        title="Second",
    )
    chosen = ("--map", "name=Who", "--map", "department=Where", "--map", "job_title=As")
    ended = gemba("import", file, "--sheet", "Second", *chosen, "--db", "company.db")
    assert ended.code == 0
    assert people(Path("company.db")) == [("Anna Berg", "Sales", "Clerk")]


def test_a_sheet_that_is_not_there(gemba: Gemba):
    file = save_workbook(Path("lists.xlsx"), [["Name", "Department"], ["Anna", "Sales"]])
    ended = gemba("import", file, "--sheet", "May", "--db", "company.db")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "“lists.xlsx” has no sheet “May”. Its sheets are: “Staff”.\n"


# Looking first


def test_a_dry_run_tells_and_writes_nothing(gemba: Gemba, staff: Path):
    ended = gemba("import", staff, "--dry-run", "--db", "company.db")
    assert ended.code == 0
    assert ended.out == "Would be imported: 6 new, 0 changed, 0 as before, 0 left out.\n"
    assert not Path("company.db").exists()


def test_a_dry_run_into_a_company_tells_what_would_change(gemba: Gemba, company: Path):
    before = people(company)
    later = save_text(Path("later.csv"), STAFF.replace("Stock clerk", "Storekeeper"))
    ended = gemba("import", later, "--dry-run", "--db", company)
    assert "0 new, 2 changed, 4 as before" in ended.out
    assert people(company) == before


@pytest.fixture
def faulty(gemba: Gemba) -> Path:
    text = STAFF + "7,Nora Falk,,Clerk,nora@example.com\n8,Kai Moor,Stock,Clerk,not an address\n"
    return save_text(Path("faulty.csv"), text)


def test_a_dry_run_that_finds_rows_to_mend_ends_with_one(gemba: Gemba, faulty: Path):
    ended = gemba("import", faulty, "--dry-run", "--db", "company.db")
    assert ended.code == 1
    assert "Row 8, Department: There is no department." in ended.out
    assert "Row 9, E-mail: “not an address” is no e-mail address." in ended.out


def test_rows_to_mend_stay_out_and_the_others_come_in(gemba: Gemba, faulty: Path):
    ended = gemba("import", faulty, "--db", "company.db")
    assert ended.code == 0
    assert "Imported: 7 new, 0 changed, 0 as before, 1 left out." in ended.out
    assert "Nora Falk" not in {name for name, _department, _title in people(Path("company.db"))}


def test_problems_come_back_marked_in_a_workbook(gemba: Gemba, faulty: Path):
    ended = gemba("import", faulty, "--dry-run", "--errors", "problems.xlsx", "--db", "company.db")
    assert ended.code == 1
    assert "Problems marked in: problems.xlsx" in ended.out
    sheet = load_workbook("problems.xlsx").active
    assert sheet["F1"].value == "What is wrong"
    said = {row[1].value: row[5].value for row in sheet.iter_rows(min_row=2) if row[5].value}
    assert said.keys() == {"Nora Falk", "Kai Moor"}
    assert "There is no department." in said["Nora Falk"]


def test_nothing_wrong_no_workbook(gemba: Gemba, staff: Path):
    ended = gemba("import", staff, "--errors", "problems.xlsx", "--db", "company.db")
    assert ended.code == 0
    assert not Path("problems.xlsx").exists()


def test_a_script_gets_one_document(gemba: Gemba, faulty: Path):
    ended = gemba("import", faulty, "--dry-run", "--json", "--db", "company.db")
    assert ended.code == 1
    document = ended.document
    assert document["counts"] == {
        "new": 7,
        "change": 0,
        "same": 0,
        "problem": 1,
        "left_out": 0,
    }
    assert document["new_departments"] == ["Sales", "Stock"]
    assert [(each["row"], each["code"]) for each in document["problems"]] == [
        (8, "no-department"),
        (9, "email-wrong"),
    ]
    assert {role["title"]: role["level"] for role in document["roles"]}["Head of sales"] == 5


# What cannot be


def test_a_list_of_which_no_row_can_come_in_is_refused(gemba: Gemba):
    file = save_text(Path("none.csv"), "Name,Department\nAnna Berg,\nOtto Kahn,\n")
    ended = gemba("import", file, "--db", "company.db")
    assert ended.code == 2
    assert "Row 2, Department: There is no department." in ended.out
    assert ended.err.startswith("Nothing was imported from “none.csv”")
    assert not Path("company.db").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "shoe=E-mail"), "There is no field “shoe”. There are: department, name,"),
        (
            ("--map", "name=Nome"),
            "There is no column “Nome”. There are: Personnel number,",
        ),
        (("--map", "name"), "“name” does not map a column. Write the field, an equals sign"),
        (("--map", "name=Department"), "the column “Department” was chosen for two things"),
        (("--errors", "out.pdf"), "Let it end in “.xlsx”."),
        (("--errors", "none/out.xlsx"), "there is no folder “none”. Make the folder"),
    ],
)
def test_options_that_cannot_be_are_refused_before_anything_is_written(
    gemba: Gemba, staff: Path, options: tuple[str, ...], said: str
):
    ended = gemba("import", staff, *options, "--db", "company.db")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert not Path("company.db").exists()
