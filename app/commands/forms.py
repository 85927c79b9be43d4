"""``gemba forms make`` and ``gemba forms read``: reflection forms out and back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import AsJson, Database, Name, answer, opened, say
from app.commands.progress_line import ProgressLine
from app.commands.spoken import Application
from app.i18n import N_, _, ngettext
from app.services.forms import FormResult

if TYPE_CHECKING:
    from app.services.forms import FormOutcome


def register(application: typer.Typer) -> None:
    """Add the commands."""
    group = Application(help=_("Reflection forms out and back."))
    group.command("make", help=_("Write a form for everybody who owes a reflection."))(make)
    group.command("read", help=_("Read a folder of forms that came back."))(read)
    application.add_typer(group, name="forms")


def make(
    name: Name,
    *,
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help=N_("Folder to write the forms into."))
    ],
    return_to: Annotated[
        str,
        typer.Option(
            "--return-to", metavar="EMAIL", help=N_("Address that forms are sent back to.")
        ),
    ] = "",
    all_visits: Annotated[
        bool, typer.Option("--all", help=N_("Also for visits still to come."))
    ] = False,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Write the forms of programme NAME into a folder."""
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        with ProgressLine(_("Writing forms…")) as line:
            made = services.forms.make(
                folder=to,
                programme_id=programme.id,
                now=dt.datetime.now(),
                return_to=return_to,
                everybody=all_visits,
                on_progress=line.count,
            )
    if as_json:
        answer(
            {
                "programme": programme.name,
                "forms": [
                    {"person": one.record.employee, "code": one.record.code, "file": str(one.path)}
                    for one in made
                ],
            }
        )
    else:
        say(
            ngettext(
                "{count} form was written into {folder}.",
                "{count} forms were written into {folder}.",
                len(made),
            ).format(count=len(made), folder=to)
        )
    return 0


def read(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|LIST",
            help=N_("Folder with the forms, or a list that a form service exported."),
        ),
    ],
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Read every form in a folder, or a list out of a form service; files are left as they are."""
    if folder.is_file():
        return _read_list(folder, db, as_json)
    with opened(db) as services, ProgressLine(_("Reading forms…")) as line:
        outcomes = services.forms.read(folder, on_progress=line.count)
    if as_json:
        answer({"folder": str(folder), "files": [_document(one) for one in outcomes]})
    else:
        _tell(outcomes)
    return 1 if any(one.error for one in outcomes) else 0


def _read_list(path: Path, db: str | None, as_json: bool) -> int:
    with opened(db) as services:
        found = services.reflection_lists.read(path)
        outcomes = services.reflection_lists.take(found, found.mapping)
    columns = {field: found.sheet.headings[column] for field, column in found.mapping.items()}
    if as_json:
        rows = [
            {"row": one.row, "person": one.person, "result": str(one.result)} for one in outcomes
        ]
        answer({"file": str(path), "columns": columns, "rows": rows})
    else:
        from app.wording.after_visit import FORM_RESULTS  # noqa: PLC0415

        for one in outcomes:
            say(
                _("Row {row}, {person}: {result}").format(
                    row=one.row, person=one.person, result=_(FORM_RESULTS[one.result])
                )
            )
    left = (FormResult.UNCLEAR, FormResult.NOT_OURS)
    return 1 if any(one.result in left for one in outcomes) else 0


def _document(outcome: FormOutcome) -> dict[str, object]:
    from app.wording import error_text  # noqa: PLC0415

    return {
        "file": outcome.path.name,
        "result": str(outcome.result),
        "person": outcome.record.employee if outcome.record else None,
        "reason": error_text(outcome.error) if outcome.error else None,
        "not_understood": [{"field": field, "value": text} for field, text in outcome.unread],
    }


def _tell(outcomes: list[FormOutcome]) -> None:
    from app.wording import error_text  # noqa: PLC0415
    from app.wording.after_visit import FORM_RESULTS, unread_text  # noqa: PLC0415

    for outcome in outcomes:
        person = f" ({outcome.record.employee})" if outcome.record else ""
        say(f"{outcome.path.name}{person}: {_(FORM_RESULTS[outcome.result])}")
        if outcome.error is not None:
            say(f"  {error_text(outcome.error)}")
        if outcome.unread:
            say(f"  {unread_text(outcome.unread)}")
    counts = Counter(outcome.result for outcome in outcomes)
    say(", ".join(f"{_(FORM_RESULTS[result])}: {count}" for result, count in counts.items()))
