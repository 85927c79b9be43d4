"""The objective kept up to date while visits come and go: what one visit more would cost."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from solver.check.terms import Score
from solver.rotation.solution import TERMS, tier_order

if TYPE_CHECKING:
    from solver.rotation.problem import Problem, Visit

Moment = tuple[int, str, str, str]


class Costs:
    """Counters behind every tier and term; ids of all visits must exist."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._order = tier_order(problem)
        self._made: Counter[str] = Counter()
        self._into: Counter[tuple[str, str]] = Counter()
        self._flows: Counter[tuple[str, str]] = Counter()
        self._received: Counter[str] = Counter()
        self._weeks: Counter[tuple[int, int]] = Counter()
        self._present: Counter[Visit] = Counter()
        self._places: Counter[tuple[str, str, str]] = Counter()
        self._chains: dict[str, list[Moment]] = defaultdict(list)
        self._lacking = Counter(person.target_visits for person in problem.people)
        self._pairs = {(it.from_department, it.to_department): it for it in problem.pairs}
        self._couples = {frozenset(ends) for ends in self._pairs}
        self._published: dict[tuple[str, str, str], list[Visit]] = defaultdict(list)
        for visit in problem.published:
            self._published[_place(visit)].append(visit)
        self._fair = problem.fair_hosting_value()
        weeks = len(problem.weeks)
        self._even = -(-problem.total_target // weeks) if weeks else 0
        self._tiers = {
            "missing_visits": problem.total_target,
            "worst_missing": self._worst(self._lacking),
            "pair_shortfall": sum(it.weight * it.minimum for it in problem.pairs),
            "comfort": 0,
            "changes": 2 * len(problem.published),
        }
        self._terms = dict.fromkeys(TERMS, 0)

    @property
    def score(self) -> Score:
        """Values of all tiers and terms as they stand."""
        return Score({name: self._tiers[name] for name in self._order}, dict(self._terms))

    def add(self, visit: Visit) -> None:
        """Count one visit more."""
        self._book(self.of(visit), 1)
        self._count(visit, 1)

    def remove(self, visit: Visit) -> None:
        """Count one visit less; it must have been added."""
        self._count(visit, -1)
        self._book(self.of(visit), -1)

    def of(self, visit: Visit) -> Score:
        """Return by how much each tier and term would change with one visit more."""
        problem = self.problem
        guest, role = problem.person[visit.person], problem.role[visit.role]
        home, into = guest.department, role.department
        terms = {
            "wishes": 2 - guest.wish(role),
            "repeat_department": int(self._into[guest.id, into] > 0),
            "seen_before": int(into in guest.visited_departments),
            "one_way": self._one_way(home, into),
            "host_overload": self._overload(visit.host),
            "flat_ladder": self._flat(visit),
            "crowded_week": int(self._weeks[problem.week_of[visit.slot]] >= self._even),
        }
        lacks = guest.target_visits - self._made[guest.id]
        pair = self._pairs.get((home, into))
        short = pair is not None and self._flows[home, into] < pair.minimum
        values = {
            "missing_visits": -int(lacks > 0),
            "worst_missing": self._worst(self._lacking, lacks) - self._worst(self._lacking),
            "pair_shortfall": -pair.weight if pair and short else 0,
            "comfort": sum(getattr(problem.weights, name) * it for name, it in terms.items()),
            "changes": self._changes(visit),
        }
        return Score({name: values[name] for name in self._order}, terms)

    @staticmethod
    def _worst(lacking: Counter[int], served: int | None = None) -> int:
        """Return what is lacking most, once somebody who lacks ``served`` gets one visit more."""
        if served is None:
            return max((lack for lack, people in lacking.items() if people and lack > 0), default=0)
        changed = lacking.copy()
        changed[served] -= 1
        changed[served - 1] += 1
        return Costs._worst(changed)

    def _one_way(self, home: str, into: str) -> int:
        if frozenset((home, into)) not in self._couples:
            return 0
        return 1 if self._flows[home, into] >= self._flows[into, home] else -1

    def _overload(self, host: str | None) -> int:
        if host is None or self._fair is None:
            return 0
        return int(self._received[host] >= self._fair)

    def _flat(self, visit: Visit) -> int:
        chain, moment = self._chains[visit.person], self._moment(visit)
        at = bisect_left(chain, moment)
        level = self.problem.role[visit.role].level
        before = self._level(chain[at - 1]) if at else None
        after = self._level(chain[at]) if at < len(chain) else None
        parted = int(before is not None and before == after)
        return int(before == level) + int(after == level) - parted

    def _level(self, moment: Moment) -> int:
        return self.problem.role[moment[2]].level

    def _moment(self, visit: Visit) -> Moment:
        return self.problem.slot_index[visit.slot], visit.person, visit.role, visit.host or ""

    def _changes(self, visit: Visit) -> int:
        found, place = 0, _place(visit)
        for promised in self._published.get(place, ()):
            if self._present[promised]:
                continue
            before = 1 if self._places[place] else 2
            found += (0 if promised == visit else 1) - before
        return found

    def _book(self, change: Score, sign: int) -> None:
        for name, value in change.tiers.items():
            self._tiers[name] += sign * value
        for name, value in change.terms.items():
            self._terms[name] += sign * value

    def _count(self, visit: Visit, sign: int) -> None:
        guest, role = self.problem.person[visit.person], self.problem.role[visit.role]
        lacks = guest.target_visits - self._made[guest.id]
        self._lacking[lacks] -= 1
        self._lacking[lacks - sign] += 1
        self._made[guest.id] += sign
        self._into[guest.id, role.department] += sign
        self._flows[guest.department, role.department] += sign
        self._weeks[self.problem.week_of[visit.slot]] += sign
        if visit.host is not None:
            self._received[visit.host] += sign
        self._present[visit] += sign
        self._places[_place(visit)] += sign
        chain, moment = self._chains[guest.id], self._moment(visit)
        if sign > 0:
            insort(chain, moment)
        else:
            del chain[bisect_left(chain, moment)]


def _place(visit: Visit) -> tuple[str, str, str]:
    return visit.person, visit.role, visit.slot
