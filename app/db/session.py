"""One open database: reading sessions, and the unit of work that every write goes through."""

from __future__ import annotations

import datetime as dt
import getpass
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.changes import Changes
from app.db import after_visit  # noqa: F401 - every table is known once a database can be opened
from app.db.backup import back_up
from app.db.engine import WRITES, make_engine
from app.db.faults import fault_of
from app.db.models import History
from app.db.recording import Recorder
from app.db.upgrade import prepare
from app.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from app.db.recording import RowImage
    from app.domain.backups import Backup, Reason

# As many history lines as fit under the limit of bound values of old SQLite versions.
_LINES_AT_ONCE = 1_000


@dataclass
class UnitOfWork:
    """A transaction: nothing is kept unless its block ends well.

    Attributes
    ----------
    session
        What services read and write through.
    changes
        What was written; empty until the block has ended.
    label
        What is being done, in the user's language; may be set within the block.
    """

    session: Session
    recorder: Recorder
    label: str
    changes: Changes = field(default_factory=Changes)


class Database:
    """An open database, SQLite file or PostgreSQL.

    Parameters
    ----------
    engine
        Made by :func:`app.db.engine.make_engine`.
    place
        Path or address, as messages name it.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        self.on_commit: list[Callable[[str, tuple[RowImage, ...]], None]] = []

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True) -> Database:
        """Open the database at ``place``, a path or an address, and bring it up to date.

        Raises
        ------
        InputError
            If it is missing though ``create`` is false, no database of ours, or of a newer program.
        EnvironmentFault
            If it is damaged, read-only, busy or cannot be reached.
        """
        name = str(place)
        engine = make_engine(name)
        try:
            with _faults_named(name):
                prepare(engine, name, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    @property
    def on_server(self) -> bool:
        """Whether many may work on it at once, each from a computer of their own."""
        return self._engine.dialect.name != "sqlite"

    def back_up(self, reason: Reason) -> Backup:
        """Make a verified copy; see :func:`app.db.backup.back_up`."""
        return back_up(self._engine, self.place, reason)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads, one consistent state."""
        with _faults_named(self.place), Session(self._engine) as session:
            yield session

    @contextmanager
    def unit_of_work(self, label: str, *, undoable: bool = True) -> Iterator[UnitOfWork]:
        """Open a transaction that keeps everything or nothing.

        History is written in the same transaction. After the commit, ``changes`` of the unit tells
        what was touched, and undo is told, unless what is done has left the program: a plan that
        was published, a message that was written.
        """
        writing = self._engine.execution_options(**{WRITES: True})
        with _faults_named(self.place), Session(writing, expire_on_commit=False) as session:
            unit = UnitOfWork(session, Recorder(session), label)
            yield unit
            session.flush()
            images = unit.recorder.images
            self._write_history(session, unit.label, images)
            session.commit()
        unit.changes = Changes(
            frozenset((image.table, image.key) for image in images), unit.label if images else ""
        )
        if images and undoable:
            for listener in self.on_commit:
                listener(unit.label, images)

    @staticmethod
    def _write_history(session: Session, label: str, images: tuple[RowImage, ...]) -> None:
        common = {
            "at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
            "who": user_name(),
            "what": label,
            "batch": uuid.uuid4().hex,
        }
        lines = [
            common
            | {
                "table_name": image.table,
                "row_id": image.key,
                "before": _plain(image.before),
                "after": _plain(image.after),
            }
            for image in images
        ]
        for start in range(0, len(lines), _LINES_AT_ONCE):
            session.execute(insert(History), lines[start : start + _LINES_AT_ONCE])


def user_name() -> str:
    """Return who is signed in at this computer, "" if it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _plain(values: dict[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in values.items()
    }


@contextmanager
def _faults_named(place: str) -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise ConflictError("row-changed-meanwhile", file=place) from error
    except IntegrityError as error:
        raise ConflictError("row-clash", file=place, details=str(error.orig)) from error
    except DBAPIError as error:
        raise fault_of(error, place) from error
