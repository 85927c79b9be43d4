"""The one font of everything printed, and how wide its words are."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_noto_sans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "NotoSans"
POINTS_A_MM = 72 / 25.4


@cache
def register() -> None:
    """Make the font known; letters of it are embedded in every file that uses them."""
    folder = Path(fontpkg_noto_sans.ROOT) / "files"
    (file,) = folder.glob("NotoSans[[]*.ttf")
    pdfmetrics.registerFont(TTFont(NAME, str(file)))


@lru_cache(maxsize=50_000)
def width_of(text: str, size: float) -> float:
    """Return the width of ``text`` in millimetres."""
    register()
    return float(pdfmetrics.stringWidth(text, NAME, size)) / POINTS_A_MM


def wrapped(text: str, size: float, room: float, most: int | None = None) -> list[str]:
    """Break ``text`` into lines no wider than ``room``; an ellipsis ends the line ``most``."""
    lines: list[str] = []
    for paragraph in clean(text).splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip()
            if width_of(longer, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while width_of(line, size) > room and len(line) > 1:
                at = _fitting(line, size, room)
                # A double name breaks at its hyphen, if a part of it fits.
                at = line.rfind("-", 0, at) + 1 or at
                lines.append(line[:at])
                line = line[at:]
        lines.append(line)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], shortened(f"{lines[most - 1]}…", size, room)]
    return lines


def shortened(text: str, size: float, room: float) -> str:
    """Return ``text`` in one line no wider than ``room``, cut by an ellipsis where it must be."""
    line = " ".join(clean(text).split())
    if width_of(line, size) <= room:
        return line
    at = _fitting(line, size, room - width_of("…", size))
    return f"{line[:at].rstrip('… ')}…"


def clean(text: str) -> str:
    """Return ``text`` with a mark in place of what cannot be printed; line ends stay."""
    return "".join(_printed(letter) for letter in text)


def _printed(letter: str) -> str:
    if letter.isprintable() or letter in "\n\u00a0":
        return letter
    # Narrow and wide spaces of all kinds, which fonts seldom have.
    return " " if unicodedata.category(letter) == "Zs" else "\ufffd"


def _fitting(text: str, size: float, room: float) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle], size) <= room:
            low = middle
        else:
            high = middle - 1
    return low
