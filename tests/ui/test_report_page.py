from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from app.domain.reflections import Source
from app.settings import SLIDE_TEMPLATE
from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, settled, wait

TODAY = dt.date.today()
HOSTILE = "=HYPERLINK(0) <img src=x>"


@pytest.fixture
def keys(services):
    keys = publish_visits(services)
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    row = services.ideas.ideas(today=TODAY)[0]
    services.ideas.change(idea_id=row.id, shown_version=None, title=HOSTILE)
    return keys


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it(language="en"):
        window = open_window(services, first="report")
        window.speak(language)
        settled(window, idle)
        return window, window.navigation.current

    return open_it


def figures(page):
    return dict(row.cells for row in page.view.figures.lines.rows)


def test_without_a_programme_the_page_leads_to_a_new_one(open_page, services):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Nothing to report yet"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "programme"


def test_the_newest_programme_that_was_published_comes_first(open_page, services, keys):
    services.programmes.create(
        name="Next year", from_date=dt.date(2029, 3, 5), to_date=dt.date(2029, 3, 30), visits=2
    )
    _window, page = open_page()
    assert page.view.programme.currentText() == "Spring"
    assert page.view.programme.count() == 2


def test_figures_stand_on_the_screen_and_follow_what_happens(open_page, services, keys, idle):
    window, page = open_page()
    assert figures(page)["Ideas"] == "1"
    assert figures(page)["Pairs of departments that have seen each other"] == "1 of 2"
    sales = next(row.cells for row in page.view.departments.lines.rows if row.cells[0] == "Sales")
    assert sales[1:4] == ("1", "1", "1")
    assert page.view.no_quotes.isVisible()
    row = services.reflections.reflections()[0]
    services.reflections.set_quotable(reflection_id=row.id, shown_version=None, quotable=True)
    page.refresh(None)
    settled(window, idle)
    assert page.view.quotes.lines.rows[0].cells[1] == "Marketing 3"


def test_a_workbook_and_slides_are_written(open_page, keys, idle, interaction, tmp_path):
    window, page = open_page("ru")
    interaction.answer(tmp_path / "report.xlsx", tmp_path / "report.pptx")
    for button, name in ((page.view.workbook, "report.xlsx"), (page.view.deck, "report.pptx")):
        click(button)
        wait((tmp_path / name).exists, 30)
        settled(window, idle)
    book = load_workbook(tmp_path / "report.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert HOSTILE in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert len(Presentation(str(tmp_path / "report.pptx")).slides) >= 3


def test_a_template_of_the_company_is_chosen_and_dropped(
    open_page, services, settings, keys, idle, interaction, tmp_path
):
    window, page = open_page()
    template = tmp_path / "company.pptx"
    Presentation().save(str(template))
    choose, none = 0, 1
    interaction.answer(choose, template)
    click(page.view.template)
    settled(window, idle)
    assert page.view.template.text() == "Template of the presentation: company.pptx"
    assert settings.get(SLIDE_TEMPLATE) == str(template)
    interaction.answer(tmp_path / "report.pptx")
    click(page.view.deck)
    wait((tmp_path / "report.pptx").exists, 30)
    settled(window, idle)
    interaction.answer(none)
    click(page.view.template)
    settled(window, idle)
    assert settings.get(SLIDE_TEMPLATE) == ""


def test_closing_letters_go_to_every_guest_with_ideas(open_page, keys, idle, interaction, tmp_path):
    window, page = open_page()
    interaction.answer(tmp_path / "mail")
    click(page.view.closing)
    wait(lambda: "1 draft is ready" in window.toast.text.text())
    settled(window, idle)
    assert "Without an e-mail address: Marketing 3." in window.toast.text.text()
    assert [file.name for file in (tmp_path / "mail").iterdir()] == ["Marketing 3.eml"]
