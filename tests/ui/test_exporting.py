from __future__ import annotations

import pytest
from openpyxl import load_workbook

from tests.ui.companies import add_company, add_draft, add_programme
from tests.ui.driving import click, wait


@pytest.fixture
def plan_id(services):
    keys = add_company(services)
    return add_draft(services, add_programme(services, "Spring: A/B"), keys)


@pytest.fixture
def open_board(open_window, services, idle):
    def open_it():
        window = open_window(services, first="board")
        idle(window)
        return window, window.navigation.current

    return open_it


def test_the_workbook_is_written_where_the_user_says(
    open_board, plan_id, interaction, tmp_path, idle
):
    window, page = open_board()
    target = tmp_path / "out.xlsx"
    interaction.answer(target)
    click(page.view.export)
    wait(target.exists, 30)
    idle(window)
    assert window.toast.text.text() == "Written: out.xlsx"
    assert page.view.export.text() == "Export to Excel…"
    workbook = load_workbook(target, read_only=True)
    assert len(workbook.sheetnames) == 7
    workbook.close()


def test_no_place_chosen_writes_nothing(open_board, plan_id, interaction, tmp_path, idle):
    window, page = open_board()
    interaction.answer(None)
    click(page.view.export)
    idle(window)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert not page.exporting.busy


def test_the_name_proposed_holds_nothing_that_files_cannot(open_board, plan_id, monkeypatch):
    _window, page = open_board()
    proposed = []
    monkeypatch.setattr(
        page.context.interaction,
        "save_file",
        lambda _title, suggested, _kinds: proposed.append(suggested),
    )
    click(page.view.export)
    assert proposed == ["Spring A B.xlsx"]


@pytest.fixture
def taken(tmp_path):
    """A workbook that a spreadsheet program has open."""
    made = tmp_path / "taken.xlsx"
    made.write_bytes(b"old")
    (tmp_path / "~$taken.xlsx").touch()
    return made


def test_a_file_open_elsewhere_is_written_under_another_name(
    open_board, plan_id, interaction, taken, tmp_path, idle
):
    window, page = open_board()
    other, another_name = tmp_path / "other.xlsx", 0
    interaction.answer(taken, another_name, other)
    click(page.view.export)
    wait(other.exists, 30)
    idle(window)
    assert "taken.xlsx" in interaction.asked[1]
    assert taken.read_bytes() == b"old"


def test_a_file_set_free_is_written_at_the_second_try(
    open_board, plan_id, interaction, taken, tmp_path, idle, monkeypatch
):
    window, page = open_board()
    asked = []

    def close_it_and_try_again(question, _options):
        asked.append(question)
        (tmp_path / "~$taken.xlsx").unlink()
        return 1

    monkeypatch.setattr(interaction, "choose", close_it_and_try_again)
    interaction.answer(taken)
    click(page.view.export)
    wait(lambda: taken.read_bytes() != b"old", 30)
    idle(window)
    assert len(asked) == 1
    assert window.toast.text.text() == "Written: taken.xlsx"


def test_giving_up_leaves_the_old_file(open_board, plan_id, interaction, taken, idle):
    window, page = open_board()
    interaction.answer(taken, None)
    click(page.view.export)
    wait(lambda: len(interaction.asked) == 2)
    idle(window)
    assert taken.read_bytes() == b"old"
    assert page.view.export.text() == "Export to Excel…"
