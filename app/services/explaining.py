"""Why visits are missing and what would help; a cure is done with one act that can be undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from app.db.models import Employee, PlanVersion, Programme
from app.domain.names import fold
from app.domain.plans import DRAFT
from app.errors import ConflictError, InputError
from app.i18n import _
from app.services.curing import change_data, move_visits
from app.services.editing import existing
from app.services.facts import published_problem
from app.services.findings import Finding, Namer
from app.services.planning import names_of_people
from app.services.problem_building import department_id as department_key
from app.services.problem_building import is_known, key_of, person_id, visit_of, visits_of
from app.services.problem_building import role_id as role_key
from solver.check.board import Board
from solver.check.plan import check_plan
from solver.rotation.alternatives import ask
from solver.rotation.chains import Moves
from solver.rotation.changes import Rearrange
from solver.rotation.comparison import changes
from solver.rotation.cures import Cure, grouped
from solver.rotation.explain import explain
from solver.rotation.reasons import counted
from solver.rotation.shortage import shortage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from solver.rotation.problem import Problem, Visit
    from solver.rotation.reasons import Reasons

__all__ = ["Cure", "CureRow", "ExplainingService", "Explanation", "PersonReasons"]


@dataclass(frozen=True, slots=True)
class CureRow:
    """Something that was found to place missing visits.

    Attributes
    ----------
    finding
        What is to be done, for ``app.wording.sentence``; its code is ``cure-`` and the kind.
    places
        How many missing visits it places.
    people
        Key and name of those who get one.
    moves
        What becomes of which visit, for ``app.wording.sentence``.
    cure
        What `ExplainingService.apply_cure` takes.
    """

    finding: Finding
    places: int
    people: tuple[tuple[int, str], ...]
    moves: tuple[Finding, ...]
    cure: Cure

    @property
    def kind(self) -> str:
        """What is changed: move, free, host, seat, guests, open, reception, away or relax."""
        return self.cure.change.kind


@dataclass(frozen=True, slots=True)
class PersonReasons:
    """Why somebody lacks visits; counts are of places: a role in a half-day.

    Attributes
    ----------
    roles, all_roles
        Roles that are open to the person at some time, and all that are asked about.
    candidates, free, several
        Places looked at, those that nothing rules out, and those that two rules or more do.
    blocked
        Rule, places it rules out, and places that it alone rules out; the most first.
    cures
        What would help this person, the easiest first.
    """

    employee_id: int
    employee: str
    department: str
    visits: int
    wanted: int
    roles: int
    all_roles: int
    candidates: int
    free: int
    several: int
    blocked: tuple[tuple[str, int, int], ...]
    cures: tuple[CureRow, ...]

    @property
    def missing(self) -> int:
        """Visits missing."""
        return self.wanted - self.visits


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a plan lacks visits.

    Attributes
    ----------
    missing, proven
        Visits missing in the plan, and how many are proven to be missing in every plan.
    people
        Those asked about who lack visits, who lacks most first.
    cures
        By what is changed: who places most first.
    forced
        Visits that no plan can hold under the rules, and the rules that together force it: each
        with the visits that would be missing at least without it. Of everybody only.
    """

    plan_id: int
    number: int
    missing: int
    proven: int
    participants: int
    people: tuple[PersonReasons, ...]
    cures: tuple[CureRow, ...]
    forced: tuple[int, tuple[tuple[str, int], ...]] = (0, ())


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """Another place for a person, with what would have to move.

    Attributes
    ----------
    moved
        Visits that go from where they are.
    tiers, terms
        By how much each value of the plan would change; less is better.
    moves
        What becomes of which visit, for ``app.wording.sentence``.
    taken
        What `ExplainingService.take` takes.
    """

    moved: int
    tiers: dict[str, int]
    terms: dict[str, int]
    moves: tuple[Finding, ...]
    taken: Moves


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """What stands against a visit in some places, and how it could be had all the same.

    Attributes
    ----------
    there
        Visits that the person has there already: date, half and role.
    reasons
        Counts over the places asked about, the person's other visits taken away.
    alternatives
        The cheapest first.
    """

    there: tuple[Finding, ...]
    reasons: PersonReasons
    alternatives: tuple[AlternativeRow, ...]


