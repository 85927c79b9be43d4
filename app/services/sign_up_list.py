"""A list of those who take part: number, e-mail or name, and the visits wanted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.domain.numbers import is_count
from app.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.db.queries import PersonRow
    from app.domain.staff_list import Cell, SheetData, SheetRow


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row: ``unknown``, ``ambiguous`` or ``visits``, and what stands there."""

    row: int
    code: str
    value: str


def read_sign_ups(sheet: SheetData, people: Iterable[PersonRow]) -> dict[int, int | None]:
    """Return the visits wanted by key of the person, None where the row does not say.

    The first column names the person, the second the visits; the first row may be headings.

    Raises
    ------
    InputError
        With every row of which the person or the number is not clear, or if nobody is named.
    """
    keys = _keys(people)
    wanted: dict[int, int | None] = {}
    faults: list[RowFault] = []
    rows = [row for row in sheet.rows if _text(row, 0)]
    for row in rows:
        name, visits = _text(row, 0), _text(row, 1)
        found = keys.get(fold(name), set())
        if not found and row is rows[0]:
            continue
        if len(found) != 1:
            faults.append(RowFault(row.number, "ambiguous" if found else "unknown", name))
        elif visits and not is_count(visits):
            faults.append(RowFault(row.number, "visits", visits))
        else:
            wanted[next(iter(found))] = int(visits) if visits else None
    if faults:
        raise InputError("sign-up-faults", file=sheet.path, faults=faults)
    if not wanted:
        raise InputError("sign-up-nobody", file=sheet.path)
    return wanted


def _keys(people: Iterable[PersonRow]) -> dict[str, set[int]]:
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for person in people:
        for key in (person.name, person.email, person.personnel_number):
            if key:
                keys[fold(key)].add(person.id)
    return keys


def _text(row: SheetRow, column: int) -> str:
    value: Cell = row.cells[column] if column < len(row.cells) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
