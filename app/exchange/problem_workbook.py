"""A list given back: its problem cells marked, and each row's problems in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.domain.staff_list import PEOPLE_FIELDS, CellFault, Status
from app.exchange.safe_cells import put_text, safe_text
from app.exchange.streamed_workbook import streamed_workbook
from app.i18n import _
from app.wording.staff_import import field_title, problem_text

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from app.domain.staff_list import Cell, ImportPlan, ImportRow, SheetRow

_SERIOUS = PatternFill("solid", fgColor="F8CBAD")
_DOUBTFUL = PatternFill("solid", fgColor="FFEFB5")
_HEADING = PatternFill("solid", fgColor="E3E7ED")
_SIGN_SERIOUS, _SIGN_DOUBTFUL = "✖", "△"
_WIDTH, _WIDE = 18, 70
_LONGEST_TITLE = 31
_TEMPLATE_FIELDS = tuple(name for name in PEOPLE_FIELDS if name not in ("first_name", "last_name"))


def write_problems(plan: ImportPlan, target: Path) -> None:
    """Write the sheet of ``plan`` with every row in its place and a column "What is wrong"."""
    sheet_data = plan.sheet
    width = len(sheet_data.headings)
    found = {row.number: row for row in plan.rows}
    rows = {row.number: row for row in sheet_data.rows}
    last = max(rows)
    with streamed_workbook(target) as workbook:
        sheet = workbook.create_sheet(_title(sheet_data.sheet))
        for column in range(1, width + 1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        sheet.column_dimensions[get_column_letter(width + 1)].width = _WIDE
        heading_row = sheet_data.heading_row or 1
        if sheet_data.heading_row:
            sheet.freeze_panes = f"A{heading_row + 1}"
        sheet.auto_filter.ref = f"A{heading_row}:{get_column_letter(width + 1)}{last}"
        for number in range(1, last + 1):
            # Empty rows stay, so that row numbers are those of the list.
            cells = _cells(sheet, rows.get(number), found.get(number), plan)
            if number == sheet_data.heading_row:
                cells = [_heading(sheet, cell) for cell in cells[:width]]
                cells.append(_heading(sheet, _text(sheet, _("What is wrong"))))
            sheet.append(cells)


def write_template(target: Path) -> None:
    """Write an empty list with the headings that are known."""
    with streamed_workbook(target) as workbook:
        sheet = workbook.create_sheet(_("Staff"))
        for column in range(1, len(_TEMPLATE_FIELDS) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.freeze_panes = "A2"
        sheet.append(
            [_heading(sheet, _text(sheet, field_title(name))) for name in _TEMPLATE_FIELDS]
        )


def _title(name: str) -> str:
    kept = "".join(letter for letter in safe_text(name).text if letter not in "[]:*?/\\")
    return kept[:_LONGEST_TITLE].strip("' ") or "1"


def _text(sheet: Worksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    put_text(cell, text)
    return cell


def _heading(sheet: Worksheet, cell: SheetCell) -> SheetCell:
    cell.font = Font(bold=True)
    cell.fill = _HEADING
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cells(
    sheet: Worksheet, row: SheetRow | None, found: ImportRow | None, plan: ImportPlan
) -> list[SheetCell]:
    values = row.cells if row is not None else ()
    width = len(plan.sheet.headings)
    cells = [
        _value(sheet, values[column] if column < len(values) else None) for column in range(width)
    ]
    said = []
    for problem in found.problems if found is not None else ():
        sign = _SIGN_SERIOUS if problem.serious else _SIGN_DOUBTFUL
        where = _("{column}: {text}").format(column=problem.column, text=problem_text(problem))
        said.append(f"{sign} {where if problem.column else problem_text(problem)}")
        if problem.field in plan.mapping:
            cell = cells[plan.mapping[problem.field]]
            if problem.serious or cell.fill != _SERIOUS:
                cell.fill = _SERIOUS if problem.serious else _DOUBTFUL
    last = _text(sheet, "\n".join(said)) if said else WriteOnlyCell(sheet)
    if found is not None and found.status is Status.PROBLEM:
        last.font = Font(bold=True)
    last.alignment = Alignment(wrap_text=True, vertical="top")
    return [*cells, last]


def _value(sheet: Worksheet, value: Cell) -> SheetCell:
    if isinstance(value, str):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet)
    if not isinstance(value, CellFault):
        cell.value = value
    return cell
