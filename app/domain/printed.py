"""Pages as they are printed: words, lines and boxes at their places.

Who lays a page out knows neither PDF nor screen, and who draws it knows nothing of visits: so the
preview in the window and the file look alike. All lengths are millimetres from the top left
corner, sizes of letters are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its base line ``y``; ``x`` is its left end, middle or right end."""

    x: float
    y: float
    text: str
    size: float = 9
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line, dashed where one is to cut."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled ground; ``grey`` 0 is black, 1 white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file, as large as its place."""

    x: float
    y: float
    width: float
    height: float
    path: str


Part = Words | Rule | Box | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of paper and what stands on it, in the order of drawing."""

    width: float
    height: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document; ``title`` is its name, ``language`` that of its texts."""

    title: str
    language: str
    sheets: tuple[Sheet, ...]
