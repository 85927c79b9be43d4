"""Everything can be read: contrast of every theme and of every department in it."""

import pytest
from PySide6.QtGui import QColor

from ui.colours import CONTRAST, DARK, LIGHT, Colours, contrast, department_colours, luminance
from ui.style import faded

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_TEXT = 4.5
_SIGN = 3.0
# What WCAG asks for at its highest level.
_HIGH = 7.0


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777"), QColor("#777")) == 1
    assert luminance(QColor("#808080")) == pytest.approx(0.2159, abs=1e-3)


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("text", ["window", "surface", "sunken", "accent_soft", "good_soft", "bad_soft"]),
        ("text", ["warning_soft", "line"]),
        ("muted", ["window", "surface", "sunken"]),
        ("accent", ["window", "surface", "accent_soft"]),
        ("on_accent", ["accent"]),
        ("good", ["window", "surface", "good_soft"]),
        ("warning", ["window", "surface", "warning_soft"]),
        ("bad", ["window", "surface", "bad_soft"]),
        ("window", ["text"]),
    ],
)
def test_text_stands_out(colours: Colours, text: str, grounds: list[str]) -> None:
    for ground in grounds:
        assert contrast(getattr(colours, text), getattr(colours, ground)) >= _TEXT, ground


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("sign", ["focus", "edge"])
def test_signs_and_edges_stand_out(colours: Colours, sign: str) -> None:
    for ground in (colours.window, colours.surface):
        assert contrast(getattr(colours, sign), ground) >= _SIGN


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_departments_of_every_hue(hue: int, name: str) -> None:
    department = department_colours(hue, name != "light", name == "contrast")
    theme = THEMES[name]

    assert contrast(department.text, department.background) >= _TEXT
    for ground in (theme.surface, theme.window, department.background):
        assert contrast(department.stripe, ground) >= _SIGN
    assert contrast(theme.text, department.background) >= _TEXT


@pytest.mark.parametrize("hue", range(0, 360, 15))
def test_high_contrast_is_high(hue: int) -> None:
    department = department_colours(hue, True, True)

    assert contrast(department.text, department.background) >= _HIGH
    for text in ("text", "muted", "accent", "good", "warning", "bad", "focus", "edge"):
        assert contrast(getattr(CONTRAST, text), CONTRAST.window) >= _HIGH


@pytest.mark.parametrize("name", THEMES)
def test_hues_are_told_apart(name: str) -> None:
    stripes = {
        department_colours(hue, name != "light", name == "contrast").stripe.name()
        for hue in range(0, 360, 30)
    }
    assert len(stripes) == 12


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_what_cannot_be_used_is_fainter_than_what_can(colours: Colours) -> None:
    assert contrast(faded(colours), colours.window) < contrast(colours.muted, colours.window)
