"""Which plan the board is to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Wanted:
    """What is asked for; None stands for the newest, and for nothing to compare with.

    Attributes
    ----------
    other_id
        The plan that is compared with.
    person_id
        Somebody to be looked at once the plan is there.
    """

    programme_id: int | None = None
    plan_id: int | None = None
    other_id: int | None = None
    person_id: int | None = None
