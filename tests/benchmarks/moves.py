"""How long the board takes to say where a visit can go, and what a move has broken.

500 people, 80 half-days, a plan of 1,000 visits in a real SQLite file, through the whole window.
Beside the time on the clock stands how long the program itself was at work in it, which is what a
machine with nothing else to do would take.

Run: python -m tests.benchmarks.moves
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap import open_services
from app.settings import Settings
from tests.benchmarks.desk import add_desk
from tests.ui.driving import ScriptedInteraction, wait
from ui.language import LanguageSwitch
from ui.main_window import MainWindow
from ui.preparing import prepare
from ui.real_files import RealFiles, opened
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from ui.pages.board.page import BoardPage
    from ui.pages.board.table import BoardTable

PEOPLE, HALF_DAYS = 500, 80
ROUNDS = 10
HINTS_MS, CONFLICTS_MS = 100, 150
PATIENCE = 60


def until(condition: Callable[[], bool]) -> float:
    """Return the milliseconds until ``condition`` holds, looking after every event."""
    start = time.perf_counter()
    wake = QTimer(interval=1)
    wake.start()
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() - start < PATIENCE, "it never came"
    return 1000 * (time.perf_counter() - start)


def free_cell(table: BoardTable) -> QModelIndex:
    """Return an open cell without a visit, as near to the current one as there is."""
    index, model = table.currentIndex(), table.board
    columns = sorted(range(len(model.columns)), key=lambda at: abs(at - index.column()))
    lines = [index.row()] if model.face.name == "people" else range(len(model.lines))
    return next(
        model.index(row, at)
        for at in columns
        for row in sorted(lines, key=lambda line: abs(line - index.row()))
        if model.face.closed(row, at) is None
        and (model.face.name == "weeks" or not model.cells[row][at])
        and (row, at) != (index.row(), index.column())
    )


def carry_and_drop(page: BoardPage, at: int) -> tuple[float, float, float, float]:
    """Move one visit to the next place.

    Returns the times for hints and for conflicts, and the work in each.
    """
    table = page.view.table
    chips = sorted(table.board.board.all_chips(), key=lambda it: it.visit_id)
    page.looking.show_visit(chips[at * len(chips) // ROUNDS])
    table.grab()
    work = time.process_time()
    page.moving.pick_up()
    hints = until(lambda: table.hints is not None)
    hints_work = 1000 * (time.process_time() - work)
    table.grab()
    table.setCurrentIndex(free_cell(table))
    # Whoever looks where to drop it gives the hints out of sight time to come.
    wait(lambda: not page.context.operations.busy, PATIENCE)
    board = table.board.board
    work = time.process_time()
    page.moving.put_down()
    conflicts = until(lambda: table.board.board is not board)
    conflicts += until(lambda: not table.grab().isNull())
    conflicts_work = 1000 * (time.process_time() - work)
    wait(lambda: not page.context.operations.busy, PATIENCE)
    return hints, conflicts, hints_work, conflicts_work


def main() -> int:
    """Print the figures; return 1 if one is over its limit."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Path(folder) / "desk.db")
        add_desk(services, people=PEOPLE, half_days=HALF_DAYS)
        theme = Theme(application)
        prepare()
        theme.load_icons()
        LanguageSwitch(application).switch("en")
        window = MainWindow(
            theme=theme,
            language=LanguageSwitch(application),
            settings=Settings(Path(folder) / "settings.json"),
            opening=RealFiles(Path(folder)),
            interaction=lambda _window: ScriptedInteraction(),
        )
        window.use(opened(services), first="board")
        window.resize(1920, 1080)
        window.show()
        wait(lambda: not window.operations.busy, PATIENCE)
        page = window.navigation.current
        visits = len(page.view.table.board.board.all_chips())
        print(f"{PEOPLE} people x {HALF_DAYS} half-days, {visits} visits")
        broken = False
        for face in page.view.faces:
            page.view.faces[face].click()
            times = [carry_and_drop(page, at) for at in range(ROUNDS)]
            for name, column, limit in (
                ("hints in sight", 0, HINTS_MS),
                ("drop to conflicts", 1, CONFLICTS_MS),
            ):
                taken = [each[column] for each in times]
                middle = statistics.median(taken)
                work = statistics.median(each[column + 2] for each in times)
                broken |= work > limit
                print(
                    f"  {face:7} {name:18} median {middle:6.1f} ms, slowest {max(taken):6.1f} ms,"
                    f" at work {work:6.1f} ms  (limit {limit} ms)"
                )
        window.close()
    print("limits kept" if not broken else "limits BROKEN")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
