from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt

from app.domain.ideas import IdeaStatus
from app.domain.reflections import Source
from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, click_cell, press, settled, type_text, wait

TODAY = dt.date.today()


@pytest.fixture
def keys(services):
    """Two ideas wait for the head of Sales, one of them overdue."""
    keys = publish_visits(services)
    services.staff.change_employee(employee_id=keys["Sales 2"], shown_version=None, level=5)
    for name, title, days in (("fresh", "One list", 0), ("old", "Учёт звонков", 60)):
        keys[name], _changes = services.ideas.add(
            title=title,
            department_id=keys["Sales"],
            author_id=keys["Marketing 3"],
            today=TODAY - dt.timedelta(days=days),
        )
    services.reflections.send(
        record_id=keys["visit of Marketing 4"],
        answers=replace(FULL, ideas=()),
        source=Source.FORM,
    )
    return keys


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it(language="en"):
        window = open_window(services, first="answers")
        window.speak(language)
        settled(window, idle)
        return window, window.navigation.current

    return open_it


def choose_who(window, page, idle, key):
    page.view.you.setCurrentIndex(page.view.you.findData(key))
    page.view.you.activated.emit(page.view.you.currentIndex())
    settled(window, idle)


def cells(table):
    return [row.cells for row in table.lines.rows]


def test_without_anybody_the_page_leads_to_the_departments(open_page, services):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Nobody to answer yet"
    click(page.view.states.message.action)
    assert window.navigation.current.name == "departments"


def test_who_says_who_they_are_sees_what_needs_their_answer(open_page, keys, idle):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Whose desk is this?"
    choose_who(window, page, idle, keys["Sales 2"])
    assert [line[1] for line in cells(page.view.needs)] == ["Учёт звонков", "One list"]
    assert "overdue by" in cells(page.view.needs)[0][0]
    assert page.view.needs_title.text() == "Needs your answer: 2"
    assert page.view.you.currentText() == "Sales 2, Sales · 2 ideas wait"
    window.navigation.go("home")
    window.navigation.back()
    settled(window, idle)
    assert page.view.you.currentData() == keys["Sales 2"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_idea_is_answered_in_place_and_the_letter_is_ready(
    open_page, services, keys, idle, interaction, tmp_path, language
):
    window, page = open_page(language)
    choose_who(window, page, idle, keys["Sales 2"])
    view = page.view
    assert view.heading.text() == "Учёт звонков"
    click(view.answer.buttons[IdeaStatus.UNDER_REVIEW])
    wait(view.answer.buttons[IdeaStatus.ACCEPTED].isVisible)
    settled(window, idle)
    assert len(cells(view.needs)) == 2
    type_text(view.answer.answer, "Начнём в мае")
    click(view.answer.buttons[IdeaStatus.ACCEPTED])
    wait(view.letter.isVisible)
    settled(window, idle)
    assert [line[1] for line in cells(view.needs)] == ["One list"]
    assert "Начнём в мае" in view.letter.text.toPlainText()
    row = services.ideas.idea(keys["old"], today=TODAY)
    assert (row.status, row.answer) == ("accepted", "Начнём в мае")
    interaction.answer(tmp_path / "letter.eml")
    click(view.letter.draft)
    wait((tmp_path / "letter.eml").exists)
    settled(window, idle)
    draft = message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=default)
    assert "Начнём в мае" in draft.get_body().get_content()


def test_the_letter_is_handed_to_the_mail_program(open_page, services, keys, idle, mail_program):
    window, page = open_page()
    choose_who(window, page, idle, keys["Sales 2"])
    view = page.view
    click(view.answer.buttons[IdeaStatus.UNDER_REVIEW])
    wait(view.answer.buttons[IdeaStatus.ACCEPTED].isVisible)
    settled(window, idle)
    type_text(view.answer.answer, "Gladly")
    click(view.answer.buttons[IdeaStatus.ACCEPTED])
    wait(view.letter.isVisible)
    settled(window, idle)
    click(view.letter.mail)
    wait(lambda: len(mail_program.opened) == 1)
    assert "Gladly" in unquote(mail_program.opened[0])
    assert services.ideas.idea(keys["old"], today=TODAY).author_told_at is None
    click(window.toast.button)
    settled(window, idle)
    wait(lambda: services.ideas.idea(keys["old"], today=TODAY).author_told_at is not None)


def test_declining_needs_a_reason_here_too(open_page, services, keys, idle):
    window, page = open_page()
    choose_who(window, page, idle, keys["Sales 2"])
    answer = page.view.answer
    click(answer.buttons[IdeaStatus.DECLINED])
    assert answer.problem.text() == "Why is it declined? Its author gets this reason."
    assert services.ideas.idea(keys["old"], today=TODAY).status == "new"


def test_who_was_slower_sees_both_answers_and_loses_none(open_page, services, keys, idle):
    window, page = open_page()
    choose_who(window, page, idle, keys["Sales 2"])
    for to, answer in ((IdeaStatus.UNDER_REVIEW, ""), (IdeaStatus.ACCEPTED, "Gladly")):
        services.ideas.move(idea_id=keys["old"], shown_version=None, to=to, answer=answer)
    view = page.view
    type_text(view.answer.answer, "Too dear")
    click(view.answer.buttons[IdeaStatus.DECLINED])
    wait(view.clash.isVisible)
    assert "Too dear" in view.clash.mine.text()
    assert "Gladly" in view.clash.theirs.text()
    assert services.ideas.idea(keys["old"], today=TODAY).answer == "Gladly"
    click(view.clash.keep_mine)
    settled(window, idle)
    row = services.ideas.idea(keys["old"], today=TODAY)
    assert (row.status, row.answer) == ("declined", "Too dear")


def test_news_are_shown_until_they_were_seen(open_page, services, keys, idle):
    window, page = open_page()
    choose_who(window, page, idle, keys["Sales 2"])
    news = page.view.news
    assert [line[0] for line in cells(news)].count("idea") == 2
    row = next(at for at, line in enumerate(cells(news)) if line[0] == "reflection")
    click_cell(news, row, 0)
    assert page.view.heading.text() == "Marketing 4"
    assert not page.view.answer.isVisible()
    click(page.view.seen)
    settled(window, idle)
    assert cells(news) == []
    services.ideas.add(title="Newer", department_id=keys["Sales"], today=TODAY)
    page.refresh(None)
    settled(window, idle)
    assert [line[1] for line in cells(news)] == ["Newer"]


def test_by_keyboard_alone(open_page, services, keys, idle):
    window, page = open_page()
    choose_who(window, page, idle, keys["Sales 2"])
    needs = page.view.needs
    needs.setFocus()
    press(needs, Qt.Key.Key_Down)
    assert page.view.heading.text() == "One list"
    button = page.view.answer.buttons[IdeaStatus.UNDER_REVIEW]
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    settled(window, idle)
    assert services.ideas.idea(keys["fresh"], today=TODAY).status == "under-review"
    click(page.view.more)
    settled(window, idle)
    ideas = window.navigation.current
    assert ideas.name == "ideas"
    assert ideas.one.panel.heading.text() == "One list"
