"""What the solve panel says: from problems, tiers and summaries to words; what it asks services."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.plans import PUBLISHED
from app.i18n import _, ngettext
from app.wording.publishing import change_sentence
from app.wording.tiers import headline, tier_title
from ui.widgets.improvement_line import Improvement
from ui.widgets.notes import Note
from ui.widgets.tier_list import TierLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.bootstrap import Services
    from app.services.findings import Finding
    from app.services.kept_plans import KeptPlan
    from app.services.replanning import ReplanSummary, Told
    from app.services.solving import Tier


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before a solve; ``published`` is the number of the version that is official."""

    problem: Any
    findings: Sequence[Finding]
    kept: KeptPlan | None
    published: int | None

    @property
    def begun(self) -> bool:
        """Tell whether some of the published visits are past."""
        return bool(past_visits(self.problem))


def prepare(services: Services, programme_id: int) -> Prepared:
    """Ask everything that is shown before a solve."""
    plans = services.planning.plans(programme_id)
    return Prepared(
        services.planning.problem(programme_id),
        services.planning.precheck(programme_id),
        services.kept_plans.kept(programme_id),
        next((plan.number for plan in plans if plan.status == PUBLISHED), None),
    )


def what_is_decided(problem: Any) -> str:
    """Say how much a solve decides."""
    guests = [it for it in problem.people if it.target_visits]
    return _(
        "{visits} visits of {people} people are to be placed in {half_days} half-days."
    ).format(
        visits=sum(it.target_visits for it in guests),
        people=len(guests),
        half_days=len(problem.slots),
    )


def what_stays(problem: Any) -> str:
    """Say what a solve does not touch."""
    pins, past = len(problem.pins), past_visits(problem)
    parts = []
    if pins:
        text = ngettext("{count} pinned visit stays.", "{count} pinned visits stay.", pins)
        parts.append(text.format(count=pins))
    if past:
        text = ngettext(
            "{count} published visit is past.", "{count} published visits are past.", past
        )
        parts.append(text.format(count=past))
    return " ".join(parts)


def past_visits(problem: Any) -> int:
    """Count the published visits before today."""
    today = dt.date.today()
    return sum(problem.slot[visit.slot].date < today for visit in problem.published)


def words_of(problem: Any, visits: Iterable[Any], tiers: Iterable[Tier]) -> str:
    """Return the line of words above the tiers."""
    made = Counter(visit.person for visit in visits)
    guests = [it for it in problem.people if it.target_visits] if problem is not None else []
    lacking = sum(made[it.id] < it.target_visits for it in guests)
    missing = next((tier for tier in tiers if tier.name == "missing_visits"), None)
    return headline(lacking, missing.value, missing.bound, len(guests)) if missing else ""


def tier_lines(tiers: Iterable[Tier]) -> tuple[TierLine, ...]:
    """Return the rows of the tiers."""
    return tuple(TierLine(tier_title(it.name), it.value, it.bound) for it in tiers)


def improvement_of(
    history: Sequence[tuple[float, tuple[Tier, ...]]], until: float
) -> Improvement | None:
    """Return the course of the most important tier that has become better and may still be.

    What a tier was while a more important one was still worse says nothing: it may even have grown
    since. ``history`` holds seconds and tiers of the first plan found and at each improvement.
    """
    courses: list[tuple[Tier, list[tuple[float, int]]]] = []
    plans = list(history)
    for at, last in enumerate(history[-1][1] if history else ()):
        points: list[tuple[float, int]] = []
        for seconds, tiers in plans:
            value = tiers[at].value
            if not points or value != points[-1][1]:
                points.append((seconds, value))
        if len(points) > 1:
            courses.append((last, points))
        plans = [it for it in plans if it[1][at].value == last.value]
    if not courses:
        return None
    course = next((it for it in courses if it[0].value != it[0].bound), courses[-1])
    return Improvement(tier_title(course[0].name), tuple(course[1]), until)


def told_headline(summary: ReplanSummary, proven: bool) -> str:
    """Say how much the draft changes."""
    if not summary.people:
        return _("Nothing has to change: the draft is as version {number}.").format(
            number=summary.published
        )
    parts = [
        ngettext(
            "The draft changes {count} visit of version {number}.",
            "The draft changes {count} visits of version {number}.",
            summary.changed,
        ).format(count=summary.changed, number=summary.published)
    ]
    if proven:
        parts.append(_("No plan changes fewer: that is proven."))
    parts.append(
        ngettext(
            "Once it is published, {count} person must be told:",
            "Once it is published, {count} people must be told:",
            len(summary.told),
        ).format(count=len(summary.told))
    )
    return " ".join(parts)


def told_notes(summary: ReplanSummary) -> tuple[Note, ...]:
    """Return a note for each person who must be told."""
    return tuple(Note("\n".join(_lines(it)), title=it.employee) for it in summary.told)


def _lines(told: Told) -> list[str]:
    lines = []
    for change in told.changes:
        visit = change.after or change.before
        text = change_sentence(change)
        if visit is not None and visit.employee_id != told.employee_id:
            text = _("{guest}: {change}").format(guest=visit.employee, change=text)
        lines.append(text)
    return lines
