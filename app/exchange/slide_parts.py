"""What a slide shows instead of text: photos, large figures, bars, a table."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.exchange.safe_cells import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 230_000
_INSET = 91_440
_PHOTOS_A_SLIDE = 4
_FIGURES_A_ROW = 4
_FIGURE_SIZE = 28
_FIGURE_HIGH = 1_600_000
_ROW_HIGH = 370_000
_FIRST_COLUMN = 0.26
_LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def inside(self) -> Area:
        """Return the area without the margin that a box of text has at its sides."""
        return Area(self.left + _INSET, self.top, self.width - 2 * _INSET, self.height)


def place_photos(slide: Any, area: Area, photos: Sequence[bytes]) -> None:
    """Show up to four photos, as large as they can be."""
    shown = photos[:_PHOTOS_A_SLIDE]
    columns = 1 if len(shown) == 1 else 2 if len(shown) != 3 else 3
    rows = -(-len(shown) // columns)
    width = (area.width - _GAP * (columns - 1)) // columns
    height = (area.height - _GAP * (rows - 1)) // rows
    for at, photo in enumerate(shown):
        left = area.left + (at % columns) * (width + _GAP)
        upper = area.top + (at // columns) * (height + _GAP)
        picture = slide.shapes.add_picture(io.BytesIO(photo), left, upper)
        share = min(width / picture.width, height / picture.height)
        picture.width, picture.height = round(picture.width * share), round(picture.height * share)
        picture.left = left + (width - picture.width) // 2
        picture.top = upper + (height - picture.height) // 2


def place_figures(slide: Any, area: Area, figures: Sequence[tuple[str, str]]) -> Area:
    """Show figures in large digits, each over its name; return what is left below them."""
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415 - a third of a second
    from pptx.enum.shapes import MSO_SHAPE  # noqa: PLC0415
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    columns = min(_FIGURES_A_ROW, len(figures))
    width = (area.width - _GAP * (columns - 1)) // columns
    for at, (name, value) in enumerate(figures):
        left = area.left + (at % columns) * (width + _GAP)
        top = area.top + (at // columns) * (_FIGURE_HIGH + _GAP)
        tile = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, _FIGURE_HIGH)
        tile.fill.solid()
        tile.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        tile.line.fill.background()
        tile.shadow.inherit = False
        frame = tile.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_top = _INSET * 2
        for text, size, colour in (
            (value, _FIGURE_SIZE, MSO_THEME_COLOR.ACCENT_1),
            (name, 16, MSO_THEME_COLOR.TEXT_1),
        ):
            paragraph = frame.paragraphs[0] if size == _FIGURE_SIZE else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = safe_text(text).text
            run.font.size, run.font.bold = Pt(size), size == _FIGURE_SIZE
            run.font.color.theme_color = colour
    used = -(-len(figures) // columns) * (_FIGURE_HIGH + _GAP)
    return Area(area.left, area.top + used, area.width, area.height - used)


def place_bars(slide: Any, area: Area, bars: Sequence[tuple[str, int]]) -> None:
    """Show counts as bars with their figures, the first on top; an editable chart."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - a third of a second
    from pptx.enum.chart import XL_CHART_TYPE  # noqa: PLC0415
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    data: Any = CategoryChartData(number_format="0")  # type: ignore[no-untyped-call]
    data.categories = [_short(safe_text(name).text) for name, _count in bars]
    data.add_series("", [count for _name, count in bars])
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, area.left, area.top, area.width, area.height, data
    ).chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(16)
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(16), True
    bar = plot.series[0].format.fill
    bar.solid()
    bar.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.has_major_gridlines = False


def place_table(slide: Any, area: Area, rows: Sequence[Sequence[str]]) -> None:
    """Show a table under its headings, the first row; names stand left, figures in the middle."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415 - a third of a second
    from pptx.util import Pt  # noqa: PLC0415

    columns = len(rows[0])
    margin = _INSET // 2
    table = slide.shapes.add_table(
        len(rows), columns, area.left, area.top, area.width, _ROW_HIGH * len(rows)
    ).table
    first = round(area.width * _FIRST_COLUMN)
    for at, column in enumerate(table.columns):
        column.width = first if at == 0 else (area.width - first) // (columns - 1)
    for line, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.margin_left = margin * 2 if at == 0 else margin
            cell.margin_right = margin
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.CENTER if at else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = safe_text(text).text
            run.font.size = Pt(13 if line else 11)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
