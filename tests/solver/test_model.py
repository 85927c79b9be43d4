from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solver.check.terms import measure
from solver.rotation.exact import minimise
from solver.rotation.greedy import greedy
from solver.rotation.model import Model
from solver.rotation.problem import Pair, Rules, Spacing
from solver.rotation.progress import Clock
from solver.rotation.relaxation import relax
from solver.rotation.rows import Rows, Sum
from solver.rotation.solution import tier_order
from tests.benchmarks.companies import company
from tests.solver.tiny import guest, half_days, only, problem, role, visits


def is_complete_and_feasible(of, plan, *, weekly=False):
    """Tell whether CP-SAT takes the plan as a full hint, whatever tier is minimised."""
    for name in tier_order(of):
        model = Model(of, weekly=weekly)
        model.rows.minimise(model.tier(name))
        model.hint(plan)
        solver, lines = cp_model.CpSolver(), []
        solver.parameters.log_search_progress = True
        solver.parameters.log_to_stdout = False
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.stop_after_presolve = True
        solver.log_callback = lines.append
        solver.solve(model.proto)
        if not any("The solution hint is complete and is feasible." in line for line in lines):
            return False
    return True


@pytest.mark.parametrize("weekly", [False, True])
@pytest.mark.parametrize("loose", [False, True])
def test_a_greedy_plan_is_a_full_hint_of_every_variable(weekly, loose):
    of = company("S", "tight")
    if loose:
        two_a_week = Spacing(on=True, visits_per_week=2, gap_half_days=1)
        of = replace(of, rules=replace(Rules(), spacing=two_a_week))
    plan = greedy(of, 1)
    of = replace(of, published=plan[::2])
    assert is_complete_and_feasible(of, plan, weekly=weekly)


def test_a_hint_that_breaks_a_rule_is_noticed():
    of = problem(people=[guest("ann", visits=2)], rules=only("once_per_role"))
    assert not is_complete_and_feasible(of, visits("ann r s0", "ann r s1"))


def test_impossible_visits_have_no_variable():
    away = guest("ann", unavailable=frozenset({"s0"}))
    of = problem(people=[away, guest("bob", "B")], rules=only("available", "other_department"))
    model = Model(of)
    assert model.x.count == 1
    assert len(model.x.visits("ann", "r", "s1")) == 1
    assert len(model.x.visits("ann", "r", "s0")) == 0


def test_plans_go_in_and_come_out_the_same():
    of = company("S")
    plan = greedy(of, 1)
    model = Model(of)
    out = model.plan(model.rows.completed(model.x.values(plan)))
    assert {(v.person, v.role, v.slot) for v in out} == {(v.person, v.role, v.slot) for v in plan}
    assert measure(of, out) == measure(of, plan)


def test_a_published_visit_keeps_its_host_among_equals():
    people = [guest("ann"), guest("bob"), guest("g", "B", 0)]
    roles = [role("r", capacity=2, host_capacity=1)]
    roles = [replace(roles[0], hosts=("g", "h"))]
    published = visits("ann r s0 h", "bob r s0 g")
    of = problem(
        people=people, roles=roles, slots=1, rules=only("role_capacity"), published=published
    )
    model = Model(of)
    found = minimise(model, "changes", (), Clock(10, None), seed=1)
    assert found.value == 0
    assert model.plan(found.values) == published


def test_the_weekly_model_never_counts_more_than_the_half_days_do():
    of = company("S", "tight")
    plan = greedy(of, 1)
    score = measure(of, plan)
    model = Model(of, weekly=True)
    for name in tier_order(of):
        total = model.tier(name)
        full = model.rows.completed(model.x.values(plan))
        assert total.at(full) <= score.tiers[name]


def test_the_relaxation_of_a_transport_problem_is_worked_out_by_hand():
    # Two people, one seat: one wants it dearly (cost 0), the other costs 6; both must be placed,
    # the second seat costs 4 for either. Best: 0 + 4.
    rows = Rows()
    cheap, dear, spare, other = rows.booleans(4)
    rows.add(Sum.total([one(cheap), one(spare)]), least=1)
    rows.add(Sum.total([one(dear), one(other)]), least=1)
    rows.add(Sum.total([one(cheap), one(dear)]), most=1)
    costs = one(dear) * 6 + one(spare) * 4 + one(other) * 4
    relaxed = relax(rows, costs, Clock(10, None))
    assert relaxed.bound == 4
    # Taking the seat for the second person costs 6 + 4, which is 6 above the bound at most.
    assert 0 <= relaxed.costs[dear] <= 6
    assert relaxed.costs[cheap] == pytest.approx(0)


@pytest.mark.parametrize("solver", ["glop", "pdlp"])
def test_the_relaxation_is_never_above_the_optimum(solver):
    of = problem(
        people=[guest("ann", visits=2, department_wishes={"B": 2}), guest("bob", visits=2)],
        roles=[role("r"), role("q", level=2)],
        slots=half_days(4, days_apart=7),
        pairs=(Pair("A", "B", 1, 1),),
    )
    model = Model(of, weekly=True)
    model.hold("missing_visits", 0)
    relaxed = relax(model.rows, model.tier("comfort"), Clock(10, None), solver=solver)
    found = minimise(model, "comfort", greedy(of, 1), Clock(10, None), seed=1)
    assert found.bound == found.value
    assert relaxed.bound <= found.value


def one(variable):
    return Sum(np.array([variable]))
