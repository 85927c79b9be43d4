"""Variants of a plan in words."""

from __future__ import annotations

from app.i18n import N_, _

VARIANT_TITLES = {
    "as-set": N_("As the programme is set"),
    "wishes": N_("Wishes first"),
    "variety": N_("New places and rising levels first"),
    "hosts": N_("Evenly shared hosting first"),
    "steady": N_("As published, as far as can be"),
}


def variant_title(name: str) -> str:
    """Return what a variant is good at."""
    return _(VARIANT_TITLES[name])
