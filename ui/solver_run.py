"""A solver at work in its process, seen from the window: started and polled, stopped, ended."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.services.solving import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QTimer

    from app.errors import KnownError
    from app.services.solving import Tier
    from ui.operations import Operations

_POLL_MS = 150


class _Child:
    """Holds the process, so that it can be ended even when its owner is gone."""

    def __init__(self) -> None:
        self.process: Any = None

    def end(self, *_gone: object) -> None:
        if self.process is not None:
            self.process.cancel()
            self.process = None


class SolverRun(QObject):
    """One process at a time.

    Attributes
    ----------
    tiers, visits
        Of the best plan so far; ``visits`` is None before there is one.
    found
        Whether there is more than what the search begins with: pins and promises.
    history
        Seconds since the start, and the tiers, of the first plan found and at each improvement.

    Signals
    -------
    improved(Progress)
        A better plan is there.
    lived()
        Nothing has ended: time has gone by, and perhaps something is new.
    ended(object)
        ``Finished`` or ``Crashed``; after `cancel` nothing is told.
    failed(KnownError)
        It could not be started.
    """

    improved = Signal(object)
    lived = Signal()
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._child = _Child()
        self._timer: QTimer | None = None
        self._asked: object = None
        self._starting = self._stopping = False
        self._began = self._better_at = 0.0
        self.tiers: tuple[Tier, ...] = ()
        self.visits: Sequence[Any] | None = None
        self.found = False
        self.history: list[tuple[float, tuple[Tier, ...]]] = []
        # A child left behind would go on computing.
        self.destroyed.connect(self._child.end)

    @property
    def running(self) -> bool:
        """Tell whether the solver works, or is about to."""
        return self._starting or self._child.process is not None

    @property
    def pid(self) -> int | None:
        """Number of the process, while there is one."""
        return self._child.process.pid if self._child.process is not None else None

    @property
    def seconds(self) -> float:
        """Seconds since it was started."""
        return monotonic() - self._began

    @property
    def seconds_since_better(self) -> float | None:
        """Seconds since the last improvement, None before the first."""
        return monotonic() - self._better_at if self._better_at else None

    def start(self, make: Callable[[], Any]) -> None:
        """Start the process that ``make`` returns; ``make`` is called in a worker."""
        self._asked = object()
        self._starting, self._stopping = True, False
        self.tiers, self.visits, self.found, self.history = (), None, False, []
        self._began, self._better_at = monotonic(), 0.0
        asked = self._asked
        self._operations.query(
            self,
            make,
            partial(self._started, asked),
            failed=partial(self._not_started, asked),
        )

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._stopping = True
        if self._child.process is not None:
            self._child.process.stop()

    def cancel(self) -> None:
        """End the process and keep nothing."""
        self._asked = None
        self._starting = False
        self._halt()

    def _started(self, asked: object, process: Any) -> None:
        if asked is not self._asked:
            # It was given up while it was on its way.
            process.cancel()
            return
        self._starting = False
        self._child.process = process
        self._began = monotonic()
        self._timer = self._operations.poll(self, _POLL_MS, self._poll)
        if self._stopping:
            process.stop()

    def _not_started(self, asked: object, error: KnownError) -> None:
        if asked is self._asked:
            self._starting = False
            self.failed.emit(error)

    def _poll(self) -> None:
        for event in self._child.process.poll():
            if isinstance(event, Progress):
                self._note(event)
            else:
                self._halt()
                self.ended.emit(event)
                return
            if self._child.process is None:
                return
        self.lived.emit()

    def _note(self, progress: Progress) -> None:
        values = [tier.value for tier in progress.tiers]
        first = progress.found and not self.found
        if first or (progress.found and values != [tier.value for tier in self.tiers]):
            self._better_at = monotonic()
            self.history.append((self._better_at - self._began, progress.tiers))
        self.tiers, self.found = progress.tiers, progress.found
        if progress.visits is not None:
            self.visits = progress.visits
            self.improved.emit(progress)

    def _halt(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
        self._child.end()
