"""Judges of what is settled: pin, frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex


def pin(plan: PlanIndex) -> Iterator[Breach]:
    """Every pin is in the plan; one without a host takes any."""
    if not plan.problem.rules.pin.on:
        return
    present = set(plan.visits)
    places = {(visit.person, visit.role, visit.slot) for visit in plan.visits}
    for wanted in plan.problem.pins:
        place = (wanted.person, wanted.role, wanted.slot)
        if place not in places if wanted.host is None else wanted not in present:
            yield Breach("pin", (wanted,), {"code": "pin-missing"})


def frozen(plan: PlanIndex) -> Iterator[Breach]:
    """Before the frozen moment the plan equals the published one."""
    problem = plan.problem
    if not problem.rules.frozen.on or problem.frozen_before is None:
        return
    past = {slot.id for slot in problem.slots if problem.is_frozen(slot)}
    promised = {visit for visit in problem.published if visit.slot in past}
    held = {visit for visit in plan.visits if visit.slot in past}
    for visit in sorted(promised - held, key=str):
        yield Breach("frozen", (visit,), {"code": "promise-gone"})
    for visit in sorted(held - promised, key=str):
        yield Breach("frozen", (visit,), {"code": "not-published"})
