"""Plans: the problem as it is now, a solve, drafts, the board and moves by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.db.models import Employee, PlanVersion, Programme, Visit
from app.domain.plans import DRAFT
from app.errors import ConflictError, InputError
from app.i18n import _
from app.services.board import BoardData, BoardPerson, VisitRow, board_data, visit_rows
from app.services.editing import change_row, existing
from app.services.facts import (
    facts_beside,
    open_breaches,
    published_problem,
    solvable_problem,
)
from app.services.findings import Finding, Namer
from app.services.pins import held_visits, located, pinned_rows
from app.services.problem_building import (
    copied,
    key_of,
    person_id,
    visit_of,
    visits_of,
)
from app.wording.formats import half_day
from solver.check.plan import check_plan
from solver.process import SolverProcess
from solver.rotation.precheck import precheck

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from solver.rotation import problem as planned
    from solver.rotation.problem import Problem
    from solver.rotation.solution import Plan

__all__ = [
    "BoardData",
    "BoardPerson",
    "Finding",
    "PlanRow",
    "PlanningService",
    "VisitRow",
]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A version of a plan; ``created_at`` is UTC."""

    id: int
    version: int
    number: int
    status: str
    created_at: dt.datetime
    note: str
    visits: int
    solver_status: str
    tiers: tuple[tuple[str, int, int], ...]
    terms: dict[str, int]
    seconds: float
    seed: int
    published_at: dt.datetime | None = None
    published_by: str = ""


class PlanningService:
    """What can be done with plans; every write is one undoable step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # The problem

    def problem(self, programme_id: int) -> Problem:
        """Return the problem of a programme as the database is now; published past visits stay."""
        with self._database.read() as session:
            return solvable_problem(session, existing(session, Programme, programme_id))

    def precheck(self, programme_id: int) -> list[Finding]:
        """Return what cannot work whatever the solver does, with the keys of what it names."""
        with self._database.read() as session:
            problem = solvable_problem(session, existing(session, Programme, programme_id))
            namer = Namer(problem, names_of_people(session))
            pins = pinned_rows(session, programme_id)
        return [
            located(namer.concern(it), it.params, it.params.get("visits", ()), pins)
            for it in precheck(problem)
        ]

    # Solving

    def start(
        self,
        programme_id: int,
        *,
        time_limit: float | None = None,
        seed: int = 1,
        workers: int = 2,
    ) -> SolverProcess:
        """Start the solver on the problem as it is now, in a process of its own."""
        process = SolverProcess(
            self.problem(programme_id), time_limit=time_limit, seed=seed, workers=workers
        )
        process.start()
        return process

    def conflict(self, programme_id: int, plan: Plan) -> list[Finding]:
        """Return the pins and rules that contradict one another where ``plan`` is infeasible."""
        with self._database.read() as session:
            problem = solvable_problem(session, existing(session, Programme, programme_id))
            namer = Namer(problem, names_of_people(session))
            pins = pinned_rows(session, programme_id)
        return [located(namer.held(it), it, held_visits(it), pins) for it in plan.conflict]

    def store_draft(self, *, programme_id: int, plan: Plan, note: str = "") -> tuple[int, Changes]:
        """Keep ``plan`` as a new draft; the published plan does not move.

        Raises
        ------
        ConflictError
            If the plan breaks a rule of the problem as it is now: staff, calendar or rules were
            changed while the solver worked, or it has gone wrong.
        """
        with self._database.unit_of_work(_("new draft of a plan")) as unit:
            session = unit.session
            programme = existing(session, Programme, programme_id)
            problem = solvable_problem(session, programme)
            if breaches := check_plan(problem, plan.visits):
                raise ConflictError(
                    "plan-does-not-fit",
                    count=len(breaches),
                    first=Namer(problem, names_of_people(session)).breach(breaches[0]),
                )
            row = PlanVersion(
                programme_id=programme_id,
                number=next_number(session, programme_id),
                created_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
                note=note,
                seed=plan.seed,
                seconds=plan.seconds,
                solver_status=str(plan.status),
                tiers=[[tier.name, tier.value, tier.bound] for tier in plan.tiers],
                terms=dict(plan.terms),
                missing=plan.to_dict()["missing"],
            )
            session.add(row)
            session.flush()
            pinned = {(pin.person, pin.role, pin.slot) for pin in problem.pins}
            for visit in plan.visits:
                slot = problem.slot[visit.slot]
                session.add(
                    Visit(
                        plan_id=row.id,
                        employee_id=key_of(visit.person),
                        role_id=key_of(visit.role),
                        date=slot.date,
                        half=slot.half,
                        host_id=None if visit.host is None else key_of(visit.host),
                        pinned=(visit.person, visit.role, visit.slot) in pinned,
                    )
                )
            beside = facts_beside(session, programme_id, problem)
            session.add_all(copied(visit, row.id) for visit in beside)
        return row.id, unit.changes

    # Reading plans

    def plans(self, programme_id: int) -> list[PlanRow]:
        """Return the versions of a programme's plan, the oldest first."""
        with self._database.read() as session:
            return plan_rows(session, programme_id)

    def board(self, plan_id: int) -> BoardData:
        """Return everything that the board shows of a plan."""
        with self._database.read() as session:
            return board_data(session, existing(session, PlanVersion, plan_id))

    def visits(self, plan_id: int, among: Collection[int] | None = None) -> list[VisitRow]:
        """Return the visits of a plan in time order; those ``among`` some keys only."""
        with self._database.read() as session:
            return visit_rows(session, plan_id, among)

    def check(self, plan_id: int) -> list[Finding]:
        """Judge a stored plan by the rules and the staff as they are now; facts are not judged."""
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem = published_problem(session, existing(session, Programme, plan.programme_id))
            return findings_of(session, plan, problem)

    # Moves by hand

    def add_visit(
        self,
        *,
        plan_id: int,
        employee_id: int,
        role_id: int,
        date: dt.date,
        half: str,
        host_id: int | None = None,
    ) -> tuple[int, Changes]:
        """Put a visit into a plan, whatever rules it breaks: the check will say."""
        with self._database.unit_of_work("") as unit:
            open_to_changes(unit.session, plan_id)
            name = existing(unit.session, Employee, employee_id).name
            unit.label = _("add a visit of {name}").format(name=name)
            row = Visit(
                plan_id=plan_id,
                employee_id=employee_id,
                role_id=role_id,
                date=date,
                half=half,
                host_id=host_id,
            )
            unit.session.add(row)
            unit.session.flush()
        return row.id, unit.changes

    def move_visit(
        self,
        *,
        visit_id: int,
        shown_version: int | None,
        role_id: int,
        date: dt.date,
        half: str,
        host_id: int | None,
    ) -> Changes:
        """Move a visit to another role, half-day or host."""
        fields = {"role_id": role_id, "date": date, "half": half, "host_id": host_id}
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Visit, visit_id)
            open_to_changes(unit.session, row.plan_id)
            before = row.date, row.half
            change_row(unit.session, Visit, visit_id, shown_version, fields)
            text = _("move a visit of {name}: {before} → {half_day}")
            if before == (date, half):
                text = _("change a visit of {name}: {half_day}")
            unit.label = text.format(
                name=existing(unit.session, Employee, row.employee_id).name,
                before=half_day(before),
                half_day=half_day((date, half)),
            )
        return unit.changes

    def remove_visit(self, visit_id: int) -> Changes:
        """Take a visit out of its plan."""
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Visit, visit_id)
            open_to_changes(unit.session, row.plan_id)
            name = existing(unit.session, Employee, row.employee_id).name
            unit.label = _("remove a visit of {name}").format(name=name)
            unit.session.delete(row)
        return unit.changes

    def pin(self, visit_id: int, on: bool) -> Changes:
        """Keep a visit in every further plan, or set it free."""
        with self._database.unit_of_work("") as unit:
            row = existing(unit.session, Visit, visit_id)
            name = existing(unit.session, Employee, row.employee_id).name
            text = _("pin a visit of {name}") if on else _("unpin a visit of {name}")
            unit.label = text.format(name=name)
            row.pinned = on
        return unit.changes


