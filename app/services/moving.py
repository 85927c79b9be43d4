"""A plan changed by hand: what is on the table, and the acts that touch several visits at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Employee, History, PlanVersion, Programme, Visit
from app.errors import ConflictError
from app.i18n import _, ngettext
from app.services.editing import change_row, existing
from app.services.findings import Namer
from app.services.plan_table import Carried, Placing, PlanTable, Story, Target
from app.services.planning import names_of_people, open_to_changes
from app.services.problem_building import build_problem, person_id, role_id
from solver.rotation import problem as solver

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database

__all__ = ["Carried", "LastAct", "MovingService", "Placing", "PlanTable", "Story", "Target"]


@dataclass(frozen=True, slots=True)
class LastAct:
    """What was done to a row last; ``at`` is UTC."""

    at: dt.datetime
    who: str
    what: str


class MovingService:
    """What the board needs to move visits; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The plan on the table

    def table(self, plan_id: int) -> PlanTable:
        """Return a plan with the rules and the staff as they are now."""
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem = build_problem(session, existing(session, Programme, plan.programme_id))
            # A pin goes along with the visit that is moved by hand.
            problem = replace(problem, pins=())
            namer = Namer(problem, names_of_people(session))
            return PlanTable(plan_id, problem, namer, _stored(session, plan_id))

    def follow(self, table: PlanTable, among: Collection[int] | None = None) -> None:
        """Bring visits on the table in step with the database; rules and staff stay.

        Only those ``among`` some keys are looked at, if given.
        """
        # Whoever reads later must not be overtaken: the table would go back in time.
        with table.turn:
            with self._database.read() as session:
                stored = _stored(session, table.plan_id, among)
            table.follow(stored, among)

    def last_act(self, visit_id: int) -> LastAct | None:
        """Return what was done to a visit last, None if nobody remembers."""
        with self._database.read() as session:
            row = session.scalars(
                select(History)
                .where(History.table_name == Visit.__tablename__, History.row_id == visit_id)
                .order_by(History.id.desc())
                .limit(1)
            ).first()
            return (
                None if row is None else LastAct(row.at.replace(tzinfo=dt.UTC), row.who, row.what)
            )

    # Acts

    def exchange(
        self,
        *,
        visit_id: int,
        other_id: int,
        shown_versions: tuple[int, int],
        table: PlanTable | None = None,
    ) -> Changes:
        """Let two people change places, or two visits of one person change half-days.

        The host stays with the place. Where one person's visits change half-days the role keeps
        its host if ``table`` knows nobody who is free then.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            one, other = existing(session, Visit, visit_id), existing(session, Visit, other_id)
            open_to_changes(session, one.plan_id)
            same_person = one.employee_id == other.employee_id
            if same_person:
                hosts = (one.host_id, other.host_id)
                if table is not None:
                    hosts = table.hosts_exchanged(visit_id, other_id)
                mine = {"date": other.date, "half": other.half, "host_id": hosts[0]}
                theirs = {"date": one.date, "half": one.half, "host_id": hosts[1]}
            else:
                mine, theirs = _place(other), _place(one)
            change_row(session, Visit, visit_id, shown_versions[0], mine)
            change_row(session, Visit, other_id, shown_versions[1], theirs)
            first = existing(session, Employee, one.employee_id).name
            second = existing(session, Employee, other.employee_id).name
            unit.label = (
                _("exchange two visits of {name}").format(name=first)
                if same_person
                else _("exchange of visits: {first}, {second}").format(first=first, second=second)
            )
        return unit.changes

    def take_seat(
        self, *, carried: Carried, seat_id: int, shown_version: int
    ) -> tuple[int, Changes]:
        """Put a visit where another one is, which leaves the plan; return the visit's key.

        Raises
        ------
        ConflictError
            If the other visit has been changed since it was shown.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            seat = existing(session, Visit, seat_id)
            open_to_changes(session, seat.plan_id)
            place = _place(seat)
            if seat.version != shown_version:
                raise ConflictError(
                    "row-changed", table="visit", row=seat_id, mine={}, theirs=place
                )
            unit.label = _("{name} instead of {other}").format(
                name=existing(session, Employee, carried.employee_id).name,
                other=existing(session, Employee, seat.employee_id).name,
            )
            plan_id = seat.plan_id
            session.delete(seat)
            session.flush()
            if carried.visit_id is None:
                row = Visit(plan_id=plan_id, employee_id=carried.employee_id, **place)
                session.add(row)
            else:
                row = change_row(session, Visit, carried.visit_id, None, place)
            session.flush()
            key = row.id
        return key, unit.changes

    def pin_all(self, visit_ids: Collection[int], on: bool) -> Changes:
        """Keep these visits in every further plan, or set them free, as one step."""
        with self._database.unit_of_work("") as unit:
            for key in visit_ids:
                existing(unit.session, Visit, key).pinned = on
            count = len(visit_ids)
            unit.label = (
                ngettext("pin {count} visit", "pin {count} visits", count)
                if on
                else ngettext("unpin {count} visit", "unpin {count} visits", count)
            ).format(count=count)
        return unit.changes


def _place(row: Visit) -> dict[str, object]:
    return {"role_id": row.role_id, "date": row.date, "half": row.half, "host_id": row.host_id}


def _stored(
    session: Session, plan_id: int, among: Collection[int] | None = None
) -> dict[int, solver.Visit]:
    wanted = [Visit.plan_id == plan_id]
    if among is not None:
        wanted.append(Visit.id.in_(among))
    # Columns, not objects: this is read after every move.
    rows = session.execute(
        select(
            Visit.id, Visit.employee_id, Visit.role_id, Visit.date, Visit.half, Visit.host_id
        ).where(*wanted)
    )
    return {
        key: solver.Visit(
            person_id(guest),
            role_id(role),
            f"{date.isoformat()}{half}",
            None if host is None else person_id(host),
        )
        for key, guest, role, date, half, host in rows
    }
