from tests.solver.tiny import guest, holds, only, problem, role


def test_one_place_lets_a_person_be_a_guest_once_a_slot():
    roles = [role("r"), role("q")]
    of = problem(people=[guest("ann", visits=2)], roles=roles, rules=only("one_place"))
    assert holds(of, "ann r s0", "ann q s1")
    assert not holds(of, "ann r s0", "ann q s0")
    loose = problem(people=[guest("ann", visits=2)], roles=roles, rules=only())
    assert holds(loose, "ann r s0", "ann q s0")


def test_one_place_keeps_a_guest_from_hosting_meanwhile():
    roles = [role("r"), role("own", host="ann", department="A")]
    people = [guest("ann"), guest("bob", "B")]
    of = problem(people=people, roles=roles, rules=only("one_place"))
    assert holds(of, "ann r s0", "bob own s1 ann")
    assert not holds(of, "ann r s0", "bob own s0 ann")
    assert holds(problem(people=people, roles=roles, rules=only()), "ann r s0", "bob own s0 ann")


def test_available_keeps_absent_guests_and_hosts_and_closed_roles_out():
    away = guest("ann", visits=2, unavailable=frozenset({"s0"}))
    of = problem(people=[away], rules=only("available"))
    assert holds(of, "ann r s1")
    assert not holds(of, "ann r s0")
    roles = [role("own", host="ann", department="A")]
    of = problem(people=[away, guest("bob", "B", 2)], roles=roles, rules=only("available"))
    assert holds(of, "bob own s1 ann")
    assert not holds(of, "bob own s0 ann")
    shut = [role("r", closed=frozenset({"s0"}))]
    of = problem(people=[guest("ann", visits=2)], roles=shut, rules=only("available"))
    assert holds(of, "ann r s1")
    assert not holds(of, "ann r s0")
    assert holds(problem(people=[away], roles=shut, rules=only()), "ann r s0")
