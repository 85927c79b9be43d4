"""The report of a programme as the window shows it, worded in a worker, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.wording.formats import number
from ui.file_writing import Wanted
from ui.models.lines import Words

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.bootstrap import Services
    from ui.workers import Ticket


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """Programmes, and the report of one of them."""

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    figures: tuple[Words, ...] = ()
    departments: tuple[Words, ...] = ()
    quotes: tuple[Words, ...] = ()

    @property
    def name(self) -> str:
        """What the programme is called."""
        return dict(self.programmes).get(self.programme_id or 0, "")


def load_report(services: Services, programme_id: int | None, now: dt.datetime) -> LoadedReport:
    """Return what a programme has brought; of the newest published one if none is asked for."""
    programmes = tuple((row.id, row.name) for row in services.programmes.programmes())
    known = [key for key, _name in programmes]
    if programme_id not in known:
        # One that is only being planned has nothing to tell yet.
        held = [key for key in known if _is_published(services, key)]
        programme_id = next(reversed(held or known), None)
    if programme_id is None:
        return LoadedReport()
    summary = services.reports.summary(programme_id, now=now)
    return LoadedReport(
        programmes=programmes,
        programme_id=programme_id,
        figures=tuple(Words(name, (name, value)) for name, value in summary.figures),
        departments=tuple(_department(line) for line in summary.departments),
        quotes=tuple(
            Words(at, (quote.text, quote.guest, quote.department))
            for at, quote in enumerate(summary.quotes)
        ),
    )


def _is_published(services: Services, programme_id: int) -> bool:
    return any(plan.status == "published" for plan in services.planning.plans(programme_id))


def workbook(services: Services, loaded: LoadedReport, now: dt.datetime) -> Wanted:
    """Return the report as a workbook."""
    return Wanted(
        _("Report as a workbook"),
        _("Report {programme}").format(programme=loaded.name),
        _("Excel workbook"),
        ".xlsx",
        partial(_write_workbook, services, loaded.programme_id, now),
    )


def deck(
    services: Services, loaded: LoadedReport, now: dt.datetime, template: Path | None
) -> Wanted:
    """Return the report as a presentation in a company's template, or in ours."""
    return Wanted(
        _("Report as a presentation"),
        _("Report {programme}").format(programme=loaded.name),
        _("Presentation"),
        ".pptx",
        partial(_write_deck, services, loaded.programme_id, now, template),
    )


def _department(line: Any) -> Words:
    return Words(
        line.department.id,
        (
            line.department.name,
            str(line.visits),
            str(line.reflections),
            str(line.ideas),
            str(line.answered),
            str(line.overdue),
            str(line.done),
            "" if line.answer_days is None else number(line.answer_days),
            "" if line.rating is None else number(line.rating),
        ),
    )


def _write_workbook(
    services: Services, programme_id: int, now: dt.datetime, path: Path, _ticket: Ticket
) -> None:
    services.reports.write_workbook(programme_id, path, now=now)


def _write_deck(
    services: Services,
    programme_id: int,
    now: dt.datetime,
    template: Path | None,
    path: Path,
    _ticket: Ticket,
) -> None:
    services.reports.write_deck(programme_id, path, now=now, template=template)
