"""Rows before and after each change of a transaction: for news, history and undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.db.base import Row

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowImage:
    """One row, by column, before and after: None before it was made, or after it was removed."""

    table: str
    key: int
    before: Values | None
    after: Values | None

    @property
    def inverse(self) -> RowImage:
        """The change that takes this one back."""
        return RowImage(self.table, self.key, self.after, self.before)


def joined(images: Iterable[RowImage]) -> tuple[RowImage, ...]:
    """Return one image a row, first state to last, without rows that came out as they were."""
    rows: dict[tuple[str, int], RowImage] = {}
    for image in images:
        known = rows.get((image.table, image.key))
        first = image.before if known is None else known.before
        rows[image.table, image.key] = RowImage(image.table, image.key, first, image.after)
    return tuple(image for image in rows.values() if image.before != image.after)


class Recorder:
    """Collects the images of everything that ``session`` flushes."""

    def __init__(self, session: Session) -> None:
        self._images: list[RowImage] = []
        # Column defaults and new keys are known after the flush only, what was before until then.
        event.listen(session, "after_flush", self._after_flush)

    @property
    def images(self) -> tuple[RowImage, ...]:
        """One image a row that has changed."""
        return joined(self._images)

    def add(self, image: RowImage) -> None:
        """Note a change."""
        self._images.append(image)

    def _after_flush(self, session: Session, _context: object) -> None:
        for row in session.new:
            self._note(row, None, _now(row))
        for row in session.dirty:
            if session.is_modified(row):
                self._note(row, _earlier(row), _now(row))
        for row in session.deleted:
            self._note(row, _earlier(row), None)

    def _note(self, row: Row, before: Values | None, after: Values | None) -> None:
        if not row.__recorded__:
            return
        key = (after or before or {})["id"]
        self.add(RowImage(row.__tablename__, key, before, after))


def _now(row: Row) -> Values:
    return {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs}


def _earlier(row: Row) -> Values:
    state = inspect(row)
    values = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        values[column.key] = history.deleted[0] if history.deleted else getattr(row, column.key)
    return values
