"""Questions on a terminal."""

from pathlib import Path

import pytest

from app.interaction import Console


def console(*answers: str) -> tuple[Console, list[str]]:
    lines = iter(answers)
    written: list[str] = []
    return Console(lambda: next(lines) + "\n", written.append), written


@pytest.mark.parametrize(("answer", "agreed"), [("Publish", True), ("publish", True), ("y", False)])
def test_only_the_word_of_the_act_is_a_yes(answer: str, agreed: bool) -> None:
    asked, written = console(answer)

    assert asked.confirm("Publish version 3?", yes="Publish") is agreed
    assert "Publish version 3?" in written[0]


@pytest.mark.parametrize(("answer", "chosen"), [("2", 1), ("0", None), ("3", None), ("", None)])
def test_options_are_chosen_by_number(answer: str, chosen: int | None) -> None:
    asked, written = console(answer)

    assert asked.choose("Which?", ["this", "that"]) == chosen
    assert written == ["Which?", "1. this", "2. that"]


def test_files_by_their_paths() -> None:
    asked, _written = console("staff.xlsx", "", "")

    assert asked.open_file("Staff list", []) == Path("staff.xlsx")
    assert asked.open_file("Staff list", []) is None
    assert asked.save_file("Save", "plan.xlsx", []) == Path("plan.xlsx")


def test_a_folder_by_its_path() -> None:
    asked, _written = console("calendars", "")

    assert asked.choose_folder("Where to") == Path("calendars")
    assert asked.choose_folder("Where to") is None


def test_telling() -> None:
    asked, written = console()
    asked.tell("Done.")
    assert written == ["Done."]
