from dataclasses import replace

from solver.rotation.problem import Visit
from tests.solver.tiny import cost, guest, holds, only, problem, role, visits

ANN = guest("ann", visits=2)
ROLES = [role("r"), role("q")]
PEOPLE = [ANN, guest("g", "B", 0)]


def test_pins_are_in_the_plan_with_the_host_they_name():
    open_pin = (Visit("ann", "r", "s0", None),)
    of = problem(people=PEOPLE, roles=ROLES, rules=only("pin"), pins=open_pin)
    assert holds(of, "ann r s0")
    assert holds(of, "ann r s0 g", "ann q s1")
    assert not holds(replace(of, people=of.people), "ann r s1")
    named = replace(of, pins=visits("ann r s0 g"))
    assert holds(named, "ann r s0 g")
    assert not holds(named, "ann r s0 h")
    assert holds(replace(named, rules=only()), "ann q s1")


def test_the_frozen_part_is_the_published_plan():
    of = problem(
        people=PEOPLE,
        roles=ROLES,
        slots=3,
        rules=only("frozen"),
        published=visits("ann r s0", "ann q s2"),
        frozen_before="s1",
    )
    assert holds(of, "ann r s0")
    assert holds(of, "ann r s0", "ann q s1")
    assert not holds(of, "ann q s2")
    assert not holds(of, "ann r s0 g")
    assert not holds(of, "ann r s0", "ann q s0")
    by_date = replace(of, frozen_before="2027-03-02")
    assert not holds(by_date, "ann q s1")
    assert holds(replace(of, rules=only()), "ann q s1")


def test_nothing_published_means_an_empty_past():
    of = problem(people=PEOPLE, rules=only("frozen"), frozen_before="s1")
    assert holds(of, "ann r s1")
    assert not holds(of, "ann r s0")


def test_changes_count_two_for_a_visit_lost_and_one_for_another_host():
    published = visits("ann r s0", "ann q s1")
    of = problem(people=PEOPLE, roles=ROLES, slots=3, rules=only(), published=published)
    assert cost(of, "changes", "ann r s0", "ann q s1") == 0
    assert cost(of, "changes", "ann r s0", "ann q s1 g") == 1
    assert cost(of, "changes", "ann r s0 g", "ann q s1 g") == 2
    assert cost(of, "changes", "ann r s0") == 2
    assert cost(of, "changes", "ann r s2", "ann q s1 g") == 3
    assert cost(of, "changes") == 4
