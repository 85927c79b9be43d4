"""A long list with every fault we know of planted in it: each must be named by row and column."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.known_staff import KnownDepartment, KnownPerson, KnownStaff
from app.domain.staff_list import ImportPlan, Status
from app.exchange.headings import guess_mapping
from app.exchange.sheet_reader import read_sheet
from app.exchange.staff_import import check_list
from app.i18n import LANGUAGES, language
from app.wording.staff_import import problem_line
from tests.app.exchange.staff_files import HEADINGS, save_workbook

NUMBER, NAME, DEPARTMENT, TITLE, LEVEL, EMAIL, MANAGER, HIRED, ACTIVE = HEADINGS
SERIOUS, DOUBT, OUT = "serious", "doubt", "out"


@dataclass
class Planted:
    """A row that differs from a sound one by ``cells``, and what must be said of it."""

    cells: dict[str, Any]
    code: str
    column: str
    weight: str = SERIOUS
    suggestion: str | None = None


def person(number: int) -> dict[str, Any]:
    """Return a sound row."""
    return {
        NUMBER: f"{number:05}",
        NAME: f"Person {'ABCDEFGHIJ'[number % 10]}{'klmnopqrst'[number // 10 % 10]} No{number}",
        DEPARTMENT: ("Sales", "Marketing", "Логистика", "Human Resources")[number % 4],
        TITLE: "Specialist",
        LEVEL: 3,
        EMAIL: f"person{number}@example.com",
        MANAGER: "Olga Petrova",
        HIRED: dt.date(2020, 3, 2),
        ACTIVE: "yes",
    }


PLANTED = [
    # Nobody, or nowhere
    Planted({DEPARTMENT: None}, "no-department", DEPARTMENT),
    Planted({DEPARTMENT: "   "}, "no-department", DEPARTMENT),
    Planted({DEPARTMENT: "n/a"}, "no-department", DEPARTMENT),
    Planted({NUMBER: None, NAME: None}, "nobody", NAME),
    Planted({NAME: None}, "no-name", NAME, DOUBT),
    Planted({NAME: "-"}, "no-name", NAME, DOUBT),
    # Spreadsheet errors
    Planted({DEPARTMENT: "#N/A"}, "cell-error", DEPARTMENT),
    Planted({NUMBER: "#REF!"}, "cell-error", NUMBER),
    Planted({NAME: "#NAME?"}, "cell-error", NAME),
    Planted({TITLE: "#Н/Д"}, "cell-error", TITLE, DOUBT),
    Planted({LEVEL: "#VALUE!"}, "cell-error", LEVEL, DOUBT),
    Planted({DEPARTMENT: '="Sa"&"les"'}, "cell-not-calculated", DEPARTMENT),
    Planted({EMAIL: '="a@"&"example.com"'}, "cell-not-calculated", EMAIL, DOUBT),
    # Too much, or nothing anybody can see
    Planted({NAME: "x" * 300}, "cell-too-long", NAME),
    Planted({TITLE: "y" * 5_000}, "cell-too-long", TITLE, DOUBT),
    Planted({NAME: "Ve_x0007_ra Ivanova"}, "control-characters", NAME, DOUBT, "Vera Ivanova"),
    Planted({TITLE: "Cle_x0001_rk"}, "control-characters", TITLE, DOUBT, "Clerk"),
    Planted({MANAGER: "Ol\ufffdga"}, "broken-letters", MANAGER, DOUBT),
    # Personnel numbers
    Planted({NUMBER: dt.date(2026, 1, 2)}, "number-is-date", NUMBER),
    Planted({NUMBER: True}, "number-is-truth", NUMBER),
    Planted({NUMBER: 12.5}, "number-has-fraction", NUMBER),
    Planted({NUMBER: "1.2E+11"}, "number-rounded", NUMBER),
    Planted({NUMBER: "z" * 100}, "cell-too-long", NUMBER),
    Planted({NUMBER: "70001"}, "number-twice", NUMBER),
    Planted({NUMBER: 70001.0}, "number-twice", NUMBER),
    # Names
    Planted({NAME: "Иванoв Пётр"}, "mixed-alphabets", NAME, DOUBT, "Иванов Пётр"),
    Planted({NAME: "Аnna Smith"}, "mixed-alphabets", NAME, DOUBT, "Anna Smith"),
    Planted({NAME: 12345}, "name-without-letters", NAME, DOUBT),
    Planted({NAME: "anna@example.com"}, "name-is-address", NAME, DOUBT),
    Planted({NAME: "Фёдорова Алёна", DEPARTMENT: "Sales"}, "same-person", NAME, DOUBT),
    Planted({NAME: "CEPOB OTTO", DEPARTMENT: "Sales"}, "same-person", NAME, DOUBT),
    # Departments
    Planted({DEPARTMENT: "Sale"}, "department-unknown", DEPARTMENT, suggestion="Sales"),
    Planted({DEPARTMENT: "Marketting"}, "department-unknown", DEPARTMENT, suggestion="Marketing"),
    Planted({DEPARTMENT: "Логситика"}, "department-unknown", DEPARTMENT, suggestion="Логистика"),
    Planted(
        {DEPARTMENT: "Human Resource"},
        "department-unknown",
        DEPARTMENT,
        suggestion="Human Resources",
    ),
    Planted({DEPARTMENT: "Finanse"}, "department-unknown", DEPARTMENT, suggestion="Finance"),
    Planted({DEPARTMENT: "Sales "}, "department-spelling", DEPARTMENT, DOUBT, "Sales"),
    Planted({DEPARTMENT: "SALES"}, "department-spelling", DEPARTMENT, DOUBT, "Sales"),
    Planted({DEPARTMENT: "Human\u00a0Resources"}, "department-spelling", DEPARTMENT, DOUBT),
    Planted({DEPARTMENT: "Mark\u200beting"}, "department-spelling", DEPARTMENT, DOUBT),
    Planted({DEPARTMENT: "Mаrketing"}, "department-look-alike", DEPARTMENT, DOUBT, "Marketing"),
    # E-mail
    Planted({EMAIL: "anna.example.com"}, "email-wrong", EMAIL, DOUBT),
    Planted({EMAIL: "anna @example.com"}, "email-wrong", EMAIL, DOUBT, "anna@example.com"),
    Planted({EMAIL: "anna@example,com"}, "email-wrong", EMAIL, DOUBT, "anna@example.com"),
    Planted({EMAIL: "anna..b@example.com"}, "email-wrong", EMAIL, DOUBT, "anna.b@example.com"),
    Planted({EMAIL: "аnnа@example.com"}, "email-look-alike", EMAIL, DOUBT, "anna@example.com"),
    Planted({EMAIL: "an@example.com; na@example.com"}, "email-several", EMAIL, DOUBT),
    Planted({EMAIL: "SHARED@example.com"}, "email-twice", EMAIL, DOUBT),
    Planted({NUMBER: None, EMAIL: "twin@example.com"}, "email-twice", EMAIL),
    Planted({EMAIL: "known@example.com"}, "email-of-other", EMAIL, DOUBT),
    # Levels
    Planted({LEVEL: 0}, "level-wrong", LEVEL, DOUBT),
    Planted({LEVEL: 6}, "level-wrong", LEVEL, DOUBT),
    Planted({LEVEL: 2.5}, "level-wrong", LEVEL, DOUBT),
    Planted({LEVEL: "boss"}, "level-wrong", LEVEL, DOUBT),
    Planted({LEVEL: dt.date(2026, 3, 3)}, "level-wrong", LEVEL, DOUBT),
    # Dates
    Planted({HIRED: "31.02.2020"}, "date-impossible", HIRED, DOUBT),
    Planted({HIRED: "soon"}, "date-wrong", HIRED, DOUBT),
    Planted({HIRED: "32"}, "date-wrong", HIRED, DOUBT),
    Planted({HIRED: True}, "date-wrong", HIRED, DOUBT),
    Planted({HIRED: "2.3.1026"}, "date-year", HIRED, DOUBT),
    Planted({HIRED: "3/2/2026"}, "date-unclear", HIRED, DOUBT, "2026-02-03"),
    Planted({HIRED: 43892}, "date-from-number", HIRED, DOUBT, "2020-03-02"),
    # Still here?
    Planted({ACTIVE: "maybe"}, "active-wrong", ACTIVE, DOUBT),
    Planted({ACTIVE: 7}, "active-wrong", ACTIVE, DOUBT),
    # Against the database
    Planted({NAME: "Namesake Known", NUMBER: "81000"}, "namesake-known", NAME, DOUBT),
    Planted(
        {NAME: "Double Known", NUMBER: None, EMAIL: None, DEPARTMENT: "Sales"},
        "several-namesakes",
        NAME,
    ),
    Planted({NUMBER: "00777", NAME: "By Hand", LEVEL: 2}, "level-kept", LEVEL, DOUBT),
    # Rows that are nobody
    Planted({key: None for key in HEADINGS} | {MANAGER: "-"}, "row-says-nothing", "", OUT),
    Planted(dict(zip(HEADINGS, HEADINGS, strict=True)), "row-repeats-headings", "", OUT),
    Planted({key: None for key in HEADINGS} | {NUMBER: "Итого: 300"}, "row-is-total", "", OUT),
    Planted({key: None for key in HEADINGS} | {NUMBER: "Grand total"}, "row-is-total", "", OUT),
]
# What the planted doubles are doubles of.
FIRST_OF_TWO = [
    {NUMBER: "70001"},
    {NAME: "Федорова Алена", DEPARTMENT: "Sales"},
    {NAME: "СЕРОВ ОТТО", DEPARTMENT: "Sales"},
    {EMAIL: "shared@example.com"},
    {NUMBER: None, EMAIL: "twin@example.com"},
]


def known(key: int, name: str, **fields: Any) -> KnownPerson:
    values: dict[str, Any] = {
        "employee_id": None,
        "email": None,
        "department_id": 1,
        "department": "Sales",
        "job_title": "",
        "level": None,
        "level_by_hand": False,
        "manager": "",
        "hire_date": None,
        "active": True,
    }
    return KnownPerson(id=key, name=name, **(values | fields))


STAFF = KnownStaff(
    departments=tuple(
        KnownDepartment(key, name, "", "", "", "", "", "")
        for key, name in enumerate(("Sales", "Finance"), start=1)
    ),
    people=(
        known(1, "Somebody Else", employee_id="90001", email="known@example.com"),
        known(2, "Namesake Known", employee_id="90002"),
        known(3, "Double Known"),
        known(4, "Double Known"),
        known(5, "By Hand", employee_id="00777", level=4, level_by_hand=True),
    ),
)
SOUND = 40


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> ImportPlan:
    rows = [list(HEADINGS)]
    sound = [{} for _ in range(SOUND)] + FIRST_OF_TWO
    for number, cells in enumerate([*sound, *(one.cells for one in PLANTED)], start=1):
        rows.append(list((person(number) | cells).values()))
    path = tmp_path_factory.mktemp("list") / "staff.xlsx"
    sheet = read_sheet(save_workbook(path, rows))
    return check_list(sheet, guess_mapping(sheet), STAFF)


def row_of(planted: Planted) -> int:
    return 2 + SOUND + len(FIRST_OF_TWO) + PLANTED.index(planted)


def test_at_least_sixty_faults_are_planted() -> None:
    assert len(PLANTED) >= 60


def test_all_columns_were_found_by_their_headings(checked: ImportPlan) -> None:
    assert len(checked.mapping) == len(HEADINGS)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one.code}-{row_of(one)}")
def test_each_planted_fault_is_named_with_row_and_column(
    checked: ImportPlan, planted: Planted
) -> None:
    row = next(row for row in checked.rows if row.number == row_of(planted))
    found = [problem for problem in row.problems if problem.code == planted.code]
    assert found, [problem.code for problem in row.problems]
    problem = found[0]
    assert (problem.row, problem.column) == (row_of(planted), planted.column)
    assert problem.serious == (planted.weight == SERIOUS)
    if planted.suggestion is not None:
        assert problem.suggestion == planted.suggestion
    if planted.weight == SERIOUS:
        assert row.status is Status.PROBLEM
    elif planted.weight == OUT:
        assert row.status is Status.LEFT_OUT
    else:
        assert row.status in (Status.NEW, Status.CHANGE, Status.PROBLEM)


def test_sound_rows_have_no_problems(checked: ImportPlan) -> None:
    for row in checked.rows[:SOUND]:
        assert (row.status, row.problems) == (Status.NEW, ())


def test_nothing_else_is_complained_of(checked: ImportPlan) -> None:
    planted = {row_of(one) for one in PLANTED}
    # Of two doubles both are named, for nobody knows which is right.
    doubles = {2 + SOUND + at for at in (0, 4)}
    assert {row.number for row in checked.rows if row.problems} == planted | doubles


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_problem_has_its_sentence(checked: ImportPlan, tongue: str) -> None:
    with language(tongue):
        for problem in checked.problems:
            line = problem_line(problem)
            assert str(problem.row) in line
            assert problem.column in line
            assert "{" not in line
