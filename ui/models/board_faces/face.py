"""What every face of the board is: lines down, half-days across, visits in the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.models.board import AnyColumn, AnyLine, Board, Chip, Column, Place
    from ui.models.board_filter import BoardFilter

Cells = list["tuple[Chip, ...] | None"]
Ghosts = dict[tuple[int, int], "tuple[Chip, ...]"]


class Face(Protocol):
    """Arranges a board in lines and columns, and finds places in it.

    Attributes
    ----------
    name
        Key of the face.
    lines, columns, cells
        As arranged last; a list a line, with a tuple of visits or None a column.
    ghosts
        By row and column: visits of the plan compared with that are not in this one.
    """

    name: str
    lines: Sequence[AnyLine]
    columns: Sequence[AnyColumn]
    cells: list[Cells]
    ghosts: Ghosts

    def arrange(self, board: Board, chosen: BoardFilter) -> None:
        """Arrange what ``chosen`` leaves of ``board``."""

    def half_day(self, row: int, column: int) -> Column | None:
        """Return the half-day of a cell, None where the programme has none."""

    def closed(self, row: int, column: int) -> str | None:
        """Return why a cell takes no visit, None if it does."""

    def place(self, row: int, column: int) -> Place:
        """Return what a cell stands for."""

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return row and column of a place."""

    def spoken(self, row: int, column: int) -> str:
        """Return a cell as a screen reader says it."""

    def count(self) -> str:
        """Return how much is shown of how much."""


def seats_text(taken: int, capacity: int | None) -> str:
    """Return "2/3", or "2" where any number may come."""
    return str(taken) if capacity is None else f"{taken}/{capacity}"


def people_text(shown: int, everybody: int) -> str:
    """Return how many people are shown of how many."""
    if shown == everybody:
        return ngettext("{count} person", "{count} people", shown).format(count=shown)
    return _("{shown} of {all} people").format(shown=shown, all=everybody)


def nothing_in(column: Column) -> str:
    """Return what is said of a half-day without a visit."""
    return _("no visit") if column.open else _("closed: {reason}").format(reason=column.reason)


def with_ghosts(text: str, ghosts: Iterable[str]) -> str:
    """Return what is said of a cell, and the sentences about what is elsewhere in this plan."""
    said = " ".join(ghosts)
    if not said:
        return text
    return f"{text} {said}" if text.endswith(".") else f"{text}. {said}"
