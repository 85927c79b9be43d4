"""What is on a server as an SQLite file, which any copy of the program opens without the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, MetaData, Text, cast, insert, select

from app.db.engine import WRITES, make_engine
from app.db.revisions import migrate

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

_REVISIONS = "alembic_version"
_ROWS_AT_ONCE = 1_000


def copy_server(engine: Engine, target: Path) -> dict[str, int]:
    """Put every row behind ``engine``, one consistent state, into the empty file ``target``.

    Returns
    -------
    dict
        Rows of each table, as the server counts them in that state.
    """
    copy = make_engine(str(target))
    try:
        with (
            engine.connect().execution_options(isolation_level="REPEATABLE READ") as source,
            copy.execution_options(**{WRITES: True}).connect() as written,
        ):
            revision = MigrationContext.configure(source).get_current_revision()
            with written.begin():
                # The tables as they are there, which before an upgrade are not those of now.
                migrate(written, revision or "head")
                # Departments point to people and people to departments.
                written.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
                rows = _copy_tables(source, written)
    finally:
        copy.dispose()
    return rows


def _copy_tables(source: Connection, written: Connection) -> dict[str, int]:
    theirs, ours = MetaData(), MetaData()
    theirs.reflect(source)
    ours.reflect(written)
    rows = {_REVISIONS: 1}
    for table in theirs.sorted_tables:
        if table.name != _REVISIONS:
            rows[table.name] = _copy_rows(source, written, table, ours.tables[table.name])
    return rows


def _copy_rows(source: Connection, written: Connection, table: Table, into: Table) -> int:
    # As text: read and written anew, "nothing" and "no value" would become the same.
    documents = [column for column in table.c if isinstance(column.type, JSON)]
    for column in documents:
        into.c[column.name].type = Text()
    wanted = [
        cast(column, Text).label(column.name) if column in documents else column
        for column in table.c
    ]
    count = 0
    found = source.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(*wanted))
    for part in found.mappings().partitions():
        written.execute(insert(into), [dict(row) for row in part])
        count += len(part)
    return count
