from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.errors import EnvironmentFault, InputError
from app.exchange.department_colours import contrast
from app.exchange.schedule_data import DepartmentLine, PersonLine, RoleLine, VisitLine
from app.exchange.schedule_workbook import write_schedule
from app.i18n import LANGUAGES, language
from app.wording.plan_score import proof_sentence, tier_sentence
from tests.support.schedules import MONDAY, make_large_schedule, make_schedule

EVIL = '=HYPERLINK("http://example.com","x")'


@pytest.fixture
def write(tmp_path):
    """Write a schedule and open it again."""

    def written(data=None, tongue="en", **changes):
        target = tmp_path / "plan.xlsx"
        write_schedule(data or make_schedule(**changes), target, tongue)
        return load_workbook(target)

    return written


def _rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _texts(sheet):
    return {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_sheets_come_in_their_order(write):
    assert tuple(write().sheetnames) == (
        "Overview",
        "By person",
        "By department",
        "By host",
        "Calendar",
        "Coverage",
        "Missing",
    )


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_names_of_sheets_are_names_excel_takes(write, tongue):
    names = write(tongue=tongue).sheetnames
    assert len(set(map(str.casefold, names))) == 7
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")


def test_by_person_has_a_row_a_visit_in_time_order(write):
    rows = _rows(write()["By person"])
    assert rows[0][:6] == [
        "Person",
        "Personnel number",
        "Own department",
        "Visit",
        "Date",
        "Half-day",
    ]
    assert rows[1] == [
        "Anna Moss",
        "001",
        "Marketing",
        "1/2",
        datetime(2027, 3, 1),
        "Morning",
        "Sales",
        "Representative",
        2,
        "Carol Winter",
        "Island B",
        "101",
    ]
    assert [row[0] for row in rows[1:]] == ["Anna Moss", "Ben Foster", "Carol Winter"]


def test_by_department_has_a_row_a_role_and_half_day_with_its_seats(write):
    rows = _rows(write()["By department"])[1:]
    assert [row[0] for row in rows] == ["Marketing", "Sales"]
    assert rows[1][1:8] == [
        "Representative",
        2,
        datetime(2027, 3, 1),
        "Morning",
        "2/3",
        "Anna Moss (Mkt)\nBen Foster (Mkt)",
        "Carol Winter\nDan Peel",
    ]
    assert rows[1][-1] == "101 102"


def test_a_role_without_limit_shows_only_how_many_come(write):
    visit = VisitLine(104, 11, 3, MONDAY, "pm", 22)
    sheet = write(visits=(visit,))["By department"]
    assert sheet["F2"].value == "1"


def test_by_host_puts_visits_without_a_host_last(write):
    visits = make_schedule().visits
    sheet = write(visits=(replace(visits[0], host_id=None), *visits[1:]))["By host"]
    assert [cell.value for cell in sheet["A"]][1:] == ["Anna Moss", "Dan Peel", None]
    assert [cell.value for cell in sheet["G"]][1:] == ["Carol Winter", "Ben Foster", "Anna Moss"]


def test_calendar_has_a_row_a_guest_and_a_column_a_half_day(write):
    sheet = write()["Calendar"]
    rows = _rows(sheet)
    assert rows[0][3] == "Week 9"
    assert rows[1][3] == datetime(2027, 3, 1)
    assert rows[2][:5] == ["Person", "Department", "Visits", "a.m.", "p.m."]
    assert rows[3][:5] == ["Anna Moss", "Mkt", "1/2", "Sales 2", None]
    # Who did not sign up and only receives has no row.
    assert [row[0] for row in rows[3:]] == [
        "Anna Moss",
        "Ben Foster",
        "Carol Winter",
        "Visits in all",
    ]
    assert rows[6][2:5] == [3, 2, 0]
    assert str(sheet.merged_cells).count(":") == 3 + 15


def test_calendar_hatches_closed_half_days(write):
    sheet = write()["Calendar"]
    assert sheet["F4"].fill.patternType == "lightUp"
    assert sheet["H4"].fill.patternType is None


def test_calendar_shows_visits_outside_the_programme_all_the_same(write):
    visit = VisitLine(1, 11, 2, date(2027, 4, 5), "am", 21)
    sheet = write(visits=(visit,))["Calendar"]
    assert sheet.cell(4, sheet.max_column).value == "Sales 2"
    # A date alone over one column needs room, or it shows as ####.
    assert sheet.column_dimensions[sheet.cell(4, sheet.max_column).column_letter].width >= 12


def test_two_visits_at_once_are_both_seen_in_the_calendar(write):
    visits = (VisitLine(1, 11, 2, MONDAY, "am", 21), VisitLine(2, 11, 3, MONDAY, "am", 22))
    assert write(visits=visits)["Calendar"]["D4"].value == "Sales 2 + Sales 5"


def test_coverage_counts_visits_between_departments(write):
    rows = _rows(write()["Coverage"])
    assert rows[:4] == [
        ["From ↓ into →", "Mkt", "Sales", "In all", None, None, None],
        ["Marketing", "–", 2, 2, None, None, None],
        ["Sales", 1, "–", 1, None, None, None],
        ["In all", 1, 2, 3, None, None, None],
    ]
    assert ["Sales", "Marketing", None, 3, 1, "2 short", None] in rows
    assert ["Marketing", "Sales", None, 2, 2, "Reached", None] in rows


def test_missing_names_who_lacks_what_and_why(write):
    data = make_schedule(reasons=((11, "All seats are taken."), (11, "One more host helps.")))
    rows = _rows(write(data)["Missing"])
    assert rows[1] == [
        "Anna Moss",
        "Marketing",
        2,
        1,
        1,
        "All seats are taken.\nOne more host helps.",
    ]
    assert len(rows) == 2


def test_missing_says_so_when_nobody_lacks_anything(write):
    people = (PersonLine(11, "Anna Moss", 1, target=0),)
    assert "Everybody has all visits." in _texts(write(people=people, visits=())["Missing"])


def test_overview_tells_the_score_in_words(write):
    texts = _texts(write()["Overview"])
    assert {
        "Spring",
        3,
        "Draft, not published yet",
        "1 visit is missing.",
        "Priority pairs fall short by 2 points: missing visits times weight.",
        "No: proven when the plan was solved.",
        "Not below 3: proven when the plan was solved.",
        "Nothing is proven.",
        "Nothing: the plan keeps every rule.",
        datetime(2027, 3, 1),
        datetime(2027, 2, 20),
        datetime(2027, 2, 21),
    } <= texts


def test_overview_lists_what_the_check_found(write):
    texts = _texts(write(findings=("Two people on one seat.",))["Overview"])
    assert "Two people on one seat." in texts
    assert "Nothing: the plan keeps every rule." not in texts


def test_overview_counts_the_findings_it_has_no_room_for(write):
    texts = _texts(write(findings=tuple(f"Finding {n}." for n in range(203)))["Overview"])
    assert {"Finding 199.", "And 3 more."} <= texts
    assert "Finding 200." not in texts


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("missing_visits", ("Everybody has all visits.", "1 visit is", "5 visits are")),
        ("worst_missing", ("Nobody lacks a visit.", "than 1 visit.", "than 5 visits.")),
        ("pair_shortfall", ("Every priority pair has", "by 1 point:", "by 5 points:")),
        ("comfort", ("All wishes are met", "1 point for", "5 points for")),
        ("changes", ("Nothing published was", "1 point for", "5 points for")),
    ],
)
def test_every_tier_has_its_words(name, texts):
    for value, text in zip((0, 1, 5), texts, strict=True):
        assert text in tier_sentence(name, value)


