"""What a judge says: which rule is broken, by which visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solver.rotation.problem import Visit


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold.

    Attributes
    ----------
    rule
        Name of the rule, for instance ``"home-cover"``; ``"plan"`` for claims of a plan file.
    visits
        The visits concerned; none where a visit is absent that should be there.
    params
        Ids and numbers that the sentence needs; ``code`` where a rule breaks in several ways.
    """

    rule: str
    visits: tuple[Visit, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        details = ", ".join(f"{key} {value}" for key, value in self.params.items())
        named = "; ".join(f"{v.person} in {v.role} on {v.slot} with {v.host}" for v in self.visits)
        return ": ".join(part for part in (self.rule, details, named) if part)
