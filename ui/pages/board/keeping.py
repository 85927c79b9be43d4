"""Keeps the best plan of a solve on the disk at each improvement, one writing at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.solving import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import KnownError
    from app.services.kept_plans import KeptPlanService
    from app.services.solving import Progress
    from ui.context import Context


class Keeping(QObject):
    """What is asked for while something is being written waits; the newest alone is done then."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False
        self._next: tuple[Callable[[], None], Callable[[], None] | None] | None = None
        self._failed = False

    @property
    def _kept(self) -> KeptPlanService:
        return self._context.services.kept_plans

    def begin(self) -> None:
        """Say that another solve begins: what could not be written is told once more."""
        self._failed = False

    def keep(self, programme_id: int, problem: Any, progress: Progress) -> None:
        """Keep the plan of ``progress``."""
        if not self._failed:
            self._do(partial(_keep, self._kept, programme_id, problem, progress))

    def forget(self, programme_id: int, then: Callable[[], None] | None = None) -> None:
        """Keep nothing: it was decided what becomes of the plan."""
        self._do(partial(self._kept.forget, programme_id), then)

    def _do(self, work: Callable[[], None], then: Callable[[], None] | None = None) -> None:
        if self._busy:
            self._next = (work, then)
            return
        self._busy = True
        self._context.operations.query(self, work, partial(self._done, then), failed=self._not_done)

    def _not_done(self, error: KnownError) -> None:
        # The solve goes on; one complaint is enough.
        self._failed = True
        self._context.error(error)
        self._done(None, None)

    def _done(self, then: Callable[[], None] | None, _nothing: object) -> None:
        self._busy = False
        following, self._next = self._next, None
        if then is not None:
            then()
        if following is not None:
            self._do(*following)


def _keep(kept: KeptPlanService, programme_id: int, problem: Any, progress: Progress) -> None:
    kept.keep(programme_id, plan_of(problem, progress, 0))
