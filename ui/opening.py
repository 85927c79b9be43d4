"""The files a window can open; each of these takes its time and runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from app.i18n import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.bootstrap import Services

Kind = Literal["own", "sample", "file"]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open.

    Attributes
    ----------
    services
        Everything that can be done with it.
    place
        Where it lies: a path, or the address of a database.
    kind
        The user's own file, the copy of the sample company, or any other file.
    """

    services: Services
    place: str
    kind: Kind = "file"

    def name(self) -> str:
        """Return what title bar and side bar call it."""
        if self.kind == "sample":
            return _("Sample company")
        return _("My company") if self.kind == "own" else Path(self.place).stem


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

    def last_backups(self, paths: Sequence[str]) -> dict[str, dt.datetime]:
        """Return when the last safety copy of each file was made, in UTC; of some there is none."""
