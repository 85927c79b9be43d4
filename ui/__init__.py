"""The window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.settings import Settings


def run(
    services: Services | None = None,
    settings: Settings | None = None,
    language: str | None = None,
) -> int:
    """Show the window until it is closed; the one door from the rest of the program.

    ``services`` is the file to open; without it the start page offers what there is.
    ``language`` wins over the one that the user chose before.
    """
    # Whoever imports this package without opening a window does not load Qt.
    from ui.start_up import start  # noqa: PLC0415

    return start(sys.argv[:1], services, settings, language)
