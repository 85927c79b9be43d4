"""Ideas: the way to an answer and to done, votes, comments, likely duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.db.after_visit import Idea, IdeaComment, IdeaVote, VisitRecord
from app.db.models import Department, Employee, Role
from app.domain.ideas import UNANSWERED, Age, IdeaStatus, age, may_move
from app.domain.names import fold
from app.errors import InputError
from app.i18n import _
from app.services.editing import change_row, existing, required, within
from app.services.idea_writing import new_idea, utc_now

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database

ALIKE = 72.0
"""Likeness of two titles, 0 to 100, from which on they are shown as likely duplicates."""


_EDITABLE = frozenset(
    (
        *("title", "text", "owner_id", "answer_by", "effort", "effect", "kpi"),
        *("expected_hours", "expected_money", "measured_hours", "measured_money", "measured_kpi"),
    )
)


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea as board and list show it; ``moved_at`` is UTC, ``age`` as of the day asked for."""

    id: int
    version: int
    title: str
    text: str
    status: str
    department_id: int
    department: str
    short_name: str
    hue: int
    role_id: int | None
    role: str
    record_id: int | None
    reflection_id: int | None
    programme_id: int | None
    author_id: int | None
    author: str
    author_email: str
    author_language: str | None
    owner_id: int | None
    owner: str
    owner_email: str
    created_on: dt.date
    moved_at: dt.datetime
    answered_at: dt.datetime | None
    answer_by: dt.date
    answer: str
    effort: int
    effect: int
    kpi: str
    expected_hours: int | None
    expected_money: int | None
    measured_hours: int | None
    measured_money: int | None
    measured_kpi: str
    merged_into_id: int | None
    author_told_at: dt.datetime | None
    votes: int
    comments: int
    age: Age


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody said about an idea; ``at`` is UTC."""

    id: int
    version: int
    author: str
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """An idea whose title is like another's, 0 to 100."""

    idea_id: int
    title: str
    likeness: float


