"""Local search: ruin and recreate on a board of compiled kernels, any-time, tier by tier.

One step takes the visits of one to a dozen related people out (who miss a visit, or are guests of
the same department, slot or home) and gives each the best chain of visits that the others leave
open; who lacks a seat may push its guest out, who is then placed anew. Worse plans are kept as in
simulated annealing; the best plan is chosen by tiers, never by prices.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.compiled import Arrays, compile_problem
from solver.rotation.half_days import HalfDays
from solver.rotation.kernels.board import MISSING, WORST, make_board
from solver.rotation.kernels.ruin import (
    empty,
    enter_rows,
    fill,
    load,
    place_groups,
    replan_week,
    search,
)
from solver.rotation.problem import Problem
from solver.rotation.supply import Supply
from solver.rotation.week_flow import WeekFlow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solver.rotation.compiled import BoolArray, IntArray
    from solver.rotation.problem import Visit

WEEKS_EVERY = 6
"""Chunks of steps between two times that all weeks are planned anew."""
PAUSE_SECONDS = 0.2
"""Least time between two plans handed out; the last one is always handed out."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How hot the search starts and ends, in units of comfort, and how much it ruins at once."""

    hot: float = 2.0
    cold: float = 0.15
    noise: float = 0.5
    size: int = 6

    def temperature(self, share: float) -> float:
        """Return the temperature after a share of the time."""
        return float(self.hot * (self.cold / self.hot) ** min(1.0, max(0.0, share)))


