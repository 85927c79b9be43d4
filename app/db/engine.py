"""The engine with the settings that every connection gets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from app.errors import InputError

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import URL, Connection, Engine

# "Gemb" in ASCII: what makes the file ours.
APPLICATION_ID = 0x47656D62
WRITES = "gemba_writes"
_BUSY_MILLISECONDS = 5_000


def url_of(place: str) -> URL:
    """Return the address of ``place``, which is an address already or a path.

    Raises
    ------
    InputError
        If it looks like an address but is none.
    """
    if "://" not in place:
        return make_url("sqlite://").set(database=str(Path(place).expanduser().resolve()))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise InputError("not-an-address", address=place) from error
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def make_engine(place: str) -> Engine:
    """Return an engine for ``place``; nothing is opened yet."""
    url = url_of(place)
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True)
        engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise InputError("driver-missing", address=url.render_as_string()) from error
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "checkin", _on_checkin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's driver begins no transaction for DDL; ours does, so that migrations roll back.
    connection.isolation_level = None
    cursor = connection.cursor()
    # Before anything reads: a read-only folder has no room for the files of the WAL.
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once when another wrote in
    # between, whatever the busy timeout.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _on_checkin(connection: sqlite3.Connection | None, _record: Any) -> None:
    # A commit that a deferred foreign key refuses leaves its transaction open, and the file locked.
    if connection is not None and connection.in_transaction:
        connection.rollback()
