"""The mapped classes of what comes after a visit: its record, reflections, ideas."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import EditedRow, Row, to


class VisitRecord(EditedRow):
    """A published visit by its code, and how it turned out.

    It stays when a later version of the plan moves the visit away: what was written about it is
    never lost. ``missed_reason`` says why a visit did not take place.
    """

    __tablename__ = "visit_record"
    __table_args__ = (UniqueConstraint("programme_id", "employee_id", "role_id", "date", "half"),)

    code: Mapped[str] = mapped_column(unique=True)
    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    role_id: Mapped[int] = mapped_column(to("role.id"), index=True)
    host_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    date: Mapped[dt.date]
    half: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="expected")
    missed_reason: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[dt.datetime | None]
    host_did: Mapped[str] = mapped_column(default="")
    host_noticed: Mapped[str] = mapped_column(default="")
    host_rating: Mapped[int] = mapped_column(default=0)


class Reflection(EditedRow):
    """What a guest wrote about a visit; a second copy is a new edition, never an overwrite."""

    __tablename__ = "reflection"
    __table_args__ = (UniqueConstraint("record_id", "edition"),)

    record_id: Mapped[int] = mapped_column(to("visit_record.id"))
    edition: Mapped[int] = mapped_column(default=1)
    latest: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str]
    sent_at: Mapped[dt.datetime]
    did: Mapped[str] = mapped_column(default="")
    surprised: Mapped[str] = mapped_column(default="")
    differently: Mapped[str] = mapped_column(default="")
    in_their_way: Mapped[str] = mapped_column(default="")
    take_home: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    preparation: Mapped[int] = mapped_column(default=0)
    hosting: Mapped[int] = mapped_column(default=0)
    quotable: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(default="")


class ReflectionDraft(Row):
    """What is being written, saved by itself; not in history, since nobody has sent it yet."""

    __tablename__ = "reflection_draft"
    __recorded__ = False

    record_id: Mapped[int] = mapped_column(to("visit_record.id"), unique=True)
    saved_at: Mapped[dt.datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class PrivateNote(Row):
    """The part of a reflection that only its writer sees; not in history."""

    __tablename__ = "private_note"
    __recorded__ = False

    record_id: Mapped[int] = mapped_column(to("visit_record.id"), unique=True)
    text: Mapped[str] = mapped_column(default="")


class Photo(Row):
    """A picture for the presentation of a visit."""

    __tablename__ = "photo"
    __recorded__ = False

    record_id: Mapped[int] = mapped_column(to("visit_record.id"), index=True)
    name: Mapped[str]
    content: Mapped[bytes]


class Idea(EditedRow):
    """A proposal for a department; ``answer_by`` and ``owner_id`` are set from the first minute.

    ``author_id`` is the guest who proposed it; hours are saved a month, money a year, in the
    company's own currency. ``merged_into_id`` names the idea that this one was found to repeat.
    """

    __tablename__ = "idea"

    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(to("role.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(to("visit_record.id"), index=True)
    reflection_id: Mapped[int | None] = mapped_column(to("reflection.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    status: Mapped[str] = mapped_column(default="new")
    created_on: Mapped[dt.date]
    moved_at: Mapped[dt.datetime]
    answered_at: Mapped[dt.datetime | None]
    answer_by: Mapped[dt.date]
    answer: Mapped[str] = mapped_column(default="")
    effort: Mapped[int] = mapped_column(default=0)
    effect: Mapped[int] = mapped_column(default=0)
    kpi: Mapped[str] = mapped_column(default="")
    expected_hours: Mapped[int | None]
    expected_money: Mapped[int | None]
    measured_hours: Mapped[int | None]
    measured_money: Mapped[int | None]
    measured_kpi: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(to("idea.id"), index=True)
    author_told_at: Mapped[dt.datetime | None]


class IdeaVote(Row):
    """A person who wants an idea to come true."""

    __tablename__ = "idea_vote"
    __table_args__ = (UniqueConstraint("idea_id", "employee_id"),)

    idea_id: Mapped[int] = mapped_column(to("idea.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)


class IdeaComment(EditedRow):
    """What somebody said about an idea."""

    __tablename__ = "idea_comment"

    idea_id: Mapped[int] = mapped_column(to("idea.id"), index=True)
    author: Mapped[str]
    text: Mapped[str]
    at: Mapped[dt.datetime]
