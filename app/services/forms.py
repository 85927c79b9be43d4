"""Reflection forms: one for each who owes a reflection, and a folder of them read back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.reflections import Source
from app.errors import InputError, Interrupted, KnownError
from app.exchange.file_names import distinct, safe_name
from app.i18n import _, current_language, language
from app.services.written_files import made_folder
from app.wording.formats import long_half_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from app.exchange.form_reading import FormContent
    from app.exchange.reflection_form import FormData
    from app.services.reflections import ReflectionService
    from app.services.visit_records import RecordRow, VisitRecordService

_LOCKS = ("~$", ".~lock.")


class FormResult(StrEnum):
    """What became of a file, or of a row of a list."""

    READ = "read"
    ALREADY_READ = "already-read"
    NEWER = "newer"
    EMPTY = "empty"
    UNCLEAR = "unclear"
    NOT_OURS = "not-ours"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FormMade:
    """A form that was written for a visit."""

    record: RecordRow
    path: Path


@dataclass(frozen=True, slots=True)
class FormOutcome:
    """What became of one file of a folder.

    Attributes
    ----------
    record
        The visit it is about; None if that could not be told.
    error
        Why it was not read, with parameters for the sentence.
    unread
        Fields whose answer was not understood, with what stood there.
    """

    path: Path
    result: FormResult
    record: RecordRow | None = None
    error: KnownError | None = None
    unread: tuple[tuple[str, str], ...] = ()


class FormService:
    """What can be done with forms; files that are read are never changed nor moved."""

    def __init__(self, records: VisitRecordService, reflections: ReflectionService) -> None:
        self._records = records
        self._reflections = reflections

    def make(
        self,
        *,
        folder: Path,
        programme_id: int | None,
        now: dt.datetime,
        return_to: str = "",
        everybody: bool = False,
        only: Collection[int] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[FormMade]:
        """Write a form for each visit that owes a reflection, into ``folder``.

        Parameters
        ----------
        now
            Local time, which decides which visits are over.
        everybody
            Also for visits still to come.
        only
            Keys of the visits meant, all by default.

        Raises
        ------
        InputError
            If there is nothing to make forms for, or the folder cannot be made.
        """
        if programme_id is not None:
            self._records.prepare(programme_id)
        if everybody:
            rows = [row for row in self._records.records(programme_id) if _may_answer(row)]
        else:
            rows = self._records.owed(programme_id, now=now)
        if only is not None:
            rows = [row for row in rows if row.id in only]
        if not rows:
            raise InputError("no-forms-owed")
        made_folder(folder)
        return list(self._written(rows, folder, return_to, on_progress, should_stop))

    def _written(
        self,
        rows: list[RecordRow],
        folder: Path,
        return_to: str,
        on_progress: Callable[[int, int], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> Iterable[FormMade]:
        from app.exchange.reflection_form import write_form  # noqa: PLC0415

        names = distinct(map(form_name, rows))
        for number, (row, name) in enumerate(zip(rows, names, strict=True), start=1):
            if should_stop is not None and should_stop():
                raise Interrupted
            path = folder / f"{name}.xlsx"
            write_form(_form_data(row, return_to), path)
            yield FormMade(row, path)
            if on_progress is not None:
                on_progress(number, len(rows))

    def read(
        self,
        folder: Path,
        *,
        on_progress: Callable[[int, int], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[FormOutcome]:
        """Read every file of ``folder``, oldest form first; each is kept or refused by itself.

        Raises
        ------
        InputError
            If there is no such folder, or it is empty.
        Interrupted
            If ``should_stop`` said so; what was read until then stays.
        """
        paths = _files(folder)
        opened: list[tuple[Path, FormContent | KnownError]] = []
        for number, path in enumerate(paths, start=1):
            if should_stop is not None and should_stop():
                raise Interrupted
            opened.append((path, _content(path)))
            if on_progress is not None:
                on_progress(number, len(paths))
        # Two copies of one form are editions in the order in which they were saved.
        opened.sort(key=lambda one: (_saved(one[1]), one[0].name))
        return [self._take(path, content) for path, content in opened]

    def _take(self, path: Path, content: FormContent | KnownError) -> FormOutcome:
        if isinstance(content, KnownError):
            ours = content.code not in ("form-not-ours", "staff-file-other")
            result = FormResult.UNREADABLE if ours else FormResult.NOT_OURS
            return FormOutcome(path, result, error=content)
        try:
            record = self._records.by_code(content.code)
        except InputError as error:
            return FormOutcome(path, FormResult.NOT_OURS, error=error)
        if content.answers.is_empty:
            return FormOutcome(path, FormResult.EMPTY, record, unread=content.unread)
        if self._reflections.has(record.id, content.answers):
            return FormOutcome(path, FormResult.ALREADY_READ, record, unread=content.unread)
        self._reflections.send(record_id=record.id, answers=content.answers, source=Source.FORM)
        result = FormResult.NEWER if record.edition else FormResult.READ
        return FormOutcome(path, result, record, unread=content.unread)


def form_name(row: RecordRow) -> str:
    """Return what the form of a visit is called as a file, without its ending."""
    return safe_name(
        _("Reflection {name} {date} {code}").format(
            name=row.employee, date=f"{row.date.isoformat()}{row.half}", code=row.code
        )
    )


def form_bytes(row: RecordRow, return_to: str) -> bytes:
    """Return the form of a visit as it is attached to a message."""
    from app.exchange.reflection_form import form_content  # noqa: PLC0415 - openpyxl

    return form_content(_form_data(row, return_to))


def _form_data(row: RecordRow, return_to: str) -> FormData:
    from app.exchange.reflection_form import FormData  # noqa: PLC0415

    tongue = row.language or current_language()
    with language(tongue):
        when = long_half_day((row.date, row.half))
    return FormData(
        code=row.code,
        guest=row.employee,
        department=row.department,
        role=row.role,
        host=row.host,
        when=when,
        return_to=return_to,
        tongue=tongue,
    )


def _may_answer(row: RecordRow) -> bool:
    return row.planned and not row.edition and row.outcome != "missed"


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.is_file() and not path.name.startswith(_LOCKS) and path.name[0] != "."
        )
    except OSError as error:
        raise InputError("forms-folder-missing", folder=str(folder)) from error
    if not found:
        raise InputError("forms-folder-empty", folder=str(folder))
    return found


def _content(path: Path) -> Any:
    from app.exchange.form_reading import read_form  # noqa: PLC0415 - openpyxl

    try:
        return read_form(path)
    except KnownError as error:
        return error


def _saved(content: FormContent | KnownError) -> str:
    if isinstance(content, KnownError) or content.changed_at is None:
        return ""
    return content.changed_at.isoformat()
