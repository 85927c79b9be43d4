from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook

from app.errors import EnvironmentFault, InputError
from app.i18n import _, language, set_language
from app.wording import error_text
from app.wording.explaining import fact, reasons
from solver.check.terms import measure
from solver.rotation.greedy import greedy
from solver.rotation.solution import Plan, Status, Tier

TUESDAY = dt.date(2026, 11, 24)


@pytest.fixture
def plan_id(services):
    """The sample company with a plan whose bounds are all zero."""
    programme_id, _ = services.samples.make(today=TUESDAY)
    problem = services.planning.problem(programme_id)
    visits = greedy(problem, seed=1)
    tiers = tuple(Tier(name, value, 0) for name, value in measure(problem, visits).tiers.items())
    plan = Plan(status=Status.FEASIBLE, visits=visits, tiers=tiers, terms={}, seconds=1.0, seed=1)
    key, _ = services.planning.store_draft(programme_id=programme_id, plan=plan)
    return key


def test_the_workbook_holds_every_visit_of_the_plan(services, plan_id, tmp_path):
    done = services.exports.export_schedule(plan_id=plan_id, path=tmp_path / "plan.xlsx")
    assert (done.path, done.replaced) == (tmp_path / "plan.xlsx", ())
    workbook = load_workbook(done.path)
    stored = services.planning.board(plan_id).visits
    rows = list(workbook["By person"].iter_rows(min_row=2, values_only=True))
    assert sorted(int(row[-1]) for row in rows) == sorted(visit.id for visit in stored)
    by_id = {visit.id: visit for visit in stored}
    for row in rows:
        visit = by_id[int(row[-1])]
        assert (row[0], row[4].date(), row[6], row[7], row[8], row[9]) == (
            visit.employee,
            visit.date,
            visit.department,
            visit.role,
            visit.level,
            visit.host,
        )
    assert len(rows) == 284
    assert workbook["By host"].max_row == 285
    assert workbook["Calendar"].max_row == 3 + 120 + 1
    assert workbook["Coverage"]["H8"].value == 284


def test_the_overview_tells_what_the_check_tells(services, plan_id, tmp_path):
    schedule = services.exports.schedule(plan_id)
    assert schedule.findings == ()
    assert [(tier.name, tier.value, tier.bound) for tier in schedule.tiers[:3]] == [
        ("missing_visits", 0, 0),
        ("worst_missing", 0, 0),
        ("pair_shortfall", 0, 0),
    ]
    assert schedule.state == "draft"
    assert schedule.number == 1


def test_a_plan_changed_by_hand_is_judged_anew(services, plan_id):
    before = services.exports.schedule(plan_id)
    visit = services.planning.board(plan_id).visits[0]
    services.planning.remove_visit(visit.id)
    after = services.exports.schedule(plan_id)
    assert before.tiers[0].value == 0
    assert (after.tiers[0].name, after.tiers[0].value) == ("missing_visits", 1)
    assert after.missing == {visit.employee_id: 1}


@pytest.mark.parametrize("tongue", ["en", "ru"])
def test_the_sheet_of_missing_visits_gives_the_reasons_that_why_gives(
    services, plan_id, tmp_path, tongue
):
    for visit in services.planning.board(plan_id).visits[:40]:
        services.planning.remove_visit(visit.id)
    path = tmp_path / "plan.xlsx"
    services.exports.export_schedule(plan_id=plan_id, path=path, tongue=tongue)
    with language(tongue):
        told = {
            person.employee: "\n".join([fact(person), *reasons(person)])
            for person in services.explaining.why(plan_id).people
        }
        sheet = load_workbook(path)[_("Missing")]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert {row[0]: row[5] for row in rows} == told
    assert len(rows) == len(told) > 10


def test_an_export_that_is_stopped_while_reasons_are_counted_writes_nothing(
    services, plan_id, tmp_path
):
    services.planning.remove_visit(services.planning.board(plan_id).visits[0].id)
    with pytest.raises(InputError, match="export-stopped"):
        services.exports.export_schedule(
            plan_id=plan_id, path=tmp_path / "plan.xlsx", should_stop=lambda: True
        )
    assert list(tmp_path.glob("*.xlsx")) == []


def test_rules_broken_by_hand_are_told_in_the_workbook(services, plan_id):
    first, second = services.planning.board(plan_id).visits[:2]
    services.planning.move_visit(
        visit_id=first.id,
        shown_version=first.version,
        role_id=second.role_id,
        date=second.date,
        half=second.half,
        host_id=None,
    )
    findings = services.exports.schedule(plan_id).findings
    assert findings
    assert all(text.endswith(".") and "{" not in text for text in findings)


def test_the_calendar_leaves_weekends_out_and_shows_holidays_closed(services, plan_id):
    slots = services.exports.schedule(plan_id).slots
    assert len(slots) == 8 * 10
    assert all(slot.date.weekday() < 5 for slot in slots)
    closed = {slot.date for slot in slots if not slot.open}
    assert {dt.date(2026, 12, 25), dt.date(2027, 1, 1), dt.date(2027, 1, 15)} <= closed


def test_an_open_saturday_is_in_the_calendar(services, plan_id):
    programme = max(services.programmes.programmes(), key=lambda one: one.from_date)
    saturday = dt.date(2026, 12, 19)
    services.programmes.open_half_day(programme_id=programme.id, date=saturday, half="am")
    slots = services.exports.schedule(plan_id).slots
    assert [slot.half for slot in slots if slot.date == saturday] == ["am"]


def test_the_workbook_can_speak_another_language_than_the_window(services, plan_id, tmp_path):
    target = tmp_path / "plan.xlsx"
    services.exports.export_schedule(plan_id=plan_id, path=target, tongue="ru")
    set_language("ru")
    russian = tmp_path / "russian.xlsx"
    services.exports.export_schedule(plan_id=plan_id, path=russian)
    names = [load_workbook(file).sheetnames for file in (target, russian)]
    assert names[0] == names[1]


def test_hosts_who_take_no_part_themselves_are_in_no_list_of_guests(services, plan_id):
    programme = max(services.programmes.programmes(), key=lambda one: one.from_date)
    host = next(v.host_id for v in services.planning.board(plan_id).visits if v.host_id)
    services.programmes.sign_off(programme_id=programme.id, employee_ids=[host])
    for visit in services.planning.board(plan_id).visits:
        if visit.employee_id == host:
            services.planning.remove_visit(visit.id)
    schedule = services.exports.schedule(plan_id)
    assert host in schedule.person
    assert host not in {guest.id for guest in schedule.guests}


def test_a_name_that_is_no_workbook_is_refused(services, plan_id, tmp_path):
    with pytest.raises(InputError) as caught:
        services.exports.export_schedule(plan_id=plan_id, path=tmp_path / "plan.doc")
    assert caught.value.code == "target-no-workbook"
    assert ".xlsx" in error_text(caught.value)


def test_a_workbook_that_is_open_is_left_alone(services, plan_id, tmp_path):
    (tmp_path / ".~lock.plan.xlsx#").touch()
    with pytest.raises(EnvironmentFault) as caught:
        services.exports.export_schedule(plan_id=plan_id, path=tmp_path / "plan.xlsx")
    assert caught.value.code == "target-open"
