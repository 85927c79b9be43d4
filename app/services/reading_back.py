"""An edited schedule workbook as proposed changes of the plan it was written from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.db.models import Department, Employee, PlanVersion, Programme, Role, Visit
from app.domain.names import fold
from app.domain.plans import ADDED, DRAFT, REMOVED, kind_of
from app.errors import InputError
from app.exchange.schedule_reading import read_schedule
from app.i18n import _
from app.services.board import VisitRow, visit_rows
from app.services.editing import existing
from app.services.facts import published_problem
from app.services.findings import Finding, Namer
from app.services.planning import names_of_people
from app.services.problem_building import person_id, role_id, visit_of, visits_of
from app.services.publishing import new_draft
from solver.check.plan import check_plan
from solver.rotation import problem as solver_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.exchange.schedule_reading import EditedRow


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change that the workbook asks for.

    Attributes
    ----------
    row
        Of the sheet, 0 for a visit whose row is gone.
    kind
        "added", "removed", "moved" or "other-host".
    before, after
        The visit as it is and as it is wanted; None where there is none.
    breaks
        Rules that it would break, with all other proposed changes made.
    """

    row: int
    kind: str
    before: VisitRow | None
    after: VisitRow | None
    breaks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a workbook asks for.

    Attributes
    ----------
    problems
        Codes with parameters of the rows that cannot be read: they are left as they are.
    same
        How many visits the workbook leaves alone.
    """

    plan_id: int
    number: int
    is_draft: bool
    programme_id: int
    changes: tuple[Proposed, ...]
    problems: tuple[Finding, ...]
    same: int


class ReadBackService:
    """What can be done with a workbook that comes back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, path: Path | str) -> ReadBack:
        """Return what an edited workbook would change, each change judged; nothing is changed.

        Raises
        ------
        InputError
            If the file is no schedule workbook, or of no plan in this file.
        """
        rows = read_schedule(Path(path))
        with self._database.read() as session:
            plan = _plan_of(session, rows, str(path))
            reader = _RowReader(session, visit_rows(session, plan.id))
            for row in rows:
                reader.take(row)
            changes = self._judged(session, plan, reader.changes())
        return ReadBack(
            plan_id=plan.id,
            number=plan.number,
            is_draft=plan.status == DRAFT,
            programme_id=plan.programme_id,
            changes=changes,
            problems=tuple(reader.problems),
            same=reader.same,
        )

    def judge(self, plan_id: int, changes: Iterable[Proposed]) -> tuple[Proposed, ...]:
        """Return ``changes`` with what each breaks if these are made and no others."""
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            return self._judged(session, plan, list(changes))

    def take_over(self, plan_id: int, changes: Iterable[Proposed]) -> tuple[int, Changes]:
        """Make the changes; return the plan that holds them: a new draft if it was published."""
        with self._database.unit_of_work("") as unit:
            session = unit.session
            plan = existing(session, PlanVersion, plan_id)
            same = {row.id: row for row in visits_of(session, plan_id)}
            if plan.status != DRAFT:
                plan, same = new_draft(session, plan)
            for change in changes:
                _make(session, plan.id, change, same)
            unit.label = _("take changes from a workbook into draft {number}").format(
                number=plan.number
            )
        return plan.id, unit.changes

    @staticmethod
    def _judged(
        session: Session, plan: PlanVersion, changes: list[Proposed]
    ) -> tuple[Proposed, ...]:
        problem = published_problem(session, existing(session, Programme, plan.programme_id))
        namer = Namer(problem, names_of_people(session))
        gone = {it.before.id for it in changes if it.before is not None}
        here = [visit_of(row) for row in visits_of(session, plan.id)]
        kept = [visit_of(row) for row in visits_of(session, plan.id) if row.id not in gone]
        wanted = [None if it.after is None else _solver_visit(it.after) for it in changes]
        known = {namer.breach(breach).key for breach in check_plan(problem, here)}
        breaks: defaultdict[solver_problem.Visit, list[Finding]] = defaultdict(list)
        everything = [*kept, *(visit for visit in wanted if visit is not None)]
        for breach in check_plan(problem, everything):
            finding = namer.breach(breach)
            if finding.key not in known:
                for visit in breach.visits:
                    breaks[visit].append(finding)
        return tuple(
            replace(it, breaks=() if visit is None else tuple(breaks[visit]))
            for it, visit in zip(changes, wanted, strict=True)
        )


