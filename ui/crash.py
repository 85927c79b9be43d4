"""What happens after a bug: the report is kept, the user is told, the work is on disk already."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from datetime import datetime
from typing import TYPE_CHECKING

import platformdirs
import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from app.i18n import _
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from ui.theme import Theme

_log = logging.getLogger(__name__)
_KEPT = 5
# The messages of other errors may quote a value: somebody's name, a cell of a workbook.
_MESSAGES_ABOUT_CODE = (TypeError, AttributeError, NameError, ImportError, AssertionError)


def _without_data(error: BaseException) -> list[str]:
    """Return the trace of ``error`` and of what led to it, messages only where they are code."""
    lines = []
    earlier = error.__cause__ or error.__context__
    if earlier is not None:
        lines += [*_without_data(earlier), "After that:"]
    lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    message = f": {error}" if isinstance(error, _MESSAGES_ABOUT_CODE) else ""
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}{message}"]


def report_text(error: BaseException) -> str:
    """Return versions and trace, without anything about people."""
    return "\n".join(
        [
            f"Python {platform.python_version()}, PySide {PySide6.__version__}, "
            f"{platform.system()} {platform.release()}",
            *_without_data(error),
        ]
    )


def keep_report(text: str, folder: Path | None = None) -> Path | None:
    """Write the report beside the last few and return where, None if that failed as well."""
    folder = folder or platformdirs.user_log_path("gemba", appauthor=False)
    file = folder / f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        _log.exception("the crash report could not be kept")
        return None
    return file


class CrashDialog(QDialog):
    """Says that the work is saved, and lets the report be copied."""

    def __init__(self, theme: Theme, text: str, file: Path | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something in the program broke"))
        heading = label(theme, "heading")
        heading.setText(_("Something in the program broke"))
        body = label(theme)
        body.setText(
            _(
                "Everything you confirmed is saved; at most the field you were typing in is "
                "lost. You can go on working, or close the program and open it again. Please "
                "pass the report on: it holds no names."
            )
        )
        place = label(theme, "small", muted=True)
        place.setText(_("The report lies at {file}").format(file=file) if file else "")
        place.setVisible(file is not None)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Report"))
        self.copy_button = button()
        self.go_on = button("primary")
        name_control(self.copy_button, _("Copy the report"))
        name_control(self.go_on, _("Go on"))
        layout = column(self, theme, margin=5, gap=3)
        for part in (heading, body, place):
            layout.addWidget(part)
        layout.addWidget(self.details, stretch=1)
        below = row(None, theme)
        below.addStretch()
        below.addWidget(self.copy_button)
        below.addWidget(self.go_on)
        layout.addLayout(below)
        theme.dress(self)
        self.resize(theme.space(150), theme.space(100))
        self.copy_button.clicked.connect(self._copy)
        self.go_on.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class CrashReporter(QObject):
    """Catches what nobody caught, in every thread.

    Signals
    -------
    _caught
        Carries an exception to the window's thread.
    """

    _caught = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.dialog: CrashDialog | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Become Python's hook for exceptions that nobody caught."""
        sys.excepthook = self._hook

    def report(self, error: BaseException) -> None:
        """Keep and show a report, from whichever thread."""
        self._caught.emit(error)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _show(self, error: BaseException) -> None:
        text = report_text(error)
        file = keep_report(text)
        _log.error("a bug, reported in %s", file)
        if self.dialog is not None:
            # One report at a time is enough to read; the others lie in the folder.
            return
        self.dialog = CrashDialog(self._theme, text, file, self._window)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        assert self.dialog is not None
        self.dialog.deleteLater()
        self.dialog = None
