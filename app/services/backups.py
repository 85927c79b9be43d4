"""Safety copies: those made before something that can hurt, and those asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.kept_backups import backups_of, folder_of, newest_whole
from app.db.models import Department, Programme

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.db.session import Database
    from app.domain.backups import Backup, Reason


class BackupService:
    """The copies of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return folder_of(self._database.place)

    def back_up(self) -> Backup:
        """Make a copy now.

        Raises
        ------
        EnvironmentFault
            If none could be made, or it is not whole.
        """
        return self._database.back_up("asked")

    def newest(self) -> Backup | None:
        """Return the last copy that is whole, None if there is none."""
        return newest_whole(self._database.place)


def back_up_before(reason: Reason, database: Database) -> None:
    """Make the copy without which nothing risky is begun; where nothing is, nothing is copied.

    Raises
    ------
    EnvironmentFault
        If none could be made, or it is not whole: then the act must be left.
    """
    with database.read() as session:
        firsts = (session.scalar(select(kind.id).limit(1)) for kind in (Department, Programme))
        something = any(first is not None for first in firsts)
    if something:
        database.back_up(reason)


def last_made(place: str) -> dt.datetime | None:
    """Return when the last copy of the database at ``place`` was made, in UTC; it is not opened."""
    newest = next(iter(backups_of(place)), None)
    return None if newest is None else newest.taken_at
