"""What importing a list of people would do: every row checked, nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.levels import UNKNOWN_TITLE_LEVEL, guess_level
from app.domain.names import fold
from app.domain.staff_list import (
    Fixes,
    ImportPlan,
    ImportRow,
    ListKind,
    Notice,
    PersonNotListed,
    Problem,
    RoleProposal,
    Status,
    Value,
)
from app.errors import InputError
from app.exchange.department_import import check_departments, empty_notice
from app.exchange.department_names import DepartmentNames
from app.exchange.headings import kind_of
from app.exchange.person_matching import PeopleIndex, find_doubles
from app.exchange.row_reading import Draft, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.known_staff import KnownPerson, KnownStaff
    from app.domain.staff_list import SheetData

_COMPARED = (
    "employee_id",
    "name",
    "department",
    "job_title",
    "level",
    "manager",
    "email",
    "hire_date",
    "active",
)
_NAMES_IN_NOTICE = 5


def missing_fields(mapping: Mapping[str, int]) -> list[str]:
    """Return the fields without which a sheet is no list; any of "name" and "employee_id" will do.

    A list of departments needs the department only.
    """
    if "department" not in mapping:
        return ["department"] if _says_who(mapping) else ["department", "name"]
    if kind_of(mapping) is ListKind.DEPARTMENTS or _says_who(mapping):
        return []
    return ["name"]


def _says_who(mapping: Mapping[str, int]) -> bool:
    return bool({"name", "employee_id", "first_name", "last_name"} & mapping.keys())


def check_list(
    sheet: SheetData,
    mapping: Mapping[str, int],
    known: KnownStaff,
    fixes: Fixes | None = None,
) -> ImportPlan:
    """Return what importing ``sheet`` would do.

    Parameters
    ----------
    mapping
        Column of each field, counted from 0.
    known
        The staff as the database holds it.
    fixes
        What the user decided so far.

    Raises
    ------
    InputError
        If a column that is needed is not there, or one column is taken for two fields.
    """
    fixes = fixes or Fixes()
    _check_mapping(sheet, mapping)
    if kind_of(mapping) is ListKind.DEPARTMENTS:
        return check_departments(sheet, mapping, known, fixes)
    return _PeopleCheck(sheet, mapping, known, fixes).plan()


def _check_mapping(sheet: SheetData, mapping: Mapping[str, int]) -> None:
    missing = missing_fields(mapping)
    if missing:
        raise InputError(
            "staff-columns-missing",
            file=sheet.path,
            sheet=sheet.sheet,
            row=sheet.heading_row,
            fields=missing,
            headings=list(sheet.headings),
        )
    taken: dict[int, str] = {}
    for name, column in mapping.items():
        if column in taken:
            raise InputError(
                "staff-column-twice",
                file=sheet.path,
                column=sheet.headings[column],
                fields=[taken[column], name],
            )
        taken[column] = name


class _PeopleCheck:
    """One check of a list of people, step by step."""

    def __init__(
        self, sheet: SheetData, mapping: Mapping[str, int], known: KnownStaff, fixes: Fixes
    ) -> None:
        self._sheet = sheet
        self._mapping = dict(mapping)
        self._known = known
        self._fixes = fixes
        self._reader = RowReader(sheet, mapping, fixes.cells)
        self._people = {person.id: person for person in known.people}
        self._names = DepartmentNames(
            (department.department for department in known.departments), fixes.departments
        )
        self._drafts: list[Draft] = []
        self._named_by_number = 0

    def plan(self) -> ImportPlan:
        self._drafts = [self._reader.read(row) for row in self._sheet.data_rows]
        if not self._drafts:
            raise InputError("staff-list-empty", file=self._sheet.path, sheet=self._sheet.sheet)
        hidden = {row.number for row in self._sheet.data_rows if row.hidden}
        for draft in self._drafts:
            if draft.number in self._fixes.left_out:
                draft.left_out = "row-left-out"
            elif self._fixes.visible_only and draft.number in hidden:
                draft.left_out = "row-hidden"
        alive = [draft for draft in self._drafts if not draft.left_out]
        self._names.settle(alive, self._reader)
        for draft in alive:
            self._complete(draft)
        find_doubles(alive, self._reader)
        self._match([draft for draft in alive if not draft.left_out])
        rows = tuple(self._row(draft) for draft in self._drafts)
        coming = [row for row in rows if row.status in (Status.NEW, Status.CHANGE, Status.SAME)]
        staff = {row.match: row for row in coming if row.match is not None}
        empty = self._empty_departments(coming, staff)
        return ImportPlan(
            sheet=self._sheet,
            kind=ListKind.PEOPLE,
            mapping=self._mapping,
            rows=rows,
            new_departments=self._new_departments(coming),
            merged_departments=self._names.merged,
            roles=self._roles(coming, staff),
            departments_without_people=empty,
            not_listed=self._not_listed(),
            notices=(*self._notices(), *empty_notice(empty)),
            fixes=self._fixes,
        )

    def _complete(self, draft: Draft) -> None:
        values = draft.values
        if "department" not in values:
            already = any(problem.field == "department" for problem in draft.problems)
            if not already:
                self._reader.problem(draft, "department", "no-department", value="")
        if not values.get("name"):
            number = values.get("employee_id")
            if number:
                values["name"] = number
                self._named_by_number += 1
                if "name" in self._mapping:
                    self._reader.problem(draft, "name", "no-name", value="", serious=False)
            elif not any(problem.serious for problem in draft.problems):
                name = "name" if "name" in self._mapping else "employee_id"
                self._reader.problem(draft, name, "nobody", value="")

    def _match(self, drafts: list[Draft]) -> None:
        index = PeopleIndex(self._known.people)
        rows: dict[int, int] = {}
        for draft in drafts:
            found = index.match(draft, self._reader)
            if found is None:
                continue
            if found.id in rows:
                self._reader.problem(
                    draft,
                    "name",
                    "person-matched-twice",
                    params={"name": found.name, "row": rows[found.id]},
                )
                continue
            rows[found.id] = draft.number
            draft.match = found.id

    def _row(self, draft: Draft) -> ImportRow:
        if draft.left_out:
            problems = tuple(draft.problems) or (
                Problem(draft.number, "", "", "", draft.left_out, serious=False),
            )
            return ImportRow(draft.number, Status.LEFT_OUT, draft.values, problems=problems)
        if draft.match is None:
            if draft.values.get("level") is None:
                draft.values["level"] = guess_level(str(draft.values.get("job_title") or ""))
            draft.values.setdefault("active", True)
            status, changes = Status.NEW, {}
        else:
            changes = self._changes(draft, self._people[draft.match])
            status = Status.CHANGE if changes else Status.SAME
        if not draft.sound:
            status = Status.PROBLEM
        return ImportRow(
            draft.number, status, draft.values, changes, tuple(draft.problems), draft.match
        )

    def _changes(self, draft: Draft, person: KnownPerson) -> dict[str, tuple[Value, Value]]:
        values = draft.values
        # Whoever stands in the list again is with the company again.
        values.setdefault("active", True)
        self._settle_level(draft, person)
        changes: dict[str, tuple[Value, Value]] = {}
        for name in _COMPARED:
            stored, said = getattr(person, name), values.get(name)
            if said is not None and said != stored:
                changes[name] = (stored, said)
        return changes

    def _settle_level(self, draft: Draft, person: KnownPerson) -> None:
        """Propose a level only where nobody has decided on one."""
        said = draft.values.get("level")
        title = str(draft.values.get("job_title") or person.job_title)
        if person.level_by_hand:
            if said is not None and said != person.level:
                self._reader.problem(
                    draft, "level", "level-kept", params={"level": person.level}, serious=False
                )
            draft.values["level"] = person.level
        elif said is None:
            as_guessed = person.level == guess_level(person.job_title)
            if person.level is None or (as_guessed and title != person.job_title):
                draft.values["level"] = guess_level(title) or person.level
            else:
                draft.values["level"] = person.level

    def _new_departments(self, coming: Iterable[ImportRow]) -> tuple[str, ...]:
        known = {fold(department.department) for department in self._known.departments}
        found: dict[str, str] = {}
        for row in coming:
            name = str(row.values["department"])
            if fold(name) not in known:
                found.setdefault(fold(name), name)
        return tuple(found.values())

    def _roles(
        self, coming: Iterable[ImportRow], staff: Mapping[int, ImportRow]
    ) -> tuple[RoleProposal, ...]:
        """Propose one role for each job title of a department; leave alone what hands made."""
        departments = {
            department.id: department.department for department in self._known.departments
        }
        roles = {
            (fold(departments[role.department_id]), fold(role.title)): role
            for role in self._known.roles
        }
        levels = {
            (fold(department), fold(title)): level
            for (department, title), level in self._fixes.levels.items()
        }
        titles: dict[tuple[str, str], tuple[str, str]] = {}
        holders: dict[tuple[str, str], list[int]] = {}
        for row in coming:
            title = str(row.values.get("job_title") or self._stored_title(row))
            if title and row.values.get("active"):
                department = str(row.values["department"])
                key = (fold(department), fold(title))
                titles.setdefault(key, (department, title))
                holders.setdefault(key, []).append(row.number)
        proposals = []
        for key, (department, title) in titles.items():
            role = roles.get(key)
            if role is not None and not role.proposed:
                continue
            guess = guess_level(title)
            level = levels.get(key) or (
                role.level if role else guess if guess is not None else UNKNOWN_TITLE_LEVEL
            )
            if (
                role is not None
                and level == role.level
                and self._hosts_stay(role.hosts, holders[key], staff)
            ):
                continue
            proposals.append(
                RoleProposal(
                    department,
                    title,
                    level,
                    guessed=role is not None or guess is not None or key in levels,
                    hosts=tuple(holders[key]),
                    match=role.id if role else None,
                )
            )
        return tuple(
            sorted(proposals, key=lambda one: (fold(one.department), -one.level, fold(one.title)))
        )

    def _stored_title(self, row: ImportRow) -> str:
        return "" if row.match is None else self._people[row.match].job_title

    def _hosts_stay(
        self, hosts: frozenset[int], rows: list[int], staff: Mapping[int, ImportRow]
    ) -> bool:
        numbers = {row.number: key for key, row in staff.items()}
        return {numbers.get(row) for row in rows} == hosts & staff.keys()

    def _empty_departments(
        self, coming: Iterable[ImportRow], staff: Mapping[int, ImportRow]
    ) -> tuple[str, ...]:
        filled = {fold(str(row.values["department"])) for row in coming if row.values.get("active")}
        filled |= {
            fold(person.department)
            for person in self._known.people
            if person.active and person.id not in staff
        }
        return tuple(
            department.department
            for department in self._known.departments
            if fold(department.department) not in filled
        )

    def _not_listed(self) -> tuple[PersonNotListed, ...]:
        listed = {draft.match for draft in self._drafts}
        return tuple(
            PersonNotListed(person.id, person.name, person.department)
            for person in self._known.people
            if person.active and person.id not in listed
        )

    def _notices(self) -> tuple[Notice, ...]:
        notices = list(self._sheet.notices)
        taken = set(self._mapping.values())
        ignored = [name for at, name in enumerate(self._sheet.headings) if at not in taken]
        if ignored:
            notices.append(Notice("list-columns-ignored", {"names": ignored}))
        hidden = self._sheet.hidden_rows
        if hidden:
            code = "list-hidden-left-out" if self._fixes.visible_only else "list-hidden-rows"
            notices.append(Notice(code, {"count": hidden}))
        homeless = [
            draft
            for draft in self._drafts
            if any(problem.code == "no-department" for problem in draft.problems)
        ]
        if homeless:
            names = [str(draft.values.get("name", "")) for draft in homeless[:_NAMES_IN_NOTICE]]
            notices.append(
                Notice("list-without-department", {"count": len(homeless), "names": names})
            )
        if self._named_by_number:
            notices.append(Notice("list-named-by-number", {"count": self._named_by_number}))
        return tuple(notices)
