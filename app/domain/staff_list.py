"""A staff list on its way in: the sheet as it was read, and what would become of each row."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEMS_LISTED = 1_000


class CellFault(Enum):
    """What stands in a cell instead of a value."""

    NOT_CALCULATED = "formula never calculated"


NOT_CALCULATED: str = CellFault.NOT_CALCULATED.value
"""What is told of an answer that is a formula without a value."""

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | CellFault | None
Value = str | int | bool | dt.date | None


PEOPLE_FIELDS = (
    "department",
    "name",
    "first_name",
    "last_name",
    "employee_id",
    "job_title",
    "level",
    "email",
    "manager",
    "hire_date",
    "active",
)
DEPARTMENT_FIELDS = (
    "department",
    "short_name",
    "location",
    "what_we_do",
    "whom_we_serve",
    "how_measured",
    "what_we_refuse",
)
# Any of these makes a sheet a list of people.
PERSON_FIELDS = frozenset({"employee_id", "name", "first_name", "last_name"})


class ListKind(StrEnum):
    """What the rows of a sheet are."""

    PEOPLE = "people"
    DEPARTMENTS = "departments"


class Status(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    PROBLEM = "problem"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing about the whole file; ``app.wording`` has its sentence."""

    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook; ``rows`` counts those that hold anything."""

    name: str
    rows: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the sheet; ``hidden`` by hand or by a filter."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True)
class SheetData:
    """One sheet as it was read, and what else the file holds.

    Attributes
    ----------
    heading_row
        Number of the row with the headings, 0 if there is none.
    headings
        Name of each column: its heading, else its letter.
    spread_rows
        Rows that are one cell merged across the columns: titles within the list.
    encoding, separator
        How a text file was read; empty for workbooks.
    from_1904
        Whether bare numbers in columns of dates count days from 1904 instead of 1900.
    """

    path: str
    sheets: tuple[SheetInfo, ...]
    sheet: str
    rows: tuple[SheetRow, ...]
    heading_row: int = 0
    headings: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    spread_rows: frozenset[int] = frozenset()
    encoding: str = ""
    separator: str = ""
    from_1904: bool = False

    @property
    def data_rows(self) -> tuple[SheetRow, ...]:
        """The rows below the headings."""
        return tuple(row for row in self.rows if row.number > self.heading_row)

    @property
    def hidden_rows(self) -> int:
        """Number of rows below the headings that the spreadsheet does not show."""
        return sum(row.hidden for row in self.data_rows)

    def samples(self, column: int, count: int = 3) -> list[str]:
        """Return the first values of a column, for a look at what it holds."""
        found: list[str] = []
        for row in self.data_rows:
            value = row.cells[column] if column < len(row.cells) else None
            if value is not None and str(value).strip() and str(value) not in found:
                found.append(str(value))
            if len(found) == count:
                break
        return found


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in one cell.

    Attributes
    ----------
    row
        Number of the row in the sheet.
    column
        Heading of the column; empty where the whole row is meant.
    suggestion
        What to put there instead, None if nobody can tell.
    serious
        The row cannot be imported as it is. Otherwise it is, and the user should look at it.
    """

    row: int
    field: str
    column: str
    value: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None
    serious: bool = True


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of the list and what would become of it.

    Attributes
    ----------
    values
        What the row says, by field, as it would be stored.
    changes
        By field what is stored now and what would be.
    match
        Primary key of the person or department in the database, None if it is new.
    """

    number: int
    status: Status
    values: Mapping[str, Value]
    changes: Mapping[str, tuple[Value, Value]] = dataclasses.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    match: int | None = None


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """A role that an import would make or whose hosts it would bring up to date.

    Attributes
    ----------
    level
        What the title points to.
    guessed
        False where the title says nothing and the middle of the ladder was taken.
    hosts
        Numbers of the rows of those who hold the title.
    match
        Primary key of the role if it is there already.
    """

    department: str
    title: str
    level: int
    guessed: bool
    hosts: tuple[int, ...]
    match: int | None = None


@dataclass(frozen=True, slots=True)
class PersonNotListed:
    """Somebody active in the database whom the list does not name."""

    id: int
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class Fixes:
    """What the user decided while looking at the check.

    Attributes
    ----------
    cells
        New text of a cell, by row number and field.
    departments
        The department meant by a name in the list; a name that stands for itself is a new one.
    levels
        The level of a role, by department and title.
    left_out
        Numbers of rows not to be imported.
    visible_only
        Leave out rows that the spreadsheet hides.
    """

    cells: Mapping[tuple[int, str], str] = dataclasses.field(default_factory=dict)
    departments: Mapping[str, str] = dataclasses.field(default_factory=dict)
    levels: Mapping[tuple[str, str], int] = dataclasses.field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    visible_only: bool = False


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do; nothing is written before it is applied.

    Attributes
    ----------
    new_departments
        Names of departments that would be made.
    merged_departments
        Spellings that differ only by spaces, case or ё, and the name they stand for.
    departments_without_people
        Names of departments that would have nobody.
    """

    sheet: SheetData
    kind: ListKind
    mapping: Mapping[str, int]
    rows: tuple[ImportRow, ...]
    new_departments: tuple[str, ...] = ()
    merged_departments: Mapping[str, str] = dataclasses.field(default_factory=dict)
    roles: tuple[RoleProposal, ...] = ()
    departments_without_people: tuple[str, ...] = ()
    not_listed: tuple[PersonNotListed, ...] = ()
    notices: tuple[Notice, ...] = ()
    fixes: Fixes = dataclasses.field(default_factory=Fixes)

    @cached_property
    def counts(self) -> dict[Status, int]:
        """Number of rows by what would become of them; every status is a key."""
        counted = Counter(row.status for row in self.rows)
        return {status: counted[status] for status in Status}

    @cached_property
    def problem_count(self) -> int:
        """Number of problems, doubtful values included."""
        return sum(len(row.problems) for row in self.rows)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The first problems in the order of rows; ``problem_count`` tells how many there are."""
        listed: list[Problem] = []
        for row in self.rows:
            listed.extend(row.problems[: PROBLEMS_LISTED - len(listed)])
            if len(listed) == PROBLEMS_LISTED:
                break
        return tuple(listed)

    @property
    def writes(self) -> int:
        """Number of rows that would be written."""
        return self.counts[Status.NEW] + self.counts[Status.CHANGE]
