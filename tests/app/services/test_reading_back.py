from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook, load_workbook

from app.errors import InputError
from app.wording import error_text, sentence
from app.wording.publishing import change_sentence
from tests.builders import make_company, make_programme
from tests.support.plans import add_plan

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
SECOND = ("Marketing 3", "Sales role 2", "2027-03-11pm", "Sales 2")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")
PERSON, DATE, HALF, DEPARTMENT, ROLE, HOST, ID = 1, 5, 6, 7, 8, 10, 12


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def programme_id(services, keys):
    return make_programme(services.database)


@pytest.fixture
def plan_id(services, programme_id, keys):
    return add_plan(services, programme_id, keys, FIRST, SECOND, OTHER)


@pytest.fixture
def edited(services, plan_id, tmp_path):
    """Exports the plan, lets a test change the sheet by person, and saves it."""

    def edit(change=lambda _sheet: None, tongue="en"):
        path = tmp_path / "plan.xlsx"
        services.exports.export_schedule(plan_id=plan_id, path=path, tongue=tongue)
        workbook = load_workbook(path)
        change(workbook.worksheets[1])
        workbook.save(path)
        return path

    return edit


def told(book):
    return [(it.row, change_sentence(it)) for it in book.changes]


def slots(services, plan_id):
    return [
        (v.employee, f"{v.date}{v.half}", v.role, v.host)
        for v in services.planning.board(plan_id).visits
    ]


def test_a_workbook_that_nobody_changed_asks_for_nothing(services, plan_id, edited):
    for tongue in ("en", "ru"):
        book = services.read_back.read(edited(tongue=tongue))
        assert (book.plan_id, book.changes, book.problems, book.same) == (plan_id, (), (), 3)


def test_a_visit_moved_in_the_sheet_is_proposed_and_taken_over(services, plan_id, edited):
    def change(sheet):
        sheet.cell(2, DATE).value = dt.datetime(2027, 3, 3)
        sheet.cell(2, HALF).value = "Afternoon"

    book = services.read_back.read(edited(change))
    assert told(book) == [
        (
            2,
            "Moved: Wed, 3 Mar 2027, afternoon: Sales, Sales role 1 "
            "(before: Tue, 2 Mar 2027, morning)",
        )
    ]
    assert book.changes[0].breaks == ()
    assert slots(services, plan_id)[0][1] == "2027-03-02am"
    target, _changes = services.read_back.take_over(plan_id, book.changes)
    assert target == plan_id
    assert slots(services, plan_id)[0] == (
        "Marketing 3",
        "2027-03-03pm",
        "Sales role 1",
        "Sales 1",
    )
    services.undo.undo()
    assert slots(services, plan_id)[0][1] == "2027-03-02am"


def test_what_a_change_breaks_is_told_by_the_judges(services, plan_id, edited):
    def change(sheet):
        sheet.cell(3, DATE).value = dt.datetime(2027, 3, 2)
        sheet.cell(4, HOST).value = "Marketing 2"

    book = services.read_back.read(edited(change))
    texts = [[sentence(f.code, f.parameters) for f in it.breaks] for it in book.changes]
    assert any("has 2 visits in week 9 of 2027" in text for text in texts[0])
    assert len(texts[1]) == 1
    assert texts[1][0].startswith("Marketing 2 is not a host of “Marketing role 1”")


def test_who_takes_the_place_of_another_breaks_nothing_unless_the_other_stays(
    services, plan_id, edited
):
    def change(sheet):
        when = [dt.datetime(2027, 3, 2), "Morning"]
        sheet.append(["Marketing 4", "", "", "", *when, "Sales", "Sales role 1", 1, "Sales 1"])
        sheet.cell(2, DATE).value = dt.datetime(2027, 3, 3)

    book = services.read_back.read(edited(change))
    assert [it.kind for it in book.changes] == ["moved", "added"]
    assert [it.breaks for it in book.changes] == [(), ()]
    (alone,) = services.read_back.judge(plan_id, [book.changes[1]])
    assert {f.code for f in alone.breaks} >= {
        "breach-role-capacity-role-full",
        "breach-role-capacity-host-full",
    }


