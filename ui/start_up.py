"""Put the window together, from the application object to the first page."""

from __future__ import annotations

import faulthandler
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.i18n import system_language
from app.settings import LANGUAGE, TEXT_SIZE, THEME, Settings
from ui.language import LanguageSwitch
from ui.main_window import MainWindow
from ui.qt_interaction import QtInteraction
from ui.real_files import RealFiles, opened
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bootstrap import Services


def build_window(
    application: QApplication, settings: Settings, language: str | None = None
) -> MainWindow:
    """Return the window, not yet shown."""
    switch = LanguageSwitch(application)
    switch.switch(language or settings.get(LANGUAGE) or system_language())
    theme = Theme(application)
    theme.set_scheme(settings.get(THEME))
    theme.set_text_size(settings.get(TEXT_SIZE))
    return MainWindow(
        theme=theme,
        language=switch,
        settings=settings,
        opening=RealFiles(settings=settings),
        interaction=partial(QtInteraction, theme=theme, settings=settings),
    )


def start(
    arguments: Sequence[str],
    services: Services | None,
    settings: Settings | None,
    language: str | None,
) -> int:
    """Run the program until the window is closed."""
    application = QApplication(list(arguments))
    application.setApplicationName("gemba")
    window = build_window(application, settings or Settings(), language)
    window.crashes.install()
    trace = _trace_file()
    if trace is not None:
        faulthandler.enable(trace)
    if services is not None:
        window.use(opened(services))
    window.show()
    QTimer.singleShot(0, window.prepare)
    code = application.exec()
    if trace is not None:
        faulthandler.disable()
        trace.close()
    return code


def _trace_file() -> IO[str] | None:
    """Return where a crash below Python leaves its trace, None where nothing can be written."""
    folder = Path(platformdirs.user_log_path("gemba", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "trace.txt").open("a", encoding="utf-8")
    except OSError:
        return None
