import subprocess
import sys
from dataclasses import replace

from solver.check.plan import check_plan
from solver.check.terms import measure
from solver.rotation.local_search import LocalSearch, Schedule
from solver.rotation.problem import OncePerDepartment, Spacing, Weights
from tests.solver.tiny import guest, half_days, only, problem, role, visits

COUNT_COMPILED = """
from solver.rotation.kernels.board import assemble, make_board
from solver.rotation.compiled import compile_problem
from solver.rotation.supply import Supply
from tests.solver.tiny import guest, problem
before = len(assemble.signatures)
make_board(Supply(compile_problem(problem(people=[guest("ann")]))), 1)
print(before, len(assemble.signatures))
"""
ROLES = [role("r"), role("q", level=2), role("c", host="k", department="C")]
ANN = guest("ann", visits=3)
CHEF = guest("k", "C", 0)


def improved(of, start):
    search = LocalSearch(of)
    search.load(start)
    search.fill()
    search.cool(300, Schedule())
    plan = search.visits()
    assert check_plan(of, plan) == []
    assert measure(of, plan).key <= measure(of, start).key
    return plan


def test_nothing_is_left_to_compile_once_the_kernels_are_loaded():
    # What the first board compiles runs on the clock of the search, and ate all of a short limit.
    command = [sys.executable, "-c", COUNT_COMPILED]
    counted = subprocess.run(command, check=True, capture_output=True, text=True)
    assert counted.stdout.split() == ["1", "1"]


def test_a_gap_is_kept_beside_the_visits_of_the_start():
    # Visits on s1 and s3 would please more, were it not for the one on s0.
    rule = Spacing(visits_per_week=None, gap_half_days=1)
    of = problem(
        people=[replace(ANN, role_wishes={"r": -2, "q": 2, "c": 2}), CHEF],
        roles=ROLES,
        slots=4,
        rules=only("one_place", "once_per_role", "other_department", "target", spacing=rule),
    )
    plan = improved(of, visits("ann r s0"))
    assert len(plan) == 2


def test_a_gap_is_kept_beside_pins():
    rule = Spacing(visits_per_week=None, gap_half_days=2)
    of = problem(
        people=[ANN, CHEF],
        roles=ROLES,
        slots=half_days(6),
        rules=only("one_place", "other_department", "target", "pin", spacing=rule),
        pins=visits("ann r s2"),
    )
    plan = improved(of, visits("ann r s2"))
    assert visits("ann r s2")[0] in plan
    assert len(plan) == 2


def test_once_per_department_holds_even_where_repeats_weigh_nothing():
    of = problem(
        people=[ANN, CHEF],
        roles=ROLES,
        slots=4,
        rules=only("one_place", "other_department", once_per_department=OncePerDepartment(on=True)),
        weights=replace(Weights(), repeat_department=0),
    )
    plan = improved(of, ())
    assert {visit.role for visit in plan} in ({"r", "c"}, {"q", "c"})
