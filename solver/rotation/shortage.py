"""Contradictions that counting finds: which rules together leave no room for all visits.

Everybody's visits and the rules contradict one another if a largest flow (`solver.rotation.bound`)
cannot serve all. The flow answers in milliseconds where a search would count for ever; it knows who
is there, what is open, seats, hosts and their load, home cover and visits a week. What it cannot
see, such as the ladder, is never blamed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solver.rotation.bound import missing_visits
from solver.rotation.compiled import compile_problem
from solver.rotation.supply import Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from solver.rotation.problem import Problem


@dataclass(frozen=True, slots=True)
class Shortage:
    """What must be missing in every plan, and the rules that force it.

    Attributes
    ----------
    missing
        No plan lacks fewer visits.
    rules
        Rules that together leave some visit without room; with any one of them switched off, and
        no rule beside them, counting finds room for all.
    without
        By rule of these: no plan lacks fewer visits once that rule alone is switched off.
    """

    missing: int
    rules: tuple[str, ...]
    without: dict[str, int]


def shortage(problem: Problem, should_stop: Callable[[], bool] = lambda: False) -> Shortage:
    """Return how many visits must be missing, and a minimal set of rules that force some to be.

    Rules are taken away one after the other, those that cost least first, and stay away while
    some visit must be missing.

    Parameters
    ----------
    should_stop
        Asked between the flows; the rules are not minimal then.
    """
    names = [name for name in type(problem.rules).__slots__ if getattr(problem.rules, name).on]
    missing = _least(problem, names)
    if not missing:
        return Shortage(0, (), {})
    without = {
        name: _least(problem, [other for other in names if other != name])
        for name in names
        if not should_stop()
    }
    core = names
    # Who matters least goes first, so that those stay who matter most.
    for name in sorted(without, key=lambda it: -without[it]):
        rest = [other for other in core if other != name]
        if not should_stop() and _least(problem, rest):
            core = rest
    return Shortage(
        missing,
        tuple(name.replace("_", "-") for name in core),
        {name.replace("_", "-"): without[name] for name in core if name in without},
    )


def _least(problem: Problem, rules: Collection[str]) -> int:
    """Return how many visits must be missing under some of the rules alone."""
    kept = {
        name: replace(getattr(problem.rules, name), on=name in rules)
        for name in type(problem.rules).__slots__
    }
    eased = replace(problem, rules=replace(problem.rules, **kept))
    return missing_visits(Supply(compile_problem(eased)))
