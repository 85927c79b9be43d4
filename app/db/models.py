"""The mapped classes: what the database holds.

Every row that people edit carries ``version``, which is counted up at each change; a save that was
made on an older version is refused.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import EditedRow, Row, to

EVERY_HALF_DAY = (1 << 14) - 1


class Department(EditedRow):
    """Who receives and who sends guests."""

    __tablename__ = "department"

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str] = mapped_column(default="")
    hue: Mapped[int] = mapped_column(default=0)
    location: Mapped[str] = mapped_column(default="")
    what_we_do: Mapped[str] = mapped_column(default="")
    whom_we_serve: Mapped[str] = mapped_column(default="")
    how_measured: Mapped[str] = mapped_column(default="")
    what_we_refuse: Mapped[str] = mapped_column(default="")
    our_day: Mapped[str] = mapped_column(default="")
    our_words: Mapped[str] = mapped_column(default="")
    reception_capacity: Mapped[int | None]
    headcount: Mapped[int | None]


class Employee(EditedRow):
    """A person of the staff list; ``folded`` is what search and comparison use.

    ``language`` is that of messages to the person; None leaves it to whoever writes them.
    """

    __tablename__ = "employee"

    personnel_number: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    email: Mapped[str | None] = mapped_column(index=True)
    department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    job_title: Mapped[str] = mapped_column(default="")
    level: Mapped[int | None]
    level_by_hand: Mapped[bool] = mapped_column(default=False)
    manager: Mapped[str] = mapped_column(default="")
    hire_date: Mapped[dt.date | None]
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str | None]


class Role(EditedRow):
    """A role that guests fill.

    ``open_half_days`` has bit weekday × 2 + (1 in the afternoon) set for each open half-day of a
    week from Monday; ``proposed`` is true until a person has changed what an import proposed.
    """

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("department_id", "folded"),)

    department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    title: Mapped[str]
    folded: Mapped[str]
    level: Mapped[int] = mapped_column(default=1)
    capacity: Mapped[int | None] = mapped_column(default=1)
    host_capacity: Mapped[int | None] = mapped_column(default=1)
    what_you_do: Mapped[str] = mapped_column(default="")
    what_to_bring: Mapped[str] = mapped_column(default="")
    meeting_place: Mapped[str] = mapped_column(default="")
    open_half_days: Mapped[int] = mapped_column(default=EVERY_HALF_DAY)
    proposed: Mapped[bool] = mapped_column(default=False)


class RoleHost(Row):
    """A person who may receive the guests of a role."""

    __tablename__ = "role_host"
    __table_args__ = (UniqueConstraint("role_id", "employee_id"),)

    role_id: Mapped[int] = mapped_column(to("role.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)


class Absence(EditedRow):
    """Half-days on which a person can be neither guest nor host, both ends included."""

    __tablename__ = "absence"

    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    from_date: Mapped[dt.date]
    from_half: Mapped[str] = mapped_column(default="am")
    to_date: Mapped[dt.date]
    to_half: Mapped[str] = mapped_column(default="pm")


class Surprise(EditedRow):
    """What surprised a guest in a department; ``state`` is "new", "taken-up" or "set-aside"."""

    __tablename__ = "surprise"

    department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    employee_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    at: Mapped[dt.datetime]
    text: Mapped[str]
    state: Mapped[str] = mapped_column(default="new")
    answer: Mapped[str] = mapped_column(default="")


class Programme(EditedRow):
    """A horizon with its half-days; ``rules`` and ``weights`` hold what is not the default."""

    __tablename__ = "programme"

    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    from_date: Mapped[dt.date]
    to_date: Mapped[dt.date]
    country: Mapped[str | None]
    mornings: Mapped[bool] = mapped_column(default=True)
    afternoons: Mapped[bool] = mapped_column(default=True)
    visits: Mapped[int] = mapped_column(default=2)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    weights: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    fair_hosting: Mapped[int | None]
    keep_published_first: Mapped[bool] = mapped_column(default=False)


class ClosedDay(Row):
    """A half-day that the company closes though the calendar opens it, or the reverse."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("programme_id", "date", "half"),)

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    date: Mapped[dt.date]
    half: Mapped[str]
    open: Mapped[bool] = mapped_column(default=False)


