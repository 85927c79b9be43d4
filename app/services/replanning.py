"""Planning anew after something has come between: the fewest changes, and who must be told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.db.models import PlanVersion, Programme
from app.domain.names import fold
from app.domain.plans import PUBLISHED
from app.errors import InputError
from app.services.board import visit_rows
from app.services.editing import existing
from app.services.facts import facts_beside, facts_of, solvable_problem, without_odd_facts
from app.services.problem_building import (
    build_problem,
    is_known,
    newest_plan,
    visit_of,
    visits_of,
)
from app.services.publishing import changes_by_person
from solver.process import SolverProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.db.session import Database
    from app.services.board import VisitRow
    from app.services.publishing import PersonChanges, VisitChange
    from solver.rotation.problem import Problem, Visit
    from solver.rotation.solution import Plan


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who must be told, as guest or host, and of what."""

    employee_id: int
    employee: str
    changes: tuple[VisitChange, ...]


@dataclass(frozen=True, slots=True)
class ReplanSummary:
    """What is another than published.

    Attributes
    ----------
    published
        Number of the published version.
    changed
        Published visits that are not kept as they were.
    people
        What is new for each guest, by name.
    told
        Guests and hosts who must be told, by name.
    """

    published: int
    changed: int
    people: tuple[PersonChanges, ...]
    told: tuple[Told, ...]


class ReplanningService:
    """Changes to a published plan that come from outside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def problem(self, programme_id: int, from_date: dt.date | None = None) -> Problem:
        """Return the problem as it is now: everything before ``from_date`` stays as published.

        Parameters
        ----------
        from_date
            The first day that may change; today by default.

        Raises
        ------
        InputError
            If nothing is published yet.
        """
        with self._database.read() as session:
            programme = existing(session, Programme, programme_id)
            published = newest_plan(session, programme_id, PUBLISHED)
            if published is None:
                raise InputError("nothing-promised", programme=programme.name)
            problem = build_problem(session, programme)
            rows = [visit_of(row) for row in visits_of(session, published.id)]
            facts = facts_of(session, programme_id)
        first = from_date or dt.date.today()
        problem = replace(problem, frozen_before=first.isoformat(), keep_published_first=True)
        problem = replace(problem, published=tuple(_promises(problem, rows)))
        return without_odd_facts(problem, facts)

    def start(
        self,
        programme_id: int,
        *,
        from_date: dt.date | None = None,
        time_limit: float | None = None,
        seed: int = 1,
    ) -> SolverProcess:
        """Start looking for the plan with the fewest changes, in a process of its own."""
        process = SolverProcess(
            self.problem(programme_id, from_date),
            time_limit=time_limit,
            seed=seed,
            fewest_changes=True,
        )
        process.start()
        return process

    def differs(self, programme_id: int, plan: Plan) -> bool:
        """Tell whether a plan is another than the published one."""
        with self._database.read() as session:
            published = newest_plan(session, programme_id, PUBLISHED)
            rows = [] if published is None else visits_of(session, published.id)
            problem = solvable_problem(session, existing(session, Programme, programme_id))
            beside = facts_beside(session, programme_id, problem)
        return {visit_of(row) for row in rows} != {*plan.visits, *map(visit_of, beside)}

    def summary(self, plan_id: int) -> ReplanSummary:
        """Return how a plan differs from the published one of its programme, and for whom.

        Raises
        ------
        InputError
            If nothing is published yet.
        """
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            published = newest_plan(session, plan.programme_id, PUBLISHED)
            if published is None:
                programme = existing(session, Programme, plan.programme_id)
                raise InputError("nothing-promised", programme=programme.name)
            before, after = (visit_rows(session, key) for key in (published.id, plan_id))
            people = changes_by_person(before, after)
        return ReplanSummary(
            published=published.number,
            changed=sum(it.before is not None for person in people for it in person.changes),
            people=people,
            told=_told(people),
        )


def _promises(problem: Problem, published: list[Visit]) -> Iterator[Visit]:
    """Yield what was published as far as it lies in the problem.

    Of a host who has left, the role and half-day stay promised to the guest: somebody else who
    receives in the role stands in.
    """
    past = {slot.id for slot in problem.slots if problem.is_frozen(slot)}
    for visit in published:
        if visit.host is None or not is_known(problem, replace(visit, host=None)):
            continue
        if visit.host in problem.person:
            yield visit
        elif visit.slot not in past and (hosts := problem.receivers(visit.role)):
            yield replace(visit, host=hosts[0])


def _told(people: tuple[PersonChanges, ...]) -> tuple[Told, ...]:
    names: dict[int, str] = {}
    found: defaultdict[int, list[VisitChange]] = defaultdict(list)
    for person in people:
        for change in person.changes:
            sides = [visit for visit in (change.before, change.after) if visit is not None]
            for key, name in dict(_concerned(sides)).items():
                names[key] = name
                found[key].append(change)
    rows = [Told(key, names[key], tuple(changes)) for key, changes in found.items()]
    return tuple(sorted(rows, key=lambda row: (fold(row.employee), row.employee_id)))


def _concerned(visits: list[VisitRow]) -> Iterator[tuple[int, str]]:
    for visit in visits:
        yield visit.employee_id, visit.employee
        if visit.host_id is not None:
            yield visit.host_id, visit.host
