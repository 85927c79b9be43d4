"""A private PostgreSQL server for one test session: a new folder, a socket in it, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def find_server() -> Path | None:
    """Return the folder of the newest server's programs, None if no server is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_release)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return None if on_path is None else Path(on_path).resolve().parent


def _release(program: Path) -> float:
    return float(program.parent.parent.name)


class Cluster:
    """A running server with as many databases as tests ask for."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="gemba-pg-"))
        self._numbers = count(1)
        # The server refuses to run as root.
        self._as: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self._folder, "nobody")
            self._as = [*_NOBODY, "env", f"HOME={self._folder}"]

    def start(self) -> None:
        """Make the files of the server and start it; takes about a second."""
        data = str(self._folder / "data")
        settings = ["-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", data, *settings)
        options = f"-h '' -k {self._folder} -F"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def create(self, template: str = "template0") -> str:
        """Make a database like ``template`` and return its name."""
        name = f"test{next(self._numbers)}"
        self._run("createdb", "-h", str(self._folder), "-U", "app", "-T", template, name)
        return name

    def address(self, name: str) -> str:
        """Return the address of the database called ``name``."""
        return f"postgresql://app@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._programs / program), *arguments]
        result = subprocess.run(
            command, check=False, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if result.returncode:
            raise RuntimeError(f"{program} failed: {result.stdout}{result.stderr}")