class IdeaService:
    """What can be done with ideas; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def ideas(
        self,
        *,
        today: dt.date,
        programme_id: int | None = None,
        department_id: int | None = None,
        owner_id: int | None = None,
        author_id: int | None = None,
        search: str = "",
        merged: bool = False,
    ) -> list[IdeaRow]:
        """Return ideas, what is due first first.

        Parameters
        ----------
        search
            Words that all must occur in title or text, in any case, ё as е.
        merged
            Whether ideas merged into others are among them.
        """
        conditions: list[Any] = [] if merged else [Idea.merged_into_id.is_(None)]
        wanted = {
            VisitRecord.programme_id: programme_id,
            Idea.department_id: department_id,
            Idea.owner_id: owner_id,
            Idea.author_id: author_id,
        }
        conditions += [column == key for column, key in wanted.items() if key is not None]
        conditions += [Idea.folded.contains(word, autoescape=True) for word in fold(search).split()]
        with self._database.read() as session:
            return _idea_rows(session, conditions, today)

    def idea(self, idea_id: int, *, today: dt.date) -> IdeaRow:
        """Return one idea."""
        with self._database.read() as session:
            existing(session, Idea, idea_id)
            return _idea_rows(session, [Idea.id == idea_id], today)[0]

    def comments(self, idea_id: int) -> list[CommentRow]:
        """Return what was said about an idea, the oldest first."""
        with self._database.read() as session:
            return [
                CommentRow(row.id, row.version, row.author, row.text, row.at)
                for row in session.scalars(
                    select(IdeaComment)
                    .where(IdeaComment.idea_id == idea_id)
                    .order_by(IdeaComment.at, IdeaComment.id)
                )
            ]

    def voters(self, idea_id: int) -> list[tuple[int, str]]:
        """Return who voted for an idea, by name."""
        with self._database.read() as session:
            rows = session.execute(
                select(Employee.id, Employee.name)
                .join(IdeaVote, IdeaVote.employee_id == Employee.id)
                .where(IdeaVote.idea_id == idea_id)
            )
            return sorted(((key, name) for key, name in rows), key=lambda row: fold(row[1]))

    def likely_duplicates(
        self, title: str, *, except_id: int | None = None, most: int = 5
    ) -> list[LikelyDuplicate]:
        """Return ideas whose titles share most words with ``title``, the likeliest first."""
        if not fold(title):
            return []
        with self._database.read() as session:
            rows = session.execute(
                select(Idea.id, Idea.title).where(Idea.merged_into_id.is_(None)).order_by(Idea.id)
            )
            titles = {key: text for key, text in rows if key != except_id}
        found = process.extract(
            fold(title),
            {key: fold(text) for key, text in titles.items()},
            scorer=fuzz.token_set_ratio,
            score_cutoff=ALIKE,
            limit=most,
        )
        return [LikelyDuplicate(key, titles[key], likeness) for _text, likeness, key in found]

    # Writing

    def add(
        self,
        *,
        title: str,
        department_id: int,
        text: str = "",
        author_id: int | None = None,
        country: str | None = None,
        today: dt.date | None = None,
    ) -> tuple[int, Changes]:
        """Add an idea that no reflection brought."""
        with self._database.unit_of_work(_("add idea {title}").format(title=title)) as unit:
            existing(unit.session, Department, department_id)
            row = new_idea(
                unit.session,
                title=title,
                text=text,
                department_id=department_id,
                author_id=author_id,
                country=country,
                today=today,
            )
        return row.id, unit.changes

    def change(self, *, idea_id: int, shown_version: int | None, **fields: Any) -> Changes:
        """Change fields of an idea.

        Raises
        ------
        InputError
            If the title is empty, effort or effect lie outside 0 … 5, or hours or money below 0.
        """
        if unknown := fields.keys() - _EDITABLE:
            raise TypeError(f"an idea has no {', '.join(sorted(unknown))} to change")
        if "title" in fields:
            fields["title"] = required(fields["title"], "title")
        for name in ("effort", "effect"):
            within(fields.get(name), name, 0, 5)
        for name in ("expected_hours", "expected_money", "measured_hours", "measured_money"):
            within(fields.get(name), name, 0, 10**12)
        with self._database.unit_of_work("") as unit:
            row = change_row(unit.session, Idea, idea_id, shown_version, fields)
            row.folded = fold(f"{row.title} {row.text}")
            unit.label = _("change idea {title}").format(title=row.title)
        return unit.changes

    def move(
        self, *, idea_id: int, shown_version: int | None, to: IdeaStatus, answer: str = ""
    ) -> Changes:
        """Move an idea on; ``answer`` is what its author is told.

        Raises
        ------
        InputError
            If the way does not lead there, or an idea is declined without a reason.
        """
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Idea, idea_id)
            if not may_move(IdeaStatus(row.status), to):
                raise InputError("idea-move", title=row.title, status=row.status, to=to.value)
            if to is IdeaStatus.DECLINED and not answer.strip():
                raise InputError("idea-reason-missing", title=row.title)
            now = utc_now()
            values: dict[str, Any] = {"status": to.value, "moved_at": now}
            if answer.strip():
                values["answer"] = answer.strip()
            if to in UNANSWERED:
                values["answered_at"] = None
            elif row.answered_at is None:
                values["answered_at"] = now
            change_row(unit.session, Idea, idea_id, shown_version, values)
            unit.label = _("move idea {title}").format(title=row.title)
        return unit.changes

    def vote(self, *, idea_id: int, employee_id: int, on: bool = True) -> Changes:
        """Vote for an idea, or take the vote back."""
        with self._database.unit_of_work("") as unit:
            session = unit.session
            title = existing(session, Idea, idea_id).title
            unit.label = _("vote for idea {title}").format(title=title)
            row = session.scalar(
                select(IdeaVote).where(
                    IdeaVote.idea_id == idea_id, IdeaVote.employee_id == employee_id
                )
            )
            if on and row is None:
                session.add(IdeaVote(idea_id=idea_id, employee_id=employee_id))
            elif row is not None and not on:
                session.delete(row)
        return unit.changes

    def comment(self, *, idea_id: int, author: str, text: str) -> tuple[int, Changes]:
        """Say something about an idea."""
        with self._database.unit_of_work("") as unit:
            title = existing(unit.session, Idea, idea_id).title
            unit.label = _("comment on idea {title}").format(title=title)
            row = IdeaComment(
                idea_id=idea_id, author=author, text=required(text, "comment"), at=utc_now()
            )
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def merge(self, *, idea_id: int, into_id: int) -> Changes:
        """Make one idea part of another: its votes go there, its author is answered from there.

        Raises
        ------
        InputError
            If both are the same, or one of them is part of the other already.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            row, into = existing(session, Idea, idea_id), existing(session, Idea, into_id)
            unit.label = _("merge idea {title}").format(title=row.title)
            if idea_id == into_id or into.merged_into_id is not None:
                raise InputError("idea-merge-loop", title=row.title)
            voted = set(
                session.scalars(select(IdeaVote.employee_id).where(IdeaVote.idea_id == into_id))
            )
            for vote in session.scalars(select(IdeaVote).where(IdeaVote.idea_id == idea_id)):
                if vote.employee_id in voted:
                    session.delete(vote)
                else:
                    vote.idea_id = into_id
            for part in session.scalars(select(Idea).where(Idea.merged_into_id == idea_id)):
                part.merged_into_id = into_id
            row.merged_into_id = into_id
        return unit.changes

    def remove(self, *, idea_id: int) -> Changes:
        """Remove an idea with its votes and comments."""
        with self._database.unit_of_work("") as unit:
            session = unit.session
            row = existing(session, Idea, idea_id)
            unit.label = _("remove idea {title}").format(title=row.title)
            for kind in (IdeaVote, IdeaComment):
                for one in session.scalars(select(kind).where(kind.idea_id == idea_id)):
                    session.delete(one)
            for part in session.scalars(select(Idea).where(Idea.merged_into_id == idea_id)):
                part.merged_into_id = None
            session.flush()
            session.delete(row)
        return unit.changes

    def note_told(self, idea_ids: list[int]) -> Changes:
        """Note that their authors were told what became of ideas; mails may have gone out."""
        with self._database.unit_of_work(_("answers to authors"), undoable=False) as unit:
            now = utc_now()
            for key in idea_ids:
                existing(unit.session, Idea, key).author_told_at = now
        return unit.changes


