"""``gemba publish``, ``versions`` and ``compare``: what is official, and what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import AsJson, Database, Name, answer, opened, say
from app.errors import InputError
from app.i18n import N_, _, ngettext
from app.wording import sentence
from app.wording.formats import moment
from app.wording.publishing import change_sentence, version_title
from app.wording.rules import COMFORTS
from app.wording.tiers import tier_title

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.comparing import Comparison
    from app.services.planning import PlanRow
    from app.services.publishing import PersonChanges, PublishSummary

Version = Annotated[
    int | None,
    typer.Option("--version", metavar="N", min=1, help=N_("The draft; the newest by default.")),
]


def register(application: typer.Typer) -> None:
    """Add the commands."""
    application.command("publish", help=_("Make a draft the official plan."))(publish)
    application.command("versions", help=_("List drafts and published versions."))(versions)
    application.command("compare", help=_("Tell how version B differs from version A."))(compare)


def publish(
    name: Name,
    *,
    version: Version = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help=N_("What is new in this version."))
    ] = "",
    accept_conflicts: Annotated[
        bool, typer.Option("--accept-conflicts", help=N_("Publish although rules are broken."))
    ] = False,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Publish a draft of programme NAME: from then on it changes through a new draft only."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        plan = _draft(services, programme.id, programme.name, version)
        summary = services.publishing.summary(plan.id)
        conflicts = list(
            dict.fromkeys(sentence(it.code, it.parameters) for it in summary.conflicts)
        )
        published = accept_conflicts or not conflicts
        if published:
            services.publishing.publish(
                plan_id=plan.id,
                shown=summary.shown,
                acknowledged=[it.key for it in summary.conflicts],
                note=note,
            )
    if as_json:
        answer(
            {
                "programme": programme.name,
                "plan": plan.number,
                "published": published,
                "replaces": summary.published and summary.published.number,
                "conflicts": conflicts,
                "changes": [_document(person) for person in summary.people],
            }
        )
    else:
        _tell(summary, conflicts, published=published)
    return 0 if published else 1


def versions(name: Name, db: Database = None, as_json: AsJson = False) -> int:
    """List the versions of the plan of programme NAME, the oldest first."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        rows = services.publishing.versions(programme.id)
    if as_json:
        answer({"programme": programme.name, "versions": [_version(row) for row in rows]})
        return 0
    for row in rows:
        visits = ngettext("{count} visit", "{count} visits", row.visits).format(count=row.visits)
        parts = [version_title(row), moment(row.published_at or row.created_at), visits, row.note]
        say(" · ".join(part for part in parts if part))
    if not rows:
        say(_("There is no plan yet."))
    return 0


def compare(
    name: Name,
    first: Annotated[int, typer.Argument(metavar="A")],
    second: Annotated[int, typer.Argument(metavar="B")],
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Compare two versions of the plan of programme NAME by their numbers."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        a, b = (services.publishing.version(programme.id, it) for it in (first, second))
        found = services.comparing.compare(a.id, b.id)
    if as_json:
        answer(
            {
                "programme": programme.name,
                "a": a.number,
                "b": b.number,
                "tiers": _values(found.tiers),
                "terms": _values(found.terms),
                "people": [{"verdict": it.verdict, **_document(it.person)} for it in found.people],
            }
        )
    else:
        _tell_comparison(found)
    return 0


def _draft(services: Services, programme_id: int, name: str, number: int | None) -> PlanRow:
    if number is not None:
        return services.publishing.version(programme_id, number)
    rows = services.publishing.versions(programme_id)
    if not rows:
        raise InputError("no-plan-yet", programme=name)
    return rows[-1]


def _tell(summary: PublishSummary, conflicts: list[str], *, published: bool) -> None:
    for person in summary.people if summary.published is not None else ():
        say(person.employee)
        for change in person.changes:
            say(f"  {change_sentence(change)}")
    for text in conflicts:
        say(_("Conflict: {text}").format(text=text))
    if not published:
        say(_("Nothing was published. Mend the conflicts, or add --accept-conflicts."))
        return
    count = len(summary.people)
    say(
        ngettext(
            "Plan {number} is published; the visits of {count} person are new or changed.",
            "Plan {number} is published; the visits of {count} people are new or changed.",
            count,
        ).format(number=summary.plan.number, count=count)
    )


def _tell_comparison(found: Comparison) -> None:
    comforts = {it.name: _(it.title) for it in COMFORTS}
    lines = [(tier_title(name), a, b) for name, a, b in found.tiers]
    lines += [("  " + comforts[name], a, b) for name, a, b in found.terms]
    for title, a, b in lines:
        say(
            _("{title}: {a} → {b} ({difference})").format(
                title=title, a=a, b=b, difference=f"{b - a:+d}" if a != b else "="
            )
        )
    words = {"better": _("better"), "worse": _("worse"), "moved": _("only moved")}
    for it in found.people:
        say(_("{person}: {verdict}").format(person=it.person.employee, verdict=words[it.verdict]))
        for change in it.person.changes:
            say(f"  {change_sentence(change)}")
    if not found.people:
        say(_("Nobody’s visits differ."))


def _version(row: PlanRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "status": row.status,
        "visits": row.visits,
        "made": row.created_at.isoformat(),
        "published": row.published_at and row.published_at.isoformat(),
        "published_by": row.published_by,
        "note": row.note,
    }


def _values(lines: tuple[tuple[str, int, int], ...]) -> list[dict[str, Any]]:
    return [{"name": name, "a": a, "b": b} for name, a, b in lines]


def _document(person: PersonChanges) -> dict[str, Any]:
    return {
        "person": person.employee,
        "changes": [
            {"kind": change.kind, "text": change_sentence(change)} for change in person.changes
        ],
    }
