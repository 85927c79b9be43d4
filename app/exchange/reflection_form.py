"""The personal form of a visit: one sheet with large cells, made for anybody who has Excel."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.views import Selection

from app.atomic import replacing
from app.domain.reflections import QUESTIONS, RATINGS
from app.exchange.form_layout import (
    CODE_LABEL,
    CODE_NAME,
    HOW_NOTE,
    IDEA_ROWS,
    IDEAS_NOTE,
    MARK,
    PRIVATE_NOTE,
    rating_choices,
)
from app.exchange.safe_cells import put_text, safe_text
from app.i18n import _, language
from app.wording.after_visit import answer_title

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

_TALL, _LOW = 72, 32
_HEADING_HIGH, _LINE_HIGH, _NOTE_HIGH = 38, 18, 40
_FONT = "Calibri"
_COLOUR = "0B6470"
_BAND = PatternFill("solid", fgColor=_COLOUR)
_NOTE = PatternFill("solid", fgColor="E8F1F2")
_LINE = Side(style="thin", color="808080")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PAPER = PatternFill("solid", fgColor="FFF9E5")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LETTERS_A_LINE = 80


@dataclass(frozen=True, slots=True)
class FormData:
    """Whose form it is and of which visit; ``when`` is a half-day in words."""

    code: str
    guest: str
    department: str
    role: str
    host: str
    when: str
    return_to: str
    tongue: str


def write_form(data: FormData, target: Path) -> None:
    """Write the form of a visit, in the language of its guest, whole or not at all.

    Raises
    ------
    InputError, EnvironmentFault
        If ``target`` cannot be written.
    """
    content = form_content(data)
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def form_content(data: FormData) -> bytes:
    """Return the form of a visit, in the language of its guest, as a file holds it."""
    with language(data.tongue):
        buffer = io.BytesIO()
        _workbook(data).save(buffer)
        return buffer.getvalue()


def _workbook(data: FormData) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    form = _Form(book, sheet)
    sheet.title = _("Reflection")
    sheet.column_dimensions["A"].width = 36
    sheet.column_dimensions["B"].width = 84
    sheet.sheet_view.showGridLines = False
    form.heading(_("After the visit"))
    form.line(_("Guest"), data.guest)
    form.line(
        _("Visit"),
        _("{department}: {role}, {when}").format(
            department=data.department, role=data.role, when=data.when
        ),
    )
    if data.host:
        form.line(_("Received by"), data.host)
    form.line(_(CODE_LABEL), data.code, name=CODE_NAME)
    how = _(HOW_NOTE)
    if data.return_to:
        how += " " + _("It goes to: {address}").format(address=data.return_to)
    form.note(how)
    for field in QUESTIONS:
        form.question(field, _TALL)
    form.question("theme", _LOW)
    for field in RATINGS:
        form.choice(field)
    form.note(_(IDEAS_NOTE))
    for number in range(1, IDEA_ROWS + 1):
        form.question(f"idea_{number}", _LOW)
        form.question(f"idea_text_{number}", _LOW)
    form.note(_(PRIVATE_NOTE))
    form.finish()
    book.properties.keywords = f"{MARK} {data.code}"
    book.properties.title = safe_text(_("Reflection")).text
    book.properties.creator = ""
    return book


class _Form:
    """Rows of the sheet, one after another."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._row = 0
        self._first: str | None = None

    def heading(self, text: str) -> None:
        cell = self._next(text, _HEADING_HIGH)
        cell.font = Font(name=_FONT, bold=True, size=18, color="FFFFFF")
        for one in (cell, self._cell(2)):
            one.fill = _BAND
            one.alignment = Alignment(vertical="center", indent=1)

    def line(self, title: str, text: str, *, name: str = "") -> None:
        self._next(title, _LINE_HIGH).font = Font(name=_FONT, size=11, color="566070")
        cell = self._cell(2)
        put_text(cell, text)
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.alignment = _WRAPPED
        if len(text) > _LETTERS_A_LINE:
            self._sheet.row_dimensions[self._row].height = 2 * _LINE_HIGH
        if name:
            self._named(name)

    def note(self, text: str) -> None:
        cell = self._next(text, _NOTE_HIGH)
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, end_column=2, start_column=1
        )
        cell.alignment = Alignment(wrap_text=True, vertical="center", indent=1)
        cell.font = Font(name=_FONT, size=11)
        cell.fill = _NOTE

    def question(self, field: str, height: float) -> None:
        self._next(answer_title(field), height).font = Font(
            name=_FONT, size=11, bold=True, color=_COLOUR
        )
        self._answer(field)

    def choice(self, field: str) -> None:
        self.question(field, _LOW)
        choices = rating_choices()
        allowed = DataValidation(
            type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True
        )
        # A number alone is understood too; nobody should be stopped by a box.
        allowed.showErrorMessage = False
        self._sheet.add_data_validation(allowed)
        allowed.add(self._place)

    def finish(self) -> None:
        """Lock what is no answer, put the cursor into the first one, set up the page."""
        sheet = self._sheet
        sheet.protection.sheet = True
        sheet.protection.formatRows = False
        sheet.protection.formatColumns = False
        first = self._first or "B1"
        sheet.sheet_view.selection = [Selection(activeCell=first, sqref=first)]
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        # A form printed and filled in by hand is one sheet of paper.
        sheet.page_setup.fitToHeight = 1
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = 0.5
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    @property
    def _place(self) -> str:
        return f"B{self._row}"

    def _cell(self, column: int) -> Cell:
        cell = self._sheet.cell(self._row, column)
        assert isinstance(cell, Cell), "no cells are merged here"
        return cell

    def _next(self, text: str, height: float | None = None) -> Cell:
        self._row += 1
        cell = self._cell(1)
        if text:
            put_text(cell, text)
        cell.alignment = _WRAPPED
        if height is not None:
            self._sheet.row_dimensions[self._row].height = height
        return cell

    def _answer(self, field: str) -> None:
        cell = self._cell(2)
        cell.protection = Protection(locked=False)
        cell.fill = _PAPER
        cell.border = _FRAME
        cell.alignment = _WRAPPED
        # As text: what begins with "=" is an answer here, no formula.
        cell.number_format = "@"
        cell.font = Font(name=_FONT, size=11)
        self._first = self._first or self._place
        self._named(f"gemba_{field}")

    def _named(self, name: str) -> None:
        sheet = self._sheet.title.replace("'", "''")
        place = f"'{sheet}'!$B${self._row}"
        self._book.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)
