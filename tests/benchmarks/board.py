"""How long a full repaint of the board takes: 2,000 people, 200 half-days, a screenful shown.

Beside the time on the clock stands how long the program itself was at work, which is what a machine
with nothing else to do would take.

Run: python -m tests.benchmarks.board
"""

from __future__ import annotations

import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.boards import make_large_board
from ui.models.board_filter import BoardFilter
from ui.pages.board.table import BoardTable
from ui.theme import Theme

LIMIT_MS = 50
PEOPLE, HALF_DAYS = 2000, 200
WIDTH, HEIGHT = 1920, 1080
ROUNDS = 30


def milliseconds(work) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def main() -> int:
    """Print the figures; return 1 if the repaint is too slow."""
    application = QApplication(sys.argv[:1])
    theme = Theme(application)
    theme.load_icons()
    table = BoardTable(theme)
    table.resize(WIDTH, HEIGHT)
    table.show()
    board = make_large_board(PEOPLE, HALF_DAYS)
    print(f"{PEOPLE} people x {HALF_DAYS} half-days, {len(board.chips)} visits")
    print(f"  filling the model      {milliseconds(lambda: table.board.show(board)):7.1f} ms")
    search = milliseconds(lambda: table.board.narrow(BoardFilter(text="person 19")))
    print(f"  narrowing by a word    {search:7.1f} ms")
    table.board.narrow(BoardFilter())
    slowest = 0.0
    for face in table.board.faces:
        table.turn(face)
        for name, compact in (("full", False), ("compact", True)):
            table.set_compact(compact)
            application.processEvents()
            across = table.viewport().width() // table.paints.column_width
            down = table.viewport().height() // table.paints.row_height
            times, works = [], []
            for at in range(ROUNDS):
                table.verticalScrollBar().setValue(at * 1000)
                table.horizontalScrollBar().setValue(at * 200)
                application.processEvents()
                work = time.thread_time()
                times.append(milliseconds(table.grab))
                works.append(1000 * (time.thread_time() - work))
            middle, work = statistics.median(times), statistics.median(works)
            slowest = max(slowest, work)
            cells = f"{across} x {down} = {across * down} cells"
            print(
                f"  full repaint, {face:7} {name:8} {middle:6.1f} ms,"
                f" at work {work:5.1f} ms  ({cells})"
            )
    print(f"limit {LIMIT_MS} ms: {'kept' if slowest <= LIMIT_MS else 'BROKEN'}")
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
