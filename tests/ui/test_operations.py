"""Work runs beside the window, its news reaches who is still there, its failures become words."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject

from app.changes import Changes
from app.errors import InputError, Interrupted
from tests.ui.driving import left_over_threads, pause, wait
from ui.operations import Operations
from ui.workers import Progress, Ticket, Workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CHANGES = Changes(frozenset({("employee", 1)}), "change Anna Petrova")


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    workers = Workers()
    yield Operations(workers, workers)
    workers.close()
    assert left_over_threads() == []


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_work_runs_in_another_thread_and_its_result_comes_back_to_the_windows(
    operations: Operations, owner: QObject
) -> None:
    threads: list[int] = []
    results: list[tuple[int, int]] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 7

    operations.query(owner, work, lambda value: results.append((value, threading.get_ident())))
    wait(lambda: bool(results))

    assert results == [(7, threading.get_ident())]
    assert threads[0] != threading.get_ident()
    assert not operations.busy


def test_a_newer_search_silences_the_older_one(operations: Operations, owner: QObject) -> None:
    gate = threading.Event()
    results: list[str] = []

    def slow() -> str:
        gate.wait(5)
        return "old"

    operations.query(owner, slow, results.append, key="search")
    operations.query(owner, lambda: "new", results.append, key="search")
    operations.query(owner, lambda: "other", results.append, key="count")
    wait(lambda: len(results) == 2)
    gate.set()
    wait(lambda: not operations.busy)

    assert sorted(results) == ["new", "other"]


def test_writes_keep_their_order_and_spread_their_news(
    operations: Operations, owner: QObject
) -> None:
    order: list[int] = []
    news: list[Any] = []
    operations.changed.connect(news.append)
    operations.announced.connect(lambda changes: news.append(changes.label))

    def write(number: int) -> tuple[int, Changes]:
        order.append(number)
        return number, CHANGES

    done: list[int] = []
    for number in range(5):
        operations.command(owner, partial(write, number), done.append, quiet=number > 0)
    wait(lambda: len(done) == 5)

    assert order == done == [0, 1, 2, 3, 4]
    assert news == [CHANGES, "change Anna Petrova", CHANGES, CHANGES, CHANGES, CHANGES]


def test_nothing_is_delivered_to_a_page_that_is_gone_but_the_news_is_spread(
    operations: Operations,
) -> None:
    gate = threading.Event()
    page = QObject()
    delivered: list[object] = []
    news: list[Changes] = []
    operations.changed.connect(news.append)

    def read() -> None:
        gate.wait(5)

    def write() -> Changes:
        gate.wait(5)
        return CHANGES

    operations.query(page, read, delivered.append)
    operations.command(page, write, delivered.append)
    page.deleteLater()
    pause(20)
    gate.set()
    wait(lambda: not operations.busy)

    assert delivered == []
    assert news == [CHANGES]


@pytest.mark.parametrize("kind", ["query", "command"])
def test_known_errors_go_to_the_page_or_to_the_window(
    operations: Operations, owner: QObject, kind: str
) -> None:
    def fail() -> None:
        raise InputError("name-empty")

    window: list[InputError] = []
    page: list[InputError] = []
    results: list[object] = []
    operations.failed.connect(window.append)
    getattr(operations, kind)(owner, fail, results.append)
    getattr(operations, kind)(owner, fail, results.append, failed=page.append)
    wait(lambda: not operations.busy)

    assert [error.code for error in window] == ["name-empty"]
    assert [error.code for error in page] == ["name-empty"]
    assert results == []


@pytest.mark.parametrize("kind", ["query", "command"])
def test_anything_else_is_a_bug(operations: Operations, owner: QObject, kind: str) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    bugs: list[BaseException] = []
    known: list[object] = []
    operations.crashed.connect(bugs.append)
    getattr(operations, kind)(owner, fail, known.append, failed=known.append)
    wait(lambda: bool(bugs))

    assert isinstance(bugs[0], ZeroDivisionError)
    assert known == []


def test_work_that_was_stopped_says_nothing(operations: Operations, owner: QObject) -> None:
    def stop() -> None:
        raise Interrupted

    heard: list[object] = []
    for signal in (operations.crashed, operations.failed, operations.changed):
        signal.connect(heard.append)
    operations.query(owner, stop, heard.append, failed=heard.append)
    wait(lambda: not operations.busy)

    assert heard == []


def test_long_work_reports_and_can_be_cancelled(operations: Operations, owner: QObject) -> None:
    reports: list[Progress] = []
    results: list[object] = []

    def count(ticket: Ticket) -> int:
        done = 0
        while not ticket.cancelled:
            done += 1
            ticket.report(done, 1000, "Reading…")
            threading.Event().wait(0.01)
        return done

    job = operations.query(owner, count, results.append, progress=reports.append)
    wait(lambda: len(reports) > 2)
    job.cancel()
    wait(lambda: not job.running)

    assert reports[0].done < reports[-1].done <= 1000
    assert reports[-1].text == "Reading…"
    assert results == []


def test_short_work_shows_no_progress(operations: Operations, owner: QObject) -> None:
    reports: list[Progress] = []
    results: list[object] = []

    def quick(ticket: Ticket) -> str:
        ticket.report(1, 1)
        return "done"

    operations.query(owner, quick, results.append, progress=reports.append)
    wait(lambda: bool(results))
    pause(150)

    assert reports == []


def test_a_poll_ends_with_its_owner(operations: Operations) -> None:
    page = QObject()
    beats: list[int] = []
    operations.poll(page, 5, lambda: beats.append(1))
    wait(lambda: len(beats) > 3)
    page.deleteLater()
    pause(20)
    counted = len(beats)
    pause(50)

    assert len(beats) == counted


def test_closing_waits_for_writes(qtbot: QtBot) -> None:
    workers = Workers()
    operations = Operations(workers, workers)
    written: list[int] = []

    def write() -> Changes:
        threading.Event().wait(0.1)
        written.append(1)
        return CHANGES

    operations.command(workers, write)
    operations.release(lambda: written.append(2))
    workers.close()

    assert written == [1, 2]
