"""Everything that must hold before a change lands, on a machine that has only Python.

Installs the system packages that are missing (Debian and its children), makes a new virtual
environment, installs the pinned versions, and runs lint, types, import contracts and tests.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-test"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")

SYSTEM_PACKAGES = [
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libglib2.0-0",
    "libfontconfig1",
    "postgresql",
]

WINDOW_STORY = "tests/stories/test_by_window.py"

CHECKS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["lint-imports", "--no-logo"],
    ["pytest", "tests", "--ignore=tests/ui", f"--ignore={WINDOW_STORY}", "-n", "2", "-q"],
    # A crash of Qt takes every result of its process with it. One at a time: the window is watched
    # for standing still, and two would slow each other down.
    ["pytest", "tests/ui", WINDOW_STORY, "-n", "1", "-q"],
]


def missing_system_packages() -> list[str]:
    """Return the packages that dpkg does not know as installed; none where there is no dpkg."""
    if not shutil.which("dpkg-query"):
        return []
    wanted = list(SYSTEM_PACKAGES)
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append("python3-venv")
    query = ["dpkg-query", "-W", "-f=${Status}\n"]
    return [
        package
        for package in wanted
        if "install ok installed"
        not in subprocess.run([*query, package], check=False, capture_output=True, text=True).stdout
    ]


def install_system_packages() -> None:
    """Install what is missing; without the right to do so, say which command would."""
    missing = missing_system_packages()
    if not missing:
        return
    print("System packages:", *missing, flush=True)
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*as_root, "apt-get", "-qq"]
    try:
        subprocess.run([*apt, "update"], check=True, env=quiet)
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", *missing], check=True, env=quiet
        )
    except (subprocess.CalledProcessError, FileNotFoundError):
        sys.exit(f"Please run this first: sudo apt-get install {' '.join(missing)}")


def make_environment() -> None:
    """Make a new virtual environment with the program in it, from pinned versions."""
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "-c", ".ci/constraints.txt", "-e", ".[dev]"],
        check=True,
        cwd=ROOT,
    )


def main() -> int:
    """Run all checks, even after one failed, and name those that did."""
    install_system_packages()
    make_environment()
    failed = []
    for command in CHECKS:
        print("\n$", *command, flush=True)
        began = time.monotonic()
        result = subprocess.run([BIN / command[0], *command[1:]], check=False, cwd=ROOT)
        print(f"({time.monotonic() - began:.0f} s)", flush=True)
        if result.returncode:
            failed.append(" ".join(command))
    for command in failed:
        print("FAILED:", command)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
