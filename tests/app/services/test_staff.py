"""Departments, roles, people and absences: what can be done, and what is refused why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.half_days import HALVES
from app.errors import ConflictError, InputError, KnownError
from app.services.staff import StaffService, short_name
from app.undo import UndoStack
from tests.builders import MONDAY, make_company, make_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.db.session import Database


@pytest.fixture
def staff(database: Database) -> StaffService:
    return StaffService(database)


@pytest.fixture
def keys(database: Database) -> dict[str, int]:
    return make_company(database)


def refusal(act: Callable[..., object], **given: object) -> KnownError:
    with pytest.raises(KnownError) as caught:
        act(**given)
    return caught.value


def test_departments_have_their_counts(staff: StaffService, keys: dict[str, int]):
    staff.change_employee(employee_id=keys["Sales 4"], shown_version=None, active=False)
    counts = [(row.name, row.people, row.roles, row.hosts) for row in staff.departments()]
    assert counts == [("Marketing", 4, 2, 2), ("Sales", 3, 2, 2)]


def test_names_sort_as_people_sort_them_on_every_database(staff: StaffService):
    for name in ("яблоки", "Ёлки", "Ель", "apples", "Zebras", "Ящики"):
        staff.add_department(name=name)
    names = [row.name for row in staff.departments()]
    assert names == ["apples", "Zebras", "Ёлки", "Ель", "яблоки", "Ящики"]


def test_a_department_gets_a_short_name_and_a_colour_of_its_own(staff: StaffService):
    staff.add_department(name="Human Resources")
    staff.add_department(name="Sales")
    rows = staff.departments()
    assert [row.short_name for row in rows] == ["HR", "Sale"]
    assert rows[0].hue != rows[1].hue


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Отдел кадров", "ОК"),
        ("Sales", "Sale"),
        ("R&D", "R&D"),
        ("Research and Development", "RAD"),
    ],
)
def test_short_names(name: str, short: str):
    assert short_name(name) == short


def test_a_name_is_taken_in_any_case_and_with_either_e(staff: StaffService):
    staff.add_department(name="Приёмная")
    error = refusal(staff.add_department, name="ПРИЕМНАЯ ")
    assert (error.code, error.parameters) == ("department-name-taken", {"department": "ПРИЕМНАЯ"})


def test_a_name_of_blanks_is_none(staff: StaffService):
    assert refusal(staff.add_department, name="  ").code == "field-empty"


def test_a_department_with_people_stays(staff: StaffService, keys: dict[str, int]):
    error = refusal(staff.remove_department, department_id=keys["Sales"])
    assert error.code == "department-has-people"
    assert error.parameters == {"department": "Sales", "count": 4}
    assert len(staff.departments()) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("hue", 360), ("hue", -1), ("reception_capacity", -1), ("headcount", -5)],
)
def test_numbers_out_of_range_are_refused(staff: StaffService, field: str, value: int):
    error = refusal(staff.add_department, name="Sales", **{field: value})
    assert error.code == "number-out-of-range"
    assert (error.parameters["field"], error.parameters["value"]) == (field, value)
    assert staff.departments() == []


def test_no_limit_and_none_at_all_are_two_things(staff: StaffService):
    staff.add_department(name="A", reception_capacity=None)
    staff.add_department(name="B", reception_capacity=0)
    assert [row.reception_capacity for row in staff.departments()] == [None, 0]


def test_a_field_that_does_not_exist_is_a_bug(staff: StaffService, keys: dict[str, int]):
    with pytest.raises(TypeError, match="colour"):
        staff.change_department(department_id=keys["Sales"], shown_version=None, colour="red")


# Two people edit


def test_a_save_on_a_stale_row_is_refused_with_both_versions(
    staff: StaffService, keys: dict[str, int]
):
    shown = staff.departments()[1].version
    staff.change_department(department_id=keys["Sales"], shown_version=shown, location="Roof")
    error = refusal(
        staff.change_department, department_id=keys["Sales"], shown_version=shown, location="Cellar"
    )
    assert (type(error), error.code) == (ConflictError, "row-changed")
    assert error.parameters["mine"] == {"location": "Cellar"}
    assert error.parameters["theirs"] == {"location": "Roof"}
    assert staff.departments()[1].location == "Roof"


def test_two_who_want_the_same_do_not_quarrel(staff: StaffService, keys: dict[str, int]):
    shown = staff.departments()[1].version
    given = {"department_id": keys["Sales"], "shown_version": shown, "location": "Roof"}
    staff.change_department(**given)
    assert staff.change_department(**given).count == 0


def test_a_row_removed_meanwhile(staff: StaffService):
    key, _changes = staff.add_department(name="Sales")
    staff.remove_department(department_id=key)
    error = refusal(staff.change_department, department_id=key, shown_version=1, location="Roof")
    assert (type(error), error.code) == (ConflictError, "row-gone")


# People


def test_people_are_found_by_every_word_in_any_case(staff: StaffService, keys: dict[str, int]):
    staff.add_employee(
        name="Семён Фёдоров",
        department_id=keys["Sales"],
        personnel_number="00417",
        email="semyon@example.org",
        job_title="Кладовщик",
    )
    for search in ("СЕМЕН", "федоров семён", "00417", "semyon@", "кладов sales"):
        assert [row.name for row in staff.people(search=search)] == ["Семён Фёдоров"], search
    assert staff.people(search="семён marketing") == []


def test_people_of_one_department_and_those_who_left(staff: StaffService, keys: dict[str, int]):
    staff.change_employee(employee_id=keys["Sales 1"], shown_version=None, active=False)
    assert len(staff.people()) == 7
    assert len(staff.people(active_only=False)) == 8
    assert [row.name for row in staff.people(department_id=keys["Sales"])] == [
        "Sales 2",
        "Sales 3",
        "Sales 4",
    ]


def test_leading_zeros_of_a_personnel_number_stay(staff: StaffService, keys: dict[str, int]):
    key, _changes = staff.add_employee(
        name="Ann", department_id=keys["Sales"], personnel_number=" 007 "
    )
    assert staff.person(key).personnel_number == "007"


def test_a_personnel_number_belongs_to_one_person(staff: StaffService, keys: dict[str, int]):
    given = {"department_id": keys["Sales"], "personnel_number": "7"}
    staff.add_employee(name="Ann", **given)
    error = refusal(staff.add_employee, name="Bea", **given)
    assert error.code == "personnel-number-taken"
    assert error.parameters == {"number": "7", "person": "Ann"}


def test_many_may_have_no_number(staff: StaffService, keys: dict[str, int]):
    for name in ("Ann", "Bea"):
        staff.add_employee(name=name, department_id=keys["Sales"], personnel_number=" ")
    numbers = [row.personnel_number for row in staff.people() if row.name in ("Ann", "Bea")]
    assert numbers == [None, None]


def test_a_person_who_changes_department_receives_no_guests_of_the_old_one(
    staff: StaffService, keys: dict[str, int]
):
    staff.change_employee(
        employee_id=keys["Sales 1"], shown_version=None, department_id=keys["Marketing"]
    )
    hosts = {row.title: row.host_names for row in staff.roles(keys["Sales"])}
    assert hosts == {"Sales role 1": (), "Sales role 2": ("Sales 2",)}


def test_a_person_whom_a_visit_concerns_stays(
    database: Database, staff: StaffService, keys: dict[str, int]
):
    add_visit(database, keys)
    for name in ("Marketing 3", "Sales 1"):
        error = refusal(staff.remove_employee, employee_id=keys[name])
        assert error.code == "person-has-visits"
        assert error.parameters == {"person": name, "count": 1}


def test_a_person_goes_with_everything_said_about_them(
    database: Database, staff: StaffService, keys: dict[str, int]
):
    make_programme(database)
    staff.add_absence(employee_id=keys["Sales 1"], from_date=MONDAY, to_date=MONDAY)
    changes = staff.remove_employee(employee_id=keys["Sales 1"])
    assert changes.tables == {"employee", "role_host", "absence", "sign_up"}
    assert "Sales 1" not in [row.name for row in staff.people()]


def add_visit(database: Database, keys: dict[str, int]) -> None:
    from app.db.models import PlanVersion, Visit  # noqa: PLC0415

    programme_id = make_programme(database)
    with database.unit_of_work("a plan by hand") as unit:
        plan = PlanVersion(
            programme_id=programme_id, number=1, created_at=dt.datetime(2027, 2, 1, 12)
        )
        unit.session.add(plan)
        unit.session.flush()
        unit.session.add(
            Visit(
                plan_id=plan.id,
                employee_id=keys["Marketing 3"],
                role_id=keys["Sales role 1"],
                date=MONDAY,
                half="am",
                host_id=keys["Sales 1"],
            )
        )


# Roles


def test_roles_come_from_the_lowest_level_up_with_their_hosts(
    staff: StaffService, keys: dict[str, int]
):
    rows = staff.roles(keys["Sales"])
    assert [(row.title, row.level, row.host_names) for row in rows] == [
        ("Sales role 1", 1, ("Sales 1",)),
        ("Sales role 2", 2, ("Sales 2",)),
    ]
    assert len(staff.roles()) == 4


def test_a_host_comes_from_the_department_of_the_role(staff: StaffService, keys: dict[str, int]):
    error = refusal(staff.set_hosts, role_id=keys["Sales role 1"], host_ids=[keys["Marketing 1"]])
    assert error.code == "host-from-outside"
    assert error.parameters == {"person": "Marketing 1", "role": "Sales role 1"}
    assert staff.roles(keys["Sales"])[0].host_names == ("Sales 1",)


def test_hosts_are_exchanged_in_one_step(staff: StaffService, keys: dict[str, int]):
    wanted = [keys["Sales 3"], keys["Sales 4"]]
    changes = staff.set_hosts(role_id=keys["Sales role 1"], host_ids=wanted)
    assert changes.tables == {"role_host"}
    assert staff.roles(keys["Sales"])[0].host_ids == tuple(wanted)


def test_a_role_touched_by_hand_is_no_proposal_any_more(staff: StaffService, keys: dict[str, int]):
    key, _changes = staff.add_role(department_id=keys["Sales"], title="Clerk", proposed=True)
    staff.change_role(role_id=key, shown_version=None, level=3)
    role = next(row for row in staff.roles() if row.id == key)
    assert (role.level, role.proposed) == (3, False)


@pytest.mark.parametrize("level", [0, 6])
def test_the_ladder_has_five_levels(staff: StaffService, keys: dict[str, int], level: int):
    error = refusal(staff.add_role, department_id=keys["Sales"], title="Clerk", level=level)
    assert error.code == "number-out-of-range"


def test_a_role_that_a_visit_leads_to_stays(
    database: Database, staff: StaffService, keys: dict[str, int]
):
    add_visit(database, keys)
    error = refusal(staff.remove_role, role_id=keys["Sales role 1"])
    assert error.code == "role-has-visits"


def test_a_title_is_taken_within_its_department_only(staff: StaffService, keys: dict[str, int]):
    staff.add_role(department_id=keys["Marketing"], title="Sales role 1")
    error = refusal(staff.add_role, department_id=keys["Sales"], title="SALES ROLE 1")
    assert error.code == "role-title-taken"


# Absences


def test_absences_of_one_and_of_all(staff: StaffService, keys: dict[str, int]):
    later, _changes = staff.add_absence(
        employee_id=keys["Sales 1"], from_date=MONDAY + dt.timedelta(7), to_date=dt.date(2027, 4, 1)
    )
    half, _changes = staff.add_absence(
        employee_id=keys["Sales 1"],
        from_date=MONDAY,
        to_date=MONDAY,
        from_half="pm",
    )
    staff.add_absence(employee_id=keys["Sales 2"], from_date=MONDAY, to_date=MONDAY)
    assert [row.id for row in staff.absences(keys["Sales 1"])] == [half, later]
    assert len(staff.absences()) == 3
    staff.remove_absence(absence_id=half)
    assert [row.id for row in staff.absences(keys["Sales 1"])] == [later]


def test_an_absence_that_ends_before_it_begins(staff: StaffService, keys: dict[str, int]):
    morning, afternoon = HALVES
    error = refusal(
        staff.add_absence,
        employee_id=keys["Sales 1"],
        from_date=MONDAY,
        from_half=afternoon,
        to_date=MONDAY,
        to_half=morning,
    )
    assert (type(error), error.code) == (InputError, "dates-reversed")


def test_of_two_entries_one_is_kept_with_what_both_knew(
    staff: StaffService, keys: dict[str, int], database: Database
):
    undo = UndoStack(database)
    twice, _changes = staff.add_employee(
        name="Sales 1.", department_id=keys["Sales"], personnel_number="17", email="one@example.com"
    )
    changes = staff.keep_one(keep_id=twice, drop_id=keys["Sales 1"])
    assert changes.label == "keep one entry of Sales 1."
    kept = staff.person(twice)
    assert (kept.level, kept.personnel_number) == (2, "17")
    assert not staff.person(keys["Sales 1"]).active
    role = next(row for row in staff.roles() if row.title == "Sales role 1")
    assert role.host_ids == (twice,)
    undo.undo()
    assert staff.person(keys["Sales 1"]).active
    staff.keep_one(keep_id=keys["Sales 1"], drop_id=twice)
    kept = staff.person(keys["Sales 1"])
    assert (kept.personnel_number, kept.email) == ("17", "one@example.com")
    assert staff.person(twice).personnel_number is None


def test_people_who_left_are_nobodys_doubles(staff: StaffService, keys: dict[str, int]):
    twice, _changes = staff.add_employee(name="2 sales", department_id=keys["Marketing"])
    found = [(one.id, other.id, reason) for one, other, reason in staff.duplicates()]
    assert found == [(twice, keys["Sales 2"], "same-name")]
    staff.change_employee(employee_id=twice, shown_version=None, active=False)
    assert staff.duplicates() == []
