"""Drafts of letters after the visits: reminders with forms, and what became of ideas."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.errors import InputError
from app.exchange.file_names import distinct, safe_name
from app.exchange.mail import Draft, draft_file, mail_link, workbook_file
from app.i18n import current_language, language
from app.services.forms import form_bytes, form_name
from app.services.office import office_of
from app.services.written_files import WrittenFiles, made_folder, write_file
from app.settings import REMIND_AFTER
from app.wording.letters import (
    answers_subject,
    answers_text,
    reminder_subject,
    reminder_text,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from app.changes import Changes
    from app.domain.mail import MailLink
    from app.exchange.mail import Attached
    from app.services.ideas import IdeaRow, IdeaService
    from app.services.visit_records import RecordRow, VisitRecordService
    from app.settings import Settings


class LetterService:
    """What can be written to guests; nothing is ever sent."""

    def __init__(self, settings: Settings, records: VisitRecordService, ideas: IdeaService) -> None:
        self._settings = settings
        self._records = records
        self._ideas = ideas

    def write_reminders(
        self,
        *,
        folder: Path,
        programme_id: int | None,
        now: dt.datetime,
        days: int | None = None,
        only: Collection[int] | None = None,
    ) -> tuple[WrittenFiles, Changes]:
        """Write a draft for each guest who owes reflections, with the forms attached.

        Parameters
        ----------
        now
            Local time.
        days
            Nobody is reminded of a visit again within so many days; None takes the setting.
        only
            Keys of the visits meant, all by default.

        Raises
        ------
        InputError
            If nobody is to be reminded.
        """
        apart = self._settings.get(REMIND_AFTER) if days is None else days
        owed = self._records.to_remind(programme_id, now=now, days=apart)
        if only is not None:
            owed = [row for row in owed if row.id in only]
        if not owed:
            raise InputError("nobody-to-remind", days=apart)
        letters = [self._reminder(rows) for rows in _by_guest(owed)]
        written = self._write(folder, letters)
        return written, self._records.note_reminders([row.id for row in owed], now=now)

    def write_answers(self, *, folder: Path, today: dt.date) -> tuple[WrittenFiles, Changes]:
        """Write a draft for each author of ideas that were answered since the author was told.

        Raises
        ------
        InputError
            If no answer is owed to anybody.
        """
        due = [row for row in self._authored(today) if owes_news(row)]
        return self._write_of_ideas(folder, due)

    def write_closing(
        self, *, folder: Path, programme_id: int, today: dt.date
    ) -> tuple[WrittenFiles, Changes]:
        """Write a draft for each guest of a programme on what became of all their ideas.

        Raises
        ------
        InputError
            If nobody has proposed anything.
        """
        rows = [row for row in self._authored(today) if row.programme_id == programme_id]
        return self._write_of_ideas(folder, rows)

    def write_answer(self, *, idea_id: int, target: Path, today: dt.date) -> tuple[Path, Changes]:
        """Write the draft on one idea to its author.

        Raises
        ------
        ConflictError
            If somebody has removed the idea.
        """
        self._ideas.idea(idea_id, today=today)
        row = next(row for row in self._authored(today) if row.id == idea_id)
        subject, text = self.answer_letter([row])
        draft = self._draft(row.author, row.author_email, subject, text)
        return write_file(target, draft_file(draft)), self._ideas.note_told([idea_id])

    def answer_letter(self, rows: Sequence[IdeaRow]) -> tuple[str, str]:
        """Return subject and text of the letter to the author of ideas, in their language."""
        with language(rows[0].author_language or current_language()):
            return answers_subject(rows), answers_text(rows[0].author, rows, self._signed)

    def answer_by_mail_program(self, idea: IdeaRow) -> MailLink:
        """Return the letter on one idea to its author for the mail program here."""
        return mail_link(idea.author_email, *self.answer_letter([idea]))

    def _authored(self, today: dt.date) -> list[IdeaRow]:
        # Who proposed what another had proposed before is told all the same.
        rows = self._ideas.ideas(today=today, merged=True)
        by_id = {row.id: row for row in rows}
        return [_as_answered(row, by_id) for row in rows if row.author_id is not None]

    def _write_of_ideas(self, folder: Path, rows: list[IdeaRow]) -> tuple[WrittenFiles, Changes]:
        if not rows:
            raise InputError("no-answers-owed")
        rows.sort(key=lambda row: (row.author, row.author_id or 0, row.id))
        letters = []
        for _key, of_author in groupby(rows, key=lambda row: row.author_id):
            mine = list(of_author)
            subject, text = self.answer_letter(mine)
            letters.append(self._draft(mine[0].author, mine[0].author_email, subject, text))
        written = self._write(folder, letters)
        return written, self._ideas.note_told([row.id for row in rows])

    def _reminder(self, rows: list[RecordRow]) -> Draft:
        office = office_of(self._settings)
        with language(rows[0].language or current_language()):
            forms = [
                workbook_file(f"{form_name(row)}.xlsx", form_bytes(row, office.organiser_email))
                for row in rows
            ]
            return self._draft(
                rows[0].employee,
                rows[0].email,
                reminder_subject(rows),
                reminder_text(rows[0].employee, rows, self._signed),
                forms,
            )

    @property
    def _signed(self) -> str:
        office = office_of(self._settings)
        return ", ".join(part for part in (office.organiser, office.company) if part)

    def _draft(
        self, name: str, address: str, subject: str, text: str, attached: Sequence[Attached] = ()
    ) -> Draft:
        office = office_of(self._settings)
        return Draft(
            to_name=name,
            to_address=address,
            from_name=office.organiser,
            from_address=office.organiser_email,
            subject=subject,
            text=text,
            attached=attached,
        )

    @staticmethod
    def _write(folder: Path, letters: list[Draft]) -> WrittenFiles:
        place = made_folder(folder)
        names = distinct(safe_name(letter.to_name) for letter in letters)
        files = [
            write_file(place / f"{name}.eml", draft_file(letter))
            for name, letter in zip(names, letters, strict=True)
        ]
        nobody = tuple(letter.to_name for letter in letters if not letter.to_address)
        return WrittenFiles(place, tuple(files), nobody)


def owes_news(row: IdeaRow) -> bool:
    """Tell whether an idea was answered since its author was told."""
    if row.answered_at is None:
        return False
    return row.author_told_at is None or row.author_told_at < max(row.answered_at, row.moved_at)


def _by_guest(rows: list[RecordRow]) -> list[list[RecordRow]]:
    ordered = sorted(rows, key=lambda row: (row.employee, row.employee_id, row.date, row.half))
    return [list(mine) for _key, mine in groupby(ordered, key=lambda row: row.employee_id)]


def _as_answered(row: IdeaRow, by_id: dict[int, IdeaRow]) -> IdeaRow:
    """Return an idea with the state and answer of the one it was merged into."""
    into = by_id.get(row.merged_into_id) if row.merged_into_id is not None else None
    if into is None:
        return row
    return replace(
        row,
        status=into.status,
        answer=into.answer,
        answer_by=into.answer_by,
        answered_at=into.answered_at,
        moved_at=into.moved_at,
    )
