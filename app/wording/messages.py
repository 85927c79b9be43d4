"""What guests and hosts are told of their visits, in their calendar and by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.wording.after_visit import code_line
from app.wording.formats import long_half_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.recipients import Entry


def title(entry: Entry) -> str:
    """Return what stands in the calendar."""
    if entry.part == "host":
        return _("Guest: {guest}, as {role}").format(guest=entry.other, role=entry.role)
    return _("Visit: {department}, {role}").format(department=entry.department, role=entry.role)


def description(entry: Entry, version: str) -> str:
    """Return what a person should know of a visit; ``version`` says which plan it is from."""
    if entry.part == "host":
        parts = [
            _("You receive {guest} ({department}).").format(
                guest=entry.other, department=entry.home
            ),
            _("Role: {role}, level {level}").format(role=entry.role, level=entry.level),
        ]
    else:
        parts = [
            _("Department: {department}").format(department=entry.department),
            _("Role: {role}, level {level}").format(role=entry.role, level=entry.level),
            _("Host: {person}").format(person=entry.other) if entry.other else "",
            code_line(entry.code),
        ]
    parts += [
        _("Meeting place: {place}").format(place=entry.place) if entry.place else "",
        _("What you will do: {text}").format(text=entry.what_you_do)
        if entry.what_you_do and entry.part == "guest"
        else "",
        _("What to bring: {text}").format(text=entry.what_to_bring)
        if entry.what_to_bring and entry.part == "guest"
        else "",
        version,
    ]
    return "\n".join(part for part in parts if part)


def version_line(number: int, *, published: bool) -> str:
    """Return which plan something is from."""
    if published:
        return _("Plan version {number}, replaces earlier ones.").format(number=number)
    return _("Draft {number}, not published yet.").format(number=number)


def news_line(entry: Entry) -> str:
    """Return in a line what a person has to know of a visit."""
    words = {
        "new": _("New: {visit}"),
        "changed": _("Changed: {visit}"),
        "cancelled": _("Cancelled: {visit}"),
        "same": _("As before: {visit}"),
    }
    return words[entry.news].format(visit=entry_line(entry))


def entry_line(entry: Entry) -> str:
    """Return when a visit is and what it is."""
    return _("{slot} – {visit}").format(
        slot=long_half_day((entry.date, entry.half)), visit=title(entry)
    )


def subject(programme: str, number: int) -> str:
    """Return the subject of a message."""
    return _("Your visits in {programme}: plan version {number}").format(
        programme=programme, number=number
    )


def message_text(
    *,
    name: str,
    programme: str,
    number: int,
    entries: Sequence[Entry],
    signed: str,
    attached: bool = True,
) -> str:
    """Return the text of the message about the visits of one person, all of them.

    ``attached`` says whether the calendar files go with it.
    """
    news = [it for it in entries if it.news != "same"]
    head = [
        _("Hello, {name}!").format(name=name),
        "",
        _("Plan version {number} of “{programme}” is published.").format(
            number=number, programme=programme
        ),
        ngettext(
            "{count} visit of yours is new or has changed:",
            "{count} visits of yours are new or have changed:",
            len(news),
        ).format(count=len(news)),
        "",
    ]
    lines = [f"• {news_line(it)}" for it in news]
    same = [f"• {entry_line(it)}" for it in entries if it.news == "same"]
    if same:
        lines += ["", _("These stay as they were:"), "", *same]
    files = _("Open the attached calendar files one by one: they bring your calendar up to date.")
    foot = [*(["", files] if attached else []), *(["", signed] if signed else [])]
    return "\n".join([*head, *lines, *foot]) + "\n"
