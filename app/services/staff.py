"""Departments, roles, people and their absences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from app.db.after_visit import Idea, IdeaVote
from app.db.models import (
    Absence,
    Department,
    Employee,
    NoGo,
    Pair,
    PersonPair,
    Role,
    RoleHost,
    SignUp,
    Surprise,
    Visit,
    Wish,
)
from app.db.queries import (
    AbsenceRow,
    DepartmentRow,
    PersonRow,
    RoleRow,
    absence_rows,
    department_rows,
    person_rows,
    role_rows,
)
from app.domain.duplicates import duplicates
from app.domain.names import fold
from app.errors import ConflictError, InputError
from app.i18n import _
from app.services.editing import change_row, existing, required, within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.base import Row
    from app.db.session import Database
    from app.domain.duplicates import Reason

__all__ = ["AbsenceRow", "DepartmentRow", "PersonRow", "RoleRow", "StaffService"]

# Hues that stay apart for eyes that confuse red and green; new departments take them in turn.
HUES = (210, 30, 140, 280, 55, 0, 180, 325, 90, 245, 15, 160)


class StaffService:
    """What can be done with the organisation; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def departments(self) -> list[DepartmentRow]:
        """Return all departments by name, with their counts."""
        with self._database.read() as session:
            return department_rows(session)

    def roles(self, department_id: int | None = None) -> list[RoleRow]:
        """Return the roles of one department, or all, from the lowest level up."""
        with self._database.read() as session:
            return role_rows(session, department_id)

    def people(
        self, *, search: str = "", department_id: int | None = None, active_only: bool = True
    ) -> list[PersonRow]:
        """Return people by name who bear every word of ``search``."""
        with self._database.read() as session:
            return person_rows(
                session, search=search, department_id=department_id, active_only=active_only
            )

    def person(self, employee_id: int) -> PersonRow:
        """Return one person.

        Raises
        ------
        ConflictError
            If the person has been removed.
        """
        with self._database.read() as session:
            found = person_rows(session, active_only=False, employee_id=employee_id)
        if not found:
            raise ConflictError("row-gone", table="employee", row=employee_id)
        return found[0]

    def duplicates(self) -> list[tuple[PersonRow, PersonRow, Reason]]:
        """Return pairs of people who work here and may be one and the same."""
        return duplicates(self.people())

    def absences(self, employee_id: int | None = None) -> list[AbsenceRow]:
        """Return the absences of one person, or of all, in time order."""
        with self._database.read() as session:
            return absence_rows(session, employee_id)

    # Departments

    def add_department(self, *, name: str, **fields: Any) -> tuple[int, Changes]:
        """Add a department; its colour is chosen unless given.

        Raises
        ------
        InputError
            If the name is empty or taken.
        """
        with self._database.unit_of_work(_("add department {name}").format(name=name)) as unit:
            fields = _department_fields(unit.session, None, {"name": name} | fields)
            count = unit.session.scalar(select(func.count(Department.id))) or 0
            row = Department(**({"hue": HUES[count % len(HUES)]} | fields))
            if not row.short_name:
                row.short_name = short_name(row.name)
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def change_department(
        self, *, department_id: int, shown_version: int | None, **fields: Any
    ) -> Changes:
        """Change fields of a department."""
        with self._database.unit_of_work("") as unit:
            fields = _department_fields(unit.session, department_id, fields)
            row = change_row(unit.session, Department, department_id, shown_version, fields)
            unit.label = _("change department {name}").format(name=row.name)
        return unit.changes

    def remove_department(self, *, department_id: int) -> Changes:
        """Remove a department that nobody belongs to, with its roles.

        Raises
        ------
        InputError
            If people belong to it, or visits lead into it.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            row = existing(session, Department, department_id)
            unit.label = _("remove department {name}").format(name=row.name)
            people = session.scalar(
                select(func.count(Employee.id)).where(Employee.department_id == department_id)
            )
            if people:
                raise InputError("department-has-people", department=row.name, count=people)
            ideas = session.scalar(
                select(func.count(Idea.id)).where(Idea.department_id == department_id)
            )
            if ideas:
                raise InputError("department-has-ideas", department=row.name, count=ideas)
            for role in session.scalars(select(Role).where(Role.department_id == department_id)):
                _remove_role(session, role)
            _remove(session, Pair, Pair.from_department_id == department_id)
            _remove(session, Pair, Pair.to_department_id == department_id)
            _remove(session, Wish, Wish.department_id == department_id)
            _remove(session, NoGo, NoGo.department_id == department_id)
            _remove(session, Surprise, Surprise.department_id == department_id)
            session.flush()
            session.delete(row)
        return unit.changes

    # Roles

    def add_role(
        self, *, department_id: int, title: str, host_ids: Iterable[int] = (), **fields: Any
    ) -> tuple[int, Changes]:
        """Add a role to a department."""
        with self._database.unit_of_work(_("add role {title}").format(title=title)) as unit:
            values = _role_fields(unit.session, None, department_id, {"title": title, **fields})
            row = Role(department_id=department_id, **values)
            unit.session.add(row)
            unit.session.flush()
            _set_hosts(unit.session, row, host_ids)
        return row.id, unit.changes

    def change_role(self, *, role_id: int, shown_version: int | None, **fields: Any) -> Changes:
        """Change fields of a role; what an import proposed is then settled by hand."""
        with self._database.unit_of_work("") as unit:
            role = existing(unit.session, Role, role_id)
            values = _role_fields(unit.session, role_id, role.department_id, fields)
            change_row(unit.session, Role, role_id, shown_version, values | {"proposed": False})
            unit.label = _("change role {title}").format(title=role.title)
        return unit.changes

    def set_hosts(self, *, role_id: int, host_ids: Iterable[int]) -> Changes:
        """Say who receives the guests of a role.

        Raises
        ------
        InputError
            If one of them works in another department.
        """
        with self._database.unit_of_work("") as unit:
            role = existing(unit.session, Role, role_id)
            unit.label = _("change hosts of {title}").format(title=role.title)
            role.proposed = False
            _set_hosts(unit.session, role, host_ids)
        return unit.changes

    def remove_role(self, *, role_id: int) -> Changes:
        """Remove a role that no visit leads to."""
        with self._database.unit_of_work("") as unit:
            role = existing(unit.session, Role, role_id)
            unit.label = _("remove role {title}").format(title=role.title)
            _remove_role(unit.session, role)
        return unit.changes

    # People

    def add_employee(self, *, name: str, department_id: int, **fields: Any) -> tuple[int, Changes]:
        """Add a person."""
        with self._database.unit_of_work(_("add {name}").format(name=name)) as unit:
            values = _employee_fields(
                unit.session, None, {"name": name, "department_id": department_id, **fields}
            )
            row = Employee(**values)
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def change_employee(
        self, *, employee_id: int, shown_version: int | None, **fields: Any
    ) -> Changes:
        """Change fields of a person; a level set here is never guessed again."""
        with self._database.unit_of_work("") as unit:
            values = _employee_fields(unit.session, employee_id, fields)
            row = change_row(unit.session, Employee, employee_id, shown_version, values)
            unit.label = _("change {name}").format(name=row.name)
            if "department_id" in values:
                drop_foreign_hosting(unit.session, row)
        return unit.changes

    def keep_one(self, *, keep_id: int, drop_id: int) -> Changes:
        """Of two entries for one person keep one, which takes over what it lacks.

        The other is marked as having left: visits that concern it stay in the records.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            kept, dropped = (existing(session, Employee, key) for key in (keep_id, drop_id))
            unit.label = _("keep one entry of {name}").format(name=kept.name)
            missing = {
                name: getattr(dropped, name)
                for name in ("personnel_number", "email", "job_title", "level", "hire_date")
                if not getattr(kept, name) and getattr(dropped, name)
            }
            if "personnel_number" in missing:
                # The number belongs to one of them at any moment.
                dropped.personnel_number = None
                session.flush()
            for name, value in missing.items():
                setattr(kept, name, value)
            dropped.active = False
            hosting = select(RoleHost.role_id).where(RoleHost.employee_id == keep_id)
            known = set(session.scalars(hosting))
            for host in session.scalars(select(RoleHost).where(RoleHost.employee_id == drop_id)):
                role = existing(session, Role, host.role_id)
                if role.id not in known and role.department_id == kept.department_id:
                    session.add(RoleHost(role_id=role.id, employee_id=keep_id))
                session.delete(host)
        return unit.changes

    def remove_employee(self, *, employee_id: int) -> Changes:
        """Remove a person whom no visit concerns, with everything said about them.

        Raises
        ------
        InputError
            If a visit concerns them: mark such a person as left instead.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            row = existing(session, Employee, employee_id)
            unit.label = _("remove {name}").format(name=row.name)
            visits = session.scalar(
                select(func.count(Visit.id)).where(
                    or_(Visit.employee_id == employee_id, Visit.host_id == employee_id)
                )
            )
            if visits:
                raise InputError("person-has-visits", person=row.name, count=visits)
            for kind in (RoleHost, Absence, SignUp, Wish, NoGo):
                _remove(session, kind, kind.employee_id == employee_id)
            _remove(session, PersonPair, PersonPair.first_id == employee_id)
            _remove(session, PersonPair, PersonPair.second_id == employee_id)
            told = select(Surprise).where(Surprise.employee_id == employee_id)
            for surprise in session.scalars(told):
                # What was said is the department's to take up, whoever said it.
                surprise.employee_id = None
            _remove(session, IdeaVote, IdeaVote.employee_id == employee_id)
            for column in (Idea.author_id, Idea.owner_id):
                for idea in session.scalars(select(Idea).where(column == employee_id)):
                    setattr(idea, column.key, None)
            session.flush()
            session.delete(row)
        return unit.changes

    # Absences

    def add_absence(
        self,
        *,
        employee_id: int,
        from_date: dt.date,
        to_date: dt.date,
        from_half: str = "am",
        to_half: str = "pm",
    ) -> tuple[int, Changes]:
        """Add half-days on which a person is away, both ends included.

        Raises
        ------
        InputError
            If the end lies before the beginning.
        """
        if (to_date, to_half) < (from_date, from_half):
            raise InputError("dates-reversed", first=from_date, last=to_date)
        with self._database.unit_of_work("") as unit:
            person = existing(unit.session, Employee, employee_id)
            unit.label = _("add an absence of {name}").format(name=person.name)
            row = Absence(
                employee_id=employee_id,
                from_date=from_date,
                from_half=from_half,
                to_date=to_date,
                to_half=to_half,
            )
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def remove_absence(self, *, absence_id: int) -> Changes:
        """Remove an absence."""
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Absence, absence_id)
            person = existing(unit.session, Employee, row.employee_id)
            unit.label = _("remove an absence of {name}").format(name=person.name)
            unit.session.delete(row)
        return unit.changes


def short_name(name: str) -> str:
    """Return initials of a name of several words, else its first letters."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return "".join(word[0] for word in words[:4]).upper()
    return name.strip()[:4]


