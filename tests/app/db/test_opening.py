"""A file is opened with the right settings, or refused in words before anything is written."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.db.engine import APPLICATION_ID
from app.db.models import Department
from app.db.session import Database
from app.errors import EnvironmentFault, InputError, KnownError
from tests.app.db.revisions import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.postgres import Cluster


@pytest.fixture
def file(tmp_path: Path, sqlite_template: Path) -> Path:
    copy = tmp_path / "company.db"
    shutil.copyfile(sqlite_template, copy)
    return copy


def refusal(place: object, *, create: bool = True) -> KnownError:
    with pytest.raises(KnownError) as caught:
        Database.open(str(place), create=create)
    return caught.value


def number(database: Database, question: str) -> int:
    with database.read() as session:
        return session.execute(text(question)).scalar_one()


def fill(database: Database, count: int) -> None:
    with database.unit_of_work("fill") as unit:
        for key in range(count):
            unit.session.add(Department(name="x" * 1000, folded=str(key)))


def test_every_connection_has_the_settings_that_keep_data_safe(
    file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(file))
    settings = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "application_id": APPLICATION_ID,
        "user_version": int(HEAD),
    }
    found = {name: number(database, f"PRAGMA {name}") for name in settings}
    assert found == settings


def test_a_server_is_told_from_a_file(database: Database):
    assert database.on_server == ("://" in database.place)


def test_a_new_file_can_be_read_by_its_owner_only(tmp_path: Path):
    file = tmp_path / "folder" / "новая.db"
    Database.open(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_written_is_there_when_opened_again(
    file: Path, open_database: Callable[[str], Database]
):
    with open_database(str(file)).unit_of_work("add") as unit:
        unit.session.add(Department(name="Sales", folded="sales"))
    assert number(open_database(str(file)), "SELECT count(*) FROM department") == 1


def test_a_missing_file_is_not_made_unless_asked_for(tmp_path: Path):
    error = refusal(tmp_path / "none.db", create=False)
    assert (type(error), error.code) == (InputError, "database-missing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path):
    assert refusal(tmp_path).code == "database-is-folder"


def test_a_file_of_another_kind_stays_as_it_is(tmp_path: Path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear Olga,\n" * 100)
    error = refusal(file)
    assert (type(error), error.code) == (InputError, "not-a-database")
    assert file.read_text() == "Dear Olga,\n" * 100


def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path):
    file = tmp_path / "theirs.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    assert refusal(file).code == "database-of-another-program"
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path: Path):
    file = tmp_path / "empty.db"
    file.touch()
    database = Database.open(file)
    assert number(database, "SELECT count(*) FROM department") == 0
    database.close()


def test_a_newer_file_is_refused_with_both_versions(file: Path):
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    error = refusal(file)
    assert (type(error), error.code) == (InputError, "database-newer")
    assert error.parameters["found"] == "9999"
    assert error.parameters["known"] == HEAD


def test_a_newer_server_is_refused_with_both_versions(cluster: Cluster, postgres_template: str):
    address = cluster.address(cluster.create(postgres_template))
    database = Database.open(address)
    with database.unit_of_work("pretend") as unit:
        unit.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert refusal(address).code == "database-newer"


def test_a_damaged_file_is_told_of_before_work_goes_on(
    file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(file))
    fill(database, 200)
    database.close()
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = bytes(20_000)
    file.write_bytes(content)
    error = refusal(file)
    assert (type(error), error.code) == (EnvironmentFault, "database-damaged")


def test_rows_that_point_to_nothing_are_damage(file: Path):
    connection = sqlite3.connect(file)
    connection.execute(
        "INSERT INTO role_host (role_id, employee_id) VALUES (77, 88)",
    )
    connection.commit()
    connection.close()
    assert refusal(file).code == "database-damaged"


@pytest.fixture
def read_only_folder(file: Path) -> Iterator[Path]:
    """A folder with a file of ours that this process, root or not, may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="gemba-test-"))
    shutil.copyfile(file, folder / file.name)
    (folder / file.name).chmod(0o444)
    folder.chmod(0o555)
    user = os.getresuid()
    if user[1] == 0:
        os.setresuid(65534, 65534, 0)
    yield folder
    os.setresuid(*user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_file_is_refused_at_once(read_only_folder: Path):
    error = refusal(read_only_folder / "company.db")
    assert (type(error), error.code) == (EnvironmentFault, "database-read-only")
    assert [file.name for file in read_only_folder.iterdir()] == ["company.db"]


def test_a_folder_that_takes_no_new_file(read_only_folder: Path):
    error = refusal(read_only_folder / "new.db")
    assert (type(error), error.code) == (EnvironmentFault, "database-cannot-create")


def test_an_address_that_is_none(tmp_path: Path):
    assert refusal("://nothing").code == "not-an-address"
    assert refusal("oracle9://nowhere/x").code == "driver-missing"


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path: Path):
    error = refusal(f"postgresql://olga:secret@/company?host={tmp_path}")
    assert (type(error), error.code) == (EnvironmentFault, "server-out-of-reach")
    assert "secret" not in str(error)


def test_a_database_that_the_server_does_not_have(cluster: Cluster):
    error = refusal(cluster.address("none"))
    assert error.code == "server-out-of-reach"
    assert '"none"' in error.parameters["reason"]


def test_a_full_disk_leaves_everything_as_it_was(
    file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(file))
    fill(database, 3)
    with database.read() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        # The one connection of the pool is the one that will write.
        session.execute(text(f"PRAGMA max_page_count={pages + 10}"))
    with pytest.raises(EnvironmentFault) as caught:
        fill_with_other_names(database)
    assert caught.value.code == "database-disk-full"
    assert number(database, "SELECT count(*) FROM department") == 3
    assert number(database, "SELECT count(*) FROM history") == 3


@pytest.mark.parametrize("room", [1_000, 10_000, 100_000])
def test_a_full_disk_keeps_no_half_made_file(tmp_path: Path, room: int):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        error = refusal(tmp_path / "new.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance(error, EnvironmentFault)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_leaves_everything_as_it_was(
    file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(file))
    fill(database, 3)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, before[1]))
    try:
        with pytest.raises(EnvironmentFault) as caught:
            fill_with_other_names(database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.code in ("database-disk-failed", "database-disk-full")
    assert number(database, "SELECT count(*) FROM department") == 3


def fill_with_other_names(database: Database) -> None:
    with database.unit_of_work("overfill") as unit:
        for key in range(2_000):
            unit.session.add(Department(name="x" * 1000, folded=f"more {key}"))
