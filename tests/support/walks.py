"""Ways through the window that show every page in every state worth a picture."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from app.bootstrap import open_services
from app.settings import Settings
from tests.support.real_lists import real_list
from tests.support.walks_after_visits import own_visits, reflections, shared_computer
from tests.support.walks_of_board import board_at_work
from tests.support.walks_of_ideas import answers, ideas, report
from tests.support.walks_to_people import company_pages, main_button, publish_and_tell
from tests.ui.driving import ScriptedInteraction, click, click_cell, pause, press, wait
from ui.language import LanguageSwitch
from ui.main_window import MainWindow
from ui.preparing import prepare
from ui.real_files import RealFiles
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

PATIENCE = 120
CONTROL = Qt.KeyboardModifier.ControlModifier

UNTIDY = """Табельный номер;ФИО;Отдел;Должность;E-mail
1;Анна Королёва;Продажи;Менеджер по продажам;anna@example.com
2;Борис Смирнов;Логистика;Водитель;boris@example.com
3;Вера Новикова;;Аналитик;vera@example.com
4;Глеб Орлов;Продажы;Стажёр;gleb@example.com
5;;Логистика;Водитель;
"""


def open_window(application: QApplication, language: str) -> MainWindow:
    """Return a window at its start page, of a size that a small notebook has."""
    theme = Theme(application)
    prepare()
    theme.load_icons()
    switch = LanguageSwitch(application)
    switch.switch(language)
    settings = Settings(Path(tempfile.mkdtemp()) / "settings.json")
    window = MainWindow(
        theme=theme,
        language=switch,
        settings=settings,
        opening=RealFiles(Path(tempfile.mkdtemp())),
        interaction=lambda _window: ScriptedInteraction(),
    )
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    return window


class Camera:
    """Takes pictures of one window, in each theme."""

    def __init__(
        self, window: MainWindow, folder: Path, ending: str, themes: Sequence[str]
    ) -> None:
        self.window = window
        self._folder = folder
        self._ending = ending
        self._themes = themes

    def settle(self, seconds: float = PATIENCE) -> None:
        """Wait until nothing runs in the background."""
        wait(lambda: not self.window.operations.busy, seconds)
        pause(30)

    def take(self, name: str, part: QWidget | None = None) -> None:
        """Save what can be seen now as ``name``."""
        self.settle()
        part = part or self.window
        for theme in self._themes:
            self.window.colour(theme)
            pause(30)
            file = f"{name}-{self._ending}-{theme}.png"
            part.grab().save(str(self._folder / file))
        for widget in cut_texts(part):
            print(f"cut: {name}-{self._ending}: {type(widget).__name__} {widget.text()!r}")

    def answer(self, *answers: object) -> None:
        """Give these answers to the next questions of the window."""
        interaction = self.window.interaction
        assert isinstance(interaction, ScriptedInteraction)
        interaction.answer(*answers)


def cut_texts(part: QWidget) -> list[QLabel | QAbstractButton]:
    """Return the labels and buttons in sight that have less room than their text needs."""
    return [
        widget
        for kind in (QLabel, QAbstractButton)
        for widget in part.findChildren(kind)
        if widget.isVisible() and widget.text() and _is_cut(widget)
    ]


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return widget.height() < needed
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    return widget.width() < hint.width() or widget.height() < hint.height()


def _dialog(window: MainWindow) -> QDialog:
    wait(lambda: any(it.isVisible() for it in window.findChildren(QDialog)))
    return next(it for it in window.findChildren(QDialog) if it.isVisible())


def start_page(camera: Camera) -> None:
    """The three doors, without and with files used before, and a file that cannot be opened."""
    window = camera.window
    camera.take("start")
    window.start.show_recent(["/home/anna/Company 2027.db", "/home/anna/Archive/Ромашка.db"])
    camera.take("start-recent")
    broken = Path(tempfile.mkdtemp()) / "letter.docx"
    broken.write_bytes(b"not a database")
    window.open_file(str(broken))
    wait(window.banner.isVisible)
    camera.take("start-broken-file")
    damaged, newer = broken.with_name("Damaged.db"), broken.with_name("Newer.db")
    damaged.write_bytes(b"SQLite format 3\0" + b"not any more" * 400)
    open_services(str(newer)).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for path in (damaged, newer):
        window.banner.hide()
        window.open_file(str(path))
        wait(window.banner.isVisible)
        camera.take(f"start-{path.stem.lower()}-file")


def empty_company(camera: Camera) -> None:
    """Every page of a company with nothing in it, and the import step by step."""
    window = camera.window
    folder = Path(tempfile.mkdtemp())
    camera.answer(folder / "company.db")
    window.ask_new()
    wait(lambda: window.file is not None, PATIENCE)
    for page in window.navigation.classes:
        window.navigation.go(page.name)
        camera.take(f"empty-{page.name}")

    window.navigation.go("import")
    page = window.navigation.current
    unreadable = folder / "photo.xlsx"
    unreadable.write_bytes(b"\x89PNG not a workbook")
    page.read_file(unreadable)
    camera.take("import-unreadable")
    untidy = folder / "Штат.csv"
    untidy.write_text(UNTIDY, encoding="utf-8")
    page.read_file(untidy)
    camera.settle()
    camera.take("import-columns")
    click(page.view.forward)
    camera.settle()
    camera.take("import-check-problems")
    click(page.view.forward)
    camera.settle()
    camera.take("import-done")


def real_company(camera: Camera) -> None:
    """Oracle's people from their list to a published plan that everybody knows of."""
    window = camera.window
    staff = real_list("oracle-hr")
    if staff is None:
        print("left out: no shared/data beside the checkout")
        return
    window.start_own()
    wait(lambda: window.file is not None, PATIENCE)
    camera.settle()
    page = window.navigation.current
    page.read_file(staff)
    camera.settle()
    camera.take("oracle-columns")
    click(page.view.forward)
    camera.settle()
    camera.take("oracle-check")
    click(page.view.forward)
    camera.settle()
    camera.take("oracle-done")
    click(page.view.done.to_staff)
    camera.settle()
    camera.take("oracle-staff")
    click_cell(window.navigation.current.view.table, 3, 0)
    camera.take("oracle-person")
    window.navigation.go("programme", new=True)
    camera.settle()
    dialog = _dialog(window)
    camera.take("new-programme", dialog)
    click(dialog.create_button)
    camera.settle()
    tabs = window.navigation.current.view.tabs
    for number, name in enumerate(("calendar", "people", "wishes", "rules", "pairs")):
        tabs.setCurrentIndex(number)
        camera.settle()
        pause(300)
        camera.take(f"programme-{name}")
    window.navigation.go("board")
    camera.take("board-no-plan")
    publish_and_tell(camera, window.file.services.programmes.programmes()[-1].id)


