"""Plans from different weights side by side: measured alike, and which of them are beaten."""

from __future__ import annotations

from dataclasses import replace

from solver.rotation.problem import Weights
from solver.rotation.search import solve
from solver.rotation.variants import VARIANTS, compared, variants_of
from tests.solver.tiny import guest, only, problem, role, visits

RULES = ("target", "one_place", "available", "host_of_role", "role_capacity")


def two_departments():
    """Guest a wishes C, was there before, and can have one visit: in B or in C."""
    return problem(
        people=[
            guest("a", department_wishes={"C": 1}, visited_departments=frozenset({"C"})),
            guest("k", "C", visits=0),
        ],
        roles=[role("r"), role("q", host="k", department="C")],
        slots=1,
        rules=only(*RULES),
        weights=Weights(wishes=1, seen_before=2),
    )


def test_variants_find_what_they_are_about():
    of = two_departments()
    by_name = {it.name: solve(it.applied(of)).visits for it in variants_of(of)}
    assert by_name["as-set"] == visits("a r s0")
    assert by_name["wishes"] == visits("a q s0 k")
    assert by_name["variety"] == visits("a r s0")


def test_a_steady_variant_only_where_something_is_published():
    of = two_departments()
    assert "steady" not in {it.name for it in variants_of(of)}
    published = replace(of, published=visits("a q s0 k"))
    assert variants_of(published) == VARIANTS
    steady = next(it for it in VARIANTS if it.name == "steady")
    assert solve(steady.applied(published)).visits == published.published


def test_all_are_measured_as_the_problem_is_set():
    of = two_departments()
    rows = compared(of, {"one": visits("a r s0"), "other": visits("a q s0 k")})
    assert [(it.missing, it.wishes, it.changes) for it in rows] == [(0, 2, 0), (0, 1, 0)]
    assert [it.tiers["comfort"] for it in rows] == [2, 3]
    assert [it.beaten_by for it in rows] == ["other", None]


def test_neither_beats_the_other_where_each_is_better_in_something():
    of = replace(two_departments(), published=visits("a r s0"))
    rows = compared(of, {"one": visits("a r s0"), "other": visits("a q s0 k"), "none": ()})
    assert [it.key for it in rows] == [(0, 2, 0), (0, 1, 2), (1, 0, 2)]
    assert [it.beaten_by for it in rows] == [None, None, None]


def test_the_same_plan_twice_is_not_beaten():
    rows = compared(two_departments(), {"one": visits("a r s0"), "twin": visits("a r s0")})
    assert [it.beaten_by for it in rows] == [None, None]
