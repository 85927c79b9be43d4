"""Every code that is raised has its sentence; none is made up where it is shown."""

from __future__ import annotations

import ast
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.errors import ConflictError, EnvironmentFault, InputError, KnownError
from app.wording import SENTENCES, sentence
from app.wording.after_visit import row_text
from tests.support.catalogue import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {kind.__name__ for kind in (KnownError, InputError, EnvironmentFault, ConflictError)}


def _codes_raised() -> Iterator[tuple[str, str]]:
    for package in ("app", "ui"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _raised(node):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node.args[0].value


def _raised(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return name in KINDS and bool(call.args) and isinstance(call.args[0], ast.Constant)


def test_every_code_that_is_raised_has_a_sentence():
    raised = dict(_codes_raised())
    assert len(raised) > 40
    assert {place: code for place, code in raised.items() if code not in SENTENCES} == {}


def test_a_row_of_a_list_that_fits_no_visit_says_why_and_what_helps():
    assert row_text("read", "Anna") == ""
    assert "several visits" in row_text("unclear", "Anna")
    assert "“Anna”" in row_text("not-ours", "Anna")
    assert "Add the code" in row_text("not-ours", "")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("breach-target", "has 1 visit, more than the 0"),
        ("breach-role-capacity-role-full", "has 1 guest where 0 fit"),
        ("breach-role-capacity-host-full", "receives 1 guest where 0 fit"),
        ("breach-department-capacity", "has 1 guest where 0 fit"),
        ("breach-spacing-week", "has 1 visit in week 9 of 2027 where 0 may be"),
        ("breach-host-load", "receives 1 visit in week 9 of 2027 where 0 may be"),
    ],
)
def test_one_guest_too_many_is_one_guest(code: str, told: str):
    names = {"person": "Ann", "role": "Clerk", "department": "Stock", "into": "Stock"}
    when = {"slot": (dt.date(2027, 3, 1), "am"), "week": (2027, 9)}
    assert told in sentence(code, {**names, **when, "count": 1, "limit": 0})
