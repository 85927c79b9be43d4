"""Safety copies: taken while others work, verified before they count, thinned out with time.

A copy is an SQLite file whatever the database is. What counts as one is said by
:mod:`app.db.kept_backups`.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.atomic import replacing
from app.db.faults import fault_of, file_fault
from app.db.kept_backups import (
    backups_of,
    digest,
    folder_of,
    remove,
    remove_leftovers,
    write_side,
)
from app.db.portable import copy_server
from app.domain.backups import Backup, outdated
from app.errors import EnvironmentFault, KnownError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine

    from app.domain.backups import Reason

_PATIENCE_S = 5.0
# Whoever is still writing after a day is not writing any more.
_LEFT_BEHIND = dt.timedelta(days=1)
_WORDS: Mapping[Reason, str] = {
    "upgrade": "before-upgrade",
    "import": "before-import",
    "publish": "before-publish",
    "asked": "by-hand",
}


class _NotWholeError(Exception):
    """A copy is not what it should be; the text says where."""


def back_up(engine: Engine, place: str, reason: Reason) -> Backup:
    """Make a verified copy of the database, then drop copies that have done their service.

    Raises
    ------
    EnvironmentFault
        If no copy could be made, or it is not whole: what was about to be done must not be done.
    """
    folder = folder_of(place)
    now = dt.datetime.now(dt.UTC)
    on_server = engine.dialect.name != "sqlite"
    name = Path(folder.name if on_server else str(engine.url.database))
    when = f"{now.astimezone():%Y-%m-%d %H-%M-%S-%f}"
    target = folder / f"{name.stem} {when} {_WORDS[reason]}{name.suffix or '.db'}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(target) as temporary:
            # Staff data: nobody but the owner may read it, not even half a copy.
            temporary.chmod(0o600)
            rows = (copy_server if on_server else _copy_file)(engine, temporary)
            _close_journal(temporary)
        made = _verified(target, rows, now, reason)
        write_side(made)
    except (OSError, sqlite3.Error, DBAPIError, KnownError, _NotWholeError) as error:
        remove(target)
        raise _fault(error, place, folder, reason) from error
    except BaseException:
        remove(target)
        raise
    for old in outdated(backups_of(place), now):
        remove(old.file)
    remove_leftovers(folder, now - _LEFT_BEHIND)
    return made


def _copy_file(engine: Engine, target: Path) -> dict[str, int]:
    uri = f"{Path(str(engine.url.database)).as_uri()}?mode=rw"
    with (
        closing(_connect(uri)) as source,
        closing(_connect(f"{target.as_uri()}?mode=rw")) as copy,
    ):
        # Counted in the transaction that is copied: whoever writes meanwhile is in neither.
        source.execute("BEGIN")
        rows = _count(source)
        source.backup(copy)
        source.execute("ROLLBACK")
    return rows


def _close_journal(file: Path) -> None:
    # One file that needs no others beside it, and none to be made where it is read.
    with closing(_connect(f"{file.as_uri()}?mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _verified(target: Path, rows: Mapping[str, int], now: dt.datetime, reason: Reason) -> Backup:
    found = _look_into(target)
    if found != rows:
        differing = sorted(name for name in {*found, *rows} if found.get(name) != rows.get(name))
        raise _NotWholeError(", ".join(differing))
    return Backup(
        file=target,
        taken_at=now,
        reason=reason,
        program=version("gemba"),
        revision=_revision_in(target),
        rows=rows,
        sha256=digest(target),
    )


def _look_into(file: Path) -> dict[str, int]:
    with closing(_connect(_read_only(file))) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise _NotWholeError(verdict)
        astray = connection.execute("PRAGMA foreign_key_check").fetchone()
        if astray is not None:
            raise _NotWholeError(str(astray[0]))
        return _count(connection)


def _revision_in(file: Path) -> str:
    with closing(_connect(_read_only(file))) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _read_only(file: Path) -> str:
    # What is read cannot have been made whole by reading it.
    return f"{file.as_uri()}?mode=ro&immutable=1"


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def _fault(error: Exception, place: str, folder: Path, reason: Reason) -> EnvironmentFault:
    known: Exception | None = error
    ours = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(ours, sqlite3.Error):
        known = file_fault(str(ours), place)
    elif isinstance(error, DBAPIError):
        known = fault_of(error, place)
    elif isinstance(error, PermissionError):
        known = EnvironmentFault("target-forbidden")
    cause = known.code if isinstance(known, KnownError) else ""
    if isinstance(error, _NotWholeError):
        cause = "not-whole"
    return EnvironmentFault(
        "backup-failed", folder=str(folder), reason=reason, cause=cause, details=str(error)
    )
