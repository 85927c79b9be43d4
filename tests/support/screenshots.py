"""Walk through the window and take a picture of every page and state.

Run: python -m tests.support.screenshots --to FOLDER [--language ru] [--theme dark] [--scale 2]

Without choices everything is taken: both languages, light and dark, 100 % and 200 %. Texts that
have less room than they need are printed with the picture they are on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

THEMES = ("light", "dark")
OTHER_THEMES = ("contrast",)
SCALES = ("1", "2")


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures, each scale in a process of its own: Qt reads it but once."""
    parser = argparse.ArgumentParser(description="Take a picture of every page and state.")
    parser.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES + OTHER_THEMES)
    parser.add_argument("--scale", action="append", choices=SCALES)
    parser.add_argument("--only", default="", help="part of the name of the walks to take")
    chosen = parser.parse_args(arguments)
    chosen.to.mkdir(parents=True, exist_ok=True)
    scales = chosen.scale or list(SCALES)
    if len(scales) == 1:
        return _take(chosen, scales[0])
    rest = [f"--to={chosen.to}", f"--only={chosen.only}"]
    rest += [f"--language={it}" for it in chosen.language or ()]
    rest += [f"--theme={it}" for it in chosen.theme or ()]
    codes = [
        subprocess.run(
            [sys.executable, "-m", "tests.support.screenshots", f"--scale={scale}", *rest],
            check=False,
        ).returncode
        for scale in scales
    ]
    return max(codes)


def _take(chosen: argparse.Namespace, scale: str) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = scale
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the scale is set

    application = QApplication(sys.argv[:1])
    for language in chosen.language or LANGUAGES:
        with tempfile.TemporaryDirectory() as home:
            # Neither files nor settings of whoever takes the pictures are touched.
            for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
                os.environ[variable] = str(Path(home) / variable)
            _walk(application, chosen, language, scale)
    return 0


def _walk(application: QApplication, chosen: argparse.Namespace, language: str, scale: str) -> None:
    from tests.support.walks import WALKS, Camera, open_window  # noqa: PLC0415 - after the scale

    themes = chosen.theme or THEMES
    for name, walk in WALKS.items():
        if chosen.only not in name:
            continue
        window = open_window(application, language)
        camera = Camera(window, chosen.to, f"{language}-{scale}", themes)
        walk(camera)
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