class LocalSearch:
    """A search that can be run in pieces and asked for its best plan between them."""

    def __init__(self, problem: Problem | Arrays, seed: int = 1) -> None:
        self.arrays = compile_problem(problem) if isinstance(problem, Problem) else problem
        self._board, self._fields = make_board(Supply(self.arrays), seed)
        self._random = np.random.default_rng(seed)
        self._flow = WeekFlow(self.arrays, self._fields)
        self.chunk = max(16, min(256, 1_500_000 // max(1, self.arrays.open.size)))

    def load(self, visits: Iterable[Visit]) -> None:
        """Start from a plan that keeps every rule, pins and the frozen part included."""
        a = self.arrays
        rows = a.rows(visits)
        held = self._held(rows)
        load(self._board, np.ascontiguousarray(rows[held]), 1)
        load(self._board, np.ascontiguousarray(rows[~held]), 0)

    def _held(self, rows: IntArray) -> BoolArray:
        """Tell which visits must stay: pins, the frozen part, and who comes along with those."""
        a = self.arrays
        pinned = {tuple(row) for row in a.fixed[:, :3].tolist()}
        places = {
            (int(a.group[p]), int(a.role_department[r]), t) for p, r, t in pinned if a.group[p] >= 0
        }
        return np.array(
            [
                (p, r, t) in pinned or (int(a.group[p]), int(a.role_department[r]), t) in places
                for p, r, t, _ in rows.tolist()
            ],
            np.bool_,
        ).reshape(-1)

    def fill(self, noise: float = 0.6) -> None:
        """Give everybody the best chain beside what stands, those with the least choice first."""
        a = self.arrays
        choice = (~a.busy).sum(axis=0) * a.allowed.sum(axis=1)
        order = np.lexsort((self._random.random(len(choice)), choice // 200))
        fill(self._board, order.astype(np.int64), noise)

    def run(self, steps: int, temperature: float, schedule: Schedule) -> int:
        """Make steps at one temperature; return how many better plans were found."""
        return search(self._board, steps, temperature, schedule.noise * temperature, schedule.size)

    def cool(
        self,
        steps: int,
        schedule: Schedule,
        should_stop: Callable[[], bool] | None = None,
        on_improvement: Callable[[tuple[Visit, ...]], None] | None = None,
        least_missing: int = 0,
    ) -> None:
        """Make steps while the temperature falls.

        Parameters
        ----------
        steps, schedule
            How many, and from which temperature to which.
        should_stop
            Asked about twenty times a second.
        on_improvement
            Gets better plans, a few times a second at most.
        least_missing
            While more visits than this are missing, whole weeks are planned anew as well.
        """
        outlet = _Outlet(self, on_improvement)
        outlet.offer(fresh=True)
        done, turns = 0, 0
        while done < steps and not (should_stop is not None and should_stop()):
            temperature = schedule.temperature(done / steps)
            if turns % WEEKS_EVERY == 0 and self.totals["missing_visits"] > least_missing:
                for week in range(self.arrays.weeks):
                    self.replan_week(week, temperature)
            chunk = min(self.chunk, steps - done)
            found = self.run(chunk, temperature, schedule)
            done, turns = done + chunk, turns + 1
            outlet.offer(fresh=found > 0)
        outlet.offer(fresh=True, last=True)

    def replan_week(self, week: int, temperature: float) -> bool:
        """Plan one week anew for everybody at once; tell whether the result was kept."""
        a = self.arrays
        shape = (len(a.target), len(a.role_level))
        noise = self._random.random(shape) * min(temperature, 1.0)
        rows = self._flow.assign(week, noise)
        choice = (~a.busy[a.slot_week == week])[:, rows[:, 0]].sum(axis=0)
        order = np.lexsort((self._random.random(len(rows)), choice))
        return replan_week(
            self._board, week, np.ascontiguousarray(rows[order], np.int32), temperature
        )

    def go_back(self) -> None:
        """Begin anew from the best plan."""
        rows = self.rows()
        empty(self._board)
        load(self._board, np.ascontiguousarray(rows[~self._held(rows)]), 0)

    def adopt(self, chains: IntArray) -> None:
        """Begin anew from the weeks and roles that people should have.

        Parameters
        ----------
        chains
            By person the visits in order of time as week × roles + role, then −1.
        """
        a = self.arrays
        empty(self._board)
        place_groups(self._board)
        used = (chains >= 0) & (a.group < 0)[:, None]
        person = np.nonzero(used)[0]
        weeks, roles = np.divmod(chains[used].astype(np.int64), len(a.role_level))
        rows = HalfDays(a, self.now().astype(np.int64)).place(person, roles, weeks)
        for week in range(a.weeks):
            here = rows[weeks == week]
            free = (~a.busy[a.slot_week == week])[:, here[:, 0]].sum(axis=0)
            order = np.argsort(free, kind="stable")
            enter_rows(self._board, week, np.ascontiguousarray(here[order], np.int32))
        self.fill()

    @property
    def behind(self) -> bool:
        """Whether the plan under change has more visits missing than the best one."""
        return bool(self._fields["totals"][MISSING] > self._fields["best_totals"][MISSING])

    def rows(self) -> IntArray:
        """Return the best plan as rows of person, role, slot, host."""
        return self._table("best_count", "best_role", "best_slot", "best_host")

    def now(self) -> IntArray:
        """Return the plan under change as rows of person, role, slot, host."""
        return self._table("count", "role_of", "slot_of", "host_of")

    def _table(self, count: str, *names: str) -> IntArray:
        f = self._fields
        used = np.arange(f[names[0]].shape[1])[None, :] < f[count][:, None]
        person = np.broadcast_to(np.arange(len(used))[:, None], used.shape)
        columns = [person, *(f[name] for name in names)]
        return np.stack([one[used] for one in columns], axis=1).astype(np.int32)

    def visits(self) -> tuple[Visit, ...]:
        """Return the best plan."""
        return self.arrays.visits(self.rows())

    @property
    def totals(self) -> dict[str, int]:
        """Tier values of the best plan as the kernels count them."""
        best = self._fields["best_totals"]
        names = ("missing_visits", "pair_shortfall", "comfort", "changes")
        found = {name: int(best[i]) for i, name in enumerate(names)}
        return {**found, "worst_missing": int(best[WORST])}


class _Outlet:
    """Hands better plans out, not too often."""

    def __init__(
        self,
        search: LocalSearch,
        receive: Callable[[tuple[Visit, ...]], None] | None,
    ) -> None:
        self._search = search
        self._receive = receive
        self._waiting = True
        self._next = 0.0

    def offer(self, *, fresh: bool, last: bool = False) -> None:
        """Hand the best plan out if it is new and the last one was not just now."""
        self._waiting |= fresh
        if self._receive is None or not self._waiting:
            return
        now = time.monotonic()
        if last or now >= self._next:
            self._receive(self._search.visits())
            after = time.monotonic()
            self._next = after + max(PAUSE_SECONDS, 4 * (after - now))
            self._waiting = False
