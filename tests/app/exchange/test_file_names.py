from __future__ import annotations

import pytest

from app.exchange.file_names import distinct, safe_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Moss", "Anna Moss"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        ("a<b>|c?*", "a b c"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Anna. ", "Anna"),
        ("..", "file"),
        ("\x00\r\n", "file"),
        ("Анна\u202egpj", "Анна gpj"),
        ("\ud800x", "x"),
        ("", "file"),
    ],
)
def test_names_hold_nothing_that_file_systems_cannot(typed, name):
    assert safe_name(typed) == name


def test_long_names_are_cut_between_letters():
    name = safe_name("Щ" * 200)
    assert name == "Щ" * 50
    assert len(name.encode()) == 100


def test_equal_names_get_numbers_whatever_their_case():
    assert distinct(["Anna", "anna", "Anna (2)", "Boris"]) == [
        "Anna",
        "anna (2)",
        "Anna (2) (2)",
        "Boris",
    ]