def _department_fields(
    session: Session, department_id: int | None, fields: dict[str, Any]
) -> dict[str, Any]:
    within(fields.get("hue"), "hue", 0, 359)
    within(fields.get("reception_capacity"), "reception_capacity", 0, 100_000)
    within(fields.get("headcount"), "headcount", 0, 1_000_000)
    if "name" not in fields:
        return fields
    name = required(fields["name"], "name")
    taken = session.scalar(select(Department.id).where(Department.folded == fold(name)))
    if taken not in (None, department_id):
        raise InputError("department-name-taken", department=name)
    return fields | {"name": name, "folded": fold(name)}


def _role_fields(
    session: Session, role_id: int | None, department_id: int, fields: dict[str, Any]
) -> dict[str, Any]:
    within(fields.get("level"), "level", 1, 5)
    within(fields.get("capacity"), "capacity", 0, 100_000)
    within(fields.get("host_capacity"), "host_capacity", 0, 100_000)
    if "title" not in fields:
        return fields
    title = required(fields["title"], "title")
    taken = session.scalar(
        select(Role.id).where(Role.department_id == department_id, Role.folded == fold(title))
    )
    if taken not in (None, role_id):
        raise InputError("role-title-taken", role=title)
    return fields | {"title": title, "folded": fold(title)}


