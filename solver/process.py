"""Solving in a process of its own: cancel always works, and a crash is a status.

The parent only polls; it needs no thread and no OR-Tools. The child starts by spawn and loads
neither the window nor the database. Best plans and bounds come up the pipe, "stop" goes down.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from solver.rotation.problem import Visit
from solver.rotation.progress import PREPARE, Progress, plan_of
from solver.rotation.solution import Plan

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from solver.rotation.comparison import Replan
    from solver.rotation.problem import Problem

STOP = "stop"
TICK_SECONDS = 0.05
PATIENCE_SECONDS = 0.7
GRACE_SECONDS = 3.0
"""How long after the time limit the child may take to explain."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The search ended, by itself or because it was stopped.

    ``replan`` says what changes where the fewest changes were asked for.
    """

    plan: Plan
    replan: Replan | None = None


@dataclass(frozen=True, slots=True)
class Crashed:
    """The child died or sent nonsense.

    Parameters
    ----------
    reason
        ``exception``, ``rubbish``, ``exit-N`` or ``signal-N``; 9 mostly means memory ran out.
    best
        The best progress until then, with its plan, if there was one.
    detail
        The traceback of an exception.
    """

    reason: str
    best: Progress | None
    detail: str = ""


Event = Progress | Finished | Crashed


class SolverProcess:
    """A search in a child process.

    Parameters
    ----------
    problem
        What to plan.
    time_limit
        Seconds; None is until everything is proven.
    seed, workers
        As in `solver.rotation.search.solve`.
    fewest_changes
        Whether to keep the published plan as far as can be (`solver.rotation.replan`).
    """

    def __init__(
        self,
        problem: Problem,
        *,
        time_limit: float | None = None,
        seed: int = 1,
        workers: int = 2,
        fewest_changes: bool = False,
    ) -> None:
        self._problem = replace(problem, keep_published_first=True) if fewest_changes else problem
        self._seed = seed
        self._fewest_changes = fewest_changes
        self._options: dict[str, Any] = {"time_limit": time_limit, "seed": seed}
        if not fewest_changes:
            self._options["workers"] = workers
        self._process: Any = None
        self._pipe: Connection | None = None
        self._time_limit = time_limit
        self._heard_at: float | None = None
        self._stopped_at: float | None = None
        self.best: Progress | None = None

    @property
    def running(self) -> bool:
        """Whether the end is still to be told."""
        return self._pipe is not None

    @property
    def pid(self) -> int | None:
        """Number of the child process, while there is one."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the child."""
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(
            target=_child,
            args=(far_end, self._problem, self._options, self._fewest_changes),
            daemon=True,
        )
        self._process.start()
        far_end.close()

    def poll(self) -> list[Event]:
        """Return what has happened since the last call, oldest first; never waits."""
        events: list[Event] = []
        if self._has_overrun():
            self.stop()
        while self._pipe is not None:
            try:
                if not self._pipe.poll():
                    break
                message = self._pipe.recv()
            except (EOFError, ConnectionError):
                events.append(self._end(self._death()))
            except Exception:
                events.append(self._end(Crashed("rubbish", self.best)))
            else:
                events.append(self._take(message))
        if self._pipe is not None and self._is_late():
            assert self.best is not None
            events.append(self._end(Finished(plan_of(self._problem, self.best, self._seed))))
        return events

    def stop(self) -> None:
        """Ask for the best plan so far; it comes with a poll within a second."""
        if self._pipe is not None and self._stopped_at is None:
            self._stopped_at = time.monotonic()
            with contextlib.suppress(OSError):  # a dead child is told by the next poll
                self._pipe.send(STOP)

    def cancel(self) -> None:
        """Kill the child and free its memory; nothing is kept but ``best``."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _has_overrun(self) -> bool:
        """Tell whether the child works on long after the time limit, deaf to its own clock."""
        if self._time_limit is None or self._heard_at is None:
            return False
        longest = 1.1 * self._time_limit + GRACE_SECONDS
        return time.monotonic() - self._heard_at > longest

    def _watch_clock(self, message: Any) -> None:
        """Begin to count when the child has loaded, and anew when its kernels are ready."""
        if isinstance(message, Progress) and message.phase == PREPARE:
            self._heard_at = None
        elif self._heard_at is None:
            self._heard_at = time.monotonic()

    def _is_late(self) -> bool:
        """Tell whether the child was stopped and does not answer although there is a plan."""
        return (
            self._stopped_at is not None
            and time.monotonic() - self._stopped_at > PATIENCE_SECONDS
            and self.best is not None
        )

    def _take(self, message: Any) -> Event:
        self._watch_clock(message)
        if not self._makes_sense(message):
            return self._end(Crashed("rubbish", self.best))
        if isinstance(message, Progress):
            if message.visits is None and self.best is not None:
                self.best = replace(message, visits=self.best.visits)
            else:
                self.best = message
            return message
        if isinstance(message, Finished):
            return self._end(message)
        return self._end(replace(message, best=self.best))

    def _makes_sense(self, message: Any) -> bool:
        """Tell whether a message is one of ours, its visits about what the problem knows."""
        if isinstance(message, Crashed):
            return True
        if isinstance(message, Progress):
            visits: Any = message.visits or ()
        elif isinstance(message, Finished) and isinstance(message.plan, Plan):
            visits = message.plan.visits
        else:
            return False
        known = self._problem
        return isinstance(visits, tuple) and all(
            isinstance(visit, Visit)
            and visit.person in known.person
            and visit.role in known.role
            and visit.slot in known.slot_index
            and (visit.host is None or visit.host in known.person)
            for visit in visits
        )

    def _death(self) -> Crashed:
        self._process.join()
        code = self._process.exitcode
        return Crashed(f"signal-{-code}" if code < 0 else f"exit-{code}", self.best)

    def _end(self, event: Finished | Crashed) -> Finished | Crashed:
        self.cancel()
        return event


class _Search(threading.Thread):
    """The search beside the thread that listens to the parent."""

    def __init__(self, problem: Problem, options: dict[str, Any], fewest_changes: bool) -> None:
        super().__init__(daemon=True)
        self._problem = problem
        self._options = options
        self._fewest_changes = fewest_changes
        self._lock = threading.Lock()
        self._news: Progress | None = None
        self.stop = threading.Event()
        self.end: Finished | Crashed | None = None

    def run(self) -> None:
        """Search; an exception is an end, too."""
        try:
            self.end = self._searched()
        except BaseException:
            self.end = Crashed("exception", None, traceback.format_exc())

    def _searched(self) -> Finished:
        # The parent needs no OR-Tools.
        from solver.rotation.replan import replan  # noqa: PLC0415
        from solver.rotation.search import solve  # noqa: PLC0415

        options = {**self._options, "on_progress": self._note, "should_stop": self.stop.is_set}
        if not self._fewest_changes:
            return Finished(solve(self._problem, **options))
        found = replan(self._problem, **options)
        return Finished(found.plan, found)

    def _note(self, progress: Progress) -> None:
        """Keep the newest; a plan not sent yet stays beside a newer bound."""
        with self._lock:
            if progress.visits is None and self._news is not None:
                progress = replace(progress, visits=self._news.visits)
            self._news = progress

    def news(self) -> Progress | None:
        """Return what is new since the last call."""
        with self._lock:
            news, self._news = self._news, None
            return news


def _child(
    pipe: Connection, problem: Problem, options: dict[str, Any], fewest_changes: bool
) -> None:
    """Search, send what is new every tick, listen for "stop", and end with the parent."""
    search = _Search(problem, options, fewest_changes)
    search.start()
    try:
        while True:
            ended = search.end
            news = search.news()
            if news is not None:
                pipe.send(news)
            if ended is not None:
                pipe.send(ended)
                break
            if pipe.poll(TICK_SECONDS) and pipe.recv() == STOP:
                search.stop.set()
    except (EOFError, OSError):
        os._exit(1)  # the parent is gone; nobody wants the plan
    pipe.close()
    os._exit(0)  # kernels and solver threads are not waited for
