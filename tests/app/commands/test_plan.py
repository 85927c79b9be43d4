"""``gemba plan``, ``check``, ``export`` and ``problem``: from solve to workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from app.bootstrap import open_services
from solver.check.plan import check_plan
from solver.rotation.problem import Problem
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.bootstrap import Services
    from tests.app.commands.conftest import Ended

Gemba = "Callable[..., Ended]"
SHORT = ("--time", 5)


@pytest.fixture
def services(company: Path, programme: str) -> Iterator[Services]:
    assert programme
    opened = open_services(company, create=False)
    yield opened
    opened.close()


def test_a_plan_is_found_told_and_kept(gemba: Gemba, company: Path, services: Services):
    ended = gemba("plan", "spring", *SHORT, "--db", company)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0].startswith("Draft 1: 12 visits, found in ")
    assert lines[1:3] == ["Everybody has all visits.", "  Missing visits: 0 – proven best"]
    (row,) = services.programmes.programmes()
    (plan,) = services.planning.plans(row.id)
    assert (plan.number, plan.status, plan.visits) == (1, "draft", 12)
    assert services.planning.check(plan.id) == []


def test_of_many_notes_of_a_kind_the_first_are_told(gemba: Gemba, company: Path):
    day = ("--from", "2027-03-01", "--to", "2027-03-01")
    assert gemba("programme", "create", "Day", *day, "--visits", 9, "--db", company).code == 0
    assert gemba("programme", "sign-up", "Day", "--all", "--db", company).code == 0
    lines = gemba("plan", "Day", *SHORT, "--db", company).out.splitlines()
    assert sum(" visit at most, 9 are wanted" in line for line in lines) == 5
    assert "And 1 more note of this kind." in lines


def test_a_script_gets_the_plan_as_one_document(gemba: Gemba, company: Path, services: Services):
    document = gemba("plan", "Spring", *SHORT, "--seed", 7, "--json", "--db", company).document
    assert (document["programme"], document["plan"], document["visits"]) == ("Spring", 1, 12)
    assert document["seed"] == 7
    assert document["missing"] == []
    assert [tier["name"] for tier in document["tiers"]] == [
        "missing_visits",
        "worst_missing",
        "pair_shortfall",
        "comfort",
        "changes",
    ]
    assert all(tier["bound"] <= tier["value"] for tier in document["tiers"])


def test_who_lacks_visits_is_named(gemba: Gemba, company: Path, services: Services):
    (row,) = services.programmes.programmes()
    people = {person.name: person.id for person in services.staff.people()}
    for name in ("Max Wolf", "Eva Roth", "Jan Dorn"):
        services.staff.add_absence(
            employee_id=people[name], from_date=row.from_date, to_date=row.to_date
        )
    document = gemba("plan", "Spring", *SHORT, "--json", "--db", company).document
    # Nobody of Stock can go, and nobody there can receive.
    assert document["visits"] == 0
    assert {one["person"]: one["missing"] for one in document["missing"]} == dict.fromkeys(
        ("Anna Berg", "Otto Kahn", "Ida Lund", "Max Wolf", "Eva Roth", "Jan Dorn"), 2
    )


def test_a_programme_without_an_open_half_day_has_an_empty_plan(
    gemba: Gemba, company: Path, programme: str
):
    weekend = ("--from", "2027-03-06", "--to", "2027-03-07")
    assert gemba("programme", "create", "Weekend", *weekend, "--db", company).code == 0
    assert gemba("programme", "sign-up", "Weekend", "--all", "--db", company).code == 0
    document = gemba("plan", "Weekend", *SHORT, "--json", "--db", company).document
    assert (document["status"], document["visits"]) == ("optimal", 0)
    assert document["tiers"][0] == {"name": "missing_visits", "value": 12, "bound": 12}


def test_a_pin_that_a_rule_forbids_is_told_by_visit_and_rule(
    gemba: Gemba, company: Path, services: Services
):
    (row,) = services.programmes.programmes()
    people = {person.name: person.id for person in services.staff.people()}
    role = next(role for role in services.staff.roles() if role.title == "Stock clerk")
    plan_id, _changes = services.planning.store_draft(
        programme_id=row.id, plan=Plan(Status.FEASIBLE, ())
    )
    visit_id, _changes = services.planning.add_visit(
        plan_id=plan_id,
        employee_id=people["Otto Kahn"],
        role_id=role.id,
        date=dt.date(2027, 3, 2),
        half="am",
    )
    services.planning.pin(visit_id, on=True)
    services.staff.change_department(
        department_id=role.department_id, shown_version=None, reception_capacity=0
    )
    ended = gemba("plan", "Spring", *SHORT, "--db", company)
    assert ended.code == 2
    assert ended.err.splitlines() == [
        "No plan was made: these cannot be held together. Let one of them go.",
        "Pinned: Otto Kahn as Stock clerk, Tue, 2 Mar 2027, morning.",
        "The rule “Seats of a department” is part of the contradiction. Relax it, or unpin a "
        "visit.",
    ]
    assert len(services.planning.plans(row.id)) == 1


# What becomes of a plan


@pytest.fixture
def planned(gemba: Callable[..., Ended], company: Path, programme: str) -> Path:
    assert gemba("plan", programme, *SHORT, "--db", company).code == 0
    return company


def test_a_plan_that_holds(gemba: Gemba, planned: Path):
    ended = gemba("check", "Spring", "--db", planned)
    assert (ended.code, ended.out, ended.err) == (0, "Plan 1 keeps every rule.\n", "")
    assert gemba("check", "Spring", "--json", "--db", planned).document == {
        "programme": "Spring",
        "plan": 1,
        "holds": True,
        "findings": [],
    }


def test_a_plan_that_holds_no_more_is_told_visit_by_visit(
    gemba: Gemba, planned: Path, services: Services
):
    (row,) = services.programmes.programmes()
    (plan,) = services.planning.plans(row.id)
    visit = services.planning.board(plan.id).visits[0]
    services.programmes.close_half_day(programme_id=row.id, date=visit.date, half=visit.half)
    ended = gemba("check", "Spring", "--db", planned)
    assert ended.code == 1
    assert visit.employee in ended.out
    document = gemba("check", "Spring", "--json", "--db", planned).document
    assert document["holds"] is False
    assert [one["text"] for one in document["findings"]] == ended.out.splitlines()


def test_the_newest_plan_becomes_a_workbook(gemba: Gemba, planned: Path, services: Services):
    ended = gemba("export", "Spring", "--to", "plan.xlsx", "--db", planned)
    assert (ended.code, ended.out) == (0, "Written: plan.xlsx\n")
    rows = list(load_workbook("plan.xlsx")["By person"].iter_rows(min_row=2, values_only=True))
    (row,) = services.programmes.programmes()
    stored = services.planning.board(services.planning.plans(row.id)[-1].id).visits
    assert sorted((line[0], line[4].date()) for line in rows) == sorted(
        (visit.employee, visit.date) for visit in stored
    )


def test_the_workbook_speaks_the_language_asked_for(gemba: Gemba, planned: Path):
    ended = gemba(
        "--lang", "ru", "export", "Spring", "--to", "plan.xlsx", "--json", "--db", planned
    )
    assert ended.document == {
        "programme": "Spring",
        "plan": 1,
        "file": "plan.xlsx",
        "files": ["plan.xlsx"],
    }
    assert "By person" not in load_workbook("plan.xlsx").sheetnames


def test_the_problem_file_is_what_the_solver_gets(gemba: Gemba, planned: Path, services: Services):
    ended = gemba("problem", "Spring", "--out", "spring.json", "--db", planned)
    assert (ended.code, ended.out) == (0, "Written: spring.json\n")
    problem = Problem.from_json(Path("spring.json").read_text(encoding="utf-8"))
    (row,) = services.programmes.programmes()
    assert problem == services.planning.problem(row.id)
    assert len(problem.people) == 6
    assert check_plan(problem, ()) == []


# What cannot be


@pytest.mark.parametrize(
    "command",
    [("check", "Spring"), ("export", "Spring", "--to", "plan.xlsx")],
)
def test_there_is_no_plan_yet(gemba: Gemba, company: Path, programme: str, command):
    ended = gemba(*command, "--db", company)
    assert (ended.code, ended.out) == (2, "")
    assert "has no plan yet. Make one first" in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "Autumn"),
        ("check", "Autumn"),
        ("export", "Autumn", "--to", "plan.xlsx"),
        ("problem", "Autumn", "--out", "autumn.json"),
    ],
)
def test_there_is_no_such_programme(gemba: Gemba, company: Path, programme: str, command):
    ended = gemba(*command, "--db", company)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "There is no programme “Autumn”. There are: Spring.\n"
    assert {file.name for file in Path().iterdir()} == {"company.db"}


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [
        ("plan.doc", 2, "“plan.doc” cannot be written. Let the name end in .xlsx"),
        ("none/plan.xlsx", 2, "there is no folder “none”. Make the folder, or choose another one."),
        ("open.xlsx", 3, "“open.xlsx” is open in another program. Close it there and try again"),
        ("kept.xlsx", 3, "“kept.xlsx” is marked as read-only and was left as it is."),
    ],
)
def test_a_target_that_cannot_be_written(
    gemba: Gemba, planned: Path, target: str, code: int, said: str
):
    for name in ("open.xlsx", "kept.xlsx"):
        Path(name).write_bytes(b"as it was")
    Path(".~lock.open.xlsx#").touch()
    Path("kept.xlsx").chmod(0o444)
    before = {file.name for file in Path().iterdir()}
    ended = gemba("export", "Spring", "--to", target, "--db", planned)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert {file.name for file in Path().iterdir()} == before
    assert Path("open.xlsx").read_bytes() == Path("kept.xlsx").read_bytes() == b"as it was"
