"""Presentations: text goes into the placeholders of a template and so stays editable."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.atomic import replacing
from app.errors import InputError
from app.exchange.safe_cells import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WIDE, _HIGH = 12_192_000, 6_858_000
_GAP = 300_000
_LONGEST_LINE = 220
_MOST_LINES = 6
_PHOTOS_A_SLIDE = 4
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide with a title and lines; ``notes`` is what the speaker reads.

    ``opening`` slides have a subtitle instead of lines.
    """

    title: str
    lines: tuple[str, ...] = ()
    notes: str = ""
    photos: tuple[bytes, ...] = ()
    opening: bool = False


def write_slides(slides: Sequence[Slide], target: Path, template: Path | None = None) -> None:
    """Write a presentation, whole or not at all.

    Parameters
    ----------
    template
        A presentation of the company whose masters are used and whose slides are left out; None
        takes plain wide slides.

    Raises
    ------
    InputError
        If the template cannot be read or has no slide with a title and text.
    EnvironmentFault
        If ``target`` cannot be written.
    """
    deck = _opened(template)
    opening, content = _layouts(deck, template)
    for slide in slides:
        made = deck.slides.add_slide(opening if slide.opening else content)
        _put(made.shapes.title, [slide.title])
        body = _body(made)
        if slide.photos:
            body.element.getparent().remove(body.element)
            _place_photos(deck, made, slide.photos)
        else:
            _put(body, _fitting(slide.lines))
        if slide.notes:
            made.notes_slide.notes_text_frame.text = safe_text(slide.notes).text
    with replacing(target) as temporary:
        deck.save(str(temporary))


def _opened(template: Path | None) -> Any:
    from pptx import Presentation  # noqa: PLC0415 - a third of a second

    if template is None:
        return _plain(Presentation())
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


def _plain(deck: Any) -> Any:
    """Stretch the library's slides from 4:3 to today's screens; titles left, bold, in colour."""
    share = _WIDE / deck.slide_width
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            # A layout's own place only; the rest is inherited from the master.
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * share), round(shape.width * share)
    style = deck.slide_master.element.find(f".//{_P}titleStyle/{_A}lvl1pPr")
    style.set("algn", "l")
    letters = style.find(f"{_A}defRPr")
    letters.set("b", "1")
    letters.find(f"{_A}solidFill/{_A}schemeClr").set("val", "tx2")
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


def _put(shape: Any, lines: Sequence[str]) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = "\n".join(safe_text(line).text for line in lines)


def _fitting(lines: Sequence[str]) -> list[str]:
    """Return lines short enough to be read from the last row; the whole stands in the notes."""
    short = [line for text in lines for line in text.splitlines() if line.strip()]
    fitting = [
        line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rsplit(" ", 1)[0] + " …"
        for line in short[:_MOST_LINES]
    ]
    if len(short) > _MOST_LINES:
        fitting[-1] += " …"
    return fitting


def _place_photos(deck: Any, slide: Any, photos: Sequence[bytes]) -> None:
    shown = photos[:_PHOTOS_A_SLIDE]
    columns = 1 if len(shown) == 1 else 2
    rows = -(-len(shown) // columns)
    top = slide.shapes.title.top + slide.shapes.title.height
    width = (deck.slide_width - _GAP * (columns + 1)) // columns
    height = (deck.slide_height - top - _GAP * (rows + 1)) // rows
    for at, photo in enumerate(shown):
        left = _GAP + (at % columns) * (width + _GAP)
        upper = top + _GAP + (at // columns) * (height + _GAP)
        picture = slide.shapes.add_picture(io.BytesIO(photo), left, upper)
        share = min(width / picture.width, height / picture.height)
        picture.width, picture.height = round(picture.width * share), round(picture.height * share)
        picture.left = left + (width - picture.width) // 2
        picture.top = upper + (height - picture.height) // 2
