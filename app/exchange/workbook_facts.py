"""A look at a workbook before it is opened: its size unpacked, its sheets, what reading hides.

A small file can unpack to gigabytes, claim any size, or hold a sheet that a reader takes for
endless. So everything is unpacked here once, counted as it comes, and thrown away; and what the
reader of values does not tell is noted: hidden rows, merged cells, formulas never calculated.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.parsers import expat

from app.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_ENTRIES = 2_000
MOST_UNPACKED = 300 * 1024 * 1024
RATIO_WATCHED_FROM = 50 * 1024 * 1024
HIGHEST_RATIO = 100
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000

_CHUNK = 1 << 16
_DEEPEST = 64
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


@dataclass
class SheetFacts:
    """What is known of a sheet without its values; rows and columns count from 1."""

    name: str
    member: str
    hidden: bool = False
    rows: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    not_calculated: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True)
class WorkbookFacts:
    """What is known of a workbook without its values."""

    sheets: tuple[SheetFacts, ...]
    dates_from_1904: bool
    macros: bool
    links: bool


class UnpackedCounter:
    """Counts what comes out of an archive and stops what is too much, whatever it claims."""

    def __init__(self, file: str, packed: int) -> None:
        self._file = file
        self._packed = max(packed, 1)
        self._unpacked = 0

    def add(self, count: int) -> None:
        """Count ``count`` more bytes."""
        self._unpacked += count
        self.check(self._unpacked)

    def check(self, unpacked: int) -> None:
        """Refuse a file of ``unpacked`` bytes if that is too much."""
        if unpacked > MOST_UNPACKED or (
            unpacked > RATIO_WATCHED_FROM and unpacked > HIGHEST_RATIO * self._packed
        ):
            limit = MOST_UNPACKED // (1024 * 1024)
            raise InputError("staff-file-bomb", file=self._file, limit=limit)


def look_at(content: bytes, file: str, on_step: Callable[[], None] = lambda: None) -> WorkbookFacts:
    """Return what is known of the workbook in ``content``.

    Parameters
    ----------
    on_step
        Called for every piece read; may raise to stop.

    Raises
    ------
    InputError
        If it is damaged, unpacks to too much, or has too many rows or columns.
    """
    counter = UnpackedCounter(file, len(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise InputError("staff-file-entries", file=file, limit=MOST_ENTRIES)
            if any(entry.flag_bits & 1 for entry in entries):
                raise InputError("staff-file-encrypted", file=file)
            counter.check(sum(entry.file_size for entry in entries))
            book, sheets = _sheets(archive, counter)
            watchers = {sheet.member: _SheetWatcher(sheet, file) for sheet in sheets}
            for entry in entries:
                watcher = watchers.get(entry.filename)
                for piece in _pieces(archive, entry, counter):
                    on_step()
                    if watcher:
                        watcher.feed(piece)
                if watcher:
                    watcher.close()
            names = set(archive.namelist())
    except (expat.ExpatError, ElementTree.ParseError) as error:
        raise InputError("staff-file-damaged", file=file) from error
    except _DAMAGED as error:
        raise InputError("staff-file-truncated", file=file) from error
    sheets = [sheet for sheet in sheets if sheet.member in names]
    if not sheets:
        raise InputError("staff-file-no-sheets", file=file)
    return WorkbookFacts(
        tuple(sheets),
        dates_from_1904=any(
            element.get("date1904") in ("1", "true")
            for element in book.iter()
            if _local(element.tag) == "workbookPr"
        ),
        macros=any(name.startswith("xl/vbaProject") for name in names),
        links=any(name.startswith("xl/externalLinks/") for name in names),
    )


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def _pieces(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, counter: UnpackedCounter
) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK):
            counter.add(len(piece))
            yield piece


def _parsed(archive: zipfile.ZipFile, name: str, counter: UnpackedCounter) -> ElementTree.Element:
    return ElementTree.fromstring(b"".join(_pieces(archive, archive.getinfo(name), counter)))


def _sheets(
    archive: zipfile.ZipFile, counter: UnpackedCounter
) -> tuple[ElementTree.Element, list[SheetFacts]]:
    places = {name.lower(): name for name in archive.namelist()}
    book_name = places["xl/workbook.xml"]
    book = _parsed(archive, book_name, counter)
    links_name = places.get("xl/_rels/workbook.xml.rels")
    links = _parsed(archive, links_name, counter) if links_name else ElementTree.Element("none")
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in links
        if link.get("Type", "").endswith("/worksheet")
    }
    sheets = []
    for element in book.iter():
        if _local(element.tag) != "sheet":
            continue
        key = next((value for name, value in element.items() if _local(name) == "id"), None)
        # Charts have sheets of their own, which hold no list.
        if key in targets:
            target = targets[key]
            member = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetFacts(element.get("name", ""), member, hidden))
    return book, sheets


def column_number(letters: str) -> int:
    """Return the number of a column, 1 for A."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, A for 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _SheetWatcher:
    """Notes the facts of one sheet while its bytes go by."""

    def __init__(self, facts: SheetFacts, file: str) -> None:
        self._facts = facts
        self._file = file
        self._depth = self._row = self._column = 0
        self._row_holds = self._formula = self._value = self._text = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError("staff-file-damaged", file=self._file)
        name = tag.rpartition(":")[2]
        if name == "c":
            self._formula = self._value = False
            self._text = attributes.get("t") == "str"
            match = _REFERENCE.match(attributes.get("r", ""))
            self._column = column_number(match[1]) if match else self._column + 1
        elif name == "v" and self._formula and not self._text:
            # An empty result is none, unless it is an empty text.
            self._parser.CharacterDataHandler = self._result
        elif name in ("v", "is"):
            self._value = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
            self._row_holds = False
            if attributes.get("hidden") in ("1", "true"):
                self._facts.hidden_rows.add(self._row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _result(self, _text: str) -> None:
        self._value = True

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition(":")[2]
        if name == "v" and self._formula:
            self._parser.CharacterDataHandler = None
        if name == "c" and (self._value or self._formula):
            self._count_cell()
        elif name == "row" and self._row_holds:
            facts = self._facts
            facts.rows += 1
            facts.last_row = max(facts.last_row, self._row)
            if facts.rows > MOST_ROWS:
                raise InputError(
                    "staff-sheet-rows", file=self._file, sheet=facts.name, limit=MOST_ROWS
                )

    def _count_cell(self) -> None:
        facts = self._facts
        self._row_holds = True
        facts.cells += 1
        if self._column > facts.last_column:
            facts.last_column = self._column
            if self._column > MOST_COLUMNS:
                raise InputError(
                    "staff-sheet-columns",
                    file=self._file,
                    sheet=facts.name,
                    column=column_letters(self._column),
                    row=self._row,
                    limit=MOST_COLUMNS,
                )
        if facts.cells > MOST_CELLS:
            raise InputError(
                "staff-sheet-cells", file=self._file, sheet=facts.name, limit=MOST_CELLS
            )
        if self._formula and not self._value:
            facts.not_calculated.add((self._row, self._column))

    def _merge(self, reference: str) -> None:
        ends = [_REFERENCE.match(end) for end in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            top, left = int(ends[0][2]), column_number(ends[0][1])
            bottom, right = int(ends[1][2]), column_number(ends[1][1])
            if top <= bottom and left <= right:
                self._facts.merges.append((top, left, bottom, right))
