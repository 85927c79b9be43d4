"""Where compiled kernels are kept for the next run."""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for compiled kernels, one for each state of their sources.

    numba notices a change in the file of a kernel, but not in the files of kernels that it calls.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    sources = sorted(Path(__file__).parent.glob("*.py"))
    state = sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()[:12]
    return base / "gemba" / f"kernels-{state}"


def prepare_cache() -> None:
    """Point numba at the cache; in a bundle without sources or on a read-only home, elsewhere."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError):  # RuntimeError: no home at all
        folder = Path(tempfile.mkdtemp(prefix="gemba-kernels-"))
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