def _employee_fields(
    session: Session, employee_id: int | None, fields: dict[str, Any]
) -> dict[str, Any]:
    within(fields.get("level"), "level", 1, 5)
    fields = dict(fields)
    for name in ("personnel_number", "email"):
        if name in fields:
            fields[name] = (fields[name] or "").strip() or None
    if fields.get("personnel_number"):
        taken = session.scalar(
            select(Employee).where(Employee.personnel_number == fields["personnel_number"])
        )
        if taken is not None and taken.id != employee_id:
            raise InputError(
                "personnel-number-taken", number=fields["personnel_number"], person=taken.name
            )
    if "name" in fields:
        fields["name"] = required(fields["name"], "name")
        fields["folded"] = fold(fields["name"])
    if "level" in fields and employee_id is not None:
        fields["level_by_hand"] = True
    return fields


def _set_hosts(session: Session, role: Role, host_ids: Iterable[int]) -> None:
    wanted = set(host_ids)
    known = {
        host.employee_id: host
        for host in session.scalars(select(RoleHost).where(RoleHost.role_id == role.id))
    }
    for employee_id, host in known.items():
        if employee_id not in wanted:
            session.delete(host)
    for employee_id in sorted(wanted - known.keys()):
        person = existing(session, Employee, employee_id)
        if person.department_id != role.department_id:
            raise InputError("host-from-outside", person=person.name, role=role.title)
        session.add(RoleHost(role_id=role.id, employee_id=employee_id))


def drop_foreign_hosting(session: Session, person: Employee) -> None:
    """Take a person who has moved on off the roles of other departments."""
    hosting = select(RoleHost).join(Role, Role.id == RoleHost.role_id)
    for host in session.scalars(
        hosting.where(RoleHost.employee_id == person.id, Role.department_id != person.department_id)
    ):
        session.delete(host)


def _remove_role(session: Session, role: Role) -> None:
    visits = session.scalar(select(func.count(Visit.id)).where(Visit.role_id == role.id))
    if visits:
        raise InputError("role-has-visits", role=role.title, count=visits)
    for kind in (RoleHost, Wish, NoGo):
        _remove(session, kind, kind.role_id == role.id)
    for idea in session.scalars(select(Idea).where(Idea.role_id == role.id)):
        idea.role_id = None
    session.flush()
    session.delete(role)


def _remove(session: Session, kind: type[Row], condition: Any) -> None:
    # One by one: what is removed must be seen by history and undo.
    for row in session.scalars(select(kind).where(condition)):
        session.delete(row)
