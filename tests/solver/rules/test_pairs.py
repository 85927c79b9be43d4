from solver.rotation.problem import Pair
from tests.solver.tiny import cost, guest, half_days, only, problem, role

ROLES = [role("r"), role("back", host="a", department="A")]
PEOPLE = [guest("ann", visits=3), guest("bob", "B", 3), guest("a", visits=0)]


def between(*pairs):
    return problem(people=PEOPLE, roles=ROLES, slots=half_days(3), rules=only(), pairs=pairs)


def test_pair_shortfall_weighs_the_visits_that_lack():
    of = between(Pair("A", "B", minimum=2, weight=3), Pair("B", "A", minimum=1, weight=1))
    assert cost(of, "pair_shortfall") == 7
    assert cost(of, "pair_shortfall", "ann r s0") == 4
    assert cost(of, "pair_shortfall", "ann r s0", "ann r s1", "ann r s2", "bob back s0 a") == 0


def test_one_way_counts_the_difference_once_for_the_two_directions():
    of = between(Pair("A", "B"), Pair("B", "A"))
    assert cost(of, "one_way", "ann r s0", "bob back s0 a") == 0
    assert cost(of, "one_way", "ann r s0", "ann r s1") == 2
    assert cost(of, "one_way", "bob back s0 a", "bob back s1 a", "ann r s0") == 1
    assert cost(between(), "one_way", "ann r s0", "ann r s1") == 0


def test_missing_visits_and_the_worst_of_them():
    of = between()
    assert cost(of, "missing_visits") == 6
    assert cost(of, "missing_visits", "ann r s0", "ann r s1") == 4
    assert cost(of, "worst_missing", "ann r s0", "ann r s1") == 3
    assert cost(of, "worst_missing", "ann r s0", "bob back s0 a") == 2


def test_more_visits_than_wanted_make_up_for_nobody():
    of = problem(people=[guest("ann"), guest("bob")], slots=3, rules=only())
    assert cost(of, "missing_visits", "ann r s0", "ann r s1") == 1
    assert cost(of, "worst_missing", "ann r s0", "ann r s1") == 1
