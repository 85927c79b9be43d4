"""``gemba solve`` and ``gemba validate``: files in, files out."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.commands.conftest import Ended

Gemba = "Callable[..., Ended]"

# Two people who can only visit each other, one in the morning and one in the afternoon: a visit
# without a wish costs 2 × 3 each.
SMALL: dict[str, Any] = {
    "format": "gemba-problem",
    "version": 1,
    "slots": [
        {"id": "s1", "date": "2027-03-01", "half": "am"},
        {"id": "s2", "date": "2027-03-01", "half": "pm"},
    ],
    "departments": [{"id": "d1"}, {"id": "d2"}],
    "roles": [
        {"id": "r1", "department": "d1", "hosts": ["p1"]},
        {"id": "r2", "department": "d2", "hosts": ["p2"]},
    ],
    "people": [
        {"id": "p1", "department": "d1", "target_visits": 1},
        {"id": "p2", "department": "d2", "target_visits": 1},
    ],
}
BOTH_IN_THE_MORNING = [
    {"person": "p1", "role": "r2", "slot": "s1"},
    {"person": "p2", "role": "r1", "slot": "s1"},
]


def save(name: str, **changes: Any) -> Path:
    file = Path(name)
    file.write_text(json.dumps(SMALL | changes), encoding="utf-8")
    return file


def solve(gemba: Callable[..., Ended], problem: Path, *options: object) -> Ended:
    return gemba("solve", problem, "--out", "plan.json", "--time", 5, *options)


def test_a_problem_becomes_a_plan_that_the_validator_accepts(gemba: Gemba):
    problem = save("small.json")
    ended = solve(gemba, problem)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "The best plan, proven: no other is better.",
        "  Missing visits: 0 – proven best",
        "  Most missing for one person: 0 – proven best",
        "  Priority pairs short of visits: 0 – proven best",
        "  Discomfort, less is better: 12 – proven best",
        "  Changes to the published plan: 0 – proven best",
        "Written: plan.json",
    ]
    judged = gemba("validate", problem, "plan.json")
    assert judged.code == 0
    assert judged.out == "Every rule holds for 2 visits, and every claim is true.\n"


def test_a_script_gets_one_document(gemba: Gemba):
    problem = save("small.json")
    document = solve(gemba, problem, "--seed", 3, "--json").document
    assert (document["status"], document["visits"], document["seed"]) == ("optimal", 2, 3)
    assert document["tiers"][3] == {"name": "comfort", "value": 12, "bound": 12}
    assert gemba("validate", problem, "plan.json", "--json").document == {
        "holds": True,
        "breaches": [],
    }


def test_the_same_seed_gives_the_same_plan(gemba: Gemba):
    problem = save("small.json")
    plans = []
    for _ in range(2):
        assert solve(gemba, problem, "--seed", 5).code == 0
        plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
        plans.append({key: value for key, value in plan.items() if key != "seconds"})
    assert plans[0] == plans[1]


def test_a_plan_changed_by_hand_is_judged_by_every_line(gemba: Gemba):
    problem = save("small.json")
    assert solve(gemba, problem).code == 0
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    plan["visits"] = [visit | {"slot": "s1"} for visit in plan["visits"]]
    Path("mended.json").write_text(json.dumps(plan), encoding="utf-8")
    ended = gemba("validate", problem, "mended.json")
    assert (ended.code, ended.err) == (1, "")
    assert "p1 is guest and host at once: Mon, 1 Mar 2027, morning." in ended.out
    document = gemba("validate", problem, "mended.json", "--json").document
    assert document == {"holds": False, "breaches": ended.out.splitlines()}


def test_false_claims_of_a_plan_are_told_in_sentences(gemba: Gemba):
    problem = save("small.json")
    assert solve(gemba, problem).code == 0
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    tiers = plan["tiers"]
    tiers[0] |= {"value": 3, "bound": 4}
    tiers[1], tiers[2] = tiers[2], tiers[1]
    plan["terms"] |= {"crowded_week": 99, "sunshine": 1}
    plan["missing"] = [{"person": "p1", "count": 1, "blocked": {}, "cures": []}]
    Path("false.json").write_text(json.dumps(plan), encoding="utf-8")
    ended = gemba("validate", problem, "false.json")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.splitlines() == [
        "The file lists the aims as “Missing visits”, “Priority pairs short of visits”, “Most "
        "missing for one person”, “Discomfort, less is better”, “Changes to the published plan”; "
        "their order is “Missing visits”, “Most missing for one person”, “Priority pairs short of "
        "visits”, “Discomfort, less is better”, “Changes to the published plan”.",
        "“Missing visits” is 0 when counted from the visits; the file says 3.",
        "“Missing visits” is 3, so the file cannot say that 4 is the best possible.",
        "“Even weeks” is 0 when counted from the visits; the file says 99.",
        "The file gives a value for “sunshine”, which this program does not count.",
        "The file calls the plan the best possible, but not every aim is proven.",
        "Visits missing for p1: 0; the file says 1.",
    ]
    plan |= {"status": "infeasible", "tiers": [], "terms": {}, "missing": []}
    Path("false.json").write_text(json.dumps(plan), encoding="utf-8")
    told = gemba("validate", problem, "false.json", "--lang", "ru").out.splitlines()
    assert told == [
        "В файле сказано, что план невозможен, но визиты в нём есть.",
    ]


def test_pins_that_contradict_are_told_and_written(gemba: Gemba):
    problem = save("pins.json", pins=BOTH_IN_THE_MORNING)
    ended = solve(gemba, problem)
    assert (ended.code, ended.out) == (2, "No plan is possible.\nWritten: plan.json\n")
    assert ended.err.splitlines() == [
        "No plan was made: these cannot be held together. Let one of them go.",
        "Pinned: p1 as r2, Mon, 1 Mar 2027, morning.",
        "Pinned: p2 as r1, Mon, 1 Mar 2027, morning.",
        "The rule “One place at a time” is part of the contradiction. Relax it, or unpin a visit.",
    ]
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    assert (plan["status"], plan["visits"]) == ("infeasible", [])
    assert {held["kind"] for held in plan["conflict"]} == {"pin", "rule"}


def test_a_problem_without_half_days_has_an_empty_plan(gemba: Gemba):
    document = solve(gemba, save("empty.json", slots=[]), "--json").document
    assert (document["status"], document["visits"]) == ("optimal", 0)
    assert document["tiers"][0] == {"name": "missing_visits", "value": 2, "bound": 2}


# What cannot be read or written


def test_every_reference_to_nothing_is_told_at_once(gemba: Gemba):
    roles = copy.deepcopy(SMALL["roles"])
    roles[0] |= {"department": "d9", "hosts": ["p9"]}
    pins = [{"person": "p7", "role": "r7", "slot": "s7"}]
    ended = solve(gemba, save("holes.json", roles=roles, pins=pins))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "“holes.json” is no problem that can be solved: 5 faults. Mend them and try again.",
        "roles[0].department: there is no department “d9”",
        "roles[0].hosts: there is no person “p9”",
        "pins[0].person: there is no person “p7”",
        "pins[0].role: there is no role “r7”",
        "pins[0].slot: there is no slot “s7”",
    ]
    assert not Path("plan.json").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"Dear Olga,", "this is not JSON: reading stopped at line 1, column 1"),
        (b"[" * 100_000, "brackets are nested too deep to be a file of ours"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "a number has too many digits"),
        (b'{"format": "\\ud800"}', "a text holds half a letter"),
        (b"[]", "an object in braces is expected here"),
        (b'{"format": "gemba-plan", "version": 1}', "a “gemba-problem” is expected"),
        (b'{"format": "gemba-problem", "version": 9}', "install a newer program"),
        (b'{"format": "gemba-problem", "colour": 1}', "version: the key is missing; add it"),
        (b"\xff\xfe\x00\xd8", "is not a text in UTF-8. Save it in that encoding."),
    ],
)
def test_a_file_that_is_no_problem(gemba: Gemba, content: bytes, said: str):
    Path("given.json").write_bytes(content)
    ended = solve(gemba, Path("given.json"))
    assert (ended.code, ended.out) == (2, "")
    assert "given.json" in ended.err
    assert said in ended.err
    assert not Path("plan.json").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": "red"}, "colour: no such key is known; remove it or mend its spelling"),
        ({"weights": {"wishes": 10**7}}, "weights.wishes: the number is above 1000000"),
        ({"rules": {"host_load": {"per_week": 10**10}}}, "the number is above 1000000000"),
        ({"together": [["p1", "p1"]]}, "together[0]: “p1” cannot be a pair with itself"),
    ],
)
def test_a_problem_that_cannot_be(gemba: Gemba, changes: dict[str, Any], said: str):
    ended = solve(gemba, save("small.json", **changes))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_file_that_is_not_there_or_a_folder(gemba: Gemba):
    ended = solve(gemba, Path("none.json"))
    assert ended.code == 2
    assert ended.err == "There is no file “none.json”. Check the name and the folder.\n"
    ended = solve(gemba, Path())
    assert ended.code == 2
    assert ended.err == "“.” is a folder. Name a file in it.\n"


@pytest.mark.parametrize(
    ("target", "code", "said"),
    [
        ("none/plan.json", 2, "there is no folder “none”."),
        (".", 2, "“.” is a folder. Add the name of a file to it."),
        ("kept.json", 3, "“kept.json” is marked as read-only and was left as it is."),
    ],
)
def test_a_target_is_looked_at_before_the_work(gemba: Gemba, target: str, code: int, said: str):
    Path("kept.json").write_text("as it was", encoding="utf-8")
    Path("kept.json").chmod(0o444)
    ended = gemba("solve", save("small.json"), "--out", target)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert Path("kept.json").read_text(encoding="utf-8") == "as it was"
