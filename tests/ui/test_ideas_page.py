from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from app.domain.ideas import IdeaStatus
from app.domain.reflections import Source
from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, click_cell, drag, pause, press, settled, type_text, wait

TODAY = dt.date.today()
CONTROL = Qt.KeyboardModifier.ControlModifier
HOSTILE = "<b>bold</b> & <img src=x>"


@pytest.fixture
def keys(services):
    """An idea of a visit, one of long ago, one under review."""
    keys = publish_visits(services)
    services.staff.change_employee(
        employee_id=keys["Marketing 3"], shown_version=None, email="m3@example.com"
    )
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    keys["list"] = services.ideas.ideas(today=TODAY)[0].id
    for name, title, department, days in (
        ("old", "Учёт звонков", "Marketing", 60),
        ("review", HOSTILE, "Sales", 0),
    ):
        keys[name], _changes = services.ideas.add(
            title=title,
            department_id=keys[department],
            author_id=keys["Sales 3"],
            today=TODAY - dt.timedelta(days=days),
        )
    services.ideas.move(idea_id=keys["review"], shown_version=None, to=IdeaStatus.UNDER_REVIEW)
    return keys


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it(language="en"):
        window = open_window(services, first="ideas")
        window.speak(language)
        settled(window, idle)
        return window, window.navigation.current

    return open_it


def titles(page, state):
    return [row.title for row in page.view.board.columns[state].cards.model().rows]


def cards(page, state):
    return page.view.board.columns[state].cards


def card(page, state, at=0):
    found = cards(page, state)
    return found, found.visualRect(found.model().index(at)).center()


def open_card(page, state, at=0):
    found, centre = card(page, state, at)
    click(found.viewport(), centre)


def status_of(services, idea):
    return services.ideas.idea(idea, today=TODAY).status


def test_without_ideas_the_page_says_where_they_come_from(open_page, services, idle):
    services.staff.add_department(name="Sales")
    _window, page = open_page()
    assert page.view.states.message.heading.text() == "No ideas yet"
    click(page.view.states.message.action)
    new = page.new_idea
    wait(new.title.hasFocus)
    press(new.title, Qt.Key.Key_Return)
    assert new.problem.text() == "Say in one line what the idea is."
    type_text(new.title, "Shorter letters")
    press(new.title, Qt.Key.Key_Return)
    wait(lambda: titles(page, "new") == ["Shorter letters"])
    assert page.one.panel.heading.text() == "Shorter letters"


def test_cards_stand_in_their_columns_and_screen_readers_hear_all(open_page, keys):
    _window, page = open_page()
    assert titles(page, "new") == ["Учёт звонков", "One list of customers"]
    assert titles(page, "under-review") == [HOSTILE]
    model = cards(page, "new").model()
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Department: Marketing" in spoken
    assert "overdue by" in spoken
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_card_goes_by_keys_and_comes_back_by_undo(open_page, services, keys, idle):
    window, page = open_page()
    here = cards(page, "new")
    here.setFocus()
    press(here, Qt.Key.Key_Right, CONTROL)
    wait(lambda: HOSTILE in titles(page, "under-review") and len(titles(page, "new")) == 1)
    settled(window, idle)
    there = cards(page, "under-review")
    assert there.hasFocus()
    assert there.current().title == "Учёт звонков"
    press(there, Qt.Key.Key_Left, CONTROL)
    wait(lambda: len(titles(page, "new")) == 2)
    settled(window, idle)
    window.undo.undo_last()
    wait(lambda: len(titles(page, "under-review")) == 2)
    settled(window, idle)
    assert status_of(services, keys["old"]) == "under-review"


def test_where_the_way_ends_the_page_says_so(open_page, keys):
    window, page = open_page()
    here = cards(page, "new")
    here.setFocus()
    press(here, Qt.Key.Key_Left, CONTROL)
    assert "goes no further that way" in window.toast.text.text()
    assert len(titles(page, "new")) == 2


def test_arrows_go_from_column_to_column(open_page, keys):
    _window, page = open_page()
    here = cards(page, "new")
    here.setFocus()
    press(here, Qt.Key.Key_Right)
    assert cards(page, "under-review").hasFocus()
    assert cards(page, "under-review").current().title == HOSTILE
    press(cards(page, "under-review"), Qt.Key.Key_Right)
    assert cards(page, "accepted").hasFocus()


