"""A bug is kept, told, and tells nothing about people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from tests.ui.driving import click, wait
from ui.crash import CrashReporter, keep_report, report_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ui.conftest import OpenWindow


def broken() -> Exception:
    try:
        try:
            raise KeyError("Anna Petrova")
        except KeyError as error:
            raise TypeError("len() of None") from error
    except TypeError as error:
        return error


def test_a_report_tells_the_place_and_no_names() -> None:
    text = report_text(broken())

    assert "in broken" in text
    assert "builtins.KeyError" in text
    assert "builtins.TypeError: len() of None" in text
    assert "Petrova" not in text.replace('raise KeyError("Anna Petrova")', "")


def test_the_last_few_reports_are_kept(tmp_path: Path) -> None:
    files = [keep_report(f"report {number}", tmp_path / "log") for number in range(7)]

    kept = sorted((tmp_path / "log").iterdir())
    assert kept == files[2:]
    assert kept[-1].read_text(encoding="utf-8") == "report 6"


def test_a_report_that_cannot_be_kept_is_still_shown(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", encoding="utf-8")

    assert keep_report("report", tmp_path / "log") is None


def test_the_user_is_told_once_and_can_copy(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window.crashes.install()
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    window.operations.crashed.emit(ZeroDivisionError())
    wait(lambda: window.crashes.dialog is not None)
    dialog = window.crashes.dialog
    assert dialog is not None

    click(dialog.copy_button)
    assert "in broken" in QGuiApplication.clipboard().text()
    click(dialog.go_on)
    wait(lambda: window.crashes.dialog is None)
    assert window.isEnabled()


def test_stopping_by_the_keyboard_is_no_bug(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window.crashes.install()

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert window.crashes.dialog is None
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_reports_come_from_every_thread(open_window: OpenWindow) -> None:
    window = open_window()
    assert isinstance(window.crashes, CrashReporter)

    def fail() -> None:
        raise ZeroDivisionError

    window.operations.query(window, fail, print)
    wait(lambda: window.crashes.dialog is not None)
    dialog = window.crashes.dialog
    assert dialog is not None
    assert "in fail" in dialog.details.toPlainText()
    click(dialog.go_on)
    wait(lambda: window.crashes.dialog is None)
