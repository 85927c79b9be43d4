"""What a page is given: services, the way to call them, looks, questions to the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap import Services
    from app.errors import KnownError
    from app.interaction import Interaction
    from app.settings import Settings
    from ui.operations import Operations
    from ui.theme import Theme


class Go(Protocol):
    """Shows the page ``name``; the rest tells it what to show."""

    def __call__(self, name: str, **where: object) -> None:  # noqa: D102 - the class says it
        ...


class ShowToast(Protocol):
    """Shows a quiet line at the bottom, with *Undo* or another act."""

    def __call__(  # noqa: D102 - the class says it
        self,
        text: str,
        *,
        undo: bool = False,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None: ...


class ShowError(Protocol):
    """Shows above the page what happened, where, and what to do next."""

    def __call__(self, error: KnownError | str) -> None:  # noqa: D102 - the class says it
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Made anew for every file opened, together with its pages."""

    services: Services
    operations: Operations
    theme: Theme
    settings: Settings
    interaction: Interaction
    go: Go
    toast: ShowToast
    error: ShowError
