"""Long work shows on a terminal how far it is, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="terminals can be made on POSIX systems only")

CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(*arguments: object) -> tuple[str, str]:
    """Run a command whose messages go to a terminal; return its answer and what stood there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "app", "--lang", "en", *map(str, arguments)]
    shown = b""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:
            pass  # so Linux tells that nobody writes to the terminal any more
        assert running.stdout is not None
        answer = running.stdout.read().decode()
    os.close(ours)
    return answer, CONTROLS.sub("", shown.decode())


def test_an_import_tells_a_terminal_what_it_does(staff: Path):
    answer, shown = on_a_terminal("import", staff, "--db", "new.db")
    told = ("Reading staff.csv…", "Checking every row…", "Importing…")
    assert [words for words in told if words not in shown] == []
    assert answer.startswith("Imported: 6 new")


def test_nothing_of_it_is_said_where_no_terminal_is(gemba, staff: Path):
    ended = gemba("import", staff, "--db", "new.db")
    assert (ended.code, ended.err) == (0, "")
    assert "Reading" not in ended.out
