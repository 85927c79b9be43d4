"""Where a visit could go: what each half-day would break or cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.services.problem_building import key_of
from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.problem import Visit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from app.services.findings import Finding, Namer
    from solver.check.breach import Breach
    from solver.rotation.problem import Problem


@dataclass(frozen=True, slots=True)
class MoveHint:
    """What a visit would do in a half-day.

    Attributes
    ----------
    rules
        Names of the rules that it would break there.
    findings
        The same with names of people and places.
    term
        The comfort that would lose most, where nothing breaks.
    host_id
        Who would receive it: the same host if free, else another of the role.
    """

    date: dt.date
    half: str
    kind: Literal["fits", "costs", "breaks"]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    term: str | None
    host_id: int | None


def move_hints(
    problem: Problem, visits: Iterable[Visit], visit: Visit, namer: Namer
) -> list[MoveHint]:
    """Return a hint for each open half-day but the one where ``visit`` is."""
    others = [it for it in visits if it != visit and _known(problem, it)]
    if visit.person not in problem.person or visit.role not in problem.role:
        return []
    here = [*others, visit] if visit.slot in problem.slot else others
    terms = measure(problem, here).terms
    hints = []
    for slot in problem.slots:
        if slot.id == visit.slot:
            continue
        there, breaches = _best_host(problem, others, visit, slot.id)
        term = None
        if not breaches:
            term = _dearest(problem, terms, measure(problem, [*others, there]).terms)
        hints.append(
            MoveHint(
                slot.date,
                slot.half,
                "breaks" if breaches else "costs" if term else "fits",
                tuple(dict.fromkeys(breach.rule for breach in breaches)),
                tuple(namer.breach(breach) for breach in breaches),
                term,
                None if there.host is None else key_of(there.host),
            )
        )
    return hints


def _best_host(
    problem: Problem, others: Sequence[Visit], visit: Visit, slot: str
) -> tuple[Visit, list[Breach]]:
    """Return the visit in ``slot`` with the same host, or with another if that breaks less."""
    best = Visit(visit.person, visit.role, slot, visit.host)
    broken = _breaches(problem, others, best)
    for host in problem.role[visit.role].hosts:
        if not broken:
            break
        if host != visit.host:
            other = Visit(visit.person, visit.role, slot, host)
            broken_then = _breaches(problem, others, other)
            if len(broken_then) < len(broken):
                best, broken = other, broken_then
    return best, broken


def _breaches(problem: Problem, others: Sequence[Visit], visit: Visit) -> list[Breach]:
    """Return what ``visit`` breaks; only the few visits that can have to do with it are judged."""
    week = problem.week_of[visit.slot]
    around = [
        it
        for it in others
        if it.person == visit.person
        or it.slot == visit.slot
        or (it.host == visit.host and problem.week_of[it.slot] == week)
    ]
    return [it for it in check_plan(problem, [*around, visit]) if visit in it.visits]


def _dearest(problem: Problem, here: Mapping[str, int], there: Mapping[str, int]) -> str | None:
    """Return the term that loses most on the way from ``here`` to ``there``, if any loses."""
    losses = {
        name: getattr(problem.weights, name) * (value - here[name]) for name, value in there.items()
    }
    if sum(losses.values()) <= 0:
        return None
    return max(losses, key=lambda name: losses[name])


def _known(problem: Problem, visit: Visit) -> bool:
    return (
        visit.person in problem.person
        and visit.role in problem.role
        and visit.slot in problem.slot
        and (visit.host is None or visit.host in problem.person)
    )
