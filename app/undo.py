"""Undo and redo in the user's words, for every write of this session."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.db.recording import joined
from app.db.rewinding import rewind
from app.errors import ConflictError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.changes import Changes
    from app.db.recording import RowImage
    from app.db.session import Database


@dataclass(frozen=True, slots=True)
class UndoStatus:
    """Labels of the next steps; None where there is none."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class _Step:
    label: str
    images: tuple[RowImage, ...]


class UndoStack:
    """Every committed unit of work of ``database`` as a step.

    A step whose rows somebody else has changed meanwhile is refused, and dropped with all steps
    before it: they were made on rows that are no more as they left them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._moving = False
        database.on_commit.append(self._committed)

    def status(self) -> UndoStatus:
        """Return what undo and redo would do now."""
        return UndoStatus(
            self._done[-1].label if self._done else None,
            self._undone[-1].label if self._undone else None,
        )

    def undo(self) -> Changes:
        """Take the last step back.

        Raises
        ------
        InputError
            If there is nothing to undo.
        ConflictError
            If somebody else has changed one of its rows since.
        """
        return self._move(self._done, self._undone)

    def redo(self) -> Changes:
        """Do again what was undone last."""
        return self._move(self._undone, self._done)

    @contextmanager
    def together(self, label: str) -> Iterator[None]:
        """Make one step called ``label`` of all that is done within; also if it breaks off."""
        first = len(self._done)
        try:
            yield
        finally:
            images = joined(image for step in self._done[first:] for image in step.images)
            del self._done[first:]
            if images:
                self._done.append(_Step(label, images))

    def forget(self) -> None:
        """Drop all steps."""
        self._done.clear()
        self._undone.clear()

    def _committed(self, label: str, images: tuple[RowImage, ...]) -> None:
        if not self._moving:
            self._done.append(_Step(label, images))
            self._undone.clear()

    def _move(self, source: list[_Step], target: list[_Step]) -> Changes:
        if not source:
            raise InputError("nothing-to-undo")
        step = source[-1]
        self._moving = True
        try:
            with self._database.unit_of_work(step.label) as unit:
                rewind(unit, step.images)
        except ConflictError:
            source.clear()
            raise
        finally:
            self._moving = False
        source.pop()
        target.append(_Step(step.label, tuple(image.inverse for image in step.images)))
        return unit.changes
