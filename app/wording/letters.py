"""What guests are written after their visits: reminders, and what became of their ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ideas import IdeaStatus
from app.i18n import N_, _, ngettext
from app.wording.after_visit import status_name
from app.wording.formats import long_day, long_half_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ideas import IdeaRow
    from app.services.visit_records import RecordRow

_ANSWERS = {
    IdeaStatus.NEW: N_("It waits for an answer until {date}."),
    IdeaStatus.UNDER_REVIEW: N_("It is being looked at; the answer comes by {date}."),
    IdeaStatus.ACCEPTED: N_("It was accepted."),
    IdeaStatus.IN_PROGRESS: N_("It is being carried out."),
    IdeaStatus.DONE: N_("It is done. Thank you!"),
    IdeaStatus.DECLINED: N_("It will not be carried out."),
}


def reminder_subject(rows: Sequence[RecordRow]) -> str:
    """Return the subject of a reminder."""
    if len(rows) == 1:
        return _("Your visit to {department}: how was it?").format(department=rows[0].department)
    return _("Your visits: how were they?")


def reminder_text(name: str, rows: Sequence[RecordRow], signed: str) -> str:
    """Return a reminder of reflections that are owed; the forms are attached to it."""
    visits = [
        _("{when}: {department}, {role} (code {code})").format(
            when=long_half_day((row.date, row.half)),
            department=row.department,
            role=row.role,
            code=row.code,
        )
        for row in rows
    ]
    asked = ngettext(
        "You have been a guest of another department. Please tell us how it was; the form is "
        "attached, it takes about 12 minutes. Save it and send it back.",
        "You have been a guest of other departments. Please tell us how it was; the forms are "
        "attached, each takes about 12 minutes. Save them and send them back.",
        len(rows),
    )
    return _letter(name, [asked, "\n".join(visits)], signed)


def answers_subject(rows: Sequence[IdeaRow]) -> str:
    """Return the subject of a letter on what became of ideas."""
    if len(rows) == 1:
        return _("Your idea: {title}").format(title=rows[0].title)
    return ngettext(
        "What became of your {count} idea", "What became of your {count} ideas", len(rows)
    ).format(count=len(rows))


def answers_text(name: str, rows: Sequence[IdeaRow], signed: str) -> str:
    """Return a letter on what became of ideas, with the reason of each that was declined."""
    parts = [_("Thank you for thinking along. This is where your ideas stand:")]
    parts += [idea_text(row) for row in rows]
    return _letter(name, parts, signed)


def idea_text(row: IdeaRow) -> str:
    """Return where an idea stands, and what was answered."""
    status = IdeaStatus(row.status)
    lines = [
        _("“{title}” ({department}): {status}").format(
            title=row.title, department=row.department, status=status_name(row.status)
        ),
        _(_ANSWERS[status]).format(date=long_day(row.answer_by)),
    ]
    if row.answer:
        lines.append(
            _("The reason: {text}").format(text=row.answer)
            if status is IdeaStatus.DECLINED
            else _("The answer: {text}").format(text=row.answer)
        )
    return "\n".join(lines)


def _letter(name: str, parts: list[str], signed: str) -> str:
    greeting = _("Dear {name},").format(name=name)
    return "\n\n".join(part for part in (greeting, *parts, signed) if part)
