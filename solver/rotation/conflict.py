"""Contradictions: pins and promises that no plan can hold together, made minimal by deletion.

Every rule but *together* only forbids, so that a plan with fewer visits keeps what a plan with more
keeps. Whether pins and promises can be held is therefore decided on a small model: those visits,
and the people who must come along. Without pins and promises there is always a plan: the empty one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from solver.check.plan import check_plan
from solver.rotation.model import Model, active_rules, possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem, Visit


@dataclass(frozen=True, slots=True)
class Held:
    """What a plan must hold: a pinned or frozen visit, or a rule where ``visit`` is None."""

    rule: str
    visit: Visit | None = None

    def document(self) -> dict[str, str | None]:
        """Return it as the plan file has it."""
        if self.visit is None:
            return {"kind": "rule", "rule": self.rule}
        return {"kind": self.rule, **asdict(self.visit)}


def base_plan(problem: Problem) -> tuple[Visit, ...] | None:
    """Return a plan of pins, promises and who must come along; None if they contradict."""
    return _plan(problem, _everything(problem))


def contradiction(problem: Problem) -> tuple[Held, ...]:
    """Return a minimal set of pins, promises and rules that contradict one another, if any do.

    Without any one of them the rest can be held.
    """
    core = _everything(problem)
    if _plan(problem, core) is not None:
        return ()
    core = next(_judged(problem, core), core)
    step = len(core)
    while step:
        at = 0
        while at < len(core):
            rest = core[:at] + core[at + step :]
            if _plan(problem, rest) is None:
                core = rest
            else:
                at += step
        step //= 2
    return tuple(core)


def _judged(problem: Problem, held: list[Held]) -> Iterator[list[Held]]:
    """Yield contradictions that the judges see: one rule and few visits held, the fewest first.

    Who must come along, and who receives where no host is named, the judges cannot say.
    """
    visits = {item.visit: item for item in held if item.visit}
    for breach in sorted(check_plan(problem, visits), key=lambda it: len(it.visits)):
        rule = breach.rule.replace("-", "_")
        found = [visits[visit] for visit in breach.visits if visit in visits]
        if found and Held(rule) in held:
            small = [*found, Held(rule)]
            if _plan(problem, small) is None:
                yield small


def _everything(problem: Problem) -> list[Held]:
    """List pins and promises as far as their rules are on, then the other rules."""
    rules, past = problem.rules, _past(problem)
    pins = [Held("pin", visit) for visit in problem.pins if rules.pin.on]
    promises = [Held("frozen", v) for v in problem.published if rules.frozen.on and v.slot in past]
    names = [rule.name for rule in active_rules(problem) if rule.name != "pin"]
    return [*pins, *promises, *map(Held, names)]


def _past(problem: Problem) -> set[str]:
    return {slot.id for slot in problem.slots if problem.is_frozen(slot)}


def _plan(problem: Problem, held: Sequence[Held]) -> tuple[Visit, ...] | None:
    """Return a plan that holds the visits under the rules given, and no others; or None."""
    visits = tuple(dict.fromkeys(item.visit for item in held if item.visit))
    given = {item.rule for item in held if not item.visit}
    if not visits:
        return ()
    if "frozen" in given and _unpromised(problem, visits):
        return None
    rules = problem.rules
    for name in {rule.name for rule in active_rules(problem)} - given | {"frozen", "pin"}:
        rules = replace(rules, **{name: replace(getattr(rules, name), on=name == "pin")})
    small = replace(problem, pins=visits, rules=rules, frozen_before=None)
    model = Model(small, _around(small))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model.proto)
    values = np.array(solver.response_proto.solution, np.int64)
    return model.plan(values) if len(values) else None


def _unpromised(problem: Problem, visits: Sequence[Visit]) -> bool:
    """Tell whether some visit lies in the past and was not published so."""
    past = _past(problem)
    promised = set(problem.published)
    promised |= {replace(visit, host=None) for visit in promised}
    return any(visit.slot in past and visit not in promised for visit in visits)


def _around(problem: Problem) -> Grid:
    """Leave possible only the pins and the visits of those who must come along."""
    grid = possible(problem)
    companions = {visit.person for visit in problem.pins}
    linked = problem.together if problem.rules.together.on else ()
    while more := {p for pair in linked if companions & set(pair) for p in pair} - companions:
        companions |= more
    people = np.zeros(len(problem.people), np.bool_)
    people[grid.people_of(companions)] = True
    slots = np.zeros(len(problem.slots), np.bool_)
    slots[grid.slots_of(visit.slot for visit in problem.pins)] = True
    grid.fits[~people] = False
    grid.guest_free[:, ~slots] = False
    return grid
