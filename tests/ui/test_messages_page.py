from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qsl, urlsplit

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.settings import ORGANISER, ORGANISER_EMAIL
from tests.support.plans import add_plan
from tests.ui.companies import add_company, add_programme
from tests.ui.driving import click, press, wait

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def publish(services, programme_id, keys):
    def publish_it(*visits):
        plan_id = add_plan(services, programme_id, keys, *visits)
        shown = services.publishing.summary(plan_id).shown
        services.publishing.publish(plan_id=plan_id, shown=shown)
        return plan_id

    return publish_it


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="messages")
        idle(window)
        return window, window.navigation.current

    return open_it


def names(page):
    return [row.cells[0] for row in page.view.people.lines.rows]


def test_before_anything_is_published_the_page_leads_there(open_page, services, programme_id, keys):
    add_plan(services, programme_id, keys, FIRST)
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Nobody to tell yet"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "publish"


def test_without_a_programme_the_page_leads_to_the_first_one(open_page):
    window, page = open_page()
    assert page.view.states.message.action.text() == "New programme"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "programme"


def test_drafts_are_written_for_those_who_are_ticked(
    open_page, publish, services, interaction, tmp_path, idle
):
    publish(FIRST, OTHER)
    window, page = open_page()
    view = page.view
    assert names(page) == ["Marketing 1", "Marketing 3", "Sales 1", "Sales 4"]
    assert view.drafts.text() == "4 e-mail drafts…"
    view.people.setFocus()
    press(view.people, Qt.Key.Key_Space)
    assert view.drafts.text() == "3 e-mail drafts…"
    interaction.answer(tmp_path / "drafts")
    click(view.drafts)
    wait(lambda: names(page) == ["Marketing 1"])
    idle(window)
    files = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert files == ["Marketing 3.eml", "Sales 1.eml", "Sales 4.eml"]
    assert window.toast.text.text().startswith("3 drafts are ready. Open them, look at them")
    assert "Without an e-mail address: Marketing 3, Sales 1, Sales 4." in window.toast.text.text()


def test_when_everybody_was_told_the_page_says_so(open_page, publish, services, programme_id, idle):
    publish(FIRST)
    window, page = open_page()
    click(page.view.mark)
    wait(page.view.found.message.isVisible)
    assert page.view.found.message.heading.text() == "Nothing changed since version 1"
    click(page.view.found.message.action)
    assert names(page) == ["Marketing 3", "Sales 1"]
    assert page.view.people.lines.rows[0].cells[1:3] == ("nothing new", "version 1")
    assert not page.view.drafts.isEnabled()
    publish(LATER)
    page.refresh(None)
    idle(window)
    assert page.view.people.lines.rows[0].cells[1:3] == ("changed: 1", "version 1")
    assert page.view.drafts.text() == "2 e-mail drafts…"


def test_the_message_is_shown_in_the_language_of_the_person(
    open_page, publish, services, keys, idle, interaction, tmp_path
):
    publish(FIRST)
    window, page = open_page()
    view = page.view
    view.people.choose(keys["Marketing 3"])
    idle(window)
    assert view.preview.toPlainText().startswith("Hello, Marketing 3!")
    click(view.copy)
    wait(lambda: QGuiApplication.clipboard().text().startswith("Hello, Marketing 3!"))
    attached = "Open the attached calendar files"
    assert attached in view.preview.toPlainText()
    assert attached not in QGuiApplication.clipboard().text()
    view.tongue.setFocus()
    press(view.tongue, Qt.Key.Key_End)
    view.tongue.activated.emit(view.tongue.currentIndex())
    wait(lambda: view.preview.toPlainText().startswith("Здравствуйте, Marketing 3!"))
    idle(window)
    interaction.answer(tmp_path)
    click(view.drafts)
    wait((tmp_path / "Sales 1.eml").exists)
    idle(window)
    draft = message_from_bytes((tmp_path / "Marketing 3.eml").read_bytes(), policy=default)
    assert str(draft["Subject"]).startswith("Ваши визиты")


def test_a_message_is_handed_to_the_mail_program_and_noted_at_a_click(
    open_page, publish, services, keys, programme_id, idle, mail_program
):
    publish(FIRST)
    services.staff.change_employee(
        employee_id=keys["Marketing 3"], shown_version=None, email="ann@example.com"
    )
    window, page = open_page()
    page.view.people.choose(keys["Marketing 3"])
    idle(window)
    click(page.view.mail)
    wait(lambda: len(mail_program.opened) == 1)
    address = urlsplit(mail_program.opened[0])
    query = dict(parse_qsl(address.query))
    assert (address.scheme, address.path) == ("mailto", "ann@example.com")
    assert query["subject"] == "Your visits in Spring: plan version 1"
    assert query["body"].startswith("Hello, Marketing 3!\r\n")
    assert names(page) == ["Marketing 3", "Sales 1"]
    assert window.toast.text.text().startswith("The message is open in your mail program.")
    click(window.toast.button)
    wait(lambda: names(page) == ["Sales 1"])
    idle(window)
    told = [one.told for one in services.messages.recipients(programme_id).people]
    assert told == [1, None]


