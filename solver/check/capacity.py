"""Judges of room: role-capacity, department-capacity, home-cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sized

    from solver.check.plan_index import PlanIndex


def role_capacity(plan: PlanIndex) -> Iterator[Breach]:
    """Guests of a role in a slot, and of a host in a slot, fit."""
    if not plan.problem.rules.role_capacity.on:
        return
    for (role, slot), visits in plan.grouped(lambda v: (v.role, v.slot)).items():
        limit = plan.problem.role[role].capacity
        if limit is not None and len(visits) > limit:
            params = {"code": "role-full", "role": role, "slot": slot}
            yield Breach("role-capacity", tuple(visits), params | _excess(visits, limit))
    for (host, slot), visits in plan.grouped(lambda v: (v.host, v.slot)).items():
        limit = None if host is None else plan.problem.host_limit.get(host)
        if limit is not None and len(visits) > limit:
            at = {"code": "host-full", "person": host, "slot": slot}
            yield Breach("role-capacity", tuple(visits), at | _excess(visits, limit))


def department_capacity(plan: PlanIndex) -> Iterator[Breach]:
    """Guests received by a department in a slot fit its reception."""
    if not plan.problem.rules.department_capacity.on:
        return
    for (into, slot), visits in plan.grouped(lambda v: (plan.into(v), v.slot)).items():
        limit = plan.problem.department[into].reception_capacity
        if limit is not None and len(visits) > limit:
            params = {"department": into, "slot": slot}
            yield Breach("department-capacity", tuple(visits), params | _excess(visits, limit))


def home_cover(plan: PlanIndex) -> Iterator[Breach]:
    """Enough people of each department stay at home in each slot."""
    limits = {it.id: plan.problem.away_limit(it.id) for it in plan.problem.departments}
    for (home, slot), visits in plan.grouped(lambda v: (plan.home(v), v.slot)).items():
        limit = limits[home]
        guests = {visit.person for visit in visits}
        if limit is not None and len(guests) > limit:
            params = {"department": home, "slot": slot}
            yield Breach("home-cover", tuple(visits), params | _excess(guests, limit))


def _excess(visits: Sized, limit: int) -> dict[str, Any]:
    return {"count": len(visits), "limit": limit}
