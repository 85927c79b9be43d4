"""Two versions of a plan beside each other, and single people's visits from one into the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.db.models import Employee, PlanVersion, Programme
from app.errors import InputError
from app.i18n import _
from app.services.board import visit_rows
from app.services.editing import existing
from app.services.facts import published_problem
from app.services.findings import Finding, Namer
from app.services.planning import names_of_people, open_to_changes, plan_rows
from app.services.problem_building import (
    build_problem,
    copied,
    is_known,
    key_of,
    person_id,
    visit_of,
    visits_of,
)
from app.services.publishing import changes_by_person
from solver.check.plan import check_plan
from solver.check.plan_index import PlanIndex
from solver.check.terms import flat_ladder, measure, repeat_department, seen_before, wishes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.services.planning import PlanRow
    from app.services.publishing import PersonChanges
    from solver.rotation.problem import Problem, Visit

# What of the comfort is one person's own.
_OWN_TERMS = {
    "wishes": wishes,
    "repeat_department": repeat_department,
    "seen_before": seen_before,
    "flat_ladder": flat_ladder,
}


@dataclass(frozen=True, slots=True)
class PersonComparison:
    """What is another in plan B for one guest; ``verdict`` is "better", "worse" or "moved"."""

    verdict: str
    person: PersonChanges


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans, measured alike: by the rules and the staff as they are now.

    Attributes
    ----------
    tiers, terms
        Name, value in A, value in B; less is better in all of them.
    people
        Those whose visits differ, by name.
    """

    a: PlanRow
    b: PlanRow
    tiers: tuple[tuple[str, int, int], ...]
    terms: tuple[tuple[str, int, int], ...]
    people: tuple[PersonComparison, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What a plan that is not stored yet has against plan A.

    Attributes
    ----------
    number
        Of A.
    missing, granted
        Visits missing, and visits to where somebody wished to go: in A, in the new plan.
    wishes
        Whether anybody has wishes.
    other
        Visits of the new plan that are elsewhere or at another time in A, or not there at all.
    """

    number: int
    missing: tuple[int, int]
    granted: tuple[int, int]
    wishes: bool
    other: int


class ComparingService:
    """What can be done with two versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def compare(self, a_id: int, b_id: int) -> Comparison:
        """Return how plan B differs from plan A of the same programme.

        Raises
        ------
        InputError
            If the plans belong to two programmes.
        """
        with self._database.read() as session:
            first, second = (existing(session, PlanVersion, key) for key in (a_id, b_id))
            if first.programme_id != second.programme_id:
                raise InputError("plans-of-two-programmes")
            problem = build_problem(session, existing(session, Programme, first.programme_id))
            visits = [_known(session, problem, key) for key in (a_id, b_id)]
            a, b = (measure(problem, each) for each in visits)
            rows = {row.id: row for row in plan_rows(session, first.programme_id)}
            own = [_own(each) for each in visits]
            people = tuple(
                PersonComparison(_verdict(problem, person_id(it.employee_id), *own), it)
                for it in changes_by_person(visit_rows(session, a_id), visit_rows(session, b_id))
            )
        return Comparison(
            a=rows[a_id],
            b=rows[b_id],
            tiers=tuple((name, value, b.tiers[name]) for name, value in a.tiers.items()),
            terms=tuple((name, value, b.terms[name]) for name, value in a.terms.items()),
            people=people,
        )

    def glance(self, a_id: int, visits: Iterable[Visit]) -> Glance:
        """Return what ``visits``, as the solver has them, have against the stored plan A."""
        with self._database.read() as session:
            plan = existing(session, PlanVersion, a_id)
            problem = build_problem(session, existing(session, Programme, plan.programme_id))
            before = _known(session, problem, a_id)
        after = [visit for visit in visits if is_known(problem, visit)]
        missing = [measure(problem, it).tiers["missing_visits"] for it in (before, after)]
        granted = [_granted(problem, it) for it in (before, after)]
        places = [{(it.person, it.role, it.slot) for it in each} for each in (before, after)]
        return Glance(
            number=plan.number,
            missing=(missing[0], missing[1]),
            granted=(granted[0], granted[1]),
            wishes=any(it.department_wishes or it.role_wishes for it in problem.people),
            other=len(places[1] - places[0]),
        )

    def what_taking_over_breaks(
        self, *, into_plan_id: int, from_plan_id: int, employee_id: int
    ) -> list[Finding]:
        """Return what one plan would break that it keeps now, with a person's visits of another."""
        with self._database.read() as session:
            plan = existing(session, PlanVersion, into_plan_id)
            problem = published_problem(session, existing(session, Programme, plan.programme_id))
            here = [visit_of(row) for row in visits_of(session, into_plan_id)]
            there = [
                visit_of(row)
                for row in visits_of(session, from_plan_id)
                if row.employee_id == employee_id
            ]
            namer = Namer(problem, names_of_people(session))
        after = [visit for visit in here if key_of(visit.person) != employee_id] + there
        before = {namer.breach(breach).key for breach in check_plan(problem, here)}
        found = [namer.breach(breach) for breach in check_plan(problem, after)]
        return [finding for finding in found if finding.key not in before]

    def take_over(self, *, into_plan_id: int, from_plan_id: int, employee_id: int) -> Changes:
        """Give a person in one draft the visits of another plan, whatever that breaks.

        Raises
        ------
        InputError
            If the plan to be changed is no draft.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            open_to_changes(session, into_plan_id)
            other = existing(session, PlanVersion, from_plan_id)
            for row in visits_of(session, into_plan_id):
                if row.employee_id == employee_id:
                    session.delete(row)
            for row in visits_of(session, from_plan_id):
                if row.employee_id == employee_id:
                    session.add(copied(row, into_plan_id))
            unit.label = _("take the visits of {name} from version {number}").format(
                name=existing(session, Employee, employee_id).name, number=other.number
            )
        return unit.changes


def _known(session: Session, problem: Problem, plan_id: int) -> list[Visit]:
    visits = map(visit_of, visits_of(session, plan_id))
    return [visit for visit in visits if is_known(problem, visit)]


def _granted(problem: Problem, visits: Iterable[Visit]) -> int:
    return sum(problem.person[it.person].wish(problem.role[it.role]) > 0 for it in visits)


def _own(visits: Iterable[Visit]) -> defaultdict[str, list[Visit]]:
    own: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        own[visit.person].append(visit)
    return own


def _verdict(
    problem: Problem,
    person: str,
    a: defaultdict[str, list[Visit]],
    b: defaultdict[str, list[Visit]],
) -> str:
    if person not in problem.person:
        return "moved"
    before, after = (_score(problem, person, own[person]) for own in (a, b))
    if after == before:
        return "moved"
    return "better" if after < before else "worse"


def _score(problem: Problem, person: str, visits: list[Visit]) -> tuple[int, int]:
    """Return visits missing, then the weighted comfort that is this person's own."""
    plan = PlanIndex(problem, visits)
    missing = max(0, problem.person[person].target_visits - len(visits))
    comfort = sum(getattr(problem.weights, name) * term(plan) for name, term in _OWN_TERMS.items())
    return missing, comfort
