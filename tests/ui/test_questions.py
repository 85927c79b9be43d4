"""Questions as dialogs: only the button that names the act is a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox

from app.settings import FOLDER
from tests.ui.driving import click, press, wait
from ui.qt_interaction import QtInteraction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.settings import Settings
    from tests.ui.conftest import OpenWindow
    from ui.theme import Theme


def when_asked(act: Callable[[QDialog], None]) -> None:
    """Do ``act`` with the dialog that is about to open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(100, look)


def press_button(name: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        click(next(button for button in dialog.buttons() if button.text() == name))

    return act


@pytest.fixture
def questions(open_window: OpenWindow, theme: Theme, settings: Settings) -> QtInteraction:
    return QtInteraction(open_window(), theme=theme, settings=settings)


@pytest.mark.parametrize(("name", "agreed"), [("Erase", True), ("Cancel", False)])
def test_confirm(questions: QtInteraction, name: str, agreed: bool) -> None:
    when_asked(press_button(name))
    assert questions.confirm("Erase <b>Anna</b>?", yes="Erase") is agreed


def test_return_and_escape_are_no_yes(questions: QtInteraction) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        when_asked(lambda dialog, key=key: press(dialog, key))
        assert questions.confirm("Publish?", yes="Publish") is False


def test_telling_shows_the_text_as_it_is(questions: QtInteraction) -> None:
    texts: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.textFormat() == Qt.TextFormat.PlainText
        texts.append(dialog.text())
        press_button("Close")(dialog)

    when_asked(act)
    questions.tell("<img src=x> is in.")
    assert texts == ["<img src=x> is in."]


def test_choosing_and_not_choosing(questions: QtInteraction) -> None:
    def second(dialog: QDialog) -> None:
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("that")
        press(dialog, Qt.Key.Key_Return)

    when_asked(second)
    assert questions.choose("Which?", ["this", "that"]) == 1
    when_asked(lambda dialog: press(dialog, Qt.Key.Key_Escape))
    assert questions.choose("Which?", ["this", "that"]) is None


def test_a_file_to_save_gets_its_ending(
    questions: QtInteraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    chosen = questions.save_file("Save", str(tmp_path / "plan"), [("Excel workbook", "*.xlsx")])
    assert chosen == tmp_path / "plan.xlsx"

    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    assert questions.save_file("Save", "plan", [("Excel workbook", "*.xlsx")]) is None


def test_a_folder(
    questions: QtInteraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [str(tmp_path), ""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: answers.pop(0))
    assert questions.choose_folder("Where to") == tmp_path
    assert questions.choose_folder("Where to") is None


def test_saving_begins_in_the_folder_that_was_set(
    questions: QtInteraction,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.set(FOLDER, str(tmp_path))
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    kinds = [("Excel workbook", "*.xlsx")]
    assert questions.save_file("Save", "plan", kinds) == tmp_path / "plan.xlsx"


def test_no_dialog_is_left(questions: QtInteraction) -> None:
    when_asked(press_button("Close"))
    questions.tell("Done.")
    wait(lambda: not any(isinstance(w, QMessageBox) for w in QApplication.topLevelWidgets()))
