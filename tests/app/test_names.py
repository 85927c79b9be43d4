"""Names are compared as people do."""

import pytest

from app.domain.names import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Пётр  Королёв", "петр королев"),
        ("ЖАННА", "жанна"),
        ("Straße", "STRASSE"),
        ("Anna\u00a0Petrova ", "anna petrova"),
        ("Ёлкина", "ЕЛКИНА"),
        ("Пе\u0308тр", "Петр".replace("е", "ё")),
    ],
)
def test_names_that_people_hold_to_be_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Иван") != fold("Йван")
