"""Drafts made by hand, visit by visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from app.bootstrap import Services

Wanted = tuple[str, str, str, str]


def add_plan(services: Services, programme_id: int, keys: dict[str, int], *wanted: Wanted) -> int:
    """Keep a draft of visits, each guest, role, slot and host by name; return its key."""
    visits = tuple(
        sorted(
            Visit(f"p{keys[guest]}", f"r{keys[role]}", slot, f"p{keys[host]}")
            for guest, role, slot, host in wanted
        )
    )
    plan_id, _changes = services.planning.store_draft(
        programme_id=programme_id, plan=Plan(Status.FEASIBLE, visits)
    )
    return plan_id
