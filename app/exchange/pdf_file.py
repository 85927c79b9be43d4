"""Printed pages as a PDF file: real text, letters embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from app.atomic import replacing
from app.domain.printed import Box, Picture, Rule, Words
from app.exchange.print_font import NAME, POINTS_A_MM, clean, register

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.printed import Printed, Sheet

_FILL, _FILL_AND_STROKE = 0, 2
# The packaged font has its weights on an axis that PDF does not know: a stroke makes it bold.
_STROKE = 0.024


def write_pdf(document: Printed, path: Path) -> None:
    """Write ``document`` to ``path``, whole or not at all."""
    register()
    with replacing(path) as temporary:
        canvas = Canvas(str(temporary), pageCompression=1, lang=document.language)
        canvas.setTitle(clean(document.title))
        canvas.setCreator("Gemba")
        canvas.setAuthor("Gemba")
        for sheet in document.sheets:
            canvas.setPageSize((sheet.width * POINTS_A_MM, sheet.height * POINTS_A_MM))
            _draw(canvas, sheet)
            canvas.showPage()
        canvas.save()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    for part in sheet.parts:
        if isinstance(part, Words):
            _write(canvas, part, sheet.height)
        elif isinstance(part, Rule):
            canvas.setLineWidth(0.4)
            canvas.setStrokeGray(0.45)
            canvas.setDash(*((3, 3) if part.dashed else ()))
            canvas.line(
                part.x1 * POINTS_A_MM,
                (sheet.height - part.y1) * POINTS_A_MM,
                part.x2 * POINTS_A_MM,
                (sheet.height - part.y2) * POINTS_A_MM,
            )
        elif isinstance(part, Picture):
            canvas.drawImage(
                part.path,
                part.x * POINTS_A_MM,
                (sheet.height - part.y - part.height) * POINTS_A_MM,
                part.width * POINTS_A_MM,
                part.height * POINTS_A_MM,
                mask="auto",
            )
        elif isinstance(part, Box):
            canvas.setFillGray(part.grey)
            canvas.rect(
                part.x * POINTS_A_MM,
                (sheet.height - part.y - part.height) * POINTS_A_MM,
                part.width * POINTS_A_MM,
                part.height * POINTS_A_MM,
                stroke=0,
                fill=1,
            )


def _write(canvas: Canvas, words: Words, height: float) -> None:
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setFont(NAME, words.size)
    canvas.setLineWidth(words.size * _STROKE)
    canvas.setDash()
    draw = {
        "left": canvas.drawString,
        "center": canvas.drawCentredString,
        "right": canvas.drawRightString,
    }[words.align]
    mode = _FILL_AND_STROKE if words.bold else _FILL
    draw(words.x * POINTS_A_MM, (height - words.y) * POINTS_A_MM, clean(words.text), mode=mode)
