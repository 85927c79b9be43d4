"""Which stored visits are pinned, and findings that lead to them and to what else they name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.services.problem_building import key_of, newest_plan, visit_of, visits_of
from solver.rotation.problem import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.services.findings import Finding

_NAMED = ("person", "role", "department")


def pinned_rows(session: Session, programme_id: int) -> dict[Visit, int]:
    """Return the keys of the pinned visits that every solve of a programme keeps."""
    newest = newest_plan(session, programme_id)
    rows = [] if newest is None else visits_of(session, newest.id)
    return {replace(visit_of(row), host=None): row.id for row in rows if row.pinned}


def held_visits(held: Mapping[str, Any]) -> list[Visit]:
    """Return the pinned visit that a part of a contradiction is, if it is one."""
    if held["kind"] != "pin":
        return []
    return [Visit(held["person"], held["role"], held["slot"], held["host"])]


def located(
    finding: Finding, named: Mapping[str, Any], visits: Iterable[Visit], pins: Mapping[Visit, int]
) -> Finding:
    """Return ``finding`` with the keys of what it names and of its visits, if all are pinned."""
    keys = {name: key_of(named[name]) for name in _NAMED if name in named}
    known = [pins.get(replace(visit, host=None)) for visit in visits]
    ids = tuple(it for it in known if it is not None)
    return replace(finding, keys=keys, visit_ids=ids if len(ids) == len(known) else ())
