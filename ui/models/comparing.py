"""Two versions beside each other, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.wording import sentence
from app.wording.publishing import change_sentence, version_title
from app.wording.rules import COMFORTS
from app.wording.tiers import tier_title
from ui.models.lines import Words

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.comparing import Comparison
    from app.services.publishing import PersonChanges

VERDICTS = {"better": N_("better"), "worse": N_("worse"), "moved": N_("only moved")}


@dataclass(frozen=True, slots=True)
class LoadedComparison:
    """Programmes, versions, and the two that are compared.

    Attributes
    ----------
    scores
        A row a tier or term: title, A, B, and the difference in words.
    people
        Whose visits differ.
    """

    programmes: tuple[tuple[int, str], ...] = ()
    programme_id: int | None = None
    versions: tuple[tuple[int, str], ...] = ()
    a_id: int | None = None
    b_id: int | None = None
    a_is_draft: bool = False
    b_number: int = 0
    scores: tuple[Words, ...] = ()
    people: tuple[PersonLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Whose visits differ, whether for the better, and how."""

    verdict: str
    words: Words
    changes: tuple[str, ...]


def load_comparison(
    services: Services, programme_id: int | None, a_id: int | None, b_id: int | None
) -> LoadedComparison:
    """Compare the versions asked for; else the newest with the one before it."""
    programmes = services.programmes.programmes()
    known = [row.id for row in programmes]
    if programme_id not in known:
        programme_id = known[-1] if known else None
    names = tuple((row.id, row.name) for row in programmes)
    if programme_id is None:
        return LoadedComparison(names)
    plans = list(reversed(services.publishing.versions(programme_id)))
    versions = tuple((plan.id, version_title(plan)) for plan in plans)
    if len(plans) < 2:
        return LoadedComparison(names, programme_id, versions)
    ids = [plan.id for plan in plans]
    if b_id not in ids:
        b_id = next(key for key in ids if key != a_id)
    if a_id not in ids or a_id == b_id:
        a_id = next((key for key in ids if key < b_id), ids[0] if ids[0] != b_id else ids[1])
    found = services.comparing.compare(a_id, b_id)
    return LoadedComparison(
        programmes=names,
        programme_id=programme_id,
        versions=versions,
        a_id=a_id,
        b_id=b_id,
        a_is_draft=found.a.status == "draft",
        b_number=found.b.number,
        scores=_scores(found),
        people=tuple(_person(it.verdict, it.person) for it in found.people),
    )


def load_breaks(services: Services, a_id: int, b_id: int, employee_id: int) -> tuple[str, ...]:
    """Return sentences about what taking a person's visits from B into A would break."""
    found = services.comparing.what_taking_over_breaks(
        into_plan_id=a_id, from_plan_id=b_id, employee_id=employee_id
    )
    return tuple(dict.fromkeys(sentence(it.code, it.parameters) for it in found))


def _scores(found: Comparison) -> tuple[Words, ...]:
    comforts = {it.name: _(it.title) for it in COMFORTS}
    rows = [_score(name, tier_title(name), a, b) for name, a, b in found.tiers]
    # What comfort is made of stands below it.
    rows += [_score(name, f"    {comforts[name]}", a, b) for name, a, b in found.terms]
    return tuple(rows)


def _score(name: str, title: str, a: int, b: int) -> Words:
    if a == b:
        words = _("the same")
    elif b < a:
        words = _("▼ {count} less: better").format(count=a - b)
    else:
        words = _("▲ {count} more: worse").format(count=b - a)
    return Words(name, (title, str(a), str(b), words))


def _person(verdict: str, person: PersonChanges) -> PersonLine:
    cells = (person.employee, _(VERDICTS[verdict]))
    return PersonLine(
        verdict,
        Words(person.employee_id, cells),
        tuple(map(change_sentence, person.changes)),
    )
