"""The way to a published plan as steps in words, each done or not by what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.overview import Overview, ProgrammeOverview

# A visit leads from one department into another.
_FEWEST_DEPARTMENTS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way; ``text`` says how far it is, or why it is worth taking."""

    name: str
    title: str
    text: str
    done: bool


def steps(seen: Overview) -> list[Step]:
    """Return the steps from departments to a published plan, in order."""
    programme = seen.programme
    return [
        _departments(seen),
        _roles(seen),
        _staff(seen),
        _calendar(programme),
        _sign_ups(programme),
        _solve(programme),
        _publish(programme),
    ]


def _departments(seen: Overview) -> Step:
    if seen.departments:
        text = ngettext("{count} department", "{count} departments", seen.departments).format(
            count=seen.departments
        )
        if seen.departments < _FEWEST_DEPARTMENTS:
            text = _("One department so far; a visit needs a second one.")
    else:
        text = _("Who sends guests and receives them.")
    done = seen.departments >= _FEWEST_DEPARTMENTS
    return Step("departments", _("Departments"), text, done)


def _roles(seen: Overview) -> Step:
    if not seen.roles:
        text = _("What a guest can be for half a day, and who hosts.")
    elif seen.roles_without_host:
        text = ngettext(
            "{count} of {all} roles has no host.",
            "{count} of {all} roles have no host.",
            seen.roles_without_host,
        ).format(count=seen.roles_without_host, all=seen.roles)
    else:
        text = ngettext("{count} role with hosts", "{count} roles with hosts", seen.roles).format(
            count=seen.roles
        )
    return Step("roles", _("Roles"), text, bool(seen.roles) and not seen.roles_without_host)


def _staff(seen: Overview) -> Step:
    if seen.people:
        text = ngettext("{total} person", "{total} people", seen.people).format(total=seen.people)
    else:
        text = _("An Excel list of everybody is enough; departments and roles come with it.")
    return Step("staff", _("Staff"), text, seen.people > 0)


def _calendar(programme: ProgrammeOverview | None) -> Step:
    title = _("Calendar")
    if programme is None:
        return Step("calendar", title, _("A programme with its weeks and half-days."), False)
    if not programme.open_half_days:
        return Step("calendar", title, _("No half-day of the programme is open."), False)
    text = ngettext(
        "{programme}: {count} open half-day",
        "{programme}: {count} open half-days",
        programme.open_half_days,
    ).format(programme=programme.name, count=programme.open_half_days)
    return Step("calendar", title, text, True)


def _sign_ups(programme: ProgrammeOverview | None) -> Step:
    if programme is None or not programme.agreed:
        return Step(
            "sign_ups", _("Sign-ups"), _("Who takes part, and how many visits each has."), False
        )
    text = ngettext(
        "{count} person, visits agreed: {visits}",
        "{count} people, visits agreed: {visits}",
        programme.signed_up,
    ).format(count=programme.signed_up, visits=programme.agreed)
    return Step("sign_ups", _("Sign-ups"), text, True)


def _solve(programme: ProgrammeOverview | None) -> Step:
    plan = programme.plan if programme is not None else None
    if plan is None:
        return Step(
            "solve", _("Find a plan"), _("The program finds a plan that keeps all rules."), False
        )
    text = ngettext(
        "Plan {number}: {count} visit", "Plan {number}: {count} visits", plan.visits
    ).format(number=plan.number, count=plan.visits)
    return Step("solve", _("Find a plan"), text, plan.visits > 0)


def _publish(programme: ProgrammeOverview | None) -> Step:
    if programme is None or programme.published is None:
        return Step(
            "publish", _("Publish"), _("The plan becomes official, and everybody is told."), False
        )
    text = _("Plan {number} is published.").format(number=programme.published)
    return Step("publish", _("Publish"), text, True)
