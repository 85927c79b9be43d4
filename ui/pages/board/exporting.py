"""The schedule workbook: where to, how far, and what if the file is open elsewhere."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.i18n import _, current_language
from app.wording import error_text

if TYPE_CHECKING:
    from pathlib import Path

    from app.errors import KnownError
    from ui.context import Context
    from ui.workers import Progress, Ticket


class Exporting(QObject):
    """Writes the workbook of a plan off the window's thread."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self, plan_id: int, name: str) -> None:
        """Ask where to, then write."""
        suggested = re.sub(r'[\\/:*?"<>|]+', " ", name).strip() or _("Schedule")
        path = self._context.interaction.save_file(
            _("Export to Excel"), f"{suggested}.xlsx", [(_("Excel workbook"), "*.xlsx")]
        )
        if path is not None:
            self._write(plan_id, name, path)

    def _write(self, plan_id: int, name: str, path: Path) -> None:
        self._context.operations.query(
            self,
            partial(_export, self._context.services, plan_id, path, current_language()),
            partial(self._written, path),
            failed=partial(self._failed, plan_id, name, path),
            progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        self._context.toast(progress.text or _("Writing the workbook…"))

    def _written(self, path: Path, _result: object) -> None:
        self._context.toast(
            _("Written: {file}").format(file=path.name), action=(_("Open"), partial(_open, path))
        )

    def _failed(self, plan_id: int, name: str, path: Path, error: KnownError) -> None:
        options = [_("Save under another name"), _("Try again")]
        chosen = self._context.interaction.choose(error_text(error), options)
        if chosen == 0:
            self.ask(plan_id, name)
        elif chosen == 1:
            self._write(plan_id, name, path)


def _export(services: object, plan_id: int, path: Path, language: str, ticket: Ticket) -> None:
    services.exports.export_schedule(plan_id, path, language, progress=ticket.report)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
