"""Sentences about broken rules, and about what cannot work before a solve begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _, ngettext
from app.wording.formats import half_day

if TYPE_CHECKING:
    from collections.abc import Callable


def _told(text: str) -> Callable[..., str]:
    """Return the sentence ``text`` with its half-day written out."""

    def told(**parameters: Any) -> str:
        return _filled(_(text), parameters)

    return told


def _counted(text: Callable[[int], str]) -> Callable[..., str]:
    """Return the sentence that ``text`` gives for the parameter ``count``."""

    def told(**parameters: Any) -> str:
        return _filled(text(parameters["count"]), parameters)

    return told


def _filled(text: str, parameters: dict[str, Any]) -> str:
    if "slot" in parameters:
        parameters["slot"] = half_day(parameters["slot"])
    if "week" in parameters:
        year, week = parameters["week"]
        parameters["week"] = _("week {week} of {year}").format(week=week, year=year)
    return text.format(**parameters)


def _clash(*, rule: str, visits: list[dict[str, Any]]) -> str:
    from app.wording.rules import rule_title  # noqa: PLC0415 - both speak of rules

    return _(
        "Pinned visits contradict the rule “{rule}”: {visits}. Unpin one of them, or change the "
        "rule."
    ).format(
        rule=rule_title(rule.replace("-", "_")),
        visits="; ".join(_visit(visit) for visit in visits),
    )


def _visit(visit: dict[str, Any]) -> str:
    return _("{guest} as {role} in {into}, {slot}").format(
        **{**visit, "slot": half_day(visit["slot"])}
    )


def _few_slots(*, person: str, most: int, target: int) -> str:
    return ngettext(
        "{person} can have {most} visit at most, {target} are wanted: too few half-days are open "
        "under the rules. Open more half-days or weeks, or ask for fewer visits.",
        "{person} can have {most} visits at most, {target} are wanted: too few half-days are open "
        "under the rules. Open more half-days or weeks, or ask for fewer visits.",
        most,
    ).format(person=person, most=most, target=target)


def _few_seats(*, seats: int, wanted: int) -> str:
    return _(
        "There are seats for {seats} visits, {wanted} are wanted. Open more roles or half-days, "
        "or raise the number of guests at a time."
    ).format(seats=seats, wanted=wanted)


def _few_away(*, department: str, most: int, wanted: int) -> str:
    return _(
        "{department} can send people out {most} times under the rule of home cover, {wanted} "
        "visits of its people are wanted. Raise the share of people away, or ask for fewer visits."
    ).format(department=department, most=most, wanted=wanted)


def _conflict_rule(*, kind: str, rule: str) -> str:
    from app.wording.rules import rule_title  # noqa: PLC0415

    return _("The rule “{rule}” is part of the contradiction. Relax it, or unpin a visit.").format(
        rule=rule_title(rule.replace("-", "_"))
    )


def _conflict_pin(**visit: Any) -> str:
    return _("Pinned: {visit}.").format(
        visit=_("{guest} as {role}, {slot}").format(
            guest=visit["person"], role=visit["role"], slot=half_day(visit["slot"])
        )
    )


def _conflict_frozen(**visit: Any) -> str:
    return _("Published and past: {visit}.").format(
        visit=_("{guest} as {role}, {slot}").format(
            guest=visit["person"], role=visit["role"], slot=half_day(visit["slot"])
        )
    )


def _reference(**visit: Any) -> str:
    return _(
        "{guest} as {role}, {slot}: a half-day that is closed, or a person or role that is not "
        "there any more. Move or remove the visit."
    ).format(**{**visit, "slot": half_day(visit["slot"])})


SENTENCES: dict[str, str | Callable[..., str]] = {
    "breach-reference": _reference,
    "breach-other-department": N_("{guest} would be a guest in the own department, {into}."),
    "breach-target": _counted(
        lambda count: ngettext(
            "{person} has {count} visit, more than the {limit} that were agreed.",
            "{person} has {count} visits, more than the {limit} that were agreed.",
            count,
        )
    ),
    "breach-one-place-guest-twice": _told(N_("{person} is a guest in two places at once: {slot}.")),
    "breach-one-place-guest-and-host": _told(N_("{person} is guest and host at once: {slot}.")),
    "breach-available-guest-away": _told(N_("{person} is away: {slot}.")),
    "breach-available-host-away": _told(N_("The host {person} is away: {slot}.")),
    "breach-available-role-closed": _told(N_("“{role}” in {into} receives nobody: {slot}.")),
    "breach-host-of-role-no-host": _told(N_("Nobody receives {guest} as “{role}”: {slot}.")),
    "breach-host-of-role-not-a-host": _told(N_("{person} is not a host of “{role}”: {slot}.")),
    "breach-role-capacity-role-full": _counted(
        lambda count: ngettext(
            "“{role}” has {count} guest where {limit} fit: {slot}.",
            "“{role}” has {count} guests where {limit} fit: {slot}.",
            count,
        )
    ),
    "breach-role-capacity-host-full": _counted(
        lambda count: ngettext(
            "{person} receives {count} guest where {limit} fit: {slot}.",
            "{person} receives {count} guests where {limit} fit: {slot}.",
            count,
        )
    ),
    "breach-department-capacity": _counted(
        lambda count: ngettext(
            "{department} has {count} guest where {limit} fit: {slot}.",
            "{department} has {count} guests where {limit} fit: {slot}.",
            count,
        )
    ),
    "breach-home-cover": _told(
        N_("{count} people of {department} are away where {limit} may be: {slot}.")
    ),
    "breach-once-per-role-visited-before": N_(
        "{person} has been “{role}” in an earlier programme."
    ),
    "breach-once-per-role-twice": N_("{person} is “{role}” twice."),
    "breach-once-per-department": N_("{person} visits {department} twice."),
    "breach-spacing-week": _counted(
        lambda count: ngettext(
            "{person} has {count} visit in {week} where {limit} may be.",
            "{person} has {count} visits in {week} where {limit} may be.",
            count,
        )
    ),
    "breach-spacing-gap": N_(
        "Two visits of {person} are too close: more than {limit} half-days should lie between."
    ),
    "breach-ladder-down": N_("{person} steps down the ladder: a later visit has a lower level."),
    "breach-ladder-flat": N_(
        "{person} does not climb: a later visit has the same level, and the ladder is strict."
    ),
    "breach-level-window-too-low": N_(
        "Level {level} is too far below {person}, whose own level is {own}."
    ),
    "breach-level-window-too-high": N_(
        "Level {level} is too far above {person}, whose own level is {own}."
    ),
    "breach-no-go-role": N_("{person} must not be sent to “{role}”."),
    "breach-no-go-department": N_("{person} must not be sent to {department}."),
    "breach-together": _told(
        N_("{person} goes without {other}, though the two go together: {slot}.")
    ),
    "breach-apart": _told(
        N_("{person} and {other} meet, though they are to be kept apart: {slot}.")
    ),
    "breach-host-load": _counted(
        lambda count: ngettext(
            "{person} receives {count} visit in {week} where {limit} may be.",
            "{person} receives {count} visits in {week} where {limit} may be.",
            count,
        )
    ),
    "breach-pin-pin-missing": _told(N_("A pinned visit of {guest} is not in the plan: {slot}.")),
    "breach-frozen-promise-gone": _told(
        N_("A published visit of {guest} in the frozen past is gone: {slot}.")
    ),
    "breach-frozen-not-published": _told(
        N_("A visit of {guest} in the frozen past was never published: {slot}.")
    ),
    "concern-no-slot": N_(
        "No half-day is open, so no visit can take place. Check dates, holidays and closed days."
    ),
    "concern-role-without-host": N_(
        "Nobody can be received as “{role}”: the role has no host. Choose hosts."
    ),
    "concern-role-never-open": N_(
        "“{role}” is never open while one of its hosts is there. Open half-days, raise the number "
        "of guests, or choose another host."
    ),
    "concern-no-open-role": N_(
        "No role is open to {person}: own department, no-goes, earlier visits and levels leave "
        "none. Take back one of them, or open another role."
    ),
    "concern-few-slots": _few_slots,
    "concern-few-seats": _few_seats,
    "concern-few-away": _few_away,
    "concern-pins-clash": _clash,
    "conflict-pin": _conflict_pin,
    "conflict-frozen": _conflict_frozen,
    "conflict-rule": _conflict_rule,
}
