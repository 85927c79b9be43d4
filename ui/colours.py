"""Colours of the themes, light, dark and of high contrast, and the arithmetic of contrast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

_LUMINANCE_STEPS = 24


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of a theme by what it is for; one accent."""

    window: QColor
    surface: QColor
    sunken: QColor
    line: QColor
    edge: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    focus: QColor
    good: QColor
    good_soft: QColor
    warning: QColor
    warning_soft: QColor
    bad: QColor
    bad_soft: QColor


@dataclass(frozen=True, slots=True)
class DepartmentColours:
    """How a department looks: a quiet ground, readable text on it, a strong stripe."""

    background: QColor
    text: QColor
    stripe: QColor


LIGHT = Colours(
    window=QColor("#f5f6f8"),
    surface=QColor("#ffffff"),
    sunken=QColor("#eceef2"),
    line=QColor("#dde1e8"),
    edge=QColor("#858e9c"),
    text=QColor("#1c2430"),
    muted=QColor("#566070"),
    accent=QColor("#0b6570"),
    accent_soft=QColor("#dceff0"),
    on_accent=QColor("#ffffff"),
    focus=QColor("#0b7f8c"),
    good=QColor("#1d6e3c"),
    good_soft=QColor("#e1f3e7"),
    warning=QColor("#7d5200"),
    warning_soft=QColor("#fdf0d3"),
    bad=QColor("#a8231c"),
    bad_soft=QColor("#fce4e2"),
)

DARK = Colours(
    window=QColor("#14181e"),
    surface=QColor("#1c222a"),
    sunken=QColor("#101419"),
    line=QColor("#323a45"),
    edge=QColor("#7c8796"),
    text=QColor("#e6eaf0"),
    muted=QColor("#a3aebc"),
    accent=QColor("#5cc6cf"),
    accent_soft=QColor("#17393e"),
    on_accent=QColor("#06262a"),
    focus=QColor("#6fd6df"),
    good=QColor("#77d198"),
    good_soft=QColor("#173324"),
    warning=QColor("#ecc06a"),
    warning_soft=QColor("#3a2d12"),
    bad=QColor("#ff9a92"),
    bad_soft=QColor("#43201f"),
)

CONTRAST = Colours(
    window=QColor("#000000"),
    surface=QColor("#000000"),
    sunken=QColor("#101010"),
    line=QColor("#5e5e5e"),
    edge=QColor("#ffffff"),
    text=QColor("#ffffff"),
    muted=QColor("#e4e4e4"),
    accent=QColor("#ffe14d"),
    accent_soft=QColor("#2b2600"),
    on_accent=QColor("#000000"),
    focus=QColor("#4df3ff"),
    good=QColor("#7dff9b"),
    good_soft=QColor("#00290c"),
    warning=QColor("#ffd24d"),
    warning_soft=QColor("#2e2300"),
    bad=QColor("#ffaaa3"),
    bad_soft=QColor("#3a0805"),
)


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2: 0 for black, 1 for white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of WCAG 2: 1 for equal colours, 21 for black on white."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _with_luminance(hue: int, saturation: float, wanted: float) -> QColor:
    """Return the colour of ``hue`` that is as bright as ``wanted``.

    Equal lightness of HSL is not equal brightness: yellow would shine and blue sink. So the
    lightness is searched by halving until the luminance is the same for every hue.
    """
    low, high = 0.0, 1.0
    for _ in range(_LUMINANCE_STEPS):
        middle = (low + high) / 2
        if luminance(QColor.fromHslF(hue / 360, saturation, middle)) < wanted:
            low = middle
        else:
            high = middle
    return QColor.fromHslF(hue / 360, saturation, (low + high) / 2)


@cache
def department_colours(hue: int, dark: bool, high: bool = False) -> DepartmentColours:
    """Return the colours of a department; the text on its ground has contrast 6 : 1 and more.

    With ``high`` it is 12 : 1 and more.
    """
    hue %= 360
    if high:
        return DepartmentColours(
            background=_with_luminance(hue, 0.50, 0.012),
            text=_with_luminance(hue, 0.60, 0.85),
            stripe=_with_luminance(hue, 0.80, 0.50),
        )
    if dark:
        return DepartmentColours(
            background=_with_luminance(hue, 0.45, 0.038),
            text=_with_luminance(hue, 0.60, 0.62),
            stripe=_with_luminance(hue, 0.62, 0.34),
        )
    return DepartmentColours(
        background=_with_luminance(hue, 0.70, 0.84),
        text=_with_luminance(hue, 0.75, 0.06),
        stripe=_with_luminance(hue, 0.65, 0.22),
    )
