"""Names as people compare them: in any case, ё as е, spaces of no account."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` in the form in which names are searched, sorted and held to be the same."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(plain.split())
