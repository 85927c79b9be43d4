"""The colour of a department on white paper: every hue equally bright, text on it readable."""

from __future__ import annotations

from colorsys import hls_to_rgb
from functools import cache

_GROUND_LUMINANCE = 0.84
_SATURATION = 0.7
_STEPS = 24
BLACK, WHITE = "1C2430", "FFFFFF"


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 of ``"RRGGBB"``: 0 for black, 1 for white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2: 1 for equal colours, 21 for black on white."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Return whichever of black and white reads better on ``ground``."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


@cache
def ground(hue: int, brightness: float = _GROUND_LUMINANCE) -> str:
    """Return the colour of ``hue`` whose luminance is ``brightness``.

    Equal lightness is not equal brightness, yellow would shine and blue sink; so the lightness is
    searched by halving. In black and white all departments then have the same light grey, and
    the short name tells them apart.
    """
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if luminance(_hex(hue, middle)) < brightness:
            low = middle
        else:
            high = middle
    return _hex(hue, high)


def _hex(hue: int, lightness: float) -> str:
    parts = hls_to_rgb(hue % 360 / 360, lightness, _SATURATION)
    return "".join(f"{round(255 * part):02X}" for part in parts)
