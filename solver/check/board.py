"""A plan on the table: visits come and go, and the board tells at once what each would break.

What breaks is told by the judges, over the few visits that can have to do with the new one. Hints
for many cells at once come from sets of slots, kept up to date by counting: the tests hold both
against each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from solver.check.costs import Costs
from solver.check.ground import Ground, Slots
from solver.check.plan import JUDGES
from solver.check.plan_index import PlanIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.check.breach import Breach
    from solver.check.terms import Score
    from solver.rotation.problem import Problem, Visit


class Board:
    """A growing and shrinking set of visits whose ids all exist.

    Attributes
    ----------
    by_person, by_host, by_slot
        The visits of a guest, of a host, of a slot, in the order in which they came.
    ground
        What is ruled out whatever is planned.
    """

    def __init__(self, problem: Problem, visits: Iterable[Visit] = ()) -> None:
        self.problem = problem
        self.ground = Ground(problem)
        self.by_person: defaultdict[str, list[Visit]] = defaultdict(list)
        self.by_host: defaultdict[str, list[Visit]] = defaultdict(list)
        self.by_slot: defaultdict[str, list[Visit]] = defaultdict(list)
        self._costs = Costs(problem)
        self._role: Counter[tuple[str, int]] = Counter()
        self._received: Counter[tuple[str, int]] = Counter()
        self._host: Counter[tuple[str, int]] = Counter()
        self._load: Counter[tuple[str, tuple[int, int]]] = Counter()
        self._guest: Counter[tuple[str, int]] = Counter()
        self._away: Counter[tuple[str, int]] = Counter()
        rules, everything = problem.rules, self.ground.all

        def full(on: bool, limit: int | None) -> Slots:
            return everything if on and limit == 0 else 0

        seats, doors = rules.role_capacity.on, rules.department_capacity.on
        self._role_full = {it.id: full(seats, it.capacity) for it in problem.roles}
        self._doors_full = {it.id: full(doors, it.reception_capacity) for it in problem.departments}
        self._home_full = {it.id: 0 for it in problem.departments}
        self._away_limit = {it.id: problem.away_limit(it.id) for it in problem.departments}
        per_week = rules.host_load.per_week
        self._host_full = {
            it.id: full(seats, problem.host_limit.get(it.id)) for it in problem.people
        }
        self._week_full = {it.id: full(rules.host_load.on, per_week) for it in problem.people}
        self._is_guest = {it.id: 0 for it in problem.people}
        self._is_host = {it.id: 0 for it in problem.people}
        for visit in visits:
            self.add(visit)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """All visits, sorted by person, role and slot."""
        return tuple(sorted(visit for held in self.by_person.values() for visit in held))

    @property
    def score(self) -> Score:
        """Values of all tiers and terms."""
        return self._costs.score

    def cost_of(self, visit: Visit) -> Score:
        """Return by how much each tier and term would change with ``visit`` in the plan."""
        return self._costs.of(visit)

    def lacking(self, person: str) -> int:
        """Return how many visits a person lacks."""
        made = len(self.by_person.get(person, ()))
        return max(0, self.problem.person[person].target_visits - made)

    def add(self, visit: Visit) -> None:
        """Put a visit on the board, whatever it breaks."""
        self._costs.add(visit)
        self.by_person[visit.person].append(visit)
        self.by_slot[visit.slot].append(visit)
        if visit.host is not None:
            self.by_host[visit.host].append(visit)
        self._count(visit, 1)

    def remove(self, visit: Visit) -> None:
        """Take a visit off the board."""
        self.by_person[visit.person].remove(visit)
        self.by_slot[visit.slot].remove(visit)
        if visit.host is not None:
            self.by_host[visit.host].remove(visit)
        self._costs.remove(visit)
        self._count(visit, -1)

    def breaches_of(self, visit: Visit) -> list[Breach]:
        """Return every breach that ``visit`` would take part in if it were added."""
        around = [*self.by_person.get(visit.person, ()), *self.by_slot.get(visit.slot, ())]
        if visit.host is not None:
            week = self.problem.week_of
            around += [
                it for it in self.by_host.get(visit.host, ()) if week[it.slot] == week[visit.slot]
            ]
        counted = Counter(self._once(around))
        plan = PlanIndex(self.problem, [*counted.elements(), visit])
        breaches = [it for name, judge in JUDGES.items() if name != "pin" for it in judge(plan)]
        # The rest of the past is not in the neighbourhood: it is not gone through this visit.
        gone = {"promise-gone"}
        return [it for it in breaches if visit in it.visits and it.params.get("code") not in gone]

    def _once(self, visits: Iterable[Visit]) -> list[Visit]:
        """Return each visit as often as it is on the board, however often it was gathered."""
        return [
            visit
            for one in dict.fromkeys(visits)
            for visit in self.by_person[one.person]
            if visit == one
        ]

    def ruled_out(self, person: str, role: str) -> dict[str, Slots]:
        """Return, by rule, the slots in which that rule forbids one visit more; hosts left aside.

        *together* forbids the slots in which a partner is not in the department already.
        """
        ground, problem, rules = self.ground, self.problem, self.problem.rules
        guest, visited = problem.person[person], problem.role[role]
        own = self.by_person.get(person, [])
        found = dict.fromkeys(ground.never(person, role), ground.all)
        if rules.target.on and len(own) >= guest.target_visits:
            found["target"] = ground.all
        if rules.one_place.on:
            found["one-place"] = self._is_guest[person] | self._is_host[person]
        found["available"] = ground.away[person] | ground.closed[role]
        found["role-capacity"] = self._role_full[role]
        found["department-capacity"] = self._doors_full[visited.department]
        found["home-cover"] = self._home_full[guest.department] & ~self._is_guest[person]
        if own:
            found |= self._beside(own, role)
        if rules.spacing.on and rules.spacing.visits_per_week == 0:
            found["spacing"] = ground.all
        for other in ground.partners.get(person, ()):
            there = self._slots_in(other, visited.department)
            found["together"] = found.get("together", 0) | ground.all & ~there
        for other in ground.strangers.get(person, ()):
            met = self._slots_in(other, visited.department)
            found["apart"] = found.get("apart", 0) | met
        if ground.past:
            kept = 0
            for slots in ground.promised.get((person, role), {}).values():
                kept |= slots
            found["frozen"] = ground.past & ~kept
        return {rule: slots for rule, slots in found.items() if slots}

    def _beside(self, own: list[Visit], role: str) -> dict[str, Slots]:
        """Return what the other visits of the same guest rule out."""
        ground, problem, rules = self.ground, self.problem, self.problem.rules
        visited = problem.role[role]
        found: dict[str, Slots] = defaultdict(int)
        per_week = rules.spacing.visits_per_week if rules.spacing.on else None
        in_week: Counter[tuple[int, int]] = Counter()
        for visit in own:
            at, other = ground.at[visit.slot], problem.role[visit.role]
            if rules.once_per_role.on and visit.role == role:
                found["once-per-role"] = ground.all
            if rules.once_per_department.on and other.department == visited.department:
                found["once-per-department"] = ground.all
            found["spacing"] |= ground.near[at]
            in_week[problem.week_of[visit.slot]] += 1
            if per_week is not None and in_week[problem.week_of[visit.slot]] >= per_week:
                found["spacing"] |= ground.week[at]
            if rules.ladder.on:
                before, after = (1 << at) - 1, ground.all & ~((1 << (at + 1)) - 1)
                if visited.level < other.level or (
                    rules.ladder.strict and visited.level == other.level
                ):
                    found["ladder"] |= after
                if visited.level > other.level or (
                    rules.ladder.strict and visited.level == other.level
                ):
                    found["ladder"] |= before
        return found

    def host_ruled_out(self, person: str, role: str, host: str | None) -> dict[str, Slots]:
        """Return, by rule, the slots in which ``host`` may not receive the guest in the role."""
        ground, rules = self.ground, self.problem.rules
        found: dict[str, Slots] = {}
        if host not in self.problem.receivers(role):
            found["host-of-role"] = ground.all
        if host is not None:
            found["available"] = ground.away[host]
            if rules.one_place.on:
                found["one-place"] = ground.all if host == person else self._is_guest[host]
            found["role-capacity"] = self._host_full[host]
            found["host-load"] = self._week_full[host]
        if ground.past:
            kept = ground.promised.get((person, role), {}).get(host, 0)
            found["frozen"] = ground.past & ~kept
        return {rule: slots for rule, slots in found.items() if slots}

    def free(self, person: str, role: str, host: str | None = None) -> Slots:
        """Return the slots in which one visit more breaks nothing, with ``host`` or with any."""
        closed = 0
        for slots in self.ruled_out(person, role).values():
            closed |= slots
        found = self.ground.all & ~closed
        if not found:
            return 0
        hosts = self.problem.receivers(role) if host is None else (host,)
        received = 0
        for one in hosts:
            received |= self._received_by(person, role, one)
        return found & received

    def host_for(self, person: str, role: str, slot: str) -> str | None:
        """Return the host who has received least and may receive the guest; None if nobody may."""
        bit = 1 << self.ground.at[slot]
        able = [
            host
            for host in self.problem.receivers(role)
            if self._received_by(person, role, host) & bit
        ]
        return min(able, key=lambda host: len(self.by_host.get(host, ())), default=None)

    def _received_by(self, person: str, role: str, host: str | None) -> Slots:
        closed = 0
        for slots in self.host_ruled_out(person, role, host).values():
            closed |= slots
        return self.ground.all & ~closed

    def _slots_in(self, person: str, department: str) -> Slots:
        role = self.problem.role
        return self.ground.of(
            visit.slot
            for visit in self.by_person.get(person, ())
            if role[visit.role].department == department
        )

    def _count(self, visit: Visit, sign: int) -> None:
        problem, rules = self.problem, self.problem.rules
        at, role = self.ground.at[visit.slot], problem.role[visit.role]
        home, bit = problem.person[visit.person].department, 1 << at
        seats, doors = rules.role_capacity.on, rules.department_capacity.on

        def count(
            counts: Counter[tuple[str, int]], key: str, full: dict[str, Slots], limit: int | None
        ) -> None:
            counts[key, at] += sign
            _mark(full, key, bit, on=limit is not None and counts[key, at] >= limit)

        count(self._role, role.id, self._role_full, role.capacity if seats else None)
        into = problem.department[role.department]
        limit = into.reception_capacity if doors else None
        count(self._received, into.id, self._doors_full, limit)
        self._guest[visit.person, at] += sign
        present = self._guest[visit.person, at]
        _mark(self._is_guest, visit.person, bit, on=present > 0)
        if present == (sign > 0):
            count(self._away, home, self._home_full, self._away_limit[home])
        if visit.host is None:
            return
        host_limit = problem.host_limit.get(visit.host) if seats else None
        count(self._host, visit.host, self._host_full, host_limit)
        _mark(self._is_host, visit.host, bit, on=self._host[visit.host, at] > 0)
        week = visit.host, problem.week_of[visit.slot]
        self._load[week] += sign
        per_week = rules.host_load.per_week if rules.host_load.on else None
        busy = per_week is not None and self._load[week] >= per_week
        _mark(self._week_full, visit.host, self.ground.week[at], on=busy)


def _mark(sets: dict[str, Slots], key: str, slots: Slots, *, on: bool) -> None:
    sets[key] = sets[key] | slots if on else sets[key] & ~slots
