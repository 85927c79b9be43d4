"""What can be done about the problems of one row, each with the words of its button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording.staff_import import field_title

if TYPE_CHECKING:
    from app.domain.staff_list import Fixes, ImportRow


@dataclass(frozen=True, slots=True)
class Cure:
    """One way to put a row right, and what deciding for it means.

    Attributes
    ----------
    to_fill
        The field whose cell the user has to type in.
    """

    words: str
    to_fill: str = ""
    cell: tuple[tuple[int, str], str] | None = None
    department: tuple[str, str] | None = None

    def applied_to(self, fixes: Fixes) -> Fixes:
        """Return ``fixes`` with this decision."""
        if self.cell is not None:
            place, text = self.cell
            fixes = replace(fixes, cells={**fixes.cells, place: text})
        if self.department is not None:
            name, meant = self.department
            fixes = replace(fixes, departments={**fixes.departments, name: meant})
        return fixes


def cures_of(row: ImportRow) -> list[Cure]:
    """Return the cures for the problems of ``row``, the suggested ones first."""
    cures = []
    for problem in row.problems:
        words = _("Use “{value}”").format(value=problem.suggestion)
        if problem.code == "department-unknown" and problem.suggestion is not None:
            # One decision for every row that writes the department so.
            cures.append(Cure(words, department=(problem.value, problem.suggestion)))
            new = _("“{value}” is a new department").format(value=problem.value)
            cures.append(Cure(new, department=(problem.value, problem.value)))
        elif problem.suggestion is not None:
            cures.append(Cure(words, cell=((row.number, problem.field), problem.suggestion)))
        elif problem.field and problem.serious:
            fill = _("Type it in: {field}").format(field=field_title(problem.field))
            cures.append(Cure(fill, to_fill=problem.field))
    return cures


def retyped(fixes: Fixes, row: int, field: str, text: str) -> Fixes:
    """Return ``fixes`` with the new text of a cell."""
    return replace(fixes, cells={**fixes.cells, (row, field): text})


def left_out(fixes: Fixes, row: int, out: bool) -> Fixes:
    """Return ``fixes`` with a row left out, or taken in after all."""
    rows = fixes.left_out | {row} if out else fixes.left_out - {row}
    return replace(fixes, left_out=rows)


def with_level(fixes: Fixes, department: str, title: str, level: int) -> Fixes:
    """Return ``fixes`` with the level of a role."""
    return replace(fixes, levels={**fixes.levels, (department, title): level})
