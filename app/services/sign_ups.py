"""Who takes part in a programme, and how many visits each wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Employee, Programme, SignUp
from app.domain.names import fold
from app.services.editing import existing, within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SignUpRow:
    """A participant and the visits wanted."""

    id: int
    version: int
    employee_id: int
    name: str
    department_id: int
    target_visits: int


def sign_up_rows(session: Session, programme_id: int) -> list[SignUpRow]:
    """Return the participants by name."""
    wanted = (
        select(
            SignUp.id,
            SignUp.version,
            SignUp.employee_id,
            Employee.name,
            Employee.department_id,
            SignUp.target_visits,
        )
        .join(Employee, Employee.id == SignUp.employee_id)
        .where(SignUp.programme_id == programme_id)
    )
    rows = [SignUpRow(**values) for values in session.execute(wanted).mappings()]
    return sorted(rows, key=lambda row: (fold(row.name), row.employee_id))


def active_people(
    session: Session,
    employee_ids: Iterable[int] | None,
    department_ids: Iterable[int] | None,
) -> list[int]:
    """Return the people who work here: those named, those of departments, or all."""
    wanted = select(Employee.id).where(Employee.active.is_(True)).order_by(Employee.id)
    if employee_ids is not None:
        named = set(employee_ids)
        return [key for key in session.scalars(wanted) if key in named]
    if department_ids is not None:
        wanted = wanted.where(Employee.department_id.in_(list(department_ids)))
    return list(session.scalars(wanted))


def sign_up(session: Session, programme_id: int, targets: Mapping[int, int | None]) -> None:
    """Sign people up; None keeps the number of visits, or gives that of the programme."""
    programme = existing(session, Programme, programme_id)
    known = {
        row.employee_id: row
        for row in session.scalars(select(SignUp).where(SignUp.programme_id == programme_id))
    }
    for employee_id, target in targets.items():
        within(target, "target_visits", 0, 1_000)
        row = known.get(employee_id)
        if row is None:
            session.add(
                SignUp(
                    programme_id=programme_id,
                    employee_id=employee_id,
                    target_visits=programme.visits if target is None else target,
                )
            )
        elif target is not None and row.target_visits != target:
            row.target_visits = target


def sign_off(session: Session, programme_id: int, employee_ids: Collection[int]) -> None:
    """Take people out of a programme."""
    for row in session.scalars(select(SignUp).where(SignUp.programme_id == programme_id)):
        if row.employee_id in employee_ids:
            session.delete(row)
