"""``gemba programme``: make one, and sign people up."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import AsJson, Database, Name, answer, day_of, opened, say
from app.commands.spoken import Application
from app.domain.half_days import HALVES
from app.domain.names import fold
from app.domain.numbers import is_count
from app.errors import InputError
from app.i18n import N_, _, ngettext

if TYPE_CHECKING:
    import datetime as dt

    from app.bootstrap import Services


def register(application: typer.Typer) -> None:
    """Add the commands."""
    programme = Application(help=_("Make a programme, and sign people up."), no_args_is_help=True)
    programme.command("create", help=_("Make a programme: dates, half-days, rules."))(create)
    programme.command("sign-up", help=_("Say who takes part."))(sign_up)
    application.add_typer(programme, name="programme")


def create(
    name: Name,
    *,
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help=N_("First day, like 2027-03-01."))
    ],
    last: Annotated[
        str, typer.Option("--to", metavar="DATE", help=N_("Last day, like 2027-04-25."))
    ],
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="CC",
            help=N_("Country whose public holidays are closed, in two letters: RU, GB."),
        ),
    ] = None,
    visits: Annotated[
        int, typer.Option("--visits", metavar="N", min=0, help=N_("Visits per person."))
    ] = 2,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            metavar="NAME.PARAM=VALUE",
            help=N_("Set a rule, for instance spacing.visits_per_week=1; may be repeated."),
        ),
    ] = None,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair",
            metavar="FROM:TO:MIN",
            help=N_(
                "Priority pair: department that visits, department visited, least number of "
                "visits; may be repeated."
            ),
        ),
    ] = None,
    closed: Annotated[
        list[str] | None,
        typer.Option(
            "--closed",
            metavar="DATE[am|pm]",
            help=N_("Day, or half of it, without visits; may be repeated."),
        ),
    ] = None,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Make a programme from one DATE to another, like 2027-03-01."""
    with opened(db) as services:
        programme_id, _changes = services.programmes.create(
            name=name,
            from_date=day_of(first),
            to_date=day_of(last),
            country=country,
            visits=visits,
            rules=_rules(rule or []),
            pairs=[_pair(services, text) for text in pair or []],
            closed=[_closed(text) for text in closed or []],
        )
        programme = next(p for p in services.programmes.programmes() if p.id == programme_id)
    if as_json:
        answer(
            {
                "programme": programme.name,
                "from": programme.from_date,
                "to": programme.to_date,
                "half_days": programme.half_days,
                "rules": programme.rules,
            }
        )
    else:
        say(
            ngettext(
                "Programme “{name}” made: {count} half-day is open for visits.",
                "Programme “{name}” made: {count} half-days are open for visits.",
                programme.half_days,
            ).format(name=programme.name, count=programme.half_days)
        )
    return 0


def sign_up(
    name: Name,
    *,
    everybody: Annotated[bool, typer.Option("--all", help=N_("Sign up everybody."))] = False,
    department: Annotated[
        list[str] | None,
        typer.Option(
            "--department", metavar="D", help=N_("Sign up this department; may be repeated.")
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="CSV",
            help=N_("Sign up those listed: number, e-mail or name, then the number of visits."),
        ),
    ] = None,
    visits: Annotated[
        int | None, typer.Option("--visits", metavar="N", min=0, help=N_("Visits per person."))
    ] = None,
    db: Database = None,
    as_json: AsJson = False,
) -> int:
    """Sign up everybody, departments, or those of a list: number, e-mail or name, then visits."""
    from app.services.sign_up_list import read_sign_ups  # noqa: PLC0415 - not for the start

    ways = [everybody, bool(department), file is not None]
    if sum(ways) != 1:
        raise typer.BadParameter(_("Say one of --all, --department and --file."))
    with opened(db) as services:
        programme = services.programmes.by_name(name)
        if file is not None:
            sheet = services.staff_import.read(file)
            listed = read_sign_ups(sheet, services.staff.people())
            services.programmes.sign_up_listed(
                programme_id=programme.id,
                targets={
                    key: visits if target is None else target for key, target in listed.items()
                },
            )
        else:
            services.programmes.sign_up(
                programme_id=programme.id,
                department_ids=[_department(services, each) for each in department]
                if department
                else None,
                target_visits=visits,
            )
        rows = services.programmes.sign_ups(programme.id)
    wanted = sum(row.target_visits for row in rows)
    if as_json:
        answer({"programme": programme.name, "people": len(rows), "visits": wanted})
    else:
        say(
            _("Programme “{name}”: {people}, {visits}.").format(
                name=programme.name,
                people=ngettext(
                    "{count} person takes part", "{count} people take part", len(rows)
                ).format(count=len(rows)),
                visits=ngettext(
                    "{count} visit is wanted", "{count} visits are wanted", wanted
                ).format(count=wanted),
            )
        )
    return 0


def _rules(texts: list[str]) -> dict[str, dict[str, Any]]:
    rules: dict[str, dict[str, Any]] = {}
    for text in texts:
        path, equals, value = text.partition("=")
        rule, dot, parameter = path.partition(".")
        if not (equals and dot and rule and parameter):
            raise InputError("not-a-rule", value=text)
        try:
            parsed = json.loads(value)
        except ValueError:
            parsed = {"on": True, "off": False, "none": None}.get(value.casefold(), value)
        rules.setdefault(rule.replace("-", "_"), {})[parameter] = parsed
    return rules


def _pair(services: Services, text: str) -> tuple[int, int, int]:
    parts = text.rsplit(":", 2)
    if len(parts) != 3 or not is_count(parts[2]):
        raise InputError("not-a-pair", value=text)
    return _department(services, parts[0]), _department(services, parts[1]), int(parts[2])


def _department(services: Services, name: str) -> int:
    departments = services.staff.departments()
    for row in departments:
        if fold(name) in (fold(row.name), fold(row.short_name)):
            return row.id
    raise InputError("unknown-department", department=name, known=[row.name for row in departments])


def _closed(text: str) -> tuple[dt.date, str | None]:
    for half in HALVES:
        if text.endswith(half):
            return day_of(text.removesuffix(half)), half
    return day_of(text), None
