"""The rows of an edited schedule workbook, as somebody sent it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.staff_list import CellFault
from app.errors import InputError
from app.exchange.cell_values import shown
from app.exchange.dates import read_date
from app.exchange.file_kinds import FileKind, read_bytes, recognise
from app.i18n import LANGUAGES, N_, _, language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.domain.staff_list import Cell, SheetData

_SHEET = N_("By person")
# What is read, by its heading in the sheet; the rest of the sheet follows from it.
_HEADINGS = {
    "person": N_("Person"),
    "number": N_("Personnel number"),
    "date": N_("Date"),
    "half": N_("Half-day"),
    "department": N_("Department"),
    "role": N_("Role"),
    "host": N_("Host"),
    "id": N_("Visit id"),
}
_HALVES = {"am": N_("Morning"), "pm": N_("Afternoon")}


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row of the sheet by person, read as it stands.

    Attributes
    ----------
    row
        Number of the row in the sheet, from 1.
    visit_id
        Of the hidden column; None in a row that somebody has added.
    date, half
        None where the cell holds none.
    unreadable
        Whether a cell holds an error, or a formula that was never calculated.
    """

    row: int
    visit_id: int | None
    person: str
    number: str
    date: dt.date | None
    half: str | None
    department: str
    role: str
    host: str
    unreadable: bool = False


def read_schedule(path: Path) -> tuple[EditedRow, ...]:
    """Return the rows of the sheet by person, in whichever language it was written.

    Raises
    ------
    InputError
        If the file is no workbook, or has no such sheet with the columns of ours.
    """
    content, name = read_bytes(path), str(path)
    if recognise(content, name) is FileKind.TEXT:
        raise InputError("schedule-not-ours", file=name)
    data = _sheet(content, name)
    first, *rows = data.rows or (None,)
    columns = _columns(() if first is None else first.cells)
    if columns is None:
        raise InputError("schedule-not-ours", file=name)
    return tuple(_row(row.number, row.cells, columns) for row in rows)


def _sheet(content: bytes, name: str) -> SheetData:
    # openpyxl takes half a second to load.
    from app.exchange.workbook_reader import read_workbook  # noqa: PLC0415

    for tongue in LANGUAGES:
        with language(tongue):
            title = _(_SHEET)
        try:
            return read_workbook(content, name, sheet=title, on_rows=lambda _done, _all: None)
        except InputError as error:
            if error.code != "staff-sheet-unknown":
                raise
    raise InputError("schedule-not-ours", file=name)


def _columns(headings: Sequence[Cell]) -> dict[str, int] | None:
    """Return the place of each column by its meaning, None if one is missing."""
    found = [shown(heading) for heading in headings]
    for tongue in LANGUAGES:
        with language(tongue):
            wanted = {key: _(text) for key, text in _HEADINGS.items()}
        if all(text in found for text in wanted.values()):
            return {key: found.index(text) for key, text in wanted.items()}
    return None


def _row(number: int, cells: Sequence[Cell], columns: Mapping[str, int]) -> EditedRow:
    values = {key: cells[at] if at < len(cells) else None for key, at in columns.items()}
    texts = {key: shown(value) for key, value in values.items()}
    visit_id = texts["id"]
    return EditedRow(
        row=number,
        visit_id=int(visit_id) if visit_id.isdecimal() and len(visit_id) < 18 else None,
        person=texts["person"],
        number=texts["number"],
        date=read_date(values["date"]).value,
        half=_half(texts["half"]),
        department=texts["department"],
        role=texts["role"],
        host=texts["host"],
        unreadable=any(isinstance(value, CellFault) for value in values.values()),
    )


def _half(text: str) -> str | None:
    wanted = text.casefold()
    for half, name in _HALVES.items():
        if wanted == half:
            return half
        for tongue in LANGUAGES:
            with language(tongue):
                if wanted == _(name).casefold():
                    return half
    return None
