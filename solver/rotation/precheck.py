"""What cannot work whatever the solver does, counted before it starts.

Only facts that hold for every plan are told: each finding is proven by counting alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from solver.check.plan import check_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.rotation.problem import Person, Problem, Role, Visit


@dataclass(frozen=True, slots=True)
class Concern:
    """One finding: a ``code`` with the ids and counts that its sentence needs."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


def precheck(problem: Problem) -> list[Concern]:
    """Return what will be missing for certain, and why; none of it depends on a search.

    Codes: ``no-slot``, ``role-without-host``, ``role-never-open``, ``no-open-role`` (person),
    ``few-slots`` (person), ``few-seats`` (all), ``few-away`` (department), ``pins-clash``.
    """
    wanted = [person for person in problem.people if person.target_visits]
    if not problem.slots:
        return [Concern("no-slot")] if wanted else []
    return [
        *_pins(problem),
        *_roles(problem),
        *_people(problem, wanted),
        *_seats(problem, wanted),
        *_homes(problem, wanted),
    ]


def _pins(problem: Problem) -> Iterator[Concern]:
    # What is absent (company, promises) says nothing of the pins alone, nor does a host left open.
    silent = {("together", None), ("frozen", "promise-gone"), ("host-of-role", "no-host")}
    for breach in check_plan(problem, _once(problem)):
        if (breach.rule, breach.params.get("code")) not in silent:
            yield Concern("pins-clash", {"rule": breach.rule, "visits": breach.visits})


def _once(problem: Problem) -> list[Visit]:
    """Return the visits pinned: an open host is the one that another pin or a promise names."""
    if not problem.rules.pin.on:
        return []
    past = {slot.id for slot in problem.slots if problem.is_frozen(slot)}
    promised = problem.published if problem.rules.frozen.on else ()
    named = {
        (visit.person, visit.role, visit.slot): visit
        for visit in (*(it for it in promised if it.slot in past), *problem.pins)
        if visit.host is not None
    }
    pinned = (
        named.get((pin.person, pin.role, pin.slot), pin) if pin.host is None else pin
        for pin in problem.pins
    )
    return list(dict.fromkeys(pinned))


def _roles(problem: Problem) -> Iterator[Concern]:
    for role in problem.roles:
        if not problem.receivers(role.id):
            yield Concern("role-without-host", {"role": role.id})
        elif not _open_slots(problem, role):
            yield Concern("role-never-open", {"role": role.id})


def _open_slots(problem: Problem, role: Role) -> set[str]:
    """Return slots in which the role is open and somebody who may receive is there."""
    hosts = problem.receivers(role.id)
    if problem.rules.role_capacity.on:
        hosts = tuple(host for host in hosts if problem.host_limit.get(host) != 0)
        if role.capacity == 0:
            return set()
    if not hosts:
        return set()
    slots = set(problem.slot_index)
    if not problem.rules.available.on:
        return slots
    slots -= role.closed
    away = [problem.person[host].unavailable for host in hosts]
    return {slot for slot in slots if not all(slot in gone for gone in away)}


def _may(problem: Problem, person: Person, role: Role) -> bool:
    rules = problem.rules
    if rules.other_department.on and role.department == person.department:
        return False
    if rules.no_go.on and (
        role.id in person.no_go_roles or role.department in person.no_go_departments
    ):
        return False
    if rules.once_per_role.on and role.id in person.visited_roles:
        return False
    window = rules.level_window
    if window.on and person.level is not None:
        step = role.level - person.level
        if window.below is not None and -step > window.below:
            return False
        if window.above is not None and step > window.above:
            return False
    return True


def _people(problem: Problem, wanted: list[Person]) -> Iterator[Concern]:
    open_slots = {role.id: _open_slots(problem, role) for role in problem.roles}
    # People alike in all that decides are looked at once.
    known: dict[tuple[object, ...], tuple[set[str], int]] = {}
    for person in wanted:
        alike = (
            person.department,
            person.level,
            person.no_go_roles,
            person.no_go_departments,
            person.visited_roles,
        )
        if alike not in known:
            roles = [role for role in problem.roles if _may(problem, person, role)]
            slots = set().union(*(open_slots[role.id] for role in roles)) if roles else set()
            known[alike] = (slots, sum(bool(open_slots[role.id]) for role in roles))
        slots, roles_open = known[alike]
        if not roles_open:
            yield Concern("no-open-role", {"person": person.id})
            continue
        if problem.rules.available.on:
            slots = slots - person.unavailable
        most = _most_by_spacing(problem, slots) if _one_per_slot(problem) else person.target_visits
        if problem.rules.once_per_role.on:
            most = min(most, roles_open)
        if most < person.target_visits:
            params = {"person": person.id, "most": most, "target": person.target_visits}
            yield Concern("few-slots", params)


def _one_per_slot(problem: Problem) -> bool:
    """Tell whether the rules leave each person one visit a slot at most."""
    rules = problem.rules
    return rules.one_place.on or (rules.spacing.on and rules.spacing.gap_half_days is not None)


def _most_by_spacing(problem: Problem, slots: set[str]) -> int:
    """Return the most visits that spacing and one-place leave room for in ``slots``.

    Taking each slot as early as weeks and gaps allow is best: it never takes room from a later one
    that another choice would have left.
    """
    rule, gap, per_week = problem.rules.spacing, 0, None
    if rule.on:
        gap, per_week = rule.gap_half_days or 0, rule.visits_per_week
    in_week: Counter[tuple[int, int]] = Counter()
    last = None
    for slot in sorted(slots, key=problem.slot_index.__getitem__):
        at, week = problem.slot_index[slot], problem.week_of[slot]
        if last is not None and at - last <= gap:
            continue
        if per_week is not None and in_week[week] >= per_week:
            continue
        in_week[week] += 1
        last = at
    return sum(in_week.values())


def _seats(problem: Problem, wanted: list[Person]) -> Iterator[Concern]:
    needed = sum(person.target_visits for person in wanted)
    if not problem.rules.role_capacity.on:
        return
    seats: defaultdict[tuple[str, str], int] = defaultdict(int)
    for role in problem.roles:
        limit = needed if role.capacity is None else role.capacity
        if role.host_capacity is not None and problem.rules.host_of_role.on:
            limit = min(limit, role.host_capacity * len(role.hosts))
        for slot in _open_slots(problem, role):
            seats[role.department, slot] += limit
    total = 0
    for (into, _slot), count in seats.items():
        reception = problem.department[into].reception_capacity
        if reception is None or not problem.rules.department_capacity.on:
            total += count
        else:
            total += min(count, reception)
    if total < needed:
        yield Concern("few-seats", {"seats": total, "wanted": needed})


def _homes(problem: Problem, wanted: list[Person]) -> Iterator[Concern]:
    needed, one_each = Counter[str](), _one_per_slot(problem)
    for person in wanted:
        needed[person.department] += person.target_visits
    for home, visits in needed.items():
        limit = problem.away_limit(home)
        if limit is not None and one_each and limit * len(problem.slots) < visits:
            params = {"department": home, "most": limit * len(problem.slots), "wanted": visits}
            yield Concern("few-away", params)
