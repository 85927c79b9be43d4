"""The files a window can open; each of these takes its time and runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.bootstrap import Services


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open.

    Attributes
    ----------
    services
        Everything that can be done with it.
    place
        Where it lies: a path, or the address of a database.
    name
        What the title bar calls it.
    sample
        True for the copy of the sample company.
    """

    services: Services
    place: str
    name: str
    sample: bool = False


class Opening(Protocol):
    """Where open files come from."""

    def own(self) -> OpenFile:
        """Open the user's own file, making it the first time."""

    def sample(self) -> OpenFile:
        """Open the user's copy of the sample company, making it the first time."""

    def delete_sample(self) -> None:
        """Take the copy of the sample company away; the next one is fresh."""

    def file(self, path: str) -> OpenFile:
        """Open the file at ``path``."""

    def new(self, path: str) -> OpenFile:
        """Make a file at ``path``."""
