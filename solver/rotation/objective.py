"""What a good plan is: tiers, each minimised before the next is looked at, and comfort.

The model writes them from its variables here; the judges in ``solver.check`` count them from the
visits. Each is written so that the model's least value is what the judges count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from solver.rotation.rows import Sum

if TYPE_CHECKING:
    from solver.rotation.problem import Person, Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class Term:
    """A part of the objective: ``name`` as in the problem file, ``unit`` of what is counted."""

    name: ClassVar[str]
    unit: ClassVar[str]

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Return the sum to be minimised."""
        raise NotImplementedError


class Wishes(Term):
    """Two points less the wish, for each visit."""

    name = "wishes"
    unit = "points"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Price each visit by the wish for its role, else for its department."""
        price = np.full((len(problem.people), len(problem.roles)), 2, np.int64)
        for index, person in enumerate(problem.people):
            for department, wish in person.department_wishes.items():
                price[index, x.grid.into == x.grid.department[department]] = 2 - wish
            for role, wish in person.role_wishes.items():
                price[index, x.grid.role[role]] = 2 - wish
        return Sum(x.all().variables, price[x.persons, x.roles])


class RepeatDepartment(Term):
    """Visits of a person into a department beyond the first."""

    name = "repeat_department"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count what exceeds one for each person and department."""
        if problem.rules.once_per_department.on:
            return Sum()
        return Sum.total(
            _excess(rows, x, x.into(person.id, department.id), 1, person)
            for person in _may_have_two(problem)
            for department in problem.departments
        )


class SeenBefore(Term):
    """Visits into departments that the guest saw in earlier programmes."""

    name = "seen_before"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count them."""
        return Sum.total(
            x.into(person.id, department.id)
            for person in problem.people
            for department in problem.departments
            if department.id in person.visited_departments
        )


class OneWay(Term):
    """Difference between the visits there and back, for each two departments named in a pair."""

    name = "one_way"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Take the larger of the two differences."""
        named = dict.fromkeys(
            tuple(sorted((pair.from_department, pair.to_department)))
            for pair in problem.pairs
            if pair.from_department != pair.to_department
        )
        sums = []
        for one, other in named:
            there, back = x.between(one, other), x.between(other, one)
            upper = max(_most(problem, x, one, there), _most(problem, x, other, back))
            if upper:
                sums.append(rows.peak(there - back, back - there, upper=upper))
        return Sum.total(sums)


class HostOverload(Term):
    """Guests a host receives beyond the fair share."""

    name = "host_overload"
    unit = "guests"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count what exceeds the fair share for each host."""
        fair, sums = problem.fair_hosting_value(), []
        if fair is None:
            return Sum()
        for host in x.hosts():
            receives, most = x.receives_in_all(host)
            if most > fair:
                sums.append(rows.peak(receives - fair, upper=most - fair))
        return Sum.total(sums)


class FlatLadder(Term):
    """Successive visits of a person at the same level."""

    name = "flat_ladder"
    unit = "steps"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count them; on a ladder that never goes down, visits of one level are all successive.

        Where two visits may share a slot, their order is not modelled and the sum stays a lower
        bound of 0.
        """
        rules = problem.rules
        if not x.one_per_slot or (rules.ladder.on and rules.ladder.strict):
            return Sum()
        if not rules.ladder.on and not x.one_at_a_time:
            return Sum()
        return Sum.total(
            self._on_ladder(rows, x, person) if rules.ladder.on else self._in_turn(rows, x, person)
            for person in _may_have_two(problem)
        )

    @staticmethod
    def _on_ladder(rows: Rows, x: Variables, person: Person) -> Sum:
        visits = x.of(person.id)
        levels = x.level_of(visits)
        return Sum.total(
            _excess(rows, x, Sum(visits.variables[levels == level]), 1, person)
            for level in np.unique(levels)
        )

    @staticmethod
    def _in_turn(rows: Rows, x: Variables, person: Person) -> Sum:
        """Carry the level of the last visit from slot to slot."""
        all_visits = x.of(person.id)
        last: dict[int, Sum] = {int(level): Sum() for level in np.unique(x.level_of(all_visits))}
        flat = []
        for cell in x.time:
            visits = x.guest(person.id, cell)
            if not len(visits):
                continue
            levels = x.level_of(visits)
            for level, before in last.items():
                here = Sum(visits.variables[levels == level])
                if len(here) and len(before):
                    flat.append(rows.peak(here + before - 1, upper=1))
                if len(here) or len(before):
                    last[level] = rows.peak(here, before - visits, upper=1)
        return Sum.total(flat)


