"""A list becomes rows of the database: all of it or nothing, and again without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.staff_list import Fixes, Status
from app.errors import ConflictError, EnvironmentFault, InputError
from app.services.backups import BackupService
from app.services.staff import StaffService
from app.services.staff_import import StaffImportService
from app.wording import error_text
from tests.app.exchange.staff_files import HEADINGS, save_text, save_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from app.changes import Changes
    from app.db.session import Database
    from app.domain.staff_list import ImportPlan
    from app.undo import UndoStack

ANNA = ("1", "Anna Berg", "Sales", "Head of sales", None, "anna@example.com", "", None, "yes")
OTTO = ("2", "Otto Kahn", "Sales", "Assistant", None, "otto@example.com", "Anna Berg", None, "yes")
IDA = ("3", "Ida Lund", "Stock", "Assistant", None, "ida@example.com", "", None, "yes")


@pytest.fixture
def service(database: Database) -> StaffImportService:
    return StaffImportService(database)


@pytest.fixture
def staff(database: Database) -> StaffService:
    return StaffService(database)


class Lists:
    """Checks and imports lists given as rows."""

    def __init__(self, service: StaffImportService, folder: Path) -> None:
        self._service = service
        self._file = folder / "staff.xlsx"

    def check(self, *rows: tuple[object, ...], fixes: Fixes | None = None) -> ImportPlan:
        sheet = self._service.read(save_workbook(self._file, [HEADINGS, *rows]))
        return self._service.check(sheet, self._service.guess_mapping(sheet), fixes=fixes)

    def take(self, *rows: tuple[object, ...], fixes: Fixes | None = None) -> Changes:
        return self._service.apply(self.check(*rows, fixes=fixes))


@pytest.fixture
def lists(service: StaffImportService, tmp_path: Path) -> Lists:
    return Lists(service, tmp_path)


def changed(row: tuple[object, ...], **fields: object) -> tuple[object, ...]:
    places = dict(number=0, name=1, department=2, title=3, level=4, email=5, active=8)
    cells = list(row)
    for name, value in fields.items():
        cells[places[name]] = value
    return tuple(cells)


def hosts(staff: StaffService) -> dict[tuple[str, str], set[str]]:
    names = {person.id: person.name for person in staff.people(active_only=False)}
    departments = {row.id: row.name for row in staff.departments()}
    return {
        (departments[role.department_id], role.title): {names[key] for key in role.host_ids}
        for role in staff.roles()
    }


def test_an_import_into_what_is_there_makes_a_backup_first(
    lists: Lists, staff: StaffService, database: Database
):
    backups = BackupService(database)
    lists.take(ANNA)
    assert backups.newest() is None
    lists.take(ANNA, OTTO)
    backup = backups.newest()
    assert backup is not None
    assert (backup.reason, backup.rows["employee"]) == ("import", 1)


def test_without_a_backup_nothing_is_imported(
    lists: Lists, staff: StaffService, database: Database
):
    lists.take(ANNA)
    folder = BackupService(database).folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    with pytest.raises(EnvironmentFault) as caught:
        lists.take(ANNA, OTTO)
    assert error_text(caught.value).startswith("Nothing was imported.")
    assert [person.name for person in staff.people()] == ["Anna Berg"]


def test_a_first_list_makes_everything(lists: Lists, staff: StaffService):
    changes = lists.take(ANNA, OTTO, IDA)
    assert changes.tables == {"department", "employee", "role", "role_host"}
    otto = next(row for row in staff.people() if row.name == "Otto Kahn")
    assert (otto.personnel_number, otto.department, otto.email, otto.manager) == (
        "2",
        "Sales",
        "otto@example.com",
        "Anna Berg",
    )
    # The same title in two departments is two roles.
    assert hosts(staff) == {
        ("Sales", "Head of sales"): {"Anna Berg"},
        ("Sales", "Assistant"): {"Otto Kahn"},
        ("Stock", "Assistant"): {"Ida Lund"},
    }
    assert all(role.proposed for role in staff.roles())


def test_the_same_list_again_changes_nothing(lists: Lists):
    lists.take(ANNA, OTTO)
    again = lists.take(ANNA, OTTO)
    assert (again.count, again.tables) == (0, frozenset())


def test_an_import_is_one_step_to_undo_and_redo(lists: Lists, staff: StaffService, undo: UndoStack):
    lists.take(ANNA, OTTO, IDA)
    before = hosts(staff)
    undo.undo()
    assert (staff.people(), staff.departments(), staff.roles()) == ([], [], [])
    undo.redo()
    assert hosts(staff) == before


@pytest.mark.parametrize(
    ("later", "name"),
    [
        (changed(OTTO, name="Otto Kahn-Berg"), "Otto Kahn-Berg"),
        (changed(OTTO, email="kahn@example.com"), "Otto Kahn"),
        (changed(OTTO, number=None, title="Clerk"), "Otto Kahn"),
    ],
)
def test_who_is_known_by_number_or_address_is_changed_not_added(
    lists: Lists, staff: StaffService, later: tuple[object, ...], name: str
):
    lists.take(ANNA, OTTO)
    plan = lists.check(ANNA, later)
    assert (plan.counts[Status.SAME], plan.counts[Status.CHANGE]) == (1, 1)
    lists.take(ANNA, later)
    assert sorted(row.name for row in staff.people()) == sorted(["Anna Berg", name])


def test_who_moves_hosts_where_they_went(lists: Lists, staff: StaffService):
    lists.take(ANNA, OTTO, IDA)
    lists.take(changed(OTTO, department="Stock"))
    found = hosts(staff)
    assert found["Sales", "Assistant"] == set()
    assert found["Stock", "Assistant"] == {"Otto Kahn", "Ida Lund"}


def test_who_has_another_title_hosts_by_the_new_one(lists: Lists, staff: StaffService):
    lists.take(ANNA, OTTO)
    lists.take(changed(OTTO, title="Sales manager"))
    assert hosts(staff)["Sales", "Assistant"] == set()
    assert hosts(staff)["Sales", "Sales manager"] == {"Otto Kahn"}


def test_who_has_left_hosts_no_more(lists: Lists, staff: StaffService):
    lists.take(ANNA, OTTO)
    lists.take(changed(OTTO, active="no"))
    assert [row.name for row in staff.people()] == ["Anna Berg"]
    assert hosts(staff)["Sales", "Assistant"] == set()


def test_whom_the_list_does_not_name_is_left_alone_unless_marked(
    lists: Lists, staff: StaffService, service: StaffImportService
):
    lists.take(ANNA, OTTO)
    plan = lists.check(ANNA, IDA)
    assert [person.name for person in plan.not_listed] == ["Otto Kahn"]
    service.apply(plan, mark_left=[plan.not_listed[0].id])
    assert sorted(row.name for row in staff.people()) == ["Anna Berg", "Ida Lund"]
    assert hosts(staff)["Sales", "Assistant"] == set()


def test_what_was_corrected_by_hand_is_not_overwritten(lists: Lists, staff: StaffService):
    lists.take(ANNA, OTTO)
    role = next(role for role in staff.roles() if role.title == "Assistant")
    staff.change_role(role_id=role.id, shown_version=role.version, level=3)
    otto = next(row for row in staff.people() if row.name == "Otto Kahn")
    staff.change_employee(employee_id=otto.id, shown_version=otto.version, level=4)
    lists.take(ANNA, changed(OTTO, level=1, email="kahn@example.com"))
    assert next(role.level for role in staff.roles() if role.title == "Assistant") == 3
    later = next(row for row in staff.people() if row.name == "Otto Kahn")
    assert (later.level, later.email) == (4, "kahn@example.com")


def test_fixes_of_the_check_are_what_is_written(lists: Lists, staff: StaffService):
    lists.take(ANNA)
    misspelt = changed(IDA, department="Slaes")
    assert lists.check(misspelt).counts[Status.PROBLEM] == 1
    lists.take(misspelt, fixes=Fixes(departments={"Slaes": "Sales"}))
    assert {row.name: row.department for row in staff.people()} == {
        "Anna Berg": "Sales",
        "Ida Lund": "Sales",
    }


def test_rows_left_out_stay_out(lists: Lists, staff: StaffService, service: StaffImportService):
    plan = lists.check(ANNA, OTTO, changed(IDA, department=None))
    service.apply(plan, leave_out=[3])
    assert [row.name for row in staff.people()] == ["Anna Berg"]


def test_a_list_of_departments_fills_in_what_they_say_of_themselves(
    service: StaffImportService, staff: StaffService, tmp_path: Path
):
    text = "Department,Location,What we do\nSales,2nd floor,We sell\nStock,Yard,We keep\n"
    for _ in range(2):
        sheet = service.read(save_text(tmp_path / "departments.csv", text))
        plan = service.check(sheet, service.guess_mapping(sheet))
        service.apply(plan)
    found = [(row.name, row.location, row.what_we_do) for row in staff.departments()]
    assert found == [("Sales", "2nd floor", "We sell"), ("Stock", "Yard", "We keep")]


# Nothing is written


def test_a_list_without_a_sound_row_writes_nothing(lists: Lists, staff: StaffService):
    with pytest.raises(InputError) as caught:
        lists.take(changed(ANNA, department=None))
    assert caught.value.code == "staff-nothing-to-import"
    assert staff.departments() == []


def test_a_check_that_is_out_of_date_is_refused(
    lists: Lists, staff: StaffService, service: StaffImportService
):
    plan = lists.check(ANNA, OTTO)
    sales, _changes = staff.add_department(name="Sales")
    staff.add_employee(name="Otto Kahn", department_id=sales, personnel_number="2")
    with pytest.raises(ConflictError) as caught:
        service.apply(plan)
    assert caught.value.code == "import-outdated"
    assert [row.name for row in staff.people()] == ["Otto Kahn"]
    assert staff.roles() == []


def test_a_check_writes_nothing(lists: Lists, staff: StaffService):
    plan = lists.check(ANNA, OTTO, IDA)
    assert plan.new_departments == ("Sales", "Stock")
    assert (staff.departments(), staff.people()) == ([], [])
