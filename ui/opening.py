"""The files a window can open; each of these takes its time and runs in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.bootstrap import Services


class Opening(Protocol):
    """Where services come from."""

    def own(self) -> Services:
        """Open the user's own file, making it the first time."""

    def sample(self) -> Services:
        """Open the user's copy of the sample company, making it the first time."""

    def file(self, path: str) -> Services:
        """Open the file at ``path``."""

    def new(self, path: str) -> Services:
        """Make a file at ``path``."""
