"""Judges of levels: ladder, level-window."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex


def ladder(plan: PlanIndex) -> Iterator[Breach]:
    """Later visits have no lower level; strictly higher ones if the ladder is strict."""
    rule = plan.problem.rules.ladder
    if not rule.on:
        return
    index = plan.problem.slot_index
    for person, visits in plan.by_person.items():
        for one, other in combinations(visits, 2):
            if index[one.slot] == index[other.slot]:
                continue  # neither is the later
            step = plan.role(other).level - plan.role(one).level
            if step < 0 or (rule.strict and step == 0):
                code = "down" if step < 0 else "flat"
                yield Breach("ladder", (one, other), {"code": code, "person": person})


def level_window(plan: PlanIndex) -> Iterator[Breach]:
    """Keep a role's level near the guest's own, where that is known."""
    rule = plan.problem.rules.level_window
    if not rule.on:
        return
    for visit in plan.visits:
        own = plan.problem.person[visit.person].level
        if own is None:
            continue
        step = plan.role(visit).level - own
        too_low = rule.below is not None and -step > rule.below
        too_high = rule.above is not None and step > rule.above
        if too_low or too_high:
            params = {
                "code": "too-low" if too_low else "too-high",
                "person": visit.person,
                "level": plan.role(visit).level,
                "own": own,
            }
            yield Breach("level-window", (visit,), params)
