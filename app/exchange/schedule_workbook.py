"""The schedule of a plan as an Excel workbook of seven sheets, in English or Russian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.errors import InputError
from app.exchange.safe_cells import safe_text
from app.exchange.schedule_calendar import write_calendar
from app.exchange.schedule_coverage import write_coverage
from app.exchange.schedule_lists import (
    write_by_department,
    write_by_host,
    write_by_person,
    write_missing,
)
from app.exchange.schedule_overview import write_overview
from app.exchange.sheets import Sheet
from app.exchange.streamed_workbook import streamed_workbook
from app.i18n import N_, _, current_language, language
from app.wording.formats import long_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from app.exchange.schedule_data import ScheduleData

    Report = Callable[[int, int], None]
    ShouldStop = Callable[[], bool]

_SHEETS = (
    (N_("Overview"), write_overview),
    (N_("By person"), write_by_person),
    (N_("By department"), write_by_department),
    (N_("By host"), write_by_host),
    (N_("Calendar"), write_calendar),
    (N_("Coverage"), write_coverage),
    (N_("Missing"), write_missing),
)
_VISIT_CELLS = 12 + 9 + 10
_REPORT_EVERY = 500


class Written(NamedTuple):
    """What came of writing: the texts of which a part had to be replaced, as they are now."""

    replaced: tuple[str, ...]


def write_schedule(
    data: ScheduleData,
    target: Path,
    tongue: str,
    *,
    on_progress: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> Written:
    """Write ``data`` to ``target`` whole or not at all.

    Raises
    ------
    InputError
        If the target cannot be, or ``should_stop`` asked to stop.
    EnvironmentFault
        If the target is open elsewhere, read-only, or the disk full.
    """
    meter = _Meter(_cells(data), on_progress, should_stop, target)
    with language(tongue), streamed_workbook(target) as workbook:
        replaced = _fill(workbook, data, meter)
    return Written(replaced)


def _fill(workbook: Workbook, data: ScheduleData, meter: _Meter) -> tuple[str, ...]:
    workbook.properties.title = safe_text(data.programme).text
    workbook.properties.creator = "Gemba"
    workbook.properties.language = current_language()
    footer = _("{programme} · plan version {number} of {date}").format(
        programme=data.programme,
        number=data.number,
        date=long_day(data.made_at.date()),
    )
    replaced: dict[str, None] = {}
    for name, write in _SHEETS:
        sheet = Sheet(workbook, _(name), footer=footer, on_cells=meter.add)
        write(sheet, data)
        replaced |= dict.fromkeys(sheet.replaced)
    return tuple(replaced)


def _cells(data: ScheduleData) -> int:
    """Return about how many cells will be written."""
    return _VISIT_CELLS * len(data.visits) + len(data.guests) * (len(data.slots) + 3) + 1


@dataclass(slots=True)
class _Meter:
    """Counts cells, reports now and then, and stops the writing when asked to."""

    total: int
    on_progress: Report | None
    should_stop: ShouldStop | None
    target: Path
    done: int = 0
    reported: int = 0

    def add(self, cells: int) -> None:
        """Count cells that were written."""
        if self.should_stop is not None and self.should_stop():
            raise InputError("export-stopped", file=str(self.target))
        self.done += cells
        if self.on_progress is not None and self.done - self.reported >= _REPORT_EVERY:
            self.reported = self.done
            self.on_progress(min(self.done, self.total), self.total)
