"""Search: the best plan there is time for, tier by tier, with a proven bound for each.

A portfolio, chosen by measured size. Every layer starts from the best plan so far, and none is ever
replaced by a worse one:

1. Pins and the frozen part alone, then the greedy plan; bounds by flows and counting.
2. Where whole models are too large to start from: a linear programme over the week plans of
   people, half-days for the best of them by flows, ruin and recreate (`solver.rotation.large`).
3. The weekly model, which asks only in which week a visit lies: it decides every term of comfort.
   Its linear relaxation gives a bound and says which visits no better plan can hold; CP-SAT finds
   its best solution. Above ``RELAXED`` visits it would cost more than it can prove.
4. CP-SAT on the half-days of that solution and of the best plan, then on all visits that a better
   plan could hold.

The layers repeat with more effort until every tier is proven or the time is over. Efforts are
counted in work, not in seconds, so that a run which ends by itself gives the same plan again.

What dominates at 50,000 people: first the linear programme, with a row for each person and for each
week and role, some 70,000 of them, where the simplex already takes a minute for 9,000 rows at 5,000
people and grows faster than the square; then its pricing, 3,000 roles × 6 weeks for each person and
turn, some ten minutes a turn on two cores. The steps of ruin and recreate look at every half-day
and role a person may take, about 60 × 3,000 there against 60 × 300 at 5,000, and as many steps are
needed as there are people. Matrices of person by role and week (900 million bytes) and person by
half-day would take some 2 GB. Cut it first by site, since visits between sites are rare and a
site's hosts and home cover are its own: each site is a problem of its own, and pairs between sites
become visits fixed beforehand by the flow of ``bound``. Where one site is too large still, cut by
week: the programme, or the flow where even that is too large, decides who visits which role in
which week; then the half-days of each week are a flow of their own, and only a lowest level and a
list of departments travel from week to week. Prices are the other seam: given the duals, people are
priced apart from one another, on as many machines as there are. All cuts meet in one last run of
ruin and recreate.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.bound import bounds
from solver.rotation.compiled import compile_problem
from solver.rotation.conflict import base_plan, contradiction
from solver.rotation.exact import minimise
from solver.rotation.explain import LEAST_SECONDS, SHARE, explained
from solver.rotation.greedy import PinsLeaveNoStartError, greedy
from solver.rotation.model import Model, possible
from solver.rotation.progress import PREPARE, Best, Clock, Progress, Stopped
from solver.rotation.relaxation import relax
from solver.rotation.solution import Plan, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from solver.rotation.grid import Grid
    from solver.rotation.large import Large
    from solver.rotation.problem import Problem
    from solver.rotation.relaxation import Relaxation

    Mask = NDArray[np.bool_]

WHOLE = 15_000
"""Up to so many possible visits CP-SAT needs no better start than the greedy plan."""
ROUNDS = 4
"""A search without a time limit gives up after so many rounds, each four times as long."""
EFFORT = 4.0
"""Deterministic seconds of one CP-SAT run in the first round."""
RELAXED = 150_000
"""Up to so many visits by week the weekly model is worth its time and memory."""
TOLERANCE = 1e-6
NEAR = 1.0
"""Visits that cost the relaxation no more than this are looked at first."""
FEWER = 0.8
"""Unless they are fewer than this share of all, looking at them alone gains nothing."""


def solve(
    problem: Problem,
    *,
    time_limit: float | None = None,
    seed: int = 1,
    workers: int = 2,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """Return the best plan found; optimal if every tier is proven.

    Parameters
    ----------
    problem
        What to plan.
    time_limit
        Seconds, building models and explaining what is missing included; None is until all is
        proven or much effort was in vain.
    seed
        The same problem, seed and workers give the same plan when the search ends by itself.
    workers
        Threads that may be used.
    on_progress
        Called, from any thread, with each better plan and bound.
    should_stop
        Asked about twenty times a second; True ends the search with the best plan so far.
    """
    clock = Clock(None if time_limit is None else (1 - SHARE) * time_limit, should_stop)
    base = base_plan(problem)
    if base is None:
        return Plan(
            status=Status.INFEASIBLE,
            visits=(),
            seconds=round(clock.seconds, 3),
            seed=seed,
            conflict=tuple(item.document() for item in contradiction(problem)),
        )
    best = Best(problem, clock, on_progress)
    best.offer(base)
    with suppress(Stopped):
        Search(problem, best, clock, seed=seed, workers=workers).run()
    share = None if time_limit is None else max(LEAST_SECONDS, SHARE * time_limit)
    return explained(problem, best.plan(seed), Clock(share, should_stop).over)


class Search:
    """The layers, over one best plan.

    Parameters
    ----------
    problem, best, clock, seed, workers
        What is planned, what is known, how long, where chance begins, and how many threads.
    """

    def __init__(
        self, problem: Problem, best: Best, clock: Clock, *, seed: int, workers: int
    ) -> None:
        self._problem = problem
        self._best = best
        self._clock = clock
        self._seed = seed
        self._workers = workers
        with clock.building():
            self._arrays = compile_problem(problem)
            grid = possible(problem)
            self._small = grid.size <= WHOLE
            self._weekly = grid.size_by_week <= RELAXED

    def run(self) -> None:
        """Start, then repeat the layers until all is proven or the time is over."""
        best, clock = self._best, self._clock
        with suppress(PinsLeaveNoStartError):
            best.offer(greedy(self._arrays, self._seed, should_stop=clock.over))
        self._count(with_comfort=self._small)
        large = None
        for number in range(ROUNDS if clock.left is None else 64):
            if best.all_proven:
                return
            clock.check()
            if number or not self._small:
                large = large or self._large()
                large.run(number)
                self._count(with_comfort=False)
            if self._weekly and not best.all_proven:
                self._prove(EFFORT * 4.0**number)

    def _large(self) -> Large:
        """Make ready for problems too large for whole models; small ones never need kernels.

        The first search on a computer compiles them, which would leave nothing of a short limit.
        """
        self._best.enter(PREPARE)
        with self._clock.standing_still():
            from solver.rotation.large import Large  # noqa: PLC0415

        self._best.enter("start")
        return Large(self._arrays, self._best, self._clock, seed=self._seed, workers=self._workers)

    def _count(self, *, with_comfort: bool) -> None:
        """Note the bounds that flows and counting give."""
        best, clock = self._best, self._clock
        free = bounds(self._arrays, with_comfort=False, should_stop=clock.over)
        for name in ("missing_visits", "worst_missing"):
            best.raise_bound(name, free[name])
        found = bounds(
            self._arrays, best.attainable(), with_comfort=with_comfort, should_stop=clock.over
        )
        for name, bound in found.items():
            best.raise_bound(name, bound)

    def _prove(self, effort: float) -> None:
        """Minimise the tiers in turn, each over the weeks, then over the half-days."""
        best = self._best
        best.enter("build")
        with self._clock.building():
            weekly = Model(self._problem, weekly=True, pause=self._clock.check)
        proven, proven_but_last = True, True
        for name in best.order:
            self._clock.check()
            if not best.proven(name):
                best.enter(name)
                attempt = Attempt(
                    self._problem, best, self._clock, weekly, tier=name, seed=self._seed
                )
                attempt.run(effort, note_bounds=proven_but_last)
            proven_but_last, proven = proven, proven and best.proven(name)
            weekly.hold(name, best.values[name])


class Attempt:
    """One tier: bound it by the weekly model, and look for plans that reach the bound.

    Rows hold the earlier tiers at the values of the best plan. If one of them is not proven, the
    best of all plans may be better there and worse in the tier after it. A bound is therefore
    noted only while all tiers but the last one held are proven.
    """

    def __init__(
        self, problem: Problem, best: Best, clock: Clock, weekly: Model, *, tier: str, seed: int
    ) -> None:
        self._problem = problem
        self._best = best
        self._clock = clock
        self._weekly = weekly
        self._tier = tier
        self._seed = seed

    @property
    def _value(self) -> int:
        return self._best.values[self._tier]

    def run(self, effort: float, *, note_bounds: bool) -> None:
        """Tighten from both sides until the tier is proven or the effort is spent."""
        relaxed = self._relax()
        bound = relaxed.bound if relaxed else 0
        if note_bounds:
            self._best.raise_bound(self._tier, bound)
        exact = relaxed.exact if relaxed else 0.0
        costs = relaxed.costs[: self._weekly.x.count] if relaxed else np.zeros(self._weekly.x.count)
        dear = costs > self._value - 1 - exact + TOLERANCE
        near = ~dear & (costs <= NEAR)
        for kept in (near, ~dear) if near.sum() < FEWER * (~dear).sum() else (~dear,):
            if self._value > bound and kept.sum() <= WHOLE:
                found = self._weeks(kept, bound, effort)
                if kept.sum() == (~dear).sum() and found is not None:
                    bound = max(bound, min(found, self._value))
                    if note_bounds:
                        self._best.raise_bound(self._tier, bound)
        if self._value > bound:
            found = self._half_days(self._weekly.x.where(~dear), bound, effort)
            if found is not None and note_bounds:
                self._best.raise_bound(self._tier, min(found, self._value))

    def _relax(self) -> Relaxation | None:
        rows = self._weekly.rows
        solver = "glop" if rows.count < 5_000 else "pdlp"
        relaxed = relax(rows, self._weekly.tier(self._tier), self._clock, solver=solver)
        self._clock.check()
        return relaxed

    def _weeks(self, kept: Mask, bound: int, effort: float) -> int | None:
        """Minimise over the weeks and the visits kept, then look for half-days; return a bound."""
        model = self._model(self._limited(self._weekly.x.where(kept)), bound, weekly=True)
        found = minimise(
            model, self._tier, self._best.visits, self._clock, seed=self._seed, effort=effort
        )
        self._clock.check()
        better = found.below(self._value)
        if better is not None:
            used = np.nonzero(better[: model.x.count])[0]
            self._half_days(model.x.where(used), bound, effort)
        return found.bound

    def _half_days(self, within: Mask, bound: int, effort: float) -> int | None:
        """Minimise over the half-days of the visits given and of the best plan; return a bound."""
        best, grid = self._best, self._limited(within)
        if len(grid.triples()[0]) > WHOLE:
            return None
        model = self._model(grid, bound, weekly=False)
        found = minimise(
            model,
            self._tier,
            best.visits,
            self._clock,
            seed=self._seed,
            effort=effort,
            on_values=lambda values: best.take(model.plan(values)),
        )
        self._clock.check()
        return found.bound

    def _limited(self, within: Mask) -> Grid:
        """Leave possible only some weeks and roles of people, and those of the best plan."""
        grid = possible(self._problem)
        grid.within = within | grid.weeks_of(self._best.visits)
        return grid

    def _model(self, grid: Grid, bound: int, *, weekly: bool) -> Model:
        """Build a model with the earlier tiers held."""
        best = self._best
        with self._clock.building():
            model = Model(self._problem, grid, weekly=weekly, pause=self._clock.check)
            for name in best.order[: best.order.index(self._tier)]:
                model.hold(name, best.values[name])
            model.rows.add(model.tier(self._tier), least=bound)
        return model
