"""A copy is the state that was committed, whole, and found whole again; or there is none."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.db.base import Base
from app.db.kept_backups import backups_of, folder_of, newest_whole
from app.db.models import Department, Employee
from app.db.session import Database
from app.errors import EnvironmentFault, InputError
from app.wording import error_text
from tests.builders import make_company, make_programme

if TYPE_CHECKING:
    from collections.abc import Callable


def rows_of(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in a database, by table."""
    with database.read() as session:
        return {
            table.name: sorted(tuple(row) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


def opened_copy(file: Path, folder: Path, open_database: Callable[[str], Database]) -> Database:
    """What the message tells people to do: the copy alone, in another folder, opened there."""
    place = folder / "elsewhere.db"
    shutil.copyfile(file, place)
    return open_database(str(place))


def test_a_copy_holds_everything_and_opens_elsewhere(
    database: Database, tmp_path: Path, open_database: Callable[[str], Database]
):
    make_company(database)
    make_programme(database)
    made = database.back_up("asked")
    assert rows_of(opened_copy(made.file, tmp_path, open_database)) == rows_of(database)
    assert [one.file for one in backups_of(database.place)] == [made.file]
    assert made.rows["employee"] == len(rows_of(database)["employee"])


def test_nothing_and_no_value_stay_apart_in_a_copy_of_a_server(
    database: Database, tmp_path: Path, open_database: Callable[[str], Database]
):
    make_company(database)
    with database.read() as session:
        wanted = "SELECT count(*) FROM history WHERE before IS NULL"
        before = session.connection().exec_driver_sql(wanted).scalar_one()
    made = database.back_up("asked")
    with opened_copy(made.file, tmp_path, open_database).read() as session:
        assert session.connection().exec_driver_sql(wanted).scalar_one() == before


def test_a_copy_is_of_its_owner_only_and_one_file(database: Database):
    make_company(database)
    made = database.back_up("publish")
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700
    assert sorted(made.file.parent.iterdir()) == [made.file, Path(f"{made.file}.json")]
    assert "before-publish" in made.file.name


def test_a_copy_made_while_others_write_is_a_committed_state(
    database: Database, tmp_path: Path, open_database: Callable[[str], Database]
):
    # Each transaction adds two: a copy with an odd number would be half of one.
    stop = threading.Event()
    began = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with database.unit_of_work("two") as unit:
                for _each in range(2):
                    number += 1
                    unit.session.add(Department(name=f"D{number}", folded=f"d{number}"))
            began.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        began.wait(30)
        made = [database.back_up("asked") for _each in range(5)]
    finally:
        stop.set()
        writer.join()
    for one in made:
        with sqlite3.connect(one.file) as connection:
            (count,) = connection.execute("SELECT count(*) FROM department").fetchone()
        connection.close()
        assert count == one.rows["department"]
        assert count % 2 == 0


def test_a_changed_bit_is_seen_and_the_copy_before_is_offered(tmp_path: Path, sqlite_file: Path):
    database = Database.open(sqlite_file)
    make_company(database)
    first, second = database.back_up("asked"), database.back_up("asked")
    database.close()
    chance = random.Random(1)
    whole = second.file.read_bytes()
    for _each in range(200):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        second.file.write_bytes(spoilt)
        assert newest_whole(str(sqlite_file)) == first
    second.file.write_bytes(whole)
    assert newest_whole(str(sqlite_file)) == second


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    file = tmp_path / "company.db"
    shutil.copyfile(sqlite_template, file)
    return file


def failed(database: Database, reason: str = "publish") -> str:
    with pytest.raises(EnvironmentFault) as caught:
        database.back_up(reason)
    assert caught.value.code == "backup-failed"
    return error_text(caught.value)


def test_a_full_disk_makes_no_copy_and_says_so(
    sqlite_file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(sqlite_file))
    with database.unit_of_work("fill") as unit:
        for key in range(500):
            unit.session.add(Department(name="x" * 1000, folded=str(key)))
    kept = database.back_up("asked")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        text = failed(database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert text.startswith("The plan was not published.")
    assert str(kept.file.parent) in text
    assert sorted(kept.file.parent.iterdir()) == [kept.file, Path(f"{kept.file}.json")]


def test_a_folder_that_cannot_be_made(
    database: Database,
):
    folder = folder_of(database.place)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way")
    assert str(folder) in failed(database, "import")


def test_a_folder_that_may_not_be_written_to(
    sqlite_file: Path, open_database: Callable[[str], Database]
):
    folder = folder_of(str(sqlite_file))
    folder.mkdir(mode=0o555)
    database = open_database(str(sqlite_file))
    user = os.getresuid()
    if user[1] == 0:
        sqlite_file.chmod(0o666)
        for place in (sqlite_file.parent, *sqlite_file.parent.parents):
            if place.stat().st_uid == 0 and place != Path("/") and place != Path("/tmp"):
                place.chmod(0o777)
        os.setresuid(65534, 65534, 0)
    try:
        text = failed(database)
    finally:
        os.setresuid(*user)
    assert "may not write there" in text


def test_a_sick_file_is_copied_by_nobody(
    sqlite_file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(sqlite_file))
    make_company(database)
    with sqlite3.connect(sqlite_file) as other:
        other.execute("INSERT INTO role_host (role_id, employee_id) VALUES (77, 88)")
    other.close()
    assert "not whole" in failed(database)
    assert list(folder_of(str(sqlite_file)).iterdir()) == []


def test_a_copy_is_not_opened_where_it_lies(sqlite_file: Path):
    database = Database.open(sqlite_file)
    make_company(database)
    made = database.back_up("asked")
    database.close()
    before = made.file.read_bytes()
    with pytest.raises(InputError) as caught:
        Database.open(made.file)
    assert caught.value.code == "database-is-backup"
    assert made.file.read_bytes() == before


def test_who_opens_a_damaged_file_is_told_of_the_newest_whole_copy(sqlite_file: Path):
    database = Database.open(sqlite_file)
    make_company(database)
    made = database.back_up("asked")
    database.close()
    connection = sqlite3.connect(sqlite_file)
    connection.execute("INSERT INTO role_host (role_id, employee_id) VALUES (77, 88)")
    connection.commit()
    connection.close()
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(sqlite_file)
    assert str(made.file) in error_text(caught.value)


def test_old_copies_go_when_a_new_one_was_made(
    sqlite_file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(sqlite_file))
    old, before_upgrade = database.back_up("asked"), database.back_up("upgrade")
    for one, at in ((old, "2020-01-01"), (before_upgrade, "2020-01-02")):
        side = Path(f"{one.file}.json")
        content = json.loads(side.read_text())
        side.write_text(json.dumps(content | {"taken_at": f"{at}T00:00:00+00:00"}))
    unknown = old.file.with_name("notes of Olga.db")
    unknown.write_text("not ours to remove")
    new = database.back_up("asked")
    assert sorted(old.file.parent.iterdir()) == sorted(
        [new.file, Path(f"{new.file}.json"), unknown]
    )


def test_half_copies_of_a_program_that_was_ended_go_after_a_day(
    sqlite_file: Path, open_database: Callable[[str], Database]
):
    database = open_database(str(sqlite_file))
    folder = database.back_up("asked").file.parent
    old, fresh = folder / ".0123456789abcdef.part", folder / ".fedcba9876543210.part"
    for part in (old, fresh):
        part.write_bytes(b"half of a company")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    database.back_up("asked")
    assert not old.exists()
    assert fresh.exists()


BACKING_UP = """
import sys
from app.db.session import Database
database = Database.open(sys.argv[1])
while True:
    print(database.back_up("asked").file, flush=True)
"""


@pytest.mark.parametrize("made_before", [1, 2, 5])
def test_a_program_that_is_killed_while_it_backs_up_leaves_whole_copies_only(
    sqlite_file: Path, open_database: Callable[[str], Database], made_before: int
):
    database = open_database(str(sqlite_file))
    with database.unit_of_work("fill") as unit:
        for key in range(3_000):
            unit.session.add(Department(name="x" * 1000, folded=str(key)))
    before = rows_of(database)
    command = [sys.executable, "-c", BACKING_UP, str(sqlite_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = [Path(child.stdout.readline().strip()) for _each in range(made_before)]
        child.kill()
    copies = backups_of(str(sqlite_file))
    assert {one.file for one in copies} >= set(acknowledged)
    for one in copies:
        with closing(sqlite3.connect(one.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            wanted = "SELECT count(*) FROM department"
            assert connection.execute(wanted).fetchone() == (one.rows["department"],)
        assert one.rows["department"] == len(before["department"])
    assert rows_of(database) == before
    assert newest_whole(str(sqlite_file)) == copies[0]


def test_two_databases_have_folders_of_their_own(tmp_path: Path):
    places = [
        str(tmp_path / "a.db"),
        str(tmp_path / "a.sqlite"),
        "postgresql://olga:secret@one/company",
        "postgresql://olga:secret@two/company",
        "postgresql://olga:secret@two:6000/company",
    ]
    folders = {folder_of(place) for place in places}
    assert len(folders) == len(places)
    assert "secret" not in repr(folders)


def test_people_of_a_server_are_in_its_copy_with_all_they_have(
    database: Database, tmp_path: Path, open_database: Callable[[str], Database]
):
    keys = make_company(database)
    with database.unit_of_work("name") as unit:
        person = unit.session.get_one(Employee, keys["Sales 1"])
        person.name, person.email = "Жанна Ёлкина", "z@x.ru"
    made = database.back_up("import")
    with opened_copy(made.file, tmp_path, open_database).read() as session:
        person = session.get_one(Employee, keys["Sales 1"])
        assert (person.name, person.email, person.active) == ("Жанна Ёлкина", "z@x.ru", True)
