"""Sentences about departments, roles, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES: dict[str, str | Callable[..., str]] = {}
