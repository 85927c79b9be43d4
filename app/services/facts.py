"""What is published and past: facts, which no solve moves and no rule of today judges.

A fact may contradict what has been written down since: a host who receives no more in the role, an
absence entered afterwards, somebody who has left. The solver would find no plan beside it. Such a
fact is therefore taken out of the problem and put into each draft again; its guest wants one visit
less meanwhile, and the role counts as visited.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.plans import PUBLISHED
from app.services.problem_building import build_problem, newest_plan, visit_of, visits_of
from solver.check.plan import check_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.db import models
    from solver.check.breach import Breach
    from solver.rotation.problem import Person, Problem, Visit


def published_problem(session: Session, programme: models.Programme) -> Problem:
    """Return the problem as it is now, where nothing past and published may change any more."""
    problem = build_problem(session, programme)
    if newest_plan(session, programme.id, PUBLISHED) is None:
        return problem
    return replace(problem, frozen_before=dt.date.today().isoformat())


def solvable_problem(session: Session, programme: models.Programme) -> Problem:
    """Return the problem to be solved: the past stays, whatever the rules of today say of it."""
    return without_odd_facts(published_problem(session, programme), facts_of(session, programme.id))


def facts_of(session: Session, programme_id: int) -> list[models.Visit]:
    """Return the stored visits that are published and past."""
    published = newest_plan(session, programme_id, PUBLISHED)
    rows = [] if published is None else visits_of(session, published.id)
    today = dt.date.today()
    return [row for row in rows if row.date < today]


def without_odd_facts(problem: Problem, facts: Iterable[models.Visit]) -> Problem:
    """Take the facts out of a problem that stand against one another or against its rules."""
    if not problem.rules.frozen.on:
        return problem
    stored = {visit_of(row) for row in facts}
    kept = [visit for visit in problem.published if visit in stored]
    while breaches := check_plan(replace(problem, pins=(), published=tuple(kept)), kept):
        odd = {visit for breach in breaches for visit in breach.visits}
        kept = [visit for visit in kept if visit not in odd]
    beside = stored - set(kept)
    if not beside:
        return problem
    made: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in beside:
        made[visit.person].append(visit)
    return replace(
        problem,
        people=tuple(_having_made(problem, person, made[person.id]) for person in problem.people),
        published=tuple(visit for visit in problem.published if visit not in beside),
        pins=tuple(pin for pin in problem.pins if pin not in beside),
    )


def _having_made(problem: Problem, person: Person, visits: list[Visit]) -> Person:
    """Return a person for whom these visits are over and done with."""
    roles = {visit.role for visit in visits if visit.role in problem.role}
    return replace(
        person,
        target_visits=max(0, person.target_visits - len(visits)),
        visited_roles=person.visited_roles | roles,
        visited_departments=person.visited_departments
        | {problem.role[role].department for role in roles},
    )


def facts_beside(session: Session, programme_id: int, problem: Problem) -> list[models.Visit]:
    """Return the facts that a plan of ``problem`` does not hold."""
    if not problem.rules.frozen.on:
        return []
    known = set(problem.published)
    return [row for row in facts_of(session, programme_id) if visit_of(row) not in known]


def open_breaches(problem: Problem, visits: Iterable[Visit]) -> list[Breach]:
    """Return every breach of a rule by ``visits`` in which not facts alone take part."""
    breaches = check_plan(problem, visits)
    if not problem.rules.frozen.on:
        return breaches
    facts = {it for it in problem.published if problem.is_frozen(problem.slot[it.slot])}
    return [
        breach
        for breach in breaches
        if breach.rule == "frozen" or not breach.visits or not facts.issuperset(breach.visits)
    ]
