"""One line on a terminal that tells how far long work is; nothing where there is no terminal."""

from __future__ import annotations

import sys
from typing import Any

from app.i18n import _


class ProgressLine:
    """A line that is written over and over, on stderr, and is gone when the work is done.

    Parameters
    ----------
    text
        What is being done, in words.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Taken now: documents are written in languages of their own.
        self._counted = _("{done} of {total}")
        self._status: Any = None

    def __enter__(self) -> ProgressLine:
        if sys.stderr is not None and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415

            self._status = Console(stderr=True).status(self._text)
            self._status.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._status is not None:
            self._status.stop()

    def show(self, text: str) -> None:
        """Write ``text`` over what stood there."""
        if self._status is not None:
            self._status.update(text)

    def count(self, done: int, total: int | None) -> None:
        """Tell how many of how many are done, None while nobody knows how many there are."""
        if self._status is not None:
            far = "{done}" if total is None else self._counted
            self.show(f"{self._text} {far.format(done=done, total=total)}")
