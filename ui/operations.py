"""Run what services offer outside the window's thread, spread the news, show what failed."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Interrupted, KnownError
from ui.workers import Job, Progress, Ticket, Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes

_PROGRESS_EVERY_MS = 100
_PROGRESS_AFTER_S = 0.6


class Operations(QObject):
    """The door from pages to services.

    Signals
    -------
    changed
        ``Changes`` of a write, for every page and the undo menu.
    announced
        ``Changes`` of a write that the user should see confirmed.
    failed
        A ``KnownError`` that the page which asked does not treat itself.
    crashed
        Any other exception: a bug.
    """

    changed = Signal(object)
    announced = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._latest: dict[tuple[int, str], Job] = {}
        self._running: set[Job] = set()
        self._watched: dict[Job, tuple[Callable[[Progress], None], float]] = {}
        self._watch = QTimer(self, interval=_PROGRESS_EVERY_MS)
        self._watch.timeout.connect(self._show_progress)

    @property
    def busy(self) -> bool:
        """Tell whether anything is still running."""
        return bool(self._running)

    def query(
        self,
        owner: QObject,
        work: Callable[..., Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[KnownError], None] | None = None,
        key: str = "",
        progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        """Run a read; ``then`` gets its result in the window's thread.

        A newer query of the same owner and ``key`` makes the older one fall silent.
        """
        job = self._job(owner, work, partial(self._queried, then, failed), key, progress)
        if key:
            older = self._latest.get((id(owner), key))
            if older is not None:
                older.cancel()
            self._latest[id(owner), key] = job
        self._workers.read(job)
        return job

    def command(
        self,
        owner: QObject,
        work: Callable[..., Any],
        then: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[KnownError], None] | None = None,
        quiet: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        """Run a write that returns ``Changes`` or a pair of a value and ``Changes``."""
        job = self._job(owner, work, partial(self._commanded, then, failed, quiet), "", progress)
        self._workers.write(job)
        return job

    def poll(self, owner: QObject, milliseconds: int, function: Callable[[], None]) -> QTimer:
        """Call ``function`` again and again as long as ``owner`` lives and the timer runs."""
        timer = QTimer(owner, interval=milliseconds)
        timer.timeout.connect(function)
        timer.start()
        return timer

    def release(self, close: Callable[[], None]) -> None:
        """Run ``close`` after all writes asked for so far; nobody waits for it."""
        self._workers.write(Job(self, close, finish=self._released))

    def spread(self, changes: Changes, *, quiet: bool = False) -> None:
        """Tell every page what was changed."""
        self.changed.emit(changes)
        if not quiet and changes.label:
            self.announced.emit(changes)

    # Internal functions

    def _job(
        self,
        owner: QObject,
        work: Callable[..., Any],
        finish: Callable[[Job], None],
        key: str,
        progress: Callable[[Progress], None] | None,
    ) -> Job:
        ticket = Ticket()
        job = Job(
            owner,
            work if progress is None else partial(work, ticket),
            finish=finish,
            key=key,
            ticket=ticket,
        )
        self._running.add(job)
        if progress is not None:
            self._watched[job] = (progress, monotonic() + _PROGRESS_AFTER_S)
            self._watch.start()
        return job

    def _show_progress(self) -> None:
        for job, (show, earliest) in list(self._watched.items()):
            report = job.ticket.progress
            if report is not None and monotonic() >= earliest and self._wanted(job):
                show(report)

    @staticmethod
    def _wanted(job: Job) -> bool:
        return not job.ticket.cancelled and shiboken6.isValid(job.owner)

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        self._watched.pop(job, None)
        if not self._watched:
            self._watch.stop()
        if self._latest.get((id(job.owner), job.key)) is job:
            del self._latest[id(job.owner), job.key]

    def _released(self, job: Job) -> None:
        if job.error is not None:
            self.crashed.emit(job.error)

    def _queried(
        self,
        then: Callable[[Any], None],
        failed: Callable[[KnownError], None] | None,
        job: Job,
    ) -> None:
        self._forget(job)
        if job.error is not None:
            self._treat(job, failed)
        elif self._wanted(job):
            then(job.result)

    def _commanded(
        self,
        then: Callable[[Any], None] | None,
        failed: Callable[[KnownError], None] | None,
        quiet: bool,
        job: Job,
    ) -> None:
        self._forget(job)
        if job.error is not None:
            self._treat(job, failed)
            return
        if job.result is None:
            # Cancelled before it began: nothing was written.
            return
        value, changes = job.result if isinstance(job.result, tuple) else (job.result, job.result)
        # What was written is news even if the page that asked for it is gone.
        if then is not None and self._wanted(job):
            then(value)
        self.spread(changes, quiet=quiet)

    def _treat(self, job: Job, failed: Callable[[KnownError], None] | None) -> None:
        if isinstance(job.error, Interrupted):
            return
        if not isinstance(job.error, KnownError):
            self.crashed.emit(job.error)
        elif failed is None:
            if not job.ticket.cancelled:
                self.failed.emit(job.error)
        elif self._wanted(job):
            failed(job.error)
