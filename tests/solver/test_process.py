"""The search in a child process: what the parent hears, whatever happens to the child."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from solver.check.plan import validate
from solver.process import Crashed, Finished, SolverProcess
from solver.rotation.progress import Progress
from solver.rotation.solution import Plan, Status
from tests.benchmarks.companies import company
from tests.solver.children import (
    GOOD,
    child_of_a_strange_plan,
    child_of_wrong_bytes,
    child_of_wrong_words,
    deaf_child,
    quitting_child,
)
from tests.solver.tiny import guest, problem

SMALL = problem(people=[guest("ann"), guest("bob")])
LONG = company("M", "tight")
PATIENCE_SECONDS = 120
POLL_SECONDS = 0.01


@pytest.fixture
def started(monkeypatch):
    """Start a search; no child outlives the test."""
    running = []

    def start(of, *, child=None, **options):
        if child is not None:
            monkeypatch.setattr("solver.process._child", child)
        process = SolverProcess(of, **options)
        process.start()
        running.append(process)
        return process

    yield start
    for process in running:
        process.cancel()


def events_until(process, wanted):
    """Poll until an event is as wanted; return all events."""
    events, patience = [], time.monotonic() + PATIENCE_SECONDS
    while not any(wanted(event) for event in events):
        assert time.monotonic() < patience, events
        time.sleep(POLL_SECONDS)
        events += process.poll()
    return events


def is_end(event):
    return isinstance(event, Finished | Crashed)


def has_plan(event):
    return isinstance(event, Progress) and event.visits is not None


def exists(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_progress_comes_and_then_the_plan(started):
    process = started(SMALL)
    *progress, end = events_until(process, is_end)
    assert any(has_plan(event) for event in progress)
    assert all(isinstance(event, Progress) for event in progress)
    assert end.plan.status == Status.OPTIMAL
    assert validate(SMALL, end.plan) == []
    assert not process.running
    assert process.poll() == []


def test_to_stop_keeps_the_best_plan(started):
    process = started(LONG)
    events_until(process, has_plan)
    process.stop()
    end = events_until(process, is_end)[-1]
    assert isinstance(end, Finished)
    assert validate(LONG, end.plan) == []
    best = tuple(tier.value for tier in process.best.tiers)
    assert tuple(tier.value for tier in end.plan.tiers) <= best


def test_a_child_that_does_not_hear_is_ended_with_its_best_plan(started):
    process = started(SMALL, child=deaf_child, seed=7)
    events_until(process, has_plan)
    pid = process.pid
    process.stop()
    end = events_until(process, is_end)[-1]
    assert end.plan.visits == GOOD.visits
    assert (end.plan.status, end.plan.seed) == (Status.FEASIBLE, 7)
    assert not exists(pid)


def test_a_child_that_works_on_after_the_time_limit_is_ended_with_its_best_plan(started):
    process = started(SMALL, child=deaf_child, time_limit=0.5)
    end = events_until(process, is_end)[-1]
    assert end.plan.visits == GOOD.visits


def test_to_cancel_frees_the_child(started):
    process = started(LONG)
    pid = process.pid
    assert exists(pid)
    process.cancel()
    assert not exists(pid)
    assert not process.running
    process.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals")
def test_a_killed_child_is_a_crash_that_keeps_the_best_plan(started):
    process = started(LONG)
    events_until(process, has_plan)
    os.kill(process.pid, signal.SIGKILL)
    end = events_until(process, is_end)[-1]
    assert isinstance(end, Crashed)
    assert end.reason == "signal-9"
    assert validate(LONG, Plan(Status.FEASIBLE, end.best.visits)) == []
    assert not process.running


def test_an_exception_in_the_child_is_a_crash_with_its_traceback(started):
    end = events_until(started(None), is_end)[-1]
    assert isinstance(end, Crashed)
    assert end.reason == "exception"
    assert "Traceback" in end.detail


def test_a_child_that_just_ends_is_a_crash(started):
    assert events_until(started(SMALL, child=quitting_child), is_end) == [Crashed("exit-3", None)]


@pytest.mark.parametrize(
    "child",
    [
        child_of_wrong_words,
        child_of_wrong_bytes,
        child_of_a_strange_plan,
    ],
)
def test_rubbish_from_the_child_is_a_crash_that_keeps_the_best_plan(started, child):
    process = started(SMALL, child=child)
    assert events_until(process, is_end)[-1] == Crashed("rubbish", GOOD)
    assert not process.running
