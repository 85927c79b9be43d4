"""Judges of where people are: one-place, available."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solver.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.check.plan_index import PlanIndex
    from solver.rotation.problem import Visit


def one_place(plan: PlanIndex) -> Iterator[Breach]:
    """In a slot a person is guest once at most, and not guest and host at once."""
    if not plan.problem.rules.one_place.on:
        return
    guests: dict[tuple[str, str], list[Visit]] = plan.grouped(lambda v: (v.person, v.slot))
    hosts: dict[tuple[str, str], list[Visit]] = defaultdict(list)
    for visit in plan.visits:
        if visit.host is not None:
            hosts[visit.host, visit.slot].append(visit)
    for (person, slot), visits in guests.items():
        at = {"person": person, "slot": slot}
        if len(visits) > 1:
            yield Breach("one-place", tuple(visits), {"code": "guest-twice", **at})
        if received := hosts.get((person, slot)):
            yield Breach("one-place", (*visits, *received), {"code": "guest-and-host", **at})


def available(plan: PlanIndex) -> Iterator[Breach]:
    """Guest, host and role are all there in the slot."""
    if not plan.problem.rules.available.on:
        return
    for visit in plan.visits:
        people = plan.problem.person
        if visit.slot in people[visit.person].unavailable:
            params = {"code": "guest-away", "person": visit.person, "slot": visit.slot}
            yield Breach("available", (visit,), params)
        if visit.host is not None and visit.slot in people[visit.host].unavailable:
            params = {"code": "host-away", "person": visit.host, "slot": visit.slot}
            yield Breach("available", (visit,), params)
        if visit.slot in plan.role(visit).closed:
            params = {"code": "role-closed", "role": visit.role, "slot": visit.slot}
            yield Breach("available", (visit,), params)
