"""A new database for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from app.db.session import Database
from app.undo import UndoStack
from tests.support.postgres import Cluster, find_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty file of ours: to copy it is faster than to run the migrations."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    Database.open(file).close()
    return file


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this session's own."""
    programs = find_server()
    if programs is None:
        reason = "no PostgreSQL server is installed here (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = Cluster(programs)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster) -> str:
    """Name of an empty database of ours, to be copied."""
    name = cluster.create()
    Database.open(cluster.address(name)).close()
    return name


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database of ours with nothing in it lies: a file, then an address."""
    if request.param == "sqlite":
        file = tmp_path / "company.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        return str(file)
    server: Cluster = request.getfixturevalue("cluster")
    return server.address(server.create(request.getfixturevalue("postgres_template")))


@pytest.fixture
def open_database() -> Iterator[Callable[[str], Database]]:
    """Opens databases and closes them after the test."""
    opened = []

    def open_one(place: str) -> Database:
        opened.append(Database.open(place, create=False))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


@pytest.fixture
def database(place: str, open_database: Callable[[str], Database]) -> Database:
    return open_database(place)


@pytest.fixture
def undo(database: Database) -> UndoStack:
    return UndoStack(database)
