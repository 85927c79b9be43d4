"""Files and folders that were written, shown by the programs of the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path


def show_path(path: Path) -> None:
    """Open a file, or show what lies in a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