def plan_rows(session: Session, programme_id: int) -> list[PlanRow]:
    """Return the versions of a programme's plan, the oldest first."""
    counted = select(Visit.plan_id, func.count()).group_by(Visit.plan_id)
    visits = {key: count for key, count in session.execute(counted)}
    return [
        PlanRow(
            id=row.id,
            version=row.version,
            number=row.number,
            status=row.status,
            created_at=row.created_at.replace(tzinfo=dt.UTC),
            note=row.note,
            visits=visits.get(row.id, 0),
            solver_status=row.solver_status,
            tiers=tuple((name, value, bound) for name, value, bound in row.tiers),
            terms=row.terms,
            seconds=row.seconds,
            seed=row.seed,
            published_at=row.published_at and row.published_at.replace(tzinfo=dt.UTC),
            published_by=row.published_by or "",
        )
        for row in session.scalars(
            select(PlanVersion)
            .where(PlanVersion.programme_id == programme_id)
            .order_by(PlanVersion.number)
        )
    ]


def findings_of(session: Session, plan: PlanVersion, problem: Problem) -> list[Finding]:
    """Judge a stored plan by the rules of ``problem``."""
    namer = Namer(problem, names_of_people(session))
    keys: dict[planned.Visit, list[int]] = {}
    for row in visits_of(session, plan.id):
        keys.setdefault(visit_of(row), []).append(row.id)
    visits = [visit for visit, same in keys.items() for _ in same]
    return [namer.breach(breach, keys) for breach in open_breaches(problem, visits)]


def next_number(session: Session, programme_id: int) -> int:
    """Return the number that the next version of a programme's plan gets."""
    numbers = select(func.max(PlanVersion.number)).where(PlanVersion.programme_id == programme_id)
    return (session.scalar(numbers) or 0) + 1


def open_to_changes(session: Session, plan_id: int) -> None:
    """See that a plan is a draft.

    Raises
    ------
    InputError
        If it is or was published.
    """
    plan = existing(session, PlanVersion, plan_id)
    if plan.status != DRAFT:
        raise InputError("plan-no-draft", number=plan.number)


def names_of_people(session: Session) -> dict[str, str]:
    """Return names by the ids that problems have."""
    rows = session.execute(select(Employee.id, Employee.name))
    return {person_id(key): name for key, name in rows}
