"""Changes to ideas: written in order, and nothing lost where somebody else was faster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.ideas import IdeaStatus, may_move
from app.errors import ConflictError
from app.wording import error_text

if TYPE_CHECKING:
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.ideas import IdeaRow, IdeaService
    from ui.context import Context

_CHANGED = ("row-changed", "row-changed-meanwhile")


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of an idea as it was shown.

    Attributes
    ----------
    shown
        The idea as the user saw it.
    field
        What is changed; "status" for a move, then ``answer`` is what the author is told.
    """

    shown: IdeaRow
    field: str
    value: Any
    answer: str = ""

    @property
    def base(self) -> Any:
        """What the field was when the user changed it."""
        return getattr(self.shown, self.field)


@dataclass(frozen=True, slots=True)
class Clash:
    """A wish that met another version of the same field."""

    wish: Wish
    now: IdeaRow

    @property
    def theirs(self) -> Any:
        """What stands in the field now."""
        return getattr(self.now, self.wish.field)

    @property
    def may_keep(self) -> bool:
        """Tell whether the wish can still be had."""
        if self.wish.field != "status":
            return True
        return may_move(IdeaStatus(self.now.status), IdeaStatus(self.wish.value))


class IdeaChanges(QObject):
    """Writes wishes one after another.

    Signals
    -------
    kept(object, object)
        A wish that was written, and the idea as it is now.
    clashed(object)
        A ``Clash``: nothing was written, both versions are there.
    refused(object, str)
        A wish that cannot be had, and why.
    """

    kept = Signal(object, object)
    clashed = Signal(object)
    refused = Signal(object, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[tuple[Wish, int]] = []
        self._busy = False
        # Versions that this window has written itself: the page may not have heard of them yet.
        self._versions: dict[int, int] = {}

    def ask(self, wish: Wish) -> None:
        """Write ``wish`` as soon as those before it are through."""
        version = max(wish.shown.version, self._versions.get(wish.shown.id, 0))
        self._waiting.append((wish, version))
        self._next()

    def insist(self, clash: Clash) -> None:
        """Write the wish over what stands there now."""
        self._waiting.append((clash.wish, clash.now.version))
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        wish, version = self._waiting.pop(0)
        version = max(version, self._versions.get(wish.shown.id, 0))
        self._busy = True
        self._context.operations.command(
            self,
            partial(_write, self._context.services.ideas, wish, version),
            partial(self._written, wish),
            failed=partial(self._failed, wish),
            quiet=wish.field != "status",
        )

    def _written(self, wish: Wish, now: IdeaRow) -> None:
        self._busy = False
        self._versions[now.id] = now.version
        self.kept.emit(wish, now)
        self._next()

    def _failed(self, wish: Wish, error: KnownError) -> None:
        if isinstance(error, ConflictError) and error.code in _CHANGED:
            self._context.operations.query(
                self,
                partial(self._context.services.ideas.idea, wish.shown.id, today=dt.date.today()),
                partial(self._look, wish),
                failed=partial(self._gone, wish),
            )
        else:
            self._gone(wish, error)

    def _look(self, wish: Wish, now: IdeaRow) -> None:
        self._busy = False
        clash = Clash(wish, now)
        if clash.theirs == wish.base:
            # Somebody changed another field: both changes stand.
            self._waiting.insert(0, (wish, now.version))
        else:
            self._versions[now.id] = now.version
            self.clashed.emit(clash)
        self._next()

    def _gone(self, wish: Wish, error: KnownError) -> None:
        self._busy = False
        self.refused.emit(wish, error_text(error))
        self._next()


def _write(ideas: IdeaService, wish: Wish, version: int) -> tuple[IdeaRow, Changes]:
    key = wish.shown.id
    if wish.field == "status":
        changes = ideas.move(
            idea_id=key, shown_version=version, to=IdeaStatus(wish.value), answer=wish.answer
        )
    else:
        changes = ideas.change(idea_id=key, shown_version=version, **{wish.field: wish.value})
    return ideas.idea(key, today=dt.date.today()), changes
