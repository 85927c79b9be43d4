from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alike import distance, look, mixed_word, slip_of
from app.exchange.cell_values import (
    clean,
    is_empty,
    read_active,
    read_email,
    read_level,
    read_number_text,
)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("00123", "00123"),
        (123.0, "123"),
        ("123.0", "123"),
        (123, "123"),
        (" A-17\u200b ", "A-17"),
        ("1.2", "1.2"),
    ],
)
def test_personnel_numbers_keep_their_zeros_and_lose_their_fractions(
    cell: object, number: str
) -> None:
    assert read_number_text(cell).value == number


@pytest.mark.parametrize(
    ("cell", "active"),
    [
        (True, True),
        ("False", False),
        ("нет", False),
        ("Уволен 01.02.2025", False),
        ("не работает", False),
        ("ДА", True),
        (0, False),
        (1.0, True),
        ("terminated", False),
        ("perhaps", None),
    ],
)
def test_texts_say_yes_and_no(cell: object, active: bool | None) -> None:
    assert read_active(cell).value is active


@pytest.mark.parametrize(
    ("cell", "level"), [(3, 3), (3.0, 3), ("L3", 3), ("уровень 5", 5), ("3.0", 3), (True, None)]
)
def test_levels(cell: object, level: int | None) -> None:
    assert read_level(cell).value == level


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Anna <anna@example.com>", "anna@example.com"),
        ("mailto:anna@example.com", "anna@example.com"),
        ("<anna@example.com>", "anna@example.com"),
        ("анна@почта.рф", "анна@почта.рф"),
        ("call anna@example.com", None),
    ],
)
def test_addresses(cell: str, address: str | None) -> None:
    assert read_email(cell).value == address


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert once == once.strip()
    assert all(letter.isprintable() for letter in once)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u200b", "—", "N/A", "\u00a0", "н/д"])
def test_cells_that_say_nothing(cell: str | None) -> None:
    assert is_empty(cell)
    assert not is_empty(0)


def test_letters_that_look_the_same() -> None:
    assert look("Мaрина") == look("Марина") == look("мapинa")
    assert look("Алёна") == look("Алена")
    assert mixed_word("Марина Orlova") is None
    assert mixed_word("Mарина Orlova") == "Марина Orlova"


@pytest.mark.parametrize(
    ("text", "other", "slip"),
    [
        ("Sale", "Sales", True),
        ("Slaes", "Sales", True),
        ("Human Resource", "Human Resources", True),
        ("Backoffice", "Back office", True),
        ("Production", "Production Control", False),
        ("West Sales", "East Sales", False),
        ("Shop 1", "Shop 2", False),
        ("IT", "HR", False),
        ("IT Support", "IT Helpdesk", False),
        ("Sales", "sales ", False),
        ("Логситика", "Логистика", True),
    ],
)
def test_slips_of_the_pen(text: str, other: str, slip: bool) -> None:
    assert slip_of(text, other) is slip


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_of_words_is_a_distance(one: str, two: str) -> None:
    assert distance(one, two) == distance(two, one)
    assert (distance(one, two) == 0) == (one == two)
    assert abs(len(one) - len(two)) <= distance(one, two) <= max(len(one), len(two))