def test_rows_that_are_gone_are_proposed_as_cancelled(services, plan_id, edited):
    book = services.read_back.read(edited(lambda sheet: sheet.delete_rows(3)))
    assert [(it.row, it.kind) for it in book.changes] == [(0, "removed")]
    services.read_back.take_over(plan_id, book.changes)
    assert len(slots(services, plan_id)) == 2


def test_another_person_in_a_row_loses_one_visit_and_makes_another(services, plan_id, edited):
    def change(sheet):
        sheet.cell(2, PERSON).value = "marketing  4"

    book = services.read_back.read(edited(change))
    assert [(it.kind, (it.after or it.before).employee) for it in book.changes] == [
        ("removed", "Marketing 3"),
        ("added", "Marketing 4"),
    ]
    services.read_back.take_over(plan_id, book.changes)
    assert slots(services, plan_id)[0][0] == "Marketing 4"


def test_what_is_published_is_changed_in_a_new_draft(services, plan_id, edited, programme_id):
    shown = services.publishing.summary(plan_id).shown
    services.publishing.publish(plan_id=plan_id, shown=shown)

    def change(sheet):
        sheet.cell(2, HALF).value = "pm"

    book = services.read_back.read(edited(change))
    assert not book.is_draft
    target, _changes = services.read_back.take_over(plan_id, book.changes)
    assert target != plan_id
    assert slots(services, plan_id)[0][1] == "2027-03-02am"
    assert slots(services, target)[0][1] == "2027-03-02pm"
    assert [row.status for row in services.publishing.versions(programme_id)] == [
        "published",
        "draft",
    ]


def test_rows_that_cannot_be_read_are_named_and_left(services, plan_id, edited):
    def change(sheet):
        sheet.cell(2, ROLE).value = "Juggler"
        sheet.cell(3, DATE).value = "someday"
        sheet.cell(4, HOST).value = "=1+1"
        sheet.append(["Marketing 3", "", "", "", dt.datetime(2027, 3, 9), "am", "Salt", "x"])

    book = services.read_back.read(edited(change))
    assert book.changes == ()
    assert [sentence(it.code, it.parameters) for it in book.problems] == [
        "Row 2: “Sales” has no role “Juggler”.",
        "Row 3: date or half-day cannot be read.",
        "Row 4: a cell holds an error, or a formula that was never calculated.",
        "Row 5: there is no department “Salt”.",
    ]


def test_the_same_visit_twice_is_taken_once(services, plan_id, edited):
    def change(sheet):
        sheet.append([cell.value for cell in sheet[2]])

    book = services.read_back.read(edited(change))
    assert [it.code for it in book.problems] == ["row-visit-gone"]
    assert book.changes == ()


def test_other_files_are_refused_by_their_name(services, plan_id, tmp_path):
    text = tmp_path / "list.csv"
    text.write_text("a;b\n1;2\n")
    other = tmp_path / "other.xlsx"
    workbook = Workbook()
    workbook.active.append(["Person", "Date"])
    workbook.save(other)
    for path in (text, other):
        with pytest.raises(InputError) as caught:
            services.read_back.read(path)
        assert caught.value.code == "schedule-not-ours"
        assert path.name in error_text(caught.value)
    with pytest.raises(InputError) as caught:
        services.read_back.read(tmp_path / "none.xlsx")
    assert caught.value.code == "staff-file-missing"


def test_a_workbook_of_another_company_is_refused(services, plan_id, edited):
    def change(sheet):
        for row in range(2, 5):
            sheet.cell(row, ID).value = str(90_000 + row)

    with pytest.raises(InputError) as caught:
        services.read_back.read(edited(change))
    assert caught.value.code == "schedule-of-another-plan"
