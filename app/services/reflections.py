"""Reflections: drafts that save themselves, what was sent, reading and searching it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import aliased

from app.db.after_visit import Idea, PrivateNote, Reflection, ReflectionDraft, VisitRecord
from app.db.models import Department, Employee, Role
from app.domain.names import fold
from app.domain.reflections import BEST_RATING, RATINGS, Answers, Outcome, Source
from app.errors import InputError
from app.i18n import _
from app.services.editing import change_row, existing, within
from app.services.idea_writing import add_idea, utc_now
from app.services.visit_records import record_rows

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database

_ANSWERED = tuple(one.name for one in fields(Answers) if one.name != "ideas")


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What is being written about a visit; ``saved_at`` is UTC."""

    answers: Answers
    saved_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SentReflection:
    """What became of answers that came in.

    Attributes
    ----------
    reflection_id
        The reflection that holds them now.
    new
        False if just these answers were there already: nothing was written.
    """

    reflection_id: int
    edition: int
    new: bool
    changes: Changes


@dataclass(frozen=True, slots=True)
class ReflectionRow:
    """The newest reflection of a visit as readers see it; ``sent_at`` is UTC."""

    id: int
    version: int
    record_id: int
    edition: int
    source: str
    sent_at: dt.datetime
    programme_id: int
    employee_id: int
    employee: str
    home: str
    department_id: int
    department: str
    hue: int
    role: str
    level: int
    host: str
    date: dt.date
    half: str
    did: str
    surprised: str
    differently: str
    in_their_way: str
    take_home: str
    theme: str
    preparation: int
    hosting: int
    quotable: bool
    host_did: str
    host_noticed: str
    host_rating: int


class ReflectionService:
    """What can be done with reflections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Writing

    def draft(self, record_id: int) -> DraftRow | None:
        """Return what was being written about a visit, None if nothing was."""
        with self._database.read() as session:
            row = _draft(session, record_id)
            if row is None:
                return None
            return DraftRow(Answers.of_document(row.content), row.saved_at)

    def save_draft(self, record_id: int, answers: Answers) -> dt.datetime:
        """Keep what is being written; return when, in UTC.

        Drafts are nobody else's business: neither history nor undo knows them.
        """
        now = utc_now()
        with self._database.unit_of_work("", undoable=False) as unit:
            existing(unit.session, VisitRecord, record_id)
            row = _draft(unit.session, record_id)
            if row is None:
                row = ReflectionDraft(record_id=record_id)
                unit.session.add(row)
            row.saved_at = now
            row.content = answers.document()
        return now

    def private_note(self, record_id: int) -> str:
        """Return the part that only the guest of the visit may see."""
        with self._database.read() as session:
            row = session.scalar(select(PrivateNote).where(PrivateNote.record_id == record_id))
            return row.text if row else ""

    def save_private_note(self, record_id: int, text: str) -> None:
        """Keep the part that only the guest of the visit may see."""
        with self._database.unit_of_work("", undoable=False) as unit:
            row = unit.session.scalar(select(PrivateNote).where(PrivateNote.record_id == record_id))
            if row is None:
                existing(unit.session, VisitRecord, record_id)
                row = PrivateNote(record_id=record_id)
                unit.session.add(row)
            row.text = text

    def send(
        self, *, record_id: int, answers: Answers, source: Source, cancelled: bool = True
    ) -> SentReflection:
        """Keep answers as the newest edition, with the ideas in them; the draft goes.

        Answers equal to the newest edition write nothing. Ideas that an earlier edition has brought
        in already are not brought in again.

        Parameters
        ----------
        cancelled
            Whether answers on a visit are taken that did not take place or is planned no more: true
            for what comes in on paper, since it shows that somebody was there.

        Raises
        ------
        InputError
            If nothing was answered, a rating lies outside 0 … 5, or the visit was cancelled.
        """
        if answers.is_empty:
            raise InputError("reflection-empty")
        for name in RATINGS:
            within(getattr(answers, name), name, 0, BEST_RATING)
        with self._database.unit_of_work("") as unit:
            session = unit.session
            record = existing(session, VisitRecord, record_id)
            name = existing(session, Employee, record.employee_id).name
            unit.label = _("reflection of {name}").format(name=name)
            before = _newest(session, record_id)
            if not cancelled and before is None:
                _see_that_it_stands(session, record_id)
            fresh = [idea.titled for idea in answers.ideas if not idea.is_empty]
            if before is not None:
                known = _ideas_brought(session, record_id)
                fresh = [idea for idea in fresh if fold(idea.title) not in known]
            if before is not None and _same(before, answers) and not fresh:
                row, new = before, False
            else:
                row, new = _add(session, record, before, answers, source), True
            for idea in fresh:
                add_idea(session, record=record, reflection_id=row.id, idea=idea)
            _drop_draft(session, record_id)
        return SentReflection(row.id, row.edition, new, unit.changes)

    def has(self, record_id: int, answers: Answers) -> bool:
        """Tell whether just these answers were sent already, in whichever edition."""
        with self._database.read() as session:
            known = _ideas_brought(session, record_id)
            editions = select(Reflection).where(Reflection.record_id == record_id)
            return any(_same(row, answers) for row in session.scalars(editions)) and all(
                fold(idea.titled.title) in known for idea in answers.ideas if not idea.is_empty
            )

    def set_quotable(
        self, *, reflection_id: int, shown_version: int | None, quotable: bool
    ) -> Changes:
        """Choose a reflection for the quotes of the report, or no more."""
        with self._database.unit_of_work(_("choose a quote")) as unit:
            values = {"quotable": quotable}
            change_row(unit.session, Reflection, reflection_id, shown_version, values)
        return unit.changes

    # Reading

    def reflections(
        self,
        *,
        programme_id: int | None = None,
        department_id: int | None = None,
        theme: str | None = None,
        search: str = "",
    ) -> list[ReflectionRow]:
        """Return the newest reflection of each visit, the newest visit first.

        Parameters
        ----------
        department_id
            The department visited.
        search
            Words that all must occur, in any case, ё as е.
        """
        with self._database.read() as session:
            return _reflection_rows(session, programme_id, department_id, theme, search)

    def editions(self, record_id: int) -> list[tuple[int, dt.datetime, Answers]]:
        """Return every edition of a visit's reflection, the oldest first."""
        with self._database.read() as session:
            return [
                (row.edition, row.sent_at, _answers(row))
                for row in session.scalars(
                    select(Reflection)
                    .where(Reflection.record_id == record_id)
                    .order_by(Reflection.edition)
                )
            ]

    def themes(self, programme_id: int | None = None) -> list[str]:
        """Return the themes that guests named, each once, by name."""
        found = {row.theme for row in self.reflections(programme_id=programme_id) if row.theme}
        return sorted(found, key=fold)


