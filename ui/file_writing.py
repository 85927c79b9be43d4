"""Files written off the window's thread: where to, how far, and what if one is open elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.i18n import _, ngettext
from app.wording import error_text
from ui.file_names import file_name
from ui.opened_files import show_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.errors import KnownError
    from ui.context import Context
    from ui.workers import Job, Progress, Ticket


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be written.

    Attributes
    ----------
    title
        Of the question where to.
    name
        Proposed, without its ending.
    kind, ending
        What files of that sort are called, and ".xlsx" or the like.
    write
        Gets the path and a ticket, in a worker; its result may have ``replaced``, texts that a
        workbook cannot hold.
    """

    title: str
    name: str
    kind: str
    ending: str
    write: Callable[[Path, Ticket], Any]


class FileWriting(QObject):
    """Writes one file at a time.

    Signals
    -------
    running(int)
        So many per cent are written.
    ended()
        Nothing is being written any more.
    """

    running = Signal(int)
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Tell whether a file is being written."""
        return self._job is not None

    def ask_for(self, wanted: Wanted) -> None:
        """Ask where to, then write."""
        suggested = file_name(wanted.name) or _("Schedule")
        path = self._context.interaction.save_file(
            wanted.title, f"{suggested}{wanted.ending}", [(wanted.kind, f"*{wanted.ending}")]
        )
        if path is not None:
            self._write(wanted, path)

    def stop(self) -> None:
        """Write no further; nothing is left of what was begun."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _write(self, wanted: Wanted, path: Path) -> None:
        self.running.emit(0)
        self._job = self._context.operations.query(
            self,
            partial(wanted.write, path),
            partial(self._written, path),
            failed=partial(self._failed, wanted, path),
            progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        if self._job is not None and progress.total:
            self.running.emit(100 * progress.done // progress.total)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()

    def _written(self, path: Path, result: Any) -> None:
        self._end()
        text = _("Written: {file}").format(file=path.name)
        count = len(getattr(result, "replaced", ()))
        if count:
            text = ngettext(
                "Written: {file}. {count} text had to be changed: a workbook cannot hold it.",
                "Written: {file}. {count} texts had to be changed: a workbook cannot hold them.",
                count,
            ).format(file=path.name, count=count)
        self._context.toast(text, action=(_("Open"), partial(show_path, path)))

    def _failed(self, wanted: Wanted, path: Path, error: KnownError) -> None:
        self._end()
        options = [_("Save under another name"), _("Try again")]
        chosen = self._context.interaction.choose(error_text(error), options)
        if chosen == 0:
            self.ask_for(wanted)
        elif chosen == 1:
            self._write(wanted, path)


def watched(write: Callable[..., Any], ticket: Ticket) -> Any:
    """Call ``write`` so that it reports its progress and stops when nobody waits any more."""
    return write(on_progress=ticket.report, should_stop=partial(getattr, ticket, "cancelled"))
