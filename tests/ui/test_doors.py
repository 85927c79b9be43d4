"""The three doors lead where they say, and back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.bootstrap import open_services
from app.settings import RECENT_FILES
from app.wording.formats import moment
from tests.ui.driving import Watchdog, click, press, wait
from tests.ui.test_frame import nameless

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.settings import Settings
    from tests.ui.conftest import OpenWindow
    from tests.ui.driving import ScriptedInteraction
    from ui.main_window import MainWindow


def page_name(window: MainWindow) -> str:
    page = window.navigation.current
    return page.name if page is not None else ""


def test_the_sample_opens_at_its_board_and_says_that_it_is_a_sample(
    open_window: OpenWindow, settings: Settings, idle: Callable[[MainWindow], None]
) -> None:
    window = open_window()
    click(window.start.view.sample)
    wait(lambda: page_name(window) == "board", 30)
    idle(window)

    assert window.windowTitle().startswith("Sample company")
    assert window.sample_strip.isVisible()
    assert settings.get(RECENT_FILES) == []
    assert not window.undo.undo.isEnabled()


def test_the_sample_is_there_again_and_can_be_deleted(
    open_window: OpenWindow, idle: Callable[[MainWindow], None]
) -> None:
    window = open_window()
    click(window.start.view.sample)
    wait(lambda: window.file is not None, 30)
    assert window.file is not None
    place = Path(window.file.place)
    idle(window)
    window.close_file()
    window.open_sample()
    wait(lambda: window.file is not None, 30)
    idle(window)
    assert place.exists()

    click(window.sample_strip.delete)
    wait(lambda: not place.exists())
    assert window.stack.currentWidget() is window.start
    assert not window.sample_strip.isVisible()


def test_from_the_sample_to_the_own_company(
    open_window: OpenWindow, idle: Callable[[MainWindow], None]
) -> None:
    window = open_window()
    click(window.start.view.sample)
    wait(lambda: page_name(window) == "board", 30)
    idle(window)
    click(window.sample_strip.own)
    wait(lambda: page_name(window) == "import", 30)

    assert window.windowTitle().startswith("My company")
    assert not window.sample_strip.isVisible()


def test_the_import_door_leads_into_the_own_file(open_window: OpenWindow) -> None:
    window = open_window()
    click(window.start.view.import_list)
    wait(lambda: page_name(window) == "import", 30)

    assert window.file is not None
    assert window.file.kind == "own"
    assert window.file.services.staff.people() == []


def test_a_file_is_opened_and_remembered(
    open_window: OpenWindow,
    interaction: ScriptedInteraction,
    settings: Settings,
    tmp_path: Path,
) -> None:
    place = tmp_path / "Ромашка.db"
    open_services(place).close()
    interaction.answer(place)
    window = open_window()
    click(window.start.view.open_file)
    wait(lambda: page_name(window) == "home", 30)

    assert window.windowTitle().startswith("Ромашка")
    assert settings.get(RECENT_FILES) == [str(place)]
    window.close_file()
    assert window.start.view.recent.item(0).text().startswith("Ромашка")


def test_the_start_page_says_when_a_file_was_last_backed_up(
    open_window: OpenWindow, settings: Settings, tmp_path: Path, idle: Callable[[MainWindow], None]
) -> None:
    backed_up, never = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    services = open_services(backed_up)
    backup = services.backups.back_up()
    services.close()
    open_services(never).close()
    settings.remember_file(never)
    settings.remember_file(backed_up)
    window = open_window()
    idle(window)

    lines = [window.start.view.recent.item(row).text() for row in range(2)]
    assert lines[0].endswith(f"last backup {moment(backup.taken_at)}")
    assert lines[1].endswith(never)
    window.speak("ru")
    assert "последняя резервная копия" in window.start.view.recent.item(0).text()


def test_the_sample_goes_with_its_backups(
    open_window: OpenWindow, idle: Callable[[MainWindow], None]
) -> None:
    window = open_window()
    click(window.start.view.sample)
    wait(lambda: window.file is not None, 30)
    assert window.file is not None
    folder = window.file.services.backups.folder
    window.file.services.backups.back_up()
    idle(window)
    click(window.sample_strip.delete)
    wait(lambda: not folder.exists())
    idle(window)


def test_a_backup_is_not_opened_where_it_lies(
    open_window: OpenWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    services = open_services(str(tmp_path / "company.db"))
    backup = services.backups.back_up()
    services.close()
    interaction.answer(backup.file)
    window = open_window()
    click(window.start.view.open_file)
    wait(window.banner.isVisible)

    assert "Copy it by itself to another folder" in window.banner.text.text()


def test_a_new_file_is_made_where_the_user_says(
    open_window: OpenWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    interaction.answer(tmp_path / "new.db")
    window = open_window()
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.file is not None, 30)

    assert (tmp_path / "new.db").exists()


@pytest.mark.parametrize("content", [b"not a database at all", b""], ids=["rubbish", "empty"])
def test_what_is_no_company_file_is_refused_with_a_sentence(
    open_window: OpenWindow, interaction: ScriptedInteraction, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "letter.docx"
    file.write_bytes(content or b"\x00" * 10)
    interaction.answer(file)
    window = open_window()
    click(window.start.view.open_file)
    wait(window.banner.isVisible)

    assert "letter.docx" in window.banner.text.text()
    assert window.start.view.isVisible()
    assert file.read_bytes() == (content or b"\x00" * 10)


def test_another_programs_database_is_left_alone(
    open_window: OpenWindow, interaction: ScriptedInteraction, tmp_path: Path
) -> None:
    file = tmp_path / "other.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE theirs (a)")
    other.commit()
    other.close()
    before = file.read_bytes()
    interaction.answer(file)
    window = open_window()
    click(window.start.view.open_file)
    wait(window.banner.isVisible)

    assert "other.db" in window.banner.text.text()
    assert file.read_bytes() == before


def test_pages_by_keys_and_the_way_back(
    open_window: OpenWindow, tmp_path: Path, idle: Callable[[MainWindow], None]
) -> None:
    window = open_window(open_services(tmp_path / "company.db"))
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    # Ctrl+1 to Ctrl+8; further pages are reached by the side bar and the menu.
    names = list(window.sidebar.buttons)[:8]
    for number, name in enumerate(names):
        press(window, Qt.Key(Qt.Key.Key_1 + number), control)
        assert page_name(window) == name
        assert window.sidebar.buttons[name].isChecked()
        idle(window)

    press(window, Qt.Key.Key_Left, alt)
    assert page_name(window) == names[-2]
    press(window, Qt.Key.Key_Right, alt)
    assert page_name(window) == names[-1]
    assert not window.navigation.can_go_forward


def test_panes_by_f6(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(open_services(tmp_path / "company.db"), first="staff")
    page = window.navigation.current
    assert page is not None
    wait(lambda: page.focusWidget() is not None)

    def focused() -> QWidget:
        widget = window.focusWidget()
        assert widget is not None
        return widget

    press(window, Qt.Key.Key_F6)
    assert focused() is window.sidebar.buttons["staff"]
    press(window, Qt.Key.Key_F6)
    assert page.isAncestorOf(focused())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_in_both_languages(
    open_window: OpenWindow,
    idle: Callable[[MainWindow], None],
    watchdog: Watchdog,
    language: str,
) -> None:
    def all_named() -> bool:
        with watchdog.paused():  # to look at every name takes the test long, not the window
            return nameless(window) == []

    window = open_window()
    window.speak(language)
    click(window.start.view.sample)
    wait(lambda: window.file is not None, 30)
    for name in [page.name for page in window.navigation.classes]:
        window.navigation.go(name)
        idle(window)
        assert all_named(), name
    window.speak("en" if language == "ru" else "ru")
    idle(window)
    assert all_named()
