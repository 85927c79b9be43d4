"""Files and disks that cannot be used: each in a sentence, with the exit code, nothing lost."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.exchange.staff_files import save_text, save_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


Gemba = "Callable[..., Ended]"


def _encrypted(file: Path) -> None:
    # A compound file that holds the stream in which Excel keeps what it has encrypted.
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    file.write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))


def _huge(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(300 * 1024 * 1024)


def _cut_off(file: Path) -> None:
    whole = save_workbook(file, [["Name", "Department"], ["Anna Berg", "Sales"]]).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def _without_department(file: Path) -> None:
    save_workbook(file, [["Name", "Job"], ["Anna Berg", "Clerk"]])


def _headings_only(file: Path) -> None:
    save_workbook(file, [["Name", "Department"]])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (None, "There is no file “list.xlsx”. Look at the name and the folder."),
        (Path.mkdir, "“list.xlsx” is a folder. Name the staff list that lies in it."),
        (Path.touch, "“list.xlsx” is empty: not a single byte. Save the list again."),
        (_encrypted, "“list.xlsx” is protected by a password. Open it in a spreadsheet program"),
        (_huge, "“list.xlsx” has 300 MiB; up to 25 MiB can be read."),
        (lambda file: file.write_bytes(b"%PDF-1.7"), "“list.xlsx” is a PDF file, not a list."),
        (_cut_off, "“list.xlsx” is cut off or damaged"),
        (_without_department, "A column is missing for: Department."),
        (_headings_only, "Below the headings of the sheet “Staff” in “list.xlsx” there is no row."),
    ],
)
def test_a_staff_list_that_cannot_be_read(
    gemba: Gemba, make: Callable[[Path], object] | None, said: str
):
    if make is not None:
        make(Path("list.xlsx"))
    ended = gemba("import", "list.xlsx", "--db", "company.db")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert not Path("company.db").exists()


def test_duplicates_unknown_departments_and_dates_as_text_are_told_by_row(
    gemba: Gemba, company: Path
):
    text = (
        "Personnel number,Full name,Department,Job title,Hire date\n"
        "1,Anna Berg,Sales,Head of sales,2020-01-31\n"
        "7,Nora Falk,Slaes,Clerk,31.02.2020\n"
        "7,Kai Moor,Stock,Clerk,yesterday\n"
    )
    ended = gemba("import", save_text(Path("list.csv"), text), "--dry-run", "--db", company)
    assert ended.code == 1
    assert "Row 3, Department: “Slaes” is not a department. Closest: “Sales”." in ended.out
    assert "Row 3, Hire date: “31.02.2020” is a day that no calendar has." in ended.out
    assert "Row 4, Hire date: “yesterday” is no date. It was not taken." in ended.out
    assert "Row 4, Personnel number: " in ended.out


# The data itself


def _letter(file: Path) -> None:
    file.write_text("Dear Olga,\n" * 100, encoding="utf-8")


def _theirs(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE notes (text TEXT)")


def _newer(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 60_000] = bytes(60_000)
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (Path.unlink, 2, "There is no file “company.db”. Check the name"),
        (_letter, 2, "“company.db” is not a file of this program."),
        (_newer, 2, "was written by a newer version of this program (data version 9999,"),
        (_damaged, 3, "“company.db” is damaged, so it was not opened"),
    ],
)
def test_data_that_cannot_be_used(
    gemba: Gemba, company: Path, make: Callable[[Path], object], code: int, said: str
):
    make(company)
    before = company.read_bytes() if company.exists() else None
    ended = gemba("check", "Spring", "--db", company)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert (company.read_bytes() if company.exists() else None) == before


def test_a_database_of_another_program_is_no_place_for_a_list(gemba: Gemba, staff: Path):
    _theirs(Path("theirs.db"))
    before = Path("theirs.db").read_bytes()
    ended = gemba("import", staff, "--db", "theirs.db")
    assert ended.code == 2
    assert "“theirs.db” is a database of another program. Nothing in it was changed." in ended.err
    assert Path("theirs.db").read_bytes() == before


def test_a_server_that_does_not_answer(gemba: Gemba, staff: Path, tmp_path: Path):
    address = f"postgresql://olga:secret@/company?host={tmp_path}"
    ended = gemba("import", staff, "--db", address)
    assert (ended.code, ended.out) == (3, "")
    assert "does not let us in. Check the address and your network" in ended.err
    assert "secret" not in ended.err


def test_data_that_another_program_is_writing(
    gemba: Gemba, staff: Path, company: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.db.engine._BUSY_MILLISECONDS", 50)
    later = save_text(Path("later.csv"), staff.read_text(encoding="utf-8").replace("Wolf", "Fox"))
    with contextlib.closing(sqlite3.connect(company, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = gemba("import", later, "--db", company)
    assert ended.code == 3
    assert "is being written by another window or program, so nothing was saved." in ended.err
    assert gemba("import", staff, "--dry-run", "--json", "--db", company).document["counts"] == {
        "new": 0,
        "change": 0,
        "same": 6,
        "problem": 0,
        "left_out": 0,
    }


# The disk


@pytest.fixture
def read_only(gemba: Gemba, company: Path) -> Iterator[Path]:
    """A folder with data and a list that this process, root or not, may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="gemba-test-"))
    shutil.copyfile(company, folder / "company.db")
    (folder / "company.db").chmod(0o444)
    folder.chmod(0o555)
    user = os.getresuid()
    if user[1] == 0:
        os.setresuid(65534, 65534, 0)
    yield folder
    os.setresuid(*user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_disk(gemba: Gemba, read_only: Path):
    ended = gemba("check", "Spring", "--db", read_only / "company.db")
    assert (ended.code, ended.out) == (3, "")
    assert "company.db” can only be read: the file or its folder is write-protected." in ended.err
    ended = gemba("demo", "--to", read_only)
    assert ended.code == 3
    assert str(read_only) in ended.err
    ended = gemba("demo", "--to", read_only / "new")
    assert ended.code == 3
    assert "cannot be made. Choose a place in which you may write." in ended.err
    assert [file.name for file in read_only.iterdir()] == ["company.db"]


def test_a_full_disk_leaves_neither_half_a_file_nor_half_an_import(gemba: Gemba, company: Path):
    rows = "".join(f"{number},Person {number},Sales,Clerk\n" for number in range(1_000, 3_000))
    text = "Personnel number,Full name,Department,Job title\n" + rows
    many = save_text(Path("many.csv"), text)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (company.stat().st_size + 50_000, before[1]))
    try:
        ended = gemba("import", many, "--db", company)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ended.code == 3
    assert "The disk with “company.db”" in ended.err
    assert "so nothing was saved." in ended.err
    document = gemba("import", many, "--dry-run", "--json", "--db", company).document
    assert document["counts"]["new"] == 2_000
    endings = {".csv", ".db", ".db-wal", ".db-shm", ".backups"}
    assert {file.suffix for file in Path().iterdir()} <= endings
    assert {file.suffix for file in Path("company.db.backups").iterdir()} == {".db", ".json"}


def test_without_room_for_a_backup_nothing_is_imported(gemba: Gemba, company: Path):
    text = "Personnel number,Full name,Department\n1000,Person,Sales\n"
    one = save_text(Path("one.csv"), text)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (company.stat().st_size // 2, before[1]))
    try:
        ended = gemba("import", one, "--db", company)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (ended.code, ended.out) == (3, "")
    assert "Nothing was imported." in ended.err
    assert "company.db.backups" in ended.err
    assert list(Path("company.db.backups").iterdir()) == []
