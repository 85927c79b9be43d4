from __future__ import annotations

import pytest

from app.errors import EnvironmentFault
from app.solving import follow
from app.wording import error_text
from solver.process import Crashed, Finished
from solver.rotation.progress import Progress
from solver.rotation.solution import Plan, Status

PLAN = Plan(status=Status.FEASIBLE, visits=(), tiers=(), terms={}, seconds=1.0, seed=1)
NEWS = Progress(0.5, None, (), "build")


class ScriptedProcess:
    """A solver whose polls are written down beforehand; an exception among them is raised."""

    def __init__(self, *polls):
        self.polls = list(polls)
        self.stopped = 0
        self.cancelled = 0

    def poll(self):
        step = self.polls.pop(0)
        if isinstance(step, type) and issubclass(step, BaseException):
            raise step
        return step

    def stop(self):
        self.stopped += 1

    def cancel(self):
        self.cancelled += 1


def test_news_are_passed_on_and_the_plan_returned():
    seen = []
    process = ScriptedProcess([], [NEWS, NEWS], [Finished(PLAN)])
    assert follow(process, seen.append) is PLAN
    assert seen == [NEWS, NEWS]
    assert (process.stopped, process.cancelled) == (0, 1)


def test_an_interrupt_keeps_the_best_plan():
    process = ScriptedProcess([NEWS], KeyboardInterrupt, [], [Finished(PLAN)])
    assert follow(process) is PLAN
    assert (process.stopped, process.cancelled) == (1, 1)


def test_a_second_interrupt_ends_the_solver():
    process = ScriptedProcess(KeyboardInterrupt, KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        follow(process)
    assert process.cancelled == 1


def test_a_solver_ended_from_outside_is_a_fault_of_the_surroundings():
    with pytest.raises(EnvironmentFault) as caught:
        follow(ScriptedProcess([Crashed("signal-9", None)]))
    assert "memory" in error_text(caught.value)
    with pytest.raises(EnvironmentFault) as caught:
        follow(ScriptedProcess([Crashed("exit-3", None)]))
    assert "exit-3" in error_text(caught.value)


def test_a_solver_that_failed_by_itself_is_a_bug():
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        follow(ScriptedProcess([Crashed("exception", None, "ZeroDivisionError: …")]))
