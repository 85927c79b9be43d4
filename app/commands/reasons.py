"""``gemba why``: what a plan lacks, for which reasons, and what was found to help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import AsJson, Database, Name, answer, opened, say
from app.commands.plans import newest
from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.services.explaining import CureRow, Explanation, PersonReasons

_CURES, _PEOPLE = 10, 20

Participant = Annotated[
    str | None,
    typer.Argument(metavar="PERSON", help=N_("A participant; everybody who lacks a visit.")),
]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("why", help=_("Tell which visits are missing, why, and what helps."))(why)


def why(
    name: Name, person: Participant = None, *, db: Database = None, as_json: AsJson = False
) -> int:
    """Explain what the newest plan of programme NAME lacks; every cure told has been tried."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        row = newest(services, programme)
        asked = None if person is None else services.explaining.person(row.id, person)
        found = services.explaining.why(row.id, asked)
        lacks = asked is None or bool(found.people)
        if as_json:
            answer({"programme": programme.name, "plan": row.number, **_document(found)})
        elif lacks:
            _tell(found, everybody=asked is None)
        else:
            say(_("{person} has all visits.").format(person=person))
    return 0


def _tell(found: Explanation, *, everybody: bool) -> None:
    from app.wording.explaining import (  # noqa: PLC0415
        cure_sentence,
        fact,
        forced,
        next_step,
        reasons,
    )
    from app.wording.tiers import headline  # noqa: PLC0415

    if everybody:
        say(headline(len(found.people), found.missing, found.proven, found.participants))
        for text in forced(*found.forced):
            say(text)
        if found.cures:
            say(_("What would help most:"))
        for cure in found.cures[:_CURES]:
            say(f"  - {cure_sentence(cure)}")
    for person in found.people[:_PEOPLE]:
        say()
        say(fact(person))
        if person.blocked:
            say(_("Ruled out, by reason; a place may count more than once:"))
        for line in reasons(person):
            say(f"  - {line}")
        if person.cures:
            say(_("What would help:"))
        for cure in person.cures[:3]:
            say(f"  - {cure_sentence(cure)}")
        say(next_step(person))
    left = len(found.people) - _PEOPLE
    if left > 0:
        say()
        say(
            ngettext(
                "{count} more person lacks visits; name the person, or use --json.",
                "{count} more people lack visits; name one of them, or use --json.",
                left,
            ).format(count=left)
        )


def _document(found: Explanation) -> dict[str, Any]:
    numbers = {id(cure): number for number, cure in enumerate(found.cures)}
    return {
        "missing": found.missing,
        "proven": found.proven,
        "forced": {
            "missing": found.forced[0],
            "without": dict(found.forced[1]),
        },
        "cures": [_cure(cure) for cure in found.cures],
        "people": [_person(person, numbers) for person in found.people],
    }


def _cure(cure: CureRow) -> dict[str, Any]:
    from app.wording.explaining import cure_sentence  # noqa: PLC0415

    return {
        "kind": cure.kind,
        "text": cure_sentence(cure),
        "places": cure.places,
        "people": [name for _key, name in cure.people],
        "change": cure.cure.document(),
    }


def _person(person: PersonReasons, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "person": person.employee,
        "department": person.department,
        "missing": person.missing,
        "wanted": person.wanted,
        "roles": person.roles,
        "candidates": person.candidates,
        "free": person.free,
        "several": person.several,
        "blocked": {rule: count for rule, count, _alone in person.blocked},
        "alone": {rule: alone for rule, _count, alone in person.blocked if alone},
        "cures": [numbers[id(cure)] for cure in person.cures],
    }
