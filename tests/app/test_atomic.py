from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.atomic import check_target, replacing
from app.errors import EnvironmentFault, InputError
from app.i18n import language
from app.wording import error_text


def _write(target: Path, content: bytes = b"new") -> None:
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def test_writes_the_file_and_leaves_nothing_else(tmp_path):
    _write(tmp_path / "plan.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]
    assert (tmp_path / "plan.xlsx").read_bytes() == b"new"


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    with replacing(target) as temporary:
        temporary.write_bytes(b"half")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"half"


@pytest.mark.parametrize("stop", [ZeroDivisionError, KeyboardInterrupt])
def test_whatever_stops_the_writing_leaves_the_older_file_alone(tmp_path, stop):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")

    def stopped_half_way():
        with replacing(target) as temporary:
            temporary.write_bytes(b"half")
            raise stop

    with pytest.raises(stop):
        stopped_half_way()
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(InputError) as caught:
        check_target(tmp_path / "nowhere" / "plan.xlsx")
    assert caught.value.code == "target-folder-missing"
    assert str(tmp_path / "nowhere") in error_text(caught.value)


def test_a_file_where_the_folder_should_be_is_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        check_target(tmp_path / "file" / "plan.xlsx")
    assert caught.value.code == "target-folder-missing"


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(InputError) as caught:
        check_target(tmp_path)
    assert caught.value.code == "target-is-folder"


def test_a_file_marked_read_only_is_left_alone(tmp_path):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(EnvironmentFault) as caught:
        _write(target)
    assert caught.value.code == "target-read-only"
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("lock", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_file_open_in_a_spreadsheet_program_is_left_alone(tmp_path, lock):
    (tmp_path / lock).touch()
    with pytest.raises(EnvironmentFault) as caught:
        _write(tmp_path / "plan.xlsx")
    assert caught.value.code == "target-open"
    assert lock in error_text(caught.value)
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.mark.parametrize("name", ["x" * 300 + ".xlsx", "a\0b.xlsx"])
def test_a_name_the_disk_does_not_take(tmp_path, name):
    with pytest.raises(InputError) as caught:
        _write(tmp_path / name)
    assert caught.value.code == "target-name-bad"


def test_a_name_just_short_enough_is_taken(tmp_path):
    target = tmp_path / ("x" * 250 + ".xlsx")
    _write(target)
    assert target.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "target-disk-full"),
        (errno.EDQUOT, "target-disk-full"),
        (errno.EROFS, "target-disk-read-only"),
        (errno.EACCES, "target-forbidden"),
        (errno.EIO, "target-failed"),
    ],
)
def test_what_the_system_answers_gets_its_own_sentence(tmp_path, number, code):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(EnvironmentFault) as caught, replacing(target):
        raise OSError(number, os.strerror(number))
    assert caught.value.code == code
    assert str(target) in error_text(caught.value)
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.xlsx"]


def test_windows_says_by_a_number_of_its_own_that_a_file_is_open(tmp_path):
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32
    with pytest.raises(EnvironmentFault) as caught, replacing(tmp_path / "plan.xlsx"):
        raise error
    assert caught.value.code == "target-open"
    assert "another program" in error_text(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_disk_that_is_really_full(tmp_path):
    with pytest.raises(EnvironmentFault) as caught, replacing(tmp_path / "plan.xlsx"):
        Path("/dev/full").write_bytes(b"x" * 100_000)
    assert caught.value.code == "target-disk-full"
    assert list(tmp_path.iterdir()) == []


def test_the_sentence_speaks_the_language_of_the_moment(tmp_path):
    fault = InputError("target-is-folder", file=str(tmp_path))
    with language("ru"):
        assert str(tmp_path) in error_text(fault)
