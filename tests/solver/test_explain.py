"""Why visits are missing: counts that add up, and cures that keep what they promise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.check.board import Board
from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.changes import KINDS
from solver.rotation.explain import Explanation, explain
from solver.rotation.greedy import greedy
from solver.rotation.problem import HomeCover, HostLoad, Person, Problem, Spacing, Visit
from solver.rotation.reasons import counted
from tests.solver.random_problems import problems
from tests.solver.tiny import guest, only, problem, role, visits

PATIENT = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
RULES = ("target", "one_place", "available", "host_of_role", "role_capacity", "other_department")


def missing(of: Problem, plan: tuple[Visit, ...]) -> int:
    return measure(of, plan).tiers["missing_visits"]


def told(of: Problem, *written: str, person: str = "a") -> Explanation:
    return explain(of, visits(*written), [person])


def kinds(explanation: Explanation) -> dict[str, int]:
    return {cure.change.kind: cure.places for cure in explanation.cures}


@st.composite
def plans(draw: st.DrawFn) -> tuple[Problem, tuple[Visit, ...]]:
    """A problem and a plan from which some visits were taken."""
    of = draw(problems())
    plan = greedy(of, 1)
    kept = tuple(visit for visit in plan if draw(st.integers(0, 3)))
    assume(not check_plan(of, kept))
    assume(missing(of, kept))
    return of, kept


# Counts


def test_counts_by_hand():
    # Roles r (host h) and own (at home); slots s0…s3, a has a visit in s0 with one half-day between
    # two visits, is away in s1, and r is closed in s3. The department rules own out four times.
    of = problem(
        people=[guest("a", visits=2, unavailable=frozenset({"s1"})), guest("b")],
        roles=[role("r", closed=frozenset({"s3"})), role("own", host="b", department="A")],
        slots=4,
        rules=only(*RULES, spacing=Spacing(visits_per_week=None, gap_half_days=1)),
    )
    found = counted(Board(of, visits("a r s0")), "a")
    assert (found.count, found.roles, found.candidates, found.free) == (1, 1, 8, 1)
    assert found.blocked == {
        "other-department": 4,  # own
        "spacing": 4,  # s0 and s1 of both roles
        "available": 3,  # s1 of both roles, s3 of r
        "one-place": 2,  # s0 of both roles
        "role-capacity": 1,  # r in s0
    }
    assert found.alone == {"other-department": 2, "available": 1}  # own in s2 and s3; r in s3
    assert found.several == 4


def test_a_rule_of_hosts_counts_only_where_no_host_may_receive():
    of = problem(
        people=[guest("a"), guest("b"), Person("k", "B", unavailable=frozenset({"s0"}))],
        roles=[replace(role("r"), hosts=("h", "k"), capacity=3)],
        rules=only(*RULES),
    )
    # In s0 k is away and h has a guest; in s1 k is free although h has a guest again.
    found = counted(Board(of, visits("b r s0", "b r s1")), "a")
    assert found.blocked == {"available": 1, "role-capacity": 1}
    assert (found.free, found.alone, found.several) == (1, {}, 1)


def test_a_role_without_hosts_counts_under_its_hosts():
    of = problem(people=[guest("a")], roles=[role("r", host="")], rules=only(*RULES))
    assert counted(Board(of), "a").alone == {"host-of-role": 2}


@PATIENT
@given(plans())
def test_counts_add_up_and_are_what_the_judges_say(drawn):
    of, plan = drawn
    board = Board(of, plan)
    for one in explain(of, plan, tries=0).reasons:
        assert one.count == board.lacking(one.person)
        assert one.candidates == one.free + sum(one.alone.values()) + one.several
        assert all(one.blocked[rule] >= count for rule, count in one.alone.items())
        judged = dict.fromkeys(one.blocked, 0)
        free = 0
        for offered in of.roles:
            for slot in of.slots:
                rules = against_by_judges(board, one.person, offered.id, slot.id)
                free += not rules
                for rule in rules:
                    judged[rule] += 1
        assert (judged, free) == (one.blocked, one.free)


def against_by_judges(board: Board, person: str, offered: str, slot: str) -> set[str]:
    """Return the rules that the judges see broken by one visit more, whoever receives."""
    of_hosts = {"host-away", "host-full", "no-host", "not-a-host"}
    guests, by_host = set[str](), []
    for host in board.problem.receivers(offered) or (None,):
        broken = set()
        for breach in board.breaches_of(Visit(person, offered, slot, host)):
            code, who = breach.params.get("code"), breach.params.get("person")
            of_host = breach.rule == "host-load" or code in of_hosts
            if (breach.rule, code) == ("one-place", "guest-and-host"):
                of_host = who == host
            (broken if of_host else guests).add(breach.rule)
        by_host.append(broken)
    return guests | (set() if not all(by_host) else set.union(*by_host))


@PATIENT
@given(plans())
def test_a_place_that_one_rule_alone_rules_out_is_free_without_it(drawn):
    of, plan = drawn
    for one in explain(of, plan, tries=0).reasons:
        for rule, count in one.alone.items():
            if rule == "host-of-role":
                continue  # without it colleagues receive, who may be busy
            name = rule.replace("-", "_")
            off = replace(getattr(of.rules, name), on=False)
            eased = replace(of, rules=replace(of.rules, **{name: off}))
            # With several hosts more may become free: each may be kept away by another rule.
            assert counted(Board(eased, plan), one.person).free >= one.free + count


# Cures


def test_moving_another_visit_places_what_is_missing():
    # b sits in the only half-day that a has; b could go to s1.
    of = problem(people=[guest("a", unavailable=frozenset({"s1"})), guest("b")], rules=only(*RULES))
    found = told(of, "b r s0")
    (cure,) = found.cures
    assert cure.document() == {
        "kind": "move",
        "slots": ["s0"],
        "places": 1,
        "persons": ["a"],
        "gone": [{"person": "b", "role": "r", "slot": "s0", "host": "h"}],
        "come": [
            {"person": "a", "role": "r", "slot": "s0", "host": "h"},
            {"person": "b", "role": "r", "slot": "s1", "host": "h"},
        ],
    }


def test_three_people_can_move_in_a_ring():
    # a only has s0, where b sits; b can also have s1, where c sits; c can also have s2.
    of = problem(
        people=[
            guest("a", unavailable=frozenset({"s1", "s2"})),
            guest("b", unavailable=frozenset({"s2"})),
            guest("c", unavailable=frozenset({"s0"})),
        ],
        slots=3,
        rules=only(*RULES),
    )
    (cure,) = told(of, "b r s0", "c r s1").cures
    assert cure.moves.come == visits("a r s0", "b r s1", "c r s2")


def test_each_kind_of_change_is_proposed_where_it_is_what_is_needed():
    def one(*people: Person, written: tuple[str, ...] = (), **more) -> dict[str, int]:
        offered = more.pop("offered", role("r"))
        slots = more.pop("slots", 1)
        return kinds(told(problem(people=people, roles=[offered], slots=slots, **more), *written))

    rules = only(*RULES)
    away = guest("a", unavailable=frozenset({"s0"}))
    assert one(away, rules=rules) == {"free": 1}
    closed = role("r", closed=frozenset({"s0"}))
    assert one(guest("a"), offered=closed, rules=rules) == {"open": 1}
    full = role("r", capacity=1, host_capacity=2)
    taken = {"written": ("b r s0",), "rules": rules}
    assert one(guest("a"), guest("b"), offered=full, **taken) == {"seat": 1}
    busy = role("r", capacity=2)
    assert one(guest("a"), guest("b"), offered=busy, **taken) == {"guests": 1}
    alone = role("r", host="")
    assert one(guest("a"), Person("k", "B"), offered=alone, rules=rules) == {"host": 1}
    home = only(*RULES, home_cover=HomeCover(share=0.5))
    roomy = role("r", capacity=5, host_capacity=5)
    staff = (guest("a"), guest("b"), Person("x", "A"))
    kept = {"offered": roomy, "written": ("b r s0",)}
    assert one(*staff, **kept, rules=home) == {"away": 1}
    load = only(*RULES, host_load=HostLoad(per_week=1))
    assert one(guest("a"), guest("b"), **kept, rules=load) == {"relax": 1}


def test_a_cure_is_told_once_with_everybody_whom_it_helps():
    of = problem(
        people=[guest("a"), guest("b"), Person("k", "B")],
        roles=[role("r", host="")],
        rules=only(*RULES),
    )
    found = explain(of, ())
    best = found.cures[0]
    assert (best.change.kind, best.change.host, best.places) == ("host", "h", 2)
    assert best.persons == ("a", "b")
    assert best.slots == ("s0", "s1")


@PATIENT
@given(plans())
def test_each_cure_places_what_it_promises(drawn):
    of, plan = drawn
    before = missing(of, plan)
    for cure in explain(of, plan).cures:
        changed = cure.change.applied(of)
        after = cure.moves.applied(plan)
        assert check_plan(changed, after) == []
        assert before - missing(of, after) == cure.places == len(cure.persons) > 0
        counts = {person: cure.persons.count(person) for person in cure.persons}
        was, now = Board(of, plan), Board(of, after)
        for person in of.people:
            gain = was.lacking(person.id) - now.lacking(person.id)
            assert gain == counts.get(person.id, 0)
        document = cure.document()
        assert document["kind"] in KINDS
        assert document["places"] == cure.places


@PATIENT
@given(plans())
def test_explaining_is_the_same_each_time_and_leaves_nothing_behind(drawn):
    of, plan = drawn
    assert explain(of, plan) == explain(of, plan)


def test_what_is_stopped_still_tells_the_reasons():
    of = problem(people=[guest("a")], roles=[role("r", host="")], rules=only(*RULES))
    found = explain(of, (), should_stop=lambda: True)
    assert found.cures == ()
    assert [one.person for one in found.reasons] == ["a"]
