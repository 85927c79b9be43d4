"""Planning anew with the fewest changes, after something has come between.

The published visits are promises: the tier of changes comes right behind the missing visits.

1. Keep every promise that still holds; the frozen past stays whatever happens.
2. Repair by chains of moves (`solver.rotation.chains`), the fewest moved visits first: whoever lost
   a visit, then whoever else lacks one.
3. Unless a flow proves that no plan changes less (`solver.rotation.promises`), CP-SAT looks at the
   people concerned, everybody else as published.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from solver.check.board import Board
from solver.rotation.bound import missing_visits, worst_missing
from solver.rotation.chains import Chains
from solver.rotation.comparison import Replan, changes, told
from solver.rotation.compiled import compile_problem
from solver.rotation.conflict import base_plan, contradiction
from solver.rotation.exact import minimise
from solver.rotation.explain import explained
from solver.rotation.model import Model, possible
from solver.rotation.progress import Best, Clock, Progress, Stopped
from solver.rotation.promises import broken_promises
from solver.rotation.solution import Plan, Status
from solver.rotation.supply import Supply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solver.rotation.problem import Problem, Visit

OTHERS = 2
"""Other visits that a repair moves at most for one person."""
BUDGET = 3_000
"""Visits taken off by way of trial for one person."""
WHOLE = 15_000
"""Up to so many possible visits of everybody the whole problem is looked at, which proves."""
EXACT = 40_000
"""Up to so many possible visits CP-SAT looks at."""
EFFORT = 3.0
"""Deterministic seconds of one CP-SAT run."""


def replan(
    problem: Problem,
    *,
    time_limit: float | None = None,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Replan:
    """Return the plan that keeps most of ``problem.published`` under the rules as they are now.

    Parameters
    ----------
    problem
        With the published plan, and the past frozen by ``frozen_before``.
    time_limit
        Seconds; None is until nothing more is gained.
    seed
        The same problem and seed give the same plan when it ends by itself.
    on_progress, should_stop
        As in `solver.rotation.search.solve`.
    """
    problem = replace(problem, keep_published_first=True)
    clock = Clock(time_limit, should_stop)
    base = base_plan(problem)
    if base is None:
        conflict = tuple(item.document() for item in contradiction(problem))
        plan = Plan(status=Status.INFEASIBLE, visits=(), seed=seed, conflict=conflict)
        return Replan(plan, (), 0, {})
    best = Best(problem, clock, on_progress)
    best.offer(base)
    points, fewest = broken_promises(problem)
    with suppress(Stopped):
        _Repair(problem, best, clock, seed).run(base, points)
    plan = explained(problem, best.plan(seed), clock.over)
    changed = changes(problem.published, plan.visits)
    return Replan(plan, changed, fewest, told(changed))


class _Repair:
    """From what still holds to a plan with few changes."""

    def __init__(self, problem: Problem, best: Best, clock: Clock, seed: int) -> None:
        self._problem = problem
        self._best = best
        self._clock = clock
        self._seed = seed

    def run(self, base: tuple[Visit, ...], points: int) -> None:
        """Repair, then prove or improve."""
        best, problem = self._best, self._problem
        best.raise_bound("changes", points)
        board, lost = self._standing(base)
        best.offer(board.visits)
        self._mend(board, lost)
        best.offer(board.visits)
        self._clock.check()
        supply = Supply(compile_problem(problem))
        best.raise_bound("missing_visits", missing_visits(supply))
        best.raise_bound("worst_missing", worst_missing(supply))
        for tier in ("missing_visits", "worst_missing", "changes", "pair_shortfall", "comfort"):
            self._clock.check()
            if not best.proven(tier):
                self._search(tier, lost)

    def _standing(self, base: tuple[Visit, ...]) -> tuple[Board, list[str]]:
        """Return a board with every promise that still holds, and who lost a visit."""
        board, lost = Board(self._problem, base), []
        partners = board.ground.partners
        held = {(visit.person, visit.role, visit.slot) for visit in base}
        kept: list[Visit] = []
        for visit in sorted(self._problem.published, key=lambda it: (board.ground.at[it.slot], it)):
            if (visit.person, visit.role, visit.slot) in held:
                continue
            if self._holds(board, visit):
                board.add(visit)
                kept.append(visit)
            else:
                lost.append(visit.person)
        # Of two who go together neither stays alone.
        while alone := [visit for visit in kept if not self._accompanied(board, visit, partners)]:
            for visit in alone:
                board.remove(visit)
                kept.remove(visit)
                lost.append(visit.person)
        return board, list(dict.fromkeys(lost))

    @staticmethod
    def _holds(board: Board, visit: Visit) -> bool:
        bit = 1 << board.ground.at[visit.slot]
        against = board.ruled_out(visit.person, visit.role)
        if any(slots & bit for rule, slots in against.items() if rule != "together"):
            return False
        hosts = board.host_ruled_out(visit.person, visit.role, visit.host)
        return not any(slots & bit for slots in hosts.values())

    def _accompanied(
        self, board: Board, visit: Visit, partners: dict[str, tuple[str, ...]]
    ) -> bool:
        role = self._problem.role
        into = role[visit.role].department
        return all(
            any(
                other.slot == visit.slot and role[other.role].department == into
                for other in board.by_person.get(partner, ())
            )
            for partner in partners.get(visit.person, ())
        )

    def _mend(self, board: Board, lost: Sequence[str]) -> None:
        """Give back what was lost, then what was missing before, moving as few as can be."""
        everybody = [*lost, *(it.id for it in self._problem.people)]
        for person in dict.fromkeys(everybody):
            while board.lacking(person) and not self._clock.over():
                if not Chains(board, budget=BUDGET).place(person, others=OTHERS):
                    break

    def _search(self, tier: str, lost: Sequence[str]) -> None:
        """Let CP-SAT minimise one tier over the visits of those concerned, others as they are."""
        best, problem = self._best, self._problem
        changed = {
            person for one in changes(problem.published, best.visits) for person in one.persons
        }
        lacking = {one.person for one in best.plan(self._seed).missing}
        everybody = {it.id for it in problem.people}
        whole = len(possible(problem).triples()[0]) <= WHOLE
        concerned = {*lost, *changed, *lacking}
        for people in (everybody if whole else concerned, {*lost, *lacking}, set(lost)):
            grid = possible(problem)
            grid.within = grid.weeks_of([*best.visits, *problem.published])
            grid.within[grid.people_of(sorted(people))] = True
            if len(grid.triples()[0]) <= EXACT:
                break
        else:
            return
        best.enter(tier)
        model = Model(problem, grid, pause=self._clock.check)
        before = best.order[: best.order.index(tier)]
        for name in before:
            model.hold(name, best.values[name])
        model.rows.add(model.tier(tier), least=best.bounds[tier])
        found = minimise(
            model,
            tier,
            best.visits,
            self._clock,
            seed=self._seed,
            effort=EFFORT,
            on_values=lambda values: best.take(model.plan(values)),
        )
        if whole and found.bound is not None and all(best.proven(name) for name in before):
            best.raise_bound(tier, min(found.bound, best.values[tier]))
