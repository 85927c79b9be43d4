from tests.solver.tiny import cost, guest, holds, only, problem, role

ANN = guest("ann", visits=2)


def test_other_department_keeps_a_guest_from_the_own_department():
    at_home = guest("bob", "B")
    roles = [role("r"), role("own", host="", department="A")]
    assert holds(
        problem(people=[ANN, at_home], roles=roles, rules=only("other_department")), "ann r s0"
    )
    assert not holds(problem(people=[at_home], rules=only("other_department")), "bob r s0")
    assert holds(problem(people=[at_home], rules=only()), "bob r s0")


def test_target_limits_the_visits_of_a_person():
    one = guest("ann", visits=1)
    assert holds(problem(people=[ANN], rules=only("target")), "ann r s0", "ann r s1")
    assert not holds(problem(people=[one], rules=only("target")), "ann r s0", "ann r s1")
    assert not holds(problem(people=[guest("ann", visits=0)], rules=only("target")), "ann r s0")
    assert holds(problem(people=[one], rules=only()), "ann r s0", "ann r s1")


def test_once_per_role_counts_earlier_programmes():
    roles = [role("r"), role("q")]
    of = problem(people=[ANN], roles=roles, rules=only("once_per_role"))
    assert holds(of, "ann r s0", "ann q s1")
    assert not holds(of, "ann r s0", "ann r s1")
    been = guest("ann", visited_roles=frozenset({"q"}))
    of = problem(people=[been], roles=roles, rules=only("once_per_role"))
    assert holds(of, "ann r s0")
    assert not holds(of, "ann q s0")
    assert holds(problem(people=[been], roles=roles, rules=only()), "ann q s0", "ann q s1")


def test_once_per_department_does_not_count_earlier_programmes():
    roles = [role("r"), role("q"), role("c", host="k", department="C")]
    been = guest("ann", visits=2, visited_departments=frozenset({"B"}))
    of = problem(people=[been, guest("k", "C", 0)], roles=roles, rules=only("once_per_department"))
    assert holds(of, "ann r s0", "ann c s1 k")
    assert not holds(of, "ann r s0", "ann q s1")
    free = problem(people=[been, guest("k", "C", 0)], roles=roles, rules=only())
    assert holds(free, "ann r s0", "ann q s1")


def test_repeat_department_counts_visits_beyond_the_first():
    roles = [role("r"), role("q"), role("c", host="k", department="C")]
    of = problem(
        people=[guest("ann", visits=3), guest("k", "C", 0)], roles=roles, slots=3, rules=only()
    )
    assert cost(of, "repeat_department", "ann r s0", "ann c s1 k") == 0
    assert cost(of, "repeat_department", "ann r s0", "ann c s1 k", "ann q s2") == 1
    assert cost(of, "repeat_department", "ann r s0", "ann r s1", "ann q s2") == 2


def test_seen_before_counts_visits_into_departments_of_earlier_programmes():
    roles = [role("r"), role("c", host="k", department="C")]
    been = guest("ann", visits=3, visited_departments=frozenset({"B"}))
    of = problem(people=[been, guest("k", "C", 0)], roles=roles, slots=3, rules=only())
    assert cost(of, "seen_before", "ann c s0 k") == 0
    assert cost(of, "seen_before", "ann c s0 k", "ann r s1", "ann r s2") == 2
