"""What takes its time the first time, done in a worker as soon as the window is on the screen."""

from __future__ import annotations

import gc

from babel import Locale

from app.i18n import LANGUAGES, language, ngettext


def prepare() -> None:
    """Load icons and the words of every language, so that nothing waits for them later."""
    import qtawesome  # noqa: F401, PLC0415 - a fifth of a second that the first window does not wait for

    for code in LANGUAGES:
        with language(code):
            ngettext("{count} person", "{count} people", 1)
        # Any question makes Babel load all it knows of the language.
        _ = Locale(code).list_patterns
    settle()


def settle() -> None:
    """Keep what has been loaded out of the rounds of the garbage collector.

    Code and catalogues stay for good. Looking through them all stops every thread for up to a
    tenth of a second, again and again while objects are made.
    """
    gc.freeze()
