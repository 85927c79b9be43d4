"""Judges of hosts: host-of-role, host-load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex


def host_of_role(plan: PlanIndex) -> Iterator[Breach]:
    """Every visit has a host, and the host is one of the role's.

    Switched off, the rule lets all of the role's department receive: a visit is no visit without a
    host, and hosts from outside a department are refused.
    """
    for visit in plan.visits:
        if visit.host not in plan.problem.receivers(visit.role):
            code = "no-host" if visit.host is None else "not-a-host"
            params = {"code": code, "role": visit.role, "person": visit.host}
            yield Breach("host-of-role", (visit,), params)


def host_load(plan: PlanIndex) -> Iterator[Breach]:
    """Nobody receives more visits in an ISO week than set."""
    rule = plan.problem.rules.host_load
    if not rule.on or rule.per_week is None:
        return
    for (host, week), visits in plan.grouped(lambda v: (v.host, plan.week(v))).items():
        if host is not None and len(visits) > rule.per_week:
            params = {
                "person": host,
                "week": week,
                "count": len(visits),
                "limit": rule.per_week,
            }
            yield Breach("host-load", tuple(visits), params)
