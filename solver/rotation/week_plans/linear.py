"""Linear programmes in HiGHS: sparse columns collected in blocks, and a solver that obeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]
    Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of a linear programme; variables run from 0 to ``most``.

    Attributes
    ----------
    cost, most
        By column.
    column, row, value
        The coefficients, ordered by column and row, each place once.
    """

    cost: Floats
    most: Floats
    column: Numbers
    row: Numbers
    value: Floats


class Entries:
    """Coefficients by row and column, collected in blocks."""

    def __init__(self) -> None:
        self._blocks: list[tuple[Numbers, ...]] = []

    def put(self, rows: Any, columns: Any, values: Any) -> None:
        """Add coefficients; the arguments are broadcast against each other."""
        arrays = np.broadcast_arrays(
            *(np.asarray(one, np.int64) for one in (rows, columns, values))
        )
        self._blocks.append(tuple(one.ravel() for one in arrays))

    def columns(self, rows: int, cost: Floats, most: Floats) -> Columns:
        """Return them as columns, given the number of rows, and cost and limit by column."""
        row, column, value = (np.concatenate(one) for one in zip(*self._blocks, strict=True))
        places, inverse = np.unique(column * rows + row, return_inverse=True)
        total = np.bincount(inverse, value.astype(float), len(places)).astype(float)
        return Columns(cost, most, places // rows, places % rows, total)


class Quiet(highspy.Highs):
    """A solver that does not greet on the standard output, which may be a document."""

    def enableCallbacks(self) -> Any:  # noqa: N802 - the first thing it does
        """Be silent, then listen."""
        self.silent()
        return super().enableCallbacks()  # type: ignore[no-untyped-call]


def solver(over: Callable[[], bool]) -> Any:
    """Return a solver that works in one thread and stops once ``over`` says so."""

    def obey(event: Any) -> None:
        if over():
            event.interrupt()

    highs: Any = Quiet()  # type: ignore[no-untyped-call]
    highs.setOptionValue("threads", 1)
    highs.cbSimplexInterrupt += obey
    highs.cbMipInterrupt += obey
    return highs


def add_rows(highs: Any, least: Floats, most: Floats) -> None:
    """Add rows without a coefficient yet."""
    none = np.zeros(0, np.int32)
    highs.addRows(len(least), least, most, 0, none, none, np.zeros(0))


def add_columns(highs: Any, columns: Columns) -> None:
    """Add columns to the rows that are there."""
    count = len(columns.cost)
    starts = np.searchsorted(columns.column, np.arange(count)).astype(np.int32)
    rows, values = columns.row.astype(np.int32), columns.value
    zero = np.zeros(count)
    highs.addCols(count, columns.cost, zero, columns.most, len(rows), starts, rows, values)
