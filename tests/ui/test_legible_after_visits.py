"""What comes after the visits, with everything in it: nothing cut, each control with a name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from app import i18n
from tests.support.legibility import names_given_twice, texts
from tests.support.pseudo import PseudoCatalogue
from tests.support.walks_after_visits import own_visits, reflections, shared_computer
from tests.ui.driving import pause, wait

WALKS = (reflections, shared_computer, own_visits)


class Looker:
    """Goes the ways of the camera, and looks whether everything can be read."""

    def __init__(self, window, interaction):
        self.window = window
        self.answer = interaction.answer
        self.cut = set()
        self.twice = {}

    def settle(self):
        wait(lambda: not self.window.operations.busy)
        pause(30)

    def take(self, name, part=None):
        self.settle()
        seen = part or self.window
        # Examples out of a file end where the room ends.
        found = (it for it in texts(seen) if not it.words.startswith("Тишина"))
        self.cut |= {(name, text) for text in found if text.cut}
        # What Linux calls a box is what is chosen in it, and so may be the same in several.
        chosen = {box.currentText() for box in seen.findChildren(QComboBox)}
        if names := set(names_given_twice(seen)) - chosen:
            self.twice[name] = names


@pytest.fixture
def looker(open_window, interaction, watchdog):
    """Not watched: measuring takes longer than use."""
    window = open_window()
    watchdog.stop()
    window.resize(1280, 800)
    return Looker(window, interaction)


@pytest.mark.parametrize("walk", WALKS)
def test_two_fifths_more_words_are_not_cut(walk, looker, monkeypatch):
    real = i18n._catalogue  # noqa: SLF001 - as the pseudo language does
    monkeypatch.setattr(
        i18n, "_catalogue", lambda name: real(name) if name == "ru" else PseudoCatalogue()
    )
    walk(looker)
    assert looker.cut == set()
    assert looker.twice == {}


@pytest.mark.parametrize("walk", WALKS)
def test_nothing_is_cut_in_twice_the_size(walk, looker, theme):
    try:
        looker.window.theme.set_text_size(200)
        looker.window.speak("ru")
        walk(looker)
        assert looker.cut == set()
        assert looker.twice == {}
    finally:
        theme.set_text_size(100)
