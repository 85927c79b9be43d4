"""Whom to tell what, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _, ngettext
from app.settings import ORGANISER_EMAIL
from app.wording.formats import moment
from ui.models.lines import Words

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.planning import PlanRow
    from app.services.recipients import Recipient


@dataclass(frozen=True, slots=True)
class LoadedRecipients:
    """Programmes, the published version, and a row for everybody concerned by it.

    Attributes
    ----------
    version
        The published plan, None if nothing is.
    newest
        The newest plan, published or not: what a workbook is made of.
    signed
        Whether messages say whom to answer.
    """

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    version: PlanRow | None = None
    heading: str = ""
    newest: PlanRow | None = None
    signed: bool = False
    people: tuple[tuple[Recipient, Words], ...] = ()


def load_recipients(services: Services, programme_id: int | None) -> LoadedRecipients:
    """Return who is concerned; of the newest programme if none is asked for."""
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return LoadedRecipients(names)
    plans = services.publishing.versions(programme_id)
    found = services.messages.recipients(programme_id)
    return LoadedRecipients(
        programmes=names,
        programme_id=programme_id,
        version=found.version,
        heading="" if found.version is None else _heading(found.version, found.people),
        newest=plans[-1] if plans else None,
        signed=bool(services.settings.get(ORGANISER_EMAIL)),
        people=tuple((it, _line(it, found.version)) for it in found.people),
    )


def _heading(version: PlanRow, people: tuple[Recipient, ...]) -> str:
    count = sum(it.needs_telling for it in people)
    told = _("Version {number}, published {when}.").format(
        number=version.number, when=moment(version.published_at or version.created_at)
    )
    if not count:
        return " ".join([told, _("Everybody concerned has been told.")])
    need = ngettext(
        "{count} person has to be told.", "{count} people have to be told.", count
    ).format(count=count)
    return f"{told} {need}"


def _line(one: Recipient, version: PlanRow | None) -> Words:
    languages = {None: _("as the window"), "en": "English", "ru": "Русский"}
    told = _("never") if one.told is None else _("version {number}").format(number=one.told)
    news = {"new": 0, "changed": 0, "cancelled": 0}
    for entry in one.entries:
        if entry.news in news:
            news[entry.news] += 1
    texts = {
        "new": _("new: {count}"),
        "changed": _("changed: {count}"),
        "cancelled": _("cancelled: {count}"),
    }
    parts = [texts[name].format(count=count) for name, count in news.items() if count]
    needs = ", ".join(parts) if version is not None and parts else _("nothing new")
    mail = one.email if one.has_address else _("no e-mail address")
    return Words(one.employee_id, (one.name, needs, told, mail, languages[one.language]))
