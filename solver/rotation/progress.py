"""The best plan so far, its proven bounds, and the clock: what a search reports and obeys."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.check.terms import measure
from solver.rotation.memory import peak_memory
from solver.rotation.solution import Missing, Plan, Status, Tier, tier_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from solver.rotation.problem import Problem, Visit


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far; ``visits`` None when only a bound or the phase is new.

    Parameters
    ----------
    seconds
        Since the search began.
    visits
        The best plan, or None if it is the one reported before.
    tiers
        Values of the best plan, and proven bounds.
    phase
        What the search is doing: ``start``, ``prepare``, ``build``, ``improve`` or the name of a
        tier.
    found
        False as long as the best plan is the one to begin with: pins, promises and who must come
        along.
    """

    seconds: float
    visits: tuple[Visit, ...] | None
    tiers: tuple[Tier, ...]
    phase: str
    found: bool = True


PREPARE = "prepare"
"""The phase in which kernels are loaded, or compiled for once and all: the clock stands still."""


class Stopped(Exception):  # noqa: N818 - not an error: the search was asked to end
    """The search was stopped, or its time is over."""


class Clock:
    """Time spent and left; tells when to stop.

    Parameters
    ----------
    limit
        Seconds, or None for as long as it takes.
    should_stop
        Asked often; True ends the search with the best plan so far.
    """

    def __init__(self, limit: float | None, should_stop: Callable[[], bool] | None) -> None:
        self._start = time.perf_counter()
        self._limit = limit
        self._should_stop = should_stop or (lambda: False)
        self.build_seconds = 0.0

    @contextmanager
    def building(self) -> Iterator[None]:
        """Count what is done inside as building models."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.build_seconds += time.perf_counter() - start

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Do not count what is done inside against the limit."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._start += time.perf_counter() - start

    @property
    def seconds(self) -> float:
        """Seconds since the search began, but for those in which the clock stood still."""
        return time.perf_counter() - self._start

    @property
    def left(self) -> float | None:
        """Seconds left; None without a limit."""
        return None if self._limit is None else max(0.0, self._limit - self.seconds)

    def over(self) -> bool:
        """Tell whether to stop now."""
        return self.left == 0 or self._should_stop()

    def check(self) -> None:
        """Raise `Stopped` when it is time to stop."""
        if self.over():
            raise Stopped


class Best:
    """The best plan so far and its bounds; never replaced by a worse one.

    A bound of a tier holds for every plan whose earlier tiers are as good as those of the best plan
    up to the first tier that is not proven optimal. The best of all plans is among them, so that it
    never lies below the bounds.

    Parameters
    ----------
    problem
        What is planned.
    clock
        The time of the search.
    on_progress
        Called at each better plan and bound.
    """

    def __init__(
        self, problem: Problem, clock: Clock, on_progress: Callable[[Progress], None] | None
    ) -> None:
        self.problem = problem
        self.order = tier_order(problem)
        self.visits: tuple[Visit, ...] = ()
        self.values: dict[str, int] = {}
        self.bounds = dict.fromkeys(self.order, 0)
        self.terms: dict[str, int] = {}
        self.phase = "start"
        self._found = False
        self._clock = clock
        self._on_progress = on_progress or (lambda _: None)

    def offer(self, visits: Sequence[Visit]) -> bool:
        """Take a plan if it is better than the best, tier by tier; tell whether it was taken."""
        score = measure(self.problem, visits)
        found = [score.tiers[name] for name in self.order]
        if self.values and found >= [self.values[name] for name in self.order]:
            return False
        self._found = bool(self.values)
        self.visits = tuple(sorted(visits))
        self.values, self.terms = dict(score.tiers), dict(score.terms)
        self._tell(self.visits)
        return True

    def take(self, visits: Sequence[Visit]) -> None:
        """Take a plan if it is better than the best."""
        self.offer(visits)

    def raise_bound(self, tier: str, bound: int) -> None:
        """Note a proven bound."""
        if bound > self.bounds[tier]:
            self.bounds[tier] = bound
            self._tell(None)

    def enter(self, phase: str) -> None:
        """Say what the search does next."""
        self.phase = phase
        self._tell(None)

    def proven(self, tier: str) -> bool:
        """Tell whether nothing better is possible in a tier."""
        return self.bounds[tier] >= self.values[tier]

    def attainable(self) -> dict[str, int]:
        """Return values of all tiers for which a bound on a later tier is a bound indeed.

        Behind the first tier that is not proven the best of all plans may be worse than the plan in
        hand, so the values there are the worst that any plan can have.
        """
        values, certain = {}, True
        for name in self.order:
            values[name] = self.values[name] if certain else self._worst(name)
            certain = certain and self.proven(name)
        return values

    def _worst(self, tier: str) -> int:
        """Return a value that no plan exceeds in a tier before the last one that counts."""
        problem = self.problem
        if tier == "worst_missing":
            return max((person.target_visits for person in problem.people), default=0)
        if tier == "pair_shortfall":
            return sum(pair.minimum * pair.weight for pair in problem.pairs)
        return 2 * len(problem.published) if tier == "changes" else problem.total_target

    @property
    def all_proven(self) -> bool:
        """Tell whether nothing better is possible at all."""
        return all(self.proven(name) for name in self.order)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Values and bounds, in the order in which they are minimised."""
        return tuple(
            Tier(name, self.values[name], min(self.bounds[name], self.values[name]))
            for name in self.order
            if name in self.values
        )

    def plan(self, seed: int) -> Plan:
        """Return the best plan with its status."""
        return Plan(
            status=Status.OPTIMAL if self.all_proven else Status.FEASIBLE,
            visits=self.visits,
            tiers=self.tiers,
            terms=self.terms,
            seconds=round(self._clock.seconds, 3),
            seed=seed,
            missing=lacking(self.problem, self.visits),
            build_seconds=round(self._clock.build_seconds, 3),
            memory_mb=peak_memory(),
        )

    def _tell(self, visits: tuple[Visit, ...] | None) -> None:
        self._on_progress(
            Progress(self._clock.seconds, visits, self.tiers, self.phase, self._found)
        )


def plan_of(problem: Problem, progress: Progress, seed: int) -> Plan:
    """Make a plan of the last news of a search that does not answer any more."""
    visits = progress.visits or ()
    proven = all(tier.value == tier.bound for tier in progress.tiers)
    return Plan(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        visits=visits,
        tiers=progress.tiers,
        terms=dict(measure(problem, visits).terms),
        seconds=round(progress.seconds, 3),
        seed=seed,
        missing=lacking(problem, visits),
    )


def lacking(problem: Problem, visits: Sequence[Visit]) -> tuple[Missing, ...]:
    """List who has fewer visits than wanted."""
    planned = Counter(visit.person for visit in visits)
    return tuple(
        Missing(person.id, person.target_visits - planned[person.id])
        for person in problem.people
        if person.target_visits > planned[person.id]
    )
