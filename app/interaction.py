"""Questions to the user through one small door, which window, console and tests each answer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Interaction(Protocol):
    """What may be asked of the user, and told."""

    def tell(self, text: str) -> None:
        """Say ``text`` and wait until it was seen."""

    def confirm(self, question: str, *, yes: str) -> bool:
        """Ask before what cannot be undone; ``yes`` names the act on its button."""

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """Return the index of the option chosen, None if none was."""

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """Return the file to read; ``kinds`` are pairs of a name and a pattern such as *.xlsx."""

    def open_files(self, title: str, kinds: Sequence[tuple[str, str]]) -> list[Path]:
        """Return the files to read, none if nothing was chosen."""

    def save_file(
        self, title: str, suggested: str, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """Return where to write."""

    def choose_folder(self, title: str) -> Path | None:
        """Return the folder into which several files are to go."""


class Console:
    """Answers by lines of text, for a terminal.

    Parameters
    ----------
    read
        Returns the next line that was typed.
    write
        Shows a line.
    """

    def __init__(
        self,
        read: Callable[[], str] = sys.stdin.readline,
        write: Callable[[str], object] = print,
    ) -> None:
        self._read = read
        self._write = write

    def tell(self, text: str) -> None:
        """Show ``text``."""
        self._write(text)

    def confirm(self, question: str, *, yes: str) -> bool:
        """Ask for the word of the act; anything else means no."""
        self._write(_("{question} Type “{yes}” to go on.").format(question=question, yes=yes))
        return self._read().strip().casefold() == yes.casefold()

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """Ask for the number of an option; anything else chooses none."""
        self._write(question)
        for number, option in enumerate(options, start=1):
            self._write(f"{number}. {option}")
        answer = self._read().strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return int(answer) - 1
        return None

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """Ask for the path of a file."""
        return self._path(title)

    def open_files(self, title: str, kinds: Sequence[tuple[str, str]]) -> list[Path]:
        """Ask for one path."""
        path = self._path(title)
        return [path] if path is not None else []

    def save_file(
        self, title: str, suggested: str, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """Ask for a path; an empty line takes the one suggested."""
        return self._path(f"{title} [{suggested}]") or Path(suggested)

    def choose_folder(self, title: str) -> Path | None:
        """Ask for the path of a folder."""
        return self._path(title)

    def _path(self, title: str) -> Path | None:
        self._write(title)
        answer = self._read().strip()
        return Path(answer) if answer else None
