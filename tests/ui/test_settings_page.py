"""Settings as a user changes them; the page comes from their declarations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.i18n import current_language
from app.settings import (
    AFTERNOON,
    COMPANY,
    FOLDER,
    LANGUAGE,
    LOGO,
    MORNING,
    SETTINGS,
    SLIDE_TEMPLATE,
    TEXT_SIZE,
    THEME,
    TIME_ZONE,
)
from tests.ui.companies import add_company
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from ui.colours import CONTRAST


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="settings")
        idle(window)
        return window, window.navigation.current

    return open_it


def control(page, setting):
    return page.view.forms[setting.group].controls[setting.key]


def pick(page, setting, value):
    """Choose a value of a list as the keyboard does."""
    combo = control(page, setting)
    combo.setFocus()
    press(combo, Qt.Key.Key_Home)
    while combo.currentData() != value:
        press(combo, Qt.Key.Key_Down)


def test_every_setting_of_a_group_has_its_field(open_page):
    _window, page = open_page()
    shown = {name for form in page.view.forms.values() for name in form.controls}
    assert shown == {setting.key for setting in SETTINGS if setting.group}


def test_the_page_is_reached_by_its_key(open_window, services, idle):
    window = open_window(services, first="staff")
    press(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    idle(window)
    page = window.navigation.current
    assert page.name == "settings"
    assert control(page, LANGUAGE).hasFocus()


def test_another_language_at_once(open_page, settings, idle):
    window, page = open_page()
    pick(page, LANGUAGE, "ru")
    idle(window)
    assert (current_language(), settings.get(LANGUAGE)) == ("ru", "ru")
    assert page.view.title.text() == "Настройки"
    assert control(page, THEME).itemText(1) == "Светлые"
    pick(page, LANGUAGE, "")
    idle(window)
    assert settings.get(LANGUAGE) == ""


def test_colours_of_high_contrast_and_back_by_the_menu(open_page, settings, watchdog):
    window, page = open_page()
    # To style a whole window anew takes Qt longer than a blink, once.
    watchdog.stop()
    pick(page, THEME, "contrast")
    assert window.theme.colours is CONTRAST
    assert window.menus.colours.actions()[3].isChecked()
    window.menus.colours.actions()[1].trigger()
    assert settings.get(THEME) == "light"
    assert control(page, THEME).currentData() == "light"


def test_larger_text_everywhere_even_after_new_colours(open_page, services, settings, watchdog):
    add_company(services)
    window, page = open_page()
    # To style a whole window anew takes Qt longer than a blink, once.
    watchdog.stop()
    try:
        small = window.sidebar.company.font().pointSizeF()
        before = window.sidebar.buttons["staff"].sizeHint().width()
        pick(page, TEXT_SIZE, 150)
        wait(lambda: window.navigation.current not in (None, page))
        page = window.navigation.current
        assert page.name == "settings"
        assert page.view.title.font().pointSizeF() > 1.4 * 1.7 * small
        assert window.sidebar.company.font().pointSizeF() == 1.5 * small
        wait(lambda: window.sidebar.buttons["staff"].width() > 1.2 * before)
        window.colour("dark")
        assert window.sidebar.company.font().pointSizeF() == 1.5 * small
        assert settings.get(TEXT_SIZE) == 150
    finally:
        window.theme.set_text_size(100)


def test_what_is_typed_is_kept(open_page, settings, idle):
    _window, page = open_page()
    company = control(page, COMPANY)
    type_text(company, "ООО «Ромашка»")
    press(company, Qt.Key.Key_Tab)
    assert settings.get(COMPANY) == "ООО «Ромашка»"


def test_times_of_half_days_run_forwards_only(open_page, settings):
    _window, page = open_page()
    field = control(page, MORNING)
    field.first.setFocus()
    press(field.first, Qt.Key.Key_Up)
    press(field.first, Qt.Key.Key_Return)
    assert settings.get(MORNING) == "10:00-13:00"
    for _hour in range(4):
        press(field.first, Qt.Key.Key_Up)
    press(field.first, Qt.Key.Key_Return)
    assert settings.get(MORNING) == "10:00-13:00"
    assert settings.get(AFTERNOON) == AFTERNOON.default


def test_a_time_zone_by_its_city(open_page, settings):
    _window, page = open_page()
    zone = control(page, TIME_ZONE)
    wait(lambda: zone.count() > 100, 20)
    assert zone.itemText(0) == "That of this computer"
    at = zone.findText("Moscow (Russia)")
    zone.setFocus()
    zone.setCurrentIndex(at - 1)
    press(zone, Qt.Key.Key_Down)
    assert settings.get(TIME_ZONE) == "Europe/Moscow"


def test_a_picture_and_a_folder_are_found_by_dialogs(open_page, settings, interaction, tmp_path):
    _window, page = open_page()
    interaction.answer(tmp_path / "logo.png", tmp_path, None)
    page.view.forms["company"].controls["logo"].choose.setFocus()
    press(control(page, LOGO).choose, Qt.Key.Key_Space)
    assert settings.get(LOGO) == str(tmp_path / "logo.png")
    press(control(page, FOLDER).choose, Qt.Key.Key_Space)
    assert settings.get(FOLDER) == str(tmp_path)
    press(control(page, FOLDER).choose, Qt.Key.Key_Space)
    assert settings.get(FOLDER) == str(tmp_path)
    interaction.answer(tmp_path / "Company.pptx")
    press(control(page, SLIDE_TEMPLATE).choose, Qt.Key.Key_Space)
    assert settings.get(SLIDE_TEMPLATE) == str(tmp_path / "Company.pptx")
    control(page, LOGO).line.setFocus()
    control(page, LOGO).line.clear()
    press(control(page, LOGO).line, Qt.Key.Key_Tab)
    assert settings.get(LOGO) == ""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_has_a_name_in_both_languages(open_page, idle, language):
    window, _page = open_page()
    window.speak(language)
    idle(window)
    assert nameless(window) == []


def test_settings_need_an_open_file(open_window):
    window = open_window()
    assert not window.menus["settings"].isEnabled()
    click(window.start.view.language_buttons["ru"])
    assert current_language() == "ru"
