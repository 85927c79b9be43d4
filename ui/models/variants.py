"""Variants of a plan as rows of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.wording.formats import number
from app.wording.rules import COMFORTS
from app.wording.tiers import tier_title
from app.wording.variants import variant_title
from ui.models.lines import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.bootstrap import Services
    from app.services.variants import Measured

HEADINGS = (
    N_("Plan"),
    N_("State"),
    N_("Missing"),
    N_("Short of wishes"),
    N_("Changes"),
    N_("Against the others"),
)
STATES = {
    "waits": N_("waits"),
    "runs": N_("being made…"),
    "done": N_("ready"),
    "proven": N_("ready, proven best"),
    "crashed": N_("broke off; the best so far"),
    "nothing": N_("nothing found"),
    "left": N_("not made"),
}


@dataclass(frozen=True, slots=True)
class LoadedVariants:
    """Programmes, and the variants worth trying for the one chosen."""

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    signed_up: int = 0
    published: bool = False
    names: tuple[str, ...] = ()


def load_variants(services: Services, programme_id: int | None) -> LoadedVariants:
    """Return what can be tried for a programme, the newest one if none is asked for."""
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return LoadedVariants(names)
    problem = services.planning.problem(programme_id)
    return LoadedVariants(
        names,
        programme_id,
        sum(it.target_visits > 0 for it in problem.people),
        bool(problem.published),
        services.variants.names(programme_id),
    )


def variant_rows(
    names: Iterable[str], states: Mapping[str, str], measured: Mapping[str, Measured]
) -> list[Words]:
    """Return a row for each variant."""
    return [_row(name, states.get(name, "waits"), measured.get(name)) for name in names]


def _row(name: str, state: str, row: Measured | None) -> Words:
    if row is None:
        figures, verdict = ("", "", ""), ""
    else:
        figures = (number(row.missing), number(row.wishes), number(row.changes))
        verdict = verdict_of(row)
    return Words(name, (variant_title(name), _(STATES[state]), *figures, verdict))


def verdict_of(row: Measured) -> str:
    """Say whether another variant is better all round."""
    if row.beaten_by is None:
        return _("★ none is better in all three")
    return _("“{other}” is at least as good in all three").format(
        other=variant_title(row.beaten_by)
    )


def figures_of(row: Measured) -> str:
    """Return all tiers and terms of a variant, measured as the programme is set."""
    comforts = {it.name: _(it.title) for it in COMFORTS}
    lines = [f"{tier_title(name)}: {number(value)}" for name, value in row.tiers.items()]
    lines += [f"    {comforts[name]}: {number(value)}" for name, value in row.terms.items()]
    return "\n".join(lines)
