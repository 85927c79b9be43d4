"""Help by F1: every page has its own, in both languages, and every link leads somewhere."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl

from app.i18n import LANGUAGES, set_language
from resources import path
from tests.support.catalogue import read_catalogue
from tests.ui.driving import click, press, wait
from ui.help_window import FIRST, text_of
from ui.registry import page_classes

TOPICS = [FIRST, *(page.name for page in page_classes())]
LINK = re.compile(r"\]\(([^)]+)\)")
NAME = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_page_has_its_help(topic, language):
    set_language(language)
    text = text_of(topic)
    assert text.startswith("# ")
    assert len(text) > 200


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_say_as_much(topic):
    english, russian = (
        path(f"help/{language}/{topic}.md").read_text(encoding="utf-8") for language in LANGUAGES
    )
    for sign in ("# ", "## ", "- ", "](", "**"):
        assert english.count(sign) == russian.count(sign), sign


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_topic(language):
    for file in path(f"help/{language}").glob("*.md"):
        for target in LINK.findall(file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name} -> {target}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_buttons_and_pages_are_spelled_as_on_the_screen(language):
    names = set()
    for message in read_catalogue("ru"):
        spoken = message.string if language == "ru" else message.id
        forms = [spoken] if isinstance(spoken, str) else spoken
        # A figure in the name ("Overdue: 3"), the dots and the key to press are left out in help.
        names |= {form.partition(": {")[0].rstrip("…").replace("&", "") for form in forms}
    for file in path(f"help/{language}").glob("*.md"):
        unknown = set(NAME.findall(file.read_text(encoding="utf-8"))) - names
        assert unknown == set(), file.name


def test_help_on_the_page_that_is_shown(open_window, services, idle):
    window = open_window(services, first="staff")
    idle(window)
    press(window, Qt.Key.Key_F1)
    wait(window.help.isVisible)
    assert window.help.topic == "staff"
    assert "Absences" in window.help.text.toPlainText()
    wait(window.help.text.hasFocus)


def test_links_lead_on_and_back_leads_back(open_window, services, idle):
    window = open_window(services, first="staff")
    idle(window)
    press(window, Qt.Key.Key_F1)
    wait(window.help.isVisible)
    assert not window.help.back.isEnabled()
    window.help.text.anchorClicked.emit(QUrl("import.md"))
    assert window.help.text.toPlainText().startswith("Import of a staff list")
    click(window.help.back)
    assert window.help.topic == "staff"
    click(window.help.close_button)
    assert not window.help.isVisible()


def test_help_follows_the_language(open_window):
    window = open_window()
    press(window, Qt.Key.Key_F1)
    wait(window.help.isVisible)
    window.speak("ru")
    assert window.help.text.toPlainText().startswith("Начало")
    assert window.help.windowTitle() == "Справка"
    press(window.help, Qt.Key.Key_Escape)
    wait(lambda: not window.help.isVisible())
