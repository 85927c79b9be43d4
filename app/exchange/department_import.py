"""What importing a list of departments would do: names and descriptions, nobody in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.alike import look, slip_of
from app.domain.names import fold
from app.domain.staff_list import (
    DEPARTMENT_FIELDS,
    Fixes,
    ImportPlan,
    ImportRow,
    ListKind,
    Notice,
    Problem,
    Status,
)
from app.errors import InputError
from app.exchange.row_reading import Draft, RowReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.known_staff import KnownDepartment, KnownStaff
    from app.domain.staff_list import SheetData


def check_departments(
    sheet: SheetData, mapping: Mapping[str, int], known: KnownStaff, fixes: Fixes
) -> ImportPlan:
    """Return what importing a list of departments would do."""
    mapping = {name: column for name, column in mapping.items() if name in DEPARTMENT_FIELDS}
    reader = RowReader(sheet, mapping, fixes.cells)
    stored = {look(department.department): department for department in known.departments}
    seen: dict[str, int] = {}
    rows = []
    for row in sheet.data_rows:
        draft = reader.read(row)
        if row.number in fixes.left_out:
            draft.left_out = "row-left-out"
        elif fixes.visible_only and row.hidden:
            draft.left_out = "row-hidden"
        rows.append(_row(draft, reader, stored, seen, fixes))
    if not rows:
        raise InputError("staff-list-empty", file=sheet.path, sheet=sheet.sheet)
    coming = [row for row in rows if row.status in (Status.NEW, Status.CHANGE, Status.SAME)]
    filled = {person.department_id for person in known.people if person.active}
    new = [str(row.values["department"]) for row in coming if row.match is None]
    ignored = [name for at, name in enumerate(sheet.headings) if at not in mapping.values()]
    notices = list(sheet.notices)
    if ignored:
        notices.append(Notice("list-columns-ignored", {"names": ignored}))
    empty = (*(one.department for one in known.departments if one.id not in filled), *new)
    return ImportPlan(
        sheet=sheet,
        kind=ListKind.DEPARTMENTS,
        mapping=mapping,
        rows=tuple(rows),
        new_departments=tuple(new),
        departments_without_people=empty,
        notices=(*notices, *(empty_notice(empty) if filled else _people_next(empty))),
        fixes=fixes,
    )


def _people_next(names: tuple[str, ...]) -> list[Notice]:
    return [Notice("list-people-next", {"count": len(names)})] if names else []


def empty_notice(names: tuple[str, ...]) -> list[Notice]:
    """Return what is to be said of departments without people."""
    if not names:
        return []
    return [Notice("list-departments-empty", {"count": len(names), "names": list(names)})]


def _row(
    draft: Draft,
    reader: RowReader,
    stored: Mapping[str, KnownDepartment],
    seen: dict[str, int],
    fixes: Fixes,
) -> ImportRow:
    if draft.left_out:
        problem = Problem(draft.number, "", "", "", draft.left_out, serious=False)
        return ImportRow(draft.number, Status.LEFT_OUT, draft.values, problems=(problem,))
    name = draft.values.get("department")
    if not isinstance(name, str):
        if draft.sound:
            reader.problem(draft, "department", "no-department-name", value="")
        return _as_problem(draft)
    name = fixes.departments.get(name, name)
    key = look(name)
    if key in seen:
        reader.problem(
            draft, "department", "department-twice", params={"row": seen[key]}, serious=False
        )
        return ImportRow(
            draft.number, Status.LEFT_OUT, draft.values, problems=tuple(draft.problems)
        )
    seen[key] = draft.number
    department = stored.get(key)
    if department is None:
        closest = next(
            (one.department for one in stored.values() if slip_of(name, one.department)), None
        )
        if closest is not None and name not in fixes.departments:
            reader.problem(
                draft,
                "department",
                "department-unknown",
                params={"closest": closest},
                suggestion=closest,
                serious=False,
            )
        draft.values["department"] = name
        status, changes, match = Status.NEW, {}, None
    else:
        draft.values["department"] = department.department
        changes = {
            field: (getattr(department, field), value)
            for field, value in draft.values.items()
            if value is not None and value != getattr(department, field)
        }
        status = Status.CHANGE if changes else Status.SAME
        match = department.id
        if fold(name) != fold(department.department):
            reader.problem(
                draft,
                "department",
                "department-look-alike",
                value=name,
                suggestion=department.department,
                serious=False,
            )
    if not draft.sound:
        return _as_problem(draft)
    return ImportRow(draft.number, status, draft.values, changes, tuple(draft.problems), match)


def _as_problem(draft: Draft) -> ImportRow:
    return ImportRow(draft.number, Status.PROBLEM, draft.values, problems=tuple(draft.problems))
