"""What differs between a published plan and the one instead of it, and who must be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.rotation.problem import Visit
    from solver.rotation.solution import Plan


@dataclass(frozen=True, slots=True)
class ChangedVisit:
    """A visit that is not as published.

    Attributes
    ----------
    before, after
        The published visit and the one instead of it; one of them may be None.
    """

    before: Visit | None
    after: Visit | None

    @property
    def kind(self) -> str:
        """What happened: ``new``, ``gone``, ``host`` (only the host differs) or ``moved``."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        same = replace(self.before, host=None) == replace(self.after, host=None)
        return "host" if same else "moved"

    @property
    def persons(self) -> tuple[str, ...]:
        """Who must be told: the guest, then the hosts before and after."""
        both = [visit for visit in (self.before, self.after) if visit]
        hosts = [visit.host for visit in both if visit.host]
        return tuple(dict.fromkeys([both[0].person, *hosts]))


@dataclass(frozen=True, slots=True)
class Replan:
    """A plan with few changes.

    Attributes
    ----------
    changed
        What is not as published, by guest and in time order.
    least
        No plan changes fewer published visits; proven.
    told
        Who must be told of what: the changes of each person, guest or host.
    """

    plan: Plan
    changed: tuple[ChangedVisit, ...]
    least: int
    told: dict[str, tuple[ChangedVisit, ...]]

    @property
    def broken(self) -> int:
        """How many published visits are not kept as they were."""
        return sum(one.before is not None for one in self.changed)

    @property
    def proven(self) -> bool:
        """Tell whether no plan changes fewer published visits."""
        return self.broken == self.least


def changes(before: Iterable[Visit], after: Iterable[Visit]) -> tuple[ChangedVisit, ...]:
    """Return what differs between two plans: each guest's visits that go beside those that come.

    A visit where only the host differs is told as such; the others are matched in time order.
    """
    was, now = set(before), set(after)
    gone: dict[str, list[Visit]] = {}
    come: dict[str, list[Visit]] = {}
    for visit in sorted(was - now):
        gone.setdefault(visit.person, []).append(visit)
    for visit in sorted(now - was):
        come.setdefault(visit.person, []).append(visit)
    found: list[ChangedVisit] = []
    for person in sorted({*gone, *come}):
        left, new = gone.get(person, []), come.get(person, [])
        places = {(visit.role, visit.slot): visit for visit in new}
        same = [(visit, places[visit.role, visit.slot]) for visit in left if _at(visit) in places]
        found += [ChangedVisit(old, fresh) for old, fresh in same]
        left = sorted(set(left) - {old for old, _ in same}, key=lambda it: it.slot)
        new = sorted(set(new) - {fresh for _, fresh in same}, key=lambda it: it.slot)
        for k in range(max(len(left), len(new))):
            old = left[k] if k < len(left) else None
            found.append(ChangedVisit(old, new[k] if k < len(new) else None))
    return tuple(found)


def told(changed: Iterable[ChangedVisit]) -> dict[str, tuple[ChangedVisit, ...]]:
    """Return the changes that each person must be told of, by id."""
    found: dict[str, list[ChangedVisit]] = {}
    for one in changed:
        for person in one.persons:
            found.setdefault(person, []).append(one)
    return {person: tuple(found[person]) for person in sorted(found)}


def _at(visit: Visit) -> tuple[str, str]:
    return visit.role, visit.slot
