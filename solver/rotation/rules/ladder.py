"""Levels: the order in which a person climbs, and which levels are open to whom."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from solver.rotation.rows import Sum
from solver.rotation.rules.base import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from solver.rotation.grid import Grid
    from solver.rotation.problem import Problem
    from solver.rotation.rows import Rows
    from solver.rotation.variables import Variables


class Ladder(Rule):
    r"""Of two visits of a person the later has no lower level, or a strictly higher one.

    The levels a person has reached are carried along: ``reached[l]`` is 1 after a block of slots if
    some visit up to then has level ``l`` or more. A visit of level ``l`` in block ``b`` needs

    .. math:: visits_{b,l} \le reached_{b,l} - reached_{b,l+1}

    and with ``strict``, where the visit must also be the first of its level,

    .. math:: visits_{b,l} \le reached_{b,l} - reached_{b-1,l}.

    These rows describe a path, so their relaxation is as tight as can be. A block is a slot, or a
    whole week where a person has one visit a week at most. Where two visits may share a slot, the
    rule says nothing about those two, and single visits are held instead of sums.
    """

    name = "ladder"

    def build(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Carry the levels of each person who may have two visits."""
        rules = problem.rules
        by_week = rules.spacing.on and rules.spacing.visits_per_week == 1
        for person in problem.people:
            if not (rules.target.on and person.target_visits <= 1):
                visits = x.of(person.id)
                blocks = x.week_of(visits) if by_week else x.cell_of(visits)
                self._carry(rows, x, visits, blocks, strict=rules.ladder.strict)

    def relax(self, problem: Problem, rows: Rows, x: Variables) -> None:
        """Write the same for weeks; two visits of one week are neither earlier nor later."""
        if x.binary:
            self.build(problem, rows, x)

    def _carry(
        self, rows: Rows, x: Variables, visits: Sum, blocks: NDArray[np.int32], *, strict: bool
    ) -> None:
        """Write the rows of one person."""
        levels = x.level_of(visits)
        ladder = np.unique(levels)
        if len(np.unique(blocks)) <= 1 or (len(ladder) <= 1 and not strict):
            return
        top = len(ladder)
        before: list[Sum] = [Sum()] * top
        for block in np.unique(blocks):
            here = [visits.variables[(blocks == block) & (levels == level)] for level in ladder]
            after = [
                rows.peak(
                    before[k],
                    *self._singly(x, Sum(np.concatenate(here[k:]))),
                    upper=1,
                )
                if sum(map(len, here[k:])) or len(before[k])
                else Sum()
                for k in range(top)
            ]
            for lower, higher in pairwise(after):
                if len(higher):
                    rows.add(lower - higher, least=0)
            for k in range(top):
                if not len(here[k]):
                    continue
                above = before[k + 1] if k + 1 < top else Sum()
                for some in self._singly(x, Sum(here[k])):
                    if x.one_at_a_time and k + 1 < top:
                        rows.add(after[k] - after[k + 1] - some, least=0)
                    elif len(above):
                        rows.add(above + some, most=1)
                    if strict and len(before[k]):
                        rows.add(before[k] + some, most=1)
            before = after

    @staticmethod
    def _singly(x: Variables, total: Sum) -> list[Sum]:
        """Split a sum of which more than one may be 1."""
        if x.one_at_a_time:
            return [total] if len(total) else []
        return [Sum(total.variables[k : k + 1]) for k in range(len(total))]


class LevelWindow(Rule):
    """Roles lie within some levels of the own; who has no level may take any."""

    name = "level_window"

    def strike(self, problem: Problem, grid: Grid) -> None:
        """Strike out levels too low or too high."""
        window = problem.rules.level_window
        levels = np.array([role.level for role in problem.roles])
        for index, person in enumerate(problem.people):
            if person.level is None:
                continue
            if window.below is not None:
                grid.fits[index] &= levels >= person.level - window.below
            if window.above is not None:
                grid.fits[index] &= levels <= person.level + window.above
