"""One row of a staff list into values, with everything wrong or odd about its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.domain.alike import mixed_word
from app.domain.names import fold
from app.domain.staff_list import CellFault, Problem, Value
from app.exchange.cell_values import (
    Reading,
    clean,
    fault_of,
    is_empty,
    read_active,
    read_email,
    read_level,
    read_number_text,
    read_text,
    shown,
)
from app.exchange.dates import month_comes_first, read_date
from app.exchange.headings import heading_score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.staff_list import Cell, SheetData, SheetRow

_LONGEST = {"job_title": 200, "manager": 200, "department": 200, "location": 200}
_LONGEST_PROSE = 4_000
_PROSE = {"what_we_do", "whom_we_serve", "how_measured", "what_we_refuse"}
# Without these a row is nobody.
_NEEDED = {"department", "employee_id", "name", "first_name", "last_name"}
_READERS: dict[str, Callable[[Cell], Reading[Any]]] = {
    "employee_id": read_number_text,
    "email": read_email,
    "level": read_level,
    "active": read_active,
}
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[- ]?)?total\b|итого\b|всего\b|итог\b|sum\b|сумма\b|count\b|количество\b"
)
# Readings whose value is used although something is odd about them; all others give none.
_SERIOUS_WHEN_NEEDED = {
    "cell-not-calculated",
    "cell-error",
    "cell-too-long",
    "number-is-date",
    "number-is-truth",
    "number-has-fraction",
    "number-rounded",
}


@dataclass
class Draft:
    """A row while it is being checked.

    Attributes
    ----------
    left_out
        Why the row is no person at all; empty if it is one.
    spelled
        The department as it stands in the sheet.
    """

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: str = ""
    spelled: str = ""
    match: int | None = None

    @property
    def sound(self) -> bool:
        """Whether the row can be imported as it is."""
        return not self.left_out and not any(problem.serious for problem in self.problems)


class RowReader:
    """Reads the rows of ``sheet`` by ``mapping``.

    Parameters
    ----------
    fixes
        New texts of cells, by row number and field.
    """

    def __init__(
        self,
        sheet: SheetData,
        mapping: Mapping[str, int],
        fixes: Mapping[tuple[int, str], str],
    ) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._fixes = fixes
        self._heads = {fold(self.heading(name)) for name in mapping}
        self._first_row = sheet.heading_row + 1
        self._fixed_fields: defaultdict[int, list[str]] = defaultdict(list)
        for number, name in fixes:
            if name not in mapping:
                self._fixed_fields[number].append(name)
        self._month_first: bool | None = None
        if "hire_date" in mapping:
            self._month_first = month_comes_first(
                self._cell(row, "hire_date") for row in sheet.data_rows
            )

    def heading(self, name: str) -> str:
        """Return the heading of the column of field ``name``, empty if no column holds it."""
        column = self._mapping.get(name)
        return "" if column is None else self._sheet.headings[column]

    def problem(
        self, draft: Draft, name: str, code: str, *, value: str | None = None, **rest: Any
    ) -> None:
        """Add a problem of field ``name`` to ``draft``."""
        if value is None:
            value = shown_value(draft.values.get(name))
        draft.problems.append(Problem(draft.number, name, self.heading(name), value, code, **rest))

    def read(self, row: SheetRow) -> Draft:
        """Return the values of ``row`` and its problems."""
        draft = Draft(row.number)
        draft.left_out = self._no_row(row)
        if draft.left_out:
            return draft
        for name in (*self._mapping, *self._fixed_fields[row.number]):
            self._read_cell(draft, name, self._cell(row, name))
        self._join_names(draft)
        self._look_at_name(draft)
        return draft

    def _cell(self, row: SheetRow, name: str) -> Cell:
        fixed = self._fixes.get((row.number, name))
        if fixed is not None:
            return fixed
        column = self._mapping.get(name, len(row.cells))
        return row.cells[column] if column < len(row.cells) else None

    def _no_row(self, row: SheetRow) -> str:
        """Return why ``row`` is none of the list, empty if it is one."""
        filled = [cell for cell in row.cells if not is_empty(cell)]
        if all(is_empty(self._cell(row, name)) for name in self._mapping):
            return "row-says-nothing"
        if row.number in self._sheet.spread_rows and len(filled) == 1:
            return "row-is-title"
        if self._repeats_headings(row, filled):
            return "row-repeats-headings"
        first = filled[0]
        incomplete = any(
            name in self._mapping and is_empty(self._cell(row, name))
            for name in ("department", "name", "employee_id")
        )
        if incomplete and isinstance(first, str) and _TOTAL.match(fold(first)):
            return "row-is-total"
        return ""

    def _repeats_headings(self, row: SheetRow, filled: list[Cell]) -> bool:
        texts = {cell.strip().casefold() for cell in filled if isinstance(cell, str)}
        if len(self._heads & texts) >= 2:
            return True
        # A second row of headings, in another language perhaps, stands right below the first.
        return row.number == self._first_row and 2 <= len(filled) == heading_score(row.cells)

    def _read_cell(self, draft: Draft, name: str, cell: Cell) -> None:
        if is_empty(cell):
            return
        if name == "department":
            draft.spelled = cell if isinstance(cell, str) else shown(cell)
        reading: Reading[Any] = fault_of(cell) or self._reading(name, cell)
        if reading.value is not None:
            draft.values[name] = reading.value
        if reading.code:
            draft.problems.append(
                Problem(
                    draft.number,
                    name,
                    self.heading(name),
                    "" if isinstance(cell, CellFault) else shown(cell),
                    reading.code,
                    reading.params,
                    reading.suggestion,
                    serious=name in _NEEDED and reading.code in _SERIOUS_WHEN_NEEDED,
                )
            )

    def _reading(self, name: str, cell: Cell) -> Reading[Any]:
        if name == "hire_date":
            return read_date(cell, month_first=self._month_first, from_1904=self._sheet.from_1904)
        if name in _READERS:
            return _READERS[name](cell)
        if name in _PROSE:
            return read_text(cell, _LONGEST_PROSE)
        return read_text(cell, _LONGEST.get(name, 200))

    def _join_names(self, draft: Draft) -> None:
        parts = [draft.values.pop(part, None) for part in ("first_name", "last_name")]
        if any(parts):
            draft.values["name"] = " ".join(str(part) for part in parts if part)

    def _look_at_name(self, draft: Draft) -> None:
        name = draft.values.get("name")
        if not isinstance(name, str):
            return
        field_name = "name" if "name" in self._mapping else "last_name"
        mended = mixed_word(name)
        if mended:
            self.problem(
                draft, field_name, "mixed-alphabets", value=name, suggestion=mended, serious=False
            )
        if not any(letter.isalpha() for letter in name):
            self.problem(draft, field_name, "name-without-letters", value=name, serious=False)
        elif "@" in name:
            self.problem(draft, field_name, "name-is-address", value=name, serious=False)


def shown_value(value: Value) -> str:
    """Return a value as a message quotes it."""
    return "" if value is None else clean(str(value)).text