def test_a_proof_says_how_far_it_goes():
    assert proof_sentence(4, 4) == "No: proven when the plan was solved."
    assert "below 3" in proof_sentence(4, 3)
    assert "Nothing is proven" in proof_sentence(4, None)


def test_every_sheet_of_rows_stays_in_sight_filters_and_prints_its_headings(write):
    workbook = write()
    for name in ("By person", "By department", "By host", "Missing"):
        sheet = workbook[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    calendar = workbook["Calendar"]
    assert calendar.freeze_panes == "D4"
    assert (calendar.print_title_rows, calendar.print_title_cols) == ("$1:$3", "$A:$C")
    assert calendar.auto_filter.ref == "A3:C6"


def test_every_page_is_a4_across_with_version_and_number_in_its_foot(write):
    for sheet in write():
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.left.text == "Spring · plan version 3 of 20 February 2027"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        if sheet.title != "Calendar":
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_calendar_of_many_weeks_breaks_between_weeks(write):
    sheet = write()["Calendar"]
    # Two weeks of ten half-days beside three columns.
    assert [brk.id for brk in sheet.col_breaks.brk] == [23]
    assert 40 <= sheet.page_setup.scale < 100


def test_calendar_of_two_weeks_fits_one_page(write):
    slots = make_schedule().slots[:20]
    sheet = write(slots=slots)["Calendar"]
    assert sheet.col_breaks.brk == []
    assert sheet.page_setup.fitToWidth == 1


def test_visit_ids_are_there_but_hidden(write):
    workbook = write()
    for name, letter in (("By person", "L"), ("By department", "J"), ("By host", "I")):
        assert workbook[name][f"{letter}1"].value == "Visit id"
        assert workbook[name].column_dimensions[letter].hidden


def test_nothing_a_user_typed_becomes_a_formula(write):
    data = make_schedule(
        programme=EVIL,
        departments=(
            DepartmentLine(1, "=1+1", "=A1", 10),
            DepartmentLine(2, "@dept", "+7", 20),
        ),
        people=(
            PersonLine(11, "<img src=x>", 1, "=2", "-3", 1),
            PersonLine(12, EVIL, 1, "+1", "@x", 1),
            PersonLine(21, "\t=1", 2, "00123", "'", 1),
            PersonLine(22, "=cmd|' /C calc'!A0", 2, None, "=", 5),
        ),
        roles=(
            RoleLine(1, 1, "=role", 2, 1, "=place"),
            RoleLine(2, 2, "-role", 2, 3, "+place"),
        ),
        findings=("=finding",),
        reasons=((22, "=reason"),),
    )
    workbook = write(data)
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}"
                if isinstance(cell.value, str):
                    assert cell.quotePrefix, f"{sheet.title}!{cell.coordinate}"
    assert {"=1+1", EVIL, "\t=1"} <= _texts(workbook["By person"]) | _texts(workbook["By host"])
    assert workbook["By person"]["B4"].value == "00123"


