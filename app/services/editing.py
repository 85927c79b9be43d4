"""What all edits share: find the row, see that it is as it was shown, set its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from app.errors import ConflictError, InputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.db.base import EditedRow, Row

EditedT = TypeVar("EditedT", bound="EditedRow")
RowT = TypeVar("RowT", bound="Row")


def existing(session: Session, kind: type[RowT], key: int) -> RowT:
    """Return the row ``key``.

    Raises
    ------
    ConflictError
        If somebody has removed it.
    """
    row = session.get(kind, key)
    if row is None:
        raise ConflictError("row-gone", table=kind.__tablename__, row=key)
    return row


def change_row(
    session: Session,
    kind: type[EditedT],
    key: int,
    shown_version: int | None,
    fields: dict[str, Any],
) -> EditedT:
    """Set ``fields`` of the row ``key`` as it was shown in ``shown_version``; None takes any.

    Raises
    ------
    ConflictError
        If the row was removed, or changed since it was shown: with both sets of values.
    """
    row = existing(session, kind, key)
    columns = {column.key for column in kind.__table__.columns} - {"id", "version"}
    if unknown := fields.keys() - columns:
        raise TypeError(f"{kind.__tablename__} has no {', '.join(sorted(unknown))}")
    if shown_version is not None and row.version != shown_version:
        theirs = {name: getattr(row, name) for name in fields}
        if theirs != fields:
            raise ConflictError(
                "row-changed", table=kind.__tablename__, row=key, mine=fields, theirs=theirs
            )
    for name, value in fields.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row


def required(value: str, field: str) -> str:
    """Return ``value`` without blanks around it.

    Raises
    ------
    InputError
        If nothing is left.
    """
    text = value.strip()
    if not text:
        raise InputError("field-empty", field=field)
    return text


def within(value: int | None, field: str, lowest: int, highest: int) -> int | None:
    """Return ``value``, which may be None.

    Raises
    ------
    InputError
        If it lies outside ``lowest`` … ``highest``.
    """
    if value is not None and not lowest <= value <= highest:
        raise InputError(
            "number-out-of-range", field=field, value=value, lowest=lowest, highest=highest
        )
    return value
