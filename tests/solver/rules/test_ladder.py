import pytest

from solver.rotation.problem import Ladder, LevelWindow
from tests.solver.tiny import cost, guest, half_days, holds, only, problem, role

ROLES = [role(f"l{level}", level=level) for level in (1, 2, 3)] + [role("also1", level=1)]
WEEKLY = half_days(4, days_apart=7)


def climbing(rules, slots=4):
    return problem(people=[guest("ann", visits=4)], roles=ROLES, slots=slots, rules=rules)


@pytest.mark.parametrize("weekly", [False, True])
def test_the_later_visit_is_not_lower(weekly):
    rules = only("spacing", ladder=Ladder()) if weekly else only(ladder=Ladder())
    of = climbing(rules, WEEKLY if weekly else 4)
    assert holds(of, "ann l1 s0", "ann also1 s1", "ann l2 s2", "ann l3 s3")
    assert holds(of, "ann l2 s1", "ann l2 s3")
    assert not holds(of, "ann l2 s0", "ann l1 s1")
    assert not holds(of, "ann l3 s0", "ann l2 s3")
    assert not holds(of, "ann l1 s0", "ann l3 s1", "ann l2 s2")


@pytest.mark.parametrize("weekly", [False, True])
def test_strictly_higher(weekly):
    strict = Ladder(on=True, strict=True)
    rules = only("spacing", ladder=strict) if weekly else only(ladder=strict)
    of = climbing(rules, WEEKLY if weekly else 4)
    assert holds(of, "ann l1 s0", "ann l2 s1", "ann l3 s3")
    assert not holds(of, "ann l1 s0", "ann also1 s1")
    assert not holds(of, "ann l1 s0", "ann l1 s3")
    assert not holds(of, "ann l2 s0", "ann l1 s1")


@pytest.mark.parametrize("strict", [False, True])
def test_two_visits_in_one_slot_are_neither_earlier_nor_later(strict):
    of = climbing(only(ladder=Ladder(on=True, strict=strict)))
    assert holds(of, "ann l3 s0", "ann l1 s0")
    assert not holds(of, "ann l3 s0", "ann l1 s0", "ann l2 s1")
    assert not holds(of, "ann l3 s0", "ann l1 s1", "ann also1 s1", "ann l2 s1")
    high_named_first = problem(
        people=[guest("ann", visits=3)],
        roles=[role("a3", level=3), role("b1", level=1), role("c2", level=2)],
        rules=only(ladder=Ladder(on=True, strict=strict)),
    )
    assert not holds(high_named_first, "ann a3 s0", "ann b1 s0", "ann c2 s1")


def test_level_window_lies_around_the_own_level():
    window = only(level_window=LevelWindow(on=True, below=1, above=0))
    of = problem(people=[guest("ann", level=2), guest("bob")], roles=ROLES, rules=window)
    assert holds(of, "ann l1 s0")
    assert holds(of, "ann l2 s0")
    assert not holds(of, "ann l3 s0")
    assert holds(of, "bob l3 s0")
    open_end = only(level_window=LevelWindow(on=True, below=0, above=None))
    of = problem(people=[guest("ann", level=2)], roles=ROLES, rules=open_end)
    assert holds(of, "ann l3 s0")
    assert not holds(of, "ann l1 s0")


def test_flat_ladder_counts_steps_between_visits_of_one_level():
    climb = climbing(only("one_place", ladder=Ladder()))
    assert cost(climb, "flat_ladder", "ann l1 s0", "ann l2 s1") == 0
    assert cost(climb, "flat_ladder", "ann l1 s0", "ann also1 s1", "ann l2 s2", "ann l2 s3") == 2
    assert cost(climb, "flat_ladder", "ann l2 s0", "ann l2 s1", "ann l2 s2") == 2


def test_flat_ladder_without_the_rule_counts_successive_visits_only():
    free = climbing(only("one_place"))
    assert cost(free, "flat_ladder", "ann l1 s0", "ann l2 s1", "ann l1 s2") == 0
    assert cost(free, "flat_ladder", "ann l2 s0", "ann l2 s2", "ann l1 s3") == 1
    assert cost(free, "flat_ladder", "ann l3 s0", "ann l3 s1", "ann l1 s2", "ann l1 s3") == 2
