from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from app.domain.ideas import IdeaStatus
from app.domain.reflections import IdeaText, Source
from app.i18n import language
from tests.app.after_visits import FULL, TUESDAY, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

NOW = dt.datetime(2027, 3, 10)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    """Two visits into Sales with reflections, one into Marketing that did not take place."""
    keys = publish_visits(services)
    for guest, idea in (("Marketing 3", "One list"), ("Marketing 4", "=1+1")):
        services.reflections.send(
            record_id=keys[f"visit of {guest}"],
            answers=replace(
                FULL, hosting=5 if guest == "Marketing 3" else 4, ideas=(IdeaText(idea),)
            ),
            source=Source.FORM,
        )
    services.visit_records.set_missed(
        record_id=keys["visit of Sales 3"], shown_version=None, reason="Ill"
    )
    row = services.reflections.reflections()[0]
    services.reflections.set_quotable(reflection_id=row.id, shown_version=None, quotable=True)
    first = next(row for row in services.ideas.ideas(today=TUESDAY) if row.title == "One list")
    services.ideas.move(idea_id=first.id, shown_version=None, to=IdeaStatus.UNDER_REVIEW)
    services.ideas.move(idea_id=first.id, shown_version=None, to=IdeaStatus.ACCEPTED)
    services.ideas.change(idea_id=first.id, shown_version=None, expected_hours=12, measured_hours=7)
    return keys


def test_figures_are_counted(services, keys):
    data = services.reports.report(keys["programme"], now=NOW)
    assert (data.planned, data.held, data.missed, data.reflections) == (3, 2, 1, 2)
    assert dict(data.by_state)["accepted"] == 1
    assert dict(data.by_state)["new"] == 1
    assert (data.pairs_seen, data.pairs) == (1, 2)
    assert data.between == {(keys["Marketing"], keys["Sales"]): 2}
    assert data.hours == (12, 7)
    assert data.answer_days == 0
    sales = next(one for one in data.figures if one.department.name == "Sales")
    assert (sales.visits, sales.reflections, sales.ideas, sales.answered) == (2, 2, 2, 1)
    assert sales.rating == 4.5
    assert [quote.guest for quote in data.quotes] == ["Marketing 4"]


def test_a_visit_that_is_still_to_come_is_not_held(services, keys):
    services.visit_records.set_expected(record_id=keys["visit of Sales 3"], shown_version=None)
    data = services.reports.report(keys["programme"], now=dt.datetime(2027, 3, 9, 11))
    assert (data.planned, data.held, data.missed) == (3, 2, 0)
    data = services.reports.report(keys["programme"], now=dt.datetime(2027, 3, 9, 12))
    assert data.held == 3


@pytest.mark.parametrize("tongue", ["en", "ru"])
def test_the_workbook_says_the_same(services, keys, tmp_path, tongue):
    path = tmp_path / "report.xlsx"
    with language(tongue):
        services.reports.write_workbook(keys["programme"], path, now=NOW)
    book = load_workbook(path)
    assert len(book.sheetnames) == 4
    overview = {row[0]: row[1] for row in book.worksheets[0].iter_rows(max_col=2, values_only=True)}
    held = {"en": ("Visits held", "2 of 3"), "ru": ("Состоялось визитов", "2 из 3")}[tongue]
    assert overview[held[0]] == held[1]
    coverage = list(book.worksheets[2].iter_rows(values_only=True))
    assert coverage[1][:3] == ("Marketing", "–", 2)
    formulas = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas == []


def test_the_presentation_says_the_same(services, keys, tmp_path):
    path = tmp_path / "report.pptx"
    services.reports.write_deck(keys["programme"], path, now=NOW)
    slides = Presentation(str(path)).slides
    assert [slide.shapes.title.text for slide in slides] == [
        "Spring",
        "Visits",
        "Ideas",
        "Departments",
        "On the way",
        "In their own words",
    ]
    figures = [s.text_frame.text for s in slides[1].shapes if s.has_text_frame]
    assert "2 of 3\nVisits held" in figures
    into = next(s.chart for s in slides[1].shapes if s.has_chart).plots[0]
    assert dict(zip(into.categories, into.series[0].values, strict=True)) == {
        "Marketing": 0,
        "Sales": 2,
    }
    states = next(s.chart for s in slides[2].shapes if s.has_chart).plots[0]
    assert dict(zip(states.categories, states.series[0].values, strict=True))["Accepted"] == 1
    assert "expected 12, measured 7" in slides[2].placeholders[1].text_frame.text
    table = next(s.table for s in slides[3].shapes if s.has_table)
    assert [cell.text for cell in table.rows[2].cells][:5] == ["Sales", "2", "2", "4.5", "2"]


def test_lists_of_ideas_and_reflections_are_written_as_text(services, keys, tmp_path):
    ideas, told = tmp_path / "ideas.xlsx", tmp_path / "reflections.xlsx"
    today = NOW.date()
    services.reports.write_ideas(services.ideas.ideas(today=today), ideas, today=today)
    services.reports.write_reflections(services.reflections.reflections(), told, today=today)
    rows = list(load_workbook(ideas).active.iter_rows())
    by_title = {row[0].value: row for row in rows}
    assert by_title["=1+1"][0].data_type == "s"
    assert by_title["One list"][3].value == "Accepted"
    assert isinstance(by_title["One list"][7].value, dt.datetime)
    rows = list(load_workbook(told).active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert rows[1][5] == FULL.did


def test_the_window_gets_the_figures_in_words(services, keys):
    summary = services.reports.summary(keys["programme"], now=NOW)
    assert ("Visits held", "2 of 3") in summary.figures
    assert [line.ideas for line in summary.departments if line.department.name == "Sales"] == [2]
    assert len(summary.quotes) == 1
    with language("ru"):
        russian = services.reports.summary(keys["programme"], now=NOW)
    assert russian.figures[0][0] != summary.figures[0][0]


def test_exports_can_be_read_on_paper_and_reckoned_with(services, keys, tmp_path):
    """A wide list is printed on pages side by side, names wrap, figures are figures."""
    ideas, told = tmp_path / "ideas.xlsx", tmp_path / "reflections.xlsx"
    sales = next(line for line in services.staff.departments() if line.name == "Sales")
    services.staff.change_department(
        department_id=sales.id, shown_version=None, name="Department of " + "Relations " * 9
    )
    today = NOW.date()
    services.reports.write_ideas(services.ideas.ideas(today=today), ideas, today=today)
    services.reports.write_reflections(services.reflections.reflections(), told, today=today)
    for path in (ideas, told):
        sheet = load_workbook(path).active
        width = sum(one.width for one in sheet.column_dimensions.values())
        assert sheet.page_setup.fitToWidth == -(-width // 260)
        assert sheet.print_title_cols == "$A:$A"
        assert sheet["C2"].alignment.wrap_text
        assert sheet.row_dimensions[2].height > 30
    by_title = {row[0].value: row for row in load_workbook(ideas).active.iter_rows()}
    assert [by_title["One list"][at].value for at in (12, 13, 14)] == [12, 7, None]
    report = tmp_path / "report.xlsx"
    services.reports.write_workbook(keys["programme"], report, now=NOW)
    rows = list(load_workbook(report).worksheets[1].iter_rows(values_only=True))
    assert any(4.5 in row for row in rows)
