"""The validator: all rules, all tiers and terms, and every claim of a plan file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.check import availability, capacity, hosts, ladder, people, pins, spacing, variety
from solver.check.breach import Breach
from solver.check.plan_index import PlanIndex
from solver.check.terms import measure, missing_of
from solver.rotation.solution import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from solver.check.terms import Score
    from solver.rotation.problem import Problem, Visit
    from solver.rotation.solution import Plan

JUDGES: dict[str, Callable[[PlanIndex], Iterator[Breach]]] = {
    "other-department": variety.other_department,
    "target": variety.target,
    "one-place": availability.one_place,
    "available": availability.available,
    "host-of-role": hosts.host_of_role,
    "role-capacity": capacity.role_capacity,
    "department-capacity": capacity.department_capacity,
    "home-cover": capacity.home_cover,
    "once-per-role": variety.once_per_role,
    "once-per-department": variety.once_per_department,
    "spacing": spacing.spacing,
    "ladder": ladder.ladder,
    "level-window": ladder.level_window,
    "no-go": people.no_go,
    "together": people.together,
    "apart": people.apart,
    "host-load": hosts.host_load,
    "pin": pins.pin,
    "frozen": pins.frozen,
}


def check_plan(problem: Problem, visits: Iterable[Visit]) -> list[Breach]:
    """Return every breach of a hard rule by ``visits``; none means the plan holds."""
    known, breaches = _references(problem, visits)
    plan = PlanIndex(problem, known)
    for judge in JUDGES.values():
        breaches.extend(judge(plan))
    return breaches


def validate(problem: Problem, plan: Plan) -> list[Breach]:
    """Return every breach of a rule and every claim of ``plan`` that does not hold.

    An infeasible answer never passes: its empty plan lacks pins or promises, or holds and gives the
    answer the lie.
    """
    breaches = check_plan(problem, plan.visits)
    if plan.status == Status.INFEASIBLE and not plan.visits and not breaches:
        breaches.append(_claim("infeasible-though-empty-plan-holds"))
    known, _ = _references(problem, plan.visits)
    breaches.extend(_claims(plan, measure(problem, known)))
    if plan.missing:
        lacking = missing_of(PlanIndex(problem, known))
        claimed = {one.person: one.count for one in plan.missing}
        for person in sorted(lacking.keys() | claimed.keys()):
            if lacking.get(person, 0) != claimed.get(person, 0):
                breaches.append(
                    _claim(
                        "missing",
                        person=person,
                        claimed=claimed.get(person, 0),
                        counted=lacking.get(person, 0),
                    )
                )
    return breaches


def _references(problem: Problem, visits: Iterable[Visit]) -> tuple[list[Visit], list[Breach]]:
    known, breaches = [], []
    for visit in visits:
        wrong = {
            what: key
            for what, key, among in (
                ("person", visit.person, problem.person),
                ("role", visit.role, problem.role),
                ("slot", visit.slot, problem.slot_index),
                ("host", visit.host, problem.person),
            )
            if key is not None and key not in among
        }
        if wrong:
            breaches.append(Breach("reference", (visit,), wrong))
        else:
            known.append(visit)
    return known, breaches


def _claims(plan: Plan, score: Score) -> Iterator[Breach]:
    claimed = {tier.name: tier for tier in plan.tiers}
    names = [tier.name for tier in plan.tiers]
    if names and names != list(score.tiers):
        yield _claim("tier-order", claimed=names, counted=list(score.tiers))
    for name, tier in claimed.items():
        value = score.tiers.get(name)
        if value is not None and tier.value != value:
            yield _claim("tier-value", tier=name, claimed=tier.value, counted=value)
        if tier.bound > tier.value:
            yield _claim("bound-above-value", tier=name, bound=tier.bound, value=tier.value)
    for name, claim in plan.terms.items():
        if name not in score.terms:
            yield _claim("unknown-term", term=name)
        elif claim != score.terms[name]:
            yield _claim("term-value", term=name, claimed=claim, counted=score.terms[name])
    if plan.status == Status.OPTIMAL:
        proven = names == list(score.tiers)
        if not proven or any(tier.bound != tier.value for tier in plan.tiers):
            yield _claim("not-proven")
    if plan.status == Status.INFEASIBLE and plan.visits:
        yield _claim("infeasible-with-visits")


def _claim(code: str, **params: object) -> Breach:
    return Breach("plan", (), {"code": code, **params})
