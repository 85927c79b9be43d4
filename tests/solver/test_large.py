"""What is too large for whole models: the programme, the search beside it, and kernels kept."""

from __future__ import annotations

import os

from solver.check.plan import validate
from solver.rotation.kernels.cache import prepare_cache
from solver.rotation.search import solve
from solver.rotation.solution import Status
from tests.benchmarks.companies import company


def test_a_company_of_150_is_planned_to_the_proven_best_and_the_same_way_again():
    of = company("M")
    plan = solve(of, seed=2)
    assert plan.status == Status.OPTIMAL
    assert validate(of, plan) == []
    assert plan.build_seconds > 0
    again = solve(of, seed=2)
    assert (again.visits, again.tiers) == (plan.visits, plan.tiers)


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(blocked))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    prepare_cache()
    used = os.environ["NUMBA_CACHE_DIR"]
    assert os.path.isdir(used)
    assert not used.startswith(str(blocked))
