"""Waiting for a solver without a window: news as it comes, the best plan at the end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault
from solver.process import Crashed, Finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.process import SolverProcess
    from solver.rotation.progress import Progress
    from solver.rotation.solution import Plan

_POLL_SECONDS = 0.05


def follow(process: SolverProcess, on_progress: Callable[[Progress], None] | None = None) -> Plan:
    """Return the plan of a started ``process``; an interrupt (Ctrl+C) keeps the best so far.

    Raises
    ------
    EnvironmentFault
        If the solver was ended from outside, mostly because memory ran out.
    RuntimeError
        If the solver failed by itself, with its traceback: a bug.
    KeyboardInterrupt
        If it is interrupted a second time; the solver is ended then.
    """
    try:
        try:
            return _wait(process, on_progress)
        except KeyboardInterrupt:
            process.stop()
            return _wait(process, on_progress)
    finally:
        process.cancel()


def _wait(process: SolverProcess, on_progress: Callable[[Progress], None] | None) -> Plan:
    while True:
        for event in process.poll():
            if isinstance(event, Finished):
                return event.plan
            if isinstance(event, Crashed):
                if event.reason in ("exception", "rubbish"):
                    raise RuntimeError(event.detail or event.reason)
                raise EnvironmentFault("solver-died", reason=event.reason)
            if on_progress is not None:
                on_progress(event)
        time.sleep(_POLL_SECONDS)
