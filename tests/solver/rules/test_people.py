from tests.solver.tiny import cost, guest, holds, only, problem, role

ROLES = [role("r"), role("q"), role("c", host="k", department="C")]
HOST = guest("k", "C", 0)
TWO = [guest("ann"), guest("bob"), HOST]


def test_no_go_closes_departments_and_roles():
    shy = guest("ann", no_go_departments=frozenset({"C"}), no_go_roles=frozenset({"q"}))
    of = problem(people=[shy, HOST], roles=ROLES, rules=only("no_go"))
    assert holds(of, "ann r s0")
    assert not holds(of, "ann q s0")
    assert not holds(of, "ann c s0 k")
    free = problem(people=[shy, HOST], roles=ROLES, rules=only())
    assert holds(free, "ann q s0")
    assert holds(free, "ann c s0 k")


def test_together_means_the_same_department_and_slot_or_neither():
    of = problem(people=TWO, roles=ROLES, rules=only("together"), together=(("ann", "bob"),))
    assert holds(of)
    assert holds(of, "ann r s0", "bob q s0")
    assert not holds(of, "ann r s0")
    assert not holds(of, "ann r s0", "bob q s1")
    assert not holds(of, "ann r s0", "bob c s0 k")
    off = problem(people=TWO, roles=ROLES, rules=only(), together=(("ann", "bob"),))
    assert holds(off, "ann r s0")


def test_together_counts_two_visits_in_one_slot_as_being_there():
    people = [guest("ann", visits=2), guest("bob", visits=2), HOST]
    of = problem(people=people, roles=ROLES, rules=only("together"), together=(("ann", "bob"),))
    assert holds(of, "ann r s0", "ann q s0", "bob q s0")


def test_apart_means_never_in_one_department_at_once():
    of = problem(people=TWO, roles=ROLES, rules=only("apart"), apart=(("ann", "bob"),))
    assert holds(of, "ann r s0", "bob c s0 k")
    assert holds(of, "ann r s0", "bob q s1")
    assert not holds(of, "ann r s0", "bob q s0")
    off = problem(people=TWO, roles=ROLES, rules=only(), apart=(("ann", "bob"),))
    assert holds(off, "ann r s0", "bob q s0")


def test_wishes_cost_two_points_less_the_wish_for_the_role_or_else_the_department():
    keen = guest("ann", visits=3, department_wishes={"B": 1}, role_wishes={"q": -2})
    of = problem(people=[keen, HOST], roles=ROLES, slots=3, rules=only())
    assert cost(of, "wishes", "ann r s0") == 1
    assert cost(of, "wishes", "ann q s0") == 4
    assert cost(of, "wishes", "ann c s0 k") == 2
    assert cost(of, "wishes", "ann r s0", "ann q s1", "ann c s2 k") == 7
    happy = guest("ann", department_wishes={"B": 2})
    assert cost(problem(people=[happy], rules=only()), "wishes", "ann r s0") == 0
