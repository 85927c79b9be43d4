"""What each card of the home page says: a figure, what it means, and the way to the cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from app.i18n import N_, _, ngettext
from app.wording.formats import moment

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.findings import Finding
    from app.services.overview import Overview, PlanOverview
    from ui.pages.home.view import NewsCard

_BACKUP_REASONS = {
    "upgrade": N_("Made before the file was brought up to date, and found whole."),
    "import": N_("Made before an import, and found whole."),
    "publish": N_("Made before a plan was published, and found whole."),
    "asked": N_("Made when you asked for it, and found whole."),
}


def show_missing(card: NewsCard, plan: PlanOverview) -> None:
    """Say how many visits are not in the plan."""
    title = _("Missing visits")
    if not plan.missing:
        card.say(title, "0", _("Everybody has all visits."), "")
        return
    text = ngettext(
        "{count} person lacks visits that were agreed.",
        "{count} people lack visits that were agreed.",
        plan.people_missing,
    ).format(count=plan.people_missing)
    card.say(title, _figure(plan.missing), text, _("Show who lacks visits"))


def show_conflicts(card: NewsCard, findings: list[Finding] | None) -> None:
    """Say how many rules the plan breaks; None while it is being judged."""
    title = _("Conflicts")
    if findings is None:
        card.say(title, "", _("The plan is being checked…"), "")
    elif not findings:
        card.say(title, "0", _("The plan keeps every rule."), "")
    else:
        text = ngettext(
            "A rule is broken, by a move by hand or since something was changed.",
            "Rules are broken, by moves by hand or since something was changed.",
            len(findings),
        )
        card.say(title, _figure(len(findings)), text, _("Show the conflicts"))


def show_owed(card: NewsCard, seen: Overview) -> None:
    """Say how many reflections are owed."""
    title = _("Reflections owed")
    if not seen.owed:
        card.say(title, "0", _("Nobody owes a reflection at the moment."), "")
        return
    text = ngettext(
        "{count} guest has not yet written about a visit.",
        "{count} guests have not yet written about a visit.",
        seen.people_owing,
    ).format(count=seen.people_owing)
    card.say(title, _figure(seen.owed), text, _("Show who owes a reflection"))


def show_ideas(card: NewsCard, seen: Overview) -> None:
    """Say how many ideas wait for an answer."""
    title = _("Ideas unanswered")
    if not seen.ideas_unanswered:
        card.say(title, "0", _("Every idea has its answer."), _("Show the ideas"))
        return
    text = (
        ngettext(
            "For {count} of them the day of the answer has passed.",
            "For {count} of them the day of the answer has passed.",
            seen.ideas_late,
        ).format(count=seen.ideas_late)
        if seen.ideas_late
        else _("All of them still have time.")
    )
    card.say(title, _figure(seen.ideas_unanswered), text, _("Show the ideas"))


def show_backup(card: NewsCard, seen: Overview, folder: Path) -> None:
    """Say when the last safety copy was made, and where copies lie."""
    title, act = _("Last backup"), _("Back up now")
    where = _("Backups lie in “{folder}”.").format(folder=folder)
    if seen.backup is None:
        text = _("One is made by itself before you import a list or publish a plan.")
        card.say(title, _("none yet"), f"{text} {where}", act)
        return
    text = _(_BACKUP_REASONS[seen.backup.reason])
    card.say(title, moment(seen.backup.taken_at), f"{text} {where}", act)


def _figure(count: int) -> str:
    return QLocale().toString(count)
