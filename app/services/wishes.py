"""What participants wish, where they must not go, who goes together and who apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from sqlalchemy import select

from app.db.models import Department, Employee, NoGo, PersonPair, Role, Wish
from app.errors import InputError
from app.i18n import _
from app.services.editing import existing, within

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database, UnitOfWork

TasteT = TypeVar("TasteT", Wish, NoGo)


@dataclass(frozen=True, slots=True)
class TasteRow:
    """A wish −2..+2, or a no-go where ``value`` is None, for a department or a role."""

    id: int
    employee_id: int
    department_id: int | None
    role_id: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class PersonPairRow:
    """Two people who go together, or never meet."""

    id: int
    kind: str
    first_id: int
    second_id: int


class WishService:
    """Wishes of one programme; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tastes(self, programme_id: int) -> list[TasteRow]:
        """Return all wishes, then all no-goes of a programme, each in the order they were made."""
        with self._database.read() as session:
            wishes = session.scalars(
                select(Wish).where(Wish.programme_id == programme_id).order_by(Wish.id)
            )
            rows = [
                TasteRow(row.id, row.employee_id, row.department_id, row.role_id, row.value)
                for row in wishes
            ]
            forbidden = session.scalars(
                select(NoGo).where(NoGo.programme_id == programme_id).order_by(NoGo.id)
            )
            rows += [
                TasteRow(row.id, row.employee_id, row.department_id, row.role_id, None)
                for row in forbidden
            ]
        return rows

    def person_pairs(self, programme_id: int) -> list[PersonPairRow]:
        """Return who goes together and who apart."""
        with self._database.read() as session:
            return [
                PersonPairRow(row.id, row.kind, row.first_id, row.second_id)
                for row in session.scalars(
                    select(PersonPair)
                    .where(PersonPair.programme_id == programme_id)
                    .order_by(PersonPair.id)
                )
            ]

    def set_wish(
        self,
        *,
        programme_id: int,
        employee_id: int,
        value: int,
        department_id: int | None = None,
        role_id: int | None = None,
    ) -> Changes:
        """Set a wish −2..+2 for a department or a role; 0 takes it away."""
        within(value, "wish", -2, 2)
        with self._database.unit_of_work("") as unit:
            _prepare(unit, employee_id, department_id, role_id)
            _put_wish(unit.session, _goal(programme_id, employee_id, department_id, role_id), value)
        return unit.changes

    def set_no_go(
        self,
        *,
        programme_id: int,
        employee_id: int,
        forbidden: bool,
        department_id: int | None = None,
        role_id: int | None = None,
    ) -> Changes:
        """Say that a person must not be sent to a department or role, or may again."""
        with self._database.unit_of_work("") as unit:
            _prepare(unit, employee_id, department_id, role_id)
            goal = _goal(programme_id, employee_id, department_id, role_id)
            _put_no_go(unit.session, goal, forbidden)
        return unit.changes

    def set_taste(
        self,
        *,
        programme_id: int,
        employee_id: int,
        value: int | None,
        department_id: int | None = None,
        role_id: int | None = None,
    ) -> Changes:
        """Set a wish −2..+2, or with None that a person is never sent there; one of the two."""
        within(value, "wish", -2, 2)
        with self._database.unit_of_work("") as unit:
            _prepare(unit, employee_id, department_id, role_id)
            goal = _goal(programme_id, employee_id, department_id, role_id)
            _put_wish(unit.session, goal, value or 0)
            _put_no_go(unit.session, goal, value is None)
        return unit.changes

    def set_person_pair(
        self,
        *,
        programme_id: int,
        kind: Literal["together", "apart"],
        first_id: int,
        second_id: int,
        wanted: bool = True,
    ) -> Changes:
        """Say that two people go together, or never meet, or neither any more.

        Raises
        ------
        InputError
            If both are the same person.
        """
        first_id, second_id = sorted((first_id, second_id))
        with self._database.unit_of_work("") as unit:
            session = unit.session
            first = existing(session, Employee, first_id).name
            second = existing(session, Employee, second_id).name
            if first_id == second_id:
                raise InputError("person-with-themselves", person=first)
            unit.label = _("change who goes with whom: {first}, {second}").format(
                first=first, second=second
            )
            row = _person_pair(session, programme_id, kind, (first_id, second_id))
            if row is not None and not wanted:
                session.delete(row)
            elif row is None and wanted:
                session.add(
                    PersonPair(
                        programme_id=programme_id,
                        kind=kind,
                        first_id=first_id,
                        second_id=second_id,
                    )
                )
        return unit.changes


def _goal(
    programme_id: int, employee_id: int, department_id: int | None, role_id: int | None
) -> dict[str, int | None]:
    return {
        "programme_id": programme_id,
        "employee_id": employee_id,
        "department_id": department_id,
        "role_id": role_id,
    }


def _put_wish(session: Session, goal: dict[str, int | None], value: int) -> None:
    row = session.scalar(_rows_at(Wish, goal))
    if row is not None and value == 0:
        session.delete(row)
    elif row is not None:
        row.value = value
    elif value:
        session.add(Wish(**goal, value=value))


def _put_no_go(session: Session, goal: dict[str, int | None], forbidden: bool) -> None:
    row = session.scalar(_rows_at(NoGo, goal))
    if row is not None and not forbidden:
        session.delete(row)
    elif row is None and forbidden:
        session.add(NoGo(**goal))


def _rows_at(kind: type[TasteT], goal: dict[str, int | None]) -> Select[TasteT]:
    # "= NULL" is true of nothing, so each None asks in its own way.
    return select(kind).where(
        *(
            getattr(kind, name).is_(None) if value is None else getattr(kind, name) == value
            for name, value in goal.items()
        )
    )


def _person_pair(
    session: Session, programme_id: int, kind: str, people: tuple[int, int]
) -> PersonPair | None:
    return session.scalar(
        select(PersonPair).where(
            PersonPair.programme_id == programme_id,
            PersonPair.kind == kind,
            PersonPair.first_id == people[0],
            PersonPair.second_id == people[1],
        )
    )


def _prepare(
    unit: UnitOfWork, employee_id: int, department_id: int | None, role_id: int | None
) -> None:
    if (department_id is None) == (role_id is None):
        raise TypeError("a wish is for a department or for a role, not for both or neither")
    person = existing(unit.session, Employee, employee_id)
    if department_id is not None:
        existing(unit.session, Department, department_id)
    if role_id is not None:
        existing(unit.session, Role, role_id)
    unit.label = _("change wishes of {name}").format(name=person.name)
