"""Whether a problem hangs together: ids unique, references alive, values in range."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from solver.rotation.faults import Fault
from solver.rotation.json_reader import plain_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from solver.rotation.problem import Person, Problem, Role, Rules, Visit, Weights

# What is only a limit fits into 32 bits; what is summed up or multiplied is smaller, so that the
# products of two, summed over a company, still fit into 64.
_HIGHEST_LIMIT = 1_000_000_000
_HIGHEST_AMOUNT = 1_000_000


def faults_of(problem: Problem) -> list[Fault]:
    """Return every fault of ``problem``, in the order of its parts."""
    return _Inspection(problem).run()


def rules_faults(rules: Rules) -> list[Fault]:
    """Return every parameter of ``rules`` that is out of its range."""
    faults = []
    share = rules.home_cover.share
    if share is not None and not (math.isfinite(share) and 0 <= share <= 1):
        faults.append(Fault("share-out-of-range", "rules.home_cover.share", {"value": share}))
    return faults + _out_of_range(
        {
            "rules.spacing.visits_per_week": rules.spacing.visits_per_week,
            "rules.spacing.gap_half_days": rules.spacing.gap_half_days,
            "rules.level_window.below": rules.level_window.below,
            "rules.level_window.above": rules.level_window.above,
            "rules.host_load.per_week": rules.host_load.per_week,
        }
    )


def weights_faults(weights: Weights) -> list[Fault]:
    """Return every weight that is out of its range."""
    values = {f"weights.{name}": getattr(weights, name) for name in weights.__slots__}
    return _out_of_range(values, _HIGHEST_AMOUNT)


def _out_of_range(values: Mapping[str, int | None], highest: int = _HIGHEST_LIMIT) -> list[Fault]:
    faults = []
    for path, value in values.items():
        if value is not None and value < 0:
            faults.append(Fault("negative", path, {"value": value}))
        elif value is not None and value > highest:
            faults.append(Fault("too-large", path, {"highest": highest}))
    return faults


class _Inspection:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.faults: list[Fault] = []
        self.slots = {slot.id for slot in problem.slots}
        self.departments = {department.id for department in problem.departments}
        self.roles = {role.id: role for role in problem.roles}
        self.people = {person.id: person for person in problem.people}

    def run(self) -> list[Fault]:
        problem = self.problem
        for name in ("slots", "departments", "roles", "people"):
            self.unique(name, [one.id for one in getattr(problem, name)])
        self.time_order()
        for index, department in enumerate(problem.departments):
            path = f"departments[{index}]"
            self.count(f"{path}.headcount", department.headcount)
            self.count(f"{path}.reception_capacity", department.reception_capacity)
        for index, role in enumerate(problem.roles):
            self.role(f"roles[{index}]", role)
        for index, person in enumerate(problem.people):
            self.person(f"people[{index}]", person)
        self.pairs()
        self.company()
        self.numbers()
        for name in ("pins", "published"):
            for index, visit in enumerate(getattr(problem, name)):
                self.visit(f"{name}[{index}]", visit, open_host=name == "pins")
        self.no_repeats("pins", problem.pins)
        self.no_repeats("published", problem.published)
        self.frozen_before()
        return self.faults

    def add(self, code: str, path: str, **params: Any) -> None:
        self.faults.append(Fault(code, path, params))

    def unique(self, name: str, ids: Iterable[str]) -> None:
        for key, times in Counter(ids).items():
            if times > 1:
                self.add("duplicate-id", name, id=key, times=times)

    def no_repeats(self, name: str, items: Iterable[Visit]) -> None:
        for item, times in Counter(items).items():
            if times > 1:
                self.add(
                    "duplicate-visit", name, person=item.person, role=item.role, slot=item.slot
                )

    def known(self, path: str, what: str, keys: Iterable[str], among: Collection[str]) -> None:
        for key in keys:
            if key not in among:
                self.add(f"unknown-{what}", path, id=key)

    def count(self, path: str, value: int | None, highest: int = _HIGHEST_LIMIT) -> None:
        self.faults += _out_of_range({path: value}, highest)

    def time_order(self) -> None:
        slots = self.problem.slots
        for index in range(1, len(slots)):
            before, after = slots[index - 1], slots[index]
            if after.moment == before.moment:
                self.add("same-half-day", f"slots[{index}]", id=after.id, other=before.id)
            elif after.moment < before.moment:
                self.add("slot-out-of-order", f"slots[{index}]", id=after.id, other=before.id)

    def role(self, path: str, role: Role) -> None:
        self.known(f"{path}.department", "department", [role.department], self.departments)
        if not 1 <= role.level <= 5:
            self.add("level-out-of-range", f"{path}.level", id=role.id, value=role.level)
        self.count(f"{path}.capacity", role.capacity)
        self.count(f"{path}.host_capacity", role.host_capacity)
        self.known(f"{path}.closed", "slot", sorted(role.closed), self.slots)
        self.known(f"{path}.hosts", "person", role.hosts, self.people)
        self.unique(f"{path}.hosts", role.hosts)
        for host in role.hosts:
            if host in self.people and self.people[host].department != role.department:
                self.add("host-from-outside", f"{path}.hosts", id=host, role=role.id)

    def person(self, path: str, person: Person) -> None:
        self.known(f"{path}.department", "department", [person.department], self.departments)
        if person.level is not None and not 1 <= person.level <= 5:
            self.add("level-out-of-range", f"{path}.level", id=person.id, value=person.level)
        self.count(f"{path}.target_visits", person.target_visits, _HIGHEST_AMOUNT)
        self.known(f"{path}.unavailable", "slot", sorted(person.unavailable), self.slots)
        for kind, among, keys in (
            ("department", self.departments, ("wishes", "no_go", "visited")),
            ("role", self.roles, ("wishes", "no_go", "visited")),
        ):
            for key in keys:
                attribute = f"{kind}_wishes" if key == "wishes" else f"{key}_{kind}s"
                here = f"{path}.{key}.{kind}s"
                self.known(here, kind, sorted(getattr(person, attribute)), among)
        for kind, wishes in (
            ("departments", person.department_wishes),
            ("roles", person.role_wishes),
        ):
            for key, value in wishes.items():
                if not -2 <= value <= 2:
                    self.add("wish-out-of-range", f"{path}.wishes.{kind}.{key}", value=value)

    def pairs(self) -> None:
        seen = Counter((pair.from_department, pair.to_department) for pair in self.problem.pairs)
        for index, pair in enumerate(self.problem.pairs):
            path, ends = f"pairs[{index}]", (pair.from_department, pair.to_department)
            self.known(f"{path}.from", "department", ends[:1], self.departments)
            self.known(f"{path}.to", "department", ends[1:], self.departments)
            if ends[0] == ends[1]:
                self.add("pair-with-itself", path, id=ends[0])
            self.count(f"{path}.minimum", pair.minimum, _HIGHEST_AMOUNT)
            self.count(f"{path}.weight", pair.weight, _HIGHEST_AMOUNT)
        for (start, end), times in seen.items():
            if times > 1:
                self.add("duplicate-pair", "pairs", start=start, end=end, times=times)

    def company(self) -> None:
        for name in ("together", "apart"):
            for index, (one, other) in enumerate(getattr(self.problem, name)):
                path = f"{name}[{index}]"
                self.known(path, "person", (one, other), self.people)
                if one == other:
                    self.add("pair-with-itself", path, id=one)

    def numbers(self) -> None:
        self.faults += rules_faults(self.problem.rules)
        self.count("fair_hosting", self.problem.fair_hosting)
        self.faults += weights_faults(self.problem.weights)

    def visit(self, path: str, visit: Visit, *, open_host: bool) -> None:
        self.known(f"{path}.person", "person", [visit.person], self.people)
        self.known(f"{path}.role", "role", [visit.role], self.roles)
        self.known(f"{path}.slot", "slot", [visit.slot], self.slots)
        if visit.host is not None:
            self.known(f"{path}.host", "person", [visit.host], self.people)
        elif not open_host:
            self.add("host-missing", f"{path}.host")

    def frozen_before(self) -> None:
        moment = self.problem.frozen_before
        if moment is None or moment in self.slots:
            return
        if plain_day(moment) is None:
            self.add("not-a-date-or-slot", "frozen_before", value=moment)
