"""People who may be in the staff list twice."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from app.domain.alike import look, slip_of
from app.domain.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Reason = Literal["same-name", "name-alike", "same-address"]
# An address that more people share is a mailbox of a department.
_SHARED_BY_ONE_PERSON = 2


class Person(Protocol):
    """What people are compared by."""

    @property
    def id(self) -> int: ...  # noqa: D102 - the class says it
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def email(self) -> str | None: ...  # noqa: D102
    @property
    def personnel_number(self) -> str | None: ...  # noqa: D102


PersonT = TypeVar("PersonT", bound=Person)


def duplicates(people: Sequence[PersonT]) -> list[tuple[PersonT, PersonT, Reason]]:
    """Return pairs that may be one person, with what speaks for it.

    Namesakes whose numbers and addresses are known and differ are two people. Names are compared
    where one word of them is the same, so that thousands are compared in a moment.
    """
    found: dict[tuple[int, int], tuple[PersonT, PersonT, Reason]] = {}
    for group in _by_address(people):
        if len(group) == _SHARED_BY_ONE_PERSON:
            _add(found, (group[0], group[1], "same-address"))
    for one, other in _sharing_a_word(people):
        if (one.id, other.id) in found or _are_two(one, other):
            continue
        if _words(one) == _words(other):
            _add(found, (one, other, "same-name"))
        elif slip_of(one.name, other.name):
            _add(found, (one, other, "name-alike"))
    return list(found.values())


def _add(
    found: dict[tuple[int, int], tuple[PersonT, PersonT, Reason]],
    pair: tuple[PersonT, PersonT, Reason],
) -> None:
    found[pair[0].id, pair[1].id] = pair


def _words(person: Person) -> frozenset[str]:
    # "Anna Petrova" and "Petrova Anna" are one.
    return frozenset(look(person.name).split())


def _are_two(one: Person, other: Person) -> bool:
    def differ(first: str | None, second: str | None) -> bool:
        return bool(first and second and fold(first) != fold(second))

    return differ(one.personnel_number, other.personnel_number) and differ(one.email, other.email)


def _by_address(people: Iterable[PersonT]) -> Iterable[list[PersonT]]:
    groups: defaultdict[str, list[PersonT]] = defaultdict(list)
    for person in people:
        if person.email:
            groups[fold(person.email)].append(person)
    return groups.values()


def _sharing_a_word(people: Sequence[PersonT]) -> Iterator[tuple[PersonT, PersonT]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for word in _words(person):
            groups[word].append(place)
    seen = set()
    for places in groups.values():
        for pair in combinations(places, 2):
            if pair not in seen:
                seen.add(pair)
                yield people[pair[0]], people[pair[1]]
