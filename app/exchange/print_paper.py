"""Laying out pages: headings, tables that go on over pages, a foot on each."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

from app.domain.printed import Box, Picture, Printed, Rule, Sheet, Words
from app.exchange.print_font import shortened, width_of, wrapped
from app.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.printed import Align, Part
    from app.exchange.calendar_feed import Office

_log = logging.getLogger(__name__)

A4 = (210.0, 297.0)
MARGIN = 12.0
_FOOT = 8.0
_LINE = 4.2
_PADDING = 1.2
_HEADING_GREY = 0.88
_FOOT_SIZE = 7.5
_ROOM_TO_GO_ON = 45.0
_LOGO_HEIGHT = 9.0
_WIDEST_LOGO = 45.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width."""

    title: str
    share: float
    align: Align = "left"


def picture(path: str, right: float, y: float, *, height: float) -> Picture | None:
    """Return the picture in ``path`` with its right end at ``right``, None if it is none.

    A logo that was moved or cannot be read is no reason not to print.
    """
    if not path:
        return None
    try:
        with Image.open(path) as image:
            wide, high = image.size
            image.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        _log.warning("the logo could not be read and was left out", exc_info=True)
        return None
    width = height * wide / high
    if width > _WIDEST_LOGO:
        height, width = height * _WIDEST_LOGO / width, _WIDEST_LOGO
    return Picture(right - width, y, width, height, path)


@dataclass
class Paper:
    """Pages in the making.

    Attributes
    ----------
    foot
        What stands at the left of every foot: programme, version, date.
    """

    title: str
    foot: str
    office: Office
    landscape: bool = False
    sheets: list[list[Part]] = field(default_factory=list)
    y: float = 0.0

    @property
    def width(self) -> float:
        """Width of the page."""
        return A4[1] if self.landscape else A4[0]

    @property
    def height(self) -> float:
        """Height of the page."""
        return A4[0] if self.landscape else A4[1]

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where the foot begins."""
        return self.height - MARGIN - _FOOT

    def new_page(self) -> None:
        """Begin another page."""
        self.sheets.append([])
        self.y = MARGIN

    def put(self, *parts: Part) -> None:
        """Put parts on the page as it is."""
        self.sheets[-1].extend(parts)

    def heading(self, text: str, below: str = "") -> None:
        """Write a heading, large if it is that of a page."""
        if text:
            sign, taken = self._sign()
            room = self.room - taken - 4
            lines = wrapped(text, 16, room, 3)
            for at, line in enumerate(lines):
                self.put(Words(MARGIN, self.y + 6 + 7 * at, line, 16, bold=True))
            self.put(sign)
            self.y += 7 * len(lines) + 2
        for line in wrapped(below, 10, self.room) if below else ():
            self.put(Words(MARGIN, self.y + 3.5, line, 10))
            self.y += 5
        self.y += 3

    def _sign(self) -> tuple[Part, float]:
        """Return the company's logo, or else its name, for the right, and the room it takes."""
        right = MARGIN + self.room
        logo = picture(self.office.logo, right, self.y, height=_LOGO_HEIGHT)
        if logo is not None:
            return logo, logo.width
        name = shortened(self.office.company, 10, self.room / 3)
        return Words(right, self.y + 6, name, 10, align="right"), width_of(name, 10)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        heading: str,
        below: str = "",
        bold_first: bool = False,
        go_on: bool = False,
    ) -> None:
        """Write a table; its headings stand on every page that it takes.

        It begins a page, unless it may ``go_on`` below what is there and finds some room.
        """
        shares = sum(column.share for column in columns)
        widths = [self.room * column.share / shares for column in columns]
        if go_on and self.sheets and self.y + _ROOM_TO_GO_ON < self.bottom:
            self.y += 6
            self.heading("", below)
            self._titles(columns, widths)
        else:
            self._begin_table(columns, widths, heading, below)
        for row in rows:
            cells = [
                wrapped(text, 9, width - 2 * _PADDING, 4)
                for text, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, cells)) * _LINE + 2 * _PADDING
            if self.y + height > self.bottom:
                self._begin_table(columns, widths, heading, below)
            self._row(columns, widths, cells, height, bold_first=bold_first)

    def document(self) -> Printed:
        """Return the document, every page with its foot."""
        count = len(self.sheets)
        return Printed(
            self.title,
            current_language(),
            tuple(
                Sheet(self.width, self.height, (*parts, *self._foot(number, count)))
                for number, parts in enumerate(self.sheets, start=1)
            ),
        )

    def _begin_table(
        self, columns: Sequence[Column], widths: Sequence[float], heading: str, below: str
    ) -> None:
        self.new_page()
        self.heading(heading, below)
        self._titles(columns, widths)

    def _titles(self, columns: Sequence[Column], widths: Sequence[float]) -> None:
        titles = [
            wrapped(column.title, 9, width - 2 * _PADDING, 2)
            for column, width in zip(columns, widths, strict=True)
        ]
        height = max(map(len, titles)) * _LINE + 2 * _PADDING
        self.put(Box(MARGIN, self.y, self.room, height, _HEADING_GREY))
        self._row(columns, widths, titles, height, bold=True)

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        cells: Sequence[Sequence[str]],
        height: float,
        *,
        bold: bool = False,
        bold_first: bool = False,
    ) -> None:
        x = MARGIN
        for at, (column, width, lines) in enumerate(zip(columns, widths, cells, strict=True)):
            place = {"left": x + _PADDING, "center": x + width / 2, "right": x + width - _PADDING}
            for number, line in enumerate(lines):
                self.put(
                    Words(
                        place[column.align],
                        self.y + _PADDING + number * _LINE + 3.2,
                        line,
                        bold=bold or (bold_first and at == 0),
                        align=column.align,
                    )
                )
            x += width
        self.y += height
        self.put(Rule(MARGIN, self.y, MARGIN + self.room, self.y))

    def _foot(self, number: int, count: int) -> list[Part]:
        y = self.height - MARGIN
        page = _("Page {page} of {pages}").format(page=number, pages=count)
        left = shortened(
            f"{self.title} · {self.foot}", _FOOT_SIZE, self.room - width_of(page, _FOOT_SIZE) - 5
        )
        return [
            Rule(MARGIN, y - 4, MARGIN + self.room, y - 4),
            Words(MARGIN, y, left, _FOOT_SIZE),
            Words(MARGIN + self.room, y, page, _FOOT_SIZE, align="right"),
        ]
