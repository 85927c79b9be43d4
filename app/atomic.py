"""Files written whole or not at all: under a temporary name first, then put in place."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.errors import EnvironmentFault, InputError, KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART_ENDING = ".part"
"""Of files that are being written."""

_INPUT_CODES = {
    errno.ENAMETOOLONG: "target-name-bad",
    errno.EINVAL: "target-name-bad",
    errno.EILSEQ: "target-name-bad",
    errno.ENOENT: "target-folder-missing",
    errno.ENOTDIR: "target-folder-missing",
}
_FAULT_CODES = {
    errno.ENOSPC: "target-disk-full",
    errno.EDQUOT: "target-disk-full",
    errno.EROFS: "target-disk-read-only",
    errno.EACCES: "target-forbidden",
    errno.EPERM: "target-forbidden",
}
# Windows: a sharing violation, a lock violation.
_HELD_ELSEWHERE = {32, 33}


def check_target(target: Path) -> None:
    """Refuse a target that cannot be written, before long work is done for it.

    Raises
    ------
    InputError
        If the folder is missing, or the target is a folder itself.
    EnvironmentFault
        If the target is read-only or open in a spreadsheet program, or the folder is closed to us.
    """
    folder = target.parent
    if "\0" in str(target):
        raise InputError("target-name-bad", file=str(target))
    try:
        if not folder.is_dir():
            raise InputError("target-folder-missing", file=str(target), folder=str(folder))
        if target.is_dir():
            raise InputError("target-is-folder", file=str(target))
        # Root may write what is marked read-only, but the mark was made for a reason.
        if target.exists() and not target.stat().st_mode & 0o222:
            raise EnvironmentFault("target-read-only", file=str(target))
    except OSError as error:
        raise _fault(error, target) from error
    lock = _lock_file(target)
    if lock is not None:
        raise EnvironmentFault("target-open", file=str(target), lock=str(lock))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise EnvironmentFault("target-forbidden", file=str(target), folder=str(folder))


def _lock_file(target: Path) -> Path | None:
    """Return the mark that Excel or LibreOffice leaves beside a file it has open."""
    for name in (f"~${target.name}", f".~lock.{target.name}#"):
        lock = target.with_name(name)
        # The mark's name may be longer than names can be; then there is none.
        with suppress(OSError):
            if lock.exists():
                return lock
    return None


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary name in the folder of ``target``; put the file in place when all went well.

    The file reaches the disk before it takes the target's name, so that neither an error, nor
    cancelling, nor a power cut leaves half a file there.
    """
    check_target(target)
    temporary = target.with_name(f".{secrets.token_hex(8)}{PART_ENDING}")
    try:
        temporary.open("xb").close()
        yield temporary
        _to_disk(temporary)
        temporary.replace(target)
        _folder_to_disk(target.parent)
    except OSError as error:
        raise _fault(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    if os.name == "nt":
        # Windows knows no such thing.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fault(error: OSError, target: Path) -> KnownError:
    places = {"file": str(target), "folder": str(target.parent)}
    if getattr(error, "winerror", None) in _HELD_ELSEWHERE:
        return EnvironmentFault("target-open", file=str(target), lock="")
    if error.errno in _INPUT_CODES:
        return InputError(_INPUT_CODES[error.errno], **places)
    if error.errno in _FAULT_CODES:
        return EnvironmentFault(_FAULT_CODES[error.errno], **places)
    reason = os.strerror(error.errno or errno.EIO)
    return EnvironmentFault("target-failed", file=str(target), reason=reason)
