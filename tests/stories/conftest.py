"""Fixtures of the window and of the command line, for the stories that are told in them."""

from tests.app.commands.conftest import gemba
from tests.ui.conftest import (
    idle,
    interaction,
    languages,
    open_window,
    settings,
    theme,
    watchdog,
)

__all__ = [
    "gemba",
    "idle",
    "interaction",
    "languages",
    "open_window",
    "settings",
    "theme",
    "watchdog",
]