def _idea_rows(session: Session, conditions: list[Any], today: dt.date) -> list[IdeaRow]:
    author, owner = aliased(Employee), aliased(Employee)
    votes = select(func.count(IdeaVote.id)).where(IdeaVote.idea_id == Idea.id).scalar_subquery()
    said = select(func.count(IdeaComment.id)).where(IdeaComment.idea_id == Idea.id)
    own = [name for name in IdeaRow.__slots__ if hasattr(Idea, name)]
    rows = session.execute(
        select(
            *(getattr(Idea, name) for name in own),
            Department.name.label("department"),
            Department.short_name,
            Department.hue,
            func.coalesce(Role.title, "").label("role"),
            VisitRecord.programme_id,
            func.coalesce(author.name, "").label("author"),
            func.coalesce(author.email, "").label("author_email"),
            author.language.label("author_language"),
            func.coalesce(owner.name, "").label("owner"),
            func.coalesce(owner.email, "").label("owner_email"),
            votes.label("votes"),
            said.scalar_subquery().label("comments"),
        )
        .join(Department, Department.id == Idea.department_id)
        .outerjoin(Role, Role.id == Idea.role_id)
        .outerjoin(VisitRecord, VisitRecord.id == Idea.record_id)
        .outerjoin(author, author.id == Idea.author_id)
        .outerjoin(owner, owner.id == Idea.owner_id)
        .where(*conditions)
        .order_by(Idea.answer_by, Idea.id)
    ).mappings()
    return [
        IdeaRow(**row, age=age(IdeaStatus(row["status"]), row["answer_by"], today)) for row in rows
    ]
