"""A reflection form read back, whatever happened to it on its way.

Answers are looked for by the hidden names of their cells; where those are gone or point elsewhere,
right of the words of their questions, in any of our languages. The code stands in three places; a
form in which they differ is refused, since nobody could say whose it is. What was written beside no
question is told, never lost in silence.
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
from app.exchange.form_layout import (
    CODE_NAME,
    FIELDS,
    IDEA_ROWS,
    MARK,
    TEXT_FIELDS,
    labels,
    notes,
    rating_words,
)
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

_OPEN_DOCUMENT = "OpenDocument"

Values = dict[tuple[int, int], str]
Place = tuple[str, int, int]
"""A cell: its sheet, row and column."""


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
        that is :data:`app.domain.staff_list.NOT_CALCULATED`. What stands beside no question has "".
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
    if _kind(content, file) is not FileKind.WORKBOOK:
        raise InputError("form-not-ours", file=file)
    facts = look_at(content, file, lambda: None)
    if sum(sheet.cells for sheet in facts.sheets) > MOST_CELLS:
        raise InputError("form-not-ours", file=file)
    book = _opened(content, file)
    found = _Finder(book, {sheet.name: sheet.not_calculated for sheet in facts.sheets})
    code = _one_code(found, file)
    answers, unread = _answers(found)
    return FormContent(code, answers, book.properties.modified, unread)


def _kind(content: bytes, file: str) -> FileKind:
    try:
        return recognise(content, file)
    except InputError as error:
        if error.code != "staff-file-other":
            raise
        kind = str(error.parameters.get("kind", ""))
        code = "form-open-document" if kind == _OPEN_DOCUMENT else "form-not-ours"
        raise InputError(code, file=file) from error


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
        self._asked = self._questions()
        self._names_hold = self._do_names_hold()
        self._taken: set[Place] = set()

    def code_named(self) -> str:
        place = self._place_of(CODE_NAME)
        return "" if place is None else self._at(place)

    def codes_beside(self) -> list[str]:
        places = (self._right_of(asked)[:1] for asked in self._asked.get("code", ()))
        return [self._at(place) for found in places for place in found]

    @property
    def knows_form(self) -> bool:
        """Whether there is anything of a form."""
        return (
            bool(self._named.keys() & {f"gemba_{field}" for field in FIELDS})
            or len(self._asked) > len(TEXT_FIELDS) // 2
        )

    def answer(self, field: str) -> str:
        """Return what was answered: what stands in the box, and right of it if that was written on.

        An answer that was moved away took its name along.
        """
        named = self._place_of(f"gemba_{field}") if self._names_hold else None
        for asked in self._asked.get(field, ()):
            places = self._right_of(asked)
            if places:
                return self._take(places)
        return self._take([named]) if named is not None and self._at(named) else ""

    def strays(self) -> list[str]:
        """Return what stands below the code of a form and belongs to no question."""
        found: list[str] = []
        standing = tuple(map(fold, notes()))
        known_texts = {self._at(place) for place in self._taken}
        for sheet, row, column in self._asked.get("code", ()):
            questions = {place for places in self._asked.values() for place in places}
            for (line, at), text in sorted(self._values[sheet].items()):
                place = (sheet, line, at)
                # A second sheet with the same answers adds nothing.
                known = text in known_texts or place in questions or line <= row
                if not known and at >= column and not fold(text).startswith(standing):
                    found.append(text)
        return found

    def _take(self, places: list[Place]) -> str:
        self._taken.update(places)
        texts = [self._at(place) for place in places]
        # One text stays what it is: a cell that holds an error is no text.
        return texts[0] if len(texts) == 1 else "\n".join(texts)

    def _at(self, place: Place) -> str:
        sheet, row, column = place
        return self._values.get(sheet, {}).get((row, column), "")

    def _place_of(self, name: str) -> Place | None:
        match = _PLACE.match(self._named.get(name, ""))
        if match is None:
            return None
        sheet, column, row = match.groups()
        return sheet.replace("''", "'"), int(row), _column(column)

    def _questions(self) -> dict[str, list[Place]]:
        asked = {fold(text): field for text, field in labels().items()}
        found: dict[str, list[Place]] = {}
        for sheet, values in self._values.items():
            for (row, column), text in values.items():
                field = asked.get(fold(text))
                if field is not None:
                    found.setdefault(field, []).append((sheet, row, column))
        return found

    def _right_of(self, place: Place) -> list[Place]:
        """Return the cells with something in them right of a question, up to the next one."""
        sheet, row, column = place
        questions = {one for places in self._asked.values() for one in places}
        found = []
        for at in sorted(at for line, at in self._values[sheet] if line == row and at > column):
            if (sheet, row, at) in questions:
                break
            found.append((sheet, row, at))
        return found

    def _do_names_hold(self) -> bool:
        """Tell whether most names are those of the cells right of their questions.

        Some programs insert rows and columns and leave the names where they were.
        """
        known = [
            (field, place)
            for field in FIELDS
            if field in self._asked and (place := self._place_of(f"gemba_{field}")) is not None
        ]
        holding = sum(
            any(place == (sheet, row, column + 1) for sheet, row, column in self._asked[field])
            for field, place in known
        )
        return 2 * holding >= len(known)


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

    words = {fold(word): rating for word, rating in rating_words().items()}
    values: dict[str, Any] = {field: answer(field) for field in TEXT_FIELDS}
    for field in RATINGS:
        given = answer(field)
        match = _RATING.match(given)
        rating = int(match[1]) if match else words.get(fold(given), 0)
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
    unread += (("", text) for text in found.strays())
    return Answers(**values, ideas=tuple(ideas)), tuple(unread)


def _split(text: str) -> tuple[str, str]:
    first, _end, rest = text.partition("\n")
    return first, rest.strip()
