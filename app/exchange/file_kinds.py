"""What a file really is, whatever it is called; what is no staff list is refused by name."""

from __future__ import annotations

import errno
import io
import os
import stat
import zipfile
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 25 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
)


class FileKind(Enum):
    """The kinds that can be read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def read_bytes(path: Path) -> bytes:
    """Return the content of a file of a size that can be read.

    Raises
    ------
    InputError
        If there is no such file, or it is a folder, a device, empty or too large.
    EnvironmentFault
        If it may not be read, or the disk fails.
    """
    name = str(path)
    if "\0" in name:
        raise InputError("staff-file-missing", file=name.replace("\0", "?"))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("staff-file-is-folder", file=name)
        if not stat.S_ISREG(found.st_mode):
            # Reading a pipe or a device might never end.
            raise InputError("staff-file-no-file", file=name)
        if found.st_size > LARGEST_FILE:
            raise _too_large(name, found.st_size)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(name, error) from error
    if len(content) > LARGEST_FILE:
        raise _too_large(name, len(content))
    if not content:
        raise InputError("staff-file-empty", file=name)
    return content


def _too_large(name: str, size: int) -> InputError:
    mebibyte = 1024 * 1024
    return InputError(
        "staff-file-too-large",
        file=name,
        size=-(-size // mebibyte),
        limit=LARGEST_FILE // mebibyte,
    )


def _unreadable(name: str, error: OSError) -> InputError | EnvironmentFault:
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL):
        return InputError("staff-file-missing", file=name)
    if error.errno in (errno.EACCES, errno.EPERM):
        return EnvironmentFault("staff-file-forbidden", file=name)
    reason = os.strerror(error.errno or errno.EIO)
    return EnvironmentFault("staff-file-unreadable", file=name, reason=reason)


def recognise(content: bytes, name: str) -> FileKind:
    """Return the kind of ``content``.

    Raises
    ------
    InputError
        If it is of a kind that cannot be read, with the name of that kind.
    """
    if content.startswith(_OLE):
        raise _ole_error(content, name)
    if content.startswith(b"PK"):
        return _zip_kind(content, name)
    for beginning, other in _OTHER_BEGINNINGS:
        if content.startswith(beginning):
            raise InputError("staff-file-other", file=name, kind=other)
    start = content[:4096].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower().replace(b"\x00", b"")
    if start.startswith((b"\xff\xfe<", b"\xfe\xff<")):
        start = start[2:]
    if start.startswith(b"<"):
        raise _markup_error(start, name)
    return FileKind.TEXT


def _ole_error(content: bytes, name: str) -> InputError:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return InputError("staff-file-encrypted", file=name)
    if holds("Workbook") or holds("Book"):
        return InputError("staff-file-old-xls", file=name)
    return InputError("staff-file-other", file=name, kind="OLE")


def _markup_error(start: bytes, name: str) -> InputError:
    if b"<html" in start or b"<!doctype html" in start or b"<table" in start:
        return InputError("staff-file-html", file=name)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return InputError("staff-file-xml-sheet", file=name)
    return InputError("staff-file-other", file=name, kind="XML")


def _zip_kind(content: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError("staff-file-truncated", file=name) from error
    if "xl/workbook.bin" in names:
        raise InputError("staff-file-xlsb", file=name)
    if any(entry.lower() == "xl/workbook.xml" for entry in names):
        return FileKind.WORKBOOK
    for entry, kind in (
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
        ("Index/Document.iwa", "Numbers"),
    ):
        if entry in names:
            raise InputError("staff-file-other", file=name, kind=kind)
    raise InputError("staff-file-other", file=name, kind="ZIP")
