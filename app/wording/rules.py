"""Rules and comforts of a programme in words, with the parameters that a coordinator sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.i18n import N_, _, ngettext
from app.wording.formats import number

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a rule depends on.

    Attributes
    ----------
    name
        Key in the problem file.
    label
        What the value is, before the field.
    kind
        ``"share"`` is a part of one, shown in per cent.
    unset
        What no value means, where none is allowed.
    """

    name: str
    label: str
    kind: Literal["share", "count", "flag"]
    lowest: int = 0
    highest: int = 99
    unset: str | None = None


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as the coordinator reads it.

    Attributes
    ----------
    name
        Key in the problem file.
    natural
        It says what cannot be otherwise in the world, and is hardly ever switched off.
    """

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    natural: bool = False


@dataclass(frozen=True, slots=True)
class ComfortText:
    """A term of the comfort that is weighed against the others."""

    name: str
    title: str
    text: str


RULES = (
    RuleText(
        "home_cover",
        N_("Somebody stays at home"),
        N_("Only a part of a department is away on visits at the same time, but always one may."),
        (Parameter("share", N_("Away at most"), "share", 1, 100, N_("any number")),),
    ),
    RuleText(
        "spacing",
        N_("Visits are spread over the weeks"),
        N_("Nobody is away too often in one week, or on visits too close to each other."),
        (
            Parameter(
                "visits_per_week", N_("Visits a week at most"), "count", 0, 10, N_("no limit")
            ),
            Parameter(
                "gap_half_days", N_("Half-days between two visits, at least"), "count", 0, 60
            ),
        ),
    ),
    RuleText(
        "ladder",
        N_("Up the ladder"),
        N_("A later visit is to a role at the same level as the one before, or higher."),
        (Parameter("strict", N_("Always higher, never the same level"), "flag"),),
    ),
    RuleText(
        "level_window",
        N_("Near the own level"),
        N_("The role visited is not too far below or above the guest’s own level."),
        (
            Parameter("below", N_("Levels below, at most"), "count", 0, 4, N_("no limit")),
            Parameter("above", N_("Levels above, at most"), "count", 0, 4, N_("no limit")),
        ),
    ),
    RuleText(
        "host_load",
        N_("Hosts have time for their work"),
        N_("A host receives only so many visits in one week."),
        (Parameter("per_week", N_("Visits a week at most"), "count", 0, 50, N_("no limit")),),
    ),
    RuleText(
        "once_per_role",
        N_("Each role once"),
        N_("Nobody visits the same role twice, visits of earlier programmes included."),
    ),
    RuleText(
        "once_per_department",
        N_("Each department once"),
        N_("Nobody visits the same department twice in this programme."),
    ),
    RuleText(
        "no_go",
        N_("Places somebody must not go"),
        N_("A person is never sent to a department or role marked as closed to them."),
    ),
    RuleText(
        "together",
        N_("Together"),
        N_("Two people marked so visit the same department in the same half-day, or neither goes."),
    ),
    RuleText(
        "apart",
        N_("Apart"),
        N_("Two people marked so are never in the same department in the same half-day."),
    ),
    RuleText(
        "other_department",
        N_("A foreign department"),
        N_("Nobody visits the own department."),
        natural=True,
    ),
    RuleText(
        "target",
        N_("Not more than agreed"),
        N_("Nobody has more visits than agreed at sign-up."),
        natural=True,
    ),
    RuleText(
        "one_place",
        N_("One place at a time"),
        N_("In a half-day a person is a guest in one place only, and not a host as well."),
        natural=True,
    ),
    RuleText(
        "available",
        N_("Only when present"),
        N_("Nobody visits or receives while absent, and no role is visited while it is closed."),
        natural=True,
    ),
    RuleText(
        "host_of_role",
        N_("The right host"),
        N_("A visit is received by somebody who is a host of the role."),
        natural=True,
    ),
    RuleText(
        "role_capacity",
        N_("Seats of a role"),
        N_("A role, and each host of it, takes only so many guests in a half-day."),
        natural=True,
    ),
    RuleText(
        "department_capacity",
        N_("Seats of a department"),
        N_("A department takes only so many guests in a half-day."),
        natural=True,
    ),
    RuleText(
        "pin",
        N_("Pinned visits stay"),
        N_("A pinned visit is kept as it is."),
        natural=True,
    ),
    RuleText(
        "frozen",
        N_("The past stays"),
        N_("Visits before the date of freezing are kept as published."),
        natural=True,
    ),
)

COMFORTS = (
    ComfortText("wishes", N_("Wishes"), N_("People come to where they wished to go.")),
    ComfortText(
        "repeat_department",
        N_("New departments"),
        N_("Nobody goes to the same department again in this programme."),
    ),
    ComfortText(
        "seen_before",
        N_("Not where one has been"),
        N_("Departments seen in earlier programmes come last."),
    ),
    ComfortText(
        "one_way",
        N_("Both ways"),
        N_("Between departments of a priority pair, as many go there as come back."),
    ),
    ComfortText("host_overload", N_("Fair hosting"), N_("Visits are shared evenly among hosts.")),
    ComfortText(
        "flat_ladder",
        N_("Rising levels"),
        N_("A second visit is to a higher level than the first."),
    ),
    ComfortText("crowded_week", N_("Even weeks"), N_("No week has many more visits than another.")),
)

_BY_NAME = {rule.name: rule for rule in RULES}


def rule_title(name: str) -> str:
    """Return the name of a rule; ``name`` as in problem files or as solver and judges write it."""
    return _(_BY_NAME[name.replace("-", "_")].title)


def effect_text(count: int, possible: int) -> str:
    """Return how much a rule forbids by itself, of all visits that could be added to the plan."""
    if not count:
        return _("By itself it forbids nothing: whatever it rules out, other rules do as well.")
    return ngettext(
        "By itself it forbids {count} of {possible} possible visits.",
        "By itself it forbids {count} of {possible} possible visits.",
        count,
    ).format(count=number(count), possible=number(possible))


def rule_setting(name: str, values: Mapping[str, Any]) -> str:
    """Return how a rule is set, in words, for instance "Visits a week at most: 1".

    Parameters that ``values`` does not have are left out.
    """
    parts = []
    for parameter in _BY_NAME[name.replace("-", "_")].parameters:
        if parameter.name not in values:
            continue
        value = values[parameter.name]
        if parameter.kind == "flag":
            if value:
                parts.append(_(parameter.label))
            continue
        if value is None:
            shown = _(parameter.unset) if parameter.unset else "0"
        elif parameter.kind == "share":
            shown = _("{number} %").format(number=round(100 * value))
        else:
            shown = str(value)
        parts.append(_("{label}: {value}").format(label=_(parameter.label), value=shown))
    return "; ".join(parts)
