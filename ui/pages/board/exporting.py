"""The schedule workbook: where to, how far, and what if the file is open elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.i18n import _, current_language, ngettext
from app.wording import error_text
from ui.file_names import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import Services
    from app.errors import KnownError
    from ui.context import Context
    from ui.workers import Job, Progress, Ticket


class Exporting(QObject):
    """Writes the workbook of a plan off the window's thread, one at a time.

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
        """Tell whether a workbook is being written."""
        return self._job is not None

    def ask(self, plan_id: int, name: str) -> None:
        """Ask where to, then write."""
        suggested = file_name(name) or _("Schedule")
        path = self._context.interaction.save_file(
            _("Export to Excel"), f"{suggested}.xlsx", [(_("Excel workbook"), "*.xlsx")]
        )
        if path is not None:
            self._write(plan_id, name, path)

    def stop(self) -> None:
        """Write no further; nothing is left of what was begun."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _write(self, plan_id: int, name: str, path: Path) -> None:
        self.running.emit(0)
        self._job = self._context.operations.query(
            self,
            partial(_export, self._context.services, plan_id, path, current_language()),
            partial(self._written, path),
            failed=partial(self._failed, plan_id, name, path),
            progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        if self._job is not None and progress.total:
            self.running.emit(100 * progress.done // progress.total)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()

    def _written(self, path: Path, exported: Any) -> None:
        self._end()
        text = _("Written: {file}").format(file=path.name)
        count = len(exported.replaced)
        if count:
            text = ngettext(
                "Written: {file}. {count} text had to be changed: a workbook cannot hold it.",
                "Written: {file}. {count} texts had to be changed: a workbook cannot hold them.",
                count,
            ).format(file=path.name, count=count)
        self._context.toast(text, action=(_("Open"), partial(_open, path)))

    def _failed(self, plan_id: int, name: str, path: Path, error: KnownError) -> None:
        self._end()
        options = [_("Save under another name"), _("Try again")]
        chosen = self._context.interaction.choose(error_text(error), options)
        if chosen == 0:
            self.ask(plan_id, name)
        elif chosen == 1:
            self._write(plan_id, name, path)


def _export(services: Services, plan_id: int, path: Path, tongue: str, ticket: Ticket) -> Any:
    return services.exports.export_schedule(
        plan_id=plan_id,
        path=path,
        tongue=tongue,
        on_progress=ticket.report,
        should_stop=partial(getattr, ticket, "cancelled"),
    )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
