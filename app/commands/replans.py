"""``gemba replan`` and ``variants``: the fewest changes, and plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import (
    AsJson,
    Database,
    Name,
    Seconds,
    Seed,
    Workers,
    answer,
    day_of,
    opened,
    say,
    solved,
    tier_documents,
)
from app.errors import InputError
from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.replanning import ReplanSummary
    from app.services.variants import Measured
    from solver.rotation.solution import Plan, Tier


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("replan", help=_("Mend the published plan with the fewest changes."))(
        replan
    )
    application.command("variants", help=_("Compare plans that weigh comfort differently."))(
        variants
    )


def replan(
    name: Name,
    *,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help=N_("The first day that may change; today by default.")
        ),
    ] = None,
    seconds: Seconds = 10.0,
    seed: Seed = 1,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Fit the published plan of programme NAME to the staff as it is now, as a new draft."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        problem = services.replanning.problem(programme.id, day_of(first) if first else None)
        plan = solved(problem, seconds=seconds, seed=seed, fewest_changes=True)
        _refuse_contradiction(services, programme.id, plan)
        if not services.replanning.differs(programme.id, plan):
            _nothing_to_change(programme.name, as_json=as_json)
            return 0
        plan_id, _changes = services.planning.store_draft(
            programme_id=programme.id, plan=plan, note=_("Fewest changes")
        )
        number = next(it.number for it in services.planning.plans(programme.id) if it.id == plan_id)
        summary = services.replanning.summary(plan_id)
    changes = plan.tier("changes")
    if as_json:
        answer(
            {
                "programme": programme.name,
                "plan": number,
                "published": summary.published,
                "changed": summary.changed,
                "tiers": tier_documents(plan.tiers),
                "seconds": plan.seconds,
                "told": [
                    {"person": it.employee, "changes": _sentences(it.changes)}
                    for it in summary.told
                ],
            }
        )
    else:
        _tell_replan(number, summary, changes)
    return 0


def _nothing_to_change(programme: str, *, as_json: bool) -> None:
    if as_json:
        answer({"programme": programme, "plan": None, "changed": 0, "told": []})
    else:
        say(_("Nothing has to change: the published plan still holds."))


def _tell_replan(number: int, summary: ReplanSummary, changes: Tier) -> None:
    say(
        ngettext(
            "Draft {number}: {count} visit of version {published} changes.",
            "Draft {number}: {count} visits of version {published} change.",
            summary.changed,
        ).format(number=number, count=summary.changed, published=summary.published)
    )
    if changes.value == changes.bound:
        say(_("No plan changes less: that is proven."))
    else:
        say(
            _("Weight of the changes: {value}; no plan has less than {bound}.").format(
                value=changes.value, bound=changes.bound
            )
        )
    say(_("To be told, guests and hosts:"))
    for person in summary.told:
        say(f"  {person.employee}")
        for text in _sentences(person.changes):
            say(f"    - {text}")


def _sentences(changes: Any) -> list[str]:
    from app.wording.publishing import change_sentence  # noqa: PLC0415

    return [change_sentence(change) for change in changes]


def variants(
    name: Name,
    *,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="VARIANT", help=N_("Keep this one as a draft.")),
    ] = None,
    seconds: Seconds = 20.0,
    seed: Seed = 1,
    workers: Workers = 2,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Solve programme NAME once for each variant, and show them side by side."""
    from app.wording.variants import variant_title  # noqa: PLC0415

    with opened(db) as services:
        programme = services.programmes.by_name(name)
        known = services.variants.names(programme.id)
        if keep not in (None, *known):
            raise InputError("no-such-variant", variant=keep, known=list(known))
        plans: dict[str, Plan] = {}
        for variant in known:
            problem = services.variants.problem(programme.id, variant)
            plan = solved(problem, seconds=seconds, seed=seed, workers=workers)
            _refuse_contradiction(services, programme.id, plan)
            plans[variant] = plan
        table = services.variants.table(programme.id, plans)
        draft = None
        if keep is not None:
            plan_id, _changes = services.variants.keep(
                programme_id=programme.id, plan=plans[keep], note=variant_title(keep)
            )
            rows = services.planning.plans(programme.id)
            draft = next(row.number for row in rows if row.id == plan_id)
    if as_json:
        answer(
            {
                "programme": programme.name,
                "variants": [_document(row) for row in table],
                "plan": draft,
            }
        )
        return 0
    for row in table:
        _tell_variant(row)
    if draft is not None:
        say(_("Kept as draft {number}.").format(number=draft))
    else:
        say(_("Keep one of them with --keep and its name."))
    return 0


def _tell_variant(row: Measured) -> None:
    from app.wording.variants import variant_title  # noqa: PLC0415

    say(f"{row.name}: {variant_title(row.name)}")
    say(
        _(
            "  visits missing {missing}, short of wishes {wishes}, discomfort as set {comfort}, "
            "changes {changes}"
        ).format(
            missing=row.missing,
            wishes=row.wishes,
            comfort=row.tiers["comfort"],
            changes=row.changes,
        )
    )
    if row.beaten_by is not None:
        say(
            _("  “{other}” is no worse in missing visits, wishes and changes.").format(
                other=variant_title(row.beaten_by)
            )
        )


def _document(row: Measured) -> dict[str, Any]:
    return {
        "variant": row.name,
        "missing": row.missing,
        "wishes": row.wishes,
        "changes": row.changes,
        "tiers": row.tiers,
        "terms": row.terms,
        "beaten_by": row.beaten_by,
    }


def _refuse_contradiction(services: Services, programme_id: int, plan: Plan) -> None:
    from solver.rotation.solution import Status  # noqa: PLC0415

    if plan.status == Status.INFEASIBLE:
        raise InputError("pins-contradict", parts=services.planning.conflict(programme_id, plan))
