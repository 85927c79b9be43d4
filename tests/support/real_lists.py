"""Real staff lists, in a folder ``shared/data`` beside the checkout where there is one."""

from __future__ import annotations

from pathlib import Path


def real_list(company: str) -> Path | None:
    """Return the list of employees of ``company``, None where it is not to be had."""
    places = (
        folder / "shared" / "data" / company / "employees.csv"
        for folder in Path(__file__).resolve().parents
    )
    return next((place for place in places if place.exists()), None)
