"""A workbook written row by row, whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook

from app.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def streamed_workbook(target: Path) -> Iterator[Workbook]:
    """Give a workbook to be filled; it is saved as ``target`` when the block ends well.

    Raises
    ------
    InputError, EnvironmentFault
        As :func:`app.atomic.replacing` does.
    """
    with replacing(target) as temporary:
        workbook = Workbook(write_only=True)
        try:
            yield workbook
            workbook.save(temporary)
        except BaseException as error:
            _abandon(workbook)
            if (number := _number_of(error)) is not None:
                raise OSError(number, os.strerror(number)) from error
            raise


def _number_of(error: BaseException) -> int | None:
    """Return the system's number of a fault that lxml tells of by a name such as IO_ENOSPC."""
    name = str(error)
    number = getattr(errno, name.removeprefix("IO_"), None) if name.startswith("IO_") else None
    return number if isinstance(number, int) else None


def _abandon(workbook: Workbook) -> None:
    # openpyxl keeps its sheets in files of its own and clears them away when it saves.
    with suppress(Exception):
        workbook.save(BytesIO())
    # Where saving itself broke off, that ends at the first sheet; the others would complain on
    # stderr when they are collected.
    for sheet in workbook.worksheets:
        with suppress(Exception):
            sheet.close()
