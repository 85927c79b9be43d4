from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.domain.duplicates import duplicates


@dataclass(frozen=True)
class Someone:
    id: int
    name: str
    email: str | None = None
    personnel_number: str | None = None


def found(*people):
    return [(one.id, other.id, reason) for one, other, reason in duplicates(people)]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Анна Петрова", "Петрова Анна", "same-name"),
        ("Anna Petrova", "Аnna Реtrova", "same-name"),
        ("Фёдор Королёв", "Федор Королев", "same-name"),
        ("Anna Petrova", "Anna Petrowa", "name-alike"),
    ],
)
def test_names_that_may_be_one(first, second, reason):
    assert found(Someone(1, first), Someone(2, second)) == [(1, 2, reason)]


@pytest.mark.parametrize("other", ["Anna Ivanova", "Boris Petrov", "Anna", "Petrova Boris"])
def test_other_names_are_other_people(other):
    assert found(Someone(1, "Anna Petrova"), Someone(2, other)) == []


def test_namesakes_with_numbers_and_addresses_of_their_own_are_two():
    one = Someone(1, "Anna Petrova", "anna@example.com", "17")
    other = Someone(2, "Anna Petrova", "petrova@example.com", "18")
    assert found(one, other) == []
    assert found(one, Someone(3, "Anna Petrova", None, "18")) == [(1, 3, "same-name")]


def test_an_address_of_two_is_doubtful_and_one_of_three_is_a_mailbox():
    people = [
        Someone(key, f"Name {letter}", "info@example.com") for key, letter in enumerate("ABC")
    ]
    assert found(*people[:2]) == [(0, 1, "same-address")]
    assert found(*people) == []


def test_thousands_are_compared_in_a_moment():
    people = [Someone(key, f"First{key % 60} Last{key}") for key in range(3_000)]
    people.append(Someone(5_000, "First7 Last1267"))
    assert found(*people) == [(1267, 5_000, "same-name")]
