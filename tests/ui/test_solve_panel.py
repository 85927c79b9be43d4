from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

from tests.ui.driving import click, press, wait
from ui.widgets.improvement_line import Improvement
from ui.widgets.notes import Note
from ui.widgets.solve_before import Offer
from ui.widgets.solve_panel import SolvePanel
from ui.widgets.solve_parts import Outcome, SolveState
from ui.widgets.tier_list import TierLine
from ui.widgets.wrapped_button import WrappedButton

TIERS = (TierLine("Missing visits", 4, 2), TierLine("Discomfort", 120, 120))


@pytest.fixture
def panel(qtbot, theme):
    made = SolvePanel(theme)
    qtbot.addWidget(made)
    made.retranslate()
    made.show_offer(Offer("312 visits of 156 people", "12 pins stay", (), published=2))
    made.resize(380, 640)
    made.show()
    return made


def button(panel, text):
    return next(it for it in panel.findChildren(QPushButton) if it.text() == text)


def texts(panel):
    return [it.text() for it in panel.findChildren(QLabel) if it.isVisible()]


@pytest.mark.parametrize(
    ("choice", "seconds"),
    [("Quick: 30 seconds", 30.0), ("Normal: 3 minutes", 180.0), ("Until I stop it", None)],
)
def test_the_time_chosen_is_the_time_allowed(panel, qtbot, choice, seconds):
    radio = next(it for it in panel.findChildren(QRadioButton) if it.text() == choice)
    press(radio, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.start_asked) as asked:
        click(button(panel, "Solve"))
    assert asked.args == [seconds, False]


def test_what_cannot_work_is_said_before(panel):
    panel.show_offer(Offer("312 visits"))
    assert "Looking for what cannot work…" in texts(panel)
    panel.show_offer(Offer("312 visits", findings=(Note("Nobody can be received in Legal."),)))
    wait(lambda: "Nobody can be received in Legal." in texts(panel))
    assert "Looking for what cannot work…" not in texts(panel)


def test_a_name_is_never_read_as_markup(panel):
    panel.show_offer(Offer(findings=(Note("<b>Boris</b> has no role."),)))
    shown = next(it for it in panel.findChildren(QLabel) if "Boris" in it.text())
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_few_changes_can_be_asked_for_where_something_is_published(panel, qtbot):
    few = panel.findChild(QCheckBox)
    press(few, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.start_asked) as asked:
        click(button(panel, "Solve"))
    assert asked.args == [30.0, True]
    panel.show_offer(Offer("312 visits", findings=()))
    assert not few.isVisible()
    with qtbot.waitSignal(panel.start_asked) as asked:
        click(button(panel, "Solve"))
    assert asked.args == [30.0, False]


def test_a_finding_leads_to_its_cure(panel):
    done = []
    note = Note("Nobody can be received in Legal.", (("Choose hosts…", lambda: done.append(1)),))
    panel.show_offer(Offer("312 visits", findings=(note,)))
    made = next(it for it in panel.findChildren(WrappedButton))
    assert made.accessibleName() == "Choose hosts…"
    press(made, Qt.Key.Key_Space)
    assert done == [1]


def test_of_many_findings_the_first_are_shown_and_more_on_request(panel):
    panel.show_offer(Offer("312 visits", findings=tuple(Note(f"Finding {n}") for n in range(23))))
    assert "Finding 9" in texts(panel)
    assert "Finding 10" not in texts(panel)
    press(button(panel, "Show 13 more"), Qt.Key.Key_Space)
    assert "Finding 19" in texts(panel)
    press(button(panel, "Show 3 more"), Qt.Key.Key_Space)
    assert "Finding 22" in texts(panel)
    assert not any(
        it.text().startswith("Show") for it in panel.findChildren(QPushButton) if it.isVisible()
    )


def test_the_line_of_improvement_is_told_in_words(panel):
    improvement = Improvement("Missing visits", ((0.2, 9), (1.0, 5), (4.0, 4)), 10.0)
    panel.show_state(SolveState("", TIERS, 10, 6, improvement))
    wait(lambda: "Missing visits: from 9 to 4" in texts(panel))
    panel.show_state(SolveState("", TIERS, 0, None))
    assert "Missing visits: from 9 to 4" not in texts(panel)


def test_progress_is_words_first_then_a_row_a_tier(panel):
    panel.show_state(SolveState("Every person but 4 has all visits.", TIERS, 83, 12))
    assert "Every person but 4 has all visits." in texts(panel)
    assert "Running for 1:23; last improvement 0:12 ago." in texts(panel)
    wait(lambda: "Discomfort" in texts(panel))
    assert "now 4 · proven best possible 2 · still searching" in texts(panel)
    assert "120: proven, no plan does better" in texts(panel)
    order = [it for it in texts(panel) if it in ("Missing visits", "Discomfort")]
    assert order == ["Missing visits", "Discomfort"]


def test_fewer_tiers_leave_no_old_ones(panel):
    panel.show_state(SolveState("", TIERS))
    wait(lambda: "Discomfort" in texts(panel))
    panel.show_state(SolveState("", TIERS[:1]))
    assert "Discomfort" not in texts(panel)


def test_stop_cannot_be_pressed_twice(panel, qtbot):
    panel.show_state(SolveState("Looking for a first plan…"))
    with qtbot.waitSignal(panel.stop_asked):
        click(button(panel, "Stop and keep the best"))
    panel.show_stopping()
    assert not button(panel, "Stop and keep the best").isEnabled()
    assert not button(panel, "Cancel and throw away").isEnabled()


def test_a_plan_is_used_or_thrown_away(panel, qtbot):
    panel.show_outcome(Outcome("Everybody has all visits.", TIERS, "It took 3 seconds."))
    with qtbot.waitSignal(panel.use_asked):
        click(button(panel, "Use as draft"))
    with qtbot.waitSignal(panel.throw_away_asked):
        click(button(panel, "Throw away"))


def test_without_a_plan_there_is_nothing_to_use(panel):
    panel.show_outcome(Outcome("", warning="The solver stopped.", usable=False))
    assert not button(panel, "Use as draft").isVisible()
    assert button(panel, "Back").isVisible()
    assert "The solver stopped." in texts(panel)
