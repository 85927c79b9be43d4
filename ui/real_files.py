"""Opening of real files; the database code is loaded by the worker that opens the first one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from app.domain.backups import FOLDER_ENDING
from app.errors import InputError
from app.i18n import current_language
from ui.opening import OpenFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.bootstrap import Services
    from app.settings import Settings
    from ui.opening import Kind

# SQLite keeps two files beside the first.
_ENDINGS = ("", "-wal", "-shm")


def opened(services: Services, kind: Kind = "file") -> OpenFile:
    """Return ``services`` as the window takes them."""
    return OpenFile(services, services.database.place, kind)


class RealFiles:
    """Opens files through ``app.bootstrap``.

    Parameters
    ----------
    folder
        Where the sample company lies; by default the user's own folder for data.
    settings
        Those of the window: two that keep the same file would forget what the other one wrote.
    """

    def __init__(self, folder: Path | None = None, settings: Settings | None = None) -> None:
        self._settings = settings
        self._folder = folder or platformdirs.user_data_path("gemba", appauthor=False)

    def own(self) -> OpenFile:
        """Open the user's own file, making it the first time."""
        return opened(self._services(None), "own")

    def sample(self) -> OpenFile:
        """Open the user's copy of the sample company, making it the first time."""
        self._folder.mkdir(parents=True, exist_ok=True)
        services = self._services(str(self._sample_file()))
        if not services.staff.departments():
            services.samples.make()
            services.undo.forget()
        return opened(services, "sample")

    def delete_sample(self) -> None:
        """Take the copy of the sample company away; the next one is fresh."""
        for ending in _ENDINGS:
            Path(f"{self._sample_file()}{ending}").unlink(missing_ok=True)
        shutil.rmtree(f"{self._sample_file()}{FOLDER_ENDING}", ignore_errors=True)

    def file(self, path: str) -> OpenFile:
        """Open the file at ``path``, which must be there."""
        if not Path(path).exists():
            raise InputError("company-file-gone", file=path)
        return opened(self._services(path))

    def new(self, path: str) -> OpenFile:
        """Make a file at ``path``."""
        return opened(self._services(path))

    def last_backups(self, paths: Sequence[str]) -> dict[str, dt.datetime]:
        """Return when the last safety copy of each file was made, in UTC; of some there is none."""
        from app.services.backups import last_made  # noqa: PLC0415 - the database code, in the worker

        found = {path: last_made(path) for path in paths}
        return {path: at for path, at in found.items() if at is not None}

    def _sample_file(self) -> Path:
        # One for each language: the people have names in the language of who looks.
        return self._folder / f"sample-{current_language()}.db"

    def _services(self, place: str | None) -> Services:
        from app.bootstrap import open_services  # noqa: PLC0415 - half a second, in the worker

        return open_services(place, settings=self._settings)
