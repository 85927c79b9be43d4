"""Staff lists in: read, checked against the database, imported in one step that can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.db.models import Department, Employee, Role, RoleHost
from app.domain.known_staff import KnownDepartment, KnownPerson, KnownRole, KnownStaff
from app.domain.names import fold
from app.domain.staff_list import DEPARTMENT_FIELDS, Fixes, ImportPlan, ListKind, Status
from app.errors import ConflictError, InputError
from app.exchange.headings import guess_mapping, with_headings
from app.exchange.sheet_reader import read_sheet
from app.exchange.staff_import import check_list, missing_fields
from app.i18n import _
from app.services.backups import back_up_before
from app.services.staff import HUES, drop_foreign_hosting, short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.db.session import Database
    from app.domain.staff_list import ImportRow, RoleProposal, SheetData, Value

_TO_BE_WRITTEN = (Status.NEW, Status.CHANGE)
_COLUMNS = {"employee_id": "personnel_number"}


class StaffImportService:
    """The way of a list from file to database; nothing is written before ``apply``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def read(
        path: str | Path,
        *,
        sheet: str | None = None,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SheetData:
        """Read one sheet of a file, the one that looks most like a staff list by default.

        Raises
        ------
        InputError, EnvironmentFault
            If the file is no list, or cannot be read.
        Interrupted
            If ``cancelled`` answered true.
        """
        return read_sheet(Path(path), sheet=sheet, progress=progress, cancelled=cancelled)

    @staticmethod
    def with_heading_row(sheet: SheetData, number: int) -> SheetData:
        """Return the sheet with its headings in row ``number``; 0 means that it has none."""
        return with_headings(sheet, number)

    @staticmethod
    def guess_mapping(sheet: SheetData) -> dict[str, int]:
        """Return the column of each field that could be guessed, counted from 0."""
        return guess_mapping(sheet)

    @staticmethod
    def missing_fields(mapping: Mapping[str, int]) -> list[str]:
        """Return the fields that still need a column before the rows can be checked."""
        return missing_fields(mapping)

    def check(
        self, sheet: SheetData, mapping: Mapping[str, int], *, fixes: Fixes | None = None
    ) -> ImportPlan:
        """Return what importing the sheet would do; nothing is written.

        Raises
        ------
        InputError
            If a column that is needed is missing.
        """
        with self._database.read() as session:
            known = _known(session)
        return check_list(sheet, mapping, known, fixes)

    @staticmethod
    def refuse_nothing(plan: ImportPlan) -> None:
        """Refuse a plan of which no row can be imported, as :meth:`apply` would."""
        _refuse_nothing(plan, plan.rows)

    @staticmethod
    def check_as_first(sheet: SheetData, mapping: Mapping[str, int]) -> ImportPlan:
        """Return what importing the sheet into new data would do; see :meth:`check`."""
        return check_list(sheet, mapping, KnownStaff((), (), ()))

    def apply(
        self,
        plan: ImportPlan,
        *,
        leave_out: Collection[int] = (),
        mark_left: Collection[int] = (),
    ) -> Changes:
        """Write what ``plan`` says, all or nothing, as one step that can be undone.

        Parameters
        ----------
        leave_out
            Numbers of rows not to be imported, beside those with problems.
        mark_left
            Keys of people who are not in the list and are to be marked as gone.

        Raises
        ------
        ConflictError
            If the staff was changed since the check, so that it would do something else now.
        InputError
            If no row can be imported.
        EnvironmentFault
            If the backup that is made first cannot be made.
        """
        rows = [row for row in plan.rows if row.number not in leave_out]
        _refuse_nothing(plan, rows)
        back_up_before("import", self._database)
        name = Path(plan.sheet.path).name
        with self._database.unit_of_work(_("import of {file}").format(file=name)) as unit:
            self._check_fresh(unit.session, plan)
            writer = _Writer(unit.session, plan, leave_out)
            writer.write(rows)
            writer.mark_left(mark_left)
        return unit.changes

    def _check_fresh(self, session: Session, plan: ImportPlan) -> None:
        now = check_list(plan.sheet, plan.mapping, _known(session), plan.fixes)
        if (now.rows, now.roles) != (plan.rows, plan.roles):
            raise ConflictError("import-outdated", file=plan.sheet.path)

    @staticmethod
    def problem_workbook(plan: ImportPlan, path: str | Path) -> None:
        """Write the list again with its problem cells marked and said in words."""
        # openpyxl takes half a second to load.
        from app.exchange.problem_workbook import write_problems  # noqa: PLC0415

        write_problems(plan, Path(path))

    @staticmethod
    def template(path: str | Path) -> None:
        """Write an empty list to be filled in."""
        from app.exchange.problem_workbook import write_template  # noqa: PLC0415

        write_template(Path(path))


def _refuse_nothing(plan: ImportPlan, rows: Iterable[ImportRow]) -> None:
    if not any(row.status in (*_TO_BE_WRITTEN, Status.SAME) for row in rows):
        raise InputError("staff-nothing-to-import", file=plan.sheet.path, count=plan.problem_count)


def _known(session: Session) -> KnownStaff:
    names: dict[int, str] = {}
    departments = []
    for row in session.scalars(select(Department).order_by(Department.id)):
        names[row.id] = row.name
        fields = {name: getattr(row, name) for name in DEPARTMENT_FIELDS if name != "department"}
        departments.append(KnownDepartment(id=row.id, department=row.name, **fields))
    people = [
        KnownPerson(
            id=row.id,
            employee_id=row.personnel_number,
            name=row.name,
            email=row.email,
            department_id=row.department_id,
            department=names[row.department_id],
            job_title=row.job_title,
            level=row.level,
            level_by_hand=row.level_by_hand,
            manager=row.manager,
            hire_date=row.hire_date,
            active=row.active,
        )
        for row in session.scalars(select(Employee).order_by(Employee.id))
    ]
    hosts: dict[int, set[int]] = {}
    for role_id, employee_id in session.execute(select(RoleHost.role_id, RoleHost.employee_id)):
        hosts.setdefault(role_id, set()).add(employee_id)
    roles = [
        KnownRole(
            row.id,
            row.department_id,
            row.title,
            row.level,
            row.proposed,
            frozenset(hosts.get(row.id, ())),
        )
        for row in session.scalars(select(Role).order_by(Role.id))
    ]
    return KnownStaff(tuple(departments), tuple(people), tuple(roles))


class _Writer:
    """Turns the rows of a plan into rows of the database."""

    def __init__(self, session: Session, plan: ImportPlan, leave_out: Collection[int]) -> None:
        self._session = session
        self._plan = plan
        self._leave_out = leave_out
        self._departments = {
            folded: key for key, folded in session.execute(select(Department.id, Department.folded))
        }
        self._employees: dict[int, Employee] = {}

    def write(self, rows: list[ImportRow]) -> None:
        wanted = [row for row in rows if row.status in _TO_BE_WRITTEN]
        if self._plan.kind is ListKind.DEPARTMENTS:
            self._write_departments(wanted)
            return
        self._add_departments(wanted)
        self._write_people(rows)
        self._session.flush()
        self._write_roles(self._plan.roles)

    def _write_departments(self, rows: list[ImportRow]) -> None:
        new = [row for row in rows if row.match is None]
        self._add_departments(new)
        for row in rows:
            key = row.match or self._departments[fold(str(row.values["department"]))]
            department = self._session.get_one(Department, key)
            for name, value in row.values.items():
                if name != "department" and value is not None:
                    setattr(department, name, value)

    def _add_departments(self, rows: list[ImportRow]) -> None:
        count = self._session.scalar(select(func.count(Department.id))) or 0
        made: dict[str, Department] = {}
        for row in rows:
            name = str(row.values["department"])
            folded = fold(name)
            if folded not in self._departments and folded not in made:
                hue = HUES[(count + len(made)) % len(HUES)]
                made[folded] = Department(
                    name=name, folded=folded, hue=hue, short_name=short_name(name)
                )
        self._session.add_all(made.values())
        self._session.flush()
        self._departments |= {folded: row.id for folded, row in made.items()}

    def _write_people(self, rows: list[ImportRow]) -> None:
        matched = {row.match for row in rows if row.match is not None}
        known = {
            person.id: person
            for person in self._session.scalars(select(Employee))
            if person.id in matched
        }
        for row in rows:
            if row.status is Status.NEW:
                person = Employee(**self._columns(row, row.values))
                self._session.add(person)
            elif row.status in (Status.CHANGE, Status.SAME) and row.match is not None:
                person = known[row.match]
                new = {name: after for name, (_before, after) in row.changes.items()}
                for column, value in self._columns(row, new).items():
                    setattr(person, column, value)
                if not person.active:
                    self._drop_hosting(person)
                elif "department" in row.changes:
                    drop_foreign_hosting(self._session, person)
                elif "job_title" in row.changes:
                    self._drop_old_title(person)
            else:
                continue
            self._employees[row.number] = person

    def _drop_old_title(self, person: Employee) -> None:
        proposed = select(RoleHost).join(Role, Role.id == RoleHost.role_id)
        for host in self._session.scalars(
            proposed.where(
                RoleHost.employee_id == person.id,
                Role.proposed.is_(True),
                Role.folded != fold(person.job_title),
            )
        ):
            self._session.delete(host)

    def _columns(self, row: ImportRow, values: Mapping[str, Value]) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, value in values.items():
            if value is None:
                continue
            if name == "department":
                columns["department_id"] = self._departments[fold(str(value))]
            else:
                columns[_COLUMNS.get(name, name)] = value
        if "name" in values:
            columns["folded"] = fold(str(values["name"]))
        if (row.number, "level") in self._plan.fixes.cells:
            columns["level_by_hand"] = True
        return columns

    def _write_roles(self, proposals: Collection[RoleProposal]) -> None:
        for proposal in proposals:
            holders = [self._employees[row] for row in proposal.hosts if row in self._employees]
            if proposal.match is not None:
                role = self._session.get_one(Role, proposal.match)
                role.level = proposal.level
            elif holders:
                role = Role(
                    department_id=self._departments[fold(proposal.department)],
                    title=proposal.title,
                    folded=fold(proposal.title),
                    level=proposal.level,
                    proposed=True,
                )
                self._session.add(role)
                self._session.flush()
            else:
                continue
            self._set_hosts(role, {person.id for person in holders})

    def _set_hosts(self, role: Role, holders: set[int]) -> None:
        listed = {person.id for person in self._employees.values()}
        known = {
            host.employee_id: host
            for host in self._session.scalars(select(RoleHost).where(RoleHost.role_id == role.id))
        }
        for key, host in known.items():
            # Whom the list does not name stays as it is.
            if key in listed and key not in holders:
                self._session.delete(host)
        for key in sorted(holders - known.keys()):
            self._session.add(RoleHost(role_id=role.id, employee_id=key))

    def mark_left(self, keys: Collection[int]) -> None:
        allowed = {person.id for person in self._plan.not_listed}
        for key in sorted(set(keys) & allowed):
            person = self._session.get_one(Employee, key)
            person.active = False
            self._drop_hosting(person)

    def _drop_hosting(self, person: Employee) -> None:
        for host in self._session.scalars(
            select(RoleHost).where(RoleHost.employee_id == person.id)
        ):
            self._session.delete(host)
