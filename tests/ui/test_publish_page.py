from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.plans import add_plan
from tests.ui.companies import add_company, add_programme
from tests.ui.driving import click, press, type_text, wait

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")


@pytest.fixture
def keys(services):
    return add_company(services)


@pytest.fixture
def programme_id(services, keys):
    return add_programme(services)


@pytest.fixture
def open_page(open_window, services, idle):
    def open_it():
        window = open_window(services, first="publish")
        idle(window)
        return window, window.navigation.current

    return open_it


def cells(table):
    return [row.cells for row in table.lines.rows]


def publish(services, plan_id):
    summary = services.publishing.summary(plan_id)
    services.publishing.publish(
        plan_id=plan_id, shown=summary.shown, acknowledged=[it.key for it in summary.conflicts]
    )


def test_without_a_plan_the_page_leads_to_finding_one(open_page, services, programme_id):
    window, page = open_page()
    assert page.view.states.message.heading.text() == "Nothing to publish yet"
    assert not page.view.publish.isVisible()
    click(page.view.states.message.action)
    assert window.navigation.current.name == "board"


def test_a_draft_is_published_by_the_keyboard_with_its_note(
    open_page, services, programme_id, keys, interaction, idle
):
    publish(services, add_plan(services, programme_id, keys, FIRST))
    add_plan(services, programme_id, keys, LATER, OTHER)
    window, page = open_page()
    view = page.view
    assert [row[0] for row in cells(view.versions)] == ["Draft 2", "Version 1, published"]
    assert view.heading.text() == "Against published version 1, the visits of 2 people change."
    assert [row[0] for row in cells(view.changes)] == ["Marketing 3", "Sales 4"]
    assert view.told.text() == "4 guests and hosts will have to be told."
    assert not view.conflicts_part.isVisible()
    type_text(view.note, "Марк болен")
    interaction.answer(True)
    view.publish.setFocus()
    press(view.publish, Qt.Key.Key_Space)
    wait(lambda: next(row[0] for row in cells(view.versions)) == "Version 2, published")
    idle(window)
    assert "this step cannot be undone" in interaction.asked[0]
    assert cells(view.versions)[0][3] == "Марк болен"
    assert window.toast.text.text() == "Version 2 is published."
    assert not window.undo.undo.isEnabled()
    assert view.side.message.heading.text() == "This is the plan that counts"
    assert view.messages.isVisible()


def test_without_a_backup_nothing_is_published_and_the_note_stays(
    open_page, services, programme_id, keys, interaction, idle
):
    add_plan(services, programme_id, keys, FIRST)
    window, page = open_page()
    view = page.view
    type_text(view.note, "First")
    services.backups.folder.write_text("in the way")
    interaction.answer(True, True)
    click(view.publish)
    wait(window.banner.isVisible)
    idle(window)
    assert window.banner.text.text().startswith("The plan was not published.")
    assert cells(view.versions)[0][0] == "Draft 1"
    assert view.note.text() == "First"
    services.backups.folder.unlink()
    wait(view.publish.isVisible)
    click(view.publish)
    wait(lambda: cells(view.versions)[0][0] == "Version 1, published")
    idle(window)
    assert cells(view.versions)[0][3] == "First"


def test_to_think_better_of_it_publishes_nothing(
    open_page, services, programme_id, keys, interaction, idle
):
    add_plan(services, programme_id, keys, FIRST)
    window, page = open_page()
    interaction.answer(False)
    click(page.view.publish)
    idle(window)
    assert [row.status for row in services.publishing.versions(programme_id)] == ["draft"]


def test_every_conflict_wants_its_tick(open_page, services, programme_id, keys, interaction, idle):
    plan_id = add_plan(services, programme_id, keys, FIRST, OTHER)
    for visit in services.planning.board(plan_id).visits:
        services.programmes.close_half_day(
            programme_id=programme_id, date=visit.date, half=visit.half
        )
    window, page = open_page()
    view = page.view
    assert len(cells(view.conflicts)) == 2
    assert not view.publish.isEnabled()
    assert view.conflicts_title.text() == "2 conflicts left; not ticked: 2"
    view.conflicts.setFocus()
    view.conflicts.choose(view.conflicts.lines.rows[0].key)
    press(view.conflicts, Qt.Key.Key_Space)
    assert view.conflicts_title.text() == "2 conflicts left; not ticked: 1"
    assert not view.publish.isEnabled()
    click(view.tick_all)
    assert view.publish.isEnabled()
    interaction.answer(True)
    click(view.publish)
    wait(lambda: not window.operations.busy)
    assert [row.status for row in services.publishing.versions(programme_id)] == ["published"]


def test_if_somebody_was_faster_the_differences_come_first(
    open_page, services, programme_id, keys, interaction, idle
):
    first = add_plan(services, programme_id, keys, FIRST)
    add_plan(services, programme_id, keys, LATER)
    window, page = open_page()
    publish(services, first)
    interaction.answer(True)
    click(page.view.publish)
    idle(window)
    wait(page.view.publish.isEnabled)
    assert "version 1 was published meanwhile" in window.banner.text.text()
    assert page.view.heading.text() == (
        "Against published version 1, the visits of 1 person change."
    )
    assert [row.status for row in services.publishing.versions(programme_id)] == [
        "published",
        "draft",
    ]


def test_a_new_draft_is_made_from_what_is_published(open_page, services, programme_id, keys, idle):
    publish(services, add_plan(services, programme_id, keys, FIRST))
    window, page = open_page()
    click(page.view.renew)
    wait(lambda: len(page.view.versions.lines.rows) == 2)
    idle(window)
    assert cells(page.view.versions)[0][0] == "Draft 2"
    assert cells(page.view.versions)[0][3] == "From version 1"
    assert page.view.heading.text() == "Nothing differs from published version 1."


def test_the_page_speaks_russian(open_page, services, programme_id, keys, idle):
    publish(services, add_plan(services, programme_id, keys, FIRST))
    add_plan(services, programme_id, keys, LATER)
    window, page = open_page()
    window.speak("ru")
    idle(window)
    assert cells(page.view.versions)[0][0] == "Черновик 2"
    assert cells(page.view.changes)[0][1].startswith("Перенесён")
