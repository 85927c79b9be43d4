"""Reading reflections, quotes, photos, and what is made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.reflections import Answers, Source
from app.settings import SLIDE_TEMPLATE
from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from tests.ui.test_owing_page import LONG_AGO, cells

HOSTILE = "=HYPERLINK(1) <img src=x> <b>смело</b>"


@pytest.fixture
def keys(services):
    keys = publish_visits(services, LONG_AGO)

    def send(guest, answers):
        services.reflections.send(
            record_id=keys[f"visit of {guest}"], answers=answers, source=Source.FORM
        )

    send("Marketing 3", FULL)
    send("Marketing 4", replace(FULL, surprised=HOSTILE, theme="Учёт", ideas=()))
    send("Sales 3", Answers(take_home="Nothing", theme="Stock"))
    services.visit_records.set_host_view(
        record_id=keys["visit of Marketing 3"],
        shown_version=None,
        did="Answered mail together",
        noticed="",
        rating=5,
    )
    return keys


@pytest.fixture
def open_page(open_window, services, idle, keys):
    def open_it():
        window = open_window(services, first="reflections")
        idle(window)
        page = window.navigation.current
        page.view.tabs.setCurrentIndex(1)
        idle(window)
        return window, page.view.reading

    return open_it


def guests(view):
    return [row[0] for row in cells(view.table)]


def choose(window, view, guest, idle):
    key = next(row.key for row in view.table.lines.rows if row.cells[0] == guest)
    view.table.choose(key)
    idle(window)


def slide_texts(path):
    return [
        shape.text_frame.text
        for slide in Presentation(path).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


def test_search_ignores_case_and_yo(open_page, idle):
    window, view = open_page()
    assert guests(view) == ["Sales 3", "Marketing 4", "Marketing 3"]
    type_text(view.search, "учет СМЕЛО")
    wait(lambda: guests(view) == ["Marketing 4"])
    assert view.found.text() == "1 of 3 reflections"
    type_text(view.search, " nowhere")
    wait(lambda: view.states.message.heading.text() == "Nothing found")
    idle(window)
    click(view.states.message.action)
    wait(lambda: len(guests(view)) == 3)
    assert nameless(window) == []


def test_reading_by_department_and_theme(open_page, idle):
    _window, view = open_page()
    view.department.setFocus()
    press(view.department, Qt.Key.Key_End)
    view.department.activated.emit(view.department.currentIndex())
    wait(lambda: guests(view) == ["Marketing 4", "Marketing 3"])
    view.theme_box.setCurrentIndex(view.theme_box.findData("Calls"))
    view.theme_box.activated.emit(0)
    wait(lambda: guests(view) == ["Marketing 3"])


def test_a_reflection_is_read_with_ideas_and_the_hosts_view(open_page, idle):
    window, view = open_page()
    choose(window, view, "Marketing 3", idle)
    text = view.reader.text()
    assert "How many calls are about delivery" in text
    assert "One list of customers (New)" in text
    assert "Sales 1: what we did together\nAnswered mail together" in text
    assert "5 – excellent" in text


def test_what_users_typed_is_never_read_as_html(open_page, idle):
    window, view = open_page()
    choose(window, view, "Marketing 4", idle)
    assert HOSTILE in view.reader.text()
    labels = view.reader.findChildren(QLabel)
    assert {it.textFormat() for it in labels if it.text()} == {Qt.TextFormat.PlainText}


def test_several_guests_stand_side_by_side(open_page, idle):
    _window, view = open_page()
    click(view.abreast)
    assert view.guests.isVisible()
    model = view.beside
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert [head.splitlines()[0] for head in heads] == ["Sales 3", "Marketing 4", "Marketing 3"]
    assert model.index(1, 1).data() == HOSTILE
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Sales 3. What surprised me? empty"
    click(view.abreast)
    assert view.table.isVisible()


def test_a_quote_is_chosen_and_taken_back_by_undo(open_page, services, idle):
    window, view = open_page()
    choose(window, view, "Marketing 3", idle)
    click(view.reader.quote)
    wait(lambda: cells(view.table)[2][4] == "quoted")
    idle(window)
    assert view.table.lines.rows[2].key == view.table.key()
    window.undo.undo.trigger()
    wait(lambda: cells(view.table)[2][4] == "")
    assert not view.reader.quote.isChecked()


def test_photos_go_into_the_presentation_of_a_visit(open_page, interaction, idle, tmp_path):
    window, view = open_page()
    choose(window, view, "Marketing 3", idle)
    photo, letter = tmp_path / "desk.jpg", tmp_path / "letter.jpg"
    Image.new("RGB", (60, 40)).save(photo)
    letter.write_bytes(b"no picture")
    interaction.answer([photo, letter])
    click(view.reader.add_photos)
    idle(window)
    wait(lambda: view.reader.photos.count() == 1)
    assert "letter.jpg" in window.banner.text.text()
    interaction.answer(tmp_path / "visit.pptx")
    click(view.reader.slides)
    idle(window)
    assert window.toast.text.text() == "Written: visit.pptx"
    pictures = [
        shape
        for slide in Presentation(tmp_path / "visit.pptx").slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert len(pictures) == 1
    view.reader.photos.setCurrentRow(0)
    click(view.reader.remove_photo)
    wait(lambda: view.reader.photos.count() == 0)


def test_a_deck_of_what_is_shown_in_the_companys_template(
    open_page, settings, interaction, idle, tmp_path
):
    template = tmp_path / "Company.pptx"
    Presentation().save(template)
    settings.set(SLIDE_TEMPLATE, str(template))
    window, view = open_page()
    assert view.template.text() == "Template: Company.pptx"
    type_text(view.search, "delivery")
    wait(lambda: guests(view) == ["Marketing 3"])
    interaction.answer(1)
    click(view.template)
    assert view.template.text() == "Template: of the program"
    interaction.answer(0)
    click(view.template)
    interaction.answer(tmp_path / "deck.pptx")
    click(view.deck)
    idle(window)
    texts = " ".join(slide_texts(tmp_path / "deck.pptx"))
    assert "Marketing 3 Sales: Sales role 1" in texts
    assert "Marketing 4 in Sales" not in texts


def test_a_template_that_is_none_is_told_and_another_name_can_be_chosen(
    open_page, interaction, idle, tmp_path
):
    window, view = open_page()
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"no slides")
    interaction.answer(1, broken)
    click(view.template)
    interaction.answer(tmp_path / "deck.pptx", None)
    click(view.deck)
    idle(window)
    assert "cannot be used as a template" in interaction.asked[-1]
    assert not (tmp_path / "deck.pptx").exists()


def test_export_and_the_way_to_the_report(open_page, interaction, idle, tmp_path):
    window, view = open_page()
    interaction.answer(tmp_path / "list.xlsx")
    click(view.export)
    idle(window)
    values = [
        cell for row in load_workbook(tmp_path / "list.xlsx").active.iter_rows() for cell in row
    ]
    assert HOSTILE in [cell.value for cell in values]
    assert all(cell.data_type != "f" for cell in values)
    click(view.report)
    idle(window)
    assert window.navigation.current.name == "report"


def test_without_reflections_the_tab_says_how_they_come(open_window, services, idle):
    publish_visits(services, LONG_AGO)
    window = open_window(services, first="reflections")
    idle(window)
    view = window.navigation.current.view
    view.tabs.setCurrentIndex(1)
    idle(window)
    assert view.reading.states.message.heading.text() == "No reflection has come in yet"
    window.speak("ru")
    idle(window)
    assert view.reading.states.message.heading.text() == "Отзывов пока нет"
