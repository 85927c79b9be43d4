"""Programmes: horizon, half-days, who takes part, rules, weights, priority pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.db.models import Programme, SignUp
from app.domain.half_days import HALVES, OWN, WEEKEND, HalfDay
from app.domain.names import fold
from app.errors import InputError
from app.i18n import _
from app.services.calendars import public_days
from app.services.editing import change_row, existing, required, within
from app.services.pairs import find_pair, pair_rows, set_pair
from app.services.programme_calendar import calendar_of, decide
from app.services.programme_rules import known_rules, known_weights, put_rule
from app.services.sign_ups import active_people, sign_off, sign_up, sign_up_rows
from solver.rotation.problem_file import (
    rules_document,
    rules_of,
    weights_document,
    weights_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.services.pairs import PairRow
    from app.services.sign_ups import SignUpRow

# Five years of half-days are a slip of the pen, not a programme.
_LONGEST_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme; ``rules`` and ``weights`` are complete, defaults included."""

    id: int
    version: int
    name: str
    from_date: dt.date
    to_date: dt.date
    country: str | None
    mornings: bool
    afternoons: bool
    visits: int
    fair_hosting: int | None
    keep_published_first: bool
    rules: dict[str, dict[str, Any]]
    weights: dict[str, int]
    signed_up: int
    half_days: int


