"""Judges of where a guest goes how often: other-department, target, once per role or department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex


def other_department(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody is a guest at home."""
    if not plan.problem.rules.other_department.on:
        return
    for visit in plan.visits:
        if plan.into(visit) == plan.home(visit):
            params = {"person": visit.person, "department": plan.home(visit)}
            yield Breach("other-department", (visit,), params)


def target(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody has more visits than wanted."""
    if not plan.problem.rules.target.on:
        return
    for person, visits in plan.by_person.items():
        limit = plan.problem.person[person].target_visits
        if len(visits) > limit:
            params = {"person": person, "count": len(visits), "limit": limit}
            yield Breach("target", tuple(visits), params)


def once_per_role(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody fills a role twice, earlier programmes included."""
    if not plan.problem.rules.once_per_role.on:
        return
    for (person, role), visits in plan.grouped(lambda v: (v.person, v.role)).items():
        before = role in plan.problem.person[person].visited_roles
        if before or len(visits) > 1:
            code = "visited-before" if before else "twice"
            params = {"code": code, "person": person, "role": role}
            yield Breach("once-per-role", tuple(visits), params)


def once_per_department(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody goes into a department twice within the plan."""
    if not plan.problem.rules.once_per_department.on:
        return
    for (person, into), visits in plan.grouped(lambda v: (v.person, plan.into(v))).items():
        if len(visits) > 1:
            params = {"person": person, "department": into}
            yield Breach("once-per-department", tuple(visits), params)
