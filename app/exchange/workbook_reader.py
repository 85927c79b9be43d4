"""Rows of a workbook, by openpyxl in its streaming mode: stored values only, nothing evaluated."""

from __future__ import annotations

import io
import logging
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from app.domain.staff_list import Cell, CellFault, Notice, SheetData, SheetInfo, SheetRow
from app.errors import InputError, Interrupted, KnownError
from app.exchange.headings import heading_score
from app.exchange.workbook_facts import SheetFacts, WorkbookFacts, look_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook

_log = logging.getLogger(__name__)

_REPORT_EVERY = 500
_ROWS_LOOKED_AT = 30
_SHEETS_LOOKED_AT = 20
_MOST_FILLED = 2_000_000
# Excel writes characters that XML has no way to write as _x0007_.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_workbook(
    content: bytes,
    file: str,
    *,
    sheet: str | None,
    on_rows: Callable[[int, int | None], None],
) -> SheetData:
    """Return one sheet of the workbook in ``content``.

    Parameters
    ----------
    sheet
        Name of the sheet; None takes the one that looks most like a staff list.
    on_rows
        Called with the rows read and the rows there are, None while they are counted; may raise
        to stop.
    """
    facts = look_at(content, file, lambda: on_rows(0, None))
    with _opened(content, file) as workbook:
        chosen = _chosen(workbook, facts, sheet, file)
        rows = _read(workbook, chosen, on_rows)
    if not rows:
        raise InputError("staff-sheet-empty", file=file, sheet=chosen.name)
    notices = _notices(facts, chosen)
    filled = _fill_merged(rows, chosen)
    if filled:
        notices.append(Notice("list-merged-cells", {"count": filled}))
    return SheetData(
        path=file,
        sheets=tuple(SheetInfo(one.name, one.rows, one.hidden) for one in facts.sheets),
        sheet=chosen.name,
        rows=tuple(rows),
        notices=tuple(notices),
        spread_rows=frozenset(
            top for top, left, bottom, right in chosen.merges if top == bottom and right - left >= 2
        ),
        from_1904=facts.dates_from_1904,
    )


@contextmanager
def _opened(content: bytes, file: str) -> Iterator[Workbook]:
    with warnings.catch_warnings():
        # openpyxl warns of parts it drops; none of them holds people.
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            try:
                yield workbook
            finally:
                workbook.close()
        except (KnownError, Interrupted):
            raise
        except Exception as error:
            # Whatever a broken file makes a reader of broken files raise.
            _log.info("workbook could not be read", exc_info=True)
            raise InputError("staff-file-damaged", file=file) from error


def _chosen(workbook: Workbook, facts: WorkbookFacts, wanted: str | None, file: str) -> SheetFacts:
    if wanted is not None:
        for sheet in facts.sheets:
            if sheet.name.strip().casefold() == wanted.strip().casefold():
                return sheet
        names = [sheet.name for sheet in facts.sheets]
        raise InputError("staff-sheet-unknown", file=file, sheet=wanted, names=names)
    filled = [sheet for sheet in facts.sheets if sheet.rows]
    if not filled:
        raise InputError("staff-workbook-empty", file=file)
    in_sight = [sheet for sheet in filled if not sheet.hidden] or filled
    if len(in_sight) == 1:
        return in_sight[0]
    return max(in_sight[:_SHEETS_LOOKED_AT], key=lambda one: _score(workbook, one))


def _score(workbook: Workbook, sheet: SheetFacts) -> int:
    return max((heading_score(cells) for _, cells in _cells(workbook, sheet, _ROWS_LOOKED_AT)))


def _cells(
    workbook: Workbook, sheet: SheetFacts, most: int | None = None
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    worksheet = workbook[sheet.name]
    # What the sheet claims of its size may be a lie; what was counted is not.
    worksheet.reset_dimensions()
    last = sheet.last_row if most is None else min(most, sheet.last_row)
    rows = worksheet.iter_rows(max_col=sheet.last_column, max_row=last, values_only=True)
    yield from enumerate(rows, start=1)


def _read(
    workbook: Workbook, sheet: SheetFacts, on_rows: Callable[[int, int | None], None]
) -> list[SheetRow]:
    rows: list[SheetRow] = []
    for number, cells in _cells(workbook, sheet):
        if number % _REPORT_EVERY == 0:
            on_rows(len(rows), sheet.rows)
        values = tuple(_unescaped(value) if type(value) is str else value for value in cells)
        if sheet.not_calculated:
            values = tuple(
                CellFault.NOT_CALCULATED if (number, at) in sheet.not_calculated else value
                for at, value in enumerate(values, start=1)
            )
        if any(value is not None for value in values):
            rows.append(SheetRow(number, values, number in sheet.hidden_rows))
    on_rows(len(rows), sheet.rows)
    return rows


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _notices(facts: WorkbookFacts, chosen: SheetFacts) -> list[Notice]:
    notices = []
    hidden = [sheet.name for sheet in facts.sheets if sheet.hidden and sheet.rows]
    if hidden:
        notices.append(Notice("list-hidden-sheets", {"names": hidden}))
    if chosen.hidden:
        notices.append(Notice("list-sheet-is-hidden", {"sheet": chosen.name}))
    if facts.dates_from_1904:
        notices.append(Notice("list-dates-1904"))
    if facts.macros or facts.links:
        notices.append(Notice("list-macros-ignored"))
    if chosen.not_calculated:
        notices.append(Notice("list-not-calculated", {"count": len(chosen.not_calculated)}))
    return notices


def _fill_merged(rows: list[SheetRow], sheet: SheetFacts) -> int:
    """Give each row of a merged block the value that only its first cell holds; return how many."""
    places = {row.number: place for place, row in enumerate(rows)}
    filled = steps = 0
    for top, left, bottom, _right in sheet.merges:
        last = min(bottom, sheet.last_row)
        steps += last - top
        if top == bottom or top not in places or left > sheet.last_column or steps > _MOST_FILLED:
            continue
        value = rows[places[top]].cells[left - 1]
        if value is None:
            continue
        for number in range(top + 1, last + 1):
            place = places.get(number)
            if place is None:
                continue
            row = rows[place]
            cells = (*row.cells[: left - 1], value, *row.cells[left:])
            rows[place] = SheetRow(number, cells, row.hidden)
            filled += 1
    return filled
