"""Headings of role cards and department profiles, and what stands under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import get_day_names

from app.i18n import N_, _, current_language

if TYPE_CHECKING:
    from app.services.profiles import DepartmentProfile, RoleCard

Sections = list[tuple[str, str]]

PROFILE = {
    "what_we_do": N_("What we do"),
    "whom_we_serve": N_("Whom we serve"),
    "how_measured": N_("How we are measured"),
    "what_we_refuse": N_("What we say no to, and why"),
    "our_day": N_("A day of ours"),
    "our_words": N_("Words we use"),
}
_WORKING_DAYS = 5


def profile_sections(profile: DepartmentProfile) -> Sections:
    """Return heading and text of what a department says of itself; what is empty is left out."""
    sections = [(_("Where to find us"), profile.location)]
    sections += [(_(heading), getattr(profile, name)) for name, heading in PROFILE.items()]
    return [(heading, text) for heading, text in sections if text.strip()]


def card_sections(card: RoleCard) -> Sections:
    """Return heading and text of what a guest should know of a role."""
    sections = [
        (_("What you will do"), card.what_you_do),
        (_("What to bring"), card.what_to_bring),
        (_("Where to meet"), card.meeting_place or card.department.location),
        (_("Who receives you"), ", ".join(card.hosts) or _("No host yet")),
        (_("When guests may come"), open_times(card.open_half_days)),
    ]
    return [(heading, text) for heading, text in sections if text.strip()]


def open_times(open_half_days: int) -> str:
    """Return the open half-days of a working week in words; bits as in ``Role.open_half_days``."""
    names = get_day_names("abbreviated", "stand-alone", current_language())
    days: dict[int, list[str]] = {0b01: [], 0b10: [], 0b11: []}
    for weekday in range(_WORKING_DAYS):
        halves = open_half_days >> 2 * weekday & 0b11
        if halves:
            days[halves].append(names[weekday])
    if not any(days.values()):
        return _("At no time")
    if len(days[0b11]) == _WORKING_DAYS:
        return _("On every working day")
    texts = {
        0b11: _("All day: {days}"),
        0b01: _("In the morning: {days}"),
        0b10: _("In the afternoon: {days}"),
    }
    return "; ".join(
        text.format(days=", ".join(days[halves])) for halves, text in texts.items() if days[halves]
    )
