"""Visits of a plan grouped as the judges ask for them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from solver.rotation.problem import Problem, Role, Visit, Week

Key = TypeVar("Key", bound="Hashable")


class PlanIndex:
    """Visits whose ids all exist in ``problem``, by person, slot, host, role and department."""

    def __init__(self, problem: Problem, visits: Iterable[Visit]) -> None:
        self.problem = problem
        self.visits = tuple(sorted(visits, key=self._in_time))

    def _in_time(self, visit: Visit) -> tuple[int, str, str, str]:
        return (
            self.problem.slot_index[visit.slot],
            visit.person,
            visit.role,
            visit.host or "",
        )

    def role(self, visit: Visit) -> Role:
        """Return the role visited."""
        return self.problem.role[visit.role]

    def into(self, visit: Visit) -> str:
        """Return the id of the department visited."""
        return self.role(visit).department

    def home(self, visit: Visit) -> str:
        """Return the id of the guest's own department."""
        return self.problem.person[visit.person].department

    def week(self, visit: Visit) -> Week:
        """Return the ISO week of the visit."""
        return self.problem.week_of[visit.slot]

    @cached_property
    def by_person(self) -> dict[str, list[Visit]]:
        """Visits of each guest in time order."""
        return self.grouped(lambda visit: visit.person)

    @cached_property
    def by_host(self) -> dict[str, list[Visit]]:
        """Visits received by each host in time order."""
        grouped: dict[str, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            if visit.host is not None:
                grouped[visit.host].append(visit)
        return grouped

    def grouped(self, key: Callable[[Visit], Key]) -> dict[Key, list[Visit]]:
        """Return the visits by ``key``, each group in time order."""
        groups: dict[Key, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            groups[key(visit)].append(visit)
        return groups
