from solver.rotation.greedy import greedy
from solver.rotation.problem import Spacing
from tests.solver.tiny import guest, only, problem


def test_no_visit_a_week_means_none():
    of = problem(people=[guest("ann")], rules=only(spacing=Spacing(visits_per_week=0)))
    assert greedy(of) == ()
