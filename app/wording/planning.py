"""Sentences about plans that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import _, ngettext

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


def _solver_died(*, reason: str) -> str:
    if reason == "signal-9":
        return _(
            "The solver was ended from outside, mostly because the memory ran out. Close other "
            "programs, or plan a shorter programme, and solve again."
        )
    return _("The solver broke off ({reason}). Solve again.").format(reason=reason)


SENTENCES: dict[str, str | Callable[..., str]] = {
    "plan-does-not-fit": _does_not_fit,
    "solver-died": _solver_died,
}