class CrowdedWeek(Term):
    """Visits of a week beyond an even share of all that are wanted."""

    name = "crowded_week"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count what exceeds the share for each week."""
        wanted = sum(person.target_visits for person in problem.people)
        share = -(-wanted // max(1, len(problem.weeks)))
        sums = []
        for week in problem.weeks:
            visits = x.all_in_week(week)
            most = x.most(visits)
            most = min(most, wanted) if problem.rules.target.on else most
            if most > share:
                sums.append(rows.peak(visits - share, upper=most - share))
        return Sum.total(sums)


TERMS: tuple[Term, ...] = (
    Wishes(),
    RepeatDepartment(),
    SeenBefore(),
    OneWay(),
    HostOverload(),
    FlatLadder(),
    CrowdedWeek(),
)


class MissingVisits(Term):
    """Visits wanted and not planned."""

    name = "missing_visits"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count what each person lacks; with the target rule nobody can have too many."""
        wanted = sum(person.target_visits for person in problem.people)
        if problem.rules.target.on:
            return -x.all() + wanted
        return Sum.total(
            rows.peak(-x.of(person.id) + person.target_visits, upper=person.target_visits)
            for person in problem.people
            if person.target_visits
        )


class WorstMissing(Term):
    """The most that one person lacks."""

    name = "worst_missing"
    unit = "visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Take the largest of what each person lacks."""
        wanting = [person for person in problem.people if person.target_visits]
        if not wanting:
            return Sum()
        return rows.peak(
            *(-x.of(person.id) + person.target_visits for person in wanting),
            upper=max(person.target_visits for person in wanting),
        )


class PairShortfall(Term):
    """Visits that priority pairs lack, each by the weight of its pair."""

    name = "pair_shortfall"
    unit = "weighted visits"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Count what each pair lacks."""
        return Sum.total(
            rows.peak(
                -x.between(pair.from_department, pair.to_department) + pair.minimum,
                upper=pair.minimum,
            )
            * pair.weight
            for pair in problem.pairs
            if pair.minimum and pair.weight
        )


class Comfort(Term):
    """The terms of comfort, each by its weight."""

    name = "comfort"
    unit = "points"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Add the terms that weigh anything."""
        weighted = [(term, getattr(problem.weights, term.name)) for term in TERMS]
        return Sum.total(
            term.build(problem, rows, x) * weight for term, weight in weighted if weight
        )


class Changes(Term):
    """Published visits not kept count 2; kept with another host, 1."""

    name = "changes"
    unit = "points"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> Sum:
        """Give back a point for each visit kept, and one for each host kept."""
        return Sum.total(
            -x.visits(visit.person, visit.role, x.cell(visit)) - x.with_host(visit) + 2
            for visit in problem.published
        )


TIERS: dict[str, Term] = {
    tier.name: tier
    for tier in (MissingVisits(), WorstMissing(), PairShortfall(), Comfort(), Changes())
}


def _may_have_two(problem: Problem) -> list[Person]:
    """Return the people who may have more than one visit."""
    limited = problem.rules.target.on
    return [p for p in problem.people if not limited or p.target_visits > 1]


def _excess(rows: Rows, x: Variables, visits: Sum, limit: int, person: Person) -> Sum:
    """Return what ``visits`` of a person exceed ``limit`` by."""
    most = x.most(visits)
    if x.problem.rules.target.on:
        most = min(most, person.target_visits)
    return rows.peak(visits - limit, upper=most - limit) if most > limit else Sum()


def _most(problem: Problem, x: Variables, home: str, visits: Sum) -> int:
    """Return the most that visits from a department can be."""
    if not problem.rules.target.on:
        return x.most(visits)
    wanted = sum(p.target_visits for p in problem.people if p.department == home)
    return min(x.most(visits), wanted)
