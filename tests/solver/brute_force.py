"""The best plan of a tiny problem, found by trying all of them: the judges decide, no model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from solver.check.plan import check_plan, measure
from solver.rotation.problem import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.rotation.problem import Problem

ABSENT = ("together", "pin", "frozen")
"""Rules that a visit more can mend; all others only forbid."""


def forbidding(of: Problem) -> Problem:
    """The problem with the rules alone that no visit more can mend."""
    off = {name: replace(getattr(of.rules, name), on=False) for name in ("together", "pin")}
    return replace(of, rules=replace(of.rules, **off))


def only_promises_gone(of: Problem, chosen: tuple[Visit, ...]) -> bool:
    """Tell whether nothing but absent promises breaks a rule."""
    return all(it.params.get("code") == "promise-gone" for it in check_plan(of, chosen))


def candidates(of: Problem) -> list[Visit]:
    """All visits that break no rule by themselves."""
    strict = forbidding(of)
    return [
        visit
        for person in of.people
        for role in of.roles
        for slot in of.slots
        for host in of.receivers(role.id)
        if only_promises_gone(strict, (visit := Visit(person.id, role.id, slot.id, host),))
    ]


def all_plans(of: Problem, visits: list[Visit]) -> Iterator[tuple[Visit, ...]]:
    """All sets of the visits that keep every rule."""
    strict = forbidding(of)

    def grown(chosen: tuple[Visit, ...], rest: list[Visit]) -> Iterator[tuple[Visit, ...]]:
        if not check_plan(of, chosen):
            yield chosen
        for k, visit in enumerate(rest):
            places = {(it.person, it.role, it.slot) for it in chosen}
            if (visit.person, visit.role, visit.slot) in places:
                continue
            if only_promises_gone(strict, (*chosen, visit)):
                yield from grown((*chosen, visit), rest[k + 1 :])

    yield from grown((), visits)


def best_score(of: Problem, visits: list[Visit]) -> tuple[int, ...] | None:
    """The score of the best plan, tier by tier; None if no plan keeps every rule."""
    return min((measure(of, plan).key for plan in all_plans(of, visits)), default=None)
