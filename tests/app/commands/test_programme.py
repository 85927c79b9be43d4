"""``gemba programme``: make one, and sign people up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import open_services
from tests.app.exchange.staff_files import save_text, save_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.commands.conftest import Ended

Gemba = "Callable[..., Ended]"
DATES = ("--from", "2027-03-01", "--to", "2027-03-26")


def test_a_programme_is_made(gemba: Gemba, company: Path):
    ended = gemba("programme", "create", "Spring", *DATES, "--db", company)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Programme “Spring” made: 40 half-days are open for visits.\n"


def test_everything_that_can_be_said_of_a_programme(gemba: Gemba, company: Path):
    ended = gemba(
        *("programme", "create", "Spring", *DATES, "--db", company, "--json"),
        *("--country", "RU", "--visits", 3, "--pair", "sales:Stock:4"),
        *("--rule", "spacing.visits_per_week=2", "--rule", "home-cover.share=none"),
        *("--rule", "ladder.on=off", "--closed", "2027-03-02", "--closed", "2027-03-03pm"),
    )
    document = ended.document
    # 8 March is a holiday in Russia; a day and a half are closed beside it.
    assert document["half_days"] == 40 - 2 - 3
    assert document["rules"]["spacing"]["visits_per_week"] == 2
    assert document["rules"]["home_cover"] == {"on": True, "share": None}
    assert document["rules"]["ladder"]["on"] is False
    services = open_services(company, create=False)
    (row,) = services.programmes.programmes()
    pairs = [pair.minimum for pair in services.programmes.pairs(row.id)]
    services.close()
    assert (row.visits, row.country, pairs) == (3, "RU", [4])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "1.3.2027"), "“1.3.2027” is no date. Write it as year, month and day"),
        (("--to", "2027-02-01"), "lies before the first (Mon, 1 Mar 2027). Exchange"),
        (("--to", "2077-02-01"), "is more than five years. Check the years"),
        (("--country", "XQ"), "No public holidays are known for the country “XQ”."),
        (("--visits", "99999"), "“Visits per person” cannot be 99999."),
        (("--rule", "spacing"), "“spacing” does not set a rule."),
        (("--rule", "tea.on=true"), "rules.tea: no such key is known"),
        (("--rule", "home_cover.share=2"), "a share of 2 is none; shares go from 0 to 1"),
        (("--rule", "ladder.on=perhaps"), '"perhaps" stands here, true or false is expected'),
        (("--rule", "spacing.gap_half_days=" + "9" * 30), "the number is above 1000000000"),
        (("--rule", "spacing.gap_half_days=" + "9" * 6000), "whole number or null is expected"),
        (("--pair", "Sales:Stock"), "“Sales:Stock” is no priority pair."),
        (("--pair", "Sales:Stock:" + "9" * 6000), "is no priority pair."),
        (("--pair", "Sales:Moon:3"), "There is no department “Moon”. There are: Sales, Stock."),
        (("--pair", "Sales:Sales:3"), "“Sales” cannot be a pair with itself."),
        (("--closed", "2027-03-32"), "“2027-03-32” is no date."),
        (("--closed", "2027-06-01am"), "is not a day of the programme “Spring”."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    gemba: Gemba, company: Path, options: tuple[str, str], said: str
):
    chosen = {"--from": "2027-03-01", "--to": "2027-03-26"} | dict([options])
    flat = [part for pair in chosen.items() for part in pair]
    ended = gemba("programme", "create", "Spring", *flat, "--db", company)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    services = open_services(company, create=False)
    made = services.programmes.programmes()
    services.close()
    assert made == []


def test_a_name_is_taken_once(gemba: Gemba, company: Path, programme: str):
    ended = gemba("programme", "create", "SPRING", *DATES, "--db", company)
    assert ended.code == 2
    assert "There is a programme “SPRING” already. Choose another name." in ended.err


# Signing up


@pytest.fixture
def empty(gemba: Gemba, company: Path) -> Path:
    """Data with a programme that nobody takes part in yet."""
    assert gemba("programme", "create", "Spring", *DATES, "--db", company).code == 0
    return company


def sign_up(gemba: Callable[..., Ended], place: Path, *options: object) -> Ended:
    return gemba("programme", "sign-up", "Spring", *options, "--db", place)


def test_everybody_signs_up(gemba: Gemba, empty: Path):
    ended = sign_up(gemba, empty, "--all")
    assert ended.code == 0
    assert ended.out == "Programme “Spring”: 6 people take part, 12 visits are wanted.\n"


def test_one_department_after_the_other(gemba: Gemba, empty: Path):
    first = sign_up(gemba, empty, "--department", "stock", "--visits", 1, "--json")
    assert first.document == {"programme": "Spring", "people": 3, "visits": 3}
    second = sign_up(gemba, empty, "--department", "Sales", "--json")
    assert second.document == {"programme": "Spring", "people": 6, "visits": 3 + 6}


@pytest.mark.parametrize("headings", ["who,visits\n", ""])
def test_a_list_signs_up_by_number_address_or_name(gemba: Gemba, empty: Path, headings: str):
    file = save_text(Path("list.csv"), headings + "1,4\nida@example.com,\neva roth,1\n")
    ended = sign_up(gemba, empty, "--file", file, "--json")
    assert ended.document == {"programme": "Spring", "people": 3, "visits": 4 + 2 + 1}


def test_a_workbook_or_an_old_encoding_is_a_list_as_well(gemba: Gemba, empty: Path):
    book = save_workbook(Path("list.xlsx"), [["Who", "Visits"], [1, 4], ["Ida Lund", None]])
    assert sign_up(gemba, empty, "--file", book, "--json").document["visits"] == 4 + 2
    old = save_text(Path("old.csv"), "кто;визиты\nEva Roth;1\n", "cp1251")
    assert sign_up(gemba, empty, "--file", old, "--json").document["people"] == 3


def test_rows_that_are_not_clear_sign_up_nobody(gemba: Gemba, company: Path, empty: Path):
    twin = save_text(Path("twin.csv"), "Name,Department,E-mail\nAnna Berg,Stock,a2@example.com\n")
    assert gemba("import", twin, "--db", company).code == 0
    file = save_text(Path("list.csv"), "who,visits\n1,2\nAnna Berg,2\nNobody,1\n2,many\n3,-1\n")
    ended = sign_up(gemba, empty, "--file", file)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "“list.csv”: 4 rows are not clear; nobody was signed up. Mend them and try again.",
        "Row 3: “Anna Berg” is the name of several people; write the personnel number.",
        "Row 4: “Nobody” is not in the staff list.",
        "Row 5: “many” is no number of visits.",
        "Row 6: “-1” is no number of visits.",
    ]
    assert sign_up(gemba, empty, "--file", save_text(file, "1,1\n"), "--json").document == {
        "programme": "Spring",
        "people": 1,
        "visits": 1,
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Say one of --all, --department and --file."),
        (("--all", "--department", "Sales"), "Say one of --all, --department and --file."),
        (("--department", "Moon"), "There is no department “Moon”. There are: Sales, Stock."),
        (("--file", "none.csv"), "There is no file “none.csv”."),
        (("--all", "--visits", "5000"), "“Visits per person” cannot be 5000."),
    ],
)
def test_who_cannot_sign_up(gemba: Gemba, empty: Path, options: tuple[str, ...], said: str):
    ended = sign_up(gemba, empty, *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_list_of_headings_only_names_nobody(gemba: Gemba, empty: Path):
    ended = sign_up(gemba, empty, "--file", save_text(Path("list.csv"), "who,visits\n"))
    assert ended.code == 2
    assert "“list.csv” names nobody of the staff list." in ended.err


def test_a_programme_that_is_not_there(gemba: Gemba, empty: Path):
    ended = gemba("programme", "sign-up", "Autumn", "--all", "--db", empty)
    assert ended.code == 2
    assert ended.err == "There is no programme “Autumn”. There are: Spring.\n"