def sample_company(camera: Camera) -> None:
    """The sample: before, during and after a solve, the board, a move by hand, an export."""
    window = camera.window
    window.open_sample()
    wait(lambda: window.file is not None, PATIENCE)
    window.navigation.go("board")
    camera.settle()
    board = window.navigation.current
    camera.take("sample-board-first")
    click(board.view.solve)
    camera.settle()
    camera.take("solve-before")
    click(main_button(board.view.solving))
    wait(lambda: board.solving.has_plan, PATIENCE)
    camera.take("solve-during")
    if board.solving.running:
        click(main_button(board.view.solving))
    wait(lambda: board.solving.waiting, PATIENCE)
    camera.take("solve-after")
    click(main_button(board.view.solving))
    table = board.view.table
    wait(lambda: table.isVisible() and any(any(cells) for cells in table.board.cells), PATIENCE)
    camera.take("board")
    row = next(at for at, cells in enumerate(table.board.cells) if any(cells))
    column = next(at for at, chips in enumerate(table.board.cells[row]) if chips)
    click_cell(table, row, column)
    # The reasons come once the cursor rests.
    pause(400)
    camera.take("board-selected")
    press(table, Qt.Key.Key_X, CONTROL)
    camera.settle()
    press(table, Qt.Key.Key_Right)
    camera.take("board-picked-up")
    press(table, Qt.Key.Key_Escape)
    click_cell(table, row, column)
    press(table, Qt.Key.Key_Space)
    camera.settle()
    camera.take("board-pinned")
    press(table, Qt.Key.Key_Delete)
    camera.settle()
    camera.take("board-removed")
    press(board.view.tray.list, Qt.Key.Key_X, CONTROL)
    camera.settle()
    camera.take("board-missing-picked-up")
    press(table, Qt.Key.Key_Escape)
    for face in ("roles", "weeks"):
        click(board.view.faces[face])
        camera.take(f"board-{face}")
        if face == "roles":
            press(table, Qt.Key.Key_X, CONTROL)
            camera.take("board-roles-picked-up")
            press(table, Qt.Key.Key_Escape)
    click(board.view.compact)
    camera.take("board-weeks-compact")
    click(board.view.compact)
    click(board.view.faces["people"])
    click(board.view.filters.missing)
    camera.take("board-only-missing")
    board.view.filters.search.setText("?")
    camera.take("board-nobody")
    click(board.view.filters.clear)
    click(board.view.compact)
    camera.take("board-compact")


