"""How many at once: seats of a role, of a host, of a department; people away from home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class RoleCapacity(Rule):
    """A role has so many seats a slot, and a host as many as the narrowest of the own roles."""

    name = "role_capacity"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits of each role, and of each host, in each slot."""
        for role in problem.roles:
            if role.capacity is None:
                continue
            for slot in problem.slots:
                guests = x.guests(role.id, slot.id)
                if len(guests) > role.capacity:
                    rows.add(guests, most=role.capacity)
        for host in x.hosts():
            limit = problem.host_limit.get(host)
            if limit is None:
                continue
            for slot in problem.slots:
                receives, most = x.receives(host, slot.id)
                if most > limit:
                    rows.add(receives, most=limit)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Multiply the limits by the half-days of each week."""
        for role in problem.roles:
            if role.capacity is None:
                continue
            for week in problem.weeks:
                guests, limit = x.guests(role.id, week), role.capacity * x.openings(role.id, week)
                if x.most(guests) > limit:
                    rows.add(guests, most=limit)
        for host in x.hosts():
            at_once = x.host_limit(host)
            if at_once is None:
                continue
            for week in problem.weeks:
                receives, most = x.receives(host, week)
                limit = at_once * x.half_days(host, week)[1]
                if most > limit:
                    rows.add(receives, most=limit)


class DepartmentCapacity(Rule):
    """A department receives so many guests a slot."""

    name = "department_capacity"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the visits into each department in each slot."""
        for department in problem.departments:
            if department.reception_capacity is None:
                continue
            for slot in problem.slots:
                guests = x.received_in(department.id, slot.id)
                if len(guests) > department.reception_capacity:
                    rows.add(guests, most=department.reception_capacity)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Multiply the limit by the half-days of each week."""
        for department in problem.departments:
            if department.reception_capacity is None:
                continue
            for week in problem.weeks:
                guests = x.received_in(department.id, week)
                limit = department.reception_capacity * x.open_half_days(department.id, week)
                if x.most(guests) > limit:
                    rows.add(guests, most=limit)


class HomeCover(Rule):
    """No more than a share of a department is away as guests, one person always may be."""

    name = "home_cover"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Limit the people away from each department in each slot."""
        for department in problem.departments:
            limit = problem.away_limit(department.id)
            if limit is None:
                continue
            for slot in problem.slots:
                away = x.away(department.id, slot.id)
                if len(away) > limit:
                    rows.add(away, most=limit)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Multiply the limit by the half-days of each week, where nobody has two visits in one."""
        if not x.one_per_slot:
            return
        for department in problem.departments:
            limit = problem.away_limit(department.id)
            if limit is None:
                continue
            for week in problem.weeks:
                away = x.away(department.id, week)
                most = limit * x.leaving_half_days(department.id, week)
                if x.most(away) > most:
                    rows.add(away, most=most)
