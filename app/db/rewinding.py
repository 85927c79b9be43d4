"""Putting rows back as they were, unless they have moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, text, update

from app.db.base import Base
from app.db.recording import RowImage
from app.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Table

    from app.db.session import UnitOfWork


def rewind(unit: UnitOfWork, images: Iterable[RowImage]) -> None:
    """Bring the rows of ``images`` from their state after back to the one before.

    Raises
    ------
    ConflictError
        If one of the rows is not as the change left it; nothing is written then.
    """
    connection = unit.session.connection()
    _defer_foreign_keys(connection)
    changes = [image.inverse for image in images]
    # Removals first: a new row may need a name that an old one has.
    changes.sort(key=lambda change: (change.after is not None, change.before is None))
    for change in changes:
        unit.recorder.add(_apply(connection, change))


def _apply(connection: Connection, change: RowImage) -> RowImage:
    table = Base.metadata.tables[change.table]
    # Locked, where the database knows locks of rows: nobody changes it between look and leap.
    wanted = select(table).where(table.c.id == change.key).with_for_update()
    found = connection.execute(wanted).mappings().first()
    now = None if found is None else dict(found)
    if _content(now) != _content(change.before):
        raise ConflictError("undo-row-changed", table=change.table, row=change.key)
    if change.after is None:
        connection.execute(delete(table).where(table.c.id == change.key))
        return RowImage(change.table, change.key, now, None)
    values = _next(table, now, change.after)
    if now is None:
        connection.execute(insert(table).values(values))
    else:
        connection.execute(update(table).where(table.c.id == change.key).values(values))
    return RowImage(change.table, change.key, now, values)


def _content(values: dict[str, Any] | None) -> dict[str, Any] | None:
    # A row undone and redone has a higher version and yet is the same.
    return values and {key: value for key, value in values.items() if key != "version"}


def _next(table: Table, now: dict[str, Any] | None, wanted: dict[str, Any]) -> dict[str, Any]:
    if "version" not in table.c:
        return wanted
    # Never an old number again: a form that shows an older state must not pass for fresh.
    return wanted | {"version": max(wanted["version"], now["version"] if now else 0) + 1}


def _defer_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