def sample_pages(camera: Camera) -> None:
    """Every page of the sample as it is before anybody has planned."""
    window = camera.window
    window.open_sample()
    wait(lambda: window.file is not None, PATIENCE)
    for page in window.navigation.classes:
        window.navigation.go(page.name)
        camera.take(f"sample-{page.name}")


def broken_plan(camera: Camera) -> None:
    """A published plan that broke, its mending, why visits are missing, variants side by side."""
    window = camera.window
    window.open_sample()
    wait(lambda: window.file is not None, PATIENCE)
    window.navigation.go("board")
    camera.settle()
    board = window.navigation.current
    solving, services = board.solving, window.file.services
    click(board.view.solve)
    camera.settle()
    click(main_button(board.view.solving))
    wait(lambda: solving.has_plan, PATIENCE)
    pause(3000)
    if solving.running:
        click(main_button(board.view.solving))
    wait(lambda: solving.waiting, PATIENCE)
    click(main_button(board.view.solving))
    camera.settle()
    programme = services.programmes.programmes()[-1]
    plan = services.planning.plans(programme.id)[-1]
    shown = services.publishing.summary(plan.id).shown
    publish = partial(services.publishing.publish, plan_id=plan.id, shown=shown)
    window.operations.command(window, publish)
    camera.settle()
    visit = services.planning.visits(plan.id)[-1]
    window.operations.command(
        window,
        partial(
            services.staff.add_absence,
            employee_id=visit.host_id,
            from_date=visit.date - timedelta(days=9),
            to_date=visit.date,
        ),
    )
    wait(board.view.broken.isVisible, PATIENCE)
    camera.take("board-broken")
    click(board.view.broken.replan)
    camera.settle()
    camera.take("solve-few-before")
    click(main_button(board.view.solving))
    wait(lambda: solving.waiting, PATIENCE)
    camera.take("solve-few-after")
    click(main_button(board.view.solving))
    wait(lambda: solving.telling, PATIENCE)
    camera.take("solve-told")

    more = partial(services.programmes.sign_up, programme_id=programme.id, target_visits=9)
    window.operations.command(window, more)
    camera.settle()
    window.navigation.go("why", programme_id=programme.id)
    camera.take("why-cures")
    why = window.navigation.current
    click(why.view.sides[1])
    camera.take("why-people")
    click(why.view.wish.ask)
    camera.take("why-not-there")
    if why.view.sides[2].isVisible():
        click(why.view.sides[2])
        camera.take("why-impossible")
    window.navigation.go("variants", programme_id=programme.id)
    variants = window.navigation.current
    camera.take("variants-before")
    click(variants.view.make)
    wait(lambda: variants.run.visits is not None, PATIENCE)
    camera.take("variants-during")
    wait(lambda: not variants.running, PATIENCE)
    camera.take("variants-after")


WALKS: dict[str, Callable[[Camera], None]] = {
    "start": start_page,
    "empty": empty_company,
    "real": real_company,
    "sample": sample_company,
    "pages": sample_pages,
    "company": company_pages,
    "reflections": reflections,
    "kiosk": shared_computer,
    "my-visits": own_visits,
    "broken": broken_plan,
    "at-work": board_at_work,
    "ideas": ideas,
    "answers": answers,
    "report": report,
}
