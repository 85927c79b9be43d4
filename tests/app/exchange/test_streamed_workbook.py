"""A workbook is written whole or not at all, and what breaks off leaves no trace."""

from __future__ import annotations

import errno
import os
import resource
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.writer.excel import ExcelWriter

from app.errors import EnvironmentFault
from app.exchange.streamed_workbook import streamed_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

SHEETS = ("first", "second", "third")


def fill(workbook: Workbook, rows: int = 1) -> None:
    for name in SHEETS:
        sheet = workbook.create_sheet(name)
        for row in range(rows):
            sheet.append(["value", row])


def test_every_sheet_is_written(tmp_path: Path) -> None:
    with streamed_workbook(tmp_path / "plan.xlsx") as workbook:
        fill(workbook)
    assert load_workbook(tmp_path / "plan.xlsx").sheetnames == list(SHEETS)


def code_of_failure(target: Path, rows: int = 1) -> str:
    try:
        with streamed_workbook(target) as workbook:
            fill(workbook, rows)
    except EnvironmentFault as fault:
        return fault.code
    return ""


def test_a_disk_that_fills_up_while_saving_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = ExcelWriter.write_worksheet
    written: list[object] = []

    def write_one(self: ExcelWriter, sheet: object) -> None:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(sheet)
        write(self, sheet)

    monkeypatch.setattr(ExcelWriter, "write_worksheet", write_one)
    (tmp_path / "plan.xlsx").write_bytes(b"old")
    assert code_of_failure(tmp_path / "plan.xlsx") == "target-disk-full"
    assert (tmp_path / "plan.xlsx").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_disk_that_takes_no_more_of_a_sheet_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        code = code_of_failure(tmp_path / "plan.xlsx", rows=5_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == "target-failed"
    assert list(tmp_path.iterdir()) == []


def break_off(target: Path) -> None:
    with streamed_workbook(target) as workbook:
        fill(workbook)
        raise KeyError("a mistake")


def test_work_that_breaks_off_leaves_the_older_file(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"old")
    with pytest.raises(KeyError):
        break_off(tmp_path / "plan.xlsx")
    assert (tmp_path / "plan.xlsx").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]