@given(
    st.lists(
        st.text(alphabet=st.characters(), max_size=30)
        | st.text(alphabet="=+-@'\t\r\n&<>_x0 \x00\ud800", max_size=12),
        min_size=8,
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_text_anywhere_gives_a_workbook_that_opens_without_a_formula(tmp_path_factory, texts):
    target = tmp_path_factory.getbasetemp() / "any.xlsx"
    people = tuple(
        replace(person, name=text, number=text, job_title=text)
        for person, text in zip(make_schedule().people, texts[:4], strict=True)
    )
    data = make_schedule(
        programme=texts[4],
        people=people,
        departments=(DepartmentLine(1, texts[5], texts[6], 1), DepartmentLine(2, "b", "b", 2)),
        roles=tuple(replace(role, title=texts[7]) for role in make_schedule().roles),
        findings=tuple(texts),
    )
    write_schedule(data, target, "en")
    for sheet in load_workbook(target):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_no_formula_is_written_at_all(tmp_path):
    target = tmp_path / "plan.xlsx"
    write_schedule(make_schedule(programme=EVIL), target, "en")
    with zipfile.ZipFile(target) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 7
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_an_ampersand_in_the_programme_is_no_code_of_the_footer(tmp_path):
    target = tmp_path / "plan.xlsx"
    write_schedule(make_schedule(programme="R&D 2027"), target, "en")
    with zipfile.ZipFile(target) as archive:
        footer = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "R&amp;&amp;D 2027" in footer


def test_a_long_programme_name_leaves_the_footer_valid(write):
    footer = write(programme="&" * 400)["Overview"].oddFooter
    assert len(footer.left.text) <= 255


def test_characters_no_workbook_can_hold_are_replaced_and_reported(tmp_path):
    people = (PersonLine(11, "An\x00na", 1, target=1), *make_schedule().people[1:])
    written = write_schedule(make_schedule(people=people), tmp_path / "plan.xlsx", "en")
    assert written.replaced[0] == "An�na"
    assert all("�" in text for text in written.replaced)
    assert load_workbook(tmp_path / "plan.xlsx")["By person"]["A2"].value == "An�na"


def test_dates_are_real_and_look_as_the_language_has_them(write):
    english = write(tongue="en")["By person"]["E2"]
    assert (english.value, english.is_date) == (datetime(2027, 3, 1), True)
    assert english.number_format == "[$-809]ddd d mmm yyyy"
    russian = write(tongue="ru").worksheets[1]["E2"]
    assert russian.is_date
    assert russian.number_format == "[$-419]ddd dd.mm.yyyy"


def test_russian_workbook_has_russian_dates_in_its_foot(write):
    assert "20 февраля 2027" in write(tongue="ru").worksheets[0].oddFooter.left.text


def test_department_colours_can_be_read_and_are_never_alone(write):
    departments = tuple(
        DepartmentLine(n, f"Department {n}", f"D{n}", hue)
        for n, hue in enumerate(range(0, 360, 15), start=1)
    )
    for row in write(departments=departments)["Overview"].iter_rows():
        for cell in row:
            if cell.fill.patternType == "solid":
                assert cell.value is not None or cell.fill.fgColor.rgb == "00E3E7ED"
                assert contrast(cell.font.color.rgb[2:], cell.fill.fgColor.rgb[2:]) >= 4.5


def test_numbers_on_the_darkest_shade_can_be_read(write):
    for row in write()["Coverage"].iter_rows():
        for cell in row:
            if isinstance(cell.value, int) and cell.fill.patternType == "solid":
                assert contrast(cell.font.color.rgb[2:], cell.fill.fgColor.rgb[2:]) >= 4.5


def test_an_empty_plan_is_a_workbook_too(write):
    workbook = write(people=(), visits=(), roles=(), pairs=(), tiers=(), slots=())
    assert len(workbook.sheetnames) == 7


def test_progress_rises_to_the_end_and_stays_below_the_total(tmp_path):
    reports = []
    write_schedule(
        make_large_schedule(people=60, half_days=40, visits_each=2),
        tmp_path / "plan.xlsx",
        "en",
        on_progress=lambda done, total: reports.append((done, total)),
    )
    assert len(reports) > 5
    assert reports == sorted(reports)
    assert all(done <= total for done, total in reports)
    assert reports[-1][0] > 0.9 * reports[-1][1]


def test_stopping_writes_nothing(tmp_path):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    asked = []

    def should_stop():
        asked.append(None)
        return len(asked) > 30

    with pytest.raises(InputError) as caught:
        write_schedule(make_schedule(), target, "en", should_stop=should_stop)
    assert caught.value.code == "export-stopped"
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_stopping_leaves_nothing_in_the_folder_for_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with pytest.raises(InputError):
        write_schedule(make_schedule(), tmp_path / "plan.xlsx", "en", should_stop=lambda: True)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_target_in_no_folder_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError) as caught:
        write_schedule(make_schedule(), tmp_path / "no" / "plan.xlsx", "en")
    assert caught.value.code == "target-folder-missing"


def test_a_target_open_in_a_spreadsheet_program_is_refused(tmp_path):
    (tmp_path / "~$plan.xlsx").touch()
    with pytest.raises(EnvironmentFault) as caught:
        write_schedule(make_schedule(), tmp_path / "plan.xlsx", "en")
    assert caught.value.code == "target-open"


def test_the_language_of_the_workbook_is_not_that_of_the_interface(write):
    with language("ru"):
        assert write(tongue="en").sheetnames[0] == "Overview"


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_headings_of_the_pairs_fit_their_columns(write, tongue):
    sheet = write(tongue=tongue).worksheets[5]
    headings = next(row for row in sheet.iter_rows(min_row=7) if row[4].value is not None)
    for cell in headings[3:5]:
        # Only the first of several equal columns carries the width when a file is read.
        assert len(cell.value) + 1 < sheet.column_dimensions["B"].width
