"""A staff list read from whatever file it came in: workbook or text with columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Interrupted
from app.exchange.file_kinds import FileKind, read_bytes, recognise
from app.exchange.headings import with_headings
from app.exchange.text_reader import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.staff_list import SheetData


def read_sheet(
    path: Path,
    *,
    sheet: str | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SheetData:
    """Return one sheet with its headings guessed.

    Parameters
    ----------
    sheet
        Name of the sheet; None takes the one that looks most like a staff list.
    progress
        Called with the rows read, and the rows there are or None while nobody knows.
    cancelled
        Asked again and again; an answer of true ends the reading.

    Raises
    ------
    InputError, EnvironmentFault
        If the file is no list, or cannot be read; the code names why.
    Interrupted
        If ``cancelled`` said so.
    """

    def on_rows(done: int, total: int | None) -> None:
        if cancelled is not None and cancelled():
            raise Interrupted
        if progress is not None and (done or total):
            progress(done, total)

    content = read_bytes(path)
    name = str(path)
    if recognise(content, name) is FileKind.TEXT:
        return with_headings(read_text(content, name, sheet=path.stem, on_rows=on_rows))
    # openpyxl takes half a second to load.
    from app.exchange.workbook_reader import read_workbook  # noqa: PLC0415

    return with_headings(read_workbook(content, name, sheet=sheet, on_rows=on_rows))
