"""Which lines and visits of the board are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.models.board import Chip, Line


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is looked for; the same on all faces of the board.

    Attributes
    ----------
    text
        Parts of words; all of them must be found.
    department_id
        The guest's own department, or the one that a role belongs to.
    level
        The guest's own level, or that of a role.
    missing, troubled, changed, pinned
        Only people who lack visits, only visits that break a rule, that are not as published, that
        are pinned.
    """

    text: str = ""
    department_id: int | None = None
    level: int | None = None
    missing: bool = False
    troubled: bool = False
    changed: bool = False
    pinned: bool = False

    @property
    def active(self) -> bool:
        """Tell whether anything may be hidden."""
        return self != BoardFilter()

    @property
    def by_visit(self) -> bool:
        """Tell whether single visits are looked for."""
        return self.troubled or self.changed or self.pinned

    def finds(self, words: str) -> bool:
        """Tell whether the text is found in ``words``, which are folded."""
        return all(part in words for part in fold(self.text).split())

    def suits(self, department_id: int, level: int | None) -> bool:
        """Tell whether somebody or something of this department and level is looked for."""
        if self.department_id is not None and department_id != self.department_id:
            return False
        return self.level is None or level == self.level

    def marks(self, chip: Chip) -> bool:
        """Tell whether a visit is one of those looked for."""
        return (
            (not self.troubled or bool(chip.troubles))
            and (not self.changed or chip.changed)
            and (not self.pinned or chip.pinned)
        )

    def admits(self, line: Line, words: str, chips: Iterable[Chip]) -> bool:
        """Tell whether a person is shown; ``words`` is what can be found there, folded."""
        if not self.suits(line.department_id, line.level) or (self.missing and not line.missing):
            return False
        # Each mark for itself: a person may have one visit in conflict and another one pinned.
        held = tuple(chips)
        return (
            (not self.troubled or any(chip.troubles for chip in held))
            and (not self.changed or any(chip.changed for chip in held))
            and (not self.pinned or any(chip.pinned for chip in held))
            and self.finds(words)
        )
