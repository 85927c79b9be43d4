"""What surprised guests of a department, noted by itself or told in a reflection, each once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.after_visit import Reflection, VisitRecord
from app.db.models import Employee, Role, Surprise
from app.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SurpriseRow:
    """What surprised a guest; ``author`` is empty where nobody is named, ``at`` is UTC.

    Attributes
    ----------
    id
        None for what stands in a reflection and was not answered yet.
    reflection_id
        The reflection that tells it, None for what was noted by itself.
    """

    id: int | None
    version: int
    department_id: int
    employee_id: int | None
    author: str
    at: dt.datetime
    text: str
    state: str
    answer: str
    reflection_id: int | None = None


def surprise_rows(session: Session, department_id: int) -> list[SurpriseRow]:
    """Return what surprised guests of a department: new ones first, then the latest."""
    noted = (
        select(Surprise, Employee.name)
        .outerjoin(Employee, Employee.id == Surprise.employee_id)
        .where(Surprise.department_id == department_id)
    )
    rows = [_noted(row, name or "") for row, name in session.execute(noted)]
    rows += _not_among(rows, _told(session, Role.department_id == department_id))
    rows.sort(key=lambda row: (row.at, row.id or 0, row.reflection_id or 0), reverse=True)
    return sorted(rows, key=lambda row: row.state != "new")


def told_in_reflection(session: Session, reflection_id: int) -> SurpriseRow | None:
    """Return what a reflection tells and nobody has answered yet, None if there is nothing."""
    for told in _told(session, Reflection.id == reflection_id):
        rows = surprise_rows(session, told.department_id)
        return next((row for row in rows if row.reflection_id == reflection_id), None)
    return None


def _told(session: Session, condition: object) -> list[SurpriseRow]:
    wanted = (
        select(
            Reflection.id,
            Reflection.surprised,
            Reflection.sent_at,
            Role.department_id,
            VisitRecord.employee_id,
            Employee.name,
        )
        .join(VisitRecord, VisitRecord.id == Reflection.record_id)
        .join(Role, Role.id == VisitRecord.role_id)
        .join(Employee, Employee.id == VisitRecord.employee_id)
        .where(Reflection.latest.is_(True), Reflection.surprised != "", condition)  # type: ignore[arg-type]
        .order_by(Reflection.id)
    )
    return [
        SurpriseRow(
            id=None,
            version=1,
            department_id=department_id,
            employee_id=employee_id,
            author=name,
            at=sent_at.replace(tzinfo=dt.UTC),
            text=text.strip(),
            state="new",
            answer="",
            reflection_id=reflection_id,
        )
        for reflection_id, text, sent_at, department_id, employee_id, name in session.execute(
            wanted
        )
        if text.strip()
    ]


def _not_among(noted: Iterable[SurpriseRow], told: Iterable[SurpriseRow]) -> list[SurpriseRow]:
    """Return what is told and was not noted, once where a guest tells the same of two visits."""
    known = {(row.employee_id, fold(row.text)) for row in noted}
    fresh = []
    for row in told:
        said = fold(row.text)
        # What was noted without a name may be of whoever says the same.
        if not known & {(row.employee_id, said), (None, said)}:
            known.add((row.employee_id, said))
            fresh.append(row)
    return fresh


def _noted(row: Surprise, author: str) -> SurpriseRow:
    return SurpriseRow(
        id=row.id,
        version=row.version,
        department_id=row.department_id,
        employee_id=row.employee_id,
        author=author,
        at=row.at.replace(tzinfo=dt.UTC),
        text=row.text,
        state=row.state,
        answer=row.answer,
    )