def dragged(page, start, state):
    """Return the list of a card and the way to the middle of a column."""
    found, begin = card(page, start)
    target = page.view.board.columns[state]
    end = found.viewport().mapFromGlobal(target.mapToGlobal(target.rect().center()))
    return found, begin, end


def test_a_card_is_dragged_to_where_it_may_go(open_page, services, keys, idle):
    window, page = open_page()
    found, begin, end = dragged(page, "new", "under-review")
    drag(found.viewport(), begin, begin + QPoint(30, 0), end)
    wait(lambda: len(titles(page, "under-review")) == 2)
    settled(window, idle)
    assert status_of(services, keys["old"]) == "under-review"
    assert not page.view.board.ghost.isVisible()


def test_while_a_card_is_carried_each_column_says_whether_it_may_come(open_page, services, keys):
    window, page = open_page()
    seen = {}
    board = page.view.board

    def look(_there):
        seen.update({state: one.hint.text() for state, one in board.columns.items()})

    for one in board.columns.values():
        one.cards.carried_to.connect(look)
    found, begin, end = dragged(page, "new", "done")
    drag(found.viewport(), begin, begin + QPoint(30, 0), end)
    assert seen["under-review"] == "✔ may go here"
    assert seen["declined"] == "✔ may go here"
    assert seen["done"] == "✖ not from “New”"
    assert seen["new"] == "stands here"
    assert "It can go to: Under review, Declined." in window.toast.text.text()
    assert status_of(services, keys["old"]) == "new"
    assert not board.columns["done"].hint.isVisible()


def test_escape_puts_a_carried_card_back(open_page, services, keys, idle):
    window, page = open_page()
    found, begin, end = dragged(page, "new", "under-review")
    board = page.view.board
    seen = []

    def give_up(_there):
        seen.append(board.ghost.isVisible())
        press(found, Qt.Key.Key_Escape)

    found.carried_to.connect(give_up)
    drag(found.viewport(), begin, begin + QPoint(30, 0), end)
    assert seen == [True]
    assert not board.ghost.isVisible()
    settled(window, idle)
    assert status_of(services, keys["old"]) == "new"


def test_the_menu_offers_all_states_and_greys_those_out_of_reach(open_page, services, keys, idle):
    window, page = open_page()
    here = cards(page, "new")
    here.setFocus()
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(here, by_key)
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    acts = {act.text(): act for act in menu.actions() if act.text()}
    assert not acts["“Done”: not from here"].isEnabled()
    acts["Move to “Under review”"].trigger()
    menu.close()
    wait(lambda: len(titles(page, "under-review")) == 2)
    settled(window, idle)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_declining_asks_for_a_reason_which_reaches_the_author(
    open_page, services, keys, idle, interaction, tmp_path, language
):
    services.ideas.change(
        idea_id=keys["list"], shown_version=None, answer_by=TODAY - dt.timedelta(days=90)
    )
    window, page = open_page(language)
    found, begin, end = dragged(page, "new", "declined")
    drag(found.viewport(), begin, begin + QPoint(30, 0), end)
    panel = page.one.panel
    wait(panel.answer.answer.hasFocus)
    assert panel.answer.problem.isVisible()
    click(panel.answer.buttons[IdeaStatus.DECLINED])
    assert status_of(services, keys["list"]) == "new"
    type_text(panel.answer.answer, "Слишком дорого")
    click(panel.answer.buttons[IdeaStatus.DECLINED])
    wait(panel.letter.isVisible)
    settled(window, idle)
    row = services.ideas.idea(keys["list"], today=TODAY)
    assert (row.status, row.answer) == ("declined", "Слишком дорого")
    assert "Слишком дорого" in panel.letter.text.toPlainText()
    assert "m3@example.com" in panel.letter.address.text()
    click(panel.letter.copy)
    assert "Слишком дорого" in QGuiApplication.clipboard().text()
    interaction.answer(tmp_path / "letter.eml")
    click(panel.letter.draft)
    wait((tmp_path / "letter.eml").exists)
    settled(window, idle)
    draft = message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=default)
    assert draft["To"] == "Marketing 3 <m3@example.com>"
    assert services.ideas.idea(keys["list"], today=TODAY).author_told_at is not None


