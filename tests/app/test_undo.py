"""Whatever was done can be taken back by name, unless somebody else has built on it."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.db.base import Base
from app.db.models import Department, Employee, History, PlanVersion
from app.errors import ConflictError, InputError, KnownError
from app.services.planning import PlanningService
from app.services.programmes import ProgrammeService
from app.services.staff import StaffService
from app.services.wishes import WishService
from app.undo import UndoStack, UndoStatus
from tests.builders import MONDAY, make_company, make_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.db.session import Database


Content = dict[str, list[dict[str, Any]]]


def content(database: Database) -> Content:
    """Every row of every table but the history, without the numbers of versions."""
    with database.read() as session:
        return {
            table.name: [
                {key: value for key, value in row.items() if key != "version"}
                for row in session.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for table in Base.metadata.sorted_tables
            if table.name != "history"
        }


@pytest.fixture
def staff(database: Database) -> StaffService:
    return StaffService(database)


def test_an_act_is_undone_and_redone_by_name(
    database: Database, undo: UndoStack, staff: StaffService
):
    empty = content(database)
    staff.add_department(name="Sales")
    made = content(database)
    assert undo.status() == UndoStatus("add department Sales", None)
    changes = undo.undo()
    assert changes.label == "add department Sales"
    assert changes.tables == {"department"}
    assert content(database) == empty
    assert undo.status() == UndoStatus(None, "add department Sales")
    undo.redo()
    assert content(database) == made
    assert undo.status() == UndoStatus("add department Sales", None)


def test_a_new_act_ends_what_could_be_redone(undo: UndoStack, staff: StaffService):
    staff.add_department(name="Sales")
    undo.undo()
    staff.add_department(name="Marketing")
    assert undo.status().redo is None


def test_nothing_to_undo_is_said(undo: UndoStack):
    with pytest.raises(InputError, match="nothing-to-undo"):
        undo.undo()
    with pytest.raises(InputError, match="nothing-to-undo"):
        undo.redo()


def test_a_removed_department_comes_back_with_all_it_had(
    database: Database, undo: UndoStack, staff: StaffService
):
    keys = make_company(database)
    for number in range(1, 5):
        staff.change_employee(
            employee_id=keys[f"Sales {number}"],
            shown_version=None,
            department_id=keys["Marketing"],
        )
    before = content(database)
    staff.remove_department(department_id=keys["Sales"])
    assert content(database) != before
    undo.undo()
    assert content(database) == before


def test_a_row_that_somebody_else_changed_is_left_alone(
    place: str, open_database: Callable[[str], Database]
):
    mine, theirs = open_database(place), open_database(place)
    undo = UndoStack(mine)
    staff = StaffService(mine)
    first, _changes = staff.add_department(name="Sales")
    staff.add_department(name="Marketing")
    staff.change_department(department_id=first, shown_version=None, location="Cellar")
    StaffService(theirs).change_department(department_id=first, shown_version=None, location="Roof")
    with pytest.raises(ConflictError, match="undo-row-changed"):
        undo.undo()
    assert staff.departments()[1].location == "Roof"
    # What was done before rests on rows that are no more as they were.
    assert undo.status().undo is None


def test_a_row_that_somebody_else_removed_is_not_put_back_by_undoing_a_change(
    place: str, open_database: Callable[[str], Database]
):
    mine, theirs = open_database(place), open_database(place)
    undo = UndoStack(mine)
    staff = StaffService(mine)
    key, _changes = staff.add_department(name="Sales")
    staff.change_department(department_id=key, shown_version=None, location="Cellar")
    StaffService(theirs).remove_department(department_id=key)
    with pytest.raises(ConflictError, match="undo-row-changed"):
        undo.undo()
    assert staff.departments() == []


def test_what_somebody_else_refers_to_is_not_taken_away(
    place: str, open_database: Callable[[str], Database]
):
    mine, theirs = open_database(place), open_database(place)
    undo = UndoStack(mine)
    key, _changes = StaffService(mine).add_department(name="Sales")
    StaffService(theirs).add_employee(name="Ann", department_id=key)
    with pytest.raises(ConflictError, match="row-clash"):
        undo.undo()
    assert [row.name for row in StaffService(mine).departments()] == ["Sales"]
    # Nothing stays locked behind.
    StaffService(theirs).add_department(name="Marketing")


def test_the_undoing_itself_stands_in_the_history(
    database: Database, undo: UndoStack, staff: StaffService
):
    staff.add_department(name="Sales")
    undo.undo()
    with database.read() as session:
        lines = session.scalars(select(History).order_by(History.id)).all()
    assert [(line.before is None, line.after is None) for line in lines] == [
        (True, False),
        (False, True),
    ]


def test_a_form_shown_before_an_undo_is_stale_after_it(undo: UndoStack, staff: StaffService):
    key, _changes = staff.add_department(name="Sales")
    staff.change_department(department_id=key, shown_version=None, location="Cellar")
    shown = staff.departments()[0].version
    undo.undo()
    with pytest.raises(ConflictError, match="row-changed"):
        staff.change_department(department_id=key, shown_version=shown, location="Roof")


def test_several_acts_become_one_step(database: Database, undo: UndoStack, staff: StaffService):
    staff.add_department(name="Marketing")
    before = content(database)
    with undo.together("found the company"):
        key, _changes = staff.add_department(name="Sales")
        staff.change_department(department_id=key, shown_version=None, location="Roof")
        staff.add_employee(name="Ann", department_id=key)
    after = content(database)
    assert undo.status() == UndoStatus("found the company", None)
    undo.undo()
    assert content(database) == before
    assert undo.status() == UndoStatus("add department Marketing", "found the company")
    undo.redo()
    assert content(database) == after


def test_what_was_done_before_a_break_is_one_step_too(undo: UndoStack, staff: StaffService):
    def break_off_half_way() -> None:
        with undo.together("found the company"):
            staff.add_department(name="Sales")
            staff.add_department(name="Sales")

    with pytest.raises(InputError, match="department-name-taken"):
        break_off_half_way()
    assert undo.status().undo == "found the company"


def test_nothing_done_together_is_no_step(undo: UndoStack, staff: StaffService):
    with undo.together("nothing"):
        assert staff.departments() == []
    assert undo.status() == UndoStatus(None, None)


class Coordinator:
    """Does at random what coordinators do; what is refused counts as not done."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = random.Random(seed)
        self.staff = StaffService(database)
        self.programmes = ProgrammeService(database)
        self.wishes = WishService(database)
        self.planning = PlanningService(database)
        make_company(database)
        self.programme = make_programme(database)
        with database.unit_of_work("a plan by hand") as unit:
            made = dt.datetime(2027, 2, 1, 12)
            row = PlanVersion(programme_id=self.programme, number=1, created_at=made)
            unit.session.add(row)
            unit.session.flush()
        self.plan = row.id
        self.done = 0

    def act(self) -> None:
        act = self.random.choice(
            [
                self.add_people,
                self.change_person,
                self.remove_person,
                self.add_department,
                self.change_department,
                self.remove_department,
                self.add_role,
                self.remove_role,
                self.set_hosts,
                self.absence,
                self.programme_settings,
                self.sign_up_or_off,
                self.wish,
                self.couple,
                self.pair,
                self.half_day,
                self.add_visit,
                self.change_visit,
            ]
        )
        try:
            act()
        except KnownError:
            return
        self.done += 1

    def one(self, kind: type[Any]) -> int:
        with self.database.read() as session:
            return self.random.choice(session.scalars(select(kind.id).order_by(kind.id)).all())

    def add_people(self) -> None:
        self.staff.add_employee(
            name=f"Person {self.random.random()}",
            department_id=self.one(Department),
            personnel_number=str(self.random.randrange(200)),
            hire_date=MONDAY,
        )

    def change_person(self) -> None:
        field, value = self.random.choice(
            [
                ("level", self.random.randint(1, 5)),
                ("department_id", self.one(Department)),
                ("active", self.random.random() < 0.5),
                ("name", f"Имя {self.random.random()}"),
                ("personnel_number", str(self.random.randrange(200))),
            ]
        )
        self.staff.change_employee(
            employee_id=self.one(Employee), shown_version=None, **{field: value}
        )

    def remove_person(self) -> None:
        self.staff.remove_employee(employee_id=self.one(Employee))

    def add_department(self) -> None:
        self.staff.add_department(name=f"Department {self.random.randrange(30)}")

    def change_department(self) -> None:
        self.staff.change_department(
            department_id=self.one(Department),
            shown_version=None,
            name=f"Department {self.random.randrange(30)}",
            headcount=self.random.randrange(100),
        )

    def remove_department(self) -> None:
        self.staff.remove_department(department_id=self.one(Department))

    def add_role(self) -> None:
        self.staff.add_role(
            department_id=self.one(Department), title=f"Role {self.random.randrange(9)}"
        )

    def remove_role(self) -> None:
        self.staff.remove_role(role_id=self.one_of("role"))

    def one_of(self, table: str) -> int:
        columns = Base.metadata.tables[table].c
        with self.database.read() as session:
            keys = session.scalars(select(columns.id).order_by(columns.id)).all()
        if not keys:
            raise InputError("nothing-there")
        return self.random.choice(keys)

    def set_hosts(self) -> None:
        role = self.random.choice(self.staff.roles())
        people = self.staff.people(department_id=role.department_id)
        wanted = self.random.sample(people, min(len(people), 2))
        self.staff.set_hosts(role_id=role.id, host_ids=[person.id for person in wanted])

    def absence(self) -> None:
        if self.random.random() < 0.3:
            self.staff.remove_absence(absence_id=self.one_of("absence"))
        day = MONDAY + dt.timedelta(self.random.randrange(20))
        self.staff.add_absence(employee_id=self.one(Employee), from_date=day, to_date=day)

    def programme_settings(self) -> None:
        if self.random.random() < 0.5:
            self.programmes.set_rule(
                programme_id=self.programme,
                rule="home_cover",
                parameter="share",
                value=self.random.choice([0.2, 0.5, None]),
            )
        else:
            self.programmes.set_weight(
                programme_id=self.programme, term="wishes", weight=self.random.randrange(9)
            )

    def sign_up_or_off(self) -> None:
        if self.random.random() < 0.5:
            self.programmes.sign_off(programme_id=self.programme, employee_ids=[self.one(Employee)])
        else:
            self.programmes.sign_up(
                programme_id=self.programme, target_visits=self.random.randrange(4)
            )

    def wish(self) -> None:
        self.wishes.set_wish(
            programme_id=self.programme,
            employee_id=self.one(Employee),
            department_id=self.one(Department),
            value=self.random.randint(-2, 2),
        )
        self.wishes.set_no_go(
            programme_id=self.programme,
            employee_id=self.one(Employee),
            role_id=self.one_of("role"),
            forbidden=self.random.random() < 0.7,
        )

    def couple(self) -> None:
        self.wishes.set_person_pair(
            programme_id=self.programme,
            kind=self.random.choice(["together", "apart"]),
            first_id=self.one(Employee),
            second_id=self.one(Employee),
            wanted=self.random.random() < 0.7,
        )

    def pair(self) -> None:
        self.programmes.set_pair(
            programme_id=self.programme,
            from_department_id=self.one(Department),
            to_department_id=self.one(Department),
            minimum=self.random.randrange(5),
        )

    def half_day(self) -> None:
        act = self.random.choice([self.programmes.close_half_day, self.programmes.open_half_day])
        act(
            programme_id=self.programme,
            date=MONDAY + dt.timedelta(self.random.randrange(28)),
            half=self.random.choice(["am", "pm"]),
        )

    def add_visit(self) -> None:
        self.planning.add_visit(
            plan_id=self.plan,
            employee_id=self.one(Employee),
            role_id=self.one_of("role"),
            date=MONDAY,
            half="am",
        )

    def change_visit(self) -> None:
        visit = self.one_of("visit")
        act = self.random.randrange(3)
        if act == 0:
            self.planning.remove_visit(visit)
        elif act == 1:
            self.planning.pin(visit, self.random.random() < 0.5)
        else:
            self.planning.move_visit(
                visit_id=visit,
                shown_version=None,
                role_id=self.one_of("role"),
                date=MONDAY + dt.timedelta(self.random.randrange(28)),
                half="pm",
                host_id=self.one(Employee),
            )


def test_a_thousand_acts_undone_are_the_start_and_redone_the_end(
    database: Database, undo: UndoStack
):
    coordinator = Coordinator(database, seed=20271)
    undo.forget()
    start = content(database)
    for _turn in range(1_000):
        coordinator.act()
    end = content(database)
    steps = 0
    while undo.status().undo is not None:
        undo.undo()
        steps += 1
    assert content(database) == start
    while undo.status().redo is not None:
        undo.redo()
    assert content(database) == end
    # Most acts were possible and did something; otherwise this would prove little.
    assert steps > 600
    assert end != start
