"""What has happened to an idea since it came: who changed what, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.db.after_visit import Idea
from app.db.models import Employee, History

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.db.session import Database

# What a person has not decided: it follows from something else, or is there for the machine.
_NOT_TOLD = frozenset({"id", "version", "folded", "moved_at", "answered_at"})
_NOTHING = (None, "", 0)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; people and other ideas stand there by name, dates as text."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class IdeaEvent:
    """One act; ``at`` is UTC with its zone, ``first`` tells that the idea came into being."""

    at: dt.datetime
    who: str
    what: str
    first: bool
    changes: tuple[FieldChange, ...]


class IdeaHistoryService:
    """Reads the history of ideas."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(self, idea_id: int) -> list[IdeaEvent]:
        """Return what has happened to an idea, the newest first."""
        with self._database.read() as session:
            lines = list(
                session.scalars(
                    select(History)
                    .where(History.table_name == Idea.__tablename__, History.row_id == idea_id)
                    .order_by(History.id.desc())
                )
            )
            names = {
                "owner_id": _names(session, Employee.id, Employee.name, lines, "owner_id"),
                "merged_into_id": _names(session, Idea.id, Idea.title, lines, "merged_into_id"),
            }
        return [
            IdeaEvent(
                at=line.at.replace(tzinfo=dt.UTC),
                who=line.who,
                what=line.what,
                first=line.before is None,
                changes=_changes(line, names),
            )
            for line in lines
            if line.after is not None
        ]


def _names(
    session: Session, key: Any, name: Any, lines: Iterable[History], field: str
) -> dict[int, str]:
    wanted = {
        values[field]
        for line in lines
        for values in (line.before, line.after)
        if values is not None and values.get(field) is not None
    }
    return {
        found: text for found, text in session.execute(select(key, name).where(key.in_(wanted)))
    }


def _changes(line: History, names: dict[str, dict[int, str]]) -> tuple[FieldChange, ...]:
    before, after = line.before, line.after
    if before is None or after is None:
        return ()

    def shown(field: str, value: Any) -> Any:
        return names[field].get(value, "") if field in names else value

    return tuple(
        FieldChange(name, shown(name, before.get(name)), shown(name, value))
        for name, value in after.items()
        if name not in _NOT_TOLD
        and before.get(name) != value
        and not (before.get(name) in _NOTHING and value in _NOTHING)
    )
