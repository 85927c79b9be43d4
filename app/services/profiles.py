"""Who a department is and what its roles are about, and what surprised those who came to see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.db.models import Department, Employee, Role, Surprise
from app.db.queries import role_rows
from app.domain.names import fold
from app.errors import ConflictError, InputError
from app.i18n import _
from app.services.editing import change_row, existing, required
from app.services.surprises import surprise_rows, told_in_reflection

if TYPE_CHECKING:
    from app.changes import Changes
    from app.db.queries import DepartmentRow, RoleRow
    from app.db.session import Database
    from app.services.surprises import SurpriseRow

PROFILE_FIELDS = (
    "what_we_do",
    "whom_we_serve",
    "how_measured",
    "what_we_refuse",
    "our_day",
    "our_words",
)
STATES = ("new", "taken-up", "set-aside")


@dataclass(frozen=True, slots=True)
class DepartmentProfile:
    """Who a department is, in its own words; what nobody has written is empty."""

    department_id: int
    name: str
    short_name: str
    hue: int
    location: str
    what_we_do: str
    whom_we_serve: str
    how_measured: str
    what_we_refuse: str
    our_day: str
    our_words: str


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What a guest should know of a role and of the department that it belongs to."""

    role_id: int
    title: str
    level: int
    what_you_do: str
    what_to_bring: str
    meeting_place: str
    hosts: tuple[str, ...]
    open_half_days: int
    department: DepartmentProfile


class ProfileService:
    """Role cards and department profiles to read, surprises to take up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def role_card(self, role_id: int) -> RoleCard:
        """Return the card of a role.

        Raises
        ------
        ConflictError
            If somebody has removed the role.
        """
        with self._database.read() as session:
            role = existing(session, Role, role_id)
            row = next(it for it in role_rows(session, role.department_id) if it.id == role_id)
            return card_of(row, existing(session, Department, role.department_id))

    def role_cards(self, department_id: int) -> list[RoleCard]:
        """Return the cards of all roles of a department, from the lowest level up."""
        with self._database.read() as session:
            department = existing(session, Department, department_id)
            return [card_of(row, department) for row in role_rows(session, department_id)]

    def surprises(self, department_id: int) -> list[SurpriseRow]:
        """Return what surprised guests of a department: new ones first, then the latest.

        What was noted by itself and what stands in reflections, each once.
        """
        with self._database.read() as session:
            return surprise_rows(session, department_id)

    def add_surprise(
        self, *, department_id: int, text: str, employee_id: int | None = None
    ) -> tuple[int, Changes]:
        """Note what surprised a guest in a department.

        Raises
        ------
        InputError
            If there are no words.
        """
        with self._database.unit_of_work("") as unit:
            department = existing(unit.session, Department, department_id)
            unit.label = _("note what surprised a guest of {department}").format(
                department=department.name
            )
            if employee_id is not None:
                existing(unit.session, Employee, employee_id)
            row = Surprise(
                department_id=department_id,
                employee_id=employee_id,
                at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
                text=required(text, "surprise"),
            )
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def answer_surprise(
        self, *, surprise_id: int, shown_version: int | None, state: str, answer: str = ""
    ) -> Changes:
        """Say whether a department takes up what surprised a guest, and what it answers.

        Raises
        ------
        InputError
            If there is no such state.
        """
        if state not in STATES:
            raise InputError("unknown-state", state=state, known=", ".join(STATES))
        with self._database.unit_of_work("") as unit:
            fields = {"state": state, "answer": answer.strip()}
            row = change_row(unit.session, Surprise, surprise_id, shown_version, fields)
            department = existing(unit.session, Department, row.department_id)
            unit.label = _("answer a guest of {department}").format(department=department.name)
        return unit.changes

    def answer_reflection(self, *, reflection_id: int, state: str, answer: str = "") -> Changes:
        """Answer what surprised a guest as a reflection tells it: from now on it is noted too.

        Raises
        ------
        InputError
            If there is no such state.
        ConflictError
            If somebody else has answered it meanwhile, or the reflection tells it no more.
        """
        if state not in STATES:
            raise InputError("unknown-state", state=state, known=", ".join(STATES))
        with self._database.unit_of_work("") as unit:
            told = told_in_reflection(unit.session, reflection_id)
            if told is None:
                raise ConflictError("row-changed-meanwhile", file=self._database.place)
            department = existing(unit.session, Department, told.department_id)
            unit.label = _("answer a guest of {department}").format(department=department.name)
            unit.session.add(
                Surprise(
                    department_id=told.department_id,
                    employee_id=told.employee_id,
                    at=told.at.replace(tzinfo=None),
                    text=told.text,
                    state=state,
                    answer=answer.strip(),
                )
            )
        return unit.changes

    def remove_surprise(self, *, surprise_id: int) -> Changes:
        """Take back what was noted."""
        with self._database.unit_of_work(_("remove what surprised a guest")) as unit:
            unit.session.delete(existing(unit.session, Surprise, surprise_id))
        return unit.changes


def profile_of(row: Department | DepartmentRow) -> DepartmentProfile:
    """Return the profile of a department, read or stored."""
    return DepartmentProfile(
        department_id=row.id,
        **{
            name: getattr(row, name)
            for name in ("name", "short_name", "hue", "location", *PROFILE_FIELDS)
        },
    )


def card_of(row: RoleRow, department: Department | DepartmentRow) -> RoleCard:
    """Return the card of a role that was read already."""
    return RoleCard(
        role_id=row.id,
        title=row.title,
        level=row.level,
        what_you_do=row.what_you_do,
        what_to_bring=row.what_to_bring,
        meeting_place=row.meeting_place,
        hosts=tuple(sorted(row.host_names, key=fold)),
        open_half_days=row.open_half_days,
        department=profile_of(department),
    )
