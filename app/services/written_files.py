"""Folders of files that are written one by one: drafts, calendar entries, forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.atomic import replacing
from app.errors import InputError


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Files in a folder; ``without_address`` names those whose draft has no recipient."""

    folder: Path
    files: tuple[Path, ...]
    without_address: tuple[str, ...] = ()


def made_folder(folder: Path | str) -> Path:
    """Return ``folder``, made if need be.

    Raises
    ------
    InputError
        If it is no folder, or cannot be made.
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise InputError("target-no-folder", file=str(place))
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("target-folder-unmade", folder=str(place)) from error
    return place


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    return path
