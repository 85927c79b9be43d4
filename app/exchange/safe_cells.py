"""Text that stays text: nothing a user typed becomes a formula, nothing makes a file unreadable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openpyxl.cell import Cell

LONGEST_TEXT = 32_767
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = "…"

# What XML 1.0 has no way to write: control characters but tab and line ends, halves of
# surrogate pairs, and two code points that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class SafeText(NamedTuple):
    """A text that a cell can hold, and whether it differs from what was given."""

    text: str
    changed: bool


def safe_text(text: str) -> SafeText:
    """Return ``text`` with unwritable characters replaced and cut to what a cell holds."""
    safe = _UNWRITABLE.sub(REPLACEMENT, text)
    if len(safe) > LONGEST_TEXT:
        safe = safe[: LONGEST_TEXT - 1] + _ELLIPSIS
    return SafeText(safe, safe != text)


def put_text(cell: Cell, text: str) -> bool:
    """Put ``text`` into ``cell`` as text, whatever it begins with; tell whether it was changed.

    openpyxl takes a leading ``=`` for a formula, and spreadsheets take it, ``+``, ``-`` and ``@``
    for one as soon as somebody edits the cell; the quote prefix keeps them from it.
    """
    safe = safe_text(text)
    cell.value = safe.text
    cell.data_type = "s"
    cell.quotePrefix = True
    return safe.changed
