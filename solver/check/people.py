"""Judges of who goes where and with whom: no-go, together, apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex
    from solver.rotation.problem import Visit


def no_go(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody is sent where they must not go."""
    if not plan.problem.rules.no_go.on:
        return
    for visit in plan.visits:
        person = plan.problem.person[visit.person]
        if visit.role in person.no_go_roles:
            params = {"code": "role", "person": visit.person, "role": visit.role}
            yield Breach("no-go", (visit,), params)
        if plan.into(visit) in person.no_go_departments:
            params = {"code": "department", "person": visit.person, "department": plan.into(visit)}
            yield Breach("no-go", (visit,), params)


def together(plan: PlanIndex) -> Iterator[Breach]:
    """Of the two, each goes where and when the other goes, or neither goes."""
    if not plan.problem.rules.together.on:
        return
    for one, other in plan.problem.together:
        for left, right in ((one, other), (other, one)):
            company = {_place(plan, visit) for visit in plan.by_person.get(right, [])}
            for visit in plan.by_person.get(left, []):
                if _place(plan, visit) not in company:
                    params = {"person": left, "other": right, "slot": visit.slot}
                    yield Breach("together", (visit,), params)


def apart(plan: PlanIndex) -> Iterator[Breach]:
    """Keep the two out of one department in one slot."""
    if not plan.problem.rules.apart.on:
        return
    for one, other in plan.problem.apart:
        places = {_place(plan, visit): visit for visit in plan.by_person.get(one, [])}
        for visit in plan.by_person.get(other, []):
            if met := places.get(_place(plan, visit)):
                params = {"person": one, "other": other, "slot": visit.slot}
                yield Breach("apart", (met, visit), params)


def _place(plan: PlanIndex, visit: Visit) -> tuple[str, str]:
    return plan.into(visit), visit.slot
