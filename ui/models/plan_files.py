"""The files that can be written of a plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.i18n import _, current_language
from ui.file_writing import Wanted, watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap import Services
    from ui.workers import Ticket


def workbook(services: Services, plan_id: int, name: str) -> Wanted:
    """Return the schedule workbook of a plan."""
    return Wanted(
        _("Export to Excel"),
        name,
        _("Excel workbook"),
        ".xlsx",
        partial(_write_workbook, services, plan_id, current_language()),
    )


def whole_calendar(services: Services, plan_id: int, name: str) -> Wanted:
    """Return all visits of a plan as one calendar."""
    return Wanted(
        _("All visits, for a calendar of its own (importing twice doubles them)"),
        name,
        _("Calendar file"),
        ".ics",
        partial(_write_calendar, services, plan_id),
    )


def pdf(services: Services, plan_id: int, name: str, kinds: Sequence[str]) -> Wanted:
    """Return documents to be printed."""
    return Wanted(
        _("Save as PDF"), name, _("PDF file"), ".pdf", partial(_write_pdf, services, plan_id, kinds)
    )


def _write_workbook(
    services: Services, plan_id: int, tongue: str, path: Path, ticket: Ticket
) -> Any:
    write = services.exports.export_schedule
    return watched(partial(write, plan_id=plan_id, path=path, tongue=tongue), ticket)


def _write_calendar(services: Services, plan_id: int, path: Path, _ticket: Ticket) -> Any:
    return services.messages.write_whole_plan(plan_id=plan_id, path=path)


def _write_pdf(
    services: Services, plan_id: int, kinds: Sequence[str], path: Path, _ticket: Ticket
) -> Any:
    return services.exports.export_pdf(plan_id=plan_id, path=path, kinds=kinds)
