"""The grid of people and half-days: a short text on the colour of the department visited."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.exchange.schedule_data import SlotLine
from app.exchange.sheets import (
    BODY,
    CENTRED,
    HEADING,
    Sheet,
    Style,
    department_style,
    short_date_format,
)
from app.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from openpyxl.cell import Cell

    from app.exchange.schedule_data import PersonLine, ScheduleData, VisitLine

_HEADING_ROWS = 3
_FIXED_WIDTHS = (26.0, 12.0, 8.0)
_FIXED = len(_FIXED_WIDTHS)
_NARROWEST = 7.0
_DATE_WIDTH = 12.0
_WEEKS_A_PAGE = 2
# What fits across A4 in landscape at full size, in characters.
_PAGE_WIDTH = 135
_SMALLEST_SCALE, _LARGEST_SCALE = 40, 100
_MIDDLE_HEADING = Style(bold=True, ground=HEADING.ground, align="center")
_TOTAL = Style(bold=True, align="center")
_TOTAL_LABEL = Style(bold=True)

Day = tuple["date", str]


def write_calendar(sheet: Sheet, data: ScheduleData) -> None:
    """Write a row a guest and a column a half-day, closed half-days hatched."""
    slots = _columns(data)
    _set_up(sheet, data, slots)
    _write_headings(sheet, slots)
    for guest in data.guests:
        _write_guest(sheet, data, guest, slots)
    _write_totals(sheet, data, slots)
    last_row = _HEADING_ROWS + len(data.guests)
    sheet.filter(first_row=_HEADING_ROWS, last_row=last_row, columns=_FIXED)


def _columns(data: ScheduleData) -> list[SlotLine]:
    """Return the half-days of the programme, and those outside it that have visits all the same."""
    known = {(slot.date, slot.half): slot for slot in data.slots}
    for visit in data.visits:
        known.setdefault((visit.date, visit.half), SlotLine(visit.date, visit.half))
    return [known[key] for key in sorted(known)]


def _set_up(sheet: Sheet, data: ScheduleData, slots: list[SlotLine]) -> None:
    longest = max((len(_short(data, visit)) + 2.0 for visit in data.visits), default=_NARROWEST)
    halves = {day: len(list(group)) for day, group in groupby(slots, lambda slot: slot.date)}
    # A date that does not fit is shown as ####, so a lone half-day needs the room of two.
    widths = [max(longest, _NARROWEST if halves[slot.date] > 1 else _DATE_WIDTH) for slot in slots]
    sheet.widths((*_FIXED_WIDTHS, *widths))
    sheet.freeze(rows=_HEADING_ROWS, columns=_FIXED)
    weeks = [len(list(group)) for _week, group in groupby(slots, _week)]
    if len(weeks) <= _WEEKS_A_PAGE:
        sheet.fit_to_width()
        return
    # Excel ignores page breaks when it fits to a width, and a week cut in two is hard to read.
    ends = [sum(weeks[:at]) for at in range(_WEEKS_A_PAGE, len(weeks), _WEEKS_A_PAGE)]
    pages = zip([0, *ends], [*ends, len(slots)], strict=True)
    widest = max(sum(widths[first:last]) for first, last in pages)
    scale = int(100 * _PAGE_WIDTH / (sum(_FIXED_WIDTHS) + widest))
    sheet.scale(min(_LARGEST_SCALE, max(_SMALLEST_SCALE, scale)))
    for end in ends:
        sheet.break_after_column(_FIXED + end)


def _write_headings(sheet: Sheet, slots: list[SlotLine]) -> None:
    dates = Style(
        bold=True,
        ground=HEADING.ground,
        align="center",
        number_format=short_date_format(),
    )
    corner = [sheet.blank(HEADING)] * _FIXED
    weeks, days = list(corner), list(corner)
    week_spans, day_spans = [], []
    for (_year, number), group in groupby(slots, _week):
        week_spans.append((len(weeks) + 1, len(weeks) + (count := len(list(group)))))
        title = sheet.text(_("Week {number}").format(number=number), _MIDDLE_HEADING)
        weeks += [title, *[sheet.blank(_MIDDLE_HEADING)] * (count - 1)]
    for day, group in groupby(slots, lambda slot: slot.date):
        day_spans.append((len(days) + 1, len(days) + (count := len(list(group)))))
        days += [sheet.date(day, dates), *[sheet.blank(dates)] * (count - 1)]
    for row, spans in ((weeks, week_spans), (days, day_spans)):
        sheet.row(row)
        for first, last in spans:
            sheet.merge(first_column=first, last_column=last)
    headings = [_("Person"), _("Department"), _("Visits")]
    halves = [_("a.m.") if slot.half == "am" else _("p.m.") for slot in slots]
    sheet.row(
        [
            *(sheet.text(text, HEADING) for text in headings),
            *(sheet.text(text, _MIDDLE_HEADING) for text in halves),
        ]
    )


def _write_guest(
    sheet: Sheet, data: ScheduleData, guest: PersonLine, slots: list[SlotLine]
) -> None:
    visits: dict[Day, list[VisitLine]] = {}
    for visit in data.visits_of[guest.id]:
        visits.setdefault((visit.date, visit.half), []).append(visit)
    home = data.department[guest.department_id]
    count = len(data.visits_of[guest.id])
    row = [
        sheet.text(guest.name, BODY),
        sheet.text(home.short_name, department_style(home.hue)),
        sheet.text(f"{count}/{guest.target or 0}", CENTRED),
    ]
    for slot, edged in zip(slots, _week_begins(slots), strict=True):
        here = visits.get((slot.date, slot.half), [])
        row.append(_cell(sheet, data, slot, here, edged=edged))
    sheet.row(row)


def _cell(
    sheet: Sheet, data: ScheduleData, slot: SlotLine, visits: list[VisitLine], *, edged: bool
) -> Cell:
    if not visits:
        return sheet.blank(Style(hatched=not slot.open, edged=edged))
    department = data.department[data.role[visits[0].role_id].department_id]
    text = " + ".join(_short(data, visit) for visit in visits)
    return sheet.text(text, replace(department_style(department.hue), edged=edged))


def _write_totals(sheet: Sheet, data: ScheduleData, slots: list[SlotLine]) -> None:
    counts: dict[Day, int] = {}
    for visit in data.visits:
        counts[visit.date, visit.half] = counts.get((visit.date, visit.half), 0) + 1
    sheet.row(
        [
            sheet.text(_("Visits in all"), _TOTAL_LABEL),
            sheet.blank(_TOTAL),
            sheet.number(len(data.visits), _TOTAL),
            *(sheet.number(counts.get((slot.date, slot.half), 0), _TOTAL) for slot in slots),
        ]
    )


def _short(data: ScheduleData, visit: VisitLine) -> str:
    role = data.role[visit.role_id]
    return f"{data.department[role.department_id].short_name} {role.level}"


def _week_begins(slots: list[SlotLine]) -> list[bool]:
    weeks = [_week(slot) for slot in slots]
    return [at == 0 or weeks[at - 1] != week for at, week in enumerate(weeks)]


def _week(slot: SlotLine) -> tuple[int, int]:
    return slot.date.isocalendar()[:2]
