"""The most memory that this process has held so far."""

from __future__ import annotations

import sys
from pathlib import Path

MEGA = 1_000_000


def peak_memory() -> int | None:
    """Return megabytes, None where the system does not tell.

    Linux is asked for the peak of the program alone: what ``getrusage`` counts there begins with
    the memory of the process that started this one.
    """
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 // MEGA
    except OSError:
        pass
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415 - Windows has none

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGA
    return None
