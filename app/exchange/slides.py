"""Presentations: text goes into the placeholders of a template and so stays editable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.atomic import replacing
from app.errors import InputError
from app.exchange.safe_cells import safe_text
from app.exchange.slide_design import dress
from app.exchange.slide_parts import Area, place_bars, place_figures, place_photos, place_table
from app.exchange.slide_text import (
    BODY_SIZES,
    OPENING_SIZES,
    SMALL_SIZES,
    TITLE_SIZES,
    Line,
    put_lines,
    put_title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Line", "Slide", "write_slides"]

_BESIDE = 0.34
_BETWEEN = 300_000


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide with a title and lines; ``notes`` is what the speaker reads.

    Attributes
    ----------
    lines
        Paragraphs; beside bars they stand at the right.
    photos, figures, bars, table
        Instead of lines: pictures; large figures by name, perhaps with bars below; counts by name;
        rows of which the first holds headings.
    opening
        Whether it has a subtitle instead of lines.
    """

    title: str
    lines: tuple[Line, ...] = ()
    notes: str = ""
    photos: tuple[bytes, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    bars: tuple[tuple[str, int], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    opening: bool = False


def write_slides(slides: Sequence[Slide], target: Path, template: Path | None = None) -> None:
    """Write a presentation, whole or not at all.

    Parameters
    ----------
    template
        A presentation of the company whose masters are used and whose slides are left out; None
        takes our own look.

    Raises
    ------
    InputError
        If the template cannot be read or has no slide with a title and text.
    EnvironmentFault
        If ``target`` cannot be written.
    """
    deck = _opened(template, slides[0].title)
    opening, content = _layouts(deck, template)
    for slide in slides:
        made = deck.slides.add_slide(opening if slide.opening else content)
        _fill(made, slide, plain=template is not None)
        if slide.notes:
            made.notes_slide.notes_text_frame.text = safe_text(slide.notes).text
    deck.core_properties.title = safe_text(slides[0].title).text
    deck.core_properties.author = ""
    with replacing(target) as temporary:
        deck.save(str(temporary))


def _fill(made: Any, slide: Slide, *, plain: bool) -> None:
    title = OPENING_SIZES if slide.opening else TITLE_SIZES
    put_title(made.shapes.title, slide.title, title, plain=plain)
    body = _body(made)
    area = Area(body.left, body.top, body.width, body.height).inside()
    if slide.bars and slide.lines:
        width = round(area.width * _BESIDE)
        body.left, body.top, body.height = area.left + area.width - width, body.top, body.height
        body.width = width
        area = Area(area.left, area.top, area.width - width - _BETWEEN, area.height)
    elif slide.photos or slide.figures or slide.bars or slide.table:
        body.element.getparent().remove(body.element)
    if slide.photos:
        place_photos(made, area, slide.photos)
    if slide.figures:
        area = place_figures(made, area, slide.figures)
    if slide.bars:
        place_bars(made, area, slide.bars)
    if slide.table:
        place_table(made, area, slide.table)
    if slide.lines:
        sizes = SMALL_SIZES if slide.opening or slide.bars else BODY_SIZES
        put_lines(body, slide.lines, sizes, plain=plain)


def _opened(template: Path | None, name: str) -> Any:
    from pptx import Presentation  # noqa: PLC0415 - a third of a second

    if template is None:
        deck = Presentation()
        dress(deck, name)
        return deck
    try:
        deck = Presentation(str(template))
    except Exception as error:
        # Whatever a broken or foreign file makes the reader raise.
        raise InputError("template-unreadable", file=str(template)) from error
    # Example slides of a template are no part of what is written with it.
    listed = deck.slides._sldIdLst  # noqa: SLF001 - there is no public way to remove a slide
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)
    return deck


def _layouts(deck: Any, template: Path | None) -> tuple[Any, Any]:
    """Return the layouts for opening and content: the first that have what each needs."""
    fit = [layout for layout in deck.slide_layouts if _has_title(layout) and _texts(layout)]
    if not fit:
        raise InputError("template-without-text", file=str(template))
    opening = [layout for layout in fit if _is(layout.placeholders, "SUBTITLE")]
    content = [layout for layout in fit if layout not in opening] or fit
    return (opening or fit)[0], content[0]


def _has_title(sheet: Any) -> bool:
    return _is(sheet.placeholders, "TITLE", "CENTER_TITLE")


def _is(placeholders: Any, *kinds: str) -> bool:
    return any(one.placeholder_format.type.name in kinds for one in placeholders)


def _texts(sheet: Any) -> list[Any]:
    kinds = ("BODY", "OBJECT", "SUBTITLE")
    return [one for one in sheet.placeholders if one.placeholder_format.type.name in kinds]


def _body(slide: Any) -> Any:
    return _texts(slide)[0]
