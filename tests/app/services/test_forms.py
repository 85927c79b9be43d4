from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from app.db.models import Employee
from app.domain.staff_list import NOT_CALCULATED
from app.errors import InputError
from app.services.forms import FormResult
from app.wording import error_text
from app.wording.after_visit import unread_text
from tests.app.after_visits import FULL, TUESDAY, publish_visits
from tests.app.filled_forms import cells, fill, read

if TYPE_CHECKING:
    from app.bootstrap import Services

NOW = dt.datetime(2027, 3, 3)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    return publish_visits(services)


@pytest.fixture
def made(services, keys, tmp_path):
    """Forms of Marketing 3 and Marketing 4."""
    return services.forms.make(
        folder=tmp_path / "forms", programme_id=keys["programme"], now=NOW, return_to="hr@x.org"
    )


def test_there_is_a_form_for_everybody_who_owes_one(services, keys, made):
    assert [one.record.employee for one in made] == ["Marketing 3", "Marketing 4"]
    book = load_workbook(made[0].path)
    found = cells(book.active)
    assert {made[0].record.code, "Marketing 3", "What surprised me?"} <= found.keys()
    assert made[0].record.code in book.properties.keywords
    assert len(book.worksheets) == 1


def test_only_answers_can_be_typed_and_the_cursor_waits_in_the_first(services, keys, made):
    sheet = load_workbook(made[0].path).active
    assert sheet.protection.sheet
    assert not sheet.protection.password
    unlocked = [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert len(unlocked) == 18
    assert sheet.sheet_view.selection[0].activeCell == unlocked[0]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert len(sheet.data_validations.dataValidation) == 2


def test_a_form_speaks_the_language_of_its_guest(services, keys, tmp_path):
    with services.database.unit_of_work("language") as unit:
        unit.session.get(Employee, keys["Marketing 3"]).language = "ru"
    made = services.forms.make(folder=tmp_path / "forms", programme_id=keys["programme"], now=NOW)
    assert "Что меня удивило?" in cells(load_workbook(made[0].path).active)
    assert "What surprised me?" in cells(load_workbook(made[1].path).active)
    fill(made[0].path)
    services.forms.read(tmp_path / "forms")
    assert services.reflections.reflections()[0].surprised == FULL.surprised


def test_a_filled_form_is_read_with_its_ideas(services, keys, made):
    fill(made[0].path)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert (outcome.result, outcome.record.employee) == (FormResult.READ, "Marketing 3")
    row = services.reflections.reflections()[0]
    assert (row.did, row.surprised, row.theme, row.hosting) == (
        FULL.did,
        FULL.surprised,
        "Calls",
        5,
    )
    idea = services.ideas.ideas(today=TUESDAY)[0]
    assert (idea.title, idea.text) == (FULL.ideas[0].title, FULL.ideas[0].text)


def test_reading_again_changes_nothing_and_a_later_copy_is_a_new_edition(services, keys, made):
    folder, path = made[0].path.parent, made[0].path
    fill(path)
    before = path.read_bytes()
    read(services, folder)
    assert path.read_bytes() == before
    assert read(services, folder)[path.name].result is FormResult.ALREADY_READ
    copy = folder / "second copy.xlsx"
    shutil.copyfile(path, copy)
    fill(copy, did="Two phones")
    assert read(services, folder)["second copy.xlsx"].result is FormResult.NEWER
    # The first copy is older now, not new again.
    assert {one.result for one in services.forms.read(folder)} == {
        FormResult.ALREADY_READ,
        FormResult.EMPTY,
    }
    assert services.reflections.reflections()[0].did == "Two phones"


def lose_names(path):
    """As some programs save it: no names of cells, no properties."""
    old = load_workbook(path).active
    book = Workbook()
    for row in old.iter_rows():
        for cell in row:
            book.active[cell.coordinate] = cell.value
    book.save(path)


def break_names(path):
    book = load_workbook(path)
    for defined in book.defined_names.values():
        defined.attr_text = "#REF!"
    book.save(path)


def move_rows(path):
    book = load_workbook(path)
    book.active.insert_rows(1, 5)
    for defined in list(book.defined_names.values()):
        del book.defined_names[defined.name]
    book.save(path)


@pytest.mark.parametrize("harm", [lose_names, break_names, move_rows])
def test_answers_are_found_by_their_questions_where_names_are_gone(services, keys, made, harm):
    fill(made[0].path)
    harm(made[0].path)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert outcome.result is FormResult.READ
    row = services.reflections.reflections()[0]
    assert (row.employee, row.did, row.hosting) == ("Marketing 3", FULL.did, 5)


def insert_a_column(path):
    """As programs do that leave names of cells where they were."""
    book = load_workbook(path)
    sheet = book.active
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_cols(1)
    sheet.insert_rows(3)
    book.save(path)


def rename_the_sheet(path):
    book = load_workbook(path)
    book.active.title = "Лист1"
    book.save(path)


def take_off_the_protection(path):
    book = load_workbook(path)
    book.active.protection.sheet = False
    book.active.column_dimensions["A"].width = 90
    book.save(path)


def write_beside_the_boxes(path):
    book = load_workbook(path)
    sheet = book.active
    for _question, box in sheet.iter_rows(min_row=6, max_col=2):
        if box.value is not None:
            sheet.cell(box.row, 4).value, box.value = box.value, None
    book.save(path)


def double_the_sheet(path):
    book = load_workbook(path)
    book.copy_worksheet(book.active)
    book.save(path)


@pytest.mark.parametrize(
    "harm",
    [
        insert_a_column,
        rename_the_sheet,
        take_off_the_protection,
        write_beside_the_boxes,
        double_the_sheet,
    ],
)
def test_whatever_people_do_to_a_form_its_answers_stay_with_their_questions(
    services, keys, made, harm
):
    fill(made[0].path)
    harm(made[0].path)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert (outcome.result, outcome.unread) == (FormResult.READ, ())
    row = services.reflections.reflections()[0]
    assert (row.employee, row.did, row.hosting) == ("Marketing 3", FULL.did, 5)
    assert (row.surprised, row.differently, row.theme) == (FULL.surprised, "", FULL.theme)


def test_what_stands_beside_no_question_is_told(services, keys, made):
    fill(made[0].path, surprised="")
    book = load_workbook(made[0].path)
    sheet = book.active
    question = next(c for c in sheet["A"] if c.value == "What surprised me?")
    question.value += " The noise"
    sheet.cell(sheet.max_row + 4, 2).value = "P.S. " + "Thank you! " * 20
    book.save(made[0].path)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert outcome.result is FormResult.READ
    assert [text[:10] for _field, text in outcome.unread] == ["What surpr", "P.S. Thank"]
    told = unread_text(outcome.unread)
    assert "“What surprised me? The noise” stands beside no question and was left out." in told
    assert len(told) < 400


@pytest.mark.parametrize("ending", [".ods", ".xlsx"])
def test_an_open_document_is_told_as_such_whatever_it_is_called(services, keys, tmp_path, ending):
    (tmp_path / "odf").mkdir()
    file = tmp_path / "odf" / f"form{ending}"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    (outcome,) = services.forms.read(file.parent)
    assert outcome.result is FormResult.UNREADABLE
    assert "save it as .xlsx" in error_text(outcome.error)


@pytest.mark.parametrize(
    ("given", "rating", "unread"),
    [
        (4, 4, ()),
        (4.0, 4, ()),
        ("5 – excellent", 5, ()),
        ("5 – отлично", 5, ()),
        ("5 — отлично", 5, ()),
        ("Отлично", 5, ()),
        ("very good", 4, ()),
        ("", 0, ()),
        ("great", 0, (("hosting", "great"),)),
        (7, 0, (("hosting", "7"),)),
        ("0 stars", 0, (("hosting", "0 stars"),)),
    ],
)
def test_ratings_are_understood_or_told(services, keys, made, given, rating, unread):
    fill(made[0].path, hosting=given)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert outcome.unread == unread
    assert services.reflections.reflections()[0].hosting == rating


def test_a_formula_without_a_value_is_no_answer_and_is_told(services, keys, made):
    # As programs write it that do not calculate: a formula, and nothing stored beside it.
    fill(made[0].path, surprised='=UPPER("quiet")', hosting="=2+3", idea_1="=A1")
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert outcome.result is FormResult.READ
    assert [field for field, _value in outcome.unread] == ["surprised", "hosting", "idea_1"]
    assert unread_text(outcome.unread[:1]) == (
        "“What surprised me?” holds a formula without a value. Open the file in a spreadsheet "
        "program, save it there, and read it again."
    )
    assert "Idea 1: in one sentence" in unread_text(outcome.unread)
    row = services.reflections.reflections()[0]
    assert (row.did, row.surprised, row.hosting) == (FULL.did, "", 0)


def test_a_form_of_formulas_alone_is_told_as_not_filled_in_and_why(services, keys, made):
    sheet, place = next(iter(load_workbook(made[0].path).defined_names["gemba_did"].destinations))
    book = load_workbook(made[0].path)
    book[sheet][place.replace("$", "")] = "=B1"
    book.save(made[0].path)
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert (outcome.result, outcome.unread) == (FormResult.EMPTY, (("did", NOT_CALCULATED),))


def test_an_error_of_the_spreadsheet_is_no_answer(services, keys, made):
    fill(made[0].path, did="#NAME?")
    outcome = read(services, made[0].path.parent)[made[0].path.name]
    assert outcome.unread == (("did", "#NAME?"),)
    assert "shows the error “#NAME?”" in unread_text(outcome.unread)
    assert services.reflections.reflections()[0].did == ""


def test_what_looks_like_a_formula_stays_a_text(services, keys, made, tmp_path):
    fill(made[0].path, did="+7 495 calls", surprised="-- none --")
    read(services, made[0].path.parent)
    row = services.reflections.reflections()[0]
    assert (row.did, row.surprised) == ("+7 495 calls", "-- none --")


def test_an_idea_told_in_the_second_box_only_is_an_idea(services, keys, made):
    fill(made[0].path, idea_1="", idea_text_1="Share the list\nEvery Friday")
    read(services, made[0].path.parent)
    idea = services.ideas.ideas(today=TUESDAY)[0]
    assert (idea.title, idea.text) == ("Share the list", "Every Friday")


def test_forms_are_made_for_those_chosen_only(services, keys, tmp_path):
    made = services.forms.make(
        folder=tmp_path / "forms",
        programme_id=None,
        now=NOW,
        only=[keys["visit of Marketing 4"]],
    )
    assert [one.record.employee for one in made] == ["Marketing 4"]


def test_nobody_owes_one(services, keys, tmp_path):
    with pytest.raises(InputError, match="no-forms-owed"):
        services.forms.make(
            folder=tmp_path / "forms", programme_id=keys["programme"], now=dt.datetime(2027, 3, 1)
        )
    assert not (tmp_path / "forms").exists()
    made = services.forms.make(
        folder=tmp_path / "forms",
        programme_id=keys["programme"],
        now=dt.datetime(2027, 3, 1),
        everybody=True,
    )
    assert len(made) == 3


def test_a_folder_that_is_missing_or_empty_is_told(services, keys, tmp_path):
    with pytest.raises(InputError, match="forms-folder-missing"):
        services.forms.read(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="forms-folder-empty"):
        services.forms.read(tmp_path / "empty")
