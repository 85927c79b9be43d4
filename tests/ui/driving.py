"""Drive the window as a user does, and watch that it never stands still."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QTableView, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.main_window import MainWindow

STALL_S = 0.1
_BEAT_MS = 5


def wait(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Let the window live until ``condition`` holds for a moment."""
    held = condition()
    deadline = time.monotonic() + seconds
    loop = QEventLoop()

    def look() -> None:
        nonlocal held
        held = condition()
        if held:
            loop.quit()

    beat = QTimer(interval=_BEAT_MS)
    beat.timeout.connect(look)
    limit = QTimer(singleShot=True, interval=round(seconds * 1000))
    limit.timeout.connect(loop.quit)
    beat.start()
    limit.start()
    if not held:
        loop.exec()
    beat.stop()
    limit.stop()
    assert held, f"not within {time.monotonic() - deadline + seconds:.1f} s"


def pause(milliseconds: int) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settled(window: MainWindow, idle: Callable[[MainWindow], None]) -> None:
    """Let the window come to rest: a write is followed by its news, these by loading anew."""
    for _round in range(3):
        idle(window)
        pause(5)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press and let go the left button on something that can be seen and used."""
    assert widget.isVisible(), f"{widget} cannot be seen"
    assert widget.isEnabled(), f"{widget} cannot be used"
    if widget.rect().isEmpty():
        # What was put there just now gets its place in the turn that follows.
        wait(lambda: not widget.rect().isEmpty())
    if at is None:
        at = widget.rect().center()
        if isinstance(widget, QCheckBox):
            # The room right of its words is not part of it.
            at.setX(widget.fontMetrics().height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def click_cell(table: QTableView, row: int, column: int) -> None:
    """Click a cell of a table."""
    index = table.model().index(row, column)
    table.scrollTo(index)
    click(table.viewport(), table.visualRect(index).center())


def drag(
    widget: QWidget,
    start: QPoint,
    *ends: QPoint,
    on_the_way: Callable[[], None] | None = None,
) -> None:
    """Press the left button at ``start``, move over all ``ends``, let go at the last.

    ``on_the_way`` is called after each move.
    """

    def send(
        kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, buttons: Qt.MouseButton
    ) -> None:
        there = QPointF(widget.mapToGlobal(at))
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, QPointF(at), there, button, buttons, none)
        QApplication.sendEvent(widget, event)

    left, no_button = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(QEvent.Type.MouseButtonPress, start, left, left)
    for at in ends:
        send(QEvent.Type.MouseMove, at, no_button, left)
        if on_the_way is not None:
            on_the_way()
    send(QEvent.Type.MouseButtonRelease, ends[-1], left, no_button)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key that is the same in every alphabet."""
    QTest.keyClick(widget, key, modifier)


def type_text(widget: QWidget, text: str) -> None:
    """Type ``text`` in any alphabet; QTest's own keys end the process at a Cyrillic letter."""
    window = widget.window()
    window.activateWindow()
    widget.setFocus()
    wait(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is widget or widget.isAncestorOf(focused) or widget.focusProxy() is focused
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused, event)


class ScriptedInteraction:
    """Answers questions as the test says, and remembers what was asked and told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self.answers: list[object] = []

    def answer(self, *answers: object) -> None:
        """Give these answers to the next questions, in order."""
        self.answers.extend(answers)

    def _next(self, question: str) -> object:
        self.asked.append(question)
        assert self.answers, f"nobody said what to answer to {question!r}"
        return self.answers.pop(0)

    def tell(self, text: str) -> None:
        self.told.append(text)

    def confirm(self, question: str, *, yes: str) -> bool:
        answer = self._next(f"{question} [{yes}]")
        assert isinstance(answer, bool)
        return answer

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        answer = self._next(question)
        assert answer is None or isinstance(answer, int)
        return answer

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer

    def open_files(self, title: str, kinds: Sequence[tuple[str, str]]) -> list[Path]:
        answer = self._next(title)
        assert isinstance(answer, list)
        return answer

    def save_file(
        self, title: str, suggested: str, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer

    def choose_folder(self, title: str) -> Path | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer


def _pace() -> float:
    """Return the seconds of a processor that a fixed piece of work takes now, a few thousandths."""
    begin = time.thread_time()
    sum(number * number for number in range(40_000))
    return time.thread_time() - begin


def _kept_waiting() -> float:
    """Return the seconds for which threads of this process were ready but had no processor.

    A worker that holds the interpreter while it waits makes the window wait as well. What the host
    of a virtual machine took away counts too. Nothing is known where there is no Linux.
    """
    waited = 0.0
    for tally in Path("/proc/self/task").glob("*/schedstat"):
        with suppress(OSError):  # a thread may end meanwhile
            waited += int(tally.read_text().split()[1]) / 1e9
    with suppress(OSError):
        taken = int(Path("/proc/stat").read_text().split("\n", 1)[0].split()[8])
        waited += taken / os.sysconf("SC_CLK_TCK")
    return waited


class Watchdog(QObject):
    """Notes how long the window did not come round to its events."""

    # What ``_pace`` is on the machine for which the limit was set, left alone.
    _best_pace = 0.0018

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self._slowness()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._mark()

    def start(self) -> None:
        """Begin to watch."""
        self._mark()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        if self._timer.isActive():
            self._beat()
            self._timer.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not watch while the test itself is busy."""
        running = self._timer.isActive()
        self.stop()
        yield
        if running:
            self.start()

    def _mark(self) -> None:
        self._wall = time.monotonic()
        self._waited = _kept_waiting()

    def _beat(self) -> None:
        stood = time.monotonic() - self._wall
        if stood > STALL_S:
            # On a crowded machine there may have been no processor; that is no fault of the window.
            stood -= _kept_waiting() - self._waited
        # A neighbour on the same core, or a slow machine, slows everything down: what counts is how
        # long the window would have stood on a usual one left alone.
        if stood > STALL_S and stood / self._slowness() > STALL_S:
            self.stalls.append(stood)
        self._mark()

    def _slowness(self) -> float:
        # A faster machine is held to what it can do when it is left alone.
        now = _pace()
        Watchdog._best_pace = min(Watchdog._best_pace, now)
        return now / Watchdog._best_pace


def left_over_threads() -> list[str]:
    """Return the names of threads that should have ended."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("gemba")]
