"""The matrix of who sees whom: visits from each department into each other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exchange.department_colours import ground, ink_on
from app.exchange.sheets import (
    CENTRED,
    HEADING,
    NOTE,
    SECTION,
    WRAPPED,
    Sheet,
    Style,
    department_style,
    lines_of,
)
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell

    from app.exchange.schedule_data import DepartmentLine, PairLine, ScheduleData

_NAME_WIDTH = 30.0
_CELL_WIDTH = 10.0
# More visits, darker; the darkest still lets black text be read.
_SHADE_HUE = 205
_LIGHTEST, _DARKEST = 0.95, 0.45
_TOTAL = Style(bold=True, align="center")
_TOTAL_LABEL = Style(bold=True)
_OWN = Style(ground="EEF0F3", ink="566070", align="center")


def write_coverage(sheet: Sheet, data: ScheduleData) -> None:
    """Write the matrix, then the priority pairs."""
    # The headings of the pairs below are narrow in English and long in Russian.
    longest = max(len(text) for text in _pair_headings())
    write_matrix(sheet, data.departments, data.between, cell_width=longest + 2.0)
    _write_pairs(sheet, data)


def write_matrix(
    sheet: Sheet,
    departments: Sequence[DepartmentLine],
    between: Mapping[tuple[int, int], int],
    *,
    cell_width: float = _CELL_WIDTH,
) -> None:
    """Write how many visits lead from each department into each other one."""
    sheet.fit_to_width()
    sheet.widths((_NAME_WIDTH, *[max(_CELL_WIDTH, cell_width)] * (len(departments) + 1)))
    sheet.freeze(rows=1, columns=1)
    sheet.row(
        [
            sheet.text(_("From ↓ into →"), HEADING),
            *(sheet.text(d.short_name, department_style(d.hue)) for d in departments),
            sheet.text(_("In all"), HEADING),
        ]
    )
    most = max(between.values(), default=0)
    for home in departments:
        row = [sheet.text(home.name, department_style(home.hue, align=None, wrapped=True))]
        for visited in departments:
            count = between.get((home.id, visited.id), 0)
            row.append(_count(sheet, count, most, own=home.id == visited.id))
        total = sum(between.get((home.id, other.id), 0) for other in departments)
        lines = lines_of(home.name, _NAME_WIDTH)
        sheet.row([*row, sheet.number(total, _TOTAL)], lines=lines)
    into = [
        sum(between.get((home.id, visited.id), 0) for home in departments)
        for visited in departments
    ]
    totals = [sheet.number(count, _TOTAL) for count in (*into, sum(into))]
    sheet.row([sheet.text(_("In all"), _TOTAL_LABEL), *totals])


def _count(sheet: Sheet, count: int, most: int, *, own: bool) -> Cell:
    if own and not count:
        return sheet.text("–", _OWN)
    if not count:
        return sheet.number(0, CENTRED)
    colour = ground(_SHADE_HUE, _LIGHTEST - (_LIGHTEST - _DARKEST) * count / most)
    return sheet.number(count, Style(ground=colour, ink=ink_on(colour), align="center"))


def _write_pairs(sheet: Sheet, data: ScheduleData) -> None:
    if not data.pairs:
        return
    sheet.row()
    sheet.row([sheet.text(_("Priority pairs"), SECTION)])
    sheet.row([sheet.text(_("Departments that should see much of each other."), NOTE)])
    cells = [sheet.text(text, HEADING) for text in _pair_headings()]
    # Names need the room of two narrow columns.
    sheet.row([cells[0], cells[1], sheet.blank(HEADING), *cells[2:], sheet.blank(HEADING)])
    sheet.merge(first_column=2, last_column=3)
    sheet.merge(first_column=6, last_column=7)
    for pair in data.pairs:
        _write_pair(sheet, data, pair)


def _pair_headings() -> tuple[str, ...]:
    return _("From"), _("Into"), _("Wanted"), _("Planned"), _("Result")


def _write_pair(sheet: Sheet, data: ScheduleData, pair: PairLine) -> None:
    home = data.department[pair.from_department_id]
    visited = data.department[pair.to_department_id]
    planned = data.between.get((home.id, visited.id), 0)
    short = pair.minimum - planned
    if short > 0:
        result = ngettext("{count} short", "{count} short", short).format(count=short)
    else:
        result = _("Reached")
    into = department_style(visited.hue, align=None, wrapped=True)
    lines = max(lines_of(home.name, _NAME_WIDTH), lines_of(visited.name, 2 * _CELL_WIDTH))
    sheet.row(
        [
            sheet.text(home.name, department_style(home.hue, align=None, wrapped=True)),
            sheet.text(visited.name, into),
            sheet.blank(into),
            sheet.number(pair.minimum, CENTRED),
            sheet.number(planned, CENTRED),
            sheet.text(result, WRAPPED),
            sheet.blank(WRAPPED),
        ],
        lines=lines,
    )
    sheet.merge(first_column=2, last_column=3)
    sheet.merge(first_column=6, last_column=7)
