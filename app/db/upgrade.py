"""Bringing a database up to date on opening, or refusing it before anything is written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from app.db import revisions
from app.db.backup import back_up
from app.db.engine import APPLICATION_ID, WRITES
from app.db.kept_backups import is_backup, newest_whole
from app.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_PATIENCE_MS = 60_000
_HEADER = b"SQLite format 3\0"
# "gemba" as a number: the advisory lock under which one client migrates a server.
_MIGRATION_LOCK = 0x67656D6261


def prepare(engine: Engine, place: str, *, create: bool) -> None:
    """Make or upgrade the database behind ``engine``.

    Raises
    ------
    InputError
        If it is missing though ``create`` is false, of another program, or of a newer one.
    EnvironmentFault
        If its folder or file cannot be written, or it is damaged.
    """
    file = Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None
    made = file is not None and _look_at_file(file, place, create=create)
    try:
        _bring_up_to_date(engine, place)
    except BaseException:
        if file is not None and made:
            _take_away(engine, file)
        raise


def _bring_up_to_date(engine: Engine, place: str) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _look_into_file(connection, place)
        found = _revision(connection, place)
    if found == revisions.head():
        return
    if found is not None:
        back_up(engine, place, "upgrade")
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        if engine.dialect.name == "sqlite":
            # To change a table SQLite makes it anew; rows that point to it must not mind meanwhile.
            # Within a transaction the setting would do nothing.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")
            # Somebody else may be making the same upgrade, which takes longer than any edit.
            cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            with connection.begin():
                _migrate(connection, place)
        finally:
            # The next one to use it wants foreign keys again.
            connection.invalidate()


def _migrate(connection: Connection, place: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    revisions.migrate(connection, "head")
    if (
        connection.dialect.name == "sqlite"
        and connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    ):
        raise _damaged(place)


def _look_at_file(file: Path, place: str, *, create: bool) -> bool:
    """Refuse what is no database of ours; tell whether the file had to be made."""
    if file.is_dir():
        raise InputError("database-is-folder", file=place)
    if not file.exists():
        if not create:
            raise InputError("database-missing", file=place)
        _make_private(file, place)
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(72)
    except OSError as error:
        raise EnvironmentFault("database-cannot-open", file=place) from error
    if not head:
        return False
    if head[:16] != _HEADER:
        raise InputError("not-a-database", file=place)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID and not _is_blank(file):
        raise InputError("database-of-another-program", file=place)
    if is_backup(file):
        raise InputError("database-is-backup", file=place)
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise EnvironmentFault("database-read-only", file=place)
    return False


def _take_away(engine: Engine, file: Path) -> None:
    """Remove a new file that could not be filled, unless somebody else has filled it since."""
    engine.dispose()
    if _is_blank(file):
        for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            with contextlib.suppress(OSError):
                name.unlink()


def _is_blank(file: Path) -> bool:
    log = Path(f"{file}-wal")
    # On a full disk there is no room for the shared memory that reading beside a log needs.
    how = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"{file.as_uri()}?{how}", uri=True)
    try:
        return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _make_private(file: Path, place: str) -> None:
    # Staff data: nobody but the owner may read the file, not even before the first table.
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise EnvironmentFault("database-cannot-create", file=place) from error


def _look_into_file(connection: Connection, place: str) -> None:
    # A sick file is told of before work goes on in it; a tenth of a second for 15 MiB.
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if verdict != "ok" or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise _damaged(place)


def _damaged(place: str) -> EnvironmentFault:
    newest = newest_whole(place)
    return EnvironmentFault(
        "database-damaged",
        file=place,
        backup="" if newest is None else str(newest.file),
        backup_at=None if newest is None else newest.taken_at,
    )


def _revision(connection: Connection, place: str) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        if inspect(connection).has_table("employee"):
            raise InputError("database-of-another-program", file=place)
        return None
    if found not in revisions.known():
        raise InputError("database-newer", file=place, found=found, known=revisions.head())
    return found
