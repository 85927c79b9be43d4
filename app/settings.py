"""What the user chose for the program itself, each setting declared once as data."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import platformdirs

from app.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Setting(Generic[_T]):
    """One thing that can be chosen.

    Attributes
    ----------
    key
        Name in the file.
    default
        Value as long as nothing was chosen; its type is the setting's.
    title
        What the settings page calls it.
    since
        Version of the program that brought it.
    allowed
        The values there are, None for any of the type.
    """

    key: str
    default: _T
    title: str
    since: str
    allowed: tuple[_T, ...] | None = None

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` may stand in the file."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            return False
        return self.allowed is None or value in self.allowed


LANGUAGE = Setting("language", "", N_("Language"), "0.1.0", ("", *LANGUAGES))
THEME = Setting("theme", "system", N_("Colours"), "0.1.0", ("system", "light", "dark"))
RECENT_FILES: Setting[list[str]] = Setting("recent_files", [], N_("Recent files"), "0.1.0")
WINDOW = Setting("window", "", N_("Size and place of the window"), "0.1.0")
COMPANY = Setting("company", "", N_("Name of the company"), "0.1.0")
TIME_ZONE = Setting("time_zone", "", N_("Time zone of the company"), "0.1.0")
MORNING = Setting("morning", "09:00-13:00", N_("Times of the morning"), "0.1.0")
AFTERNOON = Setting("afternoon", "14:00-18:00", N_("Times of the afternoon"), "0.1.0")
ORGANISER = Setting("organiser", "", N_("Name of the organiser of visits"), "0.1.0")
ORGANISER_EMAIL = Setting("organiser_email", "", N_("E-mail of the organiser"), "0.1.0")

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    RECENT_FILES,
    WINDOW,
    COMPANY,
    TIME_ZONE,
    MORNING,
    AFTERNOON,
    ORGANISER,
    ORGANISER_EMAIL,
)


class Settings:
    """The settings of one user, kept in a small file.

    Parameters
    ----------
    file
        Where they are kept; by default in the user's own folder for settings.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = (
            file or platformdirs.user_config_path("gemba", appauthor=False) / "settings.json"
        )
        self._values = self._read()

    def get(self, setting: Setting[_T]) -> _T:
        """Return what was chosen, or the default where the file holds nothing usable."""
        value = self._values.get(setting.key, setting.default)
        return value if setting.accepts(value) else setting.default

    def set(self, setting: Setting[_T], value: _T) -> None:
        """Choose ``value`` and keep it."""
        if not setting.accepts(value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        if self.get(setting) == value:
            return
        self._values[setting.key] = value
        self._write()

    def remember_file(self, path: str) -> None:
        """Put ``path`` first among the recent files."""
        others = [known for known in self.get(RECENT_FILES) if known != path]
        self.set(RECENT_FILES, [path, *others][:_RECENT_KEPT])

    def forget_file(self, path: str) -> None:
        """Take ``path`` off the recent files."""
        self.set(RECENT_FILES, [known for known in self.get(RECENT_FILES) if known != path])

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            # A choice of colours is no reason not to start.
            _log.warning("settings could not be read; the defaults are used", exc_info=True)
            return {}
        return values if isinstance(values, dict) else {}

    def _write(self) -> None:
        beside = self._file.with_suffix(".tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(
                json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8"
            )
            os.replace(beside, self._file)
        except OSError:
            _log.warning("settings could not be kept for the next time", exc_info=True)
