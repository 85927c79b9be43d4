"""The score of a plan in sentences, tier by tier, and what is proven of each."""

from __future__ import annotations

from app.i18n import _, ngettext


def tier_sentence(name: str, value: int) -> str:
    """Return what the value of a tier means, for instance "3 visits are missing."."""
    return _SENTENCES[name](value)


def proof_sentence(value: int, bound: int | None) -> str:
    """Return how much better any plan could be, as far as that was proven."""
    if bound is None:
        return _("Nothing is proven.")
    if bound >= value:
        return _("No: proven when the plan was solved.")
    return _("Not below {bound}: proven when the plan was solved.").format(bound=bound)


def _missing_visits(value: int) -> str:
    if not value:
        return _("Everybody has all visits.")
    return ngettext("{count} visit is missing.", "{count} visits are missing.", value).format(
        count=value
    )


def _worst_missing(value: int) -> str:
    if not value:
        return _("Nobody lacks a visit.")
    return ngettext(
        "Nobody lacks more than {count} visit.", "Nobody lacks more than {count} visits.", value
    ).format(count=value)


def _pair_shortfall(value: int) -> str:
    if not value:
        return _("Every priority pair has the visits wanted.")
    return ngettext(
        "Priority pairs fall short by {count} point: missing visits times weight.",
        "Priority pairs fall short by {count} points: missing visits times weight.",
        value,
    ).format(count=value)


def _comfort(value: int) -> str:
    if not value:
        return _("All wishes are met, and everything is spread evenly.")
    return ngettext(
        "{count} point for wishes not met, repeats and uneven weeks; fewer are better.",
        "{count} points for wishes not met, repeats and uneven weeks; fewer are better.",
        value,
    ).format(count=value)


def _changes(value: int) -> str:
    if not value:
        return _("Nothing published was changed.")
    return ngettext(
        "{count} point for changes to the published plan.",
        "{count} points for changes to the published plan.",
        value,
    ).format(count=value)


_SENTENCES = {
    "missing_visits": _missing_visits,
    "worst_missing": _worst_missing,
    "pair_shortfall": _pair_shortfall,
    "comfort": _comfort,
    "changes": _changes,
}