def test_a_text_too_long_for_the_mail_program_waits_on_the_clipboard(
    open_page, publish, services, keys, idle, mail_program
):
    publish(FIRST)
    services.messages.set_language(employee_ids=[keys["Marketing 3"]], tongue="ru")
    services.settings.set(ORGANISER, "Отдел обучения и развития, " * 20)
    window, page = open_page()
    page.view.people.choose(keys["Marketing 3"])
    idle(window)
    click(page.view.mail)
    wait(lambda: len(mail_program.opened) == 1)
    assert "body" not in dict(parse_qsl(urlsplit(mail_program.opened[0]).query))
    assert QGuiApplication.clipboard().text().startswith("Здравствуйте, Marketing 3!")
    assert "paste it there" in window.toast.text.text()


def test_without_a_sender_the_page_says_what_that_means(
    open_page, publish, services, settings, idle
):
    publish(FIRST)
    window, page = open_page()
    assert page.view.unsigned.isVisible()
    click(page.view.to_settings)
    assert window.navigation.current.name == "settings"
    services.settings.set(ORGANISER_EMAIL, "hr@example.com")
    window.navigation.back()
    idle(window)
    assert not page.view.unsigned.isVisible()


def test_calendar_files_a_whole_calendar_and_a_workbook(
    open_page, publish, interaction, tmp_path, idle
):
    publish(FIRST)
    window, page = open_page()
    interaction.answer(tmp_path / "files", tmp_path / "plan.ics", tmp_path / "plan.xlsx")
    click(page.view.files)
    wait(lambda: "2 calendar files are written." in window.toast.text.text())
    for button, name in ((page.view.calendar, "plan.ics"), (page.view.workbook, "plan.xlsx")):
        click(button)
        wait((tmp_path / name).exists, 30)
        idle(window)
    assert len(list((tmp_path / "files").glob("*.ics"))) == 2


def test_a_file_open_in_excel_can_be_written_under_another_name(
    open_page, publish, interaction, tmp_path, idle
):
    publish(FIRST)
    window, page = open_page()
    (tmp_path / ".~lock.plan.ics#").touch()
    another_name = 0
    interaction.answer(tmp_path / "plan.ics", another_name, tmp_path / "other.ics")
    click(page.view.calendar)
    wait((tmp_path / "other.ics").exists, 30)
    idle(window)
    assert not (tmp_path / "plan.ics").exists()


def test_pages_are_looked_at_before_they_are_saved(open_page, publish, interaction, tmp_path, idle):
    publish(FIRST, OTHER)
    window, page = open_page()
    click(page.view.printing)
    idle(window)
    printing = window.navigation.current
    view = printing.view
    assert view.page.text() == "Page 1 of 1"
    assert "Marketing 3" in view.sheet.accessibleDescription()
    click(view.kinds["notices"])
    idle(window)
    assert view.page.text() == "Page 1 of 2"
    assert not view.back.isEnabled()
    view.forward.setFocus()
    press(view.forward, Qt.Key.Key_Space)
    assert view.page.text() == "Page 2 of 2"
    assert "Sales: week 9 of 2027" in view.sheet.accessibleDescription()
    interaction.answer(tmp_path / "notices.pdf")
    click(view.save)
    wait((tmp_path / "notices.pdf").exists, 30)
    idle(window)
    assert len(PdfReader(tmp_path / "notices.pdf").pages) == 2


def test_printing_without_a_plan_leads_to_the_messages(open_window, services, idle):
    window = open_window(services, first="printing")
    idle(window)
    page = window.navigation.current
    assert not page.view.save.isEnabled()
    click(page.view.states.message.action)
    assert window.navigation.current.name == "messages"


def test_the_menu_bar_offers_what_the_buttons_do(open_page, publish, interaction, tmp_path, idle):
    publish(FIRST)
    window, page = open_page()
    actions = {action.text(): action for action in page.actions_of_page()}
    assert actions["2 e-mail drafts…"].isEnabled()
    page.view.people.lines.tick(())
    assert not page.actions_of_page()[0].isEnabled()
    interaction.answer(tmp_path / "plan.xlsx")
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    wait((tmp_path / "plan.xlsx").exists, 30)
    idle(window)


def test_pages_are_turned_by_the_keyboard(open_page, publish, idle):
    publish(FIRST, OTHER)
    window, _page = open_page()
    press(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    view = window.navigation.current.view
    click(view.kinds["notices"])
    idle(window)
    press(window, Qt.Key.Key_PageDown)
    assert view.page.text() == "Page 2 of 2"
    press(window, Qt.Key.Key_PageUp)
    assert view.page.text() == "Page 1 of 2"
