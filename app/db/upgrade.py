"""Bringing a database up to date on opening, or refusing it before anything is written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.db.engine import APPLICATION_ID, WRITES
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
    if engine.dialect.name == "sqlite":
        _look_at_file(Path(str(engine.url.database)), place, create=create)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            _look_into_file(connection, place)
        found = _revision(connection, place)
    if found == _head():
        return
    if engine.dialect.name == "sqlite" and found is not None:
        _keep_copy(Path(str(engine.url.database)), found, place)
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
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise EnvironmentFault("database-damaged", file=place)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(_head())}")


def _look_at_file(file: Path, place: str, *, create: bool) -> None:
    if file.is_dir():
        raise InputError("database-is-folder", file=place)
    if not file.exists():
        if not create:
            raise InputError("database-missing", file=place)
        _make_private(file, place)
        return
    try:
        with file.open("rb") as opened:
            head = opened.read(72)
    except OSError as error:
        raise EnvironmentFault("database-cannot-open", file=place) from error
    if not head:
        return
    if head[:16] != _HEADER:
        raise InputError("not-a-database", file=place)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID and not _is_blank(file):
        raise InputError("database-of-another-program", file=place)
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise EnvironmentFault("database-read-only", file=place)


def _is_blank(file: Path) -> bool:
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
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
        raise EnvironmentFault("database-damaged", file=place)


def _keep_copy(file: Path, revision: str, place: str) -> None:
    target = file.with_name(f"{file.stem}.before-upgrade-from-{revision}{file.suffix}")
    _make_private(target, place)
    source, copy = sqlite3.connect(file), sqlite3.connect(target)
    try:
        # A plain copy of the file would miss what is still in the write-ahead log.
        source.backup(copy)
    except sqlite3.Error as error:
        raise EnvironmentFault("copy-before-upgrade-failed", file=place) from error
    finally:
        source.close()
        copy.close()


def _revision(connection: Connection, place: str) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        if inspect(connection).has_table("employee"):
            raise InputError("database-of-another-program", file=place)
        return None
    known = {script.revision for script in _scripts().walk_revisions()}
    if found not in known:
        raise InputError("database-newer", file=place, found=found, known=_head())
    return found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _head() -> str:
    head = _scripts().get_current_head()
    if head is None:
        raise RuntimeError("no migration found beside the program")
    return head
