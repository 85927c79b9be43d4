from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.exchange.safe_cells import LONGEST_TEXT, put_text, safe_text


def _through_a_file(text: str):
    workbook = Workbook()
    changed = put_text(workbook.active["A1"], text)
    file = BytesIO()
    workbook.save(file)
    return load_workbook(file).active["A1"], changed


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.com","x")',
        "+7 495 000-00-00",
        "-1",
        "@sum",
        "\t=1+1",
        "'=1",
        "00123",
        "#N/A",
        "=",
        "<img src=x>",
        "a & b",
        "Ёлкина Анна",
        "two\nlines",
        " spaces around ",
    ],
)
def test_text_comes_back_as_the_same_text(text):
    cell, changed = _through_a_file(text)
    assert (cell.value, cell.data_type, changed) == (text, "s", False)
    assert cell.quotePrefix


def test_control_characters_are_replaced_and_reported():
    cell, changed = _through_a_file("bell\x07, null\x00, half \ud800")
    assert cell.value == "bell�, null�, half �"
    assert changed


def test_a_text_longer_than_a_cell_is_cut_and_reported():
    cell, changed = _through_a_file("x" * (LONGEST_TEXT + 1))
    assert len(cell.value) == LONGEST_TEXT
    assert cell.value.endswith("x…")
    assert changed


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_can_be_made_safe_and_then_stays(text):
    safe = safe_text(text)
    assert safe_text(safe.text) == (safe.text, False)
    assert safe.changed == (safe.text != text)
    safe.text.encode("utf-8")
