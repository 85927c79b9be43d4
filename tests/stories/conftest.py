"""The window's own fixtures, for the stories that are told in the window."""

from tests.ui.conftest import (
    idle,
    interaction,
    languages,
    open_window,
    settings,
    theme,
    watchdog,
)

__all__ = ["idle", "interaction", "languages", "open_window", "settings", "theme", "watchdog"]
