"""Versions of a plan and what publishing would do, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.wording import sentence
from app.wording.formats import moment
from app.wording.publishing import change_sentence, version_title
from ui.models.lines import Words

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.planning import PlanRow
    from app.services.publishing import PublishSummary


@dataclass(frozen=True, slots=True)
class LoadedVersions:
    """Programmes, and the versions of the one that is chosen, the newest first."""

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    plans: tuple[PlanRow, ...] = ()
    lines: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft ready to be published, in words.

    Attributes
    ----------
    conflicts
        A row a conflict, by its key.
    told
        How many guests and hosts will have to be told.
    """

    plan: PlanRow
    shown: str
    heading: str
    changes: tuple[Words, ...]
    conflicts: tuple[Words, ...]
    told: int


def load_versions(services: Services, programme_id: int | None) -> LoadedVersions:
    """Return the versions of a programme, the newest one if none is asked for."""
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return LoadedVersions(names)
    plans = tuple(reversed(services.publishing.versions(programme_id)))
    return LoadedVersions(names, programme_id, plans, tuple(map(version_line, plans)))


def version_line(plan: PlanRow) -> Words:
    """Return a version as a row."""
    visits = ngettext("{count} visit", "{count} visits", plan.visits).format(count=plan.visits)
    cells = (
        version_title(plan),
        moment(plan.published_at or plan.created_at),
        visits,
        plan.note,
    )
    return Words(plan.id, cells)


def prepare(services: Services, plan_id: int) -> Prepared:
    """Return what publishing a draft would do."""
    summary = services.publishing.summary(plan_id)
    conflicts = {
        it.key: Words(it.key, (sentence(it.code, it.parameters),)) for it in summary.conflicts
    }
    return Prepared(
        plan=summary.plan,
        shown=summary.shown,
        heading=_heading(summary),
        changes=tuple(
            Words((person.employee_id, at), ("" if at else person.employee, change_sentence(it)))
            for person in summary.people
            for at, it in enumerate(person.changes)
        ),
        conflicts=tuple(conflicts.values()),
        told=len(_concerned(summary)),
    )


def _heading(summary: PublishSummary) -> str:
    count = len(summary.people)
    if summary.published is None:
        return ngettext(
            "The first version to be published: {count} person has visits in it.",
            "The first version to be published: {count} people have visits in it.",
            count,
        ).format(count=count)
    if not count:
        return _("Nothing differs from published version {number}.").format(
            number=summary.published.number
        )
    return ngettext(
        "Against published version {number}, the visits of {count} person change.",
        "Against published version {number}, the visits of {count} people change.",
        count,
    ).format(number=summary.published.number, count=count)


def _concerned(summary: PublishSummary) -> set[int]:
    visits = [
        visit
        for person in summary.people
        for change in person.changes
        for visit in (change.before, change.after)
        if visit is not None
    ]
    guests = {visit.employee_id for visit in visits}
    return guests | {visit.host_id for visit in visits if visit.host_id is not None}