class Pair(EditedRow):
    """A priority pair of departments."""

    __tablename__ = "pair"
    __table_args__ = (UniqueConstraint("programme_id", "from_department_id", "to_department_id"),)

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    from_department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    to_department_id: Mapped[int] = mapped_column(to("department.id"), index=True)
    minimum: Mapped[int] = mapped_column(default=0)
    weight: Mapped[int] = mapped_column(default=1)


class SignUp(EditedRow):
    """A participant of a programme, and how many visits are wanted."""

    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("programme_id", "employee_id"),)

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    target_visits: Mapped[int]


class Wish(EditedRow):
    """A wish −2..+2 for a department or a role."""

    __tablename__ = "wish"
    __table_args__ = (
        UniqueConstraint("programme_id", "employee_id", "department_id", "role_id"),
        CheckConstraint("(department_id IS NULL) <> (role_id IS NULL)", name="one_goal"),
    )

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(to("department.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(to("role.id"), index=True)
    value: Mapped[int]


class NoGo(EditedRow):
    """A department or a role into which a person is never sent."""

    __tablename__ = "no_go"
    __table_args__ = (
        UniqueConstraint("programme_id", "employee_id", "department_id", "role_id"),
        CheckConstraint("(department_id IS NULL) <> (role_id IS NULL)", name="one_goal"),
    )

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(to("department.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(to("role.id"), index=True)


class PersonPair(Row):
    """Two people who go together, or never meet; ``kind`` is "together" or "apart"."""

    __tablename__ = "person_pair"
    __table_args__ = (UniqueConstraint("programme_id", "kind", "first_id", "second_id"),)

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    kind: Mapped[str]
    first_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    second_id: Mapped[int] = mapped_column(to("employee.id"), index=True)


class PlanVersion(EditedRow):
    """A plan: draft, published, or superseded by a later one."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    programme_id: Mapped[int] = mapped_column(to("programme.id"))
    number: Mapped[int]
    status: Mapped[str] = mapped_column(default="draft")
    created_at: Mapped[dt.datetime]
    note: Mapped[str] = mapped_column(default="")
    seed: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    solver_status: Mapped[str] = mapped_column(default="feasible")
    tiers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    terms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)
    published_at: Mapped[dt.datetime | None]
    published_by: Mapped[str | None]


class Visit(EditedRow):
    """A guest in a role for a half-day, received by a host."""

    __tablename__ = "visit"

    plan_id: Mapped[int] = mapped_column(to("plan_version.id"), index=True)
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    role_id: Mapped[int] = mapped_column(to("role.id"), index=True)
    date: Mapped[dt.date]
    half: Mapped[str]
    host_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    pinned: Mapped[bool] = mapped_column(default=False)


class CalendarEntry(Row):
    """What stands in the calendar of one person for one published visit, ever the same by ``uid``.

    ``part`` is "guest" or "host", ``other_id`` the person on the other side. ``since`` and
    ``changed_in`` are numbers of published versions; ``sequence`` counts the changes.
    """

    __tablename__ = "calendar_entry"

    programme_id: Mapped[int] = mapped_column(to("programme.id"), index=True)
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    part: Mapped[str]
    other_id: Mapped[int | None] = mapped_column(to("employee.id"), index=True)
    role_id: Mapped[int] = mapped_column(to("role.id"), index=True)
    date: Mapped[dt.date]
    half: Mapped[str]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    since: Mapped[int]
    changed_in: Mapped[int]
    cancelled: Mapped[bool] = mapped_column(default=False)


class Told(Row):
    """Who was told which version of a plan, when and by whom; ``how`` is "draft" or "file"."""

    __tablename__ = "told"

    plan_id: Mapped[int] = mapped_column(to("plan_version.id"), index=True)
    employee_id: Mapped[int] = mapped_column(to("employee.id"), index=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    how: Mapped[str]


class History(Row):
    """What was changed: one line a row, written in the transaction of the change itself.

    ``batch`` is common to the lines of one act; ``before`` is null for a new row, ``after`` for a
    removed one.
    """

    __tablename__ = "history"

    at: Mapped[dt.datetime]
    who: Mapped[str]
    what: Mapped[str]
    batch: Mapped[str] = mapped_column(index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
