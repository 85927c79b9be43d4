"""Sheets written row by row: styled cells that share their styles, and how they are printed."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal, cast

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.exchange.department_colours import BLACK, ground, ink_on
from app.exchange.safe_cells import put_text, safe_text
from app.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.header_footer import HeaderFooterItem

_LONGEST_FOOTER = 120
_LINE, _STRONG_LINE = "BFC5CE", "6B7686"
_FONT = "Calibri"
_LINE_HEIGHT = 13.5


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; equal styles are stored once in a workbook."""

    bold: bool = False
    size: int = 10
    ink: str = BLACK
    ground: str = ""
    hatched: bool = False
    align: Literal["left", "center"] | None = None
    wrapped: bool = False
    lined: bool = True
    edged: bool = False
    number_format: str = "General"


BODY = Style()
HEADING = Style(bold=True, ground="E3E7ED", wrapped=True)
CENTRED = Style(align="center")
WRAPPED = Style(wrapped=True)
PLAIN = Style(lined=False)
NOTE = Style(lined=False, ink="566070")
TITLE = Style(bold=True, size=16, lined=False)
SECTION = Style(bold=True, size=12, lined=False)


def lines_of(text: str, width: float) -> int:
    """Return about how many lines ``text`` takes in a column of ``width`` characters."""
    # Widths count digits; letters are a little narrower.
    return sum(max(1, ceil(len(line) / (1.1 * width))) for line in text.splitlines() or [""])


def department_style(
    hue: int, align: Literal["left", "center"] | None = "center", *, wrapped: bool = False
) -> Style:
    """Return how a cell looks that stands for the department of ``hue``."""
    colour = ground(hue)
    return Style(ground=colour, ink=ink_on(colour), align=align, wrapped=wrapped)


def date_format() -> str:
    """Return how dates look: with weekday, in the document's language whatever the reader's is."""
    if current_language() == "ru":
        return "[$-419]ddd dd.mm.yyyy"
    return "[$-809]ddd d mmm yyyy"


def short_date_format() -> str:
    """Return how dates look over narrow columns."""
    return "[$-419]ddd dd.mm" if current_language() == "ru" else "[$-809]ddd d mmm"


class Sheet:
    """One sheet of a workbook in the making.

    Widths, frozen panes and print set-up belong before the first row, which is when openpyxl
    writes them.

    Parameters
    ----------
    footer
        What stands at the foot of every page, beside the page's number.
    on_cells
        Called after every row with the number of its cells; may raise to stop the writing.
    """

    def __init__(
        self,
        workbook: Workbook,
        title: str,
        *,
        footer: str,
        on_cells: Callable[[int], None],
    ) -> None:
        self._sheet = cast("Worksheet", workbook.create_sheet(title))
        self._templates: dict[Style, Cell] = {}
        self._on_cells = on_cells
        self.rows = 0
        self.replaced: list[str] = []
        sheet = self._sheet
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.sheet_view.showGridLines = False
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3
        foot = cast("HeaderFooterItem", sheet.oddFooter)
        foot.left.text = _footer_text(footer)
        # The name of the sheet.
        foot.center.text = "&A"
        foot.right.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
        foot.left.size = foot.center.size = foot.right.size = 8

    def fit_to_width(self, pages: int = 1) -> None:
        """Print all columns on ``pages`` beside each other, and as many below as there are rows."""
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._sheet.page_setup.fitToWidth = pages
        self._sheet.page_setup.fitToHeight = 0

    def scale(self, per_cent: int) -> None:
        """Print smaller or larger."""
        self._sheet.page_setup.scale = per_cent

    def widths(self, widths: Sequence[float], hidden: Iterable[int] = ()) -> None:
        """Set the widths of the columns in characters; ``hidden`` counts columns from 1."""
        for number, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        for number in hidden:
            self._sheet.column_dimensions[get_column_letter(number)].hidden = True

    def freeze(self, *, rows: int, columns: int = 0) -> None:
        """Keep the first rows and columns in sight, and print them on every page."""
        self._sheet.freeze_panes = f"{get_column_letter(columns + 1)}{rows + 1}"
        self._sheet.print_title_rows = f"1:{rows}"
        if columns:
            self._sheet.print_title_cols = f"A:{get_column_letter(columns)}"

    def filter(self, *, first_row: int, last_row: int, columns: int) -> None:
        """Give the headings in ``first_row`` of the first columns a filter."""
        self._sheet.auto_filter.ref = f"A{first_row}:{get_column_letter(columns)}{last_row}"

    def merge(self, *, first_column: int, last_column: int) -> None:
        """Show cells of the row written last as one."""
        first, last = get_column_letter(first_column), get_column_letter(last_column)
        if first != last:
            self._sheet.merged_cells.add(f"{first}{self.rows}:{last}{self.rows}")

    def break_after_column(self, number: int) -> None:
        """Begin a new page after column ``number`` when printed."""
        self._sheet.col_breaks.append(Break(id=number))

    def text(self, text: str, style: Style = BODY) -> Cell:
        """Return a cell of text that stays text."""
        cell = self._cell(style)
        if put_text(cell, text):
            self.replaced.append(str(cell.value))
        return cell

    def number(self, value: float, style: Style = CENTRED) -> Cell:
        """Return a cell of a number."""
        cell = self._cell(style)
        cell.value = value
        return cell

    def date(self, value: date | datetime, style: Style) -> Cell:
        """Return a cell of a real date; the style carries its format."""
        cell = self._cell(style)
        cell.value = value
        return cell

    def blank(self, style: Style = BODY) -> Cell:
        """Return an empty cell that is drawn nevertheless; it is not to be changed."""
        return self._template(style)

    def row(self, cells: Sequence[Cell | None] = (), *, lines: int = 1) -> None:
        """Write the next row, high enough for ``lines`` lines of text."""
        self.rows += 1
        if lines > 1:
            # Not every program makes room for wrapped text when it opens a file.
            self._sheet.row_dimensions[self.rows].height = _LINE_HEIGHT * lines + 2
        self._sheet.append(list(cells))
        self._on_cells(len(cells))

    def _cell(self, style: Style) -> Cell:
        # All cells of a template share its style, which nothing changes afterwards.
        return copy(self._template(style))

    def _template(self, style: Style) -> Cell:
        cell = self._templates.get(style)
        if cell is None:
            cell = self._templates[style] = _styled(WriteOnlyCell(self._sheet), style)
        return cell


def _styled(cell: Cell, style: Style) -> Cell:
    cell.font = Font(name=_FONT, size=style.size, bold=style.bold, color=style.ink)
    if style.hatched:
        cell.fill = PatternFill("lightUp", fgColor="9AA3B0", bgColor="FFFFFF")
    elif style.ground:
        cell.fill = PatternFill("solid", fgColor=style.ground)
    if style.lined:
        side = Side(style="thin", color=_LINE)
        left = Side(style="medium", color=_STRONG_LINE) if style.edged else side
        cell.border = Border(left=left, right=side, top=side, bottom=side)
    cell.alignment = Alignment(
        horizontal=style.align,
        vertical="center",
        wrap_text=style.wrapped,
    )
    cell.number_format = style.number_format
    return cell


def _footer_text(text: str) -> str:
    # "R&D" would print the date: an ampersand begins a code unless it is doubled.
    line = " ".join(safe_text(text).text.split())
    if len(line) > _LONGEST_FOOTER:
        line = line[: _LONGEST_FOOTER - 1] + "…"
    return line.replace("&", "&&")
