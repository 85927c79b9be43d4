"""What the user chose for the program itself, each setting declared once as data."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import platformdirs

from app.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_RECENT_KEPT = 8

Kind = Literal["choice", "line", "zone", "times", "picture", "slides", "folder"]


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
    group
        Where it stands on the settings page, a key of :data:`GROUPS`; not on it where empty.
    kind
        How it is chosen there: one of ``allowed``, a line of text, a time zone of the world's list,
        times as "09:00-13:00", a picture, a presentation, a folder.
    texts
        What values are called, marked for translation; others are shown as they are.
    hint
        A sentence below it, marked for translation.
    """

    key: str
    default: _T
    title: str
    since: str
    allowed: tuple[_T, ...] | None = None
    group: str = ""
    kind: Kind = "line"
    texts: Mapping[_T, str] = field(default_factory=dict)
    hint: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether ``value`` may stand in the file."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            return False
        return self.allowed is None or value in self.allowed


GROUPS = {
    "looks": N_("Language and looks"),
    "company": N_("Company"),
    "times": N_("Times of visits"),
    "reflections": N_("After the visits"),
    "folders": N_("Files"),
}

LANGUAGE = Setting(
    "language",
    "",
    N_("Language"),
    "0.1.0",
    ("", *LANGUAGES),
    group="looks",
    kind="choice",
    # Languages by their own names: who cannot read the present one finds it.
    texts={"": N_("As the system"), "en": "English", "ru": "Русский"},
)
THEME = Setting(
    "theme",
    "system",
    N_("Colours"),
    "0.1.0",
    ("system", "light", "dark", "contrast"),
    group="looks",
    kind="choice",
    texts={
        "system": N_("As the system"),
        "light": N_("Light"),
        "dark": N_("Dark"),
        "contrast": N_("High contrast"),
    },
)
TEXT_SIZE = Setting(
    "text_size",
    100,
    N_("Text size in per cent"),
    "0.1.0",
    (90, 100, 115, 130, 150, 175, 200),
    group="looks",
    kind="choice",
)
RECENT_FILES: Setting[list[str]] = Setting("recent_files", [], N_("Recent files"), "0.1.0")
WINDOW = Setting("window", "", N_("Size and place of the window"), "0.1.0")
COMPANY = Setting(
    "company",
    "",
    N_("Name of the company"),
    "0.1.0",
    group="company",
    hint=N_("Stands on what is printed and sent."),
)
LOGO = Setting(
    "logo",
    "",
    N_("Logo of the company"),
    "0.1.0",
    group="company",
    kind="picture",
    hint=N_("A picture (PNG or JPEG) for what is printed."),
)
ORGANISER = Setting(
    "organiser", "", N_("Name of the organiser of visits"), "0.1.0", group="company"
)
ORGANISER_EMAIL = Setting(
    "organiser_email",
    "",
    N_("E-mail of the organiser"),
    "0.1.0",
    group="company",
    hint=N_("Answers to calendar entries go there."),
)
TIME_ZONE = Setting(
    "time_zone",
    "",
    N_("Time zone of the company"),
    "0.1.0",
    group="times",
    kind="zone",
    texts={"": N_("That of this computer")},
)
MORNING = Setting(
    "morning", "09:00-13:00", N_("Times of the morning"), "0.1.0", group="times", kind="times"
)
AFTERNOON = Setting(
    "afternoon", "14:00-18:00", N_("Times of the afternoon"), "0.1.0", group="times", kind="times"
)
REMIND_AFTER = Setting(
    "remind_after",
    7,
    N_("Days between two reminders of one visit"),
    "0.1.0",
    (3, 5, 7, 10, 14, 21),
    group="reflections",
    kind="choice",
)
SLIDE_TEMPLATE = Setting(
    "slide_template",
    "",
    N_("Template for presentations"),
    "0.1.0",
    group="reflections",
    kind="slides",
    hint=N_("A .pptx file of your company; without one, presentations look as the program does."),
)
FOLDER = Setting(
    "folder",
    "",
    N_("Folder for exports"),
    "0.1.0",
    group="folders",
    kind="folder",
    hint=N_("Dialogs for saving begin there; without one, where you saved last."),
)
STRICT_BOARD = Setting("strict_board", False, N_("Refuse what breaks a rule"), "0.1.0")
YOU: Setting[dict[str, int]] = Setting("you", {}, N_("Who you are, by company file"), "0.1.0")
LOOKED: Setting[dict[str, str]] = Setting(
    "looked", {}, N_("When heads of departments last looked at what is new"), "0.1.0"
)

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_SIZE,
    COMPANY,
    LOGO,
    ORGANISER,
    ORGANISER_EMAIL,
    TIME_ZONE,
    MORNING,
    AFTERNOON,
    REMIND_AFTER,
    SLIDE_TEMPLATE,
    FOLDER,
    RECENT_FILES,
    WINDOW,
    STRICT_BOARD,
    YOU,
    LOOKED,
)


class Settings:
    """The settings of one user, kept in a small file.

    Parameters
    ----------
    file
        Where they are kept; by default in the user's own folder for settings.

    Attributes
    ----------
    on_change
        Called with each setting for which something else was chosen.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = (
            file or platformdirs.user_config_path("gemba", appauthor=False) / "settings.json"
        )
        self._values = self._read()
        self.on_change: list[Callable[[Setting[Any]], None]] = []

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
        for listener in self.on_change:
            listener(setting)

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
