import pytest

from solver.check.plan import check_plan
from solver.rotation.greedy import greedy
from solver.rotation.problem import HostLoad, Visit
from tests.solver.tiny import cost, guest, half_days, holds, only, problem, role

PEOPLE = [guest("ann", visits=3), guest("bob", visits=3), guest("g", "B", 0)]


def test_host_of_role_keeps_colleagues_from_receiving():
    roles = [role("r"), role("q", host="g")]
    of = problem(people=PEOPLE, roles=roles, rules=only("host_of_role"))
    assert holds(of, "ann r s0 h", "bob q s0 g")
    assert not holds(of, "ann r s0 g")


def test_without_the_rule_any_colleague_receives_but_nobody_from_outside():
    of = problem(people=PEOPLE, roles=[role("r"), role("q", host="")], rules=only())
    assert holds(of, "ann r s0 g", "bob q s0 h")
    assert not holds(of, "ann r s0 bob")
    assert [breach.rule for breach in check_plan(of, [Visit("ann", "r", "s0", None)])] == [
        "host-of-role"
    ]


def test_without_the_rule_a_role_needs_no_host_of_its_own_to_be_planned():
    alone = problem(people=PEOPLE[:1], roles=[role("q", host="")], rules=only("target"))
    assert {visit.host for visit in greedy(alone)} == {"h"}


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
