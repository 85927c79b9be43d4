"""Every page in every language and size: translated, nothing cut, each control with a name."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize

from app import i18n
from tests.support.legibility import names_given_twice, texts
from tests.support.pseudo import PseudoCatalogue, pseudo
from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import pause, wait
from ui.registry import page_classes

NOTEBOOK, LARGE_TEXT = QSize(1366, 768), 130
PAGES = [page.name for page in page_classes()]
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What users have typed, and what stands in other languages by intention.
OWN_WORDS = re.compile(
    r"Marketing( role)?( \d)?|Sales( role)?( \d)?|Spring|company|English|Русский|UTC"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mar|March|Ctrl|PDF|Excel|Mark|Sale"
)


@pytest.fixture
def filled(services):
    keys = add_company(services)
    add_draft(services, add_programme(services), keys)
    return services


@pytest.fixture
def in_pseudo_language(monkeypatch):
    monkeypatch.setattr(i18n, "_catalogue", lambda _language: PseudoCatalogue())


def show(window, page, idle):
    window.navigation.go(page)
    idle(window)
    pause(60)
    wait(lambda: not window.operations.busy)


@pytest.fixture
def walk(open_window, filled, idle, watchdog):
    """Opens a window and yields it page by page; not watched: measuring takes longer than use."""

    def pages(language="en", percent=100):
        window = open_window(filled, first="home")
        watchdog.stop()
        window.resize(1280, 800)
        window.speak(language)
        window.theme.set_text_size(percent)
        for page in PAGES:
            show(window, page, idle)
            yield page, window

    return pages


def test_the_pseudo_language_keeps_places():
    assert pseudo("Sign up {count} people") == "[Sign up {count} people~~~~~~]"


def test_everything_on_every_page_is_translated(walk, in_pseudo_language):
    bare = {
        (page, text.words)
        for page, window in walk()
        for text in texts(window)
        if LETTERS.search(OWN_WORDS.sub("", re.sub(r"\[.*\]", "", text.words, flags=re.DOTALL)))
    }
    assert bare == set()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_window_fits_the_screen_of_a_small_laptop(walk, language):
    """1366 pixels wide: what is wider would lie beside the screen."""
    wide = {page: window.minimumSizeHint().width() for page, window in walk(language)}
    assert {page: width for page, width in wide.items() if width > 1366} == {}


def test_two_fifths_more_words_are_not_cut(walk, in_pseudo_language):
    cut = {(page, text) for page, window in walk() for text in texts(window) if text.cut}
    assert cut == set()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("percent", [100, 130, 200])
def test_nothing_is_cut_in_any_size_and_the_window_fits_a_notebook(walk, language, percent, theme):
    try:
        cut = set()
        for page, window in walk(language, percent):
            cut |= {(page, text) for text in texts(window) if text.cut}
            least = window.minimumSizeHint()
            fits = least.width() <= NOTEBOOK.width() and least.height() <= NOTEBOOK.height()
            assert fits or percent > LARGE_TEXT, (page, least)
        assert cut == set()
    finally:
        theme.set_text_size(100)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_control_has_a_name_of_its_own(walk, language):
    twice = {page: names for page, window in walk(language) if (names := names_given_twice(window))}
    assert twice == {}
