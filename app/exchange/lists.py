"""A sheet with a row a thing: headings that stay in sight, a filter, widths that fit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal, cast

from app.exchange.schedule_data import DepartmentLine
from app.exchange.sheets import (
    BODY,
    CENTRED,
    HEADING,
    WRAPPED,
    Sheet,
    Style,
    date_format,
    department_style,
    lines_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from openpyxl.cell import Cell

_NARROWEST = 7
# In characters: what is wider would be too small to be read from one page.
_WIDEST_PAGE = 260
_DATE_WIDTH = 16
_FRACTIONS = Style(align="center", number_format="0.0")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its heading, and what its values are.

    Attributes
    ----------
    kind
        ``"number"`` shows fractions with one decimal and None as nothing, ``"long"`` is text over
        several lines, ``"short"`` is text in the middle, ``"ids"`` is text in a hidden column.
    widest
        In characters; longer texts are wrapped.
    """

    heading: str
    kind: Literal["text", "long", "short", "number", "date", "department", "ids"] = "text"
    widest: int = 34


def write_list(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Write headings and rows; the first column stays in sight."""
    widths = [_width(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    hidden = [at for at, column in enumerate(columns, start=1) if column.kind == "ids"]
    shown = sum(width for at, width in enumerate(widths, start=1) if at not in hidden)
    sheet.fit_to_width(ceil(shown / _WIDEST_PAGE))
    sheet.widths(widths, hidden)
    sheet.freeze(rows=1, columns=1)
    headings = [column.heading for column in columns]
    sheet.row([sheet.text(text, HEADING) for text in headings], lines=_lines(headings, widths))
    dates = Style(number_format=date_format(), align="left")
    for row in rows:
        cells = [_cell(sheet, c, value, dates) for c, value in zip(columns, row, strict=True)]
        texts = [_wrapped(c, value) for c, value in zip(columns, row, strict=True)]
        sheet.row(cells, lines=_lines(texts, widths))
    sheet.filter(first_row=1, last_row=1 + len(rows), columns=len(columns))


def _cell(sheet: Sheet, column: Column, value: object, dates: Style) -> Cell:
    if column.kind == "number":
        if value is None:
            return sheet.blank(CENTRED)
        return sheet.number(
            cast("float", value), _FRACTIONS if isinstance(value, float) else CENTRED
        )
    if column.kind == "date":
        return sheet.date(cast("date", value), dates)
    if isinstance(value, DepartmentLine):
        return sheet.text(value.name, department_style(value.hue, align=None, wrapped=True))
    styles = {"long": WRAPPED, "text": WRAPPED, "short": CENTRED}
    return sheet.text(cast("str", value), styles.get(column.kind, BODY))


def _wrapped(column: Column, value: object) -> str:
    if column.kind not in ("long", "text", "department"):
        return ""
    return value.name if isinstance(value, DepartmentLine) else str(value)


def _lines(texts: Sequence[object], widths: Sequence[float]) -> int:
    # Words that do not fit go to the next line, and the arrow of the filter takes room as well.
    return max(lines_of(str(t), w - 2) for t, w in zip(texts, widths, strict=True))


def _width(column: Column, values: Sequence[object]) -> float:
    if column.kind == "date":
        return _DATE_WIDTH
    longest = max((_length(value) for value in values), default=0)
    # Headings are wrapped, but the arrow of the filter needs room beside the longest word.
    word = max(len(word) for word in column.heading.split()) + 3
    return max(_NARROWEST, word, min(longest + 2, column.widest))


def _length(value: object) -> int:
    text = value.name if isinstance(value, DepartmentLine) else str(value)
    return max(map(len, text.splitlines()), default=0)
