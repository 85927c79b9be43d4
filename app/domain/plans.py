"""Plans as they follow one another: which visit of the one is which of the other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Sequence

DRAFT, PUBLISHED, SUPERSEDED = "draft", "published", "superseded"

ADDED, REMOVED, MOVED, OTHER_HOST = "added", "removed", "moved", "other-host"

T = TypeVar("T")


class Planned(Protocol):
    """What two plans are compared by: who, in which role of which department, when, by whom."""

    @property
    def employee_id(self) -> int: ...  # noqa: D102 - the class says it
    @property
    def department_id(self) -> int: ...  # noqa: D102
    @property
    def role_id(self) -> int: ...  # noqa: D102
    @property
    def date(self) -> dt.date: ...  # noqa: D102
    @property
    def half(self) -> str: ...  # noqa: D102
    @property
    def host_id(self) -> int | None: ...  # noqa: D102


PlannedT = TypeVar("PlannedT", bound=Planned)


def paired(
    before: Iterable[T], after: Iterable[T], likenesses: Sequence[Callable[[T], Hashable]]
) -> list[tuple[T | None, T | None]]:
    """Pair what was with what is, the most alike first; what has no like stands alone.

    Parameters
    ----------
    likenesses
        What two must have in common to be paired, from the strictest to the loosest; within one
        likeness the order of both sides decides.
    """
    pairs: list[tuple[T | None, T | None]] = []
    old, new = list(before), list(after)
    for likeness in likenesses:
        waiting: defaultdict[Hashable, list[T]] = defaultdict(list)
        for it in old:
            waiting[likeness(it)].append(it)
        left = []
        for it in new:
            alike = waiting[likeness(it)]
            if alike:
                pairs.append((alike.pop(0), it))
            else:
                left.append(it)
        old, new = [it for alike in waiting.values() for it in alike], left
    return [*pairs, *((it, None) for it in old), *((None, it) for it in new)]


def differences(
    before: Iterable[PlannedT], after: Iterable[PlannedT]
) -> list[tuple[str, PlannedT | None, PlannedT | None]]:
    """Return what becomes of the visits of one plan in another, without those that stay.

    A visit that goes on in the same department counts as moved, whatever else of it changes.
    """
    pairs = paired(before, after, (_everything, _place, _role, _department))
    return [(kind_of(old, new), old, new) for old, new in pairs if not _same(old, new)]


def kind_of(before: Planned | None, after: Planned | None) -> str:
    """Return in a word what became of a visit."""
    if before is None:
        return ADDED
    if after is None:
        return REMOVED
    return OTHER_HOST if _place(before) == _place(after) else MOVED


def _same(before: Planned | None, after: Planned | None) -> bool:
    return before is not None and after is not None and _everything(before) == _everything(after)


def _everything(visit: Planned) -> Hashable:
    return (*_place(visit), visit.host_id)


def _place(visit: Planned) -> tuple[int, int, dt.date, str]:
    return visit.employee_id, visit.role_id, visit.date, visit.half


def _role(visit: Planned) -> Hashable:
    return visit.employee_id, visit.role_id


def _department(visit: Planned) -> Hashable:
    return visit.employee_id, visit.department_id
