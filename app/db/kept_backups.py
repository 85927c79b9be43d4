"""The safety copies there are: where they lie, and what is said beside each.

The side file of the same name and ``.json`` says what a copy is. It is written last, so that a copy
without one was never found whole and does not count. Without SQLAlchemy, for the first window.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import platformdirs

from app.atomic import PART_ENDING, replacing
from app.domain.backups import FOLDER_ENDING, Backup, Reason

_SIDE = ".json"


def folder_of(place: str) -> Path:
    """Return where copies of the database at ``place`` lie: beside a file, else with the user."""
    address = urlsplit(place) if "://" in place else None
    if address is None or address.scheme.startswith("sqlite"):
        file = Path(place if address is None else address.path[1:]).expanduser().resolve()
        return file.with_name(f"{file.name}{FOLDER_ENDING}")
    # Two servers may both have a database of that name.
    server = repr((address.hostname, address.port, address.query))
    name = re.sub(r"[^\w.-]", "-", address.path.strip("/"))
    mark = hashlib.sha256(server.encode()).hexdigest()[:8]
    return platformdirs.user_data_path("gemba", appauthor=False) / "backups" / f"{name}-{mark}"


def backups_of(place: str) -> list[Backup]:
    """Return the copies of the database at ``place`` that were found whole, the newest first."""
    found = []
    try:
        sides = list(folder_of(place).glob(f"*{_SIDE}"))
    except OSError:
        return []
    for side in sides:
        file = side.with_suffix("")
        with suppress(OSError, ValueError, KeyError, TypeError):
            if file.is_file():
                found.append(_read_side(side, file))
    return sorted(found, key=lambda one: one.taken_at, reverse=True)


def newest_whole(place: str) -> Backup | None:
    """Return the newest copy that is still what it was when it was made."""
    for one in backups_of(place):
        with suppress(OSError):
            if digest(one.file) == one.sha256:
                return one
    return None


def is_backup(file: Path) -> bool:
    """Tell whether ``file`` is a copy, which work on it would spoil."""
    try:
        _read_side(_side_of(file), file)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def digest(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_side(made: Backup) -> None:
    """Say beside a copy that was found whole what it is: from now on it counts."""
    side = _side_of(made.file)
    content = {
        "taken_at": made.taken_at.isoformat(),
        "reason": made.reason,
        "program": made.program,
        "revision": made.revision,
        "rows": dict(made.rows),
        "sha256": made.sha256,
    }
    with replacing(side) as temporary:
        temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _read_side(side: Path, file: Path) -> Backup:
    content: dict[str, Any] = json.loads(side.read_text(encoding="utf-8"))
    taken_at = dt.datetime.fromisoformat(content["taken_at"])
    if taken_at.tzinfo is None or content["reason"] not in get_args(Reason):
        raise ValueError(f"{side.name} is of no copy of ours")
    return Backup(
        file=file,
        taken_at=taken_at,
        reason=content["reason"],
        program=str(content["program"]),
        revision=str(content["revision"]),
        rows={str(name): int(count) for name, count in content["rows"].items()},
        sha256=str(content["sha256"]),
    )


def remove_leftovers(folder: Path, before: dt.datetime) -> None:
    """Take away what a program that was ended in the middle of a copy has left behind."""
    for part in folder.glob(f".*{PART_ENDING}*"):
        with suppress(OSError):
            if part.stat().st_mtime < before.timestamp():
                part.unlink()


def _side_of(file: Path) -> Path:
    return file.with_name(file.name + _SIDE)


def remove(file: Path) -> None:
    """Take a copy away, as far as it can be."""
    # A copy too many is no harm, so that whoever holds it open is left alone. The side file goes
    # first: what remains after half the work counts as no copy.
    with suppress(OSError):
        _side_of(file).unlink(missing_ok=True)
        file.unlink(missing_ok=True)
