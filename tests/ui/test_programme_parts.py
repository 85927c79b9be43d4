from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView

from app.wording.rules import COMFORTS, RULES
from tests.ui.driving import click, press, type_text, wait
from ui.models.pairs import PairLine, PairModel
from ui.models.sign_ups import NAME, VISITS, SignUpLine, SignUpModel
from ui.pages.programme.dialogs import NewProgrammeDialog
from ui.pages.programme.fields import ProgrammeFields
from ui.pages.programme.pairs_tab import PairsTab
from ui.pages.programme.people_tab import PeopleTab
from ui.pages.programme.rules_tab import RulesTab

PEOPLE = (
    SignUpLine(1, "Anna Petrova", 10, "Marketing", 3, 2),
    SignUpLine(2, "Фёдор Орлов", 11, "Sales", None, None),
)


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.retranslate()
    widget.resize(1000, 600)
    widget.show()
    widget.activateWindow()
    wait(widget.isActiveWindow)
    return widget


# Participants


@pytest.fixture
def people(qtbot, theme):
    tab = shown(qtbot, PeopleTab(theme))
    tab.people.show(PEOPLE)
    return tab


def test_sign_ups_qt_finds_no_fault(qapp):
    model = SignUpModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(PEOPLE)
    model.narrow("anna", None)
    model.narrow("", 11)
    assert tester.model() is model


def test_search_narrows_in_any_alphabet(people):
    type_text(people.search, "ФЕДОР")
    assert [line.name for line in people.people.lines] == ["Фёдор Орлов"]


def test_space_signs_the_person_up(people, qtbot):
    people.table.setCurrentIndex(people.people.index(1, NAME))
    people.table.setFocus()
    with qtbot.waitSignal(people.people.ticked) as asked:
        press(people.table, Qt.Key.Key_Space)
    assert asked.args == [2, True]


def test_the_number_of_visits_is_edited_in_its_cell(people, qtbot):
    index = people.people.index(0, VISITS)
    people.table.setCurrentIndex(index)
    people.table.edit(index)
    editor = people.table.indexWidget(index)
    with qtbot.waitSignal(people.people.target_wanted) as asked:
        press(editor, Qt.Key.Key_Up)
        press(editor, Qt.Key.Key_Return)
    assert asked.args == [1, 3]


def test_visits_of_somebody_not_signed_up_cannot_be_edited(people):
    index = people.people.index(1, VISITS)
    people.table.setCurrentIndex(index)
    assert not people.table.edit(index, QAbstractItemView.EditTrigger.DoubleClicked, None)


def test_the_marked_are_signed_off_together(people, qtbot):
    people.table.selectAll()
    with qtbot.waitSignal(people.selection_acted) as asked:
        click(people.remove)
    assert asked.args == [False]
    assert people.selected() == [1, 2]


# Rules


@pytest.fixture
def rules(qtbot, theme):
    tab = shown(qtbot, RulesTab(theme))
    wait(lambda: tab.complete)
    tab.show_values(
        {
            "home_cover": {"on": True, "share": 0.2},
            "spacing": {"on": True, "visits_per_week": None, "gap_half_days": 3},
            "level_window": {"on": False, "below": 2, "above": 2},
        },
        {"wishes": 3},
    )
    return tab


def field(rules, rule, parameter):
    return rules.cards[rule]._fields[parameter][1]


def test_every_rule_has_a_switch_with_its_name(rules):
    names = {name: card.switch.accessibleName() for name, card in rules.cards.items()}
    assert names == {rule.name: rule.title for rule in RULES}


def test_switching_a_rule_off(rules, qtbot):
    with qtbot.waitSignal(rules.rule_wanted) as asked:
        press(rules.cards["home_cover"].switch, Qt.Key.Key_Space)
    assert asked.args == ["home_cover", "on", False]


def test_a_share_is_shown_in_per_cent_and_written_as_a_part(rules, qtbot):
    share = field(rules, "home_cover", "share")
    assert share.text() == "20 %"
    with qtbot.waitSignal(rules.rule_wanted) as asked:
        press(share, Qt.Key.Key_Up)
    assert asked.args == ["home_cover", "share", 0.21]


def test_no_limit_is_not_zero(rules, qtbot):
    per_week = field(rules, "spacing", "visits_per_week")
    assert per_week.text() == "no limit"
    with qtbot.waitSignal(rules.rule_wanted) as asked:
        press(per_week, Qt.Key.Key_Up)
    assert asked.args == ["spacing", "visits_per_week", 0]
    with qtbot.waitSignal(rules.rule_wanted) as asked:
        press(per_week, Qt.Key.Key_Down)
    assert asked.args == ["spacing", "visits_per_week", None]


