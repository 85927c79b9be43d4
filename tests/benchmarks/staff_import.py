"""How long a staff workbook of 5,000 rows takes from file to database, and how much memory.

Run: python -m tests.benchmarks.staff_import
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

from openpyxl import Workbook

from app.bootstrap import open_services
from app.domain.staff_list import Status

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT_SECONDS = 15
ROWS = 5_000
DEPARTMENTS, TITLES = 25, 6
HEADINGS = ("Personnel no", "Full name", "Department", "Job title", "E-mail", "Hire date", "Active")
RANKS = ("Assistant", "Specialist", "Senior specialist", "Manager", "Deputy head", "Head")
# One row in fifty has something to complain of, as real lists do.
FAULTY = 50

ResultT = TypeVar("ResultT")


def write_list(path: Path, rows: int) -> None:
    """Write a list of ``rows`` invented people; the same on every machine."""
    random = Random(f"staff-{rows}")
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Staff")
    sheet.append(HEADINGS)
    for number in range(rows):
        department = f"Department {number % DEPARTMENTS}"
        title = f"{RANKS[random.randrange(TITLES)]} of {department.lower()}"
        hired = dt.date(2000, 1, 1) + dt.timedelta(days=random.randrange(9_000))
        faulty = number % FAULTY == FAULTY - 1
        sheet.append(
            (
                f"{number:06}",
                f"Person{number} Surname{random.randrange(rows)}",
                department,
                title,
                "no address" if faulty else f"person{number}@example.com",
                hired,
                "yes",
            )
        )
    workbook.save(path)


def peak_mebibytes() -> float:
    """Return the most memory that this process has held."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


def timed(name: str, work: Callable[[], ResultT], times: dict[str, float]) -> ResultT:
    """Do ``work`` and note how long it took."""
    start = time.perf_counter()
    result = work()
    times[name] = time.perf_counter() - start
    return result


def import_list(path: Path, place: Path) -> dict[str, float]:
    """Read, check and import a list into the data at ``place``; return the seconds of each."""
    times: dict[str, float] = {}
    services = open_services(place)
    service = services.staff_import
    sheet = timed("reading", lambda: service.read(path), times)
    mapping = service.guess_mapping(sheet)
    plan = timed("checking", lambda: service.check(sheet, mapping), times)
    timed("importing", lambda: service.apply(plan), times)
    again = timed("checking again", lambda: service.check(sheet, mapping), times)
    services.close()
    if again.counts[Status.SAME] != len(sheet.data_rows):
        sys.exit("The list was not imported as it stands.")
    return times


def main() -> int:
    """Print the figures; return 1 if reading, checking and importing take too long."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        totals = {}
        before = peak_mebibytes()
        for rows in (ROWS // 5, ROWS):
            path = folder / f"{rows}.xlsx"
            write_list(path, rows)
            times = import_list(path, folder / f"{rows}.db")
            totals[rows] = sum(times.values()) - times["checking again"]
            print(f"{rows} rows, {path.stat().st_size / 1024:.0f} KiB")
            for what, seconds in times.items():
                print(f"  {what:15} {seconds:6.2f} s  ({1000 * seconds / rows:.2f} ms a row)")
            print(f"  {'in all':15} {totals[rows]:6.2f} s  (without checking again)")
    few, many = totals.values()
    print(f"five times the rows take {many / few:.1f} times as long")
    print(f"memory: {peak_mebibytes():.0f} MiB at most, {before:.0f} MiB before the first list")
    kept = totals[ROWS] <= LIMIT_SECONDS
    print(f"limit {LIMIT_SECONDS} s for {ROWS} rows: {'kept' if kept else 'BROKEN'}")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
