"""The watchdog itself: it bites when the window stands still, and not when it is left waiting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.ui.driving import Watchdog, pause

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_window_that_works_too_long_is_noticed(qtbot: QtBot) -> None:
    dog = Watchdog()
    dog.start()
    pause(20)
    end = time.thread_time() + 0.5
    while time.thread_time() < end:
        pass
    pause(20)
    dog.stop()
    assert len(dog.stalls) == 1


def test_a_window_that_comes_round_is_left_alone(qtbot: QtBot) -> None:
    dog = Watchdog()
    dog.start()
    for _ in range(5):
        pause(10)
    dog.stop()
    assert dog.stalls == []
