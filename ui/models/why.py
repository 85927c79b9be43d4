"""Why visits are missing, worded in a worker: by cure first, then by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.plans import DRAFT
from app.i18n import N_, _
from app.wording import sentence
from app.wording.explaining import cure_sentence, fact, next_step, reasons
from app.wording.formats import listed
from app.wording.publishing import version_title
from app.wording.tiers import headline
from ui.models.lines import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.bootstrap import Services
    from app.services.explaining import (
        AlternativeRow,
        Cure,
        CureRow,
        Explanation,
        PersonReasons,
        WishAnswer,
    )
    from app.services.findings import Finding

ACTS = {
    "move": N_("Move the visits"),
    "free": N_("Keep the half-day free"),
    "host": N_("Add the host"),
    "seat": N_("Add the seat"),
    "guests": N_("Let the host receive them"),
    "open": N_("Open the half-day"),
    "reception": N_("Let the department receive them"),
    "away": N_("Raise the share"),
    "relax": N_("Loosen the rule"),
}
"""What is on the button that makes a change of each kind."""
CURES_OF_PERSON = 3


@dataclass(frozen=True, slots=True)
class CureLine:
    """Something that would help: the sentence, the act, what moves, and whom it serves first."""

    words: Words
    text: str
    act: str
    moves: tuple[str, ...]
    person_id: int
    cure: Cure


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who lacks visits: the fact, what rules places out, and what would help."""

    words: Words
    employee_id: int
    fact: str
    reasons: tuple[str, ...]
    cures: tuple[CureLine, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class LoadedReasons:
    """What the page shows.

    Attributes
    ----------
    plans
        Key and title of each version, the newest first.
    places
        Departments, and the roles of each, to ask about.
    partly
        Whether the search for what would help was stopped.
    """

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    plans: tuple[tuple[int, str], ...] = ()
    plan_id: int | None = None
    is_draft: bool = False
    headline: str = ""
    missing: int = 0
    cures: tuple[CureLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...] = ()
    partly: bool = False


@dataclass(frozen=True, slots=True)
class WishLines:
    """The answer to "why not there?": why, and how it could be had all the same."""

    text: str
    alternatives: tuple[tuple[str, AlternativeRow], ...]


def load_reasons(
    services: Services,
    programme_id: int | None,
    plan_id: int | None,
    should_stop: Callable[[], bool],
) -> LoadedReasons:
    """Explain a plan, the newest one of the newest programme if none is asked for."""
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return LoadedReasons(names)
    plans = list(reversed(services.planning.plans(programme_id)))
    titles = tuple((row.id, version_title(row)) for row in plans)
    findings = tuple(services.planning.precheck(programme_id))
    if not plans:
        return LoadedReasons(names, programme_id, findings=findings)
    shown = next((row for row in plans if row.id == plan_id), plans[0])
    found = services.explaining.why(shown.id, should_stop=should_stop)
    return LoadedReasons(
        programmes=names,
        programme_id=programme_id,
        plans=titles,
        plan_id=shown.id,
        is_draft=shown.status == DRAFT,
        headline=headline(len(found.people), found.missing, found.proven, found.participants),
        missing=found.missing,
        cures=tuple(_cures(found.cures)),
        people=_people(found),
        findings=findings,
        places=_places(services),
        partly=should_stop(),
    )


def load_wish(
    services: Services,
    plan_id: int,
    employee_id: int,
    place: tuple[int, int | None],
    should_stop: Callable[[], bool],
) -> WishLines:
    """Ask why somebody has no visit in a department, and role of it if one is named."""
    department_id, role_id = place
    answer = services.explaining.ask(
        plan_id,
        employee_id,
        department_id=department_id,
        role_id=role_id,
        should_stop=should_stop,
    )
    return WishLines(
        _wish_text(answer),
        tuple((_moves_text(it.moves), it) for it in answer.alternatives),
    )


def _wish_text(answer: WishAnswer) -> str:
    if answer.there:
        lines = [sentence(it.code, it.parameters) for it in answer.there]
        return "\n".join([_("There already:"), *lines])
    lines = [f"• {line}" for line in reasons(answer.reasons)]
    head = _("Places looked at (roles × half-days): {candidates}, free: {free}.").format(
        candidates=answer.reasons.candidates, free=answer.reasons.free
    )
    if not answer.alternatives:
        lines.append(_("No way was found to have it without breaking a rule."))
    return "\n".join([head, *lines])


def _moves_text(moves: Iterable[Finding]) -> str:
    return "\n".join(sentence(it.code, it.parameters) for it in moves)


def _cures(rows: Iterable[CureRow]) -> Iterable[CureLine]:
    for number, row in enumerate(rows):
        text = sentence(row.finding.code, row.finding.parameters)
        yield CureLine(
            words=Words(
                number, (text, str(row.places), listed([name for _key, name in row.people]))
            ),
            text=cure_sentence(row),
            act=_act(row),
            moves=tuple(sentence(it.code, it.parameters) for it in row.moves),
            person_id=row.people[0][0],
            cure=row.cure,
        )


def _act(row: CureRow) -> str:
    if row.kind == "move" and not row.cure.moves.gone:
        return _("Take the free place")
    return _(ACTS[row.kind])


def _people(found: Explanation) -> tuple[PersonLine, ...]:
    return tuple(_person(it) for it in found.people)


def _person(person: PersonReasons) -> PersonLine:
    missing = _("{missing} of {wanted}").format(missing=person.missing, wanted=person.wanted)
    return PersonLine(
        words=Words(person.employee_id, (person.employee, person.department, missing)),
        employee_id=person.employee_id,
        fact=fact(person),
        reasons=tuple(reasons(person)),
        cures=tuple(_cures(person.cures[:CURES_OF_PERSON])),
        next_step=next_step(person),
    )


def _places(
    services: Services,
) -> tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...]:
    roles = services.staff.roles()
    return tuple(
        (
            department.id,
            department.name,
            tuple((it.id, it.title) for it in roles if it.department_id == department.id),
        )
        for department in services.staff.departments()
    )
