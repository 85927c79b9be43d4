"""The one door: the program starts, shows its window, and ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ui

_SCRIPT = """
import sys
from PySide6.QtCore import QTimer
import ui
from ui import start_up

build = start_up.build_window

def build_and_close_soon(*arguments):
    window = build(*arguments)

    def report_and_close():
        print(window.isVisible(), not window.windowIcon().isNull())
        window.close()

    QTimer.singleShot(2000, report_and_close)
    return window

start_up.build_window = build_and_close_soon
sys.exit(ui.run(language="ru"))
"""


def test_the_program_starts_and_ends() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=Path(ui.__path__[0]).parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True"]
    assert "Traceback" not in done.stderr


def test_without_a_window_qt_is_not_loaded() -> None:
    script = "import sys, ui, app.cli; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(ui.__path__[0]).parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "False"
