"""Sums of variables, and rows written to the model in bulk, without a step per coefficient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

UNLIMITED = 2**40


class Sum:
    """A linear expression: ``constant + Σ coefs · variables``, the variables by number."""

    __slots__ = ("coefs", "constant", "variables")

    def __init__(
        self, variables: Ints | None = None, coefs: Ints | None = None, constant: int = 0
    ) -> None:
        self.variables = np.empty(0, np.int64) if variables is None else variables
        self.coefs = np.ones(len(self.variables), np.int64) if coefs is None else coefs
        self.constant = constant

    @staticmethod
    def total(sums: Iterable[Sum]) -> Sum:
        """Add many sums at once."""
        parts = list(sums)
        if not parts:
            return Sum()
        return Sum(
            np.concatenate([part.variables for part in parts]),
            np.concatenate([part.coefs for part in parts]),
            sum(part.constant for part in parts),
        )

    def __add__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            return Sum(self.variables, self.coefs, self.constant + other)
        return Sum.total((self, other))

    def __sub__(self, other: Sum | int) -> Sum:
        return self + -other

    def __neg__(self) -> Sum:
        return self * -1

    def __mul__(self, factor: int) -> Sum:
        return Sum(self.variables, self.coefs * factor, self.constant * factor)

    def __len__(self) -> int:
        return len(self.variables)

    def at(self, values: Ints) -> int:
        """Value of the sum for given values of all variables."""
        return int(self.coefs @ values[self.variables]) + self.constant

    def merged(self) -> Sum:
        """Return the same sum with each variable once."""
        variables, inverse = np.unique(self.variables, return_inverse=True)
        coefs = np.zeros(len(variables), np.int64)
        np.add.at(coefs, inverse, self.coefs)
        return Sum(variables, coefs, self.constant)


@dataclass(frozen=True, slots=True)
class Peak:
    """An auxiliary variable that stands for the largest of some sums, and 0 at least."""

    variable: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A demand ``least ≤ total ≤ most``; None is no limit."""

    total: Sum
    least: int | None
    most: int | None


class Rows:
    """The model proto, written by the row; knows how to complete a hint over its auxiliaries."""

    def __init__(self) -> None:
        self.model: Any = cp_model.CpModel()
        self._proto: Any = self.model.proto
        self._peaks: list[Peak] = []
        self._uppers: list[Ints] = []
        self.written: list[Row] = []
        self.count = 0

    def _variables(self, number: int, upper: int) -> Ints:
        if number:
            first = self._proto.variables.add()
            first.domain.extend([0, upper])
            self._proto.variables.extend([first] * (number - 1))
        self._uppers.append(np.full(number, upper, np.int64))
        start = self.count
        self.count += number
        return np.arange(start, self.count, dtype=np.int64)

    def booleans(self, number: int) -> Ints:
        """Make ``number`` variables 0 or 1."""
        return self._variables(number, 1)

    def integers(self, uppers: Sequence[int]) -> Ints:
        """Make one variable from 0 to each of ``uppers``."""
        for upper in uppers:
            self._variables(1, upper)
        return np.arange(self.count - len(uppers), self.count, dtype=np.int64)

    def add(self, total: Sum, *, least: int | None = None, most: int | None = None) -> None:
        """Demand ``least ≤ total ≤ most``; None is no limit."""
        linear = self._proto.constraints.add().linear
        linear.vars.extend(total.variables.tolist())
        linear.coeffs.extend(total.coefs.tolist())
        linear.domain.extend(
            [
                -UNLIMITED if least is None else least - total.constant,
                UNLIMITED if most is None else most - total.constant,
            ]
        )
        self.written.append(Row(total, least, most))

    @property
    def uppers(self) -> Ints:
        """Upper limits of all variables; the lower ones are 0."""
        return np.concatenate([np.empty(0, np.int64), *self._uppers])

    def peak(self, *sums: Sum, upper: int) -> Sum:
        """Make a variable from 0 to ``upper`` that is no less than each of ``sums``.

        The objective presses it down; a hint gives it the largest of them. ``upper`` must be no
        less than any of them can be.
        """
        variable = self._variables(1, upper)
        one = Sum(variable)
        for total in sums:
            self.add(one - total, least=0)
        self._peaks.append(Peak(int(variable[0]), sums))
        return one

    def presence(self, total: Sum) -> Sum:
        """Make a variable that is 1 exactly if ``total``, a sum of 0–1 variables, is not 0."""
        if len(total) <= 1:
            return total
        present = self.peak(*(Sum(total.variables[k : k + 1]) for k in range(len(total))), upper=1)
        self.add(total - present, least=0)
        return present

    def minimise(self, total: Sum) -> None:
        """Replace the objective."""
        self._proto.clear_objective()
        total = total.merged()
        objective = self._proto.objective
        objective.vars.extend(total.variables.tolist())
        objective.coeffs.extend(total.coefs.tolist())
        objective.offset = total.constant

    def hint(self, values: Ints) -> None:
        """Give each variable its value in a known plan, from which the search starts."""
        self._proto.clear_solution_hint()
        hint = self._proto.solution_hint
        hint.vars.extend(list(range(self.count)))
        hint.values.extend(values.tolist())

    def completed(self, values: Ints) -> Ints:
        """Give the auxiliaries, too, their values: each its least."""
        full = values.copy()
        for peak in self._peaks:
            full[peak.variable] = max(0, *(total.at(full) for total in peak.sums))
        return full
