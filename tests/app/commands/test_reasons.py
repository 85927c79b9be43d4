"""``gemba why``, ``replan`` and ``variants``: reasons, the fewest changes, plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.bootstrap import open_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.bootstrap import Services

Gemba = "Callable[..., Ended]"
SHORT = ("--time", 2)


@pytest.fixture
def services(company: Path, programme: str) -> Iterator[Services]:
    assert programme
    opened = open_services(company, create=False)
    yield opened
    opened.close()


def lengthen(services: Services, visits: int) -> None:
    """Let everybody want more visits than there are weeks."""
    (row,) = services.programmes.programmes()
    services.programmes.sign_up(programme_id=row.id, target_visits=visits)


def test_why_tells_that_nobody_lacks_anything(gemba: Gemba, company: Path, services: Services):
    assert gemba("plan", "Spring", *SHORT, "--db", company).code == 0
    ended = gemba("why", "Spring", "--db", company)
    assert (ended.code, ended.out) == (0, "Everybody has all visits.\n")
    ended = gemba("why", "Spring", "Anna Berg", "--db", company)
    assert ended.out == "Anna Berg has all visits.\n"


def test_why_tells_reasons_and_what_would_help(gemba: Gemba, company: Path, services: Services):
    lengthen(services, 9)
    assert gemba("plan", "Spring", *SHORT, "--db", company).code == 0
    lines = gemba("why", "Spring", "Anna Berg", "--db", company).out.splitlines()
    assert lines[1].startswith("Anna Berg (Sales) has ")
    assert lines[2] == "Ruled out, by reason; a place may count more than once:"
    assert any("the week is taken, or another visit is too close: " in line for line in lines)
    assert "infeasible" not in "".join(lines)


def test_a_script_gets_counts_that_add_up(gemba: Gemba, company: Path, services: Services):
    lengthen(services, 9)
    assert gemba("plan", "Spring", *SHORT, "--db", company).code == 0
    document = gemba("why", "Spring", "--json", "--db", company).document
    assert document["missing"] == sum(person["missing"] for person in document["people"])
    for person in document["people"]:
        counted = person["free"] + sum(person["alone"].values()) + person["several"]
        assert person["candidates"] == counted
        assert all(
            person["person"] in document["cures"][number]["people"] for number in person["cures"]
        )


def test_why_asks_for_a_participant(gemba: Gemba, company: Path, services: Services):
    assert gemba("plan", "Spring", *SHORT, "--db", company).code == 0
    ended = gemba("why", "Spring", "Nobody", "--db", company)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Nobody called “Nobody” takes part in this programme.")


def test_replan_mends_what_was_published(gemba: Gemba, company: Path, services: Services):
    first = ("--from", "2027-03-01")
    ended = gemba("replan", "Spring", "--db", company)
    assert ended.code == 2
    assert ended.err.startswith("No plan of “Spring” is published yet")
    assert gemba("plan", "Spring", *SHORT, "--db", company).code == 0
    assert gemba("publish", "Spring", "--db", company).code == 0
    ended = gemba("replan", "Spring", *first, *SHORT, "--db", company)
    assert ended.out == "Nothing has to change: the published plan still holds.\n"
    (row,) = services.programmes.programmes()
    (plan,) = services.planning.plans(row.id)
    visit = services.planning.board(plan.id).visits[-1]
    services.staff.add_absence(
        employee_id=visit.employee_id, from_date=visit.date, to_date=visit.date
    )
    document = gemba("replan", "Spring", *first, *SHORT, "--json", "--db", company).document
    assert (document["plan"], document["published"]) == (2, 1)
    assert document["changed"] >= 1
    assert visit.employee in [it["person"] for it in document["told"]]
    mended = services.planning.plans(row.id)[-1]
    assert services.planning.check(mended.id) == []
    lines = gemba("replan", "Spring", *first, *SHORT, "--db", company).out.splitlines()
    assert lines[0].startswith("Draft 3: ")
    assert "To be told, guests and hosts:" in lines


def test_replan_needs_a_day(gemba: Gemba, company: Path, services: Services):
    ended = gemba("replan", "Spring", "--from", "tomorrow", "--db", company)
    assert ended.code == 2
    assert "“tomorrow” is no date." in ended.err


def test_variants_lie_side_by_side(gemba: Gemba, company: Path, services: Services):
    document = gemba("variants", "Spring", "--time", 1, "--json", "--db", company).document
    assert [it["variant"] for it in document["variants"]] == [
        "as-set",
        "wishes",
        "variety",
        "hosts",
    ]
    assert document["plan"] is None
    (row,) = services.programmes.programmes()
    assert services.planning.plans(row.id) == []
    ended = gemba("variants", "Spring", "--time", 1, "--keep", "hosts", "--db", company)
    assert ended.out.splitlines()[-1] == "Kept as draft 1."
    ended = gemba("variants", "Spring", "--keep", "best", "--db", company)
    assert ended.code == 2
    assert "There is no variant “best”. There are: as-set, wishes, variety, hosts." in ended.err
