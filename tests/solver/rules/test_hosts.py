import pytest

from solver.rotation.problem import HostLoad
from tests.solver.tiny import cost, guest, half_days, holds, only, problem, role

PEOPLE = [guest("ann", visits=3), guest("bob", visits=3), guest("g", "B", 0)]


def test_host_of_role_keeps_colleagues_from_receiving():
    roles = [role("r"), role("q", host="g")]
    of = problem(people=PEOPLE, roles=roles, rules=only("host_of_role"))
    assert holds(of, "ann r s0 h", "bob q s0 g")
    assert not holds(of, "ann r s0 g")
    assert holds(problem(people=PEOPLE, roles=roles, rules=only()), "ann r s0 g")


@pytest.mark.parametrize("per_week", [None, 2, 1])
def test_host_load_counts_a_week_over_all_roles(per_week):
    of = problem(
        people=PEOPLE,
        roles=[role("r"), role("q")],
        slots=half_days(4, days_apart=3),  # Monday, Thursday, Sunday, Wednesday
        rules=only(host_load=HostLoad(on=True, per_week=per_week)),
    )
    assert holds(of, "ann r s0", "bob q s1") == (per_week != 1)
    assert holds(of, "ann r s0", "bob q s3")
    assert holds(of, "ann r s0", "bob q s1", "ann r s2") == (per_week is None)


def test_host_overload_counts_guests_beyond_the_fair_share():
    # 6 visits wanted, 2 hosts: 3 each are fair.
    roles = [role("r", capacity=2, host_capacity=2), role("q", host="g")]
    of = problem(people=PEOPLE, roles=roles, slots=3, rules=only())
    three = ["ann r s0", "bob r s0", "ann r s1"]
    assert cost(of, "host_overload", *three) == 0
    assert cost(of, "host_overload", *three, "bob r s1", "ann q s2 g") == 1
    given = problem(people=PEOPLE, roles=roles, slots=3, rules=only(), fair_hosting=1)
    assert cost(given, "host_overload", *three) == 2
    none = problem(people=PEOPLE, roles=roles, slots=3, rules=only(), fair_hosting=0)
    assert cost(none, "host_overload", *three) == 3
