"""Numbers as people write them."""

from __future__ import annotations

_MOST_DIGITS = 7


def is_count(text: str) -> bool:
    """Tell whether ``text`` is a whole number not below 0 of a size that people mean."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS
