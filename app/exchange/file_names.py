"""Names of files made from what people typed, good on every system."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Windows takes these for devices, whatever ending follows.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))]
)


def safe_name(text: str, fallback: str = "file") -> str:
    """Return ``text`` as the name of a file, without an ending.

    Separators, control and invisible characters go, as do names of devices, leading and closing
    dots, and what is longer than file systems take.
    """
    seen = "".join(
        letter if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " "
        for letter in text
    )
    words = " ".join(_FORBIDDEN.sub(" ", seen).split())
    name = _cut(words.strip(". ")).strip(". ")
    if not name:
        return fallback
    return f"{name}_" if name.split(".")[0].strip().casefold() in _DEVICES else name


def _cut(name: str) -> str:
    # Systems count bytes, and a Cyrillic letter has two.
    return name.encode()[:_LONGEST].decode(errors="ignore")


def distinct(names: Iterable[str]) -> list[str]:
    """Return the names, the second of two with a number; case does not tell names apart."""
    taken: set[str] = set()
    found = []
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name} ({number})"
        taken.add(candidate.casefold())
        found.append(candidate)
    return found