def test_fields_are_kept_when_they_are_left_and_history_tells(open_page, services, keys, idle):
    window, page = open_page()
    open_card(page, "new", 1)
    settled(window, idle)
    panel = page.one.panel
    assert panel.heading.text() == "One list of customers"
    assert "Visit: Tue, 2 Mar 2027, morning; host: Sales 1" in panel.visit.text()
    effort = panel.form.controls["effort"]
    effort.setFocus()
    press(effort, Qt.Key.Key_Down)
    effort.activated.emit(effort.currentIndex())
    hours = panel.form.controls["expected_hours"]
    hours.setFocus()
    hours.selectAll()
    type_text(hours, "12")
    panel.form.controls["kpi"].setFocus()
    type_text(panel.form.controls["kpi"], "ARPU")
    press(panel.form.controls["kpi"], Qt.Key.Key_Return)
    settled(window, idle)
    row = services.ideas.idea(keys["list"], today=TODAY)
    assert (row.effort, row.expected_hours, row.kpi) == (1, 12, "ARPU")
    assert panel.saved.text().startswith("Saved")
    told = panel.talk.happened()
    assert "KPI it should move: ARPU" in told
    assert "Effort: not rated → 1 – very little" in told
    assert told[-1] == "The idea came in."


def test_two_who_change_different_fields_both_have_their_way(open_page, services, keys, idle):
    window, page = open_page()
    open_card(page, "new", 1)
    settled(window, idle)
    services.ideas.change(idea_id=keys["list"], shown_version=None, effort=4)
    kpi = page.one.panel.form.controls["kpi"]
    type_text(kpi, "ARPU")
    press(kpi, Qt.Key.Key_Return)
    settled(window, idle)
    row = services.ideas.idea(keys["list"], today=TODAY)
    assert (row.effort, row.kpi) == (4, "ARPU")
    assert not page.one.panel.clash.isVisible()


@pytest.mark.parametrize("keep", [True, False])
def test_a_stale_text_shows_both_versions_and_nothing_is_lost(
    open_page, services, keys, idle, keep
):
    window, page = open_page()
    open_card(page, "new", 1)
    settled(window, idle)
    panel = page.one.panel
    services.ideas.change(idea_id=keys["list"], shown_version=None, kpi=HOSTILE)
    kpi = panel.form.controls["kpi"]
    type_text(kpi, "ARPU")
    press(kpi, Qt.Key.Key_Return)
    wait(panel.clash.isVisible)
    assert "ARPU" in panel.clash.mine.text()
    assert HOSTILE in panel.clash.theirs.text()
    assert panel.clash.theirs.textFormat() == Qt.TextFormat.PlainText
    assert services.ideas.idea(keys["list"], today=TODAY).kpi == HOSTILE
    click(panel.clash.keep_mine if keep else panel.clash.take_theirs)
    settled(window, idle)
    kept = "ARPU" if keep else HOSTILE
    assert services.ideas.idea(keys["list"], today=TODAY).kpi == kept
    assert kpi.text() == kept
    assert not panel.clash.isVisible()


def test_a_stale_card_shows_both_states(open_page, services, keys, idle):
    window, page = open_page()
    for to in (IdeaStatus.UNDER_REVIEW, IdeaStatus.ACCEPTED):
        services.ideas.move(idea_id=keys["old"], shown_version=None, to=to)
    here = cards(page, "new")
    here.setFocus()
    assert here.current().id == keys["old"]
    press(here, Qt.Key.Key_Right, CONTROL)
    clash = page.one.panel.clash
    wait(clash.isVisible)
    assert "Under review" in clash.mine.text()
    assert "Accepted" in clash.theirs.text()
    assert status_of(services, keys["old"]) == "accepted"
    click(clash.keep_mine)
    settled(window, idle)
    assert status_of(services, keys["old"]) == "under-review"


def test_a_card_that_only_got_a_vote_or_a_field_moves_all_the_same(open_page, services, keys, idle):
    window, page = open_page()
    services.ideas.change(idea_id=keys["old"], shown_version=None, effort=3)
    here = cards(page, "new")
    here.setFocus()
    press(here, Qt.Key.Key_Right, CONTROL)
    wait(lambda: len(titles(page, "under-review")) == 2)
    settled(window, idle)
    assert services.ideas.idea(keys["old"], today=TODAY).effort == 3


def test_likely_duplicates_are_shown_while_one_types(open_page, keys, idle):
    window, page = open_page()
    click(page.view.add)
    new = page.new_idea
    type_text(new.title, "list of customers")
    wait(lambda: len(new.alike) == 1 and new.alike[0].isVisible())
    click(new.alike[0])
    settled(window, idle)
    assert page.one.panel.heading.text() == "One list of customers"


