"""Sentences about what can be wrong with the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES: dict[str, str | Callable[..., str]] = {
    "company-file-gone": N_(
        "“{file}” is not there any more. It may have been moved or renamed: look for it by "
        "opening a file."
    ),
}
