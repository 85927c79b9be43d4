"""The board against the judges and the terms, on problems at random."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from solver.check.board import Board
from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.problem import Visit
from solver.rotation.search import solve
from tests.solver.random_problems import PATIENT, settled_problems


def anything(of):
    """Visits that break what they like."""
    return st.lists(
        st.builds(
            Visit,
            *(st.sampled_from([one.id for one in each]) for each in (of.people, of.roles)),
            st.sampled_from([slot.id for slot in of.slots]),
            st.none() | st.sampled_from([person.id for person in of.people]),
        ),
        unique_by=lambda visit: (visit.person, visit.role, visit.slot),
        max_size=8,
    )


def additions(of, visits):
    """Every visit to a place that is not taken, with everybody who could be thought of as host."""
    taken = {(visit.person, visit.role, visit.slot) for visit in visits}
    return [
        Visit(person.id, role.id, slot.id, host)
        for person in of.people
        for role in of.roles
        for slot in of.slots
        if (person.id, role.id, slot.id) not in taken
        for host in (*(it.id for it in of.people if it.department == role.department), None)
    ]


def broken_by(of, visits, visit):
    """The rules that a visit more would break, by the judges alone; absent ones are not its."""
    return {
        breach.rule
        for breach in check_plan(of, [*visits, visit])
        if visit in breach.visits and breach.rule != "pin"
    }


def ruled_out(board, visit):
    """The rules that the board's hints name for a visit."""
    bit = 1 << board.ground.at[visit.slot]
    hints = (
        board.ruled_out(visit.person, visit.role),
        board.host_ruled_out(visit.person, visit.role, visit.host),
    )
    return {rule for found in hints for rule, slots in found.items() if slots & bit}


@PATIENT
@given(settled_problems(people=5), st.data())
def test_hints_name_the_rules_that_the_judges_find_broken(of, data):
    plan = solve(of).visits
    kept = data.draw(st.lists(st.sampled_from(plan), unique=True)) if plan else []
    # Half a plan may leave people without their company, who are then in breach already.
    kept = kept if not of.together else list(plan)
    board = Board(of, kept)
    for visit in additions(of, kept):
        broken = broken_by(of, kept, visit)
        assert {breach.rule for breach in board.breaches_of(visit)} == broken
        assert ruled_out(board, visit) == broken, visit


@PATIENT
@given(settled_problems(people=5))
def test_a_slot_is_free_if_one_visit_more_breaks_nothing(of):
    plan = solve(of).visits
    board, possible = Board(of, plan), {}
    for visit in additions(of, plan):
        found = possible.setdefault((visit.person, visit.role), set())
        if not broken_by(of, plan, visit):
            found.add(visit.slot)
            free = board.free(visit.person, visit.role, visit.host)
            assert free >> board.ground.at[visit.slot] & 1
    for (person, role), slots in possible.items():
        assert set(board.ground.ids(board.free(person, role))) == slots
        for slot in of.slots:
            host = board.host_for(person, role, slot.id)
            if slot.id in slots:
                assert not broken_by(of, plan, Visit(person, role, slot.id, host))


@PATIENT
@given(settled_problems(), st.data())
def test_costs_follow_the_terms_while_visits_come_and_go(of, data):
    visits = data.draw(anything(of))
    board, held = Board(of), []
    for visit in visits:
        before, change = measure(of, held), board.cost_of(visit)
        board.add(visit)
        held.append(visit)
        after = measure(of, held)
        assert board.score == after
        for now, then, by in (
            (after.tiers, before.tiers, change.tiers),
            (after.terms, before.terms, change.terms),
        ):
            assert {name: now[name] - then[name] for name in now} == by
    for visit in data.draw(st.permutations(visits)):
        board.remove(visit)
        held.remove(visit)
        assert board.score == measure(of, held)


@PATIENT
@given(settled_problems(people=5), st.data())
def test_a_visit_taken_off_leaves_no_trace(of, data):
    plan = solve(of).visits
    assume(plan)
    gone = data.draw(st.lists(st.sampled_from(plan), unique=True, min_size=1))
    board = Board(of, plan)
    for visit in gone:
        board.remove(visit)
    fresh = Board(of, [visit for visit in plan if visit not in gone])
    assert board.visits == fresh.visits
    for visit in additions(of, board.visits):
        assert ruled_out(board, visit) == ruled_out(fresh, visit)
        assert board.cost_of(visit) == fresh.cost_of(visit)
