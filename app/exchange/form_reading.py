"""A reflection form read back, whatever happened to it on its way.

Answers are looked for by the hidden names of their cells, and where those are gone, beside the
words of their questions, in any of our languages. The code stands in three places; a form in which
they differ is refused, since nobody could say whose it is.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from app.domain.names import fold
from app.domain.reflections import (
    ALPHABET,
    BEST_RATING,
    CODE_LENGTH,
    RATINGS,
    Answers,
    IdeaText,
    clean_code,
)
from app.domain.staff_list import NOT_CALCULATED
from app.errors import InputError
from app.exchange.cell_values import no_answer, whole
from app.exchange.file_kinds import FileKind, read_bytes, recognise
from app.exchange.form_layout import CODE_NAME, FIELDS, IDEA_ROWS, MARK, TEXT_FIELDS, labels
from app.exchange.workbook_facts import look_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from app.domain.staff_list import Cell

_log = logging.getLogger(__name__)

MOST_CELLS = 20_000
"""A form has some sixty cells; what has so many is something else."""

_CODE = re.compile(rf"^[{ALPHABET}]{{{CODE_LENGTH}}}$")
_RATING = re.compile(r"\s*(\d)\b")
_PLACE = re.compile(r"^'?((?:[^']|'')+?)'?!\$?([A-Z]{1,3})\$?(\d+)$")

Values = dict[tuple[int, int], str]


class Unreadable(str):
    """What stands in a cell instead of an answer: an error, or that a formula has no value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form says.

    Attributes
    ----------
    code
        Of the visit, as it was given out.
    changed_at
        When the file was saved last, UTC, as its program noted it; None if it did not.
    unread
        Fields whose answer was not understood, with what stood there. For a formula without a value
        that is :data:`app.domain.staff_list.NOT_CALCULATED`.
    """

    code: str
    answers: Answers
    changed_at: dt.datetime | None
    unread: tuple[tuple[str, str], ...]


def read_form(path: Path) -> FormContent:
    """Return what the form at ``path`` says.

    Raises
    ------
    InputError
        If it is no workbook that can be read, no form of ours, or its codes contradict each other.
    EnvironmentFault
        If the file may not be read.
    """
    content, file = read_bytes(path), str(path)
    if recognise(content, file) is not FileKind.WORKBOOK:
        raise InputError("form-not-ours", file=file)
    facts = look_at(content, file, lambda: None)
    if sum(sheet.cells for sheet in facts.sheets) > MOST_CELLS:
        raise InputError("form-not-ours", file=file)
    book = _opened(content, file)
    found = _Finder(book, {sheet.name: sheet.not_calculated for sheet in facts.sheets})
    code = _one_code(found, file)
    answers, unread = _answers(found)
    return FormContent(code, answers, book.properties.modified, unread)


def _opened(content: bytes, file: str) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        except Exception as error:
            # Whatever a broken file makes a reader of broken files raise.
            _log.info("form could not be read", exc_info=True)
            raise InputError("staff-file-damaged", file=file) from error


class _Finder:
    """Looks answers up in a workbook, by hidden name first, then beside the question."""

    def __init__(
        self, book: Workbook, not_calculated: Mapping[str, Collection[tuple[int, int]]]
    ) -> None:
        self.properties = book.properties
        self._values = {
            sheet.title: _values(sheet, not_calculated.get(sheet.title, ()))
            for sheet in book.worksheets
        }
        self._named = {
            name: defined.attr_text or "" for name, defined in book.defined_names.items()
        }
        for sheet in book.worksheets:
            # Some programs keep names with the sheet.
            self._named |= {
                name: defined.attr_text or "" for name, defined in sheet.defined_names.items()
            }
        self._beside = self._all_beside()

    def code_named(self) -> str:
        return self._at_name(CODE_NAME)

    def codes_beside(self) -> list[str]:
        return self._beside.get("code", [])

    @property
    def knows_form(self) -> bool:
        """Whether there is anything of a form."""
        return (
            bool(self._named.keys() & {f"gemba_{field}" for field in FIELDS})
            or len(self._beside) > len(TEXT_FIELDS) // 2
        )

    def answer(self, field: str) -> str:
        named = self._at_name(f"gemba_{field}")
        if named:
            return named
        # Pasting can put the answer beside the question and leave its name elsewhere.
        return next((text for text in self._beside.get(field, ()) if text), "")

    def _at_name(self, name: str) -> str:
        match = _PLACE.match(self._named.get(name, ""))
        if match is None:
            return ""
        sheet, column, row = match.groups()
        values = self._values.get(sheet.replace("''", "'"), {})
        return values.get((int(row), _column(column)), "")

    def _all_beside(self) -> dict[str, list[str]]:
        asked = {fold(text): field for text, field in labels().items()}
        found: dict[str, list[str]] = {}
        for values in self._values.values():
            for (row, column), text in values.items():
                field = asked.get(fold(text))
                if field is not None:
                    found.setdefault(field, []).append(values.get((row, column + 1), ""))
        return found


def _values(sheet: Worksheet, not_calculated: Collection[tuple[int, int]]) -> Values:
    found: Values = dict.fromkeys(not_calculated, Unreadable(NOT_CALCULATED))
    for line in sheet.iter_rows():
        for cell in line:
            value = cast("Cell", cell.value)
            if value is not None:
                instead = no_answer(value)
                place = cast("tuple[int, int]", (cell.row, cell.column))
                found[place] = Unreadable(instead) if instead else whole(value)
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _one_code(found: _Finder, file: str) -> str:
    mark, _space, noted = (found.properties.keywords or "").partition(" ")
    given = [found.code_named(), *found.codes_beside()]
    if mark == MARK:
        given.append(noted)
    codes = {code for code in map(clean_code, given) if _CODE.match(code)}
    if not codes:
        code = "form-without-code" if found.knows_form else "form-not-ours"
        raise InputError(code, file=file)
    if len(codes) > 1:
        raise InputError("form-codes-differ", file=file, codes=sorted(codes))
    return codes.pop()


def _answers(found: _Finder) -> tuple[Answers, tuple[tuple[str, str], ...]]:
    unread: list[tuple[str, str]] = []

    def answer(field: str) -> str:
        given = found.answer(field)
        if isinstance(given, Unreadable):
            unread.append((field, str(given)))
            return ""
        return given

    values: dict[str, Any] = {field: answer(field) for field in TEXT_FIELDS}
    for field in RATINGS:
        given = answer(field)
        match = _RATING.match(given)
        rating = int(match[1]) if match else 0
        if not 1 <= rating <= BEST_RATING:
            rating = 0
            if given:
                unread.append((field, given))
        values[field] = rating
    ideas = []
    for number in range(1, IDEA_ROWS + 1):
        title, text = answer(f"idea_{number}"), answer(f"idea_text_{number}")
        if title or text:
            # Whoever wrote only the second box had an idea all the same.
            ideas.append(IdeaText(title, text) if title else IdeaText(*_split(text)))
    return Answers(**values, ideas=tuple(ideas)), tuple(unread)


def _split(text: str) -> tuple[str, str]:
    first, _end, rest = text.partition("\n")
    return first, rest.strip()
