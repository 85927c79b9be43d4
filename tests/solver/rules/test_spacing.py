import pytest

from solver.rotation.problem import Spacing
from tests.solver.tiny import cost, guest, half_days, holds, only, problem

ANN = guest("ann", visits=3)


def spacing(per_week, gap):
    rule = Spacing(on=True, visits_per_week=per_week, gap_half_days=gap)
    # Monday, Thursday, Sunday of one week; Wednesday, Saturday of the next.
    return problem(people=[ANN], slots=half_days(5, days_apart=3), rules=only(spacing=rule))


@pytest.mark.parametrize(
    ("per_week", "two", "three"), [(1, False, False), (2, True, False), (None, True, True)]
)
def test_visits_of_a_week(per_week, two, three):
    of = spacing(per_week, None)
    assert holds(of, "ann r s2", "ann r s3")
    assert holds(of, "ann r s0", "ann r s2") == two
    assert holds(of, "ann r s0", "ann r s1", "ann r s2") == three
    assert holds(of, "ann r s1", "ann r s2", "ann r s3", "ann r s4") == two


@pytest.mark.parametrize(
    ("gap", "next_slot", "second_next"),
    [(0, True, True), (1, False, True), (2, False, False), (None, True, True)],
)
def test_positions_differ_by_more_than_the_gap(gap, next_slot, second_next):
    of = spacing(None, gap)
    assert holds(of, "ann r s1", "ann r s2") == next_slot
    assert holds(of, "ann r s1", "ann r s3") == second_next
    assert holds(of, "ann r s0", "ann r s4")
    assert holds(of, "ann r s0", "ann r s3")


def test_no_visit_a_week_means_none():
    assert not holds(spacing(0, 0), "ann r s0")


def test_crowded_week_counts_visits_beyond_an_even_share():
    # 4 visits wanted in 2 weeks: 2 a week are even.
    people = [guest("ann", visits=2), guest("bob", visits=2)]
    of = problem(people=people, slots=half_days(5, days_apart=3), rules=only())
    assert cost(of, "crowded_week", "ann r s0", "bob r s1", "ann r s3", "bob r s4") == 0
    assert cost(of, "crowded_week", "ann r s0", "bob r s1", "ann r s2") == 1
    assert cost(of, "crowded_week", "ann r s0", "bob r s0", "ann r s1", "bob r s2") == 2
