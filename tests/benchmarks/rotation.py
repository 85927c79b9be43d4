"""What the planner attains on invented companies, against other ways to plan them.

Sizes S (40 people, 5 departments, 10 half-days), M (150, 8, 20), L (500, 12, 40), XL (1,500, 15,
40) and XXL (5,000, 20, 60), loose (2 visits each) and tight (4 visits each, 84 % of all seats).
Each way runs in a process of its own and has the same time. On a crowded machine look at the
seconds of the processors (cpu), which count from the start of the process, loading included:

ours    the search, as ``gemba solve`` runs it
greedy  its first pass alone
cp-sat  the whole model with a variable for each (person, role, half-day), hinted by nothing
highs   the same model as a mixed integer programme

Run: python -m tests.benchmarks.rotation [--sizes S,M,L] [--tight] [--against greedy,cp-sat,highs]
     [--seconds 45] [--seed 1] [--cold]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from solver.process import Crashed, Finished, SolverProcess
from solver.rotation.progress import Progress
from tests.benchmarks.companies import SIZES, company
from tests.benchmarks.rivals import RIVALS, memory_mb, processor_seconds

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from solver.rotation.solution import Tier

SECONDS = {
    "loose": {"S": 10, "M": 30, "L": 45, "XL": 90, "XXL": 180},
    "tight": {"S": 10, "M": 30, "L": 180, "XL": 180, "XXL": 180},
}
NEAR = 0.01
"""The gap whose first time is told."""
TICK = 0.02
HEAD = (
    "company",
    "way",
    "missing",
    "least",
    "pairs",
    "comfort",
    "bound",
    "gap %",
    "first s",
    "missing s",
    "missing cpu s",
    "1 % s",
    "all s",
    "all cpu s",
    "memory MB",
    "build s",
    "status",
)


@dataclass
class Course:
    """What was seen of one run; times are seconds since it was started, −1 for never."""

    limit: float
    tiers: tuple[Tier, ...] = ()
    first: float = -1.0
    first_least: float = -1.0
    first_least_cpu: float = -1.0
    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    build: float = 0.0
    status: str = ""
    history: list[tuple[float, int, int, int]] = field(default_factory=list)

    def look_at(self, pid: int) -> None:
        """Keep what a process uses now."""
        self.memory = max(self.memory, memory_mb(pid))
        self.cpu = max(self.cpu, processor_seconds(pid))

    def note(self, seconds: float, tiers: tuple[Tier, ...], complete: bool) -> None:
        """Keep what is known after some seconds."""
        self.tiers, self.seconds = tiers, seconds
        by_name = {tier.name: tier for tier in tiers}
        missing, comfort = by_name["missing_visits"], by_name["comfort"]
        if complete and self.first < 0:
            self.first = seconds
        if missing.value == missing.bound and self.first_least < 0:
            self.first_least, self.first_least_cpu = seconds, self.cpu
        self.history.append((seconds, missing.value, comfort.value, comfort.bound))

    def tier(self, name: str) -> Tier:
        """Return a tier of the last plan."""
        return next(tier for tier in self.tiers if tier.name == name)

    @property
    def near(self) -> float:
        """First time at which the plan was as near to the last bound as it takes."""
        least, bound = self.tier("missing_visits").value, self.tier("comfort").bound
        for seconds, missing, comfort, _ in self.history:
            if missing == least and comfort - bound <= NEAR * comfort:
                return seconds
        return -1.0

    def row(self, name: str, way: str) -> list[str]:
        """Return the cells of the table."""
        missing, comfort = self.tier("missing_visits"), self.tier("comfort")
        return [
            name,
            way,
            str(missing.value),
            str(missing.bound),
            str(self.tier("pair_shortfall").value),
            str(comfort.value),
            str(comfort.bound),
            f"{gap(comfort.value, comfort.bound):.2f}",
            seconds_or_never(self.first),
            seconds_or_never(self.first_least),
            seconds_or_never(self.first_least_cpu),
            seconds_or_never(self.near),
            f"{self.seconds:.1f}",
            f"{self.cpu:.1f}",
            f"{self.memory:.0f}",
            f"{self.build:.2f}",
            self.status,
        ]


def gap(value: int, bound: int) -> float:
    """Return by how many hundredths of the value the bound lies below it."""
    return 100 * (value - bound) / value if value else 0.0


def seconds_or_never(seconds: float) -> str:
    return "never" if seconds < 0 else f"{seconds:.1f}"


def run_ours(size: str, kind: str, limit: float, seed: int) -> Course:
    """Watch a search as the window does."""
    process = SolverProcess(company(size, kind), time_limit=limit, seed=seed)
    course = Course(limit)
    start = time.perf_counter()
    process.start()
    while process.running:
        if process.pid is not None:
            course.look_at(process.pid)
        for event in process.poll():
            if isinstance(event, Crashed):
                raise SystemExit(f"the search died: {event.reason}\n{event.detail}")
            if isinstance(event, Finished):
                course.status = str(event.plan.status)
                course.build = event.plan.build_seconds
                tiers = event.plan.tiers
            else:
                assert isinstance(event, Progress)
                tiers = event.tiers
            if tiers:
                started = len(course.history) > 0
                course.note(time.perf_counter() - start, tiers, complete=started)
        time.sleep(TICK)
    return course


def run_rival(way: str, size: str, kind: str, limit: float, seed: int) -> Course:
    """Run another way in a process of its own; its answer is measured by the judges there."""
    context = multiprocessing.get_context("spawn")
    near_end, far_end = context.Pipe()
    child: Any = context.Process(
        target=_rival, args=(far_end, way, size, kind, limit, seed), daemon=True
    )
    course = Course(limit)
    start = time.perf_counter()
    child.start()
    far_end.close()
    while child.is_alive() or near_end.poll():
        course.look_at(child.pid)
        if not near_end.poll(TICK):
            if time.perf_counter() - start > 3 * limit + 60:
                course.status = "no end"
                child.kill()
            continue
        try:
            kind_of_news, news = near_end.recv()
        except EOFError:
            break
        if kind_of_news == "plan":
            course.note(time.perf_counter() - start, news, complete=True)
        else:
            course.build, course.status = news
    child.join()
    if child.exitcode:
        course.status = f"died ({child.exitcode})"
    return course


def _rival(pipe: Connection, way: str, size: str, kind: str, limit: float, seed: int) -> None:
    """Run in the child."""
    RIVALS[way](company(size, kind), limit, seed, lambda *news: pipe.send(news))
    pipe.close()


def print_table(rows: list[list[str]]) -> None:
    """Print rows below the head, in columns."""
    table = [list(HEAD), *rows]
    widths = [max(len(row[k]) for row in table) for k in range(len(HEAD))]
    for row in table:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def ratio(course: Course, ours: Course) -> str:
    """Say in one line how another way compares."""
    if not course.tiers:
        return "no plan"
    theirs, own = course.tier("missing_visits").value, ours.tier("missing_visits").value
    if theirs != own:
        return f"{theirs} missing against {own}"
    theirs, own = course.tier("comfort").value, ours.tier("comfort").value
    return f"comfort {theirs / own:.3f} times ours" if own else f"comfort {theirs} against {own}"


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="S,M,L", help="of " + ",".join(SIZES))
    parser.add_argument("--tight", action="store_true", help="4 visits each, seats scarce")
    parser.add_argument("--against", default="", help="of " + ",".join(RIVALS))
    parser.add_argument("--seconds", type=float, help="time for each, instead of the size's own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cold", action="store_true", help="compile the kernels, as a first run")
    asked = parser.parse_args()
    kind = "tight" if asked.tight else "loose"
    sizes = asked.sizes.split(",")
    if asked.cold:
        os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp(prefix="gemba-cold-")
    rows, remarks = [], []
    for size in sizes:
        limit = asked.seconds or SECONDS[kind][size]
        name = f"{size} {kind}"
        ours = run_ours(size, kind, limit, asked.seed)
        rows.append(ours.row(name, "ours"))
        print_table(rows[-1:])
        for way in filter(None, asked.against.split(",")):
            course = run_rival(way, size, kind, limit, asked.seed)
            if course.tiers:
                rows.append(course.row(name, way))
            remarks.append(f"{name}, {way}: {ratio(course, ours)} ({course.status})")
            print(remarks[-1], flush=True)
    print()
    print_table(rows)
    print(*remarks, sep="\n")


if __name__ == "__main__":
    sys.exit(main())
