import pytest

from solver.rotation.problem import Department, HomeCover
from tests.solver.tiny import guest, holds, only, problem, role

TWO = [guest("ann"), guest("bob")]
THREE = [*TWO, guest("cid")]


def test_role_capacity_limits_the_seats_of_a_slot():
    one, two = role("r", host_capacity=None), role("r", capacity=2, host_capacity=None)
    of = problem(people=TWO, roles=[one], rules=only("role_capacity"))
    assert holds(of, "ann r s0", "bob r s1")
    assert not holds(of, "ann r s0", "bob r s0")
    assert holds(
        problem(people=TWO, roles=[two], rules=only("role_capacity")), "ann r s0", "bob r s0"
    )
    no_limit = role("r", capacity=None, host_capacity=None)
    of = problem(people=THREE, roles=[no_limit], rules=only("role_capacity"))
    assert holds(of, "ann r s0", "bob r s0", "cid r s0")
    none = role("r", capacity=0)
    assert not holds(problem(people=TWO, roles=[none], rules=only("role_capacity")), "ann r s0")
    assert holds(problem(people=TWO, roles=[one], rules=only()), "ann r s0", "bob r s0")


def test_a_host_receives_as_many_at_once_as_the_narrowest_of_the_own_roles_allows():
    wide = role("r", capacity=2, host_capacity=2)
    narrow = role("q", capacity=2, host_capacity=1)
    alone = problem(people=TWO, roles=[wide], rules=only("role_capacity"))
    assert holds(alone, "ann r s0", "bob r s0")
    both = problem(people=TWO, roles=[wide, narrow], rules=only("role_capacity"))
    assert holds(both, "ann r s0", "bob q s1")
    assert not holds(both, "ann r s0", "bob r s0")
    assert not holds(both, "ann r s0", "bob q s0")


@pytest.mark.parametrize(("capacity", "fits"), [(None, True), (2, True), (1, False), (0, False)])
def test_department_capacity_counts_all_roles_of_a_slot(capacity, fits):
    departments = (Department("A"), Department("B", reception_capacity=capacity))
    of = problem(
        people=TWO,
        roles=[role("r"), role("q")],
        departments=departments,
        rules=only("department_capacity"),
    )
    assert holds(of, "ann r s0", "bob q s0") == fits
    assert holds(of, "ann r s0", "bob q s1") == (capacity != 0)


@pytest.mark.parametrize(
    ("share", "headcount", "limit"),
    [(0.2, 10, 2), (0.29, 100, 2), (0.0, 10, 1), (0.2, 9, 1), (None, 10, 3), (0.2, None, 1)],
)
def test_home_cover_lets_a_share_go_and_always_one(share, headcount, limit):
    departments = (Department("A", headcount=headcount), Department("B"))
    rule = HomeCover(on=True, share=share)
    of = problem(
        people=THREE,
        roles=[role("r", capacity=3)],
        departments=departments,
        rules=only(home_cover=rule),
    )
    assert holds(of, "ann r s0")
    assert holds(of, "ann r s0", "bob r s0") == (limit >= 2)
    assert holds(of, "ann r s0", "bob r s1")


def test_home_cover_counts_a_person_in_two_places_once():
    roles = [role("r"), role("q")]
    of = problem(people=[guest("ann", visits=2), *THREE[1:]], roles=roles, rules=only("home_cover"))
    assert holds(of, "ann r s0", "ann q s0")
    assert not holds(of, "ann r s0", "bob r s0")
