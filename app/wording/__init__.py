"""Codes and numbers into sentences about people, slots and seats.

One module a subject; each holds ``SENTENCES``: code → a marked text with named places, or a
function of the parameters where a plural or a choice is needed. A sentence says what happened,
where, and what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.wording import (
    after_visit,
    breaches,
    database,
    explaining,
    organisation,
    planning,
    problem_files,
    publishing,
    staff_import,
    workbooks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.errors import KnownError

SENTENCES: dict[str, str | Callable[..., str]] = {
    **after_visit.SENTENCES,
    **breaches.SENTENCES,
    **database.SENTENCES,
    **explaining.SENTENCES,
    **organisation.SENTENCES,
    **planning.SENTENCES,
    **problem_files.SENTENCES,
    **publishing.SENTENCES,
    **staff_import.SENTENCES,
    **workbooks.SENTENCES,
}


def sentence(code: str, parameters: Mapping[str, Any]) -> str:
    """Return the sentence of ``code``, in the current language.

    Raises
    ------
    KeyError
        If no module has a sentence for the code, or a parameter is missing: a bug.
    """
    text = SENTENCES[code]
    return _(text).format(**parameters) if isinstance(text, str) else text(**parameters)


def error_text(error: KnownError) -> str:
    """Return what happened, where, and what to do next."""
    return sentence(error.code, error.parameters)
