"""Rows of a text file with columns: encoding and separator found out, never asked first."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from app.domain.staff_list import Notice, SheetData, SheetInfo, SheetRow
from app.errors import InputError
from app.exchange.workbook_facts import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, column_letters

if TYPE_CHECKING:
    from collections.abc import Callable

_REPORT_EVERY = 2_000
_SEPARATORS = ",;\t|"
_LINES_LOOKED_AT = 60
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASKED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LONGEST_CELL = 1 << 20


def read_text(
    content: bytes,
    file: str,
    *,
    sheet: str,
    on_rows: Callable[[int, int | None], None],
) -> SheetData:
    """Return the rows of the text in ``content``; ``sheet`` is the name it goes by."""
    text, encoding = decode(content, file)
    asked = _ASKED_SEPARATOR.match(text)
    separator = asked[1] if asked else find_separator(text)
    # Spreadsheets show the line that names the separator as no row at all.
    rows = _rows(text[asked.end() :] if asked else text, separator, file, on_rows)
    if not rows:
        raise InputError("staff-sheet-empty", file=file, sheet=sheet)
    notices = []
    broken = text.count(_REPLACEMENT)
    if broken:
        notices.append(Notice("list-broken-letters", {"count": broken}))
    return SheetData(
        path=file,
        sheets=(SheetInfo(sheet, len(rows)),),
        sheet=sheet,
        rows=tuple(rows),
        notices=tuple(notices),
        encoding=encoding,
        separator=separator,
    )


def decode(content: bytes, file: str) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Raises
    ------
    InputError
        If it is no text at all.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return content.decode(unmarked, "replace"), unmarked
    if content.count(0) > len(content) // 100:
        raise InputError("staff-file-no-text", file=file)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    mended = content.decode("utf-8", "replace")
    beyond_ascii = sum(letter > "\x7f" for letter in mended)
    if mended.count(_REPLACEMENT) * 10 < beyond_ascii:
        # A few broken letters in what is UTF-8 otherwise.
        return mended, "utf-8"
    text = content.decode("windows-1251", "replace")
    # Western letters read as Russian ones stand alone among Latin ones: M?ller.
    words = Counter(_script(word) for word in _WORD.findall(text))
    if words["mixed"] > words["cyrillic"]:
        return content.decode("windows-1252", "replace"), "windows-1252"
    return text, "windows-1251"


def _script(word: str) -> str:
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    if cyrillic == len(word):
        return "cyrillic"
    return "mixed" if cyrillic else "other"


def _unmarked_utf16(content: bytes) -> str | None:
    start = content[:2000]
    if len(start) < 8 or len(content) % 2:
        return None
    pairs = len(start) // 2
    # Separators and line ends have an empty half in every language, Latin text in every letter.
    if start[1::2].count(0) > pairs // 8 and not start[0::2].count(0):
        return "utf-16-le"
    if start[0::2].count(0) > pairs // 8 and not start[1::2].count(0):
        return "utf-16-be"
    return None


def find_separator(text: str) -> str:
    """Return the separator that cuts the first lines into the most even number of columns."""
    sample = "".join(text.splitlines(keepends=True)[:_LINES_LOOKED_AT])

    def evenness(separator: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=separator)]
        except csv.Error:
            return 0.0, 0
        widths = [width for width in widths if width]
        if not widths:
            return 0.0, 0
        width, times = Counter(widths).most_common(1)[0]
        return (times / len(widths), width) if width > 1 else (0.0, 0)

    return max(_SEPARATORS, key=evenness)


def _rows(
    text: str, separator: str, file: str, on_rows: Callable[[int, int | None], None]
) -> list[SheetRow]:
    try:
        return _parsed(text, separator, file, on_rows, strict=True)
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise InputError(
                "staff-file-open-quote", file=file, row=_last_record(text, separator)
            ) from error
    try:
        # Quotes inside a cell that were not doubled: taken as they stand.
        return _parsed(text, separator, file, on_rows, strict=False)
    except csv.Error as error:
        raise InputError("staff-file-no-text", file=file) from error


def _parsed(
    text: str,
    separator: str,
    file: str,
    on_rows: Callable[[int, int | None], None],
    *,
    strict: bool,
) -> list[SheetRow]:
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[SheetRow] = []
    cells_read = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    for number, cells in enumerate(reader, start=1):
        if number % _REPORT_EVERY == 0:
            on_rows(number, None)
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise InputError(
                "staff-sheet-columns",
                file=file,
                sheet="",
                column=column_letters(len(cells)),
                row=number,
                limit=MOST_COLUMNS,
            )
        rows.append(SheetRow(number, tuple(cell if cell else None for cell in cells)))
        cells_read += len(cells)
        if len(rows) > MOST_ROWS or cells_read > MOST_CELLS:
            raise InputError("staff-sheet-rows", file=file, sheet="", limit=MOST_ROWS)
    on_rows(len(rows), len(rows))
    return rows


def _last_record(text: str, separator: str) -> int:
    records = 0
    try:
        for _cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            records += 1
    except csv.Error:
        return records + 1
    return records
