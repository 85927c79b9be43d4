"""What judges and solver found, with names instead of ids: ready for wording."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.domain.half_days import as_half

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solver.check.breach import Breach
    from solver.rotation.precheck import Concern
    from solver.rotation.problem import Problem, Visit


@dataclass(frozen=True, slots=True)
class Finding:
    """A code with parameters for ``app.wording.sentence``, and the stored visits it concerns.

    ``keys`` are those of the person, role or department that it names, where known.
    """

    code: str
    parameters: dict[str, Any] = field(default_factory=dict)
    visit_ids: tuple[int, ...] = ()
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same finding, whenever it is found: what a tick is remembered by."""
        return f"{self.code} {sorted(self.parameters.items(), key=lambda item: item[0])!r}"


class Namer:
    """Puts names in place of the ids of ``problem``.

    Parameters
    ----------
    people
        Names of employees by id; the solver's problem does not know them.
    """

    def __init__(self, problem: Problem, people: Mapping[str, str]) -> None:
        self._problem = problem
        self._people = people

    def breach(
        self, breach: Breach, visit_ids: Mapping[Visit, Sequence[int]] | None = None
    ) -> Finding:
        """Return the finding that ``breach`` is; ``visit_ids`` hold those of equal visits."""
        parameters = self.named(breach.params)
        code = parameters.pop("code", None)
        keys = visit_ids or {}
        if breach.visits:
            parameters |= self.visit(breach.visits[0])
        return Finding(
            f"breach-{breach.rule}" + (f"-{code}" if code else ""),
            parameters,
            tuple(key for visit in dict.fromkeys(breach.visits) for key in keys.get(visit, ())),
        )

    def concern(self, concern: Concern) -> Finding:
        """Return the finding that ``concern`` is."""
        parameters = self.named(concern.params)
        visits = parameters.pop("visits", ())
        if visits:
            parameters["visits"] = [self.visit(visit) for visit in visits]
        return Finding(f"concern-{concern.code}", parameters)

    def held(self, held: Mapping[str, Any]) -> Finding:
        """Return the finding for one part of a contradiction, as the plan file has it."""
        return Finding(f"conflict-{held['kind']}", self.named(held))

    def visit(self, visit: Visit) -> dict[str, Any]:
        """Return the names of a visit: guest, role, department, slot and host."""
        role = self._problem.role.get(visit.role)
        return self.named(
            {
                "guest": visit.person,
                "role": visit.role,
                "slot": visit.slot,
                "host": visit.host,
                "into": role.department if role else "",
            }
        )

    def named(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return ``params`` with names for ids, and date and half for a slot."""
        return {key: self._name(key, value) for key, value in params.items()}

    def _name(self, key: str, value: Any) -> Any:
        if value is None:
            return ""
        if key in ("person", "other", "guest", "host"):
            return self._people.get(value, value)
        if key == "role":
            role = self._problem.role.get(value)
            return role.title or role.id if role else value
        if key in ("department", "into"):
            department = self._problem.department.get(value)
            return department.name or department.id if department else value
        if key == "slot":
            slot = self._problem.slot.get(value)
            return (slot.date, slot.half) if slot else _half_day(value)
        return value


def _half_day(slot: str) -> Any:
    """Return date and half of a slot that the calendar has no more."""
    try:
        return dt.date.fromisoformat(slot[:-2]), as_half(slot[-2:])
    except ValueError:
        return slot
