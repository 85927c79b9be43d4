"""From a real staff list to a schedule workbook, command by command."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests.support.real_lists import real_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.commands.conftest import Ended

WEEKS, VISITS = 8, 2
DATES = ("--from", "2027-03-01", "--to", "2027-04-23")
# The search may end by itself before.
SECONDS = 6

pytestmark = pytest.mark.slow


def staff_list(folder: str) -> Path:
    found = real_list(folder)
    if found is None:
        pytest.skip(f"needs ../shared/data/{folder}/employees.csv beside the checkout")
    return found


def rows_of(workbook: Path, sheet: str) -> list[dict[str, Any]]:
    lines = load_workbook(workbook)[sheet].iter_rows(values_only=True)
    headings = next(lines)
    return [dict(zip(headings, line, strict=True)) for line in lines]


@pytest.mark.parametrize(
    ("folder", "people", "left_out", "said"),
    [
        ("oracle-hr", 106, 1, "1 person has no department and cannot be imported"),
        ("adventureworks", 290, 0, "These columns were not imported"),
    ],
)
def test_from_a_real_list_to_a_workbook(
    gemba: Callable[..., Ended], folder: str, people: int, left_out: int, said: str
):
    data = ("--db", "company.db")
    imported = gemba("import", staff_list(folder), *data)
    assert imported.code == 0
    assert said in imported.out
    assert f"Imported: {people} new, 0 changed, 0 as before, {left_out} left out." in imported.out

    created = gemba("programme", "create", "Spring", *DATES, "--visits", VISITS, *data)
    assert created.out == "Programme “Spring” made: 80 half-days are open for visits.\n"
    signed_up = gemba("programme", "sign-up", "Spring", "--all", "--json", *data).document
    assert signed_up == {"programme": "Spring", "people": people, "visits": people * VISITS}

    plan = gemba("plan", "Spring", "--time", SECONDS, "--json", *data).document
    tiers = {tier["name"]: (tier["value"], tier["bound"]) for tier in plan["tiers"]}
    missing, bound = tiers["missing_visits"]
    assert missing == sum(one["missing"] for one in plan["missing"])
    assert plan["visits"] == people * VISITS - missing
    # Both lists have seats and hosts enough for everybody, which the plan itself shows.
    assert (missing, bound) == (0, 0)
    assert gemba("check", "Spring", *data).out == "Plan 1 keeps every rule.\n"

    # The judges say the same of the files that the solver itself reads and writes.
    assert gemba("problem", "Spring", "--out", "problem.json", *data).code == 0
    assert gemba("solve", "problem.json", "--out", "plan.json", "--time", SECONDS).code == 0
    assert gemba("validate", "problem.json", "plan.json").code == 0

    assert gemba("export", "Spring", "--to", "plan.xlsx", *data).code == 0
    problem = json.loads(Path("problem.json").read_text(encoding="utf-8"))
    judge_workbook(Path("plan.xlsx"), plan["visits"], problem)


def judge_workbook(workbook: Path, visits: int, problem: dict[str, Any]) -> None:
    """Read the schedule as a reader would and see that it keeps the rules that show in it."""
    rows = rows_of(workbook, "By person")
    assert len(rows) == visits
    open_days = {(slot["date"], slot["half"]) for slot in problem["slots"]}
    weeks: Counter[tuple[str, int]] = Counter()
    received: Counter[tuple[str, int]] = Counter()
    seats: Counter[tuple[object, ...]] = Counter()
    levels: defaultdict[str, list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["Date"], row["Half-day"] == "Afternoon")):
        day, half = row["Date"].date(), {"Morning": "am", "Afternoon": "pm"}[row["Half-day"]]
        assert (day.isoformat(), half) in open_days
        assert row["Department"] != row["Own department"]
        week = day.isocalendar().week
        weeks[row["Person"], week] += 1
        received[row["Host"], week] += 1
        seats[row["Department"], row["Role"], day, half] += 1
        levels[row["Person"]].append(row["Level"])
    assert (max(weeks.values()), max(seats.values())) == (1, 1)
    assert max(received.values()) <= 2
    assert [steps for steps in levels.values() if steps != sorted(steps)] == []
