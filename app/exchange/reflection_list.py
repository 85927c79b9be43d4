"""Reflections in the list that any form service exports: one row an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.domain.reflections import BEST_RATING, QUESTIONS, RATINGS, Answers, IdeaText, clean_code
from app.exchange.cell_values import no_answer, whole
from app.exchange.dates import month_comes_first, read_date
from app.exchange.form_layout import labels
from app.exchange.headings import guess_mapping, normal, with_headings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from app.domain.staff_list import Cell, SheetData, SheetRow
    from app.exchange.cell_values import Reading

PERSON_FIELDS = ("code", "email", "name", "date")
FIELDS = (*PERSON_FIELDS, *QUESTIONS, "theme", *RATINGS, "idea", "idea_text")
"""What a column can be: whose answer of which visit it is, then the answers."""

_POINTERS = (
    ("code", ("visit code", "код визита")),
    ("date", ("date of the visit", "visit date", "дата визита")),
    ("surprised", ("surprise", "удивил")),
    ("differently", ("differently", "иначе", "по другому")),
    ("in_their_way", ("in their way", "obstacle", "мешает", "препятств")),
    ("take_home", ("take home", "take away", "беру с собой", "вынес", "takeaway")),
    ("preparation", ("prepared", "preparation", "подготов")),
    ("hosting", ("received", "hosting", "hosted", "принял", "прием")),
    ("idea_text", ("how it would work", "как это будет работать", "подробн")),
    ("idea", ("idea", "propos", "suggest", "иде", "предлож")),
    ("theme", ("theme", "topic", "тема", "о чем")),
    ("name", ("your name", "full name", "ваше имя", "фио")),
    ("did", ("what did i do", "did you do", "what i did", "делал", "чем занимал", "моя работа")),
)
"""Words by which a heading is known where it is no question of ours; the telling ones first."""


@dataclass(frozen=True, slots=True)
class ListedReflection:
    """One row: whose it is, as far as it says, and what was answered.

    Attributes
    ----------
    unread
        Fields whose value was not understood, with the value.
    """

    row: int
    code: str
    email: str
    name: str
    date: dt.date | None
    answers: Answers
    unread: tuple[tuple[str, str], ...]


def with_columns(sheet: SheetData) -> tuple[SheetData, dict[str, int]]:
    """Return the sheet with its headings, and the column of each field that could be guessed."""
    mapping = guess_columns(sheet)
    if not mapping.keys() & set(QUESTIONS) and sheet.rows:
        # Long questions, with figures in them, are no headings of a staff list.
        sheet = with_headings(sheet, sheet.rows[0].number)
        mapping = guess_columns(sheet)
    return sheet, mapping


def guess_columns(sheet: SheetData) -> dict[str, int]:
    """Return the column of each field that could be guessed, counted from 0."""
    asked = {fold(text): field for text, field in labels().items()}
    mapping: dict[str, int] = {}
    for column, heading in enumerate(sheet.headings):
        field = _ours(asked.get(fold(heading))) or _pointed_at(normal(heading))
        if field is not None and field not in mapping:
            mapping[field] = column
    for field, column in guess_mapping(sheet).items():
        if field in ("email", "name") and column not in mapping.values():
            mapping[field] = column
    return mapping


def _ours(field: str | None) -> str | None:
    if field is None or field in FIELDS:
        return field
    return {"idea_1": "idea", "idea_text_1": "idea_text"}.get(field)


def _pointed_at(heading: str) -> str | None:
    for field, words in _POINTERS:
        if any(word in heading for word in words):
            return field
    return None


def read_rows(sheet: SheetData, mapping: Mapping[str, int]) -> list[ListedReflection]:
    """Return what each row below the headings says."""
    column = mapping.get("date")
    dates = [] if column is None else [_at(row, column) for row in _below(sheet)]
    month_first = month_comes_first(dates)
    dated = partial(read_date, month_first=month_first, from_1904=sheet.from_1904)
    return [_read(row, mapping, dated) for row in _below(sheet)]


def _below(sheet: SheetData) -> list[SheetRow]:
    return [row for row in sheet.rows if row.number > sheet.heading_row]


def _at(row: SheetRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _read(
    row: SheetRow, mapping: Mapping[str, int], dated: Callable[[Cell], Reading[dt.date]]
) -> ListedReflection:
    cells = {field: _at(row, mapping[field]) if field in mapping else None for field in FIELDS}
    instead = {field: no_answer(cell) for field, cell in cells.items()}
    unread = [(field, text) for field, text in instead.items() if text]
    texts = {field: "" if instead[field] else whole(cell) for field, cell in cells.items()}
    ratings = {}
    for field in RATINGS:
        number = texts[field][:1]
        ratings[field] = int(number) if number.isdigit() and int(number) <= BEST_RATING else 0
        if texts[field] and not ratings[field]:
            unread.append((field, texts[field]))
    date = None
    if texts["date"]:
        date = dated(_at(row, mapping["date"])).value
        if date is None:
            unread.append(("date", texts["date"]))
    answers = Answers(
        did=texts["did"],
        surprised=texts["surprised"],
        differently=texts["differently"],
        in_their_way=texts["in_their_way"],
        take_home=texts["take_home"],
        theme=texts["theme"],
        preparation=ratings["preparation"],
        hosting=ratings["hosting"],
        ideas=tuple(_ideas(texts["idea"], texts["idea_text"])),
    )
    return ListedReflection(
        row=row.number,
        code=clean_code(texts["code"]),
        email=texts["email"],
        name=texts["name"],
        date=date,
        answers=answers,
        unread=tuple(unread),
    )


def _ideas(title: str, text: str) -> list[IdeaText]:
    """Return the ideas of a row: one a line, where no column of its own says more."""
    if text or "\n" not in title:
        return [IdeaText(title or text.splitlines()[0], text)] if title or text else []
    return [IdeaText(line.strip(" -–•\t")) for line in title.splitlines() if line.strip(" -–•\t")]
