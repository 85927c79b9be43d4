"""What the user chose is kept, and a spoilt file never keeps the program from starting."""

import json
import logging
from pathlib import Path

import pytest

from app.settings import LANGUAGE, RECENT_FILES, SETTINGS, THEME, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.json"


def test_what_was_chosen_is_there_next_time(file: Path) -> None:
    Settings(file).set(THEME, "dark")

    assert Settings(file).get(THEME) == "dark"
    assert Settings(file).get(LANGUAGE) == ""


def test_defaults_are_values_that_their_settings_accept() -> None:
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


def test_what_is_not_offered_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="theme"):
        Settings(file).set(THEME, "pink")
    assert not file.exists()


@pytest.mark.parametrize("value", ["pink", 3, None, ["dark"]])
def test_a_value_nobody_offers_counts_as_not_chosen(file: Path, value: object) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"theme": value, "recent_files": [1]}), encoding="utf-8")

    assert Settings(file).get(THEME) == "system"
    assert Settings(file).get(RECENT_FILES) == []


@pytest.mark.parametrize("text", ["{", "\xff"])
def test_a_spoilt_file_means_defaults(
    file: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))

    with caplog.at_level(logging.ERROR):
        assert Settings(file).get(THEME) == "system"


def test_settings_of_a_newer_version_survive(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"from_the_future": 1}', encoding="utf-8")

    Settings(file).set(THEME, "light")

    assert json.loads(file.read_text(encoding="utf-8")) == {"from_the_future": 1, "theme": "light"}


def test_a_folder_that_cannot_be_written_loses_nothing_but_the_choice(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    settings = Settings(blocked / "settings.json")

    settings.set(THEME, "dark")

    assert settings.get(THEME) == "dark"
    assert "could not be kept" in caplog.text


def test_recent_files_the_last_one_first_each_once(file: Path) -> None:
    settings = Settings(file)
    for name in "abcdefghij":
        settings.remember_file(name)
    settings.remember_file("e")

    assert settings.get(RECENT_FILES) == ["e", "j", "i", "h", "g", "f", "d", "c"]
    settings.forget_file("j")
    assert "j" not in settings.get(RECENT_FILES)