def test_merging_takes_votes_along_and_is_undone(open_page, services, keys, idle, interaction):
    twin, _changes = services.ideas.add(
        title="A list of customers for all", department_id=keys["Sales"], today=TODAY
    )
    services.ideas.vote(idea_id=twin, employee_id=keys["Sales 4"])
    window, page = open_page()
    page.one.panel.show_asked.emit(twin)
    settled(window, idle)
    panel = page.one.panel
    link, act = panel.alike[0]
    assert link.accessibleName() == "One list of customers"
    click(act)
    wait(lambda: "A list of customers for all" not in titles(page, "new"))
    settled(window, idle)
    assert panel.heading.text() == "One list of customers"
    assert services.ideas.idea(keys["list"], today=TODAY).votes == 1
    click(window.toast.button)
    wait(lambda: "A list of customers for all" in titles(page, "new"))
    settled(window, idle)
    assert services.ideas.idea(keys["list"], today=TODAY).votes == 0


def test_votes_and_comments_bear_the_name_of_who_sits_there(open_page, services, keys, idle):
    window, page = open_page()
    open_card(page, "new", 1)
    settled(window, idle)
    talk, filters = page.one.panel.talk, page.view.filters
    assert not talk.vote.isEnabled()
    filters.you.setCurrentIndex(filters.you.findData(keys["Sales 4"]))
    filters.you.activated.emit(filters.you.currentIndex())
    settled(window, idle)
    click(talk.vote)
    wait(lambda: talk.voters.text() == "Sales 4")
    type_text(talk.comment, HOSTILE)
    click(talk.say)
    wait(lambda: talk.said() == [HOSTILE])
    settled(window, idle)
    assert services.ideas.comments(keys["list"])[0].author == "Sales 4"
    click(talk.vote)
    wait(lambda: talk.voters.text() == "Nobody has voted yet.")
    settled(window, idle)


def test_filters_say_what_they_hide_and_go_by_one_button(open_page, services, keys, idle):
    _window, page = open_page()
    filters = page.view.filters
    assert filters.hidden.text() == "3 ideas"
    type_text(filters.search, "УЧЕТ")
    assert titles(page, "new") == ["Учёт звонков"]
    assert filters.hidden.text() == "1 of 3 ideas shown"
    click(filters.clear)
    assert filters.hidden.text() == "3 ideas"
    click(filters.overdue)
    assert titles(page, "new") == ["Учёт звонков"]
    assert titles(page, "under-review") == []
    type_text(filters.search, "nothing of the kind")
    assert page.view.found.message.heading.text() == "No idea matches"
    click(page.view.found.message.action)
    assert filters.hidden.text() == "3 ideas"
    filters.department.setCurrentIndex(filters.department.findData(keys["Sales"]))
    assert filters.hidden.text() == "2 of 3 ideas shown"


def test_only_mine_are_those_that_wait_for_my_answer(open_page, services, keys, idle):
    services.ideas.change(idea_id=keys["old"], shown_version=None, owner_id=keys["Sales 4"])
    window, page = open_page()
    filters = page.view.filters
    assert not filters.mine.isEnabled()
    filters.you.setCurrentIndex(filters.you.findData(keys["Sales 4"]))
    filters.you.activated.emit(filters.you.currentIndex())
    click(filters.mine)
    assert filters.mine.text() == "Only mine: 1"
    assert titles(page, "new") == ["Учёт звонков"]
    settled(window, idle)