class _RowReader:
    """Turns rows into changes; names become ids of what there is."""

    def __init__(self, session: Session, visits: list[VisitRow]) -> None:
        self._visits = {visit.id: visit for visit in visits}
        self._seen: set[int] = set()
        self._changes: list[Proposed] = []
        self.problems: list[Finding] = []
        self.same = 0
        self._people: defaultdict[str, list[Employee]] = defaultdict(list)
        self._numbers: dict[str, Employee] = {}
        for person in session.scalars(select(Employee)):
            self._people[person.folded].append(person)
            if person.personnel_number:
                self._numbers[fold(person.personnel_number)] = person
        self._departments = {it.folded: it for it in session.scalars(select(Department))}
        self._roles = {(it.department_id, it.folded): it for it in session.scalars(select(Role))}

    def take(self, row: EditedRow) -> None:
        """Read one row."""
        if row.unreadable:
            # The visit stays as it is, and so it must not count as gone.
            self._seen.add(row.visit_id or 0)
            self._problem(row, "row-unreadable")
            return
        if not any((row.person, row.department, row.role, row.host, row.date)):
            return
        before = None
        if row.visit_id is not None:
            before = self._visits.get(row.visit_id)
            if before is None or row.visit_id in self._seen:
                self._problem(row, "row-visit-gone")
                return
            self._seen.add(row.visit_id)
        after = self._wanted(row, before)
        if after is None:
            return
        if before is not None and _content(before) == _content(after):
            self.same += 1
            return
        if before is not None and before.employee_id != after.employee_id:
            # Another person is another visit: what one loses the other gets.
            self._changes.append(Proposed(row.row, REMOVED, before, None))
            before = None
        self._changes.append(Proposed(row.row, kind_of(before, after), before, after))

    def changes(self) -> list[Proposed]:
        """Return all changes; visits whose rows are gone come last."""
        gone = [it for it in self._visits.values() if it.id not in self._seen]
        return [*self._changes, *(Proposed(0, REMOVED, visit, None) for visit in gone)]

    def _wanted(self, row: EditedRow, before: VisitRow | None) -> VisitRow | None:
        guest = self._person(row, row.person, row.number, "row-unknown-person")
        department = self._departments.get(fold(row.department))
        if guest is None:
            return None
        if department is None:
            self._problem(row, "row-unknown-department", department=row.department)
            return None
        role = self._roles.get((department.id, fold(row.role)))
        if role is None:
            self._problem(row, "row-unknown-role", role=row.role, department=department.name)
            return None
        if row.date is None or row.half is None:
            self._problem(row, "row-no-half-day")
            return None
        host = None
        if row.host:
            host = self._person(row, row.host, "", "row-unknown-host")
            if host is None:
                return None
        return VisitRow(
            id=before.id if before is not None else 0,
            version=before.version if before is not None else 0,
            employee_id=guest.id,
            employee=guest.name,
            role_id=role.id,
            role=role.title,
            level=role.level,
            department_id=department.id,
            department=department.name,
            short_name=department.short_name,
            hue=department.hue,
            date=row.date,
            half=row.half,
            host_id=None if host is None else host.id,
            host="" if host is None else host.name,
            pinned=before.pinned if before is not None else False,
        )

    def _person(self, row: EditedRow, name: str, number: str, code: str) -> Employee | None:
        alike = self._people.get(fold(name), [])
        if len(alike) > 1 and number:
            alike = [person for person in alike if person is self._numbers.get(fold(number))]
        if len(alike) != 1:
            self._problem(row, "row-several-people" if alike else code, person=name)
            return None
        return alike[0]

    def _problem(self, row: EditedRow, code: str, **parameters: object) -> None:
        self.problems.append(Finding(code, {"row": row.row, **parameters}))


def _plan_of(session: Session, rows: Iterable[EditedRow], file: str) -> PlanVersion:
    wanted = {row.visit_id for row in rows if row.visit_id is not None}
    plans = set()
    known = sorted(wanted)
    for start in range(0, len(known), 500):
        part = select(Visit.plan_id).where(Visit.id.in_(known[start : start + 500]))
        plans |= set(session.scalars(part))
    if len(plans) != 1:
        raise InputError("schedule-of-another-plan", file=file)
    return existing(session, PlanVersion, plans.pop())


def _make(session: Session, plan_id: int, change: Proposed, same: dict[int, Visit]) -> None:
    row = None if change.before is None else same.get(change.before.id)
    after = change.after
    if after is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        if change.kind != ADDED:
            return
        row = Visit(plan_id=plan_id)
        session.add(row)
    row.employee_id, row.role_id, row.host_id = after.employee_id, after.role_id, after.host_id
    row.date, row.half = after.date, after.half


def _solver_visit(visit: VisitRow) -> solver_problem.Visit:
    return solver_problem.Visit(
        person_id(visit.employee_id),
        role_id(visit.role_id),
        f"{visit.date.isoformat()}{visit.half}",
        None if visit.host_id is None else person_id(visit.host_id),
    )


def _content(visit: VisitRow) -> tuple[object, ...]:
    return visit.employee_id, visit.role_id, visit.date, visit.half, visit.host_id