def test_what_a_rule_switched_off_depends_on_cannot_be_changed(rules):
    assert not field(rules, "level_window", "below").isEnabled()
    assert field(rules, "spacing", "gap_half_days").isEnabled()


def test_showing_values_asks_for_nothing(rules, qtbot):
    with qtbot.assertNotEmitted(rules.rule_wanted), qtbot.assertNotEmitted(rules.weight_wanted):
        rules.show_values({"home_cover": {"on": False, "share": None}}, {"wishes": 7})
    assert field(rules, "home_cover", "share").text() == "any number"


def test_weights(rules, qtbot):
    wishes = rules.comforts["wishes"].field
    assert wishes.value() == 3
    with qtbot.waitSignal(rules.weight_wanted) as asked:
        press(wishes, Qt.Key.Key_Up)
    assert asked.args == ["wishes", 4]
    assert set(rules.comforts) == {comfort.name for comfort in COMFORTS}


# Priority pairs


@pytest.fixture
def pairs(qtbot, theme):
    tab = shown(qtbot, PairsTab(theme))
    tab.show_departments([(10, "Marketing"), (11, "Sales")])
    tab.pairs.show([PairLine(10, 11, "Marketing", "Sales", 3, 2)])
    return tab


def test_pairs_qt_finds_no_fault(qapp):
    model = PairModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show([PairLine(10, 11, "Marketing", "Sales", 3, 2)])
    assert tester.model() is model


def test_a_pair_is_added_both_ways(pairs, qtbot):
    with qtbot.waitSignal(pairs.pair_wanted) as asked:
        click(pairs.add)
    assert asked.args == [10, 11, 3, 1, True]


def test_delete_removes_the_marked_pair(pairs, qtbot):
    pairs.table.selectRow(0)
    pairs.table.setFocus()
    wait(pairs.table.hasFocus)
    with qtbot.waitSignal(pairs.removal_wanted) as asked:
        press(pairs.table, Qt.Key.Key_Delete)
    assert asked.args == [10, 11]


def test_the_minimum_is_edited_in_its_cell(pairs, qtbot):
    with qtbot.waitSignal(pairs.pair_wanted) as asked:
        pairs.pairs.setData(pairs.pairs.index(0, 2), 5)
    assert asked.args == [10, 11, 5, 2, False]


# A new programme


@pytest.fixture
def dialog(qtbot, theme):
    made = NewProgrammeDialog(theme, None)
    qtbot.addWidget(made)
    made.fields.offer_countries([("DE", "Germany"), ("RU", "Russia")])
    made.fields.propose(set(), "RU")
    made.show()
    return made


def test_everything_is_filled_in(dialog):
    values = dialog.fields.values()
    assert values["name"].startswith("Programme ")
    assert values["from_date"].weekday() == 0
    assert values["from_date"] > date.today()
    assert (values["to_date"] - values["from_date"]).days == 53
    assert values["country"] == "RU"
    assert values["visits"] == 2


def test_a_name_that_is_taken_gets_a_number(dialog):
    first = dialog.fields.values()["name"]
    dialog.fields.propose({first}, None)
    assert dialog.fields.values()["name"] == f"{first} (2)"


def test_a_programme_without_a_name_is_not_accepted(dialog, qtbot):
    dialog.fields.name.clear()
    with qtbot.assertNotEmitted(dialog.accepted):
        click(dialog.create_button)
    assert dialog.problem.text() == "Give the programme a name."


def test_a_last_day_before_the_first_is_not_accepted(dialog, qtbot):
    dialog.fields.last.setDate(dialog.fields.first.date().addDays(-1))
    with qtbot.assertNotEmitted(dialog.accepted):
        click(dialog.create_button)
    assert dialog.problem.text() == "The last day lies before the first."


def test_create_accepts(dialog, qtbot):
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.create_button)


def test_showing_values_is_no_edit(qtbot, theme):
    fields = ProgrammeFields(theme)
    qtbot.addWidget(fields)
    with qtbot.assertNotEmitted(fields.edited):
        fields.show_values(
            name="Spring",
            from_date=date(2027, 3, 1),
            to_date=date(2027, 4, 23),
            country=None,
            visits=3,
        )
    assert fields.values()["to_date"] == date(2027, 4, 23)
