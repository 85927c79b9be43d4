"""Judge of time between visits: spacing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex


def spacing(plan: PlanIndex) -> Iterator[Breach]:
    """Keep a person's visits few enough a week, and far enough apart in half-days."""
    rule = plan.problem.rules.spacing
    if not rule.on:
        return
    if rule.visits_per_week is not None:
        for (person, week), visits in plan.grouped(lambda v: (v.person, plan.week(v))).items():
            if len(visits) > rule.visits_per_week:
                params = {
                    "code": "week",
                    "person": person,
                    "week": week,
                    "count": len(visits),
                    "limit": rule.visits_per_week,
                }
                yield Breach("spacing", tuple(visits), params)
    if rule.gap_half_days is None:
        return
    index = plan.problem.slot_index
    for person, visits in plan.by_person.items():
        # Visits come in time order, so neighbours are the closest.
        for one, other in pairwise(visits):
            apart = index[other.slot] - index[one.slot]
            if apart <= rule.gap_half_days:
                params = {"code": "gap", "person": person, "limit": rule.gap_half_days}
                yield Breach("spacing", (one, other), params)