class ExplainingService:
    """Questions about what a plan lacks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, plan_id: int, name: str) -> int:
        """Return the key of the participant called ``name``.

        Raises
        ------
        InputError
            If there is none, or more than one; with the names that come near.
        """
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem = published_problem(session, existing(session, Programme, plan.programme_id))
            names = names_of_people(session)
        wanted = fold(name)
        guests = {it.id: names[it.id] for it in problem.people if it.target_visits}
        exact = [key for key, known in guests.items() if fold(known) == wanted]
        near = exact or [key for key, known in guests.items() if wanted in fold(known)]
        if len(near) == 1:
            return key_of(near[0])
        known = sorted(guests[key] for key in near)
        raise InputError(
            "which-participant" if near else "no-participant", person=name, known=known
        )

    def why(
        self,
        plan_id: int,
        employee_id: int | None = None,
        *,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Explanation:
        """Explain the missing visits of a plan, or of one person, by the data as it is now.

        Parameters
        ----------
        should_stop
            Asked often; what was found so far is returned.
        """
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem, visits = _planned(session, plan)
            names = names_of_people(session)
            proven = next((bound for name, _v, bound in plan.tiers if name == "missing_visits"), 0)
        made = Counter(visit.person for visit in visits)
        missing = sum(max(0, it.target_visits - made[it.id]) for it in problem.people)
        asked = None if employee_id is None else [person_id(employee_id)]
        found = explain(problem, visits, asked, fewest=missing == proven, should_stop=should_stop)
        namer = _CureNamer(problem, Namer(problem, names), names)
        rows = {id(cure): namer.row(cure) for cure in found.cures}
        of = grouped(found.cures)
        return Explanation(
            plan_id=plan_id,
            number=plan.number,
            missing=missing,
            proven=min(proven, missing),
            participants=sum(it.target_visits > 0 for it in problem.people),
            people=tuple(
                _person(problem, one, names, [rows[id(cure)] for cure in of.get(one.person, ())])
                for one in found.reasons
            ),
            cures=tuple(rows.values()),
            forced=_forced(problem, should_stop) if asked is None and missing else (0, ()),
        )

    def reasons(
        self, plan_id: int, *, should_stop: Callable[[], bool] = lambda: False
    ) -> tuple[PersonReasons, ...]:
        """Say why visits of a plan are missing as :meth:`why` does, without looking for cures.

        Parameters
        ----------
        should_stop
            Asked between people; those counted so far are returned.
        """
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem, visits = _planned(session, plan)
            names = names_of_people(session)
        board = Board(problem, visits)
        lacking = (person.id for person in problem.people if board.lacking(person.id))
        return tuple(
            _person(problem, counted(board, person), names, [])
            for person in takewhile(lambda _person: not should_stop(), lacking)
        )

    def ask(
        self,
        plan_id: int,
        employee_id: int,
        *,
        department_id: int | None = None,
        role_id: int | None = None,
        half_day: tuple[dt.date, str] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> WishAnswer:
        """Say why a person has no visit in a department or role, and what would have to move.

        Parameters
        ----------
        department_id, role_id, half_day
            Which places are asked about; None is any.
        """
        with self._database.read() as session:
            plan = existing(session, PlanVersion, plan_id)
            problem, visits = _planned(session, plan)
            names = names_of_people(session)
        found = ask(
            problem,
            visits,
            person_id(employee_id),
            department=None if department_id is None else department_key(department_id),
            role=None if role_id is None else role_key(role_id),
            slot=None if half_day is None else f"{half_day[0].isoformat()}{half_day[1]}",
            should_stop=should_stop,
        )
        namer = Namer(problem, names)
        return WishAnswer(
            there=tuple(_moves(namer, Moves(come=found.there))),
            reasons=_person(problem, found.reasons, names, []),
            alternatives=tuple(
                AlternativeRow(it.moved, it.tiers, it.terms, _moves(namer, it.moves), it.moves)
                for it in found.alternatives
            ),
        )

    def take(self, *, plan_id: int, moves: Moves) -> Changes:
        """Move the visits of a draft as an alternative says.

        Raises
        ------
        InputError
            If the plan is no draft.
        ConflictError
            If staff, rules or plan have changed since, so that a rule would be broken.
        """
        return self.apply_cure(plan_id=plan_id, cure=Cure(Rearrange(), (), moves))

    def apply_cure(self, *, plan_id: int, cure: Cure) -> Changes:
        """Make the change that a cure names, and move the visits of the draft as it says.

        Raises
        ------
        InputError
            If the plan is no draft.
        ConflictError
            If staff, rules or plan have changed since: the cure would not place what it promised.
        """
        with self._database.unit_of_work("") as unit:
            session = unit.session
            plan = existing(session, PlanVersion, plan_id)
            if plan.status != DRAFT:
                raise InputError("plan-no-draft", number=plan.number)
            problem, before = _planned(session, plan)
            known = set(map(str, check_plan(problem, before)))
            programme = existing(session, Programme, plan.programme_id)
            change_data(session, programme, problem, cure.change)
            move_visits(session, plan, cure.moves)
            session.flush()
            session.expire_all()
            problem, after = _planned(session, plan)
            broken = [it for it in check_plan(problem, after) if str(it) not in known]
            if broken:
                namer = Namer(problem, names_of_people(session))
                raise ConflictError("cure-too-late", first=namer.breach(broken[0]))
            concerned = set(cure.persons) or {visit.person for visit in cure.moves.come}
            names = sorted(existing(session, Employee, key_of(it)).name for it in concerned)
            unit.label = _("place visits of {names}").format(names=", ".join(names[:3]))
        return unit.changes


def _planned(session: Session, plan: PlanVersion) -> tuple[Problem, list[Visit]]:
    """Return the problem as it is now, and the visits of a plan that are still in it."""
    problem = published_problem(session, existing(session, Programme, plan.programme_id))
    visits = map(visit_of, visits_of(session, plan.id))
    return problem, [visit for visit in visits if is_known(problem, visit)]


def _person(
    problem: Problem, one: Reasons, names: dict[str, str], cures: list[CureRow]
) -> PersonReasons:
    person = problem.person[one.person]
    home = problem.department[person.department]
    return PersonReasons(
        employee_id=key_of(one.person),
        employee=names.get(one.person, one.person),
        department=home.name or home.id,
        visits=person.target_visits - one.count,
        wanted=person.target_visits,
        roles=one.roles,
        all_roles=one.candidates // len(problem.slots) if problem.slots else len(problem.roles),
        candidates=one.candidates,
        free=one.free,
        several=one.several,
        blocked=tuple((rule, count, one.alone.get(rule, 0)) for rule, count in one.blocked.items()),
        cures=tuple(cures),
    )


def _forced(
    problem: Problem, should_stop: Callable[[], bool]
) -> tuple[int, tuple[tuple[str, int], ...]]:
    found = shortage(problem, should_stop)
    return found.missing, tuple((rule, found.without.get(rule, 0)) for rule in found.rules)


def _moves(namer: Namer, moves: Moves) -> tuple[Finding, ...]:
    """Say what becomes of which visit."""
    found = []
    for one in changes(moves.gone, moves.come):
        after = namer.visit(one.after) if one.after else {}
        before = namer.visit(one.before) if one.before else {}
        parameters = after | {f"{name}_before": value for name, value in before.items()}
        found.append(Finding(f"moves-{one.kind}", parameters))
    return tuple(found)


class _CureNamer:
    """Puts names into cures."""

    def __init__(self, problem: Problem, namer: Namer, names: dict[str, str]) -> None:
        self._problem = problem
        self._namer = namer
        self._names = names

    def row(self, cure: Cure) -> CureRow:
        """Return a cure as it is shown."""
        people = [(key_of(it), self._names.get(it, it)) for it in dict.fromkeys(cure.persons)]
        return CureRow(
            finding=Finding(f"cure-{cure.change.kind}", self._parameters(cure)),
            places=cure.places,
            people=tuple(people),
            moves=_moves(self._namer, cure.moves),
            cure=cure,
        )

    def _parameters(self, cure: Cure) -> dict[str, object]:
        named = self._namer.named(cure.change.document())
        if "role" in named:
            role = self._problem.role[cure.change.document()["role"]]
            named |= self._namer.named({"department": role.department})
        if "roles" in named:
            named["roles"] = [self._problem.role[it].title or it for it in named["roles"]]
        named["slots"] = [self._namer.named({"slot": slot})["slot"] for slot in cure.slots]
        named["moved"] = len(cure.moves.gone)
        del named["kind"]
        return named
