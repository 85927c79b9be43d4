"""Sentences about what can be wrong with the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES: dict[str, str | Callable[..., str]] = {}
