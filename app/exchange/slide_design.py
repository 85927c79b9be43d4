"""How our own slides look: a coloured opening, titles over a short line, a quiet foot.

Colours come from the theme, so that a company can change them all in one place. All of it lies in
master and layouts; what is written stays in placeholders.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from app.exchange.safe_cells import safe_text

WIDE, HIGH = 12_192_000, 6_858_000
"""Size of a slide in EMU, 16:9."""

_INCH = 914_400
_SIDE = round(0.75 * _INCH)
_INNER = WIDE - 2 * _SIDE
# Text begins a little inside its box; what is drawn begins where text does.
_INSET = 91_440
_LONGEST_NAME = 90
_LAYOUTS = ("Title Slide", "Title and Content", "Title Only", "Blank")
# Of the library's theme and ours: dark and light ground, then the six accents.
_COLOURS = {
    "1F497D": "17353B",
    "EEECE1": "E8F1F2",
    "4F81BD": "0B6470",
    "C0504D": "C2571A",
    "9BBB59": "4F8A5B",
    "8064A2": "7A5EA8",
    "4BACC6": "3B82C4",
    "F79646": "A67C00",
}
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SHAPE = """<p:sp {names}><p:nvSpPr><p:cNvPr id="{key}" name="{name}"/><p:cNvSpPr/><p:nvPr/>
</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>
<p:txBody><a:bodyPr lIns="0" rIns="0" anchor="ctr"/><a:lstStyle/><a:p>{text}</a:p></p:txBody>
</p:sp>"""
_FOOT = """<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{look}<a:t>#</a:t>
</a:fld><a:r>{look}<a:t>{text}</a:t></a:r>"""
_GREY = (
    '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/>'
    "</a:schemeClr></a:solidFill>"
)


def dress(deck: Any, name: str) -> None:
    """Give the library's plain slides our size, colours and places; ``name`` stands in the foot."""
    deck.slide_width, deck.slide_height = WIDE, HIGH
    _colour_theme(deck.slide_master)
    for layout in list(deck.slide_layouts):
        if layout.name not in _LAYOUTS:
            deck.slide_layouts.remove(layout)
    _place(_one(deck.slide_master, "TITLE"), 0.4, 0.95)
    _place(_one(deck.slide_master, "BODY"), 1.7, 4.95)
    style = deck.slide_master.element.find(f".//{_P}titleStyle/{_A}lvl1pPr")
    style.set("algn", "l")
    style.find(f"{_A}defRPr").set("b", "1")
    _paint(style, "tx2")
    _clear_foot(deck.slide_master)
    for layout in deck.slide_layouts:
        _clear_foot(layout)
        if layout.name == "Title Slide":
            _dress_opening(layout)
        else:
            _dress_content(layout, name)


def _dress_opening(layout: Any) -> None:
    from pptx.enum.dml import MSO_THEME_COLOR  # noqa: PLC0415 - a third of a second
    from pptx.enum.text import MSO_ANCHOR  # noqa: PLC0415

    ground = layout.background.fill
    ground.solid()
    ground.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    title, subtitle = _one(layout, "CENTER_TITLE"), _one(layout, "SUBTITLE")
    _place(title, 1.2, 2.7)
    _place(subtitle, 4.5, 2.2)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    subtitle.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for shape in (title, subtitle):
        style = _first_level(shape)
        style.set("algn", "l")
        style.set("marL", "0")
        style.set("indent", "0")
        _paint(style, "bg1")
    _draw(layout, "Line", 4.15, 0.06, width=round(0.9 * _INCH), colour="bg1")


def _dress_content(layout: Any, name: str) -> None:
    if _all_of(layout, "TITLE"):
        _draw(layout, "Line", 1.42, 0.06, width=round(0.9 * _INCH), colour="accent1")
    look = f'<a:rPr lang="en-US" sz="1000">{_GREY}</a:rPr>'
    text = _FOOT.format(look=look, text="  ·  " + escape(_short(safe_text(name).text)))
    _draw(layout, "Foot", 6.95, 0.35, width=_INNER, text=text)


def _draw(
    layout: Any,
    name: str,
    top: float,
    height: float,
    *,
    width: int,
    colour: str = "",
    text: str = "",
) -> None:
    """Draw a rectangle behind what slides hold; layouts of the library take no new shapes."""
    from pptx.oxml import parse_xml  # noqa: PLC0415

    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"
    shapes = layout.shapes.element
    shapes.append(
        parse_xml(
            _SHAPE.format(
                names=_NAMES,
                key=len(shapes) + 100,
                name=name,
                left=_SIDE + _INSET,
                top=round(top * _INCH),
                width=width,
                height=round(height * _INCH),
                fill=fill,
                text=text or '<a:endParaRPr lang="en-US"/>',
            )
        )
    )


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _colour_theme(master: Any) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    content = theme.blob
    for theirs, ours in _COLOURS.items():
        content = content.replace(f'val="{theirs}"'.encode(), f'val="{ours}"'.encode(), 1)
    theme._blob = content  # noqa: SLF001 - there is no public way to change a theme


def _place(shape: Any, top: float, height: float) -> None:
    shape.left, shape.width = _SIDE, _INNER
    shape.top, shape.height = round(top * _INCH), round(height * _INCH)


def _clear_foot(sheet: Any) -> None:
    # Date, foot and number of the library stand where a 4:3 screen ended.
    for shape in _all_of(sheet, "DATE", "FOOTER", "SLIDE_NUMBER"):
        shape.element.getparent().remove(shape.element)


def _one(sheet: Any, kind: str) -> Any:
    return _all_of(sheet, kind)[0]


def _all_of(sheet: Any, *kinds: str) -> list[Any]:
    return [one for one in sheet.placeholders if one.placeholder_format.type.name in kinds]


def _first_level(shape: Any) -> Any:
    listed = shape.element.txBody.find(f"{_A}lstStyle")
    found = listed.find(f"{_A}lvl1pPr")
    return _child(listed, "lvl1pPr") if found is None else found


def _paint(style: Any, colour: str) -> None:
    letters = style.find(f"{_A}defRPr")
    if letters is None:
        letters = _child(style, "defRPr")
    for old in letters.findall(f"{_A}solidFill"):
        letters.remove(old)
    fill = letters.makeelement(f"{_A}solidFill", {})
    letters.insert(0, fill)
    _child(fill, "schemeClr").set("val", colour)


def _child(parent: Any, name: str) -> Any:
    made = parent.makeelement(f"{_A}{name}", {})
    parent.append(made)
    return made
