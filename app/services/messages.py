"""Who is to be told what: calendar entries, e-mail drafts, and who knows which version."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.db.after_visit import VisitRecord
from app.db.models import Employee, PlanVersion, Programme, Told
from app.db.session import user_name
from app.domain.plans import PUBLISHED
from app.errors import ConflictError, InputError, Interrupted
from app.exchange.calendar_feed import Meeting, method_of, one_meeting, whole_plan
from app.exchange.file_names import distinct, safe_name
from app.exchange.mail import Draft, calendar_file, draft_file, mail_link
from app.i18n import LANGUAGES, _, current_language, language
from app.services.calendar_entries import GUEST, HOST
from app.services.editing import existing
from app.services.office import office_of
from app.services.problem_building import newest_plan
from app.services.recipients import entries_of_plan, people_of, recipients_of
from app.services.written_files import WrittenFiles, made_folder, write_file
from app.wording.messages import description, message_text, subject, title, version_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.domain.mail import MailLink
    from app.exchange.calendar_feed import Office
    from app.services.recipients import Entry, Recipient, Recipients
    from app.settings import Settings

    Report = Callable[[int, int], None]


class MessageService:
    """What can be told to guests and hosts; nothing is ever sent."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def recipients(self, programme_id: int) -> Recipients:
        """Return who is concerned by the published plan, and what is new for whom."""
        with self._database.read() as session:
            return recipients_of(session, programme_id)

    def set_language(self, *, employee_ids: Iterable[int], tongue: str | None) -> Changes:
        """Say in which language people are written to; None leaves it open."""
        if tongue is not None and tongue not in LANGUAGES:
            raise ValueError(f"language {tongue!r} is none of {', '.join(LANGUAGES)}")
        with self._database.unit_of_work(_("change the language of messages")) as unit:
            for key in employee_ids:
                existing(unit.session, Employee, key).language = tongue
        return unit.changes

    def mark_told(self, *, programme_id: int, employee_ids: Iterable[int]) -> Changes:
        """Note that people know the published version, however they were told."""
        with self._database.unit_of_work(_("note who was told"), undoable=False) as unit:
            plan = _published(unit.session, programme_id)
            _note(unit.session, plan, employee_ids, "by-hand")
        return unit.changes

    def preview(self, programme_id: int, employee_id: int, tongue: str | None = None) -> str:
        """Return the text of the message that one person would get, "" if there is no news."""
        with self._database.read() as session:
            found = recipients_of(session, programme_id)
            programme = existing(session, Programme, programme_id).name
        one = next((it for it in found.people if it.employee_id == employee_id), None)
        if one is None or found.version is None:
            return ""
        with language(one.language or tongue or current_language()):
            return _text(one, programme, found.version.number, office_of(self._settings))

    def by_mail_program(
        self, programme_id: int, employee_id: int, tongue: str | None = None
    ) -> MailLink:
        """Return the message to one person for the mail program here, without calendar files.

        Raises
        ------
        InputError
            If nothing is published.
        ConflictError
            If the plan does not concern the person any more.
        """
        with self._database.read() as session:
            plan = _published(session, programme_id)
            programme = existing(session, Programme, programme_id).name
            found = recipients_of(session, programme_id)
        one = next((it for it in found.people if it.employee_id == employee_id), None)
        if one is None:
            raise ConflictError("row-gone", table="calendar_entry", row=employee_id)
        with language(one.language or tongue or current_language()):
            text = _text(one, programme, plan.number, office_of(self._settings), attached=False)
            return mail_link(one.email, subject(programme, plan.number), text)

    def write_drafts(
        self,
        *,
        programme_id: int,
        employee_ids: Iterable[int],
        folder: Path | str,
        tongue: str | None = None,
        on_progress: Report | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> tuple[WrittenFiles, Changes]:
        """Write an e-mail draft for each person with news, and note that they were told.

        Parameters
        ----------
        tongue
            For those whose own language is not known; that of the interface by default.

        Raises
        ------
        InputError
            If nothing is published.
        """
        place, office = made_folder(folder), office_of(self._settings)
        wanted = set(employee_ids)
        with self._database.read() as session:
            plan = _published(session, programme_id)
            programme = existing(session, Programme, programme_id).name
            found = recipients_of(session, programme_id)
        people = [it for it in found.people if it.employee_id in wanted and it.needs_telling]
        names = distinct(safe_name(it.name) for it in people)
        files = []
        for done, (one, name) in enumerate(zip(people, names, strict=True), start=1):
            _look(should_stop)
            with language(one.language or tongue or current_language()):
                content = _draft(one, programme, plan, office)
            files.append(write_file(place / f"{name}.eml", content))
            if on_progress is not None:
                on_progress(done, len(people))
        with self._database.unit_of_work(_("note who was told"), undoable=False) as unit:
            _note(unit.session, plan, (it.employee_id for it in people), "draft")
        nobody = tuple(it.name for it in people if not it.has_address)
        return WrittenFiles(place, tuple(files), nobody), unit.changes

    def write_calendar_files(
        self,
        *,
        plan_id: int,
        folder: Path | str,
        on_progress: Report | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> WrittenFiles:
        """Write a calendar file for each visit and person; those published and cancelled too."""
        place, office = made_folder(folder), office_of(self._settings)
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            entries = entries_of_plan(session, plan, cancelled=True)
            people = people_of(session)
        names = distinct(_file_name(it, people[it.employee_id].name) for it in entries)
        files = []
        for done, (entry, name) in enumerate(zip(entries, names, strict=True), start=1):
            _look(should_stop)
            with language(people[entry.employee_id].language or current_language()):
                meeting = _meeting(entry, people[entry.employee_id], plan)
            files.append(write_file(place / f"{name}.ics", one_meeting(meeting, office)))
            if on_progress is not None:
                on_progress(done, len(entries))
        return WrittenFiles(place, tuple(files))

    def write_guest_entry(self, *, record_id: int, path: Path | str) -> Path:
        """Write the calendar entry of one visit for its guest.

        Raises
        ------
        InputError
            If the visit stands in the published plan no more.
        """
        office = office_of(self._settings)
        with self._database.read() as session:
            record = existing(session, VisitRecord, record_id)
            plan = _published(session, record.programme_id)
            visit = (record.employee_id, record.date, record.half)
            entries = [
                it
                for it in entries_of_plan(session, plan, cancelled=False)
                if it.part == GUEST and (it.employee_id, it.date, it.half) == visit
            ]
            if not entries:
                raise InputError("visit-not-planned")
            person = people_of(session)[record.employee_id]
            with language(person.language or current_language()):
                meeting = _meeting(entries[0], person, plan)
        return write_file(Path(path), one_meeting(meeting, office))

    def write_whole_plan(self, *, plan_id: int, path: Path | str) -> Path:
        """Write all visits of a plan in one file, for a calendar of its own."""
        office = office_of(self._settings)
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            programme = existing(session, Programme, plan.programme_id).name
            entries = entries_of_plan(session, plan, cancelled=False)
            people = people_of(session)
        meetings = [
            replace(
                _meeting(it, people[it.employee_id], plan),
                summary=f"{people[it.employee_id].name}: {title(it)}",
                attendee_email="",
            )
            for it in entries
            if it.part == GUEST
        ]
        return write_file(Path(path), whole_plan(meetings, office, programme))


def _note(session: Session, plan: PlanVersion, employee_ids: Iterable[int], how: str) -> None:
    now, who = dt.datetime.now(dt.UTC).replace(tzinfo=None), user_name()
    for key in employee_ids:
        session.add(Told(plan_id=plan.id, employee_id=key, at=now, who=who, how=how))


def _published(session: Session, programme_id: int) -> PlanVersion:
    plan = newest_plan(session, programme_id, PUBLISHED)
    if plan is None:
        name = existing(session, Programme, programme_id).name
        raise InputError("nothing-published", programme=name)
    return plan


def _meeting(entry: Entry, person: Any, plan: PlanVersion) -> Meeting:
    published = plan.status == PUBLISHED
    at = plan.published_at or plan.created_at
    version = version_line(plan.number, published=published)
    return Meeting(
        uid=entry.uid,
        sequence=entry.sequence,
        date=entry.date,
        half=entry.half,
        summary=title(entry),
        description=description(entry, version),
        location=entry.place,
        attendee=person.name,
        attendee_email=person.email or "",
        stamp=at.replace(tzinfo=dt.UTC, microsecond=0),
        cancelled=entry.news == "cancelled",
        tentative=not published,
    )


def _draft(one: Recipient, programme: str, plan: PlanVersion, office: Office) -> bytes:
    news = [it for it in one.entries if it.news != "same"]
    meetings = [_meeting(it, one, plan) for it in news]
    names = distinct(_file_name(it, "") for it in news)
    return draft_file(
        Draft(
            to_name=one.name,
            to_address=one.email,
            from_name=office.organiser,
            from_address=office.organiser_email,
            subject=subject(programme, plan.number),
            text=_text(one, programme, plan.number, office),
            attached=[
                calendar_file(f"{name}.ics", one_meeting(meeting, office), method_of(meeting))
                for name, meeting in zip(names, meetings, strict=True)
            ],
        )
    )


def _text(
    one: Recipient, programme: str, number: int, office: Office, *, attached: bool = True
) -> str:
    signed = ", ".join(part for part in (office.organiser, office.company) if part)
    return message_text(
        name=one.name,
        programme=programme,
        number=number,
        entries=one.entries,
        signed=signed,
        attached=attached,
    )


def _file_name(entry: Entry, person: str) -> str:
    half = _("a.m.") if entry.half == "am" else _("p.m.")
    where = entry.other if entry.part == HOST else entry.department
    gone = _("cancelled") if entry.news == "cancelled" else ""
    parts = [person, f"{entry.date.isoformat()} {half.replace('.', '')}", where, gone]
    return safe_name(", ".join(part for part in parts if part))


def _look(should_stop: Callable[[], bool] | None) -> None:
    if should_stop is not None and should_stop():
        raise Interrupted
