"""Priority pairs: departments that are to see each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Department, Pair
from app.errors import InputError
from app.services.editing import existing, within

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PairRow:
    """A priority pair of departments."""

    id: int
    version: int
    from_department_id: int
    to_department_id: int
    minimum: int
    weight: int


def pair_rows(session: Session, programme_id: int) -> list[PairRow]:
    """Return the priority pairs in the order they were made."""
    wanted = select(Pair).where(Pair.programme_id == programme_id).order_by(Pair.id)
    return [
        PairRow(
            pair.id,
            pair.version,
            pair.from_department_id,
            pair.to_department_id,
            pair.minimum,
            pair.weight,
        )
        for pair in session.scalars(wanted)
    ]


def find_pair(session: Session, programme_id: int, from_id: int, to_id: int) -> Pair | None:
    """Return the pair of two departments, None if there is none."""
    return session.scalar(
        select(Pair).where(
            Pair.programme_id == programme_id,
            Pair.from_department_id == from_id,
            Pair.to_department_id == to_id,
        )
    )


def set_pair(
    session: Session, programme_id: int, ends: tuple[int, int], minimum: int, weight: int
) -> None:
    """Make or change the pair of two departments.

    Raises
    ------
    InputError
        If both are the same.
    """
    from_id, to_id = ends
    within(minimum, "minimum", 0, 1_000_000)
    within(weight, "weight", 0, 1_000)
    if from_id == to_id:
        name = existing(session, Department, from_id).name
        raise InputError("pair-with-itself", department=name)
    pair = find_pair(session, programme_id, from_id, to_id)
    if pair is None:
        pair = Pair(programme_id=programme_id, from_department_id=from_id, to_department_id=to_id)
        session.add(pair)
    pair.minimum, pair.weight = minimum, weight
    session.flush()
