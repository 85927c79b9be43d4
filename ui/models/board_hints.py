"""What a visit on its way would do in each place, ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording.rules import COMFORTS, rule_title

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.services.moving import Target
    from ui.models.board import Chip, RoleLine

_RANKS = {"fits": 0, "costs": 1, "breaks": 2}
# Rules that keep a person out of a role for good say less about a half-day than the others.
_FOR_GOOD = frozenset({"other-department", "no-go", "level-window", "once-per-role"})


@dataclass(frozen=True, slots=True)
class Carry:
    """A visit that is picked up: a stored one, or one that somebody lacks yet."""

    employee_id: int
    name: str
    chip: Chip | None = None

    @property
    def visit_id(self) -> int | None:
        """The stored visit, None for a missing one."""
        return self.chip.visit_id if self.chip else None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the visit would do in a place.

    Attributes
    ----------
    kind
        ``"fits"``, ``"costs"`` or ``"breaks"``.
    word
        Two or three words for the cell.
    """

    kind: str
    word: str
    target: Target


class Hints:
    """Hints by role and half-day, and the best by half-day."""

    def __init__(self, carry: Carry, roles: Iterable[RoleLine]) -> None:
        self._carry = carry
        self._roles = {role.role_id: role for role in roles}
        self._exact: dict[tuple[int, date, str], Hint] = {}
        self._best: dict[tuple[date, str], Hint] = {}

    def add(self, targets: Iterable[Target]) -> None:
        """Take over more targets."""
        own = self._carry.chip.role_id if self._carry.chip else None
        for target in targets:
            hint = Hint(target.kind, _word(target), target)
            self._exact[target.role_id, target.date, target.half] = hint
            if own is not None and target.role_id != own:
                continue
            key = target.date, target.half
            known = self._best.get(key)
            if known is None or _rank(target) < _rank(known.target):
                self._best[key] = hint if own is not None else self._naming(hint)

    def at(self, day: date, half: str, role_id: int | None = None) -> Hint | None:
        """Return the hint for a role's half-day; without a role, for the same or the best one."""
        if role_id is None:
            return self._best.get((day, half))
        return self._exact.get((role_id, day, half))

    def _naming(self, hint: Hint) -> Hint:
        """Return the hint of a missing visit, which says where it would be."""
        role = self._roles.get(hint.target.role_id)
        if role is None or hint.kind == "breaks":
            return hint
        return Hint(hint.kind, f"{role.short_name} · {role.name}", hint.target)


def cost_title(term: str) -> str:
    """Return what a tier or term of the comfort is called."""
    if term == "pair_shortfall":
        return _("Priority pairs")
    return _(next(it.title for it in COMFORTS if it.name == term))


def _word(target: Target) -> str:
    if target.kind == "fits":
        return _("fits")
    if target.kind == "costs":
        return cost_title(target.term or "wishes")
    return rule_title(target.rule or "")


def _rank(target: Target) -> tuple[int, bool, int]:
    return _RANKS[target.kind], target.rule in _FOR_GOOD, target.cost
