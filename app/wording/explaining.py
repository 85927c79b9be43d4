"""Why visits are missing, in sentences: fact, counts by rule, what would help, next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _, ngettext
from app.wording.formats import half_day, listed
from app.wording.rules import rule_setting, rule_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from app.services.explaining import CureRow, PersonReasons

REASONS = {
    "other-department": N_("in the own department"),
    "target": N_("no more visits were agreed"),
    "one-place": N_("somebody is guest or host elsewhere at that time"),
    "available": N_("somebody is away, or the role is closed"),
    "host-of-role": N_("the role has no host"),
    "role-capacity": N_("all seats are taken"),
    "department-capacity": N_("the department has as many guests as fit"),
    "home-cover": N_("too few colleagues would stay at home"),
    "once-per-role": N_("the role was visited already"),
    "once-per-department": N_("the department is visited already"),
    "spacing": N_("the week is taken, or another visit is too close"),
    "ladder": N_("it would go down the ladder"),
    "level-window": N_("too far from the own level"),
    "no-go": N_("closed to this person"),
    "together": N_("the partner is not there"),
    "apart": N_("somebody to be kept apart from is there"),
    "host-load": N_("the hosts have enough guests that week"),
    "pin": N_("something else is pinned"),
    "frozen": N_("that time is past"),
}
"""What each rule has against a place, in a few words."""

WEEKDAYS = (
    N_("on Mondays"),
    N_("on Tuesdays"),
    N_("on Wednesdays"),
    N_("on Thursdays"),
    N_("on Fridays"),
    N_("on Saturdays"),
    N_("on Sundays"),
)
MOST_NAMES = 4


def forced(missing: int, rules: Sequence[tuple[str, int]]) -> list[str]:
    """Return which rules together leave no room for all visits, and what each is worth."""
    if not missing or not rules:
        return []
    titles = listed([_("“{rule}”").format(rule=rule_title(rule)) for rule, _count in rules])
    lines = [
        ngettext(
            "No plan has room for the last {count} visit while these rules hold: {rules}.",
            "No plan has room for the last {count} visits while these rules hold: {rules}.",
            missing,
        ).format(count=missing, rules=titles)
    ]
    lines += [
        _("Without “{rule}” at least: {count}.").format(rule=rule_title(rule), count=without)
        for rule, without in rules
    ]
    return lines


def fact(person: PersonReasons) -> str:
    """Return what is missing, and how much was looked at."""
    return _(
        "{person} ({department}) has {visits} of {wanted} visits. Roles open to this person: "
        "{roles} of {all_roles}. Places looked at (roles × half-days): {candidates}, free: {free}."
    ).format(
        person=person.employee,
        department=person.department,
        visits=person.visits,
        wanted=person.wanted,
        roles=person.roles,
        all_roles=person.all_roles,
        candidates=person.candidates,
        free=person.free,
    )


def reasons(person: PersonReasons) -> list[str]:
    """Return what rules out the places, the most first; a place may count more than once."""
    lines = []
    for rule, count, alone in person.blocked:
        if alone:
            text = _("{reason}: {count}, of which {alone} for this reason alone")
        else:
            text = _("{reason}: {count}")
        lines.append(text.format(reason=_(REASONS[rule]), count=count, alone=alone))
    return lines


def cure_sentence(cure: CureRow) -> str:
    """Return what is to be done, and whom it gets a visit."""
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    names = [name for _key, name in cure.people]
    shown = names if len(names) <= MOST_NAMES + 1 else names[:MOST_NAMES]
    if len(shown) < len(names):
        more = len(names) - len(shown)
        others = ngettext("{count} more", "{count} more", more).format(count=more)
        shown = [*shown, others]
    effect = ngettext(
        "This places {count} visit: {people}.", "This places {count} visits: {people}.", cure.places
    ).format(count=cure.places, people=listed(shown))
    return f"{sentence(cure.finding.code, cure.finding.parameters)} {effect}"


def next_step(person: PersonReasons) -> str:
    """Return what to do now."""
    if not person.cures:
        return _(
            "No single change was found that would help. Loosen the rules that rule out most, or "
            "agree on fewer visits."
        )
    return _("Make the change that suits you best, then solve again.")


def when(slots: Sequence[tuple[dt.date, str]]) -> str:
    """Return in which half-days, or on which weekday if it is always the same."""
    weekdays = {date.weekday() for date, _half in slots}
    if len(slots) > 1 and len(weekdays) == 1:
        return _(WEEKDAYS[weekdays.pop()])
    shown = [half_day(slot) for slot in slots[:2]]
    if len(slots) > len(shown):
        more = len(slots) - len(shown)
        shown.append(ngettext("{count} more", "{count} more", more).format(count=more))
    return "; ".join(shown)


def _told(text: str) -> Callable[..., str]:
    def told(**parameters: Any) -> str:
        parameters["when"] = when(parameters["slots"])
        if "slot" in parameters:
            parameters["slot"] = half_day(parameters["slot"])
        if "roles" in parameters:
            parameters["roles"] = listed(parameters["roles"])
        if "share" in parameters:
            parameters["share"] = round(100 * parameters["share"])
        return _(text).format(**parameters)

    return told


def _move(*, moved: int, slots: Any) -> str:
    if not moved:
        return _("There is a free place: {when}.").format(when=when(slots))
    return ngettext(
        "Move {count} visit of others; nothing else has to change.",
        "Move {count} visits of others; nothing else has to change.",
        moved,
    ).format(count=moved)


def _relax(*, rule: str, parameter: str, value: Any, slots: Any, moved: int) -> str:
    title = rule_title(rule)
    if parameter == "on":
        return _("Switch off the rule “{rule}”.").format(rule=title)
    if parameter == "strict":
        return _("Let the ladder have two visits of the same level.")
    setting = rule_setting(rule, {parameter: value})
    return _("Loosen the rule “{rule}” by one step: {setting}.").format(rule=title, setting=setting)


def _several(*, person: str, known: list[str]) -> str:
    return _(
        "Several participants are called something like “{person}”: {known}. Name one."
    ).format(person=person, known=", ".join(known))


def _nobody(*, person: str, known: list[str]) -> str:
    return _(
        "Nobody called “{person}” takes part in this programme. Look at the spelling, or sign the "
        "person up."
    ).format(person=person)


def _too_late(*, first: Any) -> str:
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    return _(
        "Nothing was changed: staff, rules or plan are not what they were when this was found. "
        "{first} Ask again what would help."
    ).format(first=sentence(first.code, first.parameters))


def _moves(text: str) -> Callable[..., str]:
    def told(**parameters: Any) -> str:
        for name in ("slot", "slot_before"):
            if name in parameters:
                parameters[name] = half_day(parameters[name])
        return _(text).format(**parameters)

    return told


SENTENCES: dict[str, str | Callable[..., str]] = {
    "moves-new": _moves(N_("{guest}, new: {into}, {role}, {slot}, received by {host}")),
    "moves-gone": _moves(
        N_("{guest_before}, not any more: {into_before}, {role_before}, {slot_before}")
    ),
    "moves-moved": _moves(
        N_(
            "{guest}: {into}, {role}, {slot}, received by {host} (before: {into_before}, "
            "{role_before}, {slot_before})"
        )
    ),
    "moves-host": _moves(
        N_("{guest}: {into}, {role}, {slot}, received by {host} instead of {host_before}")
    ),
    "cure-move": _move,
    "cure-free": _told(N_("Keep {person} free for a visit: {slot}.")),
    "cure-host": _told(
        N_("One more host in {department}, {when}: {host} receives guests as {roles}.")
    ),
    "cure-seat": _told(N_("One more seat for “{role}” in {department}, {seats} in all: {when}.")),
    "cure-guests": _told(N_("Let {host} receive {guests} guests at a time: {when}.")),
    "cure-open": _told(N_("Open “{role}” in {department}: {slot}.")),
    "cure-reception": _told(N_("Let {department} receive {visits} guests at a time: {when}.")),
    "cure-away": _told(
        N_(
            "Let one more of {department} be away at a time, {away} in all: set the share that may "
            "be away to {share} %."
        )
    ),
    "cure-relax": _relax,
    "cure-too-late": _too_late,
    "cure-visit-gone": N_(
        "Nothing was changed: a visit that was to move is not in version {number} any more. Ask "
        "again what would help."
    ),
    "which-participant": _several,
    "no-participant": _nobody,
}
