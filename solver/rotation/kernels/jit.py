"""How kernels are compiled, and where the compiled code is kept for the next run."""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")


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


def _prepare_cache() -> None:
    """Point numba at the cache; in a bundle without sources or on a read-only home, elsewhere."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="gemba-kernels-"))
    os.environ["NUMBA_CACHE_DIR"] = str(folder)


_prepare_cache()

from numba import njit  # noqa: E402 - numba reads the folder when it is imported

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy"}
INNER: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def kernel(function: Function) -> Function:
    """Compile a function that only kernels call, without the interpreter's lock; keep the code."""
    compiled: Any = njit
    return cast("Function", compiled(**INNER)(function))


def entry(function: Function) -> Function:
    """Compile a kernel that Python calls."""
    compiled: Any = njit
    return cast("Function", compiled(**OPTIONS)(function))
