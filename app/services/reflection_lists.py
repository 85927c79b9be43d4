"""Reflections out of any form service: an exported list, matched to visits row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.domain.reflections import QUESTIONS, Outcome, Source
from app.errors import InputError
from app.services.forms import FormResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.domain.staff_list import SheetData
    from app.exchange.reflection_list import ListedReflection
    from app.services.reflections import ReflectionService
    from app.services.visit_records import RecordRow, VisitRecordService


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of a row.

    Attributes
    ----------
    candidates
        Visits it may be about; one if that is clear, none if nobody fits.
    unread
        Fields whose value was not understood, with the value.
    """

    row: int
    person: str
    result: FormResult
    candidates: tuple[RecordRow, ...]
    unread: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReflectionList:
    """A list that was read, and which column is taken for what; changeable."""

    sheet: SheetData
    mapping: dict[str, int]


class ReflectionListService:
    """What can be done with lists of reflections; nothing is written before ``take``."""

    def __init__(self, records: VisitRecordService, reflections: ReflectionService) -> None:
        self._records = records
        self._reflections = reflections

    def read(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        on_progress: Callable[[int, int | None], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> ReflectionList:
        """Read a list and guess its columns.

        Raises
        ------
        InputError, EnvironmentFault
            If the file is no list, or cannot be read.
        """
        from app.exchange.reflection_list import with_columns  # noqa: PLC0415
        from app.exchange.sheet_reader import read_sheet  # noqa: PLC0415

        read = read_sheet(path, sheet=sheet, progress=on_progress, cancelled=should_stop)
        return ReflectionList(*with_columns(read))

    @staticmethod
    def fields() -> tuple[str, ...]:
        """Return what a column can be, whose answer it is first."""
        from app.exchange.reflection_list import FIELDS  # noqa: PLC0415

        return FIELDS

    @staticmethod
    def with_heading_row(found: ReflectionList, heading_row: int) -> ReflectionList:
        """Return the list with its headings in another row, and the columns guessed from them."""
        from app.exchange.headings import with_headings  # noqa: PLC0415
        from app.exchange.reflection_list import guess_columns  # noqa: PLC0415

        sheet = with_headings(found.sheet, heading_row)
        return ReflectionList(sheet, guess_columns(sheet))

    def check(self, found: ReflectionList, mapping: Mapping[str, int]) -> list[RowOutcome]:
        """Return what would become of each row.

        Raises
        ------
        InputError
            If no column says whose answer it is, or none holds an answer.
        """
        return [outcome for outcome, _listed in self._matched(found, mapping)]

    def take(self, found: ReflectionList, mapping: Mapping[str, int]) -> list[RowOutcome]:
        """Keep every row that belongs to one visit; return what became of each."""
        outcomes = []
        for outcome, listed in self._matched(found, mapping):
            if outcome.result in (FormResult.READ, FormResult.NEWER):
                self._reflections.send(
                    record_id=outcome.candidates[0].id,
                    answers=listed.answers,
                    source=Source.IMPORT,
                )
            outcomes.append(outcome)
        return outcomes

    def _matched(
        self, found: ReflectionList, mapping: Mapping[str, int]
    ) -> list[tuple[RowOutcome, ListedReflection]]:
        from app.exchange.reflection_list import read_rows  # noqa: PLC0415

        file = found.sheet.path
        if not mapping.keys() & {"code", "email", "name"}:
            raise InputError("reflections-without-person", file=file)
        if not mapping.keys() & set(QUESTIONS):
            raise InputError("reflections-without-answers", file=file)
        records = [row for row in self._records.records() if row.outcome != Outcome.MISSED]
        return [
            (self._outcome(listed, records), listed) for listed in read_rows(found.sheet, mapping)
        ]

    def _outcome(self, listed: ListedReflection, records: list[RecordRow]) -> RowOutcome:
        candidates = _candidates(listed, records)
        person = listed.name or listed.email or listed.code
        result = FormResult.NOT_OURS
        if listed.answers.is_empty:
            result = FormResult.EMPTY
        elif len(candidates) > 1:
            result = FormResult.UNCLEAR
        elif candidates:
            [record] = candidates
            if self._reflections.has(record.id, listed.answers):
                result = FormResult.ALREADY_READ
            else:
                result = FormResult.NEWER if record.edition else FormResult.READ
        return RowOutcome(listed.row, person, result, tuple(candidates), listed.unread)


def _candidates(listed: ListedReflection, records: list[RecordRow]) -> list[RecordRow]:
    """Return the visits that a row may be about; a code alone decides."""
    if listed.code:
        return [row for row in records if row.code == listed.code]
    if listed.email:
        found = [row for row in records if fold(row.email) == fold(listed.email)]
    elif listed.name:
        found = [row for row in records if fold(row.employee) == fold(listed.name)]
    else:
        return []
    if listed.date is not None:
        return [row for row in found if row.date == listed.date]
    if len(found) > 1:
        # Without a date it is about the one visit that still lacks a reflection, if it is one.
        owed = [row for row in found if not row.edition and row.planned]
        return owed if len(owed) == 1 else found
    return found
