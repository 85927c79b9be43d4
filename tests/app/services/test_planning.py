"""Drafts are kept whole, judged by what holds now, and moved by hand one step at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import ConflictError, KnownError
from app.services.planning import PlanningService
from app.services.programmes import ProgrammeService
from app.services.staff import StaffService
from app.wording import error_text, sentence
from solver.rotation.problem import Visit
from solver.rotation.solution import Plan, Status, Tier
from tests.builders import MONDAY, make_company, make_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.db.session import Database
    from app.undo import UndoStack

TUESDAY, THURSDAY = MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(3)


@pytest.fixture
def planning(database: Database) -> PlanningService:
    return PlanningService(database)


@pytest.fixture
def keys(database: Database) -> dict[str, int]:
    return make_company(database)


@pytest.fixture
def spring(database: Database, keys: dict[str, int]) -> int:
    assert keys
    return make_programme(database, weeks=2)


@pytest.fixture
def draw(keys: dict[str, int]) -> Callable[..., Plan]:
    """Makes plans of visits, each guest, role, slot and host by name."""

    def plan(*wanted: tuple[str, str, str, str], **fields: Any) -> Plan:
        visits = [
            Visit(f"p{keys[guest]}", f"r{keys[role]}", slot, f"p{keys[host]}")
            for guest, role, slot, host in wanted
        ]
        return Plan(Status.FEASIBLE, tuple(sorted(visits)), **fields)

    return plan


FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
SECOND = ("Sales 3", "Marketing role 2", "2027-03-04pm", "Marketing 2")


def refusal(act: Callable[..., object], **given: object) -> KnownError:
    with pytest.raises(KnownError) as caught:
        act(**given)
    return caught.value


def sentences(findings: list[Any]) -> list[str]:
    return [sentence(finding.code, finding.parameters) for finding in findings]


# Drafts


def test_a_draft_is_kept_as_it_was_found(
    planning: PlanningService, spring: int, draw: Callable[..., Plan]
):
    tiers = (Tier("missing_visits", 14, 12), Tier("comfort", 12, 7))
    found = draw(FIRST, SECOND, tiers=tiers, terms={"wishes": 4}, seconds=1.5, seed=7)
    plan_id, changes = planning.store_draft(programme_id=spring, plan=found, note="first try")
    (row,) = planning.plans(spring)
    assert (row.id, row.number, row.status, row.note) == (plan_id, 1, "draft", "first try")
    assert (row.visits, row.solver_status) == (2, "feasible")
    assert row.tiers == (("missing_visits", 14, 12), ("comfort", 12, 7))
    assert (row.terms, row.seconds, row.seed) == ({"wishes": 4}, 1.5, 7)
    assert dt.datetime.now(dt.UTC) - row.created_at < dt.timedelta(minutes=10)
    assert changes.tables == {"plan_version", "visit"}
    shown = [
        (visit.employee, visit.role, visit.date, visit.half, visit.host, visit.pinned)
        for visit in planning.board(plan_id).visits
    ]
    assert shown == [
        ("Marketing 3", "Sales role 1", TUESDAY, "am", "Sales 1", False),
        ("Sales 3", "Marketing role 2", THURSDAY, "pm", "Marketing 2", False),
    ]


def test_the_board_names_who_lacks_visits(
    planning: PlanningService, spring: int, draw: Callable[..., Plan]
):
    plan_id, _changes = planning.store_draft(programme_id=spring, plan=draw(FIRST))
    missing = {who: (count, wanted) for _key, who, count, wanted in planning.board(plan_id).missing}
    assert missing["Marketing 3"] == (1, 2)
    assert missing["Sales 4"] == (2, 2)
    assert len(missing) == 8


def test_each_draft_has_a_number_of_its_own(
    planning: PlanningService, database: Database, spring: int, draw: Callable[..., Plan]
):
    autumn = make_programme(database, name="Autumn")
    for programme_id in (spring, spring, autumn):
        planning.store_draft(programme_id=programme_id, plan=draw(FIRST))
    assert [row.number for row in planning.plans(spring)] == [1, 2]
    assert [row.number for row in planning.plans(autumn)] == [1]


def test_a_draft_is_one_step_to_undo(
    planning: PlanningService, undo: UndoStack, spring: int, draw: Callable[..., Plan]
):
    planning.store_draft(programme_id=spring, plan=draw(FIRST, SECOND))
    undo.undo()
    assert planning.plans(spring) == []


@pytest.mark.parametrize(
    ("visits", "said"),
    [
        ((("Sales 3", *FIRST[1:]),), "Sales 3"),
        ((FIRST, ("Marketing 4", *FIRST[1:])), "Sales role 1"),
        ((("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 2"),), "Sales 2"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_not_kept(
    planning: PlanningService, spring: int, draw: Callable[..., Plan], visits: Any, said: str
):
    error = refusal(planning.store_draft, programme_id=spring, plan=draw(*visits))
    assert (type(error), error.code) == (ConflictError, "plan-does-not-fit")
    assert said in error_text(error)
    assert planning.plans(spring) == []


def test_a_plan_that_was_overtaken_by_a_change_is_not_kept(
    planning: PlanningService, database: Database, spring: int, draw: Callable[..., Plan]
):
    found = draw(FIRST)
    ProgrammeService(database).close_half_day(programme_id=spring, date=TUESDAY, half="am")
    error = refusal(planning.store_draft, programme_id=spring, plan=found)
    assert "staff, calendar or rules have changed since the solve began" in error_text(error)
    assert planning.plans(spring) == []


# Judged by what holds now


def test_a_stored_plan_is_judged_by_the_staff_as_it_is_now(
    planning: PlanningService,
    database: Database,
    spring: int,
    keys: dict[str, int],
    draw: Callable[..., Plan],
):
    plan_id, _changes = planning.store_draft(programme_id=spring, plan=draw(FIRST, SECOND))
    assert planning.check(plan_id) == []
    staff = StaffService(database)
    staff.add_absence(employee_id=keys["Marketing 3"], from_date=TUESDAY, to_date=TUESDAY)
    (finding,) = planning.check(plan_id)
    first = planning.board(plan_id).visits[0]
    assert finding.visit_ids == (first.id,)
    assert "Marketing 3" in sentences([finding])[0]
    staff.change_employee(employee_id=keys["Marketing 2"], shown_version=None, active=False)
    assert len(planning.check(plan_id)) == 2


def test_the_same_visit_entered_twice_is_found_and_both_are_named(
    planning: PlanningService, spring: int, keys: dict[str, int], draw: Callable[..., Plan]
):
    plan_id, _changes = planning.store_draft(programme_id=spring, plan=draw(FIRST))
    (first,) = planning.visits(plan_id)
    again, _changes = planning.add_visit(
        plan_id=plan_id,
        employee_id=first.employee_id,
        role_id=first.role_id,
        date=first.date,
        half=first.half,
        host_id=first.host_id,
    )
    found = planning.check(plan_id)
    assert "breach-one-place-guest-twice" in {finding.code for finding in found}
    assert {finding.visit_ids for finding in found} == {(first.id, again)}


def test_what_cannot_work_is_told_before_the_solve(
    planning: PlanningService, database: Database, spring: int, keys: dict[str, int]
):
    assert planning.precheck(spring) == []
    StaffService(database).set_hosts(role_id=keys["Sales role 1"], host_ids=[])
    told = sentences(planning.precheck(spring))
    assert any("Sales role 1" in text for text in told)


# Moves by hand


@pytest.fixture
def draft(planning: PlanningService, spring: int, draw: Callable[..., Plan]) -> int:
    return planning.store_draft(programme_id=spring, plan=draw(FIRST, SECOND))[0]


def test_a_visit_moves_with_the_version_that_was_shown(
    planning: PlanningService, undo: UndoStack, draft: int
):
    visit = planning.board(draft).visits[0]
    move = {
        "visit_id": visit.id,
        "shown_version": visit.version,
        "role_id": visit.role_id,
        "half": "am",
        "host_id": visit.host_id,
    }
    planning.move_visit(date=THURSDAY, **move)
    assert planning.board(draft).visits[0].date == THURSDAY
    error = refusal(planning.move_visit, date=MONDAY, **move)
    assert (type(error), error.code) == (ConflictError, "row-changed")
    undo.undo()
    assert planning.board(draft).visits[0].date == TUESDAY


def test_a_visit_is_added_even_against_a_rule_and_removed(
    planning: PlanningService, keys: dict[str, int], draft: int
):
    visit_id, _changes = planning.add_visit(
        plan_id=draft,
        employee_id=keys["Sales 4"],
        role_id=keys["Sales role 1"],
        date=MONDAY,
        half="am",
    )
    assert {finding.visit_ids for finding in planning.check(draft)} == {(visit_id,)}
    planning.remove_visit(visit_id)
    assert planning.check(draft) == []
    assert refusal(planning.remove_visit, visit_id=visit_id).code == "row-gone"


def test_a_pin_stays_in_the_next_draft(
    planning: PlanningService, spring: int, draw: Callable[..., Plan], draft: int
):
    visit = planning.board(draft).visits[0]
    planning.pin(visit.id, on=True)
    assert [pin.slot for pin in planning.problem(spring).pins] == ["2027-03-02am"]
    error = refusal(planning.store_draft, programme_id=spring, plan=draw(SECOND))
    assert error.code == "plan-does-not-fit"
    next_id, _changes = planning.store_draft(programme_id=spring, plan=draw(FIRST))
    assert [one.pinned for one in planning.board(next_id).visits] == [True]


def test_a_contradiction_is_told_with_names(
    planning: PlanningService, spring: int, keys: dict[str, int]
):
    held = (
        {
            "kind": "pin",
            "person": f"p{keys['Sales 3']}",
            "role": f"r{keys['Marketing role 2']}",
            "slot": "2027-03-04pm",
            "host": None,
        },
        {"kind": "rule", "rule": "home_cover"},
    )
    parts = planning.conflict(spring, Plan(Status.INFEASIBLE, (), conflict=held))
    assert sentences(parts) == [
        "Pinned: Sales 3 as Marketing role 2, Thu, 4 Mar 2027, afternoon.",
        "The rule “Somebody stays at home” is part of the contradiction. Relax it, or unpin a "
        "visit.",
    ]
