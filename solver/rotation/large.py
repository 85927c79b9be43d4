"""Large problems: week plans by a linear programme, half-days by flows, then ruin and recreate.

The programme (`solver.rotation.week_plans`) bounds comfort and says which plans go together; one
whole plan is chosen for each person, half-days are found for them, and the search mends what the
programme did not know of. Beside the programme the search works from the greedy plan on, so that
better plans come from the first second; it ends by itself, whatever the programme does meanwhile.

What dominates at 5,000 people is the programme: its rows are people plus weeks × roles, and the
simplex takes a minute on 8,000 of them; pricing is a second for each turn.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TYPE_CHECKING

from solver.rotation.local_search import LocalSearch, Schedule
from solver.rotation.supply import Supply
from solver.rotation.week_plans import WeekPlans

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from solver.rotation.compiled import Arrays
    from solver.rotation.progress import Best, Clock

HELD = ("missing_visits", "worst_missing", "pair_shortfall")
TURNS = 400
"""Turns of the programme in one round; few need so many."""
FEW_TURNS = 40
"""Turns for a bound on values that are not the best ones."""
NODES = 20
"""Nodes of the tree in the choice of whole plans, twice as many in each round."""
FIRST_STEPS, STEPS = 40, 100
"""Steps of the search for each person, beside the programme and after it."""
FEW_STEPS = 10
"""Steps for each person right after half-days were found."""
TRIES = 3
"""Times that the plan is heated for the last visits."""
WARM = Schedule()
HOT = Schedule(hot=5.0, cold=1.0)
MENDING = Schedule(hot=3.0, cold=0.2)
"""Heat finds seats for the last visits, at the expense of comfort."""
MILD = Schedule(hot=0.3, cold=0.08)
"""A plan from the programme is good already: nothing much worse is ever kept."""


class Large:
    """Rounds over one programme and one board.

    Parameters
    ----------
    arrays, best, clock, seed, workers
        As in `solver.rotation.search.Search`.
    """

    def __init__(
        self, arrays: Arrays, best: Best, clock: Clock, *, seed: int, workers: int
    ) -> None:
        self._arrays = arrays
        self._best = best
        self._clock = clock
        self._seed = seed
        self._workers = workers
        with clock.building():
            self._search = LocalSearch(arrays, seed)
            self._plans = WeekPlans(Supply(arrays), workers, clock.over)
        self._search.load(best.visits)
        self._search.fill()
        self._held: dict[str, int] = {}

    def run(self, number: int) -> None:
        """Do one round: programme, choice, half-days, search."""
        best, clock = self._best, self._clock
        best.enter("improve")
        pool = ThreadPoolExecutor(1) if self._workers > 1 else nullcontext()
        with pool as executor:
            if executor is None:
                self._solve()
                self._begin(number)
            else:
                solving: Future[None] = executor.submit(self._solve)
                self._begin(number)
                if self._clock.left is not None:
                    self._pass_time(solving)
                solving.result()
        clock.check()
        chains = self._plans.choose(NODES * 2**number)
        if chains is not None:
            self._search.adopt(chains)
            self._mend(number)
        if self._search.behind:
            self._search.go_back()
        self._cool(STEPS * 2**number, MILD)
        self._bound_what_is_attained()

    def _begin(self, number: int) -> None:
        """Search while the programme is solved."""
        if self._short:
            self._seek(HOT, number)
        else:
            self._cool(FIRST_STEPS * 2**number, WARM)

    def _pass_time(self, solving: Future[None]) -> None:
        """Go on while the programme is solved, where time is what ends the run anyway."""
        while not solving.done() and not self._clock.over():
            self._cool(FIRST_STEPS, MILD, solving.done)

    def _mend(self, number: int) -> None:
        """Let the search mend what the programme did not know of."""
        self._cool(FEW_STEPS, MILD)
        if self._short:
            self._seek(MENDING, number)

    def _seek(self, schedule: Schedule, number: int) -> None:
        """Heat the plan again and again until no visit is missing that need not be."""
        for _ in range(TRIES):
            self._cool(FIRST_STEPS * 2**number, schedule)
            if not self._short:
                return

    @property
    def _short(self) -> bool:
        return not self._best.proven("missing_visits")

    def _cool(
        self, steps: int, schedule: Schedule, enough: Callable[[], bool] = lambda: False
    ) -> None:
        self._search.cool(
            steps * len(self._arrays.target),
            schedule,
            lambda: self._clock.over() or enough(),
            self._best.take,
            least_missing=self._best.bounds["missing_visits"],
        )
        self._clock.check()

    def _solve(self) -> None:
        """Solve the programme for the best values that the earlier tiers may have."""
        self._hold({name: self._best.bounds[name] for name in HELD})
        self._plans.take(self._arrays.rows(self._best.visits))
        self._plans.improve(TURNS, self._note)

    def _bound_what_is_attained(self) -> None:
        """Where the earlier tiers are not as good as they might be, bound what they are."""
        self._note(self._plans.bound)
        attained = self._best.attainable()
        if any(self._held[name] < attained[name] for name in HELD):
            self._hold(attained)
            self._plans.improve(FEW_TURNS, self._note)

    def _hold(self, values: dict[str, int]) -> None:
        held = {name: values[name] for name in HELD}
        if held != self._held:
            self._held = held
            self._plans.hold(held)

    def _note(self, bound: int) -> None:
        """Note a bound if it holds for all plans that may be the best."""
        attained = self._best.attainable()
        if all(self._held[name] >= attained[name] for name in HELD):
            self._best.raise_bound("comfort", bound)
