"""Sentences about plans that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable


def _does_not_fit(*, count: int, first: Any) -> str:
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    return ngettext(
        "The plan was not kept: staff, calendar or rules have changed since the solve began, and "
        "{count} rule would be broken. {first} Solve again.",
        "The plan was not kept: staff, calendar or rules have changed since the solve began, and "
        "{count} rules would be broken. First of them: {first} Solve again.",
        count,
    ).format(count=count, first=sentence(first.code, first.parameters))


SENTENCES: dict[str, str | Callable[..., str]] = {"plan-does-not-fit": _does_not_fit}
