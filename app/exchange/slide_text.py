"""Text that fits its place on a slide: as large as it can be, shortened only when it must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Any

from app.exchange.safe_cells import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

EMU_PER_POINT = 12_700
TITLE_SIZES = (30, 26, 22, 18)
OPENING_SIZES = (40, 34, 28, 24, 20)
BODY_SIZES = (24, 22, 20, 18, 16)
SMALL_SIZES = (18, 16, 14)

# What titles and texts of templates mostly have.
_TEMPLATE_TITLE, _TEMPLATE_BODY = 44, 32

# Of a letter, as a share of its size: wide enough for the fonts that stand in for ours.
_WIDTH = 0.57
_LEADING = 1.22
_APART = 0.7
_LABEL = 0.72
_INSETS = 15
_LIMITS = (420, 320, 220, 140)
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide.

    Attributes
    ----------
    label
        Says above the text what it is about, in small coloured letters.
    source
        Says below the text whose words these are.
    detail
        Stands below the text in smaller letters.
    """

    text: str
    label: str = ""
    source: str = ""
    detail: str = ""


def put_title(shape: Any, text: str, sizes: Sequence[int], *, plain: bool) -> None:
    """Write a title; ``plain`` leaves its size to the template as long as it fits there."""
    frame = _frame(shape)
    frame.text = " ".join(safe_text(text).text.split())
    size = _largest(shape, [Line(frame.text)], ((_TEMPLATE_TITLE, *sizes) if plain else sizes))
    if not (plain and size == _TEMPLATE_TITLE):
        _set_size(frame.paragraphs[0], size)


def put_lines(shape: Any, lines: Sequence[Line], sizes: Sequence[int], *, plain: bool) -> None:
    """Write paragraphs; ``plain`` leaves their size to the template as long as they fit there."""
    choices = (_TEMPLATE_BODY, *sizes) if plain else tuple(sizes)
    split = _split(lines)
    for limit in _LIMITS:
        shown = _shortened(split, limit)
        size = _largest(shape, shown, choices)
        if _height(shown, size, _room(shape)[0]) <= _room(shape)[1]:
            break
    frame = _frame(shape)
    bare = len(shown) == 1 or any(line.label or line.source or line.detail for line in shown)
    small = _small(size)
    for at, line in enumerate(shown):
        parts = [
            (line.label, small, True),
            (line.text, None if plain and size == _TEMPLATE_BODY else size, False),
            (line.detail, small, False),
            (line.source, small, True),
        ]
        written = [
            _add(frame, text, letters, bold=bold, bare=bare)
            for text, letters, bold in parts
            if text
        ]
        if at:
            _space(written[0], size)


def _frame(shape: Any) -> Any:
    frame = shape.text_frame
    frame.word_wrap = True
    return frame


def _add(frame: Any, text: str, size: int | None, *, bold: bool, bare: bool) -> Any:
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415 - a third of a second

    first = frame.paragraphs[0]
    paragraph = frame.add_paragraph() if first.runs else first
    run = paragraph.add_run()
    run.text = text
    if size is not None:
        _set_size(paragraph, size)
    if bold:
        run.font.bold = True
        run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    if bare:
        _without_bullet(paragraph)
    return paragraph


def _small(size: int) -> int:
    return max(12, round(size * _LABEL))


def _set_size(paragraph: Any, size: int) -> None:
    from pptx.util import Pt  # noqa: PLC0415

    for run in paragraph.runs:
        run.font.size = Pt(size)


def _space(paragraph: Any, size: int) -> None:
    from pptx.util import Pt  # noqa: PLC0415

    paragraph.space_before = Pt(round(size * _APART))


def _without_bullet(paragraph: Any) -> None:
    style = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library knows no bullets
    style.set("marL", "0")
    style.set("indent", "0")
    namespace = style.tag.partition("}")[0] + "}"
    style.append(style.makeelement(f"{namespace}buNone", {}))


def _split(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those that are empty, each a paragraph of its own."""
    found: list[Line] = []
    for line in lines:
        label, source, detail = (
            " ".join(safe_text(text).text.split())
            for text in (line.label, line.source, line.detail)
        )
        parts = [one.strip() for one in safe_text(line.text).text.splitlines() if one.strip()]
        if not parts and label:
            found.append(Line("", label))
        last = len(parts) - 1
        for at, part in enumerate(parts):
            ends = (source, detail) if at == last else ("", "")
            found.append(Line(part, "" if at else label, *ends))
    return found


def _shortened(lines: Sequence[Line], limit: int) -> list[Line]:
    shown = [
        replace(line, text=_cut(line.text, limit), detail=_cut(line.detail, limit // 2))
        for line in lines[:_MOST_LINES]
    ]
    if len(lines) > _MOST_LINES:
        shown[-1] = replace(shown[-1], text=f"{shown[-1].text} …")
    return shown


def _cut(text: str, limit: int) -> str:
    """Return a text of ``limit`` letters at most, cut behind a sentence or at least a word."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    end = max(start.rfind(f"{mark} ") for mark in ".!?…")
    kept = start[: end + 1] if end > limit // 2 else start.rsplit(" ", 1)[0]
    # A quotation that was opened is closed.
    return kept + " …" + (text[-1] if text[-1] in "»”" else "")


def _room(shape: Any) -> tuple[float, float]:
    return (
        shape.width / EMU_PER_POINT - _INSETS,
        shape.height / EMU_PER_POINT - _INSETS,
    )


def _largest(shape: Any, lines: Sequence[Line], sizes: Sequence[int]) -> int:
    width, height = _room(shape)
    fitting = (size for size in sizes if _height(lines, size, width) <= height)
    return next(fitting, sizes[-1])


def _height(lines: Sequence[Line], size: int, width: float) -> float:
    total = 0.0
    for line in lines:
        small = _small(size)
        total += _rows(line.text, size, width) * size * _LEADING + size * _APART
        for text in (line.label, line.source, line.detail):
            total += _rows(text, small, width) * small * _LEADING
    return total


def _rows(text: str, size: int, width: float) -> int:
    return ceil(len(text) * size * _WIDTH / width)