def test_the_list_shows_the_same_and_sorts(open_page, keys, idle):
    window, page = open_page()
    click(page.view.faces["list"])
    table = page.view.table
    assert page.model.idea(0).title == "Учёт звонков"
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [page.model.idea(at).title for at in range(3)] == [
        HOSTILE,
        "One list of customers",
        "Учёт звонков",
    ]
    click_cell(table, 1, 0)
    settled(window, idle)
    assert page.one.panel.heading.text() == "One list of customers"
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_effort_and_effect_by_keyboard(open_page, services, keys, idle):
    services.ideas.change(idea_id=keys["list"], shown_version=None, effort=2, effect=5)
    window, page = open_page()
    click(page.view.faces["matrix"])
    matrix = page.view.matrix
    assert matrix.unrated.text() == "2 ideas not rated yet"
    matrix.table.setFocus()
    press(matrix.table, Qt.Key.Key_Right)
    assert matrix.heading.text() == "Effort 2 – little, effect 5 – very much"
    assert [row.cells[0] for row in matrix.ideas.lines.rows] == ["One list of customers"]
    spoken = matrix.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1 idea. One list of customers. Do at once" in spoken
    matrix.ideas.setFocus()
    press(matrix.ideas, Qt.Key.Key_Down)
    settled(window, idle)
    assert page.one.panel.heading.text() == "One list of customers"
    QAbstractItemModelTester(matrix.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_is_shown_goes_to_excel_as_text(
    open_page, services, keys, idle, interaction, tmp_path
):
    window, page = open_page()
    type_text(page.view.filters.search, "bold")
    interaction.answer(tmp_path / "ideas.xlsx")
    click(page.view.export)
    wait((tmp_path / "ideas.xlsx").exists, 30)
    settled(window, idle)
    sheet = load_workbook(tmp_path / "ideas.xlsx").worksheets[0]
    values = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value]
    assert HOSTILE in values
    assert "Учёт звонков" not in values


def test_letters_to_all_authors_go_into_a_folder(
    open_page, services, keys, idle, interaction, tmp_path
):
    window, page = open_page()
    interaction.answer(tmp_path / "none")
    click(page.view.letters)
    wait(window.banner.isVisible)
    assert "nothing new has become of anybody’s ideas" in window.banner.text.text()
    services.ideas.move(
        idea_id=keys["list"], shown_version=None, to=IdeaStatus.DECLINED, answer="Too dear"
    )
    interaction.answer(tmp_path / "mail")
    click(page.view.letters)
    wait(lambda: "1 draft is ready" in window.toast.text.text())
    settled(window, idle)
    assert [file.name for file in (tmp_path / "mail").iterdir()] == ["Marketing 3.eml"]


def test_hostile_titles_are_never_read_as_html(open_page, keys, idle):
    window, page = open_page("ru")
    open_card(page, "under-review")
    settled(window, idle)
    labels = [one for one in page.findChildren(QLabel) if HOSTILE in one.text()]
    assert labels
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


def test_the_way_back_to_the_role(open_page, services, keys, idle):
    window, page = open_page()
    open_card(page, "new", 1)
    settled(window, idle)
    click(page.one.panel.ways["role"])
    settled(window, idle)
    assert window.navigation.current.name == "departments"


def test_the_way_back_to_the_reflection(open_page, services, keys, idle):
    services.reflections.send(
        record_id=keys["visit of Marketing 4"], answers=FULL, source=Source.FORM
    )
    window, page = open_page()
    idea = next(row for row in services.ideas.ideas(today=TODAY) if row.id == keys["list"])
    open_card(page, "new", 1)
    settled(window, idle)
    click(page.one.panel.ways["reflection"])
    settled(window, idle)
    reading = window.navigation.current
    assert reading.name == "reflections"
    wait(lambda: reading.view.reading.table.key() == idea.reflection_id)
    settled(window, idle)


def test_everything_is_said_anew_in_russian(open_page, keys, idle):
    window, page = open_page("ru")
    open_card(page, "new")
    settled(window, idle)
    assert page.view.board.columns["new"].title.text() == "Новая"
    assert "просрочено" in page.one.panel.age.text()
    window.speak("en")
    settled(window, idle)
    assert "overdue by" in page.one.panel.age.text()


def test_five_hundred_ideas_without_a_stall(open_page, services, keys, idle, watchdog):
    with watchdog.paused():
        for number in range(497):
            services.ideas.add(
                title=f"Идея {number} о списке клиентов",
                department_id=keys["Sales"],
                today=TODAY,
            )
    window, page = open_page()
    assert len(titles(page, "new")) == 499
    type_text(page.view.filters.search, "идея 49")
    assert page.view.filters.hidden.text() == "12 of 500 ideas shown"
    click(page.view.filters.clear)
    here = cards(page, "new")
    here.setFocus()
    press(here, Qt.Key.Key_End)
    press(here, Qt.Key.Key_Right, CONTROL)
    wait(lambda: len(titles(page, "under-review")) == 2)
    settled(window, idle)
    for name in ("list", "matrix", "board"):
        click(page.view.faces[name])
        pause(20)
    QApplication.processEvents()
