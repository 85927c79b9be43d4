"""Forms for reflections as guests fill them in, and what came of reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.app.after_visits import FULL

if TYPE_CHECKING:
    from pathlib import Path


def cells(sheet):
    return {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}


def fill(path: Path, answers=FULL, **changed: object) -> None:
    """Type the answers into the boxes of a form, as a guest does."""
    book = load_workbook(path)
    values = {name: getattr(answers, name) for name in ("did", "surprised", "theme", "hosting")}
    for number, idea in enumerate(answers.ideas, start=1):
        values |= {f"idea_{number}": idea.title, f"idea_text_{number}": idea.text}
    for name, value in (values | changed).items():
        _sheet, place = next(iter(book.defined_names[f"gemba_{name}"].destinations))
        book.active[place.replace("$", "")] = value
    book.save(path)


def read(services, folder):
    return {one.path.name: one for one in services.forms.read(folder)}
