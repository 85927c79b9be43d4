"""The window before a file is open: doors, languages, colours, menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
)

from app.i18n import current_language
from app.settings import LANGUAGE, RECENT_FILES, THEME
from tests.ui.driving import click, pause, press, wait
from ui.colours import DARK, LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from tests.ui.conftest import OpenWindow
    from tests.ui.driving import ScriptedInteraction
    from ui.main_window import MainWindow

INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)


def accessible_name(widget: object) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(window: MainWindow) -> list[object]:
    return [
        widget
        for kind in INTERACTIVE
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and not isinstance(widget, QHeaderView)
        and not widget.objectName().startswith("qt_")
        and not accessible_name(widget)
    ]


def menu_texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_first_window_offers_three_doors_and_nothing_else(open_window: OpenWindow) -> None:
    view = open_window().start.view

    assert view.sample.hasFocus()
    assert [door.isVisible() for door in (view.sample, view.import_list, view.open_file)] == [
        True,
        True,
        True,
    ]
    assert not view.recent.isVisible()
    assert not view.recent_heading.isVisible()


def test_the_language_is_switched_by_one_click(open_window: OpenWindow, settings: Settings) -> None:
    window = open_window()
    english = menu_texts(window.menus.file)

    click(window.start.view.language_buttons["ru"])

    assert current_language() == "ru"
    assert settings.get(LANGUAGE) == "ru"
    assert window.start.view.language_buttons["ru"].isChecked()
    click(window.start.view.language_buttons["en"])
    assert menu_texts(window.menus.file) == english
    assert settings.get(LANGUAGE) == "en"


def test_the_language_is_switched_in_the_menu(open_window: OpenWindow) -> None:
    window = open_window()
    russian = next(action for action in window.menus.language.actions() if "Рус" in action.text())

    russian.trigger()

    assert russian.isChecked()
    assert window.start.view.language_buttons["ru"].isChecked()


@pytest.mark.parametrize(("scheme", "colours"), [("dark", DARK), ("light", LIGHT)])
def test_colours_are_switched_in_the_menu(
    open_window: OpenWindow, settings: Settings, scheme: str, colours: object
) -> None:
    window = open_window()
    position = {"light": 1, "dark": 2}[scheme]

    window.menus.colours.actions()[position].trigger()

    assert window.theme.colours is colours
    ground = window.theme.colours.window
    wait(lambda: window.palette().color(QPalette.ColorRole.Window) == ground)
    assert window.grab().toImage().pixelColor(QPoint(5, window.height() - 5)) == ground
    assert settings.get(THEME) == scheme


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_control_has_a_name_for_screen_readers(
    open_window: OpenWindow, language: str
) -> None:
    window = open_window()
    window.start.show_recent(["/somewhere/company.db"])
    window.speak(language)

    assert nameless(window) == []


def test_no_two_acts_share_a_key(open_window: OpenWindow) -> None:
    window = open_window()
    keys = [
        keys.toString()
        for action in window.findChildren(QAction)
        for keys in action.shortcuts()
        if keys.toString()
    ]

    assert keys
    assert len(set(keys)) == len(keys)


def test_a_recent_file_that_is_gone_leaves_the_list(
    open_window: OpenWindow, settings: Settings, tmp_path: Path
) -> None:
    settings.remember_file(str(tmp_path / "gone.db"))
    window = open_window()
    recent = window.start.view.recent
    assert recent.isVisible()

    recent.setFocus()
    press(recent, Qt.Key.Key_Return)
    wait(window.banner.isVisible)

    assert "gone.db" in window.banner.text.text()
    assert settings.get(RECENT_FILES) == []
    assert not recent.isVisible()
    assert window.stack.currentWidget() is window.start


def test_a_message_above_the_page_can_be_copied_and_closed(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_error("The file <b>plan.xlsx</b> is open in Excel.")

    assert window.banner.text.textFormat() == Qt.TextFormat.PlainText
    click(window.banner.copy_button)
    assert QGuiApplication.clipboard().text() == "The file <b>plan.xlsx</b> is open in Excel."
    click(window.banner.close_button)
    assert not window.banner.isVisible()


def test_a_toast_stays_at_the_bottom_and_offers_one_act(open_window: OpenWindow) -> None:
    window = open_window()
    acts: list[str] = []
    window.show_toast("Exported", action=("Show the file", lambda: acts.append("shown")))
    panel = window.toast.panel

    window.resize(900, 500)
    pause(20)
    below = window.centralWidget().height() - panel.geometry().bottom()
    assert 0 < below < window.theme.space(6)
    click(window.toast.button)
    assert acts == ["shown"]
    assert not panel.isVisible()


def test_a_long_toast_wraps_instead_of_leaving_the_window(open_window: OpenWindow) -> None:
    window = open_window()
    window.resize(600, 400)
    pause(20)

    window.show_toast("A very long sentence about a person and what was done. " * 5)

    assert window.centralWidget().rect().contains(window.toast.panel.geometry())


def test_keys_and_licences_are_told(
    open_window: OpenWindow, interaction: ScriptedInteraction
) -> None:
    window = open_window()

    press(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    window.menus["about"].trigger()

    assert "Ctrl+Z" in interaction.told[0]
    assert "LGPL" in interaction.told[1]


def test_giving_up_a_file_dialog_changes_nothing(
    open_window: OpenWindow, interaction: ScriptedInteraction
) -> None:
    window = open_window()
    interaction.answer(None, None)

    click(window.start.view.open_file)
    window.menus["new"].trigger()

    assert len(interaction.asked) == 2
    assert window.stack.currentWidget() is window.start
    assert not window.operations.busy


def test_the_window_remembers_its_size(open_window: OpenWindow) -> None:
    first = open_window()
    first.resize(700, 500)
    pause(20)
    first.close()

    assert open_window().size() == first.size()
