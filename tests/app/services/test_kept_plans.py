"""The best plan of a solve under way lies beside the database until something is decided."""

from __future__ import annotations

import os
from pathlib import Path

from app.services.kept_plans import KeptPlanService
from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status

PLAN = Plan(Status.FEASIBLE, (Visit("p1", "r2", "2027-03-01am", "p3"),))


def kept_file():
    (file,) = (Path(os.environ["XDG_STATE_HOME"]) / "gemba" / "solves").iterdir()
    return file


def test_what_was_kept_last_comes_back(services):
    services.kept_plans.keep(1, Plan(Status.FEASIBLE, ()))
    services.kept_plans.keep(1, PLAN)
    kept = KeptPlanService(services.database).kept(1)
    assert kept is not None
    assert kept.plan.visits == PLAN.visits
    assert services.kept_plans.kept(2) is None


def test_forgotten_it_is_gone_and_may_be_forgotten_again(services):
    services.kept_plans.keep(1, PLAN)
    services.kept_plans.forget(1)
    services.kept_plans.forget(1)
    assert services.kept_plans.kept(1) is None


def test_what_cannot_be_read_is_none(services):
    services.kept_plans.keep(1, PLAN)
    kept_file().write_text('{"format": "gemba-pl', encoding="utf-8")
    assert services.kept_plans.kept(1) is None


def test_no_name_of_a_person_lies_on_the_disk(services):
    department_id, _changes = services.staff.add_department(name="Sales")
    services.staff.add_employee(name="Anna Petrova", department_id=department_id)
    services.kept_plans.keep(1, PLAN)
    assert "Anna" not in kept_file().read_text(encoding="utf-8")
