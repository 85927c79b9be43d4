"""A window with a real file behind it, watched for stalls and for what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from tests.conftest import STOOD
from tests.ui.driving import ScriptedInteraction, Watchdog, left_over_threads, pause, wait
from ui.language import LanguageSwitch
from ui.main_window import MainWindow
from ui.preparing import prepare, settle
from ui.real_files import RealFiles, opened
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.bootstrap import Services


class OpenWindow(Protocol):
    """Shows the window, with a file or at the start page."""

    def __call__(self, services: Services | None = None, *, first: str = "") -> MainWindow: ...


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    # What the real window does in a worker as soon as it is on the screen.
    prepare()
    theme.load_icons()
    return theme


@pytest.fixture(scope="session")
def languages(qapp: QApplication) -> LanguageSwitch:
    return LanguageSwitch(qapp)


@pytest.fixture
def interaction() -> ScriptedInteraction:
    return ScriptedInteraction()


class MailProgram(QObject):
    """Stands for the program that writes mails: keeps the addresses it is opened with."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def mail_program() -> Iterator[MailProgram]:
    program = MailProgram()
    QDesktopServices.setUrlHandler("mailto", program, "take")
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """A company file with nothing in it; the window that uses it closes it."""
    from app.bootstrap import open_services  # noqa: PLC0415 - tests of widgets alone do not need it

    return open_services(str(tmp_path / "company.db"))


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    """Fails the test if the window ever stood still for more than a tenth of a second."""
    dog = Watchdog()
    yield dog
    dog.stop()
    assert dog.stalls == [], STOOD


@pytest.fixture
def open_window(
    theme: Theme,
    languages: LanguageSwitch,
    settings: Settings,
    interaction: ScriptedInteraction,
    watchdog: Watchdog,
) -> Iterator[OpenWindow]:
    """Opens windows, and closes them after the test."""
    theme.set_scheme("light")
    languages.switch("en")
    opened_windows: list[MainWindow] = []

    def open_one(services: Services | None = None, *, first: str = "") -> MainWindow:
        window = MainWindow(
            theme=theme,
            language=languages,
            settings=settings,
            opening=RealFiles(settings=settings),
            interaction=lambda _window: interaction,
        )
        opened_windows.append(window)
        if services is not None:
            # As the worker does that opens a file.
            settle()
            window.use(opened(services), first=first)
        window.show()
        window.activateWindow()
        wait(window.isActiveWindow)
        # Reading after the first beat: the very first layout is the test's, not the user's.
        pause(1)
        watchdog.start()
        return window

    yield open_one
    watchdog.stop()
    for window in opened_windows:
        window.close()
        window.deleteLater()
    pause(1)
    assert left_over_threads() == []
    _nothing_left()


def _nothing_left() -> None:
    QApplication.sendPostedEvents()
    running = [
        timer
        for widget in QApplication.topLevelWidgets()
        for timer in widget.findChildren(QTimer)
        if timer.isActive()
    ]
    assert running == []
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []


@pytest.fixture
def idle() -> Callable[[MainWindow], None]:
    """Waits until a window has nothing running in the background."""

    def wait_until_idle(window: MainWindow) -> None:
        wait(lambda: not window.operations.busy)

    return wait_until_idle
