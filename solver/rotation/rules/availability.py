"""Who is where, and when: one place at a time, absences and closed roles, the frozen past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class OnePlace(Rule):
    """In a slot a person is a guest once at most, and not a guest and a host at once."""

    name = "one_place"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each person in each slot; a host receives nobody meanwhile."""
        hosts = set(x.hosts())
        for person in problem.people:
            for slot in problem.slots:
                guest = x.guest(person.id, slot.id)
                if len(guest) > 1:
                    rows.add(guest, most=1)
                if len(guest) and person.id in hosts:
                    receives, limit = x.receives(person.id, slot.id)
                    if limit:
                        rows.add(receives + guest * limit, most=limit)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Give each visit a half-day of the week, and what is left to hosting."""
        hosts = set(x.hosts())
        for person in problem.people:
            for week in problem.weeks:
                guest = x.in_week(person.id, week)
                as_guest, _, either = x.half_days(person.id, week)
                if x.most(guest) > as_guest:
                    rows.add(guest, most=as_guest)
                if len(guest) and person.id in hosts:
                    receives, most = x.receives(person.id, week)
                    limit = x.host_limit(person.id)
                    if limit is None:
                        continue
                    if most + limit > limit * either:
                        rows.add(receives + guest * limit, most=limit * either)


class Available(Rule):
    """Guest and host are there, and the role is open."""

    name = "available"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out absences and closed half-days."""
        for index, person in enumerate(problem.people):
            away = grid.slots_of(person.unavailable)
            grid.guest_free[index, away] = False
            grid.host_free[index, away] = False
        for index, role in enumerate(problem.roles):
            grid.role_open[index, grid.slots_of(role.closed)] = False