class ProgrammeService:
    """What can be done with programmes; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def programmes(self) -> list[ProgrammeRow]:
        """Return all programmes, the one that begins last at the end."""
        with self._database.read() as session:
            counted = select(SignUp.programme_id, func.count()).group_by(SignUp.programme_id)
            signed_up = {key: count for key, count in session.execute(counted)}
            return [
                _row(session, programme, signed_up.get(programme.id, 0))
                for programme in session.scalars(
                    select(Programme).order_by(Programme.from_date, Programme.id)
                )
            ]

    def by_name(self, name: str) -> ProgrammeRow:
        """Return the programme called ``name``, in any case.

        Raises
        ------
        InputError
            If there is none; with the names there are.
        """
        programmes = self.programmes()
        for programme in programmes:
            if fold(programme.name) == fold(name):
                return programme
        raise InputError(
            "unknown-programme", programme=name, known=[each.name for each in programmes]
        )

    def half_days(self, programme_id: int) -> list[HalfDay]:
        """Return the calendar of a programme; reasons are in the language of now."""
        with self._database.read() as session:
            calendar = calendar_of(session, existing(session, Programme, programme_id))
        words = {WEEKEND: _("weekend"), OWN: _("company day off")}
        return [
            HalfDay(day.date, day.half, day.open, day.reason and words.get(day.reason, day.reason))
            for day in calendar
        ]

    def sign_ups(self, programme_id: int) -> list[SignUpRow]:
        """Return the participants by name."""
        with self._database.read() as session:
            return sign_up_rows(session, programme_id)

    def pairs(self, programme_id: int) -> list[PairRow]:
        """Return the priority pairs in the order they were made."""
        with self._database.read() as session:
            return pair_rows(session, programme_id)

    # The programme itself

    def create(
        self,
        *,
        name: str,
        from_date: dt.date,
        to_date: dt.date,
        country: str | None = None,
        visits: int = 2,
        rules: Mapping[str, Mapping[str, Any]] | None = None,
        weights: Mapping[str, int] | None = None,
        pairs: Iterable[tuple[int, int, int]] = (),
        closed: Iterable[tuple[dt.date, str | None]] = (),
        mornings: bool = True,
        afternoons: bool = True,
    ) -> tuple[int, Changes]:
        """Make a programme.

        Parameters
        ----------
        rules, weights
            What differs from the defaults.
        pairs
            Department from, department to, least number of visits.
        closed
            Days with the half that is closed, None for both.

        Raises
        ------
        InputError
            If the name is empty or taken, the dates are reversed or too far apart, the country is
            unknown, or a rule does not exist.
        """
        with self._database.unit_of_work(_("new programme {name}").format(name=name)) as unit:
            session = unit.session
            fields = _fields(
                session,
                None,
                {
                    "name": name,
                    "from_date": from_date,
                    "to_date": to_date,
                    "country": country,
                    "visits": visits,
                },
            )
            row = Programme(
                **fields,
                rules=known_rules(rules or {}),
                weights=known_weights(weights or {}),
                mornings=mornings,
                afternoons=afternoons,
            )
            session.add(row)
            session.flush()
            for from_id, to_id, minimum in pairs:
                set_pair(session, row.id, (from_id, to_id), minimum, 1)
            for day, half in closed:
                for each in HALVES if half is None else (half,):
                    decide(session, row.id, day, each, opened=False)
        return row.id, unit.changes

    def change(self, *, programme_id: int, shown_version: int | None, **fields: Any) -> Changes:
        """Change dates, name, country or the visits that new participants get."""
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Programme, programme_id)
            dates = {"from_date": row.from_date, "to_date": row.to_date}
            values = _fields(unit.session, programme_id, dates | fields)
            values = {
                key: value for key, value in values.items() if key in fields or key == "folded"
            }
            row = change_row(unit.session, Programme, programme_id, shown_version, values)
            unit.label = _("change programme {name}").format(name=row.name)
        return unit.changes

    def set_rule(self, *, programme_id: int, rule: str, parameter: str, value: Any) -> Changes:
        """Switch a rule, or set one of its parameters."""
        with self._database.unit_of_work(_("change rules")) as unit:
            put_rule(existing(unit.session, Programme, programme_id), rule, parameter, value)
        return unit.changes

    def set_weight(self, *, programme_id: int, term: str, weight: int) -> Changes:
        """Say how much a comfort counts."""
        with self._database.unit_of_work(_("change weights")) as unit:
            row = existing(unit.session, Programme, programme_id)
            row.weights = known_weights(row.weights | {term: weight})
        return unit.changes

    # Calendar

    def close_half_day(self, *, programme_id: int, date: dt.date, half: str) -> Changes:
        """Close a half-day for visits."""
        with self._database.unit_of_work(_("close a half-day")) as unit:
            decide(unit.session, programme_id, date, half, opened=False)
        return unit.changes

    def open_half_day(self, *, programme_id: int, date: dt.date, half: str) -> Changes:
        """Open a half-day, even of a weekend or holiday."""
        with self._database.unit_of_work(_("open a half-day")) as unit:
            decide(unit.session, programme_id, date, half, opened=True)
        return unit.changes

    # Participants

    def sign_up(
        self,
        *,
        programme_id: int,
        employee_ids: Iterable[int] | None = None,
        department_ids: Iterable[int] | None = None,
        target_visits: int | None = None,
    ) -> Changes:
        """Sign people up: those named, those of the departments, or everybody if none are named.

        Who is signed up already keeps the number of visits unless ``target_visits`` is given.
        """
        with self._database.unit_of_work(_("sign up")) as unit:
            chosen = active_people(unit.session, employee_ids, department_ids)
            sign_up(unit.session, programme_id, dict.fromkeys(chosen, target_visits))
        return unit.changes

    def sign_up_listed(self, *, programme_id: int, targets: Mapping[int, int | None]) -> Changes:
        """Sign up people with a number of visits for each; None means as in :meth:`sign_up`."""
        with self._database.unit_of_work(_("sign up")) as unit:
            sign_up(unit.session, programme_id, targets)
        return unit.changes

    def sign_off(self, *, programme_id: int, employee_ids: Iterable[int]) -> Changes:
        """Take people out of a programme; their visits in plans stay until the next solve."""
        wanted = set(employee_ids)
        with self._database.unit_of_work(_("sign off")) as unit:
            sign_off(unit.session, programme_id, wanted)
        return unit.changes

    # Priority pairs

    def set_pair(
        self,
        *,
        programme_id: int,
        from_department_id: int,
        to_department_id: int,
        minimum: int,
        weight: int = 1,
    ) -> Changes:
        """Make or change a priority pair.

        Raises
        ------
        InputError
            If both departments are the same.
        """
        with self._database.unit_of_work(_("change priority pairs")) as unit:
            set_pair(
                unit.session, programme_id, (from_department_id, to_department_id), minimum, weight
            )
        return unit.changes

    def remove_pair(
        self, *, programme_id: int, from_department_id: int, to_department_id: int
    ) -> Changes:
        """Remove a priority pair."""
        with self._database.unit_of_work(_("remove a priority pair")) as unit:
            pair = find_pair(unit.session, programme_id, from_department_id, to_department_id)
            if pair is not None:
                unit.session.delete(pair)
        return unit.changes


def _row(session: Session, programme: Programme, signed_up: int) -> ProgrammeRow:
    return ProgrammeRow(
        id=programme.id,
        version=programme.version,
        name=programme.name,
        from_date=programme.from_date,
        to_date=programme.to_date,
        country=programme.country,
        mornings=programme.mornings,
        afternoons=programme.afternoons,
        visits=programme.visits,
        fair_hosting=programme.fair_hosting,
        keep_published_first=programme.keep_published_first,
        rules=rules_document(rules_of(programme.rules)),
        weights=weights_document(weights_of(programme.weights)),
        signed_up=signed_up,
        half_days=sum(day.open for day in calendar_of(session, programme)),
    )


def _fields(session: Session, programme_id: int | None, fields: dict[str, Any]) -> dict[str, Any]:
    fields = dict(fields)
    first, last = fields["from_date"], fields["to_date"]
    if last < first:
        raise InputError("dates-reversed", first=first, last=last)
    if (last - first).days > _LONGEST_DAYS:
        raise InputError("programme-too-long", first=first, last=last)
    if "country" in fields:
        fields["country"] = (fields["country"] or "").strip().upper() or None
        public_days(fields["country"], first, last)
    within(fields.get("visits"), "visits", 0, 1_000)
    if "name" in fields:
        name = required(fields["name"], "name")
        taken = session.scalar(select(Programme.id).where(Programme.folded == fold(name)))
        if taken not in (None, programme_id):
            raise InputError("programme-name-taken", programme=name)
        fields |= {"name": name, "folded": fold(name)}
    return fields
