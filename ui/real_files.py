"""Opening of real files; the database code is loaded by the worker that opens the first one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError
from ui.opening import OpenFile

if TYPE_CHECKING:
    from app.bootstrap import Services


def opened(services: Services) -> OpenFile:
    """Return ``services`` with the name that the title bar shows."""
    place = str(services.database.place)
    return OpenFile(services, place, Path(place).stem)


class RealFiles:
    """Opens files through ``app.bootstrap``."""

    def own(self) -> OpenFile:
        """Open the user's own file, making it the first time."""
        from app.bootstrap import open_services  # noqa: PLC0415 - half a second, in the worker

        return opened(open_services(None))

    def sample(self) -> OpenFile:
        """Open the user's copy of the sample company, making it the first time."""
        from app.bootstrap import open_sample  # noqa: PLC0415

        return opened(open_sample())

    def file(self, path: str) -> OpenFile:
        """Open the file at ``path``, which must be there."""
        if not Path(path).exists():
            raise InputError("company-file-gone", file=path)
        from app.bootstrap import open_services  # noqa: PLC0415

        return opened(open_services(path))

    def new(self, path: str) -> OpenFile:
        """Make a file at ``path``."""
        from app.bootstrap import open_services  # noqa: PLC0415

        return opened(open_services(path))
