"""Threads for work that must not hold up the window: one that writes, some that read."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_READERS = 2
_SWITCH_S = 0.0002


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work has come; ``total`` is None as long as nobody knows."""

    done: int = 0
    total: int | None = None
    text: str = ""


class Ticket:
    """What a piece of work holds: it reports its progress here, and looks whether to stop."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._progress: Progress | None = None

    @property
    def cancelled(self) -> bool:
        """Tell whether nobody waits for the result any more."""
        return self._cancelled.is_set()

    @property
    def progress(self) -> Progress | None:
        """The last report, None before the first."""
        return self._progress

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say how far the work has come; cheap, so often is fine."""
        self._progress = Progress(done, total, text)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()


class Job:
    """One piece of work on its way: for whom, and what to do with what comes out."""

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        *,
        finish: Callable[[Job], None],
        key: str = "",
        ticket: Ticket | None = None,
    ) -> None:
        self.owner = owner
        self.work = work
        self.finish = finish
        self.key = key
        self.ticket = ticket or Ticket()
        self.running = True
        self.result: Any = None
        self.error: BaseException | None = None

    def cancel(self) -> None:
        """Ask the work to stop, and deliver nothing."""
        self.ticket.cancel()

    def run(self) -> None:
        """Do the work, in whichever thread calls."""
        if self.ticket.cancelled:
            return
        try:
            self.result = self.work()
        except BaseException as error:
            self.error = error


class Workers(QObject):
    """One writing thread, so that writes keep their order, and a few that read.

    Signals
    -------
    _finished
        Carries a job from its thread to the window's.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Each call into Qt gives up the interpreter and takes it back: with Python's own five
        # milliseconds a repaint beside a busy worker took a tenth of a second, so it takes ten.
        sys.setswitchinterval(_SWITCH_S)
        self._writer = ThreadPoolExecutor(1, "gemba-writer")
        self._readers = ThreadPoolExecutor(_READERS, "gemba-reader")
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(self, job: Job) -> None:
        """Run ``job`` beside others."""
        self._readers.submit(self._run, job)

    def write(self, job: Job) -> None:
        """Run ``job`` after all writes asked for before it."""
        self._writer.submit(self._run, job)

    def close(self) -> None:
        """Finish the writes that were asked for, drop the reads, end the threads."""
        # What is still on its way to a window that goes away would only ask for more.
        self._closed = True
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)

    def _run(self, job: Job) -> None:
        job.run()
        self._finished.emit(job)

    def _deliver(self, job: Job) -> None:
        job.running = False
        if not self._closed:
            job.finish(job)
