"""Sentences about versions of a plan, and about what is told to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.plans import OTHER_HOST
from app.i18n import N_, _, ngettext
from app.wording.formats import half_day, moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.services.board import VisitRow
    from app.services.planning import PlanRow
    from app.services.publishing import VisitChange
    from app.services.reading_back import Proposed


def version_title(plan: PlanRow) -> str:
    """Return what a version is and its number."""
    texts = {
        "draft": _("Draft {number}"),
        "published": _("Version {number}, published"),
        "superseded": _("Version {number}, superseded"),
    }
    return texts[plan.status].format(number=plan.number)


def change_sentence(change: VisitChange | Proposed) -> str:
    """Return in a line what becomes of a visit."""
    before, after = change.before, change.after
    if after is None:
        assert before is not None, "a change has a side"
        return _("Not any more: {visit}").format(visit=visit_text(before))
    if before is None:
        return _("New: {visit}").format(visit=visit_text(after))
    if change.kind == OTHER_HOST:
        return _("Other host: {visit}, {host} instead of {earlier}").format(
            visit=visit_text(after),
            host=after.host or _("nobody"),
            earlier=before.host or _("nobody"),
        )
    same_role = before.role_id == after.role_id
    earlier = half_day((before.date, before.half)) if same_role else visit_text(before)
    return _("Moved: {after} (before: {before})").format(after=visit_text(after), before=earlier)


def visit_text(visit: VisitRow) -> str:
    """Return when and where a visit is."""
    return _("{slot}: {department}, {role}").format(
        slot=half_day((visit.date, visit.half)), department=visit.department, role=visit.role
    )


def _not_acknowledged(*, conflicts: list[Any]) -> str:
    from app.wording import sentence  # noqa: PLC0415 - it collects this module

    head = ngettext(
        "Nothing was published: {count} conflict is left. Mend it, or accept it explicitly.",
        "Nothing was published: {count} conflicts are left. Mend them, or accept them explicitly.",
        len(conflicts),
    ).format(count=len(conflicts))
    return "\n".join([head, *dict.fromkeys(sentence(it.code, it.parameters) for it in conflicts)])


def _published_meanwhile(*, number: int, who: str, at: dt.datetime, people: int) -> str:
    head = _(
        "Nothing was published: version {number} was published meanwhile. {who}, {when}."
    ).format(number=number, who=who or _("somebody"), when=moment(at))
    rest = ngettext(
        "Against it, your draft changes the visits of {count} person. Look at the differences, "
        "and publish again if they are right.",
        "Against it, your draft changes the visits of {count} people. Look at the differences, "
        "and publish again if they are right.",
        people,
    ).format(count=people)
    return f"{head} {rest}"


def _no_such_version(*, number: int, known: list[int]) -> str:
    return _("There is no version {number}. There are: {known}.").format(
        number=number, known=", ".join(map(str, known)) or _("none")
    )


SENTENCES: dict[str, str | Callable[..., str]] = {
    "conflicts-not-acknowledged": _not_acknowledged,
    "published-meanwhile": _published_meanwhile,
    "draft-changed-meanwhile": N_(
        "Nothing was published: draft {number} was changed since its summary was made. Look at "
        "the summary again, and publish then."
    ),
    "plan-no-draft": N_(
        "Version {number} has been published, so it stays as it is. Make a new draft from it, "
        "change that, and publish it."
    ),
    "nothing-published": N_(
        "No plan of “{programme}” is published yet, so nobody is told anything. Publish one first."
    ),
    "no-such-version": _no_such_version,
    "schedule-not-ours": N_(
        "“{file}” is no schedule workbook of this program: the sheet “By person” with its columns "
        "is missing. Export the plan to Excel, edit that file, and read it back."
    ),
    "schedule-of-another-plan": N_(
        "The visits in “{file}” belong to no single plan in the file that is open. Open the file "
        "of the company from which the workbook was exported."
    ),
    "row-visit-gone": N_(
        "Row {row}: this visit is not in the plan any more, or stands in the sheet twice."
    ),
    "row-unknown-person": N_("Row {row}: “{person}” is not in the staff list."),
    "row-several-people": N_(
        "Row {row}: several people are called “{person}”. Give the personnel number."
    ),
    "row-unknown-host": N_("Row {row}: the host “{person}” is not in the staff list."),
    "row-unknown-department": N_("Row {row}: there is no department “{department}”."),
    "row-unknown-role": N_("Row {row}: “{department}” has no role “{role}”."),
    "row-unreadable": N_(
        "Row {row}: a cell holds an error, or a formula that was never calculated."
    ),
    "row-no-half-day": N_("Row {row}: date or half-day cannot be read."),
    "plans-of-two-programmes": N_(
        "These plans belong to two programmes. Choose two versions of one programme."
    ),
}
