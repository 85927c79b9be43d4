"""All services on a new, empty SQLite file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import Services, open_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def services(tmp_path: Path, sqlite_template: Path) -> Iterator[Services]:
    file = tmp_path / "company.db"
    shutil.copyfile(sqlite_template, file)
    opened = open_services(file)
    yield opened
    opened.close()
