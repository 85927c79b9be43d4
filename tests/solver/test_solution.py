from __future__ import annotations

import json

import pytest

from solver.rotation.faults import PlanError
from solver.rotation.problem import Visit
from solver.rotation.solution import Missing, Plan, Status, Tier, tier_order
from tests.solver.tiny import guest, problem

PLAN = Plan(
    Status.FEASIBLE,
    (Visit("ann", "r", "s0", "h"), Visit("bob", "r", "s1", None)),
    (Tier("missing_visits", 3, 1),),
    {"wishes": 4},
    1.25,
    7,
    (Missing("ann", 3, {"spacing": 2}, ({"kind": "host", "places": 2},)),),
    ({"kind": "rule", "rule": "ladder"},),
)


def test_a_plan_written_and_read_again_is_the_same():
    assert Plan.from_json(PLAN.to_json()) == PLAN


def test_the_plan_file_has_the_keys_of_the_format():
    assert list(json.loads(PLAN.to_json())) == [
        "format",
        "version",
        "status",
        "visits",
        "tiers",
        "terms",
        "seconds",
        "seed",
        "missing",
        "conflict",
    ]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"status": "fine"}, "unknown-status", "status"),
        ({"visits": [{"person": "a"}]}, "missing-key", "visits[0].role"),
        ({"tiers": [{"name": "x", "value": 1, "bound": "1"}]}, "wrong-type", "tiers[0].bound"),
        ({"extra": 1}, "unknown-key", "extra"),
        ({"format": "gemba-problem"}, "wrong-format", "format"),
        ({"version": 9}, "newer-version", "version"),
        ({"terms": {"wishes": None}}, "wrong-type", "terms.wishes"),
    ],
)
def test_a_plan_file_with_a_fault_is_refused_where_it_stands(change, code, path):
    with pytest.raises(PlanError) as caught:
        Plan.from_dict(PLAN.to_dict() | change)
    assert (code, path) in [(fault.code, fault.path) for fault in caught.value.faults]


def test_changes_come_last_unless_published_visits_are_kept_first():
    usual = problem(people=[guest("ann")])
    kept = problem(people=[guest("ann")], keep_published_first=True)
    assert tier_order(usual)[-1] == "changes"
    assert tier_order(kept).index("changes") == 2
    assert sorted(tier_order(usual)) == sorted(tier_order(kept))
