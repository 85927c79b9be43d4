"""The shared computer, as guests and the coordinator use it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from tests.app.after_visits import FULL, publish_visits
from tests.ui.driving import click, press, type_text, wait
from tests.ui.test_frame import nameless
from tests.ui.test_owing_page import LONG_AGO
from ui.kiosk import Kiosk
from ui.widgets.guarded_entry import TRIES

PASSWORD = "пароль 1"


@pytest.fixture
def keys(services):
    return publish_visits(services, LONG_AGO)


@pytest.fixture
def code(services, keys):
    return services.visit_records.record(keys["visit of Marketing 3"]).code


def the_kiosk():
    found = [it for it in QApplication.topLevelWidgets() if isinstance(it, Kiosk)]
    return next(it for it in found if it.isVisible())


def choose_password(kiosk):
    type_text(kiosk.choice.first, PASSWORD)
    type_text(kiosk.choice.second, PASSWORD)
    click(kiosk.choice.start)
    wait(kiosk.code.field.isVisible)


def leave(kiosk):
    if not kiosk.password.field.isVisible():
        click(kiosk.leave)
    type_text(kiosk.password.field, PASSWORD)
    press(kiosk.password.field, Qt.Key.Key_Return)


@pytest.fixture
def begin(open_window, services, keys, idle):
    """Begins a shared computer from the page, and leaves it after the test."""
    windows = []

    def begin_one(language="en"):
        window = open_window(services, first="reflections")
        windows.append(window)
        window.speak(language)
        idle(window)
        click(window.navigation.current.view.kiosk)
        kiosk = the_kiosk()
        choose_password(kiosk)
        return kiosk

    yield begin_one
    for window in windows:
        if not window.isVisible():
            kiosk = the_kiosk()
            kiosk.clear()
            leave(kiosk)
            wait(window.isVisible)


@pytest.fixture
def begin_hasty(open_window, services, keys, idle):
    """A shared computer whose waits are short enough for a test."""

    def begin_one(**waits):
        window = open_window(services, first="reflections")
        idle(window)
        kiosk = Kiosk(window.navigation.current.context, **waits)
        made.append((window, kiosk))
        kiosk.left.connect(window.show)
        window.hide()
        kiosk.begin()
        choose_password(kiosk)
        return kiosk

    made = []
    yield begin_one
    for window, kiosk in made:
        kiosk.clear()
        wait(kiosk.code.field.isEnabled)
        leave(kiosk)
        wait(window.isVisible)


def enter(kiosk, code):
    kiosk.code.field.clear()
    type_text(kiosk.code.field, code)
    press(kiosk.code.field, Qt.Key.Key_Return)


def open_form(kiosk, code):
    enter(kiosk, code)
    wait(kiosk.form.isVisible)


def test_two_passwords_that_differ_or_are_short_begin_nothing(open_window, services, keys, idle):
    window = open_window(services, first="reflections")
    idle(window)
    click(window.navigation.current.view.kiosk)
    choice = the_kiosk().choice
    type_text(choice.first, "abc")
    click(choice.start)
    assert choice.problem.text() == "Choose a password of at least four characters."
    type_text(choice.first, "def")
    type_text(choice.second, "abc")
    press(choice.second, Qt.Key.Key_Return)
    assert choice.problem.text() == "The two passwords differ. Type them again."
    assert not window.isVisible()
    click(choice.cancel)
    assert window.isVisible()


def test_a_guest_writes_by_code_and_leaves_nothing_behind(begin, services, keys, code):
    kiosk = begin()
    assert kiosk.isFullScreen()
    assert nameless(kiosk) == []
    open_form(kiosk, f"{code[:4].lower()}-{code[4:].lower()}")
    form = kiosk.form
    assert form.heading.text() == "Half a day in Sales"
    assert form.about.text().startswith("Marketing 3: Sales role 1")
    assert form.minutes.text().startswith("About 12 minutes")
    assert form.private is None
    assert nameless(kiosk) == []
    type_text(form.questions["surprised"], "Они считают <b>всё</b> дважды")
    click(form.ratings["hosting"].chips[5])
    type_text(form.ideas.rows[0].title, "Один список клиентов")
    click(form.ideas.more)
    type_text(form.ideas.rows[1].text, "Общий календарь")
    QGuiApplication.clipboard().setText("what a guest copied")
    click(form.send)
    wait(kiosk.thanks_title.isVisible)
    row = services.reflections.reflections()[0]
    assert (row.surprised, row.hosting, row.source) == ("Они считают <b>всё</b> дважды", 5, "kiosk")
    titles = {it.title for it in services.ideas.ideas(today=LONG_AGO)}
    assert titles == {"Один список клиентов", "Общий календарь"}
    assert services.reflections.draft(keys["visit of Marketing 3"]) is None
    assert form.answers().is_empty
    assert form.heading.text() == ""
    assert QGuiApplication.clipboard().text() == ""
    click(kiosk.thanks_done)
    assert kiosk.code.field.isVisible()
    assert kiosk.code.field.text() == ""


def test_five_wrong_codes_make_a_pause(begin_hasty, code):
    kiosk = begin_hasty(pause_ms=300)
    for _try in range(TRIES - 1):
        enter(kiosk, "ABCD 2345")
        wait(lambda: not kiosk.code.field.isReadOnly() and kiosk.code.problem.isVisible())
        assert "No visit has the code" in kiosk.code.problem.text()
    enter(kiosk, "ABCD 2345")
    wait(lambda: not kiosk.code.field.isEnabled())
    assert kiosk.code.problem.text().startswith("That was wrong too often.")
    wait(kiosk.code.field.isEnabled)
    open_form(kiosk, code)


def test_a_visit_still_to_come_is_no_wrong_code(begin, services):
    soon = dt.date.today() + dt.timedelta(days=9)
    with services.database.unit_of_work("later") as unit:
        from app.db.after_visit import VisitRecord  # noqa: PLC0415

        row = unit.session.query(VisitRecord).first()
        row.date, code = soon, row.code
    kiosk = begin()
    enter(kiosk, code)
    wait(kiosk.code.problem.isVisible)
    assert "is still to come" in kiosk.code.problem.text()


def test_after_an_idle_while_everything_is_cleared_but_the_draft_is_kept(
    begin_hasty, services, keys, code
):
    kiosk = begin_hasty(idle_ms=700)
    open_form(kiosk, code)
    type_text(kiosk.form.questions["did"], "Half a sentence")
    wait(kiosk.code.field.isVisible)
    assert kiosk.form.answers().is_empty
    wait(lambda: services.reflections.draft(keys["visit of Marketing 3"]) is not None)
    open_form(kiosk, code)
    assert kiosk.form.answers().did == "Half a sentence"
    assert kiosk.form.draft.isVisible()
    assert "Go on where you stopped." in kiosk.form.draft_text.text()


def test_nobody_leaves_without_the_password(begin, services, keys):
    kiosk = begin()
    kiosk.close()
    assert kiosk.isVisible()
    press(kiosk.code.field, Qt.Key.Key_Escape)
    assert kiosk.isVisible()
    at = kiosk.code.field.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, QPoint(9, 9))
    QApplication.sendEvent(kiosk.code.field, event)
    assert QApplication.activePopupWidget() is None
    assert event.type() == QEvent.Type.ContextMenu
    click(kiosk.leave)
    type_text(kiosk.password.field, "wrong")
    click(kiosk.password.go)
    wait(kiosk.password.problem.isVisible)
    assert kiosk.password.problem.text() == "That is not the password."
    click(kiosk.password_back)
    assert kiosk.code.field.isVisible()
    assert "Пароль" not in kiosk.password.field.text()


def test_a_visit_cancelled_meanwhile_keeps_its_text_for_copying(begin, services, keys, code):
    kiosk = begin()
    open_form(kiosk, code)
    type_text(kiosk.form.questions["did"], "We met all the same")
    services.visit_records.set_missed(
        record_id=keys["visit of Marketing 3"], shown_version=None, reason="Ill"
    )
    click(kiosk.form.send)
    wait(kiosk.form.gone.isVisible)
    assert "was cancelled meanwhile" in kiosk.form.gone_text.text()
    assert not kiosk.form.send.isEnabled()
    assert services.reflections.reflections() == []
    click(kiosk.form.copy_texts)
    assert QGuiApplication.clipboard().text() == "What did I do?\nWe met all the same"
    wait(lambda: services.reflections.draft(keys["visit of Marketing 3"]) is not None)


def test_likely_duplicates_of_an_idea_are_shown_while_it_is_typed(begin, services, keys, code):
    hostile = "One list of <b>customers</b>"
    services.reflections.save_draft(keys["visit of Marketing 4"], FULL)
    services.ideas.add(title=hostile, text="", department_id=keys["Sales"], today=LONG_AGO)
    kiosk = begin()
    open_form(kiosk, code)
    row = kiosk.form.ideas.rows[0]
    type_text(row.title, "A list of customers")
    wait(row.likely.isVisible)
    assert hostile in row.likely.text()
    assert {it.textFormat() for it in kiosk.findChildren(QLabel) if it.text()} == {
        Qt.TextFormat.PlainText
    }


def test_what_was_sent_can_be_corrected_by_the_same_code(begin, services, keys, code):
    kiosk = begin()
    open_form(kiosk, code)
    type_text(kiosk.form.questions["did"], "First")
    click(kiosk.form.send)
    wait(kiosk.thanks_title.isVisible)
    click(kiosk.thanks_done)
    open_form(kiosk, code)
    assert kiosk.form.draft_text.text().startswith("You have sent this already.")
    type_text(kiosk.form.questions["did"], ", then second")
    click(kiosk.form.send)
    wait(kiosk.thanks_title.isVisible)
    row = services.reflections.reflections()[0]
    assert (row.edition, row.did) == (2, "First, then second")


def test_nothing_is_not_sent(begin, code):
    kiosk = begin()
    open_form(kiosk, code)
    click(kiosk.form.send)
    wait(kiosk.form.problem.isVisible)
    assert kiosk.form.problem.text().startswith("Nothing was answered yet")


def test_a_draft_can_be_begun_anew(begin, services, keys, code):
    record = keys["visit of Marketing 3"]
    services.reflections.save_draft(record, FULL)
    kiosk = begin()
    open_form(kiosk, code)
    assert kiosk.form.answers() == FULL
    assert kiosk.form.saved.text().startswith("Saved ")
    click(kiosk.form.ideas.rows[0].remove)
    assert kiosk.form.answers().ideas == ()
    click(kiosk.form.renew)
    wait(lambda: services.reflections.draft(record).answers.is_empty)
    assert kiosk.form.answers().ideas == ()
    assert not kiosk.form.draft.isVisible()


def test_it_speaks_russian(begin, code):
    kiosk = begin(language="ru")
    assert kiosk.code.heading.text() == "Как прошёл ваш визит?"
    open_form(kiosk, code)
    assert kiosk.form.minutes.text().startswith("Около 12 минут")
    assert kiosk.form.ratings["hosting"].chips[5].text() == "5 — отлично"
