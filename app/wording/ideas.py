"""Ideas in words: how urgent, where to, what has happened to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain.ideas import Age, IdeaStatus
from app.i18n import N_, _, ngettext
from app.wording.after_visit import status_name
from app.wording.formats import day, short_day

if TYPE_CHECKING:
    from app.services.idea_history import FieldChange, IdeaEvent
    from app.services.ideas import IdeaRow

MOVE_TEXTS = {
    IdeaStatus.NEW: N_("Put back to new"),
    IdeaStatus.UNDER_REVIEW: N_("Take under review"),
    IdeaStatus.ACCEPTED: N_("Accept"),
    IdeaStatus.IN_PROGRESS: N_("Begin the work"),
    IdeaStatus.DONE: N_("Mark as done"),
    IdeaStatus.DECLINED: N_("Decline…"),
}
"""What it is called to move an idea to a state."""

FIELD_TITLES = {
    "title": N_("Idea"),
    "text": N_("More about it"),
    "status": N_("State"),
    "owner_id": N_("Who answers"),
    "answer_by": N_("Answer by"),
    "answer": N_("Answer to the author"),
    "effort": N_("Effort"),
    "effect": N_("Effect"),
    "kpi": N_("KPI it should move"),
    "expected_hours": N_("Expected: hours saved a month"),
    "expected_money": N_("Expected: money a year"),
    "measured_hours": N_("Measured: hours saved a month"),
    "measured_money": N_("Measured: money a year"),
    "measured_kpi": N_("Measured: what became of the KPI"),
    "merged_into_id": N_("Part of"),
    "author_told_at": N_("Author told"),
    "department_id": N_("Department"),
    "author_id": N_("Author"),
}

RATINGS = {
    0: N_("not rated"),
    1: N_("1 – very little"),
    2: N_("2 – little"),
    3: N_("3 – medium"),
    4: N_("4 – much"),
    5: N_("5 – very much"),
}
"""Words for effort and effect."""

_LONGEST = 60


def age_text(row: IdeaRow, today: dt.date) -> str:
    """Return how urgent the answer is, "" once it was given."""
    days = (row.answer_by - today).days
    if row.age is Age.ANSWERED:
        return ""
    if row.age is Age.OVERDUE:
        return ngettext("overdue by {count} day", "overdue by {count} days", -days).format(
            count=-days
        )
    if days == 0:
        return _("due today")
    if row.age is Age.SOON:
        return ngettext("due in {count} day", "due in {count} days", days).format(count=days)
    return _("by {date}").format(date=short_day(row.answer_by))


def spoken_card(row: IdeaRow, today: dt.date) -> str:
    """Return what a screen reader says of the card of an idea."""
    parts = [
        row.title,
        _("Department: {name}").format(name=row.department),
        _("Answer owed by: {name}").format(name=row.owner) if row.owner else _("Nobody answers"),
        age_text(row, today),
        ngettext("{count} vote", "{count} votes", row.votes).format(count=row.votes),
        ngettext("{count} comment", "{count} comments", row.comments).format(count=row.comments),
    ]
    return ". ".join(part for part in parts if part)


def event_text(event: IdeaEvent) -> str:
    """Return what somebody did to an idea, a line a field."""
    if event.first:
        return _("The idea came in.")
    return "\n".join(_change_text(change) for change in event.changes)


def value_text(field: str, value: Any) -> str:
    """Return a field's value as people read it, "" for none."""
    if value in (None, "") or (value == 0 and field not in ("effort", "effect")):
        return ""
    if field == "status":
        return status_name(value)
    if field in ("effort", "effect"):
        return _(RATINGS[value])
    if field in ("answer_by", "author_told_at"):
        moment = value if isinstance(value, str) else value.isoformat()
        return day(dt.datetime.fromisoformat(moment).date())
    return str(value)


def _change_text(change: FieldChange) -> str:
    title = _(FIELD_TITLES.get(change.field, change.field))
    before, after = (
        _short(value_text(change.field, value)) for value in (change.before, change.after)
    )
    if not before:
        return _("{field}: {after}").format(field=title, after=after)
    return _("{field}: {before} → {after}").format(
        field=title, before=before, after=after or _("empty")
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
