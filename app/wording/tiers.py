"""How far a plan has come, in words: the tiers of the objective and what is proven of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.services.comparing import Glance

TIER_TITLES = {
    "missing_visits": N_("Missing visits"),
    "worst_missing": N_("Most missing for one person"),
    "pair_shortfall": N_("Priority pairs short of visits"),
    "comfort": N_("Discomfort, less is better"),
    "changes": N_("Changes to the published plan"),
}


def tier_title(name: str) -> str:
    """Return what a tier counts."""
    return _(TIER_TITLES[name])


def headline(people_missing: int, missing: int, bound: int, people: int | None = None) -> str:
    """Return in a line or two who lacks visits, and how much of it is proven to be unavoidable.

    Parameters
    ----------
    people_missing
        How many people lack at least one visit.
    missing
        How many visits are missing in all.
    bound
        How many are proven to be missing in every plan.
    people
        How many people take part, if that is known.
    """
    if not missing:
        return _("Everybody has all visits.")
    if people_missing == people:
        who = _("Nobody has all visits.")
    else:
        who = ngettext(
            "Every person but {count} has all visits.",
            "Every person but {count} has all visits.",
            people_missing,
        ).format(count=people_missing)
    if bound >= missing:
        proof = ngettext(
            "{count} visit is missing: that cannot be helped under these rules.",
            "{count} visits are missing: that cannot be helped under these rules.",
            missing,
        ).format(count=missing)
    elif bound:
        proof = ngettext(
            "{missing} visits are missing; at least {count} cannot be helped under these rules.",
            "{missing} visits are missing; at least {count} cannot be helped under these rules.",
            bound,
        ).format(missing=missing, count=bound)
    else:
        proof = ngettext(
            "{count} visit is missing, perhaps not for good.",
            "{count} visits are missing, perhaps not for good.",
            missing,
        ).format(count=missing)
    return f"{who} {proof}"


def glance_text(glance: Glance) -> str:
    """Return in a few sentences what a new plan has against a stored one."""
    before, missing = glance.missing
    before_granted, granted = glance.granted
    parts = [
        ngettext(
            "{count} visit is missing; in version {number}: {before}.",
            "{count} visits are missing; in version {number}: {before}.",
            missing,
        ).format(count=missing, number=glance.number, before=before)
    ]
    if glance.wishes:
        parts.append(
            _("Visits to wished places: {count}; in version {number}: {before}.").format(
                count=granted, number=glance.number, before=before_granted
            )
        )
    if glance.other:
        parts.append(
            ngettext(
                "{count} visit is in another place or at another time.",
                "{count} visits are in another place or at another time.",
                glance.other,
            ).format(count=glance.other)
        )
    else:
        parts.append(_("All visits are where they were."))
    return " ".join(parts)