def _draft(session: Session, record_id: int) -> ReflectionDraft | None:
    return session.scalar(select(ReflectionDraft).where(ReflectionDraft.record_id == record_id))


def _drop_draft(session: Session, record_id: int) -> None:
    session.execute(delete(ReflectionDraft).where(ReflectionDraft.record_id == record_id))


def _see_that_it_stands(session: Session, record_id: int) -> None:
    [row] = record_rows(session, record_id=record_id)
    if not row.planned or row.outcome == Outcome.MISSED:
        raise InputError("visit-cancelled", department=row.department)


def _newest(session: Session, record_id: int) -> Reflection | None:
    return session.scalar(
        select(Reflection).where(Reflection.record_id == record_id, Reflection.latest.is_(True))
    )


def _answers(row: Reflection) -> Answers:
    return Answers(**{name: getattr(row, name) for name in _ANSWERED})


def _same(row: Reflection, answers: Answers) -> bool:
    return all(getattr(row, name) == getattr(answers, name) for name in _ANSWERED)


def _ideas_brought(session: Session, record_id: int) -> set[str]:
    titles = session.scalars(select(Idea.title).where(Idea.record_id == record_id))
    return {fold(title) for title in titles}


def _add(
    session: Session,
    record: VisitRecord,
    before: Reflection | None,
    answers: Answers,
    source: Source,
) -> Reflection:
    if before is not None:
        before.latest = False
    record.outcome = Outcome.HELD.value
    record.missed_reason = ""
    row = Reflection(
        record_id=record.id,
        edition=before.edition + 1 if before else 1,
        source=source.value,
        sent_at=utc_now(),
        folded=answers.searchable,
        **{name: getattr(answers, name) for name in _ANSWERED},
    )
    session.add(row)
    session.flush()
    return row


def _reflection_rows(
    session: Session,
    programme_id: int | None,
    department_id: int | None,
    theme: str | None,
    search: str,
) -> list[ReflectionRow]:
    guest, host, home = aliased(Employee), aliased(Employee), aliased(Department)
    own = [name for name in ReflectionRow.__slots__ if hasattr(Reflection, name)]
    of_visit = ("programme_id", "employee_id", "date", "half", "host_did", "host_noticed")
    wanted = (
        select(
            *(getattr(Reflection, name) for name in own),
            *(getattr(VisitRecord, name) for name in (*of_visit, "host_rating")),
            guest.name.label("employee"),
            home.name.label("home"),
            Role.department_id,
            Department.name.label("department"),
            Department.hue,
            Role.title.label("role"),
            Role.level,
            host.name.label("host"),
        )
        .join(VisitRecord, VisitRecord.id == Reflection.record_id)
        .join(guest, guest.id == VisitRecord.employee_id)
        .join(home, home.id == guest.department_id)
        .join(Role, Role.id == VisitRecord.role_id)
        .join(Department, Department.id == Role.department_id)
        .outerjoin(host, host.id == VisitRecord.host_id)
        .where(Reflection.latest.is_(True))
    )
    if programme_id is not None:
        wanted = wanted.where(VisitRecord.programme_id == programme_id)
    if department_id is not None:
        wanted = wanted.where(Role.department_id == department_id)
    if theme is not None:
        wanted = wanted.where(Reflection.theme == theme)
    for word in fold(search).split():
        # Folded beforehand: databases fold ASCII only, and not alike.
        wanted = wanted.where(Reflection.folded.contains(word, autoescape=True))
    rows = session.execute(wanted).mappings()
    found = [ReflectionRow(**{**row, "host": row["host"] or ""}) for row in rows]
    return sorted(found, key=lambda row: (row.date, row.half, row.id), reverse=True)
